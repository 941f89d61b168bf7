// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/command_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/step/command_result.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/command_view.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/state_look.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

CommandRow::CommandRow(const lab::Resource& resource, const AddressBook& addresses, QWidget* parent)
    : QWidget(parent),
      resource_(resource),
      icon_(new IconLabel(14)),
      remark_(prose(text(resource.why), "muted")),
      found_(label({}, "warn")),
      result_(new CommandResult) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(size::space, 7, 6, 7);
    row->setSpacing(size::gap);
    auto* column = new QVBoxLayout;
    column->setSpacing(4);
    column->setContentsMargins(0, 3, 0, 0);
    column->addWidget(new CommandView(text(resource.command), addresses));
    column->addWidget(remark_);
    column->addWidget(found_);
    column->addWidget(result_);
    remark_->setFont(Theme::text(size::small));
    if (resource.why.empty()) {
        remark_->hide();
    }
    found_->setFont(Theme::text(size::small));
    found_->hide();
    result_->hide();
    auto* copy = new CopyButton(text(resource.command), tr("Copy this command"));
    auto* lead = new QVBoxLayout;  // level with the first line
    lead->setContentsMargins(0, 6, 0, 0);
    lead->addWidget(icon_);
    lead->addStretch(1);
    row->addLayout(lead);
    row->addLayout(column, 1);
    auto* typeIt =
        new IconButton(QStringLiteral("terminal"),
                       tr("Type it for me: put this command at the prompt on %1, without running it")
                           .arg(text(resource.node)));
    typeIt->setObjectName(QStringLiteral("typeIt"));
    connect(typeIt, &QToolButton::clicked, this,
            [this] { Q_EMIT typeWanted(text(resource_.node), text(resource_.command)); });
    row->addWidget(typeIt, 0, Qt::AlignTop);
    row->addWidget(copy, 0, Qt::AlignTop);
    setStatus({&resource, plan::Presence::Unknown, 0, true, {}, {}});
}

void CommandRow::setStatus(const plan::ResourceStatus& status) {
    presence_ = status.presence;
    const Look look = lookOf(status.presence);
    icon_->setIcon(look.icon, look.colour);
    icon_->setToolTip(presenceWord(status.presence));
    icon_->setAccessibleName(presenceWord(status.presence));
    found_->setText(text(status.found));
    found_->setVisible(status.presence == plan::Presence::Drifted && !status.found.empty());
}

void CommandRow::hideRemark() {
    remark_->hide();
}

void CommandRow::setReport(const session::CommandReport& report) {
    result_->show(report);
}

QString CommandRow::stateIcon() const {
    return icon_->iconName();
}

}  // namespace podwire::ui
