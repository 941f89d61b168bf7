// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/finding_row.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <utility>

#include "ui/doctor/finding_words.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/named_rows.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr int wordWidth = 62;
constexpr int nodeWidth = 56;
constexpr int detailsInset = 52;  // below the verdict's word

QLabel* column(const QString& words, const char* tone, int width) {
    QLabel* result = label(words, tone);
    result->setWordWrap(false);
    result->setFixedWidth(width);
    return result;
}

QString layerTitle(const doctor::Finding& finding) {
    return QString::fromUtf8(doctor::titleOf(finding.layer).data(),
                             static_cast<qsizetype>(doctor::titleOf(finding.layer).size()));
}

}  // namespace

FindingHead::FindingHead(const doctor::Finding& finding, QWidget* parent)
    : QAbstractButton(parent), chevron_(new IconLabel(14)) {
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    const VerdictLook look = lookOf(finding.verdict);
    const QString node = ui::text(finding.node);
    setAccessibleName(FindingHead::tr("%1, %2: %3").arg(look.word, node, ui::text(finding.title)));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(size::space, 6, size::space, 6);
    row->setSpacing(size::gap);
    auto* shape = new IconLabel(14);
    shape->setIcon(look.icon, look.colour);
    auto* word = column(look.word, look.tone, wordWidth);
    word->setFont(Theme::text(size::small, QFont::DemiBold));
    auto* layer = new ElidedLabel(Qt::AlignRight);
    layer->setMuted(true);
    layer->setFont(Theme::text(size::small));
    layer->setText(layerTitle(finding));
    row->addWidget(chevron_);
    row->addWidget(shape);
    row->addWidget(word);
    row->addWidget(column(node, "muted", nodeWidth));
    row->addWidget(label(ui::text(finding.title)), 3);
    row->addWidget(layer, 1);
    for (auto* child : findChildren<QWidget*>()) {
        child->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    connect(this, &QAbstractButton::toggled, this, &FindingHead::showOpen);
    showOpen(false);
}

void FindingHead::showOpen(bool open) {
    chevron_->setIcon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
                      &Tokens::muted);
}

void FindingHead::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (underMouse() || isDown()) {
        painter.fillRect(rect(), tokens().hover);
    }
    painter.fillRect(QRect(0, 0, width(), 1), tokens().line);
    if (hasFocus()) {
        painter.setPen(tokens().accent);
        painter.drawRect(rect().adjusted(1, 1, -2, -2));
    }
}

void FindingHead::keyPressEvent(QKeyEvent* event) {
    const bool opens = event->key() == Qt::Key_Right;
    if (opens || event->key() == Qt::Key_Left) {
        setChecked(opens);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        toggle();
    } else {
        QAbstractButton::keyPressEvent(event);
    }
}

void FindingHead::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void FindingHead::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

FindingRow::FindingRow(const doctor::Finding& finding, const AddressBook& addresses, QWidget* parent)
    : QWidget(parent),
      finding_(finding),
      addresses_(addresses),
      head_(new FindingHead(finding)),
      layout_(new QVBoxLayout(this)) {
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(0);
    layout_->addWidget(head_);
    connect(head_, &QAbstractButton::toggled, this, &FindingRow::showDetails);
}

void FindingRow::showDetails(bool open) {
    delete std::exchange(details_, nullptr);
    if (open) {
        details_ = makeDetails();
        layout_->addWidget(details_);
    }
}

QWidget* FindingRow::makeDetails() const {
    auto* inset = new QWidget;
    auto* box = new QHBoxLayout(inset);
    box->setContentsMargins(detailsInset, 0, size::space, 0);
    auto* known = new QWidget;
    known->setMaximumWidth(size::textWidth + detailsInset);
    box->addWidget(known, 1000);
    box->addStretch(1);
    NamedRows rows(known);
    if (!finding_.command.empty()) {
        rows.add(tr("command"), commandLine(ui::text(finding_.command), addresses_,
                                            tr("Copy the command that shows the same")));
    }
    rows.add(tr("found"), finding_.found);
    rows.add(tr("it means"), finding_.meaning);
    if (finding_.mend) {
        const QString where =
            tr("On %1. %2").arg(ui::text(finding_.mend->node), ui::text(finding_.mend->what));
        rows.add(finding_.verdict == doctor::Verdict::Wrong ? tr("mend") : tr("change"),
                 commandLine(ui::text(finding_.mend->command), addresses_, tr("Copy the mending command")));
        rows.add({}, where.toStdString());
    }
    return inset;
}

}  // namespace podwire::ui
