// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/hints_card.h"

#include <QVBoxLayout>

#include "ui/text/words.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/markdown_view.h"

namespace podwire::ui {

HintsCard::HintsCard(const lab::Step& step, QWidget* parent) : Card(parent) {
    QVBoxLayout* layout = nullptr;
    QWidget* body = section(layout);
    const auto total = static_cast<int>(step.hints.size());
    for (const std::string& hint : step.hints) {
        auto* fold = new Fold(tr("Hint %1 of %2").arg(hints_.size() + 1).arg(total));
        auto* words = new MarkdownView;
        words->setText(text(hint));
        auto* content = new QWidget;
        auto* inset = new QVBoxLayout(content);
        inset->setContentsMargins(20, 0, 0, 4);
        inset->addWidget(words);
        fold->setContent(content);
        layout->addWidget(fold);
        fold->setHidden(!hints_.isEmpty());
        hints_.append(fold);
    }
    for (qsizetype i = 0; i + 1 < hints_.size(); ++i) {
        Fold* next = hints_.at(i + 1);
        connect(hints_.at(i), &Fold::toggled, next, [next] { next->show(); });
    }
    addSection(body);
}

}  // namespace podwire::ui
