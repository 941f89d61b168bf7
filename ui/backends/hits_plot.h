// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QColor>
#include <QList>
#include <QWidget>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/live/traffic_tally.h"

class QCPBars;
class QCustomPlot;

namespace podwire::ui {

/// Whose hits make one layer of the stack.
struct HitsSeries {
    std::string server;  ///< the address that answers name
    QString name;
    QColor colour;
    bool operator==(const HitsSeries&) const = default;
};

/// Answers a second over time, stacked by server, with failures on top.
class HitsPlot : public QWidget {
    Q_OBJECT
public:
    explicit HitsPlot(QWidget* parent = nullptr);

    /// Whoever is in no series is left out.
    void show(const live::TrafficTally& tally, const QList<HitsSeries>& series);
    void clear();
    /// False when it cannot be written.
    bool savePng(const QString& path);
    bool saveSvg(const QString& path);
    /// The bars as numbers: a line for each moment, RFC 4180.
    [[nodiscard]] QByteArray toCsv() const;

    [[nodiscard]] QCustomPlot* plot() const { return plot_; }
    [[nodiscard]] QSize sizeHint() const override { return {380, 170}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 140}; }

private:
    void build();
    void restyle();
    void addLayers();
    QCPBars* addLayer(const QString& name, const QColor& colour, QCPBars* below);
    void fill(const live::TrafficTally& tally);

    QCustomPlot* plot_;
    QList<HitsSeries> series_;
    std::vector<QCPBars*> layers_;  ///< of series_, then that of the failures; the plot owns them
    double binSeconds_ = 0;
};

}  // namespace podwire::ui
