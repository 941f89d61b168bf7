// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dns/dns_query_box.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/dns/dns_words.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr qsizetype longestHistory = 20;
constexpr int shortestWhom = 12;  // characters

QScrollArea* scrolling(QWidget* content) {
    auto* area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    content->setObjectName(QStringLiteral("panel"));
    content->setAttribute(Qt::WA_StyledBackground);
    return area;
}

}  // namespace

DnsQueryBox::DnsQueryBox(QWidget* parent)
    : QWidget(parent),
      name_(new QLineEdit),
      type_(new QComboBox),
      whom_(new QComboBox),
      ask_(button(tr("Ask"))),
      history_(new QMenu(this)),
      headline_(label({})),
      details_(label({})) {
    name_->setPlaceholderText(tr("name, or an address for PTR"));
    name_->setAccessibleName(tr("Name to look up"));
    type_->setAccessibleName(tr("Type of record"));
    whom_->setAccessibleName(tr("Whom to ask"));
    for (const std::string& type : live::dnsTypes()) {
        type_->addItem(text(type));
    }
    whom_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    whom_->setMinimumContentsLength(shortestWhom);
    for (QLabel* one : {headline_, details_}) {
        one->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    headline_->setFont(Theme::text(size::body, QFont::DemiBold));
    build();
    connect(ask_, &QPushButton::clicked, this, &DnsQueryBox::ask);
    connect(name_, &QLineEdit::returnPressed, this, &DnsQueryBox::ask);
    say(tr("Ask for a name: whom you ask decides what you hear."), QStringLiteral("muted"), {});
}

void DnsQueryBox::build() {
    auto* what = new QHBoxLayout;
    what->setSpacing(size::gap);
    what->addWidget(name_, 1);
    what->addWidget(type_);
    auto* who = new QHBoxLayout;
    who->setSpacing(size::gap);
    auto* earlier = button(tr("Earlier"), "link");
    earlier->setMenu(history_);
    earlier->setAccessibleName(tr("Earlier questions"));
    auto* of = label(tr("ask"), "muted");
    of->setWordWrap(false);
    who->addWidget(of);
    who->addWidget(whom_, 1);
    who->addWidget(ask_);
    who->addWidget(earlier);
    history_->setToolTipsVisible(true);
    auto* content = new QWidget;
    auto* answer = new QVBoxLayout(content);
    answer->setContentsMargins(0, 0, 0, 0);
    answer->setSpacing(2);
    answer->addWidget(headline_);
    answer->addWidget(details_);
    answer->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(what);
    layout->addLayout(who);
    layout->addWidget(scrolling(content), 1);
}

void DnsQueryBox::setPlace(DnsPlace place) {
    place_ = std::move(place);
    ask_->setEnabled(place_.shell != nullptr);
}

void DnsQueryBox::setServers(QList<DnsServerChoice> servers) {
    const bool same =
        std::equal(servers_.begin(), servers_.end(), servers.begin(), servers.end(),
                   [&](const auto& one, const auto& other) { return one.words == other.words; });
    servers_ = std::move(servers);
    if (same) {
        return;  // the list may be open
    }
    const QSignalBlocker silent(whom_);
    const QString chosen = whom_->currentText();
    whom_->clear();
    for (const DnsServerChoice& server : servers_) {
        whom_->addItem(server.words);
    }
    whom_->setCurrentIndex(std::max(0, whom_->findText(chosen)));
}

DnsServerChoice DnsQueryBox::whom() const {
    return servers_.value(whom_->currentIndex());
}

void DnsQueryBox::setQuestion(const QString& name, const QString& type) {
    name_->setText(name);
    type_->setCurrentText(type);
}

QString DnsQueryBox::answer() const {
    return details_->text().isEmpty() ? headline_->text() : headline_->text() + u'\n' + details_->text();
}

void DnsQueryBox::ask() {
    if (!place_.shell) {
        return;
    }
    const DnsServerChoice server = whom();
    const auto question = live::askDns({place_.netns.toStdString(), name_->text().toStdString(),
                                        type_->currentText().toStdString(), server.address, server.port});
    const int number = ++asked_;
    if (!question) {
        say(text(question.error().message) + u'.', QStringLiteral("bad"), text(question.error().hint));
        return;
    }
    say(tr("asking …"), QStringLiteral("muted"), {});
    place_.shell->run(live::dnsCommand(*question), [way = mail_.way(), place = place_, question = *question,
                                                    server, number, this](const remote::Outcome& outcome) {
        way([=, this] {
            if (number == asked_) {
                receive(place, question, server, outcome);
            }
        });
    });
}

void DnsQueryBox::receive(const DnsPlace& place, const live::DnsQuestion& question,
                          const DnsServerChoice& whom, const remote::Outcome& outcome) {
    const auto answer = live::readDns(outcome);
    if (!answer) {
        say(text(answer.error().message) + u'.', QStringLiteral("bad"),
            text(answer.error().hint + (answer.error().hint.empty() ? "" : "\n") + answer.error().detail));
        return;
    }
    const live::LabDnsServer* server = whom.ofLab ? &*whom.ofLab : serverAt(answer->server);
    const DnsWords words = explain(question, *answer, server);
    say(words.headline, words.tone, words.details);
    remember(place, question, whom, words.headline);
}

/// The lab's server behind what dig names as who answered; null: none of them.
const live::LabDnsServer* DnsQueryBox::serverAt(const std::string& answeredBy) const {
    const auto found = std::find_if(servers_.begin(), servers_.end(), [&](const DnsServerChoice& one) {
        return one.ofLab && one.address + '#' + std::to_string(one.port) == answeredBy;
    });
    return found == servers_.end() ? nullptr : &*found->ofLab;
}

void DnsQueryBox::remember(const DnsPlace& place, const live::DnsQuestion& question,
                           const DnsServerChoice& whom, const QString& headline) {
    const QString words =
        tr("%1 %2 · %3 · from %4").arg(text(question.type), text(question.name), whom.words, place.words);
    for (QAction* earlier : history_->actions()) {
        if (earlier->data().toString() == words) {
            history_->removeAction(earlier);
            earlier->deleteLater();
        }
    }
    auto* action = new QAction(words + QStringLiteral("  —  ") + headline, history_);
    action->setData(words);
    connect(action, &QAction::triggered, this,
            [this, place, question, name = whom.words] { repeat(place, question, name); });
    history_->insertAction(history_->actions().value(0), action);
    if (history_->actions().size() > longestHistory) {
        delete history_->actions().last();
    }
}

void DnsQueryBox::repeat(const DnsPlace& place, const live::DnsQuestion& question, const QString& whom) {
    Q_EMIT placeWanted(place.node, place.netns);
    setQuestion(text(question.name), text(question.type));
    whom_->setCurrentIndex(std::max(0, whom_->findText(whom)));
    ask();
}

void DnsQueryBox::say(const QString& headline, const QString& tone, const QString& details) {
    headline_->setText(headline);
    setStyleProperty(*headline_, "tone", tone);
    details_->setText(details);
    details_->setVisible(!details.isEmpty());
}

}  // namespace podwire::ui
