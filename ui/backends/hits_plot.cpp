// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backends/hits_plot.h"

#include <QSvgGenerator>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/backends/plot_library.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

constexpr double secondsPerSlot = live::TrafficTally::kSlotMicroseconds / 1e6;
constexpr std::int64_t mostBins = 120;
constexpr double barWidth = 0.9;  // of a bin
constexpr double headroom = 1.08;
constexpr int exportScale = 2;

/// How many slots go into one bar.
std::int64_t slotsPerBin(std::int64_t slots) {
    constexpr std::array<std::int64_t, 6> sizes{1, 2, 5, 10, 20, 50};
    const auto* const enough =
        std::find_if(sizes.begin(), sizes.end(), [&](std::int64_t size) { return slots / size < mostBins; });
    return enough == sizes.end() ? sizes.back() : *enough;
}

/// What ended within one bar's time, in the order of the layers.
using Bin = std::vector<double>;

std::map<std::int64_t, Bin> binsOf(const live::TrafficTally& tally, const QList<HitsSeries>& series,
                                   std::int64_t perBin) {
    std::map<std::int64_t, Bin> bins;
    for (const auto& [number, slot] : tally.history()) {
        Bin& bin = bins[number / perBin];
        bin.resize(static_cast<std::size_t>(series.size()) + 1);
        for (qsizetype i = 0; i < series.size(); ++i) {
            const auto hits = slot.hits.find(series[i].server);
            bin[static_cast<std::size_t>(i)] += hits == slot.hits.end() ? 0 : hits->second;
        }
        bin.back() += slot.failed;
    }
    return bins;
}

}  // namespace

HitsPlot::HitsPlot(QWidget* parent) : QWidget(parent), plot_(new QCustomPlot(this)) {
    setAccessibleName(tr("Answers a second over time, by backend"));
    build();
    restyle();
    connect(&Theme::instance(), &Theme::changed, this, &HitsPlot::restyle);
}

void HitsPlot::build() {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(plot_);
    plot_->setPlottingHints(QCP::phFastPolylines | QCP::phCacheLabels);
    plot_->setAutoAddPlottableToLegend(true);
    auto* head = new QCPLayoutGrid;
    plot_->plotLayout()->insertRow(0);
    plot_->plotLayout()->addElement(0, 0, head);
    plot_->plotLayout()->setRowStretchFactor(0, 0.001);
    plot_->plotLayout()->setRowSpacing(0);
    plot_->legend->setVisible(true);
    plot_->legend->setFillOrder(QCPLegend::foColumnsFirst);
    plot_->legend->setMargins({4, 2, 4, 2});
    plot_->legend->setIconSize(10, 10);
    head->addElement(0, 0, plot_->legend);
    plot_->xAxis->setLabel(tr("seconds"));
    plot_->yAxis->setLabel(tr("per second"));
    plot_->yAxis->ticker()->setTickCount(4);
    plot_->setNoAntialiasingOnDrag(true);
}

void HitsPlot::restyle() {
    const Tokens& now = tokens();
    plot_->setBackground(now.surface);
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
        axis->setBasePen(QPen(now.line));
        axis->setTickPen(QPen(now.line));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(now.muted);
        axis->setLabelColor(now.muted);
        axis->setTickLabelFont(Theme::text(size::tiny));
        axis->setLabelFont(Theme::text(size::tiny));
        axis->grid()->setPen(QPen(now.line, 1, Qt::DotLine));
        axis->grid()->setZeroLinePen(QPen(now.line));
    }
    plot_->xAxis->grid()->setVisible(false);
    plot_->legend->setBrush(Qt::NoBrush);
    plot_->legend->setBorderPen(Qt::NoPen);
    plot_->legend->setFont(Theme::text(size::small));
    plot_->legend->setTextColor(now.text);
    if (!layers_.empty()) {
        layers_.back()->setBrush(QBrush(now.bad, Qt::Dense3Pattern));
    }
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

QCPBars* HitsPlot::addLayer(const QString& name, const QColor& colour, QCPBars* below) {
    auto* bars = new QCPBars(plot_->xAxis, plot_->yAxis);
    bars->setName(name);
    bars->setAntialiased(false);
    bars->setPen(Qt::NoPen);
    bars->setBrush(colour);
    if (below != nullptr) {
        bars->moveAbove(below);
    }
    layers_.push_back(bars);
    return bars;
}

void HitsPlot::addLayers() {
    plot_->clearPlottables();
    layers_.clear();
    QCPBars* below = nullptr;
    for (const HitsSeries& one : series_) {
        below = addLayer(one.name, one.colour, below);
    }
    addLayer(tr("failed"), tokens().bad, below);
    restyle();
}

void HitsPlot::show(const live::TrafficTally& tally, const QList<HitsSeries>& series) {
    if (series != series_ || layers_.empty()) {
        series_ = series;
        addLayers();
    }
    fill(tally);
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void HitsPlot::fill(const live::TrafficTally& tally) {
    const auto& history = tally.history();
    const std::int64_t first = history.empty() ? 0 : history.begin()->first;
    const std::int64_t last = history.empty() ? 0 : history.rbegin()->first;
    const std::int64_t perBin = slotsPerBin(last - first + 1);
    binSeconds_ = static_cast<double>(perBin) * secondsPerSlot;
    std::vector<QVector<QCPBarsData>> bars(layers_.size());
    double highest = 0;
    for (const auto& [number, bin] : binsOf(tally, series_, perBin)) {
        const double middle = (static_cast<double>(number) + 0.5) * binSeconds_;
        double sum = 0;
        for (std::size_t i = 0; i < bin.size(); ++i) {
            bars[i].append({middle, bin[i] / binSeconds_});
            sum += bin[i] / binSeconds_;
        }
        highest = std::max(highest, sum);
    }
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        layers_[i]->data()->set(bars[i], true);
        layers_[i]->setWidth(binSeconds_ * barWidth);
    }
    const double from = static_cast<double>(first / perBin) * binSeconds_;
    const double to = static_cast<double>(last / perBin + 1) * binSeconds_;
    plot_->xAxis->setRange(from, std::max(to, from + 10 * secondsPerSlot));
    plot_->yAxis->setRange(0, std::max(1.0, highest * headroom));
}

void HitsPlot::clear() {
    show({}, {});
}

bool HitsPlot::savePng(const QString& path) {
    return plot_->savePng(path, plot_->width(), plot_->height(), exportScale);
}

bool HitsPlot::saveSvg(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return false;
    }
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setTitle(accessibleName());
    generator.setSize(plot_->size());
    generator.setViewBox(QRect(QPoint(0, 0), plot_->size()));
    QCPPainter painter;
    painter.begin(&generator);
    painter.setMode(QCPPainter::pmVectorized);
    painter.fillRect(QRect(QPoint(0, 0), plot_->size()), tokens().surface);
    plot_->toPainter(&painter, plot_->width(), plot_->height());
    painter.end();
    return file.flush() && file.error() == QFileDevice::NoError;
}

QByteArray HitsPlot::toCsv() const {
    QStringList names{QStringLiteral("second")};
    for (const QCPBars* layer : layers_) {
        names << layer->name();
    }
    QString all = names.join(u',') + QStringLiteral("\r\n");
    const int bins = layers_.empty() ? 0 : layers_.front()->dataCount();
    for (int bin = 0; bin < bins; ++bin) {
        const double begins = layers_.front()->data()->at(bin)->key - binSeconds_ / 2;
        QStringList fields{QString::number(begins, 'f', 1)};
        for (const QCPBars* layer : layers_) {
            fields << QString::number(std::llround(layer->data()->at(bin)->value * binSeconds_));
        }
        all += fields.join(u',') + QStringLiteral("\r\n");
    }
    return all.toUtf8();
}

}  // namespace podwire::ui
