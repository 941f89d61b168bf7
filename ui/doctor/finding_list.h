// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "core/doctor/finding.h"
#include "ui/text/command_spans.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace podwire::ui {

class FindingRow;

/// What the doctor looked at, from the bottom up. What is fine is folded away until somebody asks.
class FindingList : public Card {
    Q_OBJECT
public:
    FindingList(const doctor::Report& report, const AddressBook& addresses, QWidget* parent = nullptr);
    void setAll(bool all);
    [[nodiscard]] bool isAll() const { return all_; }
    /// Those that are shown, in their order.
    [[nodiscard]] QList<FindingRow*> rows() const;
    [[nodiscard]] QPushButton* allButton() const { return allButton_; }

private:
    void makeRows();

    std::vector<doctor::Finding> findings_;
    AddressBook addresses_;
    QList<FindingRow*> rows_;  ///< one for each finding; null: not made yet
    QWidget* body_;
    QPushButton* allButton_;
    bool all_ = false;
};

}  // namespace podwire::ui
