// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/routes/routes_panel.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

#include "core/live/live.h"
#include "ui/live/live_table.h"
#include "ui/live/place_choice.h"
#include "ui/routes/route_words.h"
#include "ui/routes/way_query.h"
#include "ui/text/words.h"
#include "ui/widgets/buttons.h"

namespace podwire::ui {
namespace {

constexpr int routesShare = 3;
constexpr int linksShare = 2;

/// The links that a resource makes or changes in the namespace in which it lives.
std::vector<std::string> linksOf(const lab::Resource& resource) {
    if (const auto* veth = std::get_if<lab::Veth>(&resource.what)) {
        return {veth->name, veth->peerNetns.empty() ? veth->peer : std::string()};
    }
    if (const auto* bridge = std::get_if<lab::Bridge>(&resource.what)) {
        return {bridge->name};
    }
    if (const auto* address = std::get_if<lab::InterfaceAddress>(&resource.what)) {
        return {address->device};
    }
    if (const auto* up = std::get_if<lab::LinkUp>(&resource.what)) {
        return {up->device};
    }
    if (const auto* port = std::get_if<lab::BridgePort>(&resource.what)) {
        return {port->device, port->bridge};
    }
    return {};
}

/// A veth's other end, when the resource puts it into `netns`.
std::string peerIn(const lab::Resource& resource, const std::string& netns) {
    const auto* veth = std::get_if<lab::Veth>(&resource.what);
    return veth != nullptr && !netns.empty() && veth->peerNetns == netns ? veth->peer : std::string();
}

}  // namespace

RoutesPanel::RoutesPanel(Selection& selection, QWidget* parent)
    : LivePanel(parent),
      tools_(new QWidget(this)),
      place_(new PlaceChoice),
      query_(new WayQuery),
      routeTable_(new LiveTable(tr("routes"), routes_, routeCell, routeLook)),
      linkTable_(new LiveTable(tr("links"), links_, linkCell, linkLook)) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    listen(selection);
    connect(place_, &PlaceChoice::changed, this, [this] {
        refresh();
        showStep();
    });
    connect(query_, &WayQuery::answered, this,
            [this](auto address, auto taken) { routes_.setAnswer(address, taken); });
}

void RoutesPanel::build() {
    auto* menu = new QMenu(this);
    routeTable_->addActionsTo(*menu);
    menu->addSeparator();
    linkTable_->addActionsTo(*menu);
    auto* save = button(tr("Copy or export"), "link");
    save->setMenu(menu);
    auto* bar = new QHBoxLayout(tools_);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(size::gap);
    bar->addWidget(place_);
    bar->addWidget(save);
    bar->addStretch(1);
    for (LiveTable* table : {routeTable_, linkTable_}) {
        table->setSortable();
        table->fitColumns();
    }
    auto* split = new QSplitter;
    split->addWidget(routeTable_);
    split->addWidget(linkTable_);
    split->setStretchFactor(0, routesShare);
    split->setStretchFactor(1, linksShare);
    split->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::gap, 4, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(tools_);
    layout->addWidget(query_);
    layout->addWidget(split, 1);
}

void RoutesPanel::listen(Selection& selection) {
    connect(&selection, &Selection::stepShown, this, [this](const QString& step) {
        step_ = step;
        showStep();
    });
    connect(&selection, &Selection::nodeWanted, place_, &PlaceChoice::choose);
    connect(&selection, &Selection::routesWanted, this,
            [this](const QString& node, const QString& netns, const QString& address) {
                place_->choose(node, netns);
                query_->setAddress(address);
                query_->ask();
            });
}

void RoutesPanel::setLive(live::Live* live) {
    if (session_ != nullptr) {
        session_->disconnect(this);
    }
    session_ = live == nullptr ? nullptr : &live->session();
    place_->setSession(session_);
    if (session_ != nullptr) {
        connect(session_, &session::LabSession::assessmentChanged, this, &RoutesPanel::refresh);
    }
    refresh();
    showStep();
}

void RoutesPanel::refresh() {
    const netstate::Netns* netns = place_->state();
    const plan::Observed* node = place_->nodeState();
    const std::vector<netstate::Route> routes =
        netns == nullptr ? std::vector<netstate::Route>() : netns->routes;
    const bool changed = routes_.routes() != routes;
    query_->setPlace(shell(), netns);
    routes_.setRoutes(routes);
    links_.setLinks(node == nullptr ? std::vector<netstate::Netns>() : node->namespaces,
                    place_->netns().toStdString());
    if (changed) {
        query_->askAgain();
    }
    Q_EMIT statusChanged(session_ == nullptr ? QString()
                         : netns == nullptr
                             ? tr("%1 was not read").arg(place_->words())
                             : tr("%1, %2").arg(counted(routes_.rowCount(), tr("route"), tr("routes")),
                                                counted(links_.rowCount(), tr("link"), tr("links"))));
}

void RoutesPanel::showStep() {
    const lab::Step* step = session_ == nullptr ? nullptr : session_->lab().find(step_.toStdString());
    std::vector<lab::Route> routes;
    std::set<std::string> names;
    const std::string node = place_->node().toStdString();
    const std::string netns = place_->netns().toStdString();
    for (const lab::Resource& resource : step == nullptr ? std::vector<lab::Resource>() : step->apply) {
        if (resource.node != node) {
            continue;
        }
        names.insert(peerIn(resource, netns));
        if (resource.netns != netns) {
            continue;
        }
        if (const auto* route = std::get_if<lab::Route>(&resource.what)) {
            routes.push_back(*route);
        }
        const auto made = linksOf(resource);
        names.insert(made.begin(), made.end());
    }
    routes_.setStepRoutes(std::move(routes));
    links_.setStepLinks(std::move(names));
}

std::shared_ptr<remote::Shell> RoutesPanel::shell() const {
    if (session_ == nullptr) {
        return nullptr;
    }
    const auto& all = session_->shells();
    const auto found = std::find_if(all.begin(), all.end(), [this](const auto& node) {
        return node.name == place_->node().toStdString();
    });
    return found == all.end() ? nullptr : found->shell;
}

}  // namespace podwire::ui
