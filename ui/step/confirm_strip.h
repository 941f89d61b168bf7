// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/lab/lab.h"
#include "core/plan/plan.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace podwire::ui {

/// Asks, in the page itself, before more than the step at hand changes: what comes along, in words and to the
/// letter.
class ConfirmStrip : public QFrame {
    Q_OBJECT
public:
    explicit ConfirmStrip(QWidget* parent = nullptr);
    void ask(const plan::Request& request, const plan::Plan& plan, const lab::Lab& lab, const QString& yes);
    /// Forgets the question.
    void dismiss();

Q_SIGNALS:
    void confirmed(const podwire::plan::Request& request);

private:
    void scrollIntoView();

    QLabel* text_;
    QWidget* list_ = nullptr;
    QVBoxLayout* layout_;
    QPushButton* yes_;
    plan::Request request_;
};

}  // namespace podwire::ui
