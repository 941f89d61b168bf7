// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backends/run_list.h"

#include <QVBoxLayout>

#include "ui/backends/run_row.h"

namespace podwire::ui {

RunList::RunList(QWidget* parent) : QWidget(parent), column_(new QVBoxLayout(this)) {
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(2);
}

void RunList::add(live::TrafficRun& run) {
    auto* row = new RunRow(run);
    rows_.insert(&run, row);
    column_->insertWidget(0, row);
    connect(row, &RunRow::chosen, this, [this, &run] { choose(run); });
    connect(row, &RunRow::endRequested, this, [this, &run] { Q_EMIT endRequested(&run); });
    choose(run);
}

void RunList::remove(live::TrafficRun& run) {
    RunRow* const row = rows_.take(&run);
    column_->removeWidget(row);
    row->disconnect(this);
    run.disconnect(row);
    row->hide();
    row->deleteLater();
    if (chosen_ == &run) {
        chosen_ = nullptr;
        if (rows_.isEmpty()) {
            Q_EMIT chosenChanged();
        } else {
            choose(*rows_.key(qobject_cast<RunRow*>(column_->itemAt(0)->widget())));
        }
    }
}

void RunList::choose(live::TrafficRun& run) {
    chosen_ = &run;
    for (auto row = rows_.cbegin(); row != rows_.cend(); ++row) {
        (*row)->setChosen(row.key() == &run);
    }
    Q_EMIT chosenChanged();
}

}  // namespace podwire::ui
