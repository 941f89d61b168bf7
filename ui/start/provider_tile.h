// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QLabel;

namespace podwire::ui {

/// One kind of nodes to choose: its name, a sentence on what it is, and how it stands here.
class ProviderTile : public QAbstractButton {
    Q_OBJECT
public:
    ProviderTile(const QString& name, const QString& sentence, QWidget* parent = nullptr);

    /// `tone`: as for label().
    void setState(const QString& words, const char* tone);
    [[nodiscard]] QString state() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* state_;
};

}  // namespace podwire::ui
