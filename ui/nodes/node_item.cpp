// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/nodes/node_item.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/text/read_only_words.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/state_look.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

NodeItem::NodeItem(QWidget* parent)
    : QWidget(parent),
      icon_(new IconLabel(14)),
      name_(label({})),
      readOnly_(new Badge),
      state_(label({}, "muted")),
      about_(label({}, "muted")),
      facts_(label({}, "muted")),
      problem_(label({}, "bad")) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::space, 10, size::space, 10);
    layout->setSpacing(3);
    auto* row = new QHBoxLayout;
    row->setSpacing(size::gap);
    name_->setFont(Theme::text(size::body, QFont::DemiBold));
    name_->setWordWrap(false);
    state_->setFont(Theme::text(size::small));
    state_->setAlignment(Qt::AlignRight);
    row->addWidget(icon_);
    row->addWidget(name_);
    row->addWidget(readOnly_);
    readOnly_->set(tr("read-only"), "warn");
    readOnly_->hide();
    row->addWidget(state_, 1);
    layout->addLayout(row);
    for (QLabel* line : {about_, facts_, problem_}) {
        line->setFont(Theme::text(size::small));
        line->setContentsMargins(22, 0, 0, 0);
        layout->addWidget(line);
    }
    problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    problem_->hide();
    about_->hide();
}

void NodeItem::setAbout(const QString& about) {
    about_->setText(about);
    about_->setVisible(!about.isEmpty());
}

void NodeItem::setStatus(const session::NodeStatus& status) {
    const Look look = lookOf(status.link.state);
    icon_->setIcon(look.icon, look.colour);
    name_->setText(status.name);
    state_->setText(linkWord(status.link.state));
    readOnly_->setVisible(status.readOnly);
    readOnly_->setToolTip(readOnlyReason({status.name}));
    address_ = status.address;
    read_ = status.lastRead;
    const Error& error = status.link.error;
    QStringList lines{status.problem, text(error.message), text(error.hint)};
    lines.removeAll(QString());
    lines.removeDuplicates();
    problem_->setText(lines.join(QLatin1Char('\n')));
    problem_->setVisible(!lines.isEmpty());
    tick(QDateTime::currentDateTime());
}

void NodeItem::tick(const QDateTime& now) {
    const QString read = read_.isValid() ? tr("read %1").arg(ago(read_, now)) : tr("not read yet");
    facts_->setText(address_.isEmpty() ? read : address_ + QStringLiteral(" · ") + read);
}

QString NodeItem::stateText() const {
    return state_->text();
}
bool NodeItem::saysReadOnly() const {
    return !readOnly_->isHidden();
}
QString NodeItem::problemText() const {
    return problem_->text();
}

}  // namespace podwire::ui
