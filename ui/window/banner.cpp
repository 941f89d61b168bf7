// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <utility>

#include "ui/text/words.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

Banner::Banner(QWidget* parent)
    : QFrame(parent), words_(label({})), yes_(button({}, "primary")), no_(button({})) {
    setObjectName(QStringLiteral("banner"));
    yes_->setObjectName(QStringLiteral("bannerYes"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 14, 8);
    row->setSpacing(size::gap);
    row->addWidget(words_, 1);
    row->addWidget(yes_);
    row->addWidget(no_);
    words_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(no_, &QPushButton::clicked, this, &QWidget::hide);
    connect(yes_, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto then = std::exchange(then_, nullptr)) {
            then();
        }
    });
    hide();
}

void Banner::tell(const Error& error) {
    words_->setText(error.hint.empty() ? text(error.message)
                                       : text(error.message) + QLatin1Char('\n') + text(error.hint));
    words_->setToolTip(text(error.detail));
    setStyleProperty(*this, "tone", QLatin1String("bad"));
    yes_->hide();
    no_->setText(tr("Close"));
    show();
}

void Banner::ask(const QString& question, const QString& yes, std::function<void()> then) {
    then_ = std::move(then);
    words_->setText(question);
    words_->setToolTip({});
    setStyleProperty(*this, "tone", QLatin1String("warn"));
    yes_->setText(yes);
    yes_->show();
    no_->setText(tr("Cancel"));
    show();
    yes_->setFocus(Qt::OtherFocusReason);
}

QString Banner::words() const {
    return isHidden() ? QString() : words_->text();
}

}  // namespace podwire::ui
