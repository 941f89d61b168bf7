// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/check_details.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "core/plan/evaluate.h"
#include "ui/text/words.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/command_view.h"
#include "ui/widgets/output_view.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

class Rows {
public:
    explicit Rows(QWidget* owner) : column_(new QVBoxLayout(owner)) {
        column_->setContentsMargins(0, 4, 0, 8);
        column_->setSpacing(6);
    }
    void add(const QString& name, QWidget* value) {
        auto* row = new QHBoxLayout;
        row->setSpacing(size::space);
        auto* title = label(name, "muted");
        title->setFixedWidth(72);
        row->addWidget(title, 0, Qt::AlignTop);
        row->addWidget(value, 1);
        column_->addLayout(row);
    }
    void add(const QString& name, const std::string& value) {
        if (!value.empty()) {
            add(name, prose(text(value)));
        }
    }

private:
    QVBoxLayout* column_;
};

QWidget* commandLine(const lab::Check& check, const AddressBook& addresses) {
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(new CommandView(text(check.command), addresses), 1);
    row->addWidget(new CopyButton(text(check.command), CheckDetails::tr("Copy this check's command")), 0,
                   Qt::AlignTop);
    return line;
}

}  // namespace

CheckDetails::CheckDetails(const lab::Check& check, const models::CheckRecord& record,
                           const AddressBook& addresses, QWidget* parent)
    : QWidget(parent) {
    Rows rows(this);
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
    rows.add(tr("command"), commandLine(check, addresses));
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
