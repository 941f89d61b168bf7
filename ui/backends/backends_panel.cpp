// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backends/backends_panel.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "core/live/live.h"
#include "core/live/traffic_targets.h"
#include "ui/backends/hits_plot.h"
#include "ui/backends/run_list.h"
#include "ui/backends/traffic_form.h"
#include "ui/backends/traffic_words.h"
#include "ui/backends/what_if_box.h"
#include "ui/backends/witness_box.h"
#include "ui/live/live_table.h"
#include "ui/live/place_choice.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr int wide = 760;       // from here on there is room for two columns
constexpr int leftWidth = 380;  // of the form when there are two

const session::LabSession::Node* nodeOf(const session::LabSession& session, const std::string& node) {
    const auto& all = session.shells();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == node; });
    return found == all.end() ? nullptr : &*found;
}

/// A layer for each server of the table, in its order.
QList<HitsSeries> seriesOf(const models::ShareModel& shares) {
    QList<HitsSeries> series;
    for (int row = 0; row < shares.rowCount(); ++row) {
        const models::ShareRow& share = shares.at(row);
        series.append({share.server, shareCell(shares.index(row, models::ShareModel::ServerColumn)),
                       share.backend < 0 ? tokens().muted : tokens().backend(share.backend)});
    }
    return series;
}

}  // namespace

BackendsPanel::BackendsPanel(Selection& selection, QWidget* parent)
    : LivePanel(parent),
      tools_(new QWidget(this)),
      form_(new TrafficForm),
      list_(new RunList),
      plot_(new HitsPlot),
      table_(new LiveTable(tr("backends"), shares_, shareCell, shareLook)),
      badge_(new Badge),
      verdict_(label({})),
      summary_(label({}, "muted")),
      witnesses_(new WitnessBox),
      whatIf_(new WhatIfBox),
      fold_(new Fold(tr("What if a rule were different?"))) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    buildTools();
    connect(form_, &TrafficForm::startRequested, this, &BackendsPanel::start);
    connect(list_, &RunList::chosenChanged, this, &BackendsPanel::refresh);
    connect(list_, &RunList::endRequested, this, &BackendsPanel::end);
    connect(&selection, &Selection::nodeWanted, form_->place(), &PlaceChoice::choose);
    connect(fold_, &Fold::toggled, this, &BackendsPanel::refresh);
    connect(&Theme::instance(), &Theme::changed, this, &BackendsPanel::refresh);
    refresh();
}

BackendsPanel::~BackendsPanel() {
    BackendsPanel::setLive(nullptr);
}

void BackendsPanel::build() {
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("panel"));
    content->setAttribute(Qt::WA_StyledBackground);
    sides_ = new QBoxLayout(QBoxLayout::TopToBottom, content);
    sides_->setContentsMargins(size::gap, 4, size::gap, 4);
    sides_->setSpacing(size::gap);
    sides_->addWidget(buildLeft());
    sides_->addWidget(buildRight(), 1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

QWidget* BackendsPanel::buildLeft() {
    auto* left = new QWidget;
    left->setObjectName(QStringLiteral("left"));
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(form_);
    column->addWidget(list_);
    auto* judged = new QHBoxLayout;
    judged->setSpacing(size::gap);
    judged->addWidget(badge_, 0, Qt::AlignTop);
    judged->addWidget(verdict_, 1);
    column->addLayout(judged);
    column->addWidget(summary_);
    column->addStretch(1);
    for (QLabel* one : {verdict_, summary_}) {
        one->setTextInteractionFlags(Qt::TextSelectableByMouse);
        one->setTextFormat(Qt::PlainText);
    }
    return left;
}

QWidget* BackendsPanel::buildRight() {
    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(table_);
    column->addWidget(witnesses_);
    column->addWidget(plot_, 1);
    fold_->setContent(whatIf_);
    column->addWidget(fold_);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->fitColumns();
    connect(&shares_, &QAbstractItemModel::rowsInserted, this, &BackendsPanel::fitTable);
    connect(&shares_, &QAbstractItemModel::rowsRemoved, this, &BackendsPanel::fitTable);
    fitTable();
    return right;
}

void BackendsPanel::buildTools() {
    auto* menu = new QMenu(this);
    menu->addAction(tr("Save the chart as PNG …"), this, [this] { askWhereToSave(QStringLiteral(".png")); });
    menu->addAction(tr("Save the chart as SVG …"), this, [this] { askWhereToSave(QStringLiteral(".svg")); });
    menu->addAction(tr("Export hits over time as CSV …"), this,
                    [this] { askWhereToSave(QStringLiteral(".csv")); });
    menu->addSeparator();
    table_->addActionsTo(*menu);
    auto* save = button(tr("Copy or export"), "link");
    save->setMenu(menu);
    auto* bar = new QHBoxLayout(tools_);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(size::gap);
    bar->addWidget(save);
    tools_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

bool BackendsPanel::saveChart(const QString& path) {
    if (path.endsWith(QStringLiteral(".csv"))) {
        QSaveFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(plot_->toCsv()) >= 0 && file.commit();
    }
    return path.endsWith(QStringLiteral(".svg")) ? plot_->saveSvg(path) : plot_->savePng(path);
}

void BackendsPanel::askWhereToSave(const QString& ending) {
    QString path = QFileDialog::getSaveFileName(this, tr("Save the chart"), QStringLiteral("hits") + ending,
                                                tr("Files (*%1)").arg(ending));
    if (path.isEmpty()) {
        return;
    }
    if (!path.endsWith(ending)) {
        path += ending;
    }
    if (!saveChart(path)) {
        QMessageBox::warning(
            this, tr("Backends"),
            tr("%1 could not be written. Choose another folder, or look whether the disk is full.")
                .arg(path));
    }
}

void BackendsPanel::setLive(live::Live* live) {
    if (session_ != nullptr) {
        session_->disconnect(this);
    }
    while (!runs_.empty()) {
        drop(*runs_.back());
    }
    session_ = live == nullptr ? nullptr : &live->session();
    form_->setSession(session_);
    whatIf_->setEditor(nullptr);
    editor_.reset();
    edited_.clear();
    whatIf_->setLab(session_ == nullptr ? nullptr : &session_->lab());
    if (session_ != nullptr) {
        connect(session_, &session::LabSession::assessmentChanged, this, [this] {
            readTargets();
            refresh();
        });
        readTargets();
    }
    refresh();
}

void BackendsPanel::readTargets() {
    form_->setTargets(live::trafficTargets(session_->lab(), session_->assessment()->nodes));
}

void BackendsPanel::start() {
    const auto request = form_->request();
    if (!request) {
        form_->complain(text(request.error().text()));
        return;
    }
    const auto* node = nodeOf(*session_, request->node);
    if (node == nullptr || node->streams == nullptr) {
        form_->complain(tr("There is no connection to %1.").arg(text(request->node)));
        return;
    }
    if (!makeRoom()) {
        form_->complain(tr("%1 runs are under way: stop one first.").arg(runs_.size()));
        return;
    }
    auto run = std::make_unique<live::TrafficRun>(*session_, node->streams);
    if (const auto started = run->start(*request); !started) {
        form_->complain(text(started.error().text()));
        return;
    }
    form_->complain({});
    connect(run.get(), &live::TrafficRun::changed, this, [this, &run = *run] { onRunChanged(run); });
    runs_.push_back(std::move(run));
    list_->add(*runs_.back());
    tell();
}

/// The oldest run that is over goes when there are too many.
bool BackendsPanel::makeRoom() {
    if (runs_.size() < kMostRuns) {
        return true;
    }
    const auto over = std::find_if(runs_.begin(), runs_.end(), [](const auto& run) { return run->isOver(); });
    if (over == runs_.end()) {
        return false;
    }
    drop(**over);
    return true;
}

void BackendsPanel::end(live::TrafficRun* run) {
    run->isOver() ? drop(*run) : run->stop();
}

void BackendsPanel::drop(live::TrafficRun& run) {
    list_->remove(run);
    runs_.erase(std::find_if(runs_.begin(), runs_.end(), [&](const auto& one) { return one.get() == &run; }));
    tell();
}

void BackendsPanel::onRunChanged(live::TrafficRun& run) {
    if (&run == list_->chosen()) {
        refresh();
    }
    tell();
}

void BackendsPanel::showEvent(QShowEvent* event) {
    LivePanel::showEvent(event);
    refresh();
}

void BackendsPanel::resizeEvent(QResizeEvent* event) {
    LivePanel::resizeEvent(event);
    const bool isWide = width() >= wide;
    sides_->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    QWidget* const left = sides_->itemAt(0)->widget();
    left->setMinimumWidth(isWide ? leftWidth : 0);
    left->setMaximumWidth(isWide ? leftWidth : QWIDGETSIZE_MAX);
}

void BackendsPanel::refresh() {
    if (!isVisible()) {
        return;
    }
    const live::TrafficRun* run = list_->chosen();
    run == nullptr ? showNothing() : showRun(*run);
}

void BackendsPanel::showNothing() {
    shares_.clear();
    plot_->clear();
    badge_->hide();
    verdict_->setText(
        tr("Send requests to a service: the shares of its backends are set against those that the rules make "
           "expect."));
    setStyleProperty(*verdict_, "tone", QStringLiteral("muted"));
    summary_->hide();
    fold_->hide();
    witnesses_->setWitnesses(nullptr, {});
}

void BackendsPanel::showRun(const live::TrafficRun& run) {
    const live::TrafficJudgement judged = run.judged();
    shares_.setShares(judged, run.forecast(), session_->lab().backends);
    plot_->show(run.tally(), seriesOf(shares_));
    const bool broken = run.state() == live::TrafficRun::State::Broken;
    const VerdictWords words = verdictWords(judged, run.forecast());
    badge_->set(broken ? tr("broken off") : words.word, broken ? "bad" : words.tone);
    badge_->show();
    verdict_->setText(broken ? text(run.problem().text()) : words.sentence);
    setStyleProperty(*verdict_, "tone", QString());
    QString tally = tallyWords(run.tally(), run.seconds());
    if (run.missed() > 0) {
        tally += tr(" · %1 came too fast and were not counted").arg(run.missed());
    }
    summary_->setText(tally);
    setStyleProperty(*summary_, "tone",
                     run.tally().failed() > 0 ? QStringLiteral("bad") : QStringLiteral("muted"));
    summary_->show();
    witnesses_->setWitnesses(run.witnesses(), session_->lab().backends);
    showWhatIf(run);
}

void BackendsPanel::showWhatIf(const live::TrafficRun& run) {
    const auto assessment = session_->assessment();
    const auto node = assessment->nodes.find(run.forecast().node);
    fold_->setVisible(node != assessment->nodes.end());
    if (fold_->isOpen() && node != assessment->nodes.end()) {
        whatIf_->setRules(node->second.rules, run.forecast());
        editRulesOf(run.forecast().node);
    }
}

void BackendsPanel::editRulesOf(const std::string& node) {
    if (edited_ == node) {
        return;
    }
    edited_ = node;
    const auto* const found = nodeOf(*session_, node);
    auto next =
        found == nullptr || found->readOnly ? nullptr : std::make_unique<live::ChainEditor>(found->shell);
    whatIf_->setEditor(next.get());
    editor_ = std::move(next);
}

void BackendsPanel::fitTable() {
    constexpr int fewest = 3;
    constexpr int scrollBar = 12;
    const int rows = std::max(fewest, shares_.rowCount());
    table_->setFixedHeight(table_->horizontalHeader()->sizeHint().height() +
                           rows * table_->verticalHeader()->defaultSectionSize() + scrollBar);
}

void BackendsPanel::tell() {
    const auto running =
        std::count_if(runs_.begin(), runs_.end(), [](const auto& run) { return !run->isOver(); });
    Q_EMIT statusChanged(running == 0 ? QString() : tr("%1 running").arg(running));
}

QString BackendsPanel::verdict() const {
    return badge_->isHidden() ? verdict_->text() : badge_->text() + QStringLiteral(". ") + verdict_->text();
}

QString BackendsPanel::summary() const {
    return summary_->text();
}

}  // namespace podwire::ui
