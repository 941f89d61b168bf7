// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <array>

#include "core/netfilter/chain_order.h"

namespace podwire::ui {

/// The way of a packet through the hooks, with what passes each of them now. A click on a hook asks for it.
class HookStrip : public QWidget {
    Q_OBJECT
public:
    explicit HookStrip(QWidget* parent = nullptr);
    /// Packets per second.
    void setRate(netfilter::Hook hook, double rate);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void wanted(podwire::netfilter::Hook hook);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    static constexpr int kHooks = 5;
    [[nodiscard]] QRect boxOf(int hook) const;
    [[nodiscard]] QRect column(int index) const;
    [[nodiscard]] int hookAt(QPoint place) const;
    void paintWays(QPainter& painter) const;
    void paintHook(QPainter& painter, int hook) const;

    std::array<double, kHooks> rates_{};
    int hovered_ = -1;
};

}  // namespace podwire::ui
