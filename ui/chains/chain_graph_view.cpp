// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chains/chain_graph_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/chains/chain_graph_look.h"
#include "ui/chains/rule_words.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

using live::GraphNode;
using Kind = GraphNode::Kind;

constexpr int kStep = 30;  // of scrolling: a row

}  // namespace

ChainGraphView::ChainGraphView(QWidget* parent) : QAbstractScrollArea(parent) {
    setObjectName(QStringLiteral("chainGraph"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Graph of the chains"));
    viewport()->setMouseTracking(true);
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

QString ChainGraphView::words(const GraphNode& node) {
    switch (node.kind) {
        case Kind::End: {
            const QString target = targetWords(node.rule->installed.rule);
            return node.count > 1 ? tr("%1 (%2 rules)").arg(target).arg(node.count) : target;
        }
        case Kind::Policy:
            return tr("else %1").arg(text(node.policy));
        case Kind::More:
            return tr("and %1 more").arg(QLocale::c().toString(static_cast<qulonglong>(node.count)));
        default:
            return text(node.chain);
    }
}

void ChainGraphView::setGraph(live::ChainGraph graph) {
    const auto shape = [](const live::ChainGraph& one) {
        std::vector<std::pair<std::size_t, std::size_t>> ends;
        for (const live::GraphEdge& edge : one.edges) {
            ends.emplace_back(edge.from, edge.to);
        }
        return ends;
    };
    const bool same = graph.nodes == graph_.nodes && shape(graph) == shape(graph_);
    graph_ = std::move(graph);
    if (!same) {
        layOut();
    }
    viewport()->update();
}

void ChainGraphView::layOut() {
    layout_ =
        live::layOutGraph(graph_, [](const GraphNode& node) { return graphBoxWidth(words(node), node); });
    hovered_.reset();
    current_.reset();
    setBars();
}

void ChainGraphView::setBars() {
    const QSize room = viewport()->size();
    horizontalScrollBar()->setRange(0, std::max(0, static_cast<int>(layout_.size.width()) - room.width()));
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(layout_.size.height()) - room.height()));
    horizontalScrollBar()->setPageStep(room.width());
    verticalScrollBar()->setPageStep(room.height());
    horizontalScrollBar()->setSingleStep(kStep);
    verticalScrollBar()->setSingleStep(kStep);
}

QPointF ChainGraphView::origin() const {
    return {static_cast<double>(-horizontalScrollBar()->value()),
            static_cast<double>(-verticalScrollBar()->value())};
}

QRect ChainGraphView::rectOf(std::size_t node) const {
    return layout_.boxes.at(node).translated(origin()).toRect();
}

ChainGraphView::Place ChainGraphView::nodeAt(QPoint place) const {
    const auto found = std::find_if(layout_.boxes.begin(), layout_.boxes.end(), [&](const QRectF& box) {
        return box.contains(QPointF(place) - origin());
    });
    return found == layout_.boxes.end() ? Place()
                                        : Place(static_cast<std::size_t>(found - layout_.boxes.begin()));
}

void ChainGraphView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    setBars();
}

void ChainGraphView::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        layOut();
    }
}

void ChainGraphView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), tokens().surface);
    if (graph_.nodes.empty()) {
        painter.setPen(tokens().muted);
        painter.drawText(viewport()->rect(), Qt::AlignCenter,
                         tr("Nothing to draw: no rules here, or none that the filter lets through."));
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(origin());
    for (const bool counting : {false, true}) {  // what counts lies above
        for (std::size_t i = 0; i < graph_.edges.size(); ++i) {
            const double rate = graph_.edges[i].packetsPerSecond;
            if ((rate > 0) == counting) {
                paintGraphWire(painter, layout_.wires[i], rate);
            }
        }
    }
    const QRectF seen(-origin(), viewport()->size());
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
        if (seen.intersects(layout_.boxes[i])) {
            GraphBox box{layout_.boxes[i], words(graph_.nodes[i]), &graph_.nodes[i]};
            box.hovered = hovered_ == i;
            box.current = current_ == i && hasFocus();
            paintGraphBox(painter, box, addresses_);
        }
    }
}

void ChainGraphView::open(const GraphNode& node) {
    if (node.kind == Kind::More) {
        Q_EMIT moreWanted(text(node.chain));
    } else {
        Q_EMIT chainWanted(text(node.chain),
                           node.kind == Kind::End ? text(node.rule->specification) : QString());
    }
}

void ChainGraphView::mousePressEvent(QMouseEvent* event) {
    const Place node = nodeAt(event->pos());
    if (node && event->button() == Qt::LeftButton) {
        setCurrent(*node);
        open(GraphNode(graph_.nodes[*node]));
    }
}

void ChainGraphView::mouseMoveEvent(QMouseEvent* event) {
    const Place node = nodeAt(event->pos());
    if (node != hovered_) {
        hovered_ = node;
        viewport()->setCursor(node ? Qt::PointingHandCursor : Qt::ArrowCursor);
        viewport()->update();
    }
}

void ChainGraphView::leaveEvent(QEvent* /*event*/) {
    hovered_.reset();
    viewport()->update();
}

/// The nearest box in the direction of the key.
ChainGraphView::Place ChainGraphView::neighbour(int key) const {
    const QPointF from = layout_.boxes[*current_].center();
    constexpr double kAside = 3;  // what lies straight ahead is nearer than what lies aside
    Place best;
    double nearest = 0;
    for (std::size_t i = 0; i < layout_.boxes.size(); ++i) {
        const QPointF way = layout_.boxes[i].center() - from;
        const bool across = key == Qt::Key_Left || key == Qt::Key_Right;
        const bool back = key == Qt::Key_Left || key == Qt::Key_Up;
        const double ahead = (across ? way.x() : way.y()) * (back ? -1 : 1);
        const double aside = std::abs(across ? way.y() : way.x());
        const double distance = ahead + kAside * aside;
        if (ahead > 1 && (!best || distance < nearest)) {
            best = i;
            nearest = distance;
        }
    }
    return best;
}

void ChainGraphView::setCurrent(std::size_t node) {
    current_ = node;
    const QRectF& box = layout_.boxes[node];
    const auto into = [](QScrollBar& bar, double from, double to, int room) {
        bar.setValue(std::clamp(
            bar.value(), static_cast<int>(to) - room + kStep / 2,
            std::max(static_cast<int>(to) - room + kStep / 2, static_cast<int>(from) - kStep / 2)));
    };
    into(*horizontalScrollBar(), box.left(), box.right(), viewport()->width());
    into(*verticalScrollBar(), box.top(), box.bottom(), viewport()->height());
    setAccessibleDescription(words(graph_.nodes[node]) + u'\n' + tip(graph_.nodes[node]));
    viewport()->update();
}

void ChainGraphView::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    const bool moves =
        key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    if (graph_.nodes.empty() || (!moves && key != Qt::Key_Return && key != Qt::Key_Enter)) {
        QAbstractScrollArea::keyPressEvent(event);
    } else if (!current_) {
        setCurrent(0);
    } else if (!moves) {
        open(GraphNode(graph_.nodes[*current_]));
    } else if (const Place next = neighbour(key)) {
        setCurrent(*next);
    }
}

QString ChainGraphView::tip(const GraphNode& node) const {
    switch (node.kind) {
        case Kind::End:
            return text(node.rule->installed.line);
        case Kind::Policy:
            return tr("What no rule of %1 has taken.").arg(text(node.chain));
        case Kind::More:
            return tr(
                "Folded, without packets so far as it was watched or beyond what fits. Click for more.");
        default: {
            const QString rules = node.count == 1 ? tr("1 rule. Click to see it.")
                                                  : tr("%1 rules. Click to see them.").arg(node.count);
            const QString about = node.rule ? text(node.rule->installed.rule.comment()) : QString();
            return about.isEmpty() ? rules : about + u'\n' + rules;
        }
    }
}

bool ChainGraphView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const Place node = nodeAt(help->pos());
        QToolTip::showText(help->globalPos(), node ? tip(graph_.nodes[*node]) : QString(), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace podwire::ui
