// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/live/dns_servers.h"
#include "core/session/lab_session.h"
#include "ui/dns/dns_query_box.h"
#include "ui/live/live_panel.h"
#include "ui/live/selection.h"

namespace podwire::ui {

class DnsLogView;
class PlaceChoice;

/// Who answers for which name: a question asked on a node or in one of its namespaces, and the log of the
/// lab's DNS servers.
class DnsPanel : public LivePanel {
    Q_OBJECT
public:
    explicit DnsPanel(Selection& selection, QWidget* parent = nullptr);

    void setLive(live::Live* live) override;
    [[nodiscard]] QWidget* tools() override { return tools_; }

    [[nodiscard]] PlaceChoice* place() const { return place_; }
    [[nodiscard]] DnsQueryBox* query() const { return query_; }
    [[nodiscard]] DnsLogView* log() const { return log_; }

private:
    void build();
    void refresh();
    [[nodiscard]] QList<DnsServerChoice> servers() const;
    [[nodiscard]] DnsServerChoice choiceOf(const live::LabDnsServer& server) const;

    session::LabSession* session_ = nullptr;
    std::vector<live::LabDnsServer> ofLab_;
    QWidget* tools_;
    PlaceChoice* place_;
    DnsQueryBox* query_;
    DnsLogView* log_;
};

}  // namespace podwire::ui
