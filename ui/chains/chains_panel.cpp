// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chains/chains_panel.h"

#include <QComboBox>
#include <QPushButton>
#include <QTime>

#include "ui/chains/chain_delegate.h"
#include "ui/chains/chain_graph_page.h"
#include "ui/chains/chain_view.h"
#include "ui/chains/change_strip.h"
#include "ui/chains/hook_strip.h"
#include "ui/text/words.h"
#include "ui/widgets/buttons.h"

namespace podwire::ui {
namespace {

using models::ChainModel;

constexpr int kManyChains = 200;

}  // namespace

void ChainsPanel::setLive(live::Live* live) {
    need_.reset();
    change_->setEditor(nullptr);
    editor_.reset();
    if (feed_ != nullptr) {
        feed_->disconnect(this);
        feed_ = nullptr;
    }
    live_ = live;
    model_.clear();
    off_.clear();
    {
        const QSignalBlocker quiet(nodes_);
        const QString before = nodes_->currentText();
        nodes_->clear();
        if (live_ != nullptr) {
            for (const std::string& node : live_->nodes()) {
                nodes_->addItem(text(node));
            }
            nodes_->setCurrentIndex(std::max(0, nodes_->findText(before)));
            view_->look().setAddresses(AddressBook::of(live_->session().lab()));
            graph_->setAddresses(AddressBook::of(live_->session().lab()));
            connect(&live_->session(), &session::LabSession::assessmentChanged, this,
                    &ChainsPanel::fillNamespaces);
        }
    }
    fillNamespaces();
    watch();
}

/// The namespaces that the last reading of the node has seen.
void ChainsPanel::fillNamespaces() {
    QStringList names;
    if (live_ != nullptr) {
        const auto assessment = live_->session().assessment();
        const auto node = assessment->nodes.find(nodes_->currentText().toStdString());
        if (node != assessment->nodes.end()) {
            for (const netstate::Netns& netns : node->second.namespaces) {
                if (!netns.name.empty()) {
                    names << text(netns.name);
                }
            }
        }
    }
    QStringList shown;
    for (int i = 1; i < namespaces_->count(); ++i) {
        shown << namespaces_->itemData(i).toString();
    }
    if (names == shown && namespaces_->count() > 0) {
        return;
    }
    const QString before = namespaces_->currentData().toString();
    {
        const QSignalBlocker quiet(namespaces_);
        namespaces_->clear();
        namespaces_->addItem(tr("the node itself"), QString());
        for (const QString& name : names) {
            namespaces_->addItem(name, name);
        }
        namespaces_->setCurrentIndex(std::max(0, namespaces_->findData(before)));
    }
    namespaces_->setVisible(!names.isEmpty());
    if (namespaces_->currentData().toString() != before) {
        watch();
    }
}

void ChainsPanel::watch() {
    live::ChainFeed* next = nullptr;
    if (live_ != nullptr && nodes_->currentIndex() >= 0) {
        next = &live_->chains(nodes_->currentText().toStdString(),
                              namespaces_->currentData().toString().toStdString());
    }
    if (next == feed_) {
        return;
    }
    need_.reset();
    if (feed_ != nullptr) {
        feed_->disconnect(this);
    }
    feed_ = next;
    back_.clear();
    backButton_->setEnabled(false);
    change_->setEditor(nullptr);
    editor_.reset();
    model_.clear();
    graph_->setSnapshot(nullptr);
    moment_->setText(tr("Mark now"));
    if (feed_ == nullptr) {
        return;
    }
    for (const session::LabSession::Node& node : live_->session().shells()) {
        if (text(node.name) == nodes_->currentText() && !node.readOnly) {
            editor_ = std::make_unique<live::ChainEditor>(node.shell);
            change_->setEditor(editor_.get());
        }
    }
    connect(feed_, &live::ChainFeed::snapshotChanged, this, &ChainsPanel::onSnapshot);
    connect(feed_, &live::ChainFeed::stateChanged, this, &ChainsPanel::onState);
    if (isVisible()) {
        need_ = feed_->need();
    }
    markStep();
    onSnapshot();
    onState();
}

void ChainsPanel::showEvent(QShowEvent* event) {
    LivePanel::showEvent(event);
    second_.start();
    if (feed_ != nullptr) {
        need_ = feed_->need();
    }
}

void ChainsPanel::hideEvent(QHideEvent* event) {
    LivePanel::hideEvent(event);
    second_.stop();
    need_.reset();
}

void ChainsPanel::onSnapshot() {
    const live::ChainSnapshot& snapshot = *feed_->snapshot();
    if (!snapshot.known) {
        return;
    }
    view_->look().setBackendsShown(snapshot.sources.size() > 1);
    model_.setSnapshot(snapshot);
    graph_->setSnapshot(feed_->snapshot());
    for (int hook = 0; hook < static_cast<int>(netfilter::Hook::None); ++hook) {
        hooks_->setRate(static_cast<netfilter::Hook>(hook),
                        model_.rateAt(static_cast<netfilter::Hook>(hook)));
    }
    view_->glow();
    selectWanted();
    lookAtVisible();
    showNotice();
    showStatus();
}

void ChainsPanel::onState() {
    showNotice();
    showStatus();
}

void ChainsPanel::expandNew(const QModelIndex& parent, int first, int last) {
    if (parent.isValid()) {
        return;
    }
    for (int row = first; row <= last; ++row) {
        const QModelIndex chain = filter_.index(row, 0);
        if (model_.rowCount() <= kManyChains || !chain.data(ChainModel::PolicyRole).toString().isEmpty()) {
            view_->setExpanded(chain, true);
        }
    }
}

/// Of a big rule set only the chains are counted whose rules are in sight: a folded one may have thousands.
void ChainsPanel::lookAtVisible() {
    if (feed_ == nullptr || !feed_->snapshot()->pace.byChains) {
        return;
    }
    if (showsGraph()) {
        feed_->lookAt(graph_->chains());
        return;
    }
    std::vector<live::ChainName> names;
    const int bottom = view_->viewport()->height();
    for (QModelIndex index = view_->indexAt({1, 1});
         index.isValid() && view_->visualRect(index).top() < bottom; index = view_->indexBelow(index)) {
        const bool folded = index.data(ChainModel::IsChainRole).toBool() && !view_->isExpanded(index);
        if (folded && index.data(ChainModel::PolicyRole).toString().isEmpty()) {
            continue;
        }
        live::ChainName name{index.data(ChainModel::TableRole).toString().toStdString(),
                             index.data(ChainModel::ChainRole).toString().toStdString()};
        if (names.empty() || names.back() != name) {
            names.push_back(std::move(name));
        }
    }
    feed_->lookAt(names);
}

void ChainsPanel::markStep() {
    std::set<std::string> marked;
    const lab::Step* const step =
        live_ == nullptr || step_.isEmpty() ? nullptr : live_->session().lab().find(step_.toStdString());
    if (step != nullptr) {
        for (const lab::Resource& resource : step->apply) {
            const auto* rule = std::get_if<lab::IptablesRule>(&resource.what);
            if (rule != nullptr && resource.node == nodes_->currentText().toStdString() &&
                resource.netns == namespaces_->currentData().toString().toStdString()) {
                marked.insert(rule->command.table + ' ' + netfilter::specification(rule->command.rule));
            }
        }
    }
    model_.setMarked(std::move(marked));
}

void ChainsPanel::setMoment() {
    if (model_.hasMoment()) {
        model_.forgetMoment();
        moment_->setText(tr("Mark now"));
    } else {
        model_.setMoment();
        moment_->setText(tr("Marked at %1").arg(QTime::currentTime().toString(QStringLiteral("HH:mm:ss"))));
        moment_->setToolTip(tr("Green came since then, struck through left. Click to forget the moment."));
    }
}

void ChainsPanel::onChanged(const live::PreparedChange& change) {
    if (feed_ != nullptr) {
        feed_->hurry();
    }
    const QString node = nodes_->currentText();
    const QString netns = namespaces_->currentData().toString();
    if (std::exchange(switchingOff_, false) && change.change.kind == netfilter::RuleChange::Kind::Delete) {
        off_.push_back({node, netns, change.tool, change.inverse});
    } else if (change.change.kind == netfilter::RuleChange::Kind::Insert) {
        std::erase_if(off_, [&](const SwitchedOff& one) {
            return one.node == node && one.netns == netns && one.back.line == change.change.line &&
                   one.back.table == change.change.table;
        });
    }
}

}  // namespace podwire::ui
