// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conntrack/flow_details.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/conntrack/nat.h"
#include "core/live/nat_rules.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

/// What is found for one half, and in which of the kernel's two interfaces.
struct Found {
    live::NatMaker maker;
    QString backend;
};

Found better(const live::NatMaker& first, const std::optional<live::NatMaker>& legacy) {
    return !first.rule && legacy && legacy->rule ? Found{*legacy, QStringLiteral("legacy")}
                                                 : Found{first, QString()};
}

std::pair<Found, Found> makersOf(const conntrack::Flow& flow, const plan::Observed& node) {
    const netstate::Netns* const own = node.findNetns("");
    const live::NatMakers made = live::natMakersOf(flow, node.rules, own);
    std::optional<live::NatMakers> legacy;
    if (node.legacyRules) {
        legacy = live::natMakersOf(flow, *node.legacyRules, own);
    }
    const auto half = [&](live::NatMaker live::NatMakers::*which) {
        return better(made.*which, legacy ? std::optional((*legacy).*which) : std::nullopt);
    };
    return {half(&live::NatMakers::destination), half(&live::NatMakers::source)};
}

std::pair<Found, Found> unknown(const conntrack::Flow& flow, const QString& node) {
    const conntrack::Nat nat = conntrack::natOf(flow);
    const std::string why = FlowDetails::tr("The rules of %1 were not read yet.").arg(node).toStdString();
    return {{{nat.destination, {}, why}, {}}, {{nat.source, {}, why}, {}}};
}

}  // namespace

FlowDetails::FlowDetails(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(size::gap, 4, size::gap, 4);
    column->setSpacing(0);
    destination_ = makeHalf(tr("DNAT"));
    source_ = makeHalf(tr("SNAT"));
    column->addWidget(destination_.row);
    column->addWidget(source_.row);
    connect(destination_.show, &QPushButton::clicked, this, [this] { want(destination_); });
    connect(source_.show, &QPushButton::clicked, this, [this] { want(source_); });
    hide();
}

FlowDetails::Half FlowDetails::makeHalf(const QString& name) {
    Half half;
    half.row = new QWidget;
    half.name = label(name, "muted");
    half.name->setWordWrap(false);
    half.name->setFont(Theme::text(size::small, QFont::DemiBold));
    half.words = new ElidedLabel;
    half.words->setFont(Theme::text(size::small));
    half.show = button(tr("Show the rule that made this"), "link");
    auto* row = new QHBoxLayout(half.row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::gap);
    row->addWidget(half.name);
    row->addWidget(half.words, 1);
    row->addWidget(half.show);
    return half;
}

void FlowDetails::setFlow(const QString& node, const conntrack::Flow& flow,
                          const plan::Assessment& assessment) {
    const auto seen = assessment.nodes.find(node.toStdString());
    const auto [destination, source] =
        seen == assessment.nodes.end() ? unknown(flow, node) : makersOf(flow, seen->second);
    const auto tell = [&](Half& half, const Found& found) {
        half.translated = found.maker.translated;
        half.rule = {};
        QString words = text(found.maker.why);
        if (const auto& rule = found.maker.rule) {
            half.rule = {
                node,     found.backend, QStringLiteral("nat"), text(rule->chain), text(rule->specification),
                QString()};
            words = tr("by rule %1 of %2 on %3: %4")
                        .arg(rule->number)
                        .arg(half.rule.chain, node, text(rule->line));
        }
        half.words->setText(words);
        half.show->setVisible(found.maker.rule.has_value());
        half.row->setVisible(half.translated);
    };
    tell(destination_, destination);
    tell(source_, source);
    setVisible(destination_.translated || source_.translated);
}

void FlowDetails::clear() {
    destination_.translated = source_.translated = false;
    hide();
}

void FlowDetails::addActionsTo(QMenu& menu) {
    const bool both = destination_.translated && source_.translated;
    for (const Half* const half : {&destination_, &source_}) {
        if (half->translated) {
            const QString words =
                both ? tr("Show the rule that made the %1").arg(half->name->text()) : half->show->text();
            menu.addAction(words, this, [this, half] { want(*half); })
                ->setEnabled(!half->rule.chain.isEmpty());
        }
    }
}

/// A line towards the table.
void FlowDetails::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, tokens().line);
}

void FlowDetails::want(const Half& half) {
    Q_EMIT ruleWanted(half.rule);
}

}  // namespace podwire::ui
