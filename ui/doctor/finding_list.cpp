// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/finding_list.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/doctor/finding_row.h"
#include "ui/doctor/finding_words.h"
#include "ui/widgets/buttons.h"

namespace podwire::ui {

FindingList::FindingList(const doctor::Report& report, const AddressBook& addresses, QWidget* parent)
    : Card(parent),
      findings_(report.findings),
      addresses_(addresses),
      rows_(static_cast<qsizetype>(findings_.size()), nullptr),
      body_(new QWidget),
      allButton_(button({}, "link")) {
    allButton_->setObjectName(QStringLiteral("allChecks"));
    const QString remainder = remainderOf(report);
    setTitle(remainder.isEmpty() ? tr("What was looked at, from the bottom up") : remainder);
    header()->addWidget(allButton_);
    auto* layout = new QVBoxLayout(body_);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    addSection(body_, Ground::Surface, false);
    connect(allButton_, &QPushButton::clicked, this, [this] { setAll(!all_); });
    setAll(false);
}

void FindingList::setAll(bool all) {
    all_ = all;
    const auto fine = std::count_if(findings_.begin(), findings_.end(), [](const doctor::Finding& one) {
        return one.verdict == doctor::Verdict::Ok;
    });
    allButton_->setVisible(fine > 0);
    allButton_->setText(all ? tr("Hide what is fine") : tr("Show all checks (%1)").arg(findings_.size()));
    makeRows();
}

void FindingList::makeRows() {
    auto* layout = static_cast<QVBoxLayout*>(body_->layout());
    int place = 0;
    for (qsizetype i = 0; i < rows_.size(); ++i) {
        const doctor::Finding& finding = findings_.at(static_cast<std::size_t>(i));
        const bool shown = all_ || finding.verdict != doctor::Verdict::Ok;
        FindingRow*& row = rows_[i];
        if (row == nullptr && shown) {
            row = new FindingRow(finding, addresses_);
            layout->insertWidget(place, row);
        }
        if (row != nullptr) {
            row->setVisible(shown);
            ++place;
        }
    }
    body_->setVisible(place > 0);
}

QList<FindingRow*> FindingList::rows() const {
    QList<FindingRow*> shown;
    std::copy_if(rows_.begin(), rows_.end(), std::back_inserter(shown),
                 [](const FindingRow* row) { return row != nullptr && !row->isHidden(); });
    return shown;
}

}  // namespace podwire::ui
