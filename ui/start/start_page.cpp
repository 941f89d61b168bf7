// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/start_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/start/start_progress.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/error_box.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

StartPage::StartPage(QWidget* parent)
    : QScrollArea(parent),
      title_(label({})),
      summary_(new MarkdownView),
      name_(label({}, "muted")),
      start_(button(tr("Start local lab"), "primary")),
      cancel_(button(tr("Cancel"))),
      progress_(new StartProgress),
      error_(new ErrorBox) {
    setObjectName(QStringLiteral("pageScroll"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    start_->setObjectName(QStringLiteral("startLab"));
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto* across = new QHBoxLayout(page);
    across->setContentsMargins(size::margin, 48, size::margin, size::margin);
    auto* column = new QWidget;
    column->setMaximumWidth(680);
    across->addStretch(1);
    across->addWidget(column, 20);
    across->addStretch(1);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    title_->setFont(Theme::text(26, QFont::Bold));
    layout->addWidget(title_);
    layout->addWidget(summary_);
    layout->addWidget(makeLabCard());
    layout->addStretch(1);
    setWidget(page);
    connect(start_, &QPushButton::clicked, this, &StartPage::startRequested);
    connect(cancel_, &QPushButton::clicked, this, &StartPage::cancelRequested);
    setBusy(false, true);
}

QWidget* StartPage::makeLabCard() {
    auto* card = new Card;
    card->setTitle(tr("The local lab is not up"));
    QVBoxLayout* layout = nullptr;
    QWidget* body = section(layout);
    layout->setSpacing(size::space);
    layout->addWidget(label(
        tr("Three small Linux machines on this computer: host, node1 and node2. Each boots its own system "
           "with SSH, iptables and conntrack. Their network is closed: nothing leaks out, nothing on "
           "this computer changes, and stopping the lab removes it all.")));
    layout->addWidget(label(
        tr("Starting needs administrator rights, once. The first start builds the machines' image, which "
           "takes a minute or two; later starts take seconds."),
        "muted"));
    layout->addWidget(name_);
    auto* row = new QHBoxLayout;
    row->addWidget(start_);
    row->addWidget(cancel_);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addWidget(progress_);
    layout->addWidget(error_);
    card->addSection(body);
    return card;
}

void StartPage::setLab(const QString& title, const QString& summary, const QString& name) {
    title_->setText(title);
    summary_->setText(summary);
    name_->setText(tr("This window looks at the lab named %1.").arg(name));
    name_->setVisible(!name.isEmpty());
}

void StartPage::setBusy(bool busy, bool starting) {
    start_->setEnabled(!busy);
    start_->setText(!busy ? tr("Start local lab") : starting ? tr("Starting …") : tr("Stopping …"));
    cancel_->setVisible(busy && starting);
    cancel_->setEnabled(true);
}

void StartPage::showError(const Error& error) {
    error_->show(error);
}

void StartPage::clearError() {
    error_->hide();
}

}  // namespace podwire::ui
