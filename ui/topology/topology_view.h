// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsView>
#include <QTimer>

#include "ui/topology/topology_scene.h"

namespace podwire::ui {

/// Shows a topology, as large as it fits until somebody zooms (Ctrl and the wheel). Tab goes from thing to
/// thing, Enter and a click pick one.
class TopologyView : public QGraphicsView {
    Q_OBJECT
public:
    explicit TopologyView(TopologyScene& scene, QWidget* parent = nullptr);

    /// Puts the keyboard there; empty: nowhere.
    void setCurrent(const std::string& id);
    [[nodiscard]] double aspect() const;
    /// After the scene has changed: fits it unless somebody zoomed.
    void refit();

public Q_SLOTS:
    /// As large as it fits, again and again from now on.
    void fit();

Q_SIGNALS:
    void currentChanged(const QString& id);
    /// A click comes when it is known not to be the first of two: what it opens may lie over the thing.
    void picked(const QString& id);
    void opened(const QString& id);
    void escaped();
    /// Somebody wants to know what can be done with it; `place` on the screen.
    void menuWanted(const QString& id, const QPoint& place);
    /// The view has another shape.
    void reshaped();

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    [[nodiscard]] std::string idAt(const QPoint& point) const;

    TopologyScene& scene_;
    bool fitting_ = true;
    QPoint pressed_;
    std::string clicked_;
    QTimer secondClick_;  ///< until it is over, a click may still become a double click
    bool isDoubleClick_ = false;
};

}  // namespace podwire::ui
