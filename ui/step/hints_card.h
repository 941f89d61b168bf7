// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "core/lab/lab.h"
#include "ui/widgets/card.h"

namespace podwire::ui {

class Fold;

/// Hints one by one: the next shows itself when the one before was opened.
class HintsCard : public Card {
    Q_OBJECT
public:
    explicit HintsCard(const lab::Step& step, QWidget* parent = nullptr);
    [[nodiscard]] const QList<Fold*>& hints() const { return hints_; }

private:
    QList<Fold*> hints_;
};

}  // namespace podwire::ui
