// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <optional>

#include "core/live/chain_graph.h"
#include "core/live/chain_graph_layout.h"
#include "ui/text/command_spans.h"

namespace podwire::ui {

/// Draws a graph of chains. Mouse, Tab and arrows go from box to box; a click or Return asks for what it
/// shows.
class ChainGraphView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit ChainGraphView(QWidget* parent = nullptr);

    void setAddresses(AddressBook addresses) { addresses_ = std::move(addresses); }
    /// The same boxes as before keep their places.
    void setGraph(live::ChainGraph graph);
    [[nodiscard]] const live::ChainGraph& graph() const { return graph_; }
    /// Of a box, in the viewport.
    [[nodiscard]] QRect rectOf(std::size_t node) const;
    [[nodiscard]] static QString words(const live::GraphNode& node);

Q_SIGNALS:
    /// A chain, and of it a rule when `specification` is not empty.
    void chainWanted(const QString& chain, const QString& specification);
    /// More of what this chain leads to.
    void moreWanted(const QString& chain);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    using Place = std::optional<std::size_t>;
    void layOut();
    void setBars();
    [[nodiscard]] QPointF origin() const;
    [[nodiscard]] Place nodeAt(QPoint place) const;
    [[nodiscard]] Place neighbour(int key) const;
    void setCurrent(std::size_t node);
    void open(const live::GraphNode& node);
    [[nodiscard]] QString tip(const live::GraphNode& node) const;

    AddressBook addresses_;
    live::ChainGraph graph_;
    live::GraphLayout layout_;
    Place hovered_;
    Place current_;
};

}  // namespace podwire::ui
