// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QWidget>
#include <functional>

class QVBoxLayout;

namespace podwire::ui {

/// A line that opens and closes what is below it.
class Fold : public QWidget {
    Q_OBJECT
public:
    explicit Fold(const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    [[nodiscard]] QString title() const { return header_->text(); }
    /// Takes the widget. One at a time: the one before is deleted.
    void setContent(QWidget* content);
    /// The same for content that is costly: it is made when somebody looks.
    void setContent(std::function<QWidget*()> make);
    [[nodiscard]] QWidget* content() const { return content_; }
    [[nodiscard]] bool isOpen() const { return open_; }
    void setOpen(bool open);
    void setStrong(bool strong);
    [[nodiscard]] QPushButton* header() const { return header_; }

Q_SIGNALS:
    void toggled(bool open);

private:
    void render();

    QPushButton* header_;
    QVBoxLayout* layout_;
    QWidget* content_ = nullptr;
    std::function<QWidget*()> make_;
    bool open_ = false;
};

}  // namespace podwire::ui
