// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/needs_check.h"

#include "core/nodes/node_needs.h"

namespace podwire::session {
namespace {

NodeLook lookOf(const std::string& node, remote::Outcome outcome) {
    NodeLook look{QString::fromStdString(node), false, {}, false};
    const auto done = remote::expectSuccess(std::move(outcome), node, "looking for what the chapter needs");
    const auto needs = done ? nodes::parseNeeds(node, done->out) : fail(done.error());
    if (!needs) {
        look.words = QString::fromStdString(needs.error().text());
        return look;
    }
    look.ready = needs->fulfilled();
    look.words = QString::fromStdString(nodes::adviceOn(*needs, "podwirectl nodes prepare --yes"));
    look.installable = needs->sudo && needs->hasApt && !needs->missingTools.empty();
    return look;
}

}  // namespace

void NeedsCheck::start(std::vector<std::shared_ptr<remote::Shell>> shells) {
    cancel();
    shells_ = std::move(shells);
    open_ = shells_.size();
    for (const auto& shell : shells_) {
        remote::Command command;
        command.argv = {"bash", "-c", nodes::needsScript()};
        command.effect = remote::Effect::Reads;
        shell->run(std::move(command),
                   [this, way = mail_.way(), round = round_, node = shell->name()](remote::Outcome outcome) {
                       way([this, round, look = lookOf(node, std::move(outcome))] { settle(round, look); });
                   });
    }
}

void NeedsCheck::cancel() {
    ++round_;
    open_ = 0;
    shells_.clear();
}

void NeedsCheck::settle(int round, const NodeLook& look) {
    if (round != round_) {
        return;
    }
    --open_;
    Q_EMIT looked(look);
    if (open_ == 0) {
        shells_.clear();
        Q_EMIT finished();
    }
}

}  // namespace podwire::session
