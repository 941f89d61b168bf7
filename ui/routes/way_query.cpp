// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/routes/way_query.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "core/netfilter/rule.h"
#include "ui/routes/route_words.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr int fieldWidth = 132;

QLineEdit* field(const QString& placeholder, const QString& name) {
    auto* edit = new QLineEdit;
    edit->setPlaceholderText(placeholder);
    edit->setAccessibleName(name);
    edit->setFixedWidth(fieldWidth);
    edit->setFont(Theme::mono());
    return edit;
}

QLabel* word(const QString& text) {
    auto* made = label(text, "muted");
    made->setWordWrap(false);
    return made;
}

}  // namespace

WayQuery::WayQuery(QWidget* parent)
    : QWidget(parent),
      address_(field(tr("192.168.2.20"), tr("Destination address"))),
      source_(field(tr("this place"), tr("Source address"))),
      ask_(button(tr("Ask"))),
      answer_(label({})) {
    answer_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    answer_->setTextFormat(Qt::PlainText);
    build();
    connect(ask_, &QPushButton::clicked, this, &WayQuery::ask);
    for (QLineEdit* edit : {address_, source_}) {
        connect(edit, &QLineEdit::returnPressed, this, &WayQuery::ask);
    }
    clear();
}

void WayQuery::build() {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::gap);
    row->addWidget(word(tr("Which way to")));
    row->addWidget(address_);
    row->addWidget(word(tr("from")));
    row->addWidget(source_);
    row->addWidget(ask_);
    row->addWidget(answer_, 1);
}

void WayQuery::setPlace(std::shared_ptr<remote::Shell> shell, const netstate::Netns* netns) {
    const std::string name = netns == nullptr ? std::string() : netns->name;
    const bool other = shell != shell_ || name != netns_.name;
    shell_ = std::move(shell);
    netns_ = netns == nullptr ? netstate::Netns{} : *netns;
    ask_->setEnabled(shell_ != nullptr && netns != nullptr);
    if (other) {
        clear();
    }
}

void WayQuery::setAddress(const QString& address) {
    address_->setText(address);
    source_->clear();
}

QString WayQuery::answer() const {
    return answer_->text();
}

void WayQuery::clear() {
    ++asked_;
    answered_ = false;
    say(tr("The kernel says which route it takes, and the table below marks it."), "muted");
    Q_EMIT answered({}, {});
}

void WayQuery::askAgain() {
    if (answered_) {
        ask();
    }
}

void WayQuery::ask() {
    if (!shell_ || !ask_->isEnabled()) {
        return;
    }
    const auto question =
        live::askRoute(netns_, address_->text().toStdString(), source_->text().toStdString());
    const int number = ++asked_;
    if (!question) {
        answered_ = false;
        say(text(question.error().message + ". " + question.error().hint), "bad");
        Q_EMIT answered({}, {});
        return;
    }
    shell_->run(live::routeCommand(*question),
                [way = mail_.way(), question = *question, number, this](const remote::Outcome& outcome) {
                    way([=, this] {
                        if (number == asked_) {
                            receive(question, outcome);
                        }
                    });
                });
}

void WayQuery::receive(const live::RouteQuestion& question, const remote::Outcome& outcome) {
    answered_ = true;
    const auto answer = live::readRoute(question, outcome);
    if (!answer) {
        refuse(question, answer.error());
        return;
    }
    const auto address = netfilter::parseAddress(question.address).value_or(0);
    const auto taken = netstate::routeTaken(netns_.routes, address, *answer);
    say(wayWords(question, *answer) + u' ' + whyWords(netns_.routes, question, *answer, taken), "");
    Q_EMIT answered(address, taken);
}

/// A route that refuses is taken as well.
void WayQuery::refuse(const live::RouteQuestion& question, const Error& error) {
    const auto address = netfilter::parseAddress(question.address).value_or(0);
    const auto all = netstate::routesTo(netns_.routes, address);
    const bool refused = error.kind == ErrorKind::CommandFailed && !all.empty() &&
                         netns_.routes[all.front()].type != "unicast";
    say(text(error.message) + u'.', "bad");
    Q_EMIT answered(address, refused ? std::optional(all.front()) : std::nullopt);
}

void WayQuery::say(const QString& words, const char* tone) {
    answer_->setText(words);
    setStyleProperty(*answer_, "tone", QLatin1String(tone));
}

}  // namespace podwire::ui
