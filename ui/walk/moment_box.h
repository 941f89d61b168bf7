// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/live/walk_steps.h"
#include "ui/live/selection.h"

class QPlainTextEdit;
class QPushButton;

namespace podwire::ui {

class ElidedLabel;

/// One moment of a packet's way in full.
class MomentBox : public QWidget {
    Q_OBJECT
public:
    explicit MomentBox(QWidget* parent = nullptr);

    void setStep(const live::WalkStep& step);
    void clear();
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString details() const;
    [[nodiscard]] QPushButton* showRule() const { return show_; }

Q_SIGNALS:
    void ruleWanted(const podwire::ui::PickedRule& rule);

private:
    ElidedLabel* title_;
    QPushButton* show_;
    QPlainTextEdit* text_;
    PickedRule rule_;
};

}  // namespace podwire::ui
