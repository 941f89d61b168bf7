// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backends/what_if_box.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "ui/chains/change_strip.h"
#include "ui/text/words.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/named_rows.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr int probabilityWidth = 64;
constexpr int shortestRule = 12;  // characters
constexpr double percentPerShare = 100;

QString percent(const std::map<std::string, double>& shares, const std::string& server) {
    const auto found = shares.find(server);
    return QString::number((found == shares.end() ? 0 : found->second) * percentPerShare, 'f', 1);
}

}  // namespace

WhatIfBox::WhatIfBox(QWidget* parent)
    : QWidget(parent),
      rule_(new QComboBox),
      kind_(new QComboBox),
      probability_(new QLineEdit),
      outcome_(label({})),
      apply_(button({})),
      strip_(new ChangeStrip) {
    rule_->setAccessibleName(tr("Rule that would be different"));
    rule_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    rule_->setMinimumContentsLength(shortestRule);
    kind_->setAccessibleName(tr("What would be different"));
    kind_->addItem(tr("had the probability"));
    kind_->addItem(tr("changed places with the one before"));
    kind_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    kind_->setMinimumContentsLength(shortestRule);
    probability_->setAccessibleName(tr("Probability, from 0 to 1"));
    probability_->setFixedWidth(probabilityWidth);
    outcome_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    build();
    connect(rule_, &QComboBox::currentIndexChanged, this, [this] {
        suggest();
        answer();
    });
    connect(kind_, &QComboBox::currentIndexChanged, this, &WhatIfBox::answer);
    connect(probability_, &QLineEdit::textChanged, this, &WhatIfBox::answer);
}

void WhatIfBox::build() {
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(4);
    column_->addWidget(rule_);
    auto* how = new QHBoxLayout;
    how->setSpacing(size::gap);
    how->addWidget(kind_, 1);
    how->addWidget(probability_);
    column_->addLayout(how);
    column_->addWidget(outcome_);
    column_->addWidget(apply_, 0, Qt::AlignLeft);
    column_->addWidget(strip_);
    apply_->hide();
    connect(apply_, &QPushButton::clicked, this, &WhatIfBox::offer);
}

void WhatIfBox::setEditor(live::ChainEditor* editor) {
    if (editor != editor_) {
        editor_ = editor;
        strip_->setEditor(editor);
        answer();
    }
}

void WhatIfBox::offer() {
    strip_->offer(*change_, {}, tr("Change the rule on %1?").arg(text(forecast_.node)), tr("Undo"));
}

void WhatIfBox::setLab(const lab::Lab* lab) {
    lab_ = lab;
    rules_ = {};
    forecast_ = {};
    fillRules();
}

void WhatIfBox::setRules(const netfilter::Ruleset& rules, const live::TrafficForecast& forecast) {
    rules_ = rules;
    forecast_ = forecast;
    fillRules();
}

QString WhatIfBox::nameOf(const std::string& server) const {
    const auto found = std::find_if(lab_->backends.begin(), lab_->backends.end(),
                                    [&](const lab::Backend& one) { return one.address == server; });
    return text(found == lab_->backends.end() ? server : found->name);
}

void WhatIfBox::fillRules() {
    std::vector<live::DecidingRule> next =
        lab_ == nullptr ? std::vector<live::DecidingRule>() : live::decidingRules(rules_, forecast_);
    if (next == deciding_) {
        return;  // the list may be open
    }
    deciding_ = std::move(next);
    const int chosen = rule_->currentIndex();
    {
        const QSignalBlocker silent(rule_);
        rule_->clear();
        for (const live::DecidingRule& one : deciding_) {
            const QString where = tr("Rule %1 of %2").arg(one.place.position).arg(text(one.place.chain));
            rule_->addItem(one.server.empty() ? where : tr("%1, to %2").arg(where, nameOf(one.server)));
        }
        rule_->setCurrentIndex(std::clamp(chosen, rule_->count() > 0 ? 0 : -1, rule_->count() - 1));
    }
    suggest();
    answer();
}

/// The probability that the rule has, to begin with.
void WhatIfBox::suggest() {
    const int at = rule_->currentIndex();
    if (at >= 0) {
        const QSignalBlocker silent(probability_);
        const double now = deciding_[static_cast<std::size_t>(at)].probability.value_or(1);
        probability_->setText(QString::number(now, 'g', 4));
    }
}

void WhatIfBox::answer() {
    const int at = rule_->currentIndex();
    const bool byProbability = kind_->currentIndex() == 0;
    probability_->setVisible(byProbability);
    if (at < 0) {
        refuse(tr("No rule decides where these requests go."));
        return;
    }
    live::RuleWish wish{byProbability ? live::RuleWish::Kind::Probability : live::RuleWish::Kind::Earlier,
                        deciding_[static_cast<std::size_t>(at)].place, 0};
    bool isNumber = true;
    if (byProbability) {
        wish.probability = probability_->text().trimmed().toDouble(&isNumber);
    }
    if (!isNumber) {
        refuse(tr("A probability is a number from 0 to 1."));
        return;
    }
    const auto result = live::whatIf(rules_, forecast_, wish);
    if (!result) {
        refuse(text(result.error().message) + u'.');
        return;
    }
    show(*result);
}

void WhatIfBox::show(const live::WhatIf& result) {
    std::set<std::string> servers;
    for (const auto* shares : {&result.before, &result.after}) {
        for (const auto& [server, share] : *shares) {
            servers.insert(server);
        }
    }
    QStringList words;
    for (const std::string& server : servers) {
        words << tr("%1: %2 → %3 %")
                     .arg(nameOf(server), percent(result.before, server), percent(result.after, server));
    }
    const bool same = result.before == result.after;
    outcome_->setText(words.join(QStringLiteral(", ")));
    setStyleProperty(*outcome_, "tone", same ? QStringLiteral("muted") : QString());
    showCommands(same ? QString() : text(result.commands));
    change_ = result.change;
    apply_->setText(tr("Apply on %1 …").arg(text(forecast_.node)));
    apply_->setVisible(!same && change_ && editor_ != nullptr);
}

void WhatIfBox::refuse(const QString& why) {
    outcome_->setText(why);
    setStyleProperty(*outcome_, "tone", QStringLiteral("muted"));
    showCommands({});
    apply_->hide();
}

void WhatIfBox::showCommands(const QString& commands) {
    if (commands == commands_) {
        return;
    }
    commands_ = commands;
    if (line_ != nullptr) {
        line_->hide();
        line_->deleteLater();
        line_ = nullptr;
    }
    if (!commands_.isEmpty()) {
        line_ = commandLine(commands_, AddressBook::of(*lab_), tr("Copy the command"));
        column_->insertWidget(column_->indexOf(apply_), line_);
    }
}

QString WhatIfBox::outcome() const {
    return outcome_->text();
}

}  // namespace podwire::ui
