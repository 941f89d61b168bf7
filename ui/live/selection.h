// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <cstdint>
#include <vector>

#include "core/walk/hop.h"

namespace podwire::ui {

/// One flow of a node's conntrack table. Addresses in host byte order.
struct PickedFlow {
    struct Tuple {
        std::uint32_t source = 0;
        std::uint32_t destination = 0;
        std::uint16_t sourcePort = 0;
        std::uint16_t destinationPort = 0;
    };
    QString node;
    QString protocol;  ///< "tcp"
    Tuple original;
    Tuple reply;
};

/// One rule as it stands in a namespace of a node; `specification` as netfilter::specification() spells it.
struct PickedRule {
    QString node;
    QString backend;  ///< "nft" or "legacy"; empty: the first that has the chain
    QString table;
    QString chain;
    QString specification;
    QString netns;  ///< empty: the node's own
};

/// A moment of a packet's way.
struct WalkMoment {
    std::vector<walk::Hop> hops;  ///< all of the way; empty: no walk is shown any more
    std::size_t current = 0;      ///< index into `hops`
};

/// What was picked in one panel and is to be shown by the others, each as it can. An empty node: nothing is
/// picked any more.
class Selection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

Q_SIGNALS:
    void flowPicked(const podwire::ui::PickedFlow& flow);
    /// Somebody wants to see this rule in its chain.
    void ruleWanted(const podwire::ui::PickedRule& rule);
    /// The same without leaving what is in sight: who shows chains already follows.
    void ruleShown(const podwire::ui::PickedRule& rule);
    void walkShown(const podwire::ui::WalkMoment& moment);
    /// Somebody wants to follow a packet from there to `target`, "ADDRESS:PORT".
    void walkWanted(const QString& node, const QString& netns, const QString& target);
    /// Somebody wants the panels to show this node, and of it this namespace if there is a name.
    void nodeWanted(const QString& node, const QString& netns);
    /// Somebody wants a shell there.
    void terminalWanted(const QString& node, const QString& netns);
    /// The same, with this command at its prompt, which is not run.
    void typeWanted(const QString& node, const QString& netns, const QString& command);
    void routesWanted(const QString& node, const QString& netns, const QString& address);
    void stepShown(const QString& step);
};

}  // namespace podwire::ui
