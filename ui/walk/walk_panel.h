// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/live/packet_walker.h"
#include "core/models/walk_model.h"
#include "ui/live/live_panel.h"
#include "ui/live/selection.h"
#include "ui/text/command_spans.h"

class QComboBox;
class QSplitter;

namespace podwire::ui {

class Badge;
class ElidedLabel;
class LiveTable;
class MomentBox;
class WalkForm;
class WalkPlayer;

/// One request's way from socket to socket and back: as the kernels traced it, beside what the rules
/// foretell. It can be played; topology and chains show the moment that is played.
class WalkPanel : public LivePanel {
    Q_OBJECT
public:
    explicit WalkPanel(Selection& selection, QWidget* parent = nullptr);
    ~WalkPanel() override;

    void setLive(live::Live* live) override;
    [[nodiscard]] QWidget* tools() override { return tools_; }

    /// Instead of the one that is shown.
    void showWalk(const std::shared_ptr<const live::PacketWalk>& walk);

    [[nodiscard]] WalkForm* form() const { return form_; }
    [[nodiscard]] WalkPlayer* player() const { return player_; }
    [[nodiscard]] MomentBox* moment() const { return moment_; }
    [[nodiscard]] LiveTable* table() const { return table_; }
    [[nodiscard]] QComboBox* ways() const { return ways_; }
    [[nodiscard]] const models::WalkModel& model() const { return model_; }
    /// "as foretold. The request was answered by 192.168.1.10."
    [[nodiscard]] QString summary() const;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    void buildTools();
    void connectParts();
    void readTargets();
    void begin(Result<void> (live::PacketWalker::*work)(const live::TrafficRequest&));
    void onState();
    void onFailed(const Error& error);
    void showNothing(const QString& why, const char* tone);
    void showWay(int index);
    void onMoment(int index);
    void tellMoment();
    void follow(const QString& node, const QString& netns, const QString& target);

    Selection& selection_;
    session::LabSession* session_ = nullptr;
    std::unique_ptr<live::PacketWalker> walker_;
    std::shared_ptr<const live::PacketWalk> walk_;
    models::WalkModel model_;
    AddressBook addresses_;
    QWidget* tools_;
    WalkForm* form_;
    Badge* badge_;
    ElidedLabel* sentence_;
    QComboBox* ways_;
    WalkPlayer* player_;
    LiveTable* table_;
    MomentBox* moment_;
    QSplitter* split_;
};

}  // namespace podwire::ui
