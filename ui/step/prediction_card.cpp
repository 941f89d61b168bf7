// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/prediction_card.h"

#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

#include "ui/step/foretold_box.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

PredictionCard::PredictionCard(const lab::Prediction& prediction, QWidget* parent)
    : Card(parent), prediction_(prediction), verdict_(label({})), why_(prose(text(prediction.why), "muted")) {
    QVBoxLayout* outer = nullptr;
    QWidget* body = section(outer);
    auto* fold = new Fold(tr("Predict first"));
    fold->setStrong(true);
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(20, 2, 0, 2);
    layout->setSpacing(2);
    layout->addWidget(prose(text(prediction.question)));
    layout->addSpacing(4);
    for (std::size_t i = 0; i < prediction.answers.size(); ++i) {
        auto* choice = new QRadioButton(withoutMarkup(text(prediction.answers[i])));
        answers_.append(choice);
        layout->addWidget(choice);
        connect(choice, &QRadioButton::clicked, this, [this, i] { answer(static_cast<int>(i)); });
    }
    reveal_ = new QWidget;
    auto* reveal = new QVBoxLayout(reveal_);
    reveal->setContentsMargins(0, 6, 0, 0);
    reveal->setSpacing(4);
    verdict_->setFont(Theme::text(size::body, QFont::DemiBold));
    reveal->addWidget(verdict_);
    reveal->addWidget(why_);
    if (prediction.walk) {
        addForetold(*prediction.walk);
    }
    layout->addWidget(reveal_);
    reveal_->hide();
    fold->setContent(content);
    fold->setOpen(true);
    outer->addWidget(fold);
    addSection(body);
}

void PredictionCard::addForetold(const lab::Walk& walk) {
    foretold_ = new ForetoldBox(walk);
    reveal_->layout()->addWidget(foretold_);
    connect(foretold_, &ForetoldBox::followRequested, this, [this, walk] {
        Q_EMIT walkWanted(text(walk.node), text(walk.netns),
                          text(walk.address + ":" + std::to_string(walk.port)));
    });
}

void PredictionCard::answer(int index) {
    if (index >= 0 && index < answers_.size()) {
        answers_.at(index)->setChecked(true);
    }
    const bool right = index == prediction_.right;
    verdict_->setText(right ? tr("✓ That is what happens.")
                            : tr("✗ Something else happens. Try it, or think again."));
    setStyleProperty(*verdict_, "tone", right ? QLatin1String("ok") : QLatin1String("warn"));
    why_->setVisible(right);
    reveal_->show();
    if (foretold_ != nullptr) {
        foretold_->want();
    }
}

QString PredictionCard::verdict() const {
    return reveal_->isHidden() ? QString() : verdict_->text();
}

}  // namespace podwire::ui
