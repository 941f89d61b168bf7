// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/base/error.h"

class QLabel;

namespace podwire::ui {

class Fold;

/// A failure in the page: what failed, what to do next, and the evidence folded below.
class ErrorBox : public QFrame {
    Q_OBJECT
public:
    explicit ErrorBox(QWidget* parent = nullptr);
    void show(const Error& error);
    [[nodiscard]] QString words() const;

private:
    QLabel* message_;
    QLabel* hint_;
    Fold* detail_;
};

}  // namespace podwire::ui
