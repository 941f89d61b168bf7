// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QPoint>
#include <QPointer>
#include <QTimer>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/live/highlights.h"
#include "core/live/live.h"
#include "core/live/topology.h"
#include "ui/live/live_panel.h"
#include "ui/live/selection.h"
#include "ui/topology/topology_words.h"

namespace podwire::ui {

class CaptureDesk;
class DetailsSheet;
class TopologyScene;
class TopologyView;

/// The nodes with their pods, links and services as they are now, and the traffic between them.
class TopologyPanel : public LivePanel {
    Q_OBJECT
public:
    explicit TopologyPanel(Selection& selection, QWidget* parent = nullptr);
    ~TopologyPanel() override;

    void setLive(live::Live* live) override;
    [[nodiscard]] QWidget* tools() override { return tools_; }

    [[nodiscard]] const live::Topology& topology() const { return topology_; }
    [[nodiscard]] TopologyScene& scene() const { return *scene_; }
    /// Shows these nodes instead of what the feeds tell.
    void setNodes(const std::vector<live::NodeView>& nodes);
    void showStep(const QString& step);
    void showFlow(const PickedFlow& flow);
    void showWalk(const WalkMoment& moment);

    /// False when the file cannot be written.
    bool saveSvg(const QString& path);
    bool savePng(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTools();
    void follow();
    void unfollow();
    void read();
    void readServices();
    void draw();
    void light();
    void lightWalk();
    void showRates();
    void say();
    [[nodiscard]] QString recentGap() const;
    void animate();
    void pick(const QString& id);
    void open(const QString& id);
    void showMenu(const QString& id, const QPoint& place);
    void showDetails();
    void placeDetails();
    void closeDetails();
    void askWhereToSave(bool svg);

    Selection& selection_;
    QPointer<live::Live> live_;
    std::vector<std::shared_ptr<void>> needs_;
    std::vector<QMetaObject::Connection> following_;
    std::map<std::string, std::vector<live::ServiceAddress>> services_;
    std::vector<live::NodeView> nodes_;
    live::Topology topology_;
    QString step_;
    std::optional<live::FlowEnds> flow_;
    WalkMoment walk_;
    std::string detailed_;

    QWidget* tools_;
    TopologyScene* scene_;
    TopologyView* view_;
    DetailsSheet* details_;
    CaptureDesk* capture_;
    QTimer gather_;
    QTimer frames_;
    QElapsedTimer sinceFrame_;
};

}  // namespace podwire::ui
