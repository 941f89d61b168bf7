// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <functional>

#include "core/base/error.h"

class QLabel;
class QPushButton;

namespace podwire::ui {

/// A strip below the top bar that tells about a problem or asks a question without stopping anything else.
class Banner : public QFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget* parent = nullptr);
    void tell(const Error& error);
    void ask(const QString& question, const QString& yes, std::function<void()> then);
    [[nodiscard]] QString words() const;

private:
    QLabel* words_;
    QPushButton* yes_;
    QPushButton* no_;
    std::function<void()> then_;
};

}  // namespace podwire::ui
