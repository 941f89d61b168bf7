// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/checks_card.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <algorithm>

#include "ui/step/check_row.h"
#include "ui/text/read_only_words.h"
#include "ui/text/words.h"
#include "ui/widgets/buttons.h"

namespace podwire::ui {

ChecksCard::ChecksCard(const lab::Lab& lab, const lab::Step& step, QWidget* parent)
    : Card(parent), run_(button(tr("Run checks"), "link")) {
    run_->setObjectName(QStringLiteral("runChecks"));
    setTitle(tr("Checks"));
    header()->addWidget(run_);
    const AddressBook addresses = AddressBook::of(lab);
    for (const lab::Check& check : step.before) {
        add(new CheckRow(check, CheckRow::When::Before, addresses));
    }
    for (const lab::Check& check : step.after) {
        add(new CheckRow(check, CheckRow::When::After, addresses));
    }
    connect(run_, &QPushButton::clicked, this, &ChecksCard::runRequested);
}

void ChecksCard::add(CheckRow* row) {
    rows_.append(row);
    addSection(row);
    connect(row, &CheckRow::runRequested, this, &ChecksCard::runOneRequested);
}

void ChecksCard::setRecord(const QString& checkId, const models::CheckRecord& record) {
    if (CheckRow* found = row(checkId)) {
        found->setRecord(record);
        showRunning();
    }
}

void ChecksCard::setReadOnly(const QStringList& nodes) {
    for (CheckRow* row : std::as_const(rows_)) {
        const QString node = text(row->check().node);
        row->setRefusal(nodes.contains(node) ? readOnlyReason({node}) : QString());
    }
    showRunning();
    run_->setToolTip(run_->isEnabled() ? QString() : readOnlyReason(nodes));
}

void ChecksCard::showRunning() {
    const bool running =
        std::any_of(rows_.begin(), rows_.end(), [](const CheckRow* row) { return row->isRunning(); });
    const bool refused =
        std::all_of(rows_.begin(), rows_.end(), [](const CheckRow* row) { return row->isRefused(); });
    run_->setEnabled(!running && !refused);
    run_->setText(running ? tr("Running …") : tr("Run checks"));
}

CheckRow* ChecksCard::row(const QString& checkId) const {
    const auto found = std::find_if(rows_.begin(), rows_.end(),
                                    [&](const CheckRow* row) { return text(row->check().id) == checkId; });
    return found == rows_.end() ? nullptr : *found;
}

}  // namespace podwire::ui
