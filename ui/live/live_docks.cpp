// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/live_docks.h"

#include <QAction>
#include <algorithm>
#include <array>

#include "ui/backends/backends_panel.h"
#include "ui/chains/chains_panel.h"
#include "ui/conntrack/conntrack_panel.h"
#include "ui/dns/dns_panel.h"
#include "ui/live/live_panel.h"
#include "ui/routes/routes_panel.h"
#include "ui/terminal/terminal_panel.h"
#include "ui/topology/topology_panel.h"
#include "ui/walk/walk_panel.h"
#include "ui/window/dock.h"

namespace podwire::ui {

LiveDocks::LiveDocks(QMainWindow& window) : QObject(&window), window_(window) {
    add(QStringLiteral("chainsDock"), tr("Chains"), new ChainsPanel(selection_), Qt::BottomDockWidgetArea);
    add(QStringLiteral("topologyDock"), tr("Topology"), new TopologyPanel(selection_),
        Qt::RightDockWidgetArea);
    add(QStringLiteral("conntrackDock"), tr("Conntrack"), new ConntrackPanel(selection_),
        Qt::BottomDockWidgetArea);
    add(QStringLiteral("walkDock"), tr("Packet walk"), new WalkPanel(selection_), Qt::BottomDockWidgetArea);
    add(QStringLiteral("routesDock"), tr("Routes"), new RoutesPanel(selection_), Qt::BottomDockWidgetArea);
    add(QStringLiteral("dnsDock"), tr("DNS"), new DnsPanel(selection_), Qt::BottomDockWidgetArea);
    terminals_ = new TerminalPanel(selection_);
    add(QStringLiteral("terminalsDock"), tr("Terminals"), terminals_, Qt::BottomDockWidgetArea);
    add(QStringLiteral("backendsDock"), tr("Backends"), new BackendsPanel(selection_),
        Qt::RightDockWidgetArea);
    answer();
}

LiveDocks::~LiveDocks() = default;

void LiveDocks::add(const QString& name, const QString& title, LivePanel* panel, Qt::DockWidgetArea area) {
    auto* dock = new Dock(name, title, panel, &window_);
    if (QWidget* tools = panel->tools()) {
        dock->setTools(tools);
    }
    connect(panel, &LivePanel::statusChanged, dock, &Dock::setStatus);
    const auto there = std::find_if(docks_.rbegin(), docks_.rend(),
                                    [&](Dock* other) { return window_.dockWidgetArea(other) == area; });
    window_.addDockWidget(area, dock);
    if (there != docks_.rend()) {
        window_.tabifyDockWidget(*there, dock);  // beside each other they would need a very wide screen
    }
    docks_.push_back(dock);
    panels_.push_back(panel);
}

/// What one panel asks of the others comes in sight.
void LiveDocks::answer() {
    connect(&selection_, &Selection::ruleWanted, this, [this] { goTo(QStringLiteral("chainsDock")); });
    connect(&selection_, &Selection::routesWanted, this, [this] { goTo(QStringLiteral("routesDock")); });
    connect(&selection_, &Selection::walkWanted, this, [this] { goTo(QStringLiteral("walkDock")); });
    connect(&selection_, &Selection::nodeWanted, this, &LiveDocks::showNode);
    const auto showTerminals = [this] { bringUp(*find(QStringLiteral("terminalsDock"))); };
    connect(&selection_, &Selection::terminalWanted, this, showTerminals);
    connect(&selection_, &Selection::typeWanted, this, showTerminals);
}

void LiveDocks::openTerminal() {
    bringUp(*find(QStringLiteral("terminalsDock")));
    terminals_->openAnother();
}

void LiveDocks::bringUp(Dock& dock) {
    if (available_) {
        dock.show();
        dock.raise();
    }
}

void LiveDocks::goTo(const QString& name) {
    Dock* const dock = find(name);
    bringUp(*dock);
    dock->activateWindow();
    dock->widget()->setFocus();
}

/// Several panels can show a node: one that is in sight will do, else one that is open behind others.
void LiveDocks::showNode() {
    const auto isOpen = [](const Dock* dock) { return !dock->isHidden(); };
    const std::array<QString, 3> answering{QStringLiteral("chainsDock"), QStringLiteral("routesDock"),
                                           QStringLiteral("dnsDock")};
    if (std::any_of(answering.begin(), answering.end(),
                    [&](const QString& name) { return find(name)->isInSight(); })) {
        return;
    }
    const auto* const open = std::find_if(answering.begin(), answering.end(),
                                          [&](const QString& name) { return isOpen(find(name)); });
    bringUp(*find(open == answering.end() ? answering.front() : *open));
}

Dock* LiveDocks::find(const QString& name) const {
    const auto found = std::find_if(docks_.begin(), docks_.end(),
                                    [&](const Dock* dock) { return dock->objectName() == name; });
    return found == docks_.end() ? nullptr : *found;
}

void LiveDocks::setSession(session::LabSession* session) {
    auto next = session == nullptr ? nullptr : std::make_unique<live::Live>(*session);
    for (LivePanel* panel : panels_) {
        panel->setLive(next.get());
    }
    live_ = std::move(next);
}

void LiveDocks::setAvailable(bool available) {
    if (available == available_) {
        return;
    }
    available_ = available;
    for (Dock* dock : docks_) {
        QAction* toggle = dock->toggleViewAction();
        if (!available && toggle->isChecked()) {
            shown_.insert(dock);
        }
        toggle->setEnabled(available);
        dock->setVisible(available && shown_.contains(dock));
    }
    if (available) {
        shown_.clear();
    }
}

QList<QAction*> LiveDocks::toggles() const {
    QList<QAction*> all;
    for (const Dock* dock : docks_) {
        all << dock->toggleViewAction();
    }
    return all;
}

}  // namespace podwire::ui
