// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topology/topology_panel.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/session/lab_session.h"
#include "ui/capture/capture_desk.h"
#include "ui/capture/capture_strip.h"
#include "ui/live/gap_words.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/topology/details_sheet.h"
#include "ui/topology/save_picture.h"
#include "ui/topology/topology_scene.h"
#include "ui/topology/topology_view.h"
#include "ui/widgets/buttons.h"

namespace podwire::ui {
namespace {

constexpr std::chrono::milliseconds gather{50};
constexpr std::chrono::milliseconds frame{50};

}  // namespace

TopologyPanel::TopologyPanel(Selection& selection, QWidget* parent)
    : LivePanel(parent),
      selection_(selection),
      tools_(new QWidget),
      scene_(new TopologyScene(this)),
      view_(new TopologyView(*scene_)),
      details_(nullptr),
      capture_(new CaptureDesk(*this)) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    view_->setAccessibleName(tr("Topology"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(view_, 1);
    layout->addWidget(&capture_->strip());
    details_ = new DetailsSheet(this);
    buildTools();
    gather_.setSingleShot(true);
    gather_.setInterval(gather);
    frames_.setInterval(frame);
    connect(&gather_, &QTimer::timeout, this, &TopologyPanel::read);
    connect(&frames_, &QTimer::timeout, this, &TopologyPanel::animate);
    connect(&selection_, &Selection::stepShown, this, &TopologyPanel::showStep);
    connect(&selection_, &Selection::flowPicked, this, &TopologyPanel::showFlow);
    connect(&selection_, &Selection::walkShown, this, &TopologyPanel::showWalk);
    connect(details_, &DetailsSheet::closed, this, &TopologyPanel::closeDetails);
    connect(view_, &TopologyView::picked, this, &TopologyPanel::pick);
    connect(view_, &TopologyView::opened, this, &TopologyPanel::open);
    connect(view_, &TopologyView::escaped, this, &TopologyPanel::closeDetails);
    connect(view_, &TopologyView::menuWanted, this, &TopologyPanel::showMenu);
    connect(view_, &TopologyView::reshaped, this, &TopologyPanel::placeDetails);
    connect(view_, &TopologyView::reshaped, this, &TopologyPanel::draw);
    connect(view_, &TopologyView::currentChanged, this, [this](const QString& id) {
        view_->setAccessibleDescription(described(id.toStdString(), topology_));
    });
    connect(&Theme::instance(), &Theme::changed, scene_, [this] {
        scene_->setBackgroundBrush(tokens().surface);
        scene_->update();
    });
    scene_->setBackgroundBrush(tokens().surface);
}

TopologyPanel::~TopologyPanel() = default;

void TopologyPanel::buildTools() {
    auto* bar = new QHBoxLayout(tools_);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(size::gap);
    auto* fit = button(tr("Fit"), "link");
    fit->setToolTip(tr("Show all of it (Ctrl and the wheel zoom)"));
    auto* save = button(tr("Save"), "link");
    save->setAccessibleName(tr("Save the picture"));
    auto* menu = new QMenu(save);
    menu->addAction(tr("as SVG..."), this, [this] { askWhereToSave(true); });
    menu->addAction(tr("as PNG..."), this, [this] { askWhereToSave(false); });
    save->setMenu(menu);
    bar->addWidget(fit);
    bar->addWidget(save);
    tools_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);  // leaves its room to the status
    connect(fit, &QPushButton::clicked, view_, &TopologyView::fit);
}

void TopologyPanel::setLive(live::Live* live) {
    unfollow();
    live_ = live;
    capture_->setSession(live == nullptr ? nullptr : &live->session());
    services_.clear();
    flow_.reset();
    closeDetails();
    setNodes({});
    scene_->look().addresses = live == nullptr ? AddressBook() : AddressBook::of(live->session().lab());
    if (isVisible()) {
        follow();
    }
}

void TopologyPanel::showEvent(QShowEvent* event) {
    LivePanel::showEvent(event);
    follow();
}

void TopologyPanel::hideEvent(QHideEvent* event) {
    LivePanel::hideEvent(event);
    unfollow();
}

void TopologyPanel::follow() {
    if (live_ == nullptr || !needs_.empty()) {
        return;
    }
    const auto later = [this] {
        if (!gather_.isActive()) {
            gather_.start();
        }
    };
    for (const std::string& name : live_->nodes()) {
        live::NetFeed& feed = live_->net(name);
        needs_.push_back(feed.need());
        following_.push_back(connect(&feed, &live::NetFeed::changed, this, later));
        following_.push_back(connect(&feed, &live::NetFeed::stateChanged, this, later));
    }
    following_.push_back(
        connect(&live_->session(), &session::LabSession::assessmentChanged, this, [this, later] {
            readServices();
            later();
        }));
    readServices();
    later();
}

void TopologyPanel::unfollow() {
    for (const QMetaObject::Connection& one : following_) {
        disconnect(one);
    }
    following_.clear();
    needs_.clear();
    gather_.stop();
    frames_.stop();
}

void TopologyPanel::readServices() {
    services_.clear();
    const auto assessment = live_->session().assessment();
    for (const auto& [name, node] : assessment->nodes) {
        services_[name] = live::serviceAddresses(node.rules);
    }
}

void TopologyPanel::read() {
    if (live_ == nullptr) {
        return;
    }
    std::vector<live::NodeView> nodes;
    for (const std::string& name : live_->nodes()) {
        const live::NetFeed& feed = live_->net(name);
        nodes.push_back(
            {name, feed.snapshot(), feed.state() != live::Stream::State::Broken, services_[name]});
    }
    setNodes(nodes);
}

void TopologyPanel::setNodes(const std::vector<live::NodeView>& nodes) {
    nodes_ = nodes;
    live::Topology next = live::topologyOf(nodes_);
    if (next != topology_) {
        topology_ = std::move(next);
        draw();
    }
    showRates();
    showDetails();
    say();
}

void TopologyPanel::draw() {
    scene_->show(topology_, view_->aspect());
    light();
    showRates();
    view_->refit();
}

/// What the shown step has, and the way of the picked flow.
void TopologyPanel::light() {
    TopologyLook& look = scene_->look();
    look.lit.clear();
    look.way.clear();
    const lab::Step* const step =
        live_ == nullptr ? nullptr : live_->session().lab().find(step_.toStdString());
    if (step != nullptr) {
        look.lit = live::thingsOf(*step, topology_);
    }
    if (flow_) {
        look.way = live::thingsOf(*flow_, topology_);
    }
    lightWalk();
    scene_->update();
}

/// The whole way is to be seen, and on it the packet.
void TopologyPanel::lightWalk() {
    TopologyLook& look = scene_->look();
    look.here.clear();
    if (walk_.hops.empty()) {
        scene_->hidePacket();
        return;
    }
    look.way.clear();
    for (const walk::Hop& hop : walk_.hops) {
        look.way.merge(live::placeOf(hop, topology_).things);
    }
    const walk::Hop& hop = walk_.hops[walk_.current];
    live::HopPlace place = live::placeOf(hop, topology_);
    look.here = std::move(place.things);
    scene_->showPacket(
        place.here,
        tr("to %1").arg(text(netfilter::endpointText(hop.after.destination, hop.after.destinationPort))));
}

void TopologyPanel::showStep(const QString& step) {
    step_ = step;
    light();
}

void TopologyPanel::showFlow(const PickedFlow& flow) {
    flow_.reset();
    if (!flow.node.isEmpty()) {
        flow_ = live::FlowEnds{flow.node.toStdString(), netfilter::formatAddress(flow.original.source),
                               netfilter::formatAddress(flow.original.destination),
                               netfilter::formatAddress(flow.reply.source)};
    }
    light();
}

void TopologyPanel::showWalk(const WalkMoment& moment) {
    walk_ = moment;
    light();
}

/// What a link of the node sends goes from the edge's `from`, the node's side, to its `to`.
void TopologyPanel::showRates() {
    std::map<std::string, EdgeRate> rates;
    for (const live::NodeView& node : nodes_) {
        for (const live::Edge& edge : topology_.edges) {
            const auto rate = edge.node == node.name && node.reached ? node.net->rates.find(edge.link)
                                                                     : node.net->rates.end();
            if (rate != node.net->rates.end()) {
                rates[edge.id] = {rate->second.packetsOut, rate->second.packetsIn};
            }
        }
    }
    scene_->setRates(rates);
    if (!scene_->isMoving() || !isVisible()) {
        frames_.stop();
    } else if (!frames_.isActive()) {
        sinceFrame_.start();
        frames_.start();
    }
}

void TopologyPanel::animate() {
    constexpr double second = 1000;
    scene_->advanceBy(static_cast<double>(sinceFrame_.restart()) / second);
}

void TopologyPanel::say() {
    QStringList lost;
    double packets = 0;
    bool seen = false;
    for (const live::NodeView& node : nodes_) {
        seen = seen || !node.net->namespaces->empty();
        if (!node.reached) {
            lost << text(node.name);
        }
        for (const live::Edge& edge : topology_.edges) {
            const auto rate = node.net->rates.find(edge.link);
            if (edge.node == node.name && edge.kind == live::Edge::Kind::Veth &&
                rate != node.net->rates.end()) {
                packets += rate->second.packets();
            }
        }
    }
    if (!lost.isEmpty()) {
        Q_EMIT statusChanged(tr("%1 not reached").arg(joined(lost)));
    } else {
        const QString now = packets > 0 ? packetRate(packets) : tr("live");
        const QString gap = recentGap();
        Q_EMIT statusChanged(!gap.isEmpty() ? gap : seen ? now : QString());
    }
}

/// What may have come and gone in that time was not seen.
QString TopologyPanel::recentGap() const {
    for (const live::NodeView& node : nodes_) {
        const live::Gaps* gaps = live_ == nullptr ? nullptr : &live_->net(node.name).gaps();
        if (gaps != nullptr && !gaps->empty() && isRecent(gaps->last())) {
            return gapWords(text(node.name), gaps->last());
        }
    }
    return {};
}

void TopologyPanel::pick(const QString& id) {
    detailed_ = id.toStdString();
    showDetails();
}

void TopologyPanel::open(const QString& id) {
    const live::Element* const element = topology_.find(id.toStdString());
    if (element != nullptr && !element->node.empty()) {
        Q_EMIT selection_.terminalWanted(text(element->node), text(element->netns));
    }
}

void TopologyPanel::showMenu(const QString& id, const QPoint& place) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("topologyMenu"));
    menu->addAction(tr("Details"), this, [this, id] { pick(id); });
    const live::Element* const element = topology_.find(id.toStdString());
    if (element != nullptr && !element->node.empty()) {
        menu->addAction(tr("Show in the panels"), this,
                        [this, node = text(element->node), netns = text(element->netns)] {
                            Q_EMIT selection_.nodeWanted(node, netns);
                        });
        menu->addAction(tr("Open a terminal"), this, [this, id] { open(id); });
    }
    if (live_ != nullptr) {
        capture_->addTo(*menu, captureOffer(id.toStdString(), topology_, nodes_, scene_->look().lit));
    }
    menu->popup(place);
}

void TopologyPanel::showDetails() {
    if (detailed_.empty()) {
        return;
    }
    const QString title = described(detailed_, topology_);
    if (title.isEmpty()) {  // it is gone
        closeDetails();
        return;
    }
    Snapshots snapshots;
    for (const live::NodeView& node : nodes_) {
        snapshots[node.name] = node.net;
    }
    details_->setDetails(title, details(detailed_, topology_, snapshots));
    if (details_->isHidden()) {
        details_->show();
        details_->raise();
        placeDetails();
    }
}

void TopologyPanel::closeDetails() {
    detailed_.clear();
    details_->hide();
    if (flow_) {
        flow_.reset();
        light();
    }
}

void TopologyPanel::resizeEvent(QResizeEvent* /*event*/) {
    placeDetails();
}

/// Over the picture, and never over a capture.
void TopologyPanel::placeDetails() {
    constexpr double share = 0.6;
    constexpr int narrow = 520;
    const QRect all = view_->geometry();
    if (all.width() < narrow) {
        const int height = static_cast<int>(all.height() * share);
        details_->setGeometry(0, all.height() - height, all.width(), height);
    } else {
        const int width = all.width() / 2;
        details_->setGeometry(all.width() - width, 0, width, all.height());
    }
}

bool TopologyPanel::saveSvg(const QString& path) {
    return ui::saveSvg(*scene_, tr("Topology"), path);
}

bool TopologyPanel::savePng(const QString& path) {
    return ui::savePng(*scene_, path);
}

void TopologyPanel::askWhereToSave(bool svg) {
    const QString ending = svg ? QStringLiteral(".svg") : QStringLiteral(".png");
    QString path = QFileDialog::getSaveFileName(
        this, tr("Save the topology"), QStringLiteral("topology") + ending, tr("Pictures (*%1)").arg(ending));
    if (path.isEmpty()) {
        return;
    }
    if (QFileInfo(path).suffix().isEmpty()) {
        path += ending;
    }
    if (!(svg ? saveSvg(path) : savePng(path))) {
        QMessageBox::warning(
            this, tr("Topology"),
            tr("%1 could not be written. Choose another folder, or look whether the disk is full.")
                .arg(path));
    }
}

}  // namespace podwire::ui
