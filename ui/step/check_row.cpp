// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/check_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QVBoxLayout>

#include "ui/step/check_details.h"
#include "ui/step/check_words.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

CheckRow::CheckRow(const lab::Check& check, When when, const AddressBook& addresses, QWidget* parent)
    : QWidget(parent),
      check_(check),
      when_(when),
      addresses_(addresses),
      chevron_(
          new IconButton(QStringLiteral("chevron-right"), tr("Show details of: %1").arg(text(check.title)))),
      badge_(new Badge),
      finding_(new ElidedLabel(Qt::AlignRight)),
      run_(new IconButton(QStringLiteral("refresh"), tr("Run this check: %1").arg(text(check.title)))),
      line_(new QWidget),
      layout_(new QVBoxLayout(this)) {
    layout_->setContentsMargins(6, 4, 6, 4);
    layout_->setSpacing(0);
    auto* row = new QHBoxLayout(line_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::gap);
    const QString title = when == When::Before ? tr("before: %1").arg(text(check.title)) : text(check.title);
    finding_->setFont(Theme::mono());
    row->addWidget(chevron_);
    row->addWidget(badge_);
    row->addWidget(label(withoutMarkup(title)), 3);
    row->addWidget(finding_, 2);
    row->addWidget(run_);
    layout_->addWidget(line_);
    connect(chevron_, &QToolButton::clicked, this, [this] { setOpen(!open_); });
    connect(run_, &QToolButton::clicked, this, [this] { Q_EMIT runRequested(text(check_.id)); });
    setRecord({});
}

void CheckRow::setRecord(const models::CheckRecord& record) {
    record_ = record;
    const CheckBadge look = badgeFor(check_, record);
    badge_->set(look.word, look.tone);
    finding_->setText(findingFor(check_, record));
    finding_->setMuted(!record.result || record.stale || record.running);
    badge_->setToolTip(record.stale ? tr("Run before the last change on the nodes; run it again to be sure.")
                                    : QString());
    run_->setEnabled(!record.running && !refused_);
    if (open_) {
        showDetails();
    }
}

void CheckRow::setRefusal(const QString& why) {
    refused_ = !why.isEmpty();
    run_->setEnabled(!refused_ && !record_.running);
    if (refused_) {
        run_->setToolTip(why);
    }
}

void CheckRow::setOpen(bool open) {
    open_ = open;
    chevron_->setIconName(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"));
    if (open) {
        showDetails();
    } else {
        delete std::exchange(details_, nullptr);
    }
}

void CheckRow::showDetails() {
    delete details_;
    details_ = new QWidget;
    auto* inset = new QHBoxLayout(details_);
    inset->setContentsMargins(34, 0, 6, 0);
    inset->addWidget(new CheckDetails(check_, record_, addresses_));
    layout_->addWidget(details_);
}

void CheckRow::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && line_->geometry().contains(event->pos())) {
        setOpen(!open_);
    }
}

QString CheckRow::badge() const {
    return badge_->text();
}
QString CheckRow::finding() const {
    return finding_->text();
}

}  // namespace podwire::ui
