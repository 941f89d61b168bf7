// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminal_tab.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/terminal/terminal_view.h"
#include "ui/text/words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

QString endWords(const remote::Outcome& outcome) {
    if (outcome.ending == remote::Ending::Exit) {
        return !outcome.signal.empty()
                   ? TerminalTab::tr("The shell was ended by signal %1.").arg(text(outcome.signal))
               : outcome.exitCode == 0
                   ? TerminalTab::tr("The shell has ended.")
                   : TerminalTab::tr("The shell has ended with exit status %1.").arg(outcome.exitCode);
    }
    return TerminalTab::tr("The shell was lost: %1").arg(text(outcome.reason));
}

}  // namespace

TerminalTab::TerminalTab(QString node, QString netns, Opener opener, QWidget* parent)
    : QWidget(parent),
      node_(std::move(node)),
      netns_(std::move(netns)),
      opener_(std::move(opener)),
      strip_(new QWidget),
      words_(label({}, "warn")),
      again_(button(tr("Start again"))),
      view_(new TerminalView) {
    view_->setAccessibleName(tr("Terminal on %1").arg(title()));
    auto* row = new QHBoxLayout(strip_);
    row->setContentsMargins(size::space, 4, size::space, 4);
    row->setSpacing(size::space);
    auto* dismiss = new IconButton(QStringLiteral("cross"), tr("Dismiss"));
    row->addWidget(words_, 1);
    row->addWidget(again_);
    row->addWidget(dismiss);
    strip_->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(view_, 1);
    layout->addWidget(strip_);
    setFocusProxy(view_);
    connect(again_, &QPushButton::clicked, this, &TerminalTab::start);
    connect(dismiss, &QToolButton::clicked, strip_, &QWidget::hide);
    connect(view_, &TerminalView::updated, this, &TerminalTab::follow);
}

QString TerminalTab::title() const {
    return netns_.isEmpty() ? node_ : tr("%1 / %2").arg(node_, netns_);
}

QString TerminalTab::message() const {
    return strip_->isHidden() ? QString() : words_->text();
}

bool TerminalTab::hasEnded() const {
    return !view_->session() || view_->session()->outcome().has_value();
}

void TerminalTab::start() {
    strip_->hide();
    view_->setSession(nullptr);
    auto session = opener_(view_->gridSize(), view_->changeHandler());
    if (!session) {
        say(text(session.error().text()), true);
        return;
    }
    view_->setSession(std::move(*session));
    view_->setFocus();
}

void TerminalTab::put(const QString& command) {
    waiting_ = command;
    if (hasEnded()) {
        start();
    }
    if (!hasEnded() &&
        view_->session()->look([](terminal::Screen& screen) { return screen.prompts(); }) > 0) {
        putNow();
    }
    view_->setFocus();
}

void TerminalTab::putNow() {
    const auto done = view_->session()->putAtPrompt(std::exchange(waiting_, {}).toStdString());
    if (done) {
        strip_->hide();
    } else {
        say(text(done.error().text()), false);
    }
}

void TerminalTab::follow() {
    if (const auto outcome = view_->session()->outcome()) {
        waiting_.clear();
        say(endWords(*outcome), true);
    } else if (!waiting_.isEmpty() && view_->session()->isAtPrompt()) {
        putNow();
    }
}

void TerminalTab::say(const QString& words, bool canStart) {
    words_->setText(words);
    again_->setVisible(canStart);
    strip_->show();
}

}  // namespace podwire::ui
