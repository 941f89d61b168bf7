// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBoxLayout>
#include <memory>
#include <vector>

#include "core/live/chain_editor.h"
#include "core/live/traffic_run.h"
#include "core/models/share_model.h"
#include "ui/live/live_panel.h"
#include "ui/live/selection.h"

class QLabel;

namespace podwire::ui {

class Badge;
class Fold;
class HitsPlot;
class LiveTable;
class RunList;
class TrafficForm;
class WhatIfBox;
class WitnessBox;

/// Who answers requests: sends them from a node or pod, and sets the backends' shares against those that the
/// rules imply. Runs go on while nobody looks.
class BackendsPanel : public LivePanel {
    Q_OBJECT
public:
    static constexpr std::size_t kMostRuns = 6;

    explicit BackendsPanel(Selection& selection, QWidget* parent = nullptr);
    ~BackendsPanel() override;

    void setLive(live::Live* live) override;
    [[nodiscard]] QWidget* tools() override { return tools_; }

    [[nodiscard]] TrafficForm* form() const { return form_; }
    [[nodiscard]] RunList* runs() const { return list_; }
    [[nodiscard]] HitsPlot* plot() const { return plot_; }
    [[nodiscard]] WhatIfBox* whatIf() const { return whatIf_; }
    [[nodiscard]] WitnessBox* witnesses() const { return witnesses_; }
    [[nodiscard]] Fold* whatIfFold() const { return fold_; }
    [[nodiscard]] LiveTable* table() const { return table_; }
    /// "consistent. The answers fit ..."
    [[nodiscard]] QString verdict() const;
    [[nodiscard]] QString summary() const;
    /// The chart; as PNG, SVG or CSV by the path's ending. False when it cannot be written.
    bool saveChart(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void buildTools();
    void askWhereToSave(const QString& ending);
    QWidget* buildLeft();
    QWidget* buildRight();
    void start();
    void end(live::TrafficRun* run);
    bool makeRoom();
    void drop(live::TrafficRun& run);
    void onRunChanged(live::TrafficRun& run);
    void readTargets();
    void refresh();
    void showNothing();
    void showRun(const live::TrafficRun& run);
    void showWhatIf(const live::TrafficRun& run);
    void editRulesOf(const std::string& node);
    void fitTable();
    void tell();

    session::LabSession* session_ = nullptr;
    std::vector<std::unique_ptr<live::TrafficRun>> runs_;
    models::ShareModel shares_;
    QWidget* tools_;
    TrafficForm* form_;
    RunList* list_;
    HitsPlot* plot_;
    LiveTable* table_;
    Badge* badge_;
    QLabel* verdict_;
    QLabel* summary_;
    WitnessBox* witnesses_;
    WhatIfBox* whatIf_;
    std::unique_ptr<live::ChainEditor> editor_;
    std::string edited_;  ///< the node that the editor is for
    Fold* fold_;
    QBoxLayout* sides_ = nullptr;
};

}  // namespace podwire::ui
