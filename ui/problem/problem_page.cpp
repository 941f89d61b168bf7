// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problem/problem_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

QWidget* problemRow(const yaml::Diagnostic& problem) {
    QVBoxLayout* layout = nullptr;
    QWidget* row = section(layout);
    auto* where = label(text(problem.where.text()), "accent");
    where->setFont(Theme::mono());
    layout->addWidget(where);
    layout->addWidget(label(text(problem.message)));
    if (!problem.hint.empty()) {
        layout->addWidget(label(text(problem.hint), "muted"));
    }
    for (QLabel* words : row->findChildren<QLabel*>()) {
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    return row;
}

}  // namespace

ProblemPage::ProblemPage(QWidget* parent) : QScrollArea(parent) {
    setObjectName(QStringLiteral("pageScroll"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    layout_ = new QHBoxLayout(page);
    layout_->setContentsMargins(size::margin, 32, size::margin, size::margin);
    layout_->addStretch(1);
    setWidget(page);
}

void ProblemPage::setProblems(const QString& directory, const yaml::Diagnostics& problems) {
    delete content_;
    lines_.clear();
    content_ = new QWidget;
    content_->setMaximumWidth(860);
    auto* layout = new QVBoxLayout(content_);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(size::space);
    auto* title = label(tr("This lab cannot be read"));
    title->setFont(Theme::text(size::title, QFont::Bold));
    layout->addWidget(title);
    layout->addWidget(label(
        tr("%1 in %2. Mend the files and read them again.")
            .arg(counted(static_cast<qsizetype>(problems.size()), tr("problem"), tr("problems")), directory),
        "muted"));
    auto* card = new Card;
    for (const yaml::Diagnostic& problem : problems) {
        card->addSection(problemRow(problem));
        lines_.append(text(problem.text()));
    }
    layout->addWidget(card);
    auto* retry = button(tr("Read it again"), "primary");
    layout->addWidget(retry, 0, Qt::AlignLeft);
    layout->addStretch(1);
    layout_->insertWidget(0, content_, 1000);
    connect(retry, &QPushButton::clicked, this, &ProblemPage::retryRequested);
}

}  // namespace podwire::ui
