// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/command_list.h"

#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "ui/step/command_row.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

CommandList::CommandList(const lab::Lab& lab, const lab::Step& step, QWidget* parent)
    : QWidget(parent), layout_(new QVBoxLayout(this)) {
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(1);
    const AddressBook addresses = AddressBook::of(lab);
    std::set<std::string> nodes;
    for (const lab::Resource& resource : step.apply) {
        nodes.insert(resource.node);
    }
    const std::string* node = nullptr;
    for (const lab::Resource& resource : step.apply) {
        if (nodes.size() > 1 && (node == nullptr || *node != resource.node)) {
            auto* title = label(tr("on %1").arg(text(resource.node)), "muted");
            title->setFont(Theme::text(size::small, QFont::DemiBold));
            title->setContentsMargins(size::space, 8, size::space, 6);
            layout_->addWidget(title);
        }
        node = &resource.node;
        auto* row = new CommandRow(resource, addresses);
        groupFor(resource)->addWidget(row);
        rows_.append(row);
        connect(row, &CommandRow::typeWanted, this, &CommandList::typeWanted);
        if (!resource.group.empty()) {
            groups_.last().rows.append(row);
        }
    }
    gatherRemarks();
    titleGroups();
}

/// A compound's remark stands once, above its commands.
void CommandList::gatherRemarks() {
    for (const Group& group : groups_) {
        const std::string& why = group.rows.first()->resource().why;
        const bool same = std::all_of(group.rows.begin(), group.rows.end(),
                                      [&](const CommandRow* row) { return row->resource().why == why; });
        if (why.empty() || !same) {
            continue;
        }
        auto* remark = prose(text(why), "muted");
        remark->setFont(Theme::text(size::small));
        remark->setContentsMargins(size::space, 0, size::space, 4);
        qobject_cast<QVBoxLayout*>(group.fold->content()->layout())->insertWidget(0, remark);
        for (CommandRow* row : group.rows) {
            row->hideRemark();
        }
    }
}

QVBoxLayout* CommandList::groupFor(const lab::Resource& resource) {
    if (resource.group.empty()) {
        return layout_;
    }
    const QString name = text(resource.group);
    const bool goesOn = !groups_.isEmpty() && groups_.last().name == name && !rows_.isEmpty() &&
                        rows_.last()->resource().group == resource.group &&
                        rows_.last()->resource().node == resource.node;
    if (!goesOn) {
        auto* fold = new Fold(name);
        fold->layout()->setContentsMargins(size::gap, 8, 0, 4);
        fold->setStrong(true);
        auto* content = new QWidget;
        auto* column = new QVBoxLayout(content);
        column->setContentsMargins(size::gap, 0, 0, 0);
        column->setSpacing(0);
        fold->setContent(content);
        fold->setOpen(true);
        layout_->addWidget(fold);
        groups_.append({fold, name, {}});
    }
    return qobject_cast<QVBoxLayout*>(groups_.last().fold->content()->layout());
}

void CommandList::titleGroups() {
    for (const Group& group : groups_) {
        const auto there = std::count_if(group.rows.begin(), group.rows.end(), [](const CommandRow* row) {
            return row->presence() == plan::Presence::Present;
        });
        group.fold->setTitle(tr("%1 · %2 of %3 present").arg(group.name).arg(there).arg(group.rows.size()));
    }
}

void CommandList::setStatus(const plan::StepStatus& status) {
    const auto count = std::min(static_cast<std::size_t>(rows_.size()), status.resources.size());
    for (std::size_t i = 0; i < count; ++i) {
        rows_.at(static_cast<qsizetype>(i))->setStatus(status.resources[i]);
    }
    titleGroups();
}

void CommandList::setReport(const session::CommandReport& report) {
    if (CommandRow* found = row(report.node, report.command)) {
        found->setReport(report);
    }
}

CommandRow* CommandList::row(const QString& node, const QString& command) const {
    const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const CommandRow* row) {
        return text(row->resource().node) == node && text(row->resource().command) == command;
    });
    return found == rows_.end() ? nullptr : *found;
}

void CommandList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    for (int i = 1; i < layout_->count(); ++i) {
        if (const QWidget* item = layout_->itemAt(i)->widget()) {
            painter.fillRect(QRect(0, item->y() - 1, width(), 1), tokens().line);
        }
    }
}

}  // namespace podwire::ui
