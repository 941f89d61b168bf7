// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/error_box.h"

#include <QLabel>
#include <QVBoxLayout>

#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/output_view.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

ErrorBox::ErrorBox(QWidget* parent)
    : QFrame(parent), message_(label({}, "bad")), hint_(label({})), detail_(new Fold(tr("Details"))) {
    setObjectName(QStringLiteral("errorBox"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::space, 10, size::space, 10);
    layout->setSpacing(6);
    message_->setFont(Theme::text(size::body, QFont::DemiBold));
    for (QLabel* words : {message_, hint_}) {
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(words);
    }
    layout->addWidget(detail_);
    hide();
}

void ErrorBox::show(const Error& error) {
    message_->setText(text(error.message));
    hint_->setText(text(error.hint));
    hint_->setVisible(!error.hint.empty());
    detail_->setVisible(!error.detail.empty());
    detail_->setContent(new OutputView(text(error.detail)));
    setVisible(true);
}

QString ErrorBox::words() const {
    return isHidden() ? QString() : message_->text();
}

}  // namespace podwire::ui
