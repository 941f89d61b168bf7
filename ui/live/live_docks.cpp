// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/live_docks.h"

#include <QAction>
#include <algorithm>

#include "ui/chains/chains_panel.h"
#include "ui/conntrack/conntrack_panel.h"
#include "ui/dns/dns_panel.h"
#include "ui/live/live_panel.h"
#include "ui/routes/routes_panel.h"
#include "ui/topology/topology_panel.h"
#include "ui/window/dock.h"

namespace podwire::ui {

LiveDocks::LiveDocks(QMainWindow& window) : QObject(&window), window_(window) {
    add(QStringLiteral("chainsDock"), tr("Chains"), new ChainsPanel(selection_), Qt::BottomDockWidgetArea);
    add(QStringLiteral("topologyDock"), tr("Topology"), new TopologyPanel(selection_),
        Qt::RightDockWidgetArea);
    add(QStringLiteral("conntrackDock"), tr("Conntrack"), new ConntrackPanel(selection_),
        Qt::BottomDockWidgetArea);
    add(QStringLiteral("routesDock"), tr("Routes"), new RoutesPanel(selection_), Qt::BottomDockWidgetArea);
    add(QStringLiteral("dnsDock"), tr("DNS"), new DnsPanel(selection_), Qt::BottomDockWidgetArea);
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
