// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/confirm_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/step/action_offer.h"
#include "ui/step/plan_list.h"
#include "ui/text/plan_words.h"
#include "ui/text/words.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

qsizetype stages(const plan::Plan& plan) {
    return static_cast<qsizetype>(plan.stages.size());
}

}  // namespace

ConfirmStrip::ConfirmStrip(QWidget* parent)
    : QFrame(parent), text_(label({})), layout_(new QVBoxLayout(this)), yes_(button({}, "primary")) {
    setObjectName(QStringLiteral("confirm"));
    yes_->setObjectName(QStringLiteral("confirmYes"));
    layout_->setContentsMargins(size::space, 10, size::space, 10);
    layout_->setSpacing(size::gap);
    layout_->addWidget(text_);
    auto* row = new QHBoxLayout;
    auto* no = button(tr("Leave it"));
    row->addWidget(yes_);
    row->addWidget(no);
    row->addStretch(1);
    layout_->addLayout(row);
    connect(no, &QPushButton::clicked, this, &ConfirmStrip::dismiss);
    connect(yes_, &QPushButton::clicked, this, [this] {
        const plan::Request request = request_;
        dismiss();
        Q_EMIT confirmed(request);
    });
    hide();
}

void ConfirmStrip::ask(const plan::Request& request, const plan::Plan& plan, const lab::Lab& lab,
                       const QString& yes) {
    request_ = request;
    const QString end = explain(request.verb);
    QStringList sentences{end.isEmpty() ? end : end + QLatin1Char('.'), alongSentence(plan, lab),
                          tr("All in all it %1.").arg(changeSentence(plan))};
    sentences.append(keptSentences(plan, lab));
    sentences.removeAll(QString());
    text_->setText(sentences.join(QLatin1Char('\n')));
    yes_->setText(stages(plan) == 1 ? yes
                                    : tr("%1 · %2").arg(yes, counted(stages(plan), tr("step"), tr("steps"))));
    delete list_;
    auto* fold = new Fold(
        tr("The %1 that run")
            .arg(counted(static_cast<qsizetype>(plan.actionCount()), tr("command"), tr("commands"))));
    fold->setContent([plan, &lab] { return new PlanList(plan, lab); });
    list_ = fold;
    layout_->insertWidget(1, fold);
    show();
    yes_->setFocus(Qt::OtherFocusReason);
    // Once the page is laid out anew: a key may have asked for it from anywhere on the page.
    QTimer::singleShot(0, this, &ConfirmStrip::scrollIntoView);
}

void ConfirmStrip::scrollIntoView() {
    QWidget* above = parentWidget();
    while (above != nullptr && qobject_cast<QScrollArea*>(above) == nullptr) {
        above = above->parentWidget();
    }
    if (auto* page = qobject_cast<QScrollArea*>(above)) {
        page->ensureWidgetVisible(this, 0, size::margin);
    }
}

void ConfirmStrip::dismiss() {
    hide();
}

}  // namespace podwire::ui
