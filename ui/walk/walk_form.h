// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/base/result.h"
#include "core/live/packet_walker.h"
#include "core/live/traffic_targets.h"
#include "core/session/lab_session.h"

class QPushButton;

namespace podwire::ui {

class PlaceChoice;
class TargetChoice;

/// From where and to where a packet goes, and what is to be known about it.
class WalkForm : public QWidget {
    Q_OBJECT
public:
    explicit WalkForm(QWidget* parent = nullptr);

    /// Null: no session. The session must outlive the next call.
    void setSession(session::LabSession* session);
    void setTargets(const std::vector<live::TrafficTarget>& targets);
    void setState(live::PacketWalker::State state);
    /// InvalidInput with a sentence for people.
    [[nodiscard]] Result<live::TrafficRequest> request() const;

    [[nodiscard]] PlaceChoice* place() const { return place_; }
    [[nodiscard]] TargetChoice* target() const { return target_; }
    [[nodiscard]] QPushButton* traceButton() const { return trace_; }
    [[nodiscard]] QPushButton* foretellButton() const { return foretell_; }

Q_SIGNALS:
    void traceRequested();
    void foretellRequested();
    void cancelRequested();

private:
    PlaceChoice* place_;
    TargetChoice* target_;
    QPushButton* trace_;
    QPushButton* foretell_;
    QPushButton* cancel_;
    bool hasSession_ = false;
    bool readOnly_ = false;  ///< tracing adds an nft table, which a node does not take
};

}  // namespace podwire::ui
