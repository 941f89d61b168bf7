// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/walk/moment_box.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/walk/walk_words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"

namespace podwire::ui {

MomentBox::MomentBox(QWidget* parent)
    : QWidget(parent),
      title_(new ElidedLabel),
      show_(button(tr("Show in Chains"), "link")),
      text_(new QPlainTextEdit) {
    title_->setFont(Theme::text(size::small, QFont::DemiBold));
    text_->setReadOnly(true);
    text_->setFrameShape(QFrame::NoFrame);
    text_->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    text_->setFont(Theme::mono(size::tiny));
    text_->setTabChangesFocus(true);
    text_->setAccessibleName(tr("This moment of the walk"));
    auto* head = new QHBoxLayout;
    head->setSpacing(size::gap);
    head->addWidget(title_, 1);
    head->addWidget(show_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(size::gap, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(text_, 1);
    connect(show_, &QPushButton::clicked, this, [this] { Q_EMIT ruleWanted(rule_); });
    clear();
}

void MomentBox::setStep(const live::WalkStep& step) {
    const walk::Hop& hop = step.hop;
    title_->setText(momentTitle(step));
    text_->setPlainText(momentText(step));
    rule_ = pickedRule(hop);
    show_->setVisible(!rule_.chain.isEmpty());
}

void MomentBox::clear() {
    title_->setText({});
    text_->setPlainText({});
    show_->hide();
}

QString MomentBox::title() const {
    return title_->text();
}

QString MomentBox::details() const {
    return text_->toPlainText();
}

}  // namespace podwire::ui
