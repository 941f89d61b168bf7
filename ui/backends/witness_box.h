// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>
#include <vector>

#include "core/lab/lab.h"
#include "core/live/witnesses.h"

class QGridLayout;
class QLabel;

namespace podwire::ui {

/// What answers, rules and conntrack say of who got how many requests, side by side, and where they disagree.
class WitnessBox : public QWidget {
    Q_OBJECT
public:
    explicit WitnessBox(QWidget* parent = nullptr);

    /// Null: nothing is known, and nothing is shown.
    void setWitnesses(const live::Witnesses* witnesses, const std::vector<lab::Backend>& backends);
    /// A line for each row, then the conclusion.
    [[nodiscard]] QString words() const;

private:
    void render();

    QList<QStringList> rows_;  ///< the first one has the headings
    QString conclusion_;
    QGridLayout* grid_;
    QList<QLabel*> cells_;
    QLabel* said_;
};

}  // namespace podwire::ui
