// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <memory>
#include <vector>

#include "core/models/flow_model.h"
#include "ui/live/live_panel.h"
#include "ui/live/selection.h"

class QComboBox;
class QHideEvent;
class QLabel;
class QLineEdit;
class QShowEvent;
class QTableView;

namespace podwire::live {
class ConntrackFeed;
}

namespace podwire::ui {

class FlowDelegate;
class FlowDetails;
class IconButton;

/// The connections that the nodes track, live: who speaks to whom, what NAT made of it, how far it is.
class ConntrackPanel : public LivePanel {
    Q_OBJECT
public:
    explicit ConntrackPanel(Selection& selection, QWidget* parent = nullptr);
    ~ConntrackPanel() override;

    void setLive(live::Live* live) override;
    [[nodiscard]] QWidget* tools() override { return tools_; }
    [[nodiscard]] QTableView* table() const { return table_; }
    [[nodiscard]] models::FlowModel& model() { return model_; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void buildTools();
    void buildTable();
    void buildNotice();
    void begin();
    void applyFilter();
    void setPaused(bool paused);
    void tellStatus();
    void tellGaps();
    void pick();
    void showDetails();
    void openMenu(const QPoint& at);
    void copyRows() const;
    void exportFlows();
    void keepPlace(int inserted);

    Selection& selection_;
    models::FlowModel model_;
    live::Live* live_ = nullptr;
    std::vector<live::ConntrackFeed*> feeds_;
    std::vector<std::shared_ptr<void>> needs_;
    QTimer second_;
    QTimer typing_;
    QWidget* tools_;
    QWidget* notice_;
    QLabel* noticeText_;
    QTableView* table_;
    FlowDelegate* delegate_;
    FlowDetails* details_;
    QLineEdit* words_;
    QComboBox* node_;
    QComboBox* state_;
    IconButton* pause_;
};

}  // namespace podwire::ui
