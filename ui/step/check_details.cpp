// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/check_details.h"

#include "core/plan/evaluate.h"
#include "ui/text/words.h"
#include "ui/widgets/command_view.h"
#include "ui/widgets/named_rows.h"
#include "ui/widgets/output_view.h"

namespace podwire::ui {

CheckDetails::CheckDetails(const lab::Check& check, const models::CheckRecord& record,
                           const AddressBook& addresses, QWidget* parent)
    : QWidget(parent) {
    NamedRows rows(this);
    const std::optional<plan::CheckResult>& result = record.result;
    rows.add(tr("expected"), result ? result->expected : plan::expectation(check));
    if (result) {
        rows.add(tr("found"), result->found);
    }
    rows.add(tr("why"), check.why);
    if (result && !result->ok) {
        rows.add(tr("it means"), check.otherwise);
    }
    const QString where =
        check.netns.empty() ? text(check.node) : tr("%1, inside %2").arg(text(check.node), text(check.netns));
    rows.add(tr("on"), where.toStdString());
    rows.add(tr("command"), commandLine(text(check.command), addresses, tr("Copy this check's command")));
    if (!result) {
        return;
    }
    if (!result->evidence.empty()) {
        rows.add(tr("evidence"),
                 new CommandView(text(result->evidence), addresses, CommandView::What::Output));
    }
    if (!result->output.empty()) {
        rows.add(tr("output"), new OutputView(text(result->output)));
    }
    rows.add(tr("took"), took(result->seconds * 1000).toStdString());
}

}  // namespace podwire::ui
