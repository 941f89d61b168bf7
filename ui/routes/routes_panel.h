// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/models/link_model.h"
#include "core/models/route_model.h"
#include "core/session/lab_session.h"
#include "ui/live/live_panel.h"
#include "ui/live/selection.h"

namespace podwire::ui {

class LiveTable;
class PlaceChoice;
class WayQuery;

/// The links and routes of one namespace of a node as the kernel has them, which of them the shown step adds,
/// and which route an address takes.
class RoutesPanel : public LivePanel {
    Q_OBJECT
public:
    explicit RoutesPanel(Selection& selection, QWidget* parent = nullptr);

    void setLive(live::Live* live) override;
    [[nodiscard]] QWidget* tools() override { return tools_; }

    [[nodiscard]] PlaceChoice* place() const { return place_; }
    [[nodiscard]] WayQuery* query() const { return query_; }
    [[nodiscard]] LiveTable* routes() const { return routeTable_; }
    [[nodiscard]] LiveTable* links() const { return linkTable_; }

private:
    void build();
    void listen(Selection& selection);
    void refresh();
    void showStep();
    [[nodiscard]] std::shared_ptr<remote::Shell> shell() const;

    session::LabSession* session_ = nullptr;
    QString step_;
    models::RouteModel routes_;
    models::LinkModel links_;
    QWidget* tools_;
    PlaceChoice* place_;
    WayQuery* query_;
    LiveTable* routeTable_;
    LiveTable* linkTable_;
};

}  // namespace podwire::ui
