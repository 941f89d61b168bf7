// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conntrack/conntrack_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSaveFile>
#include <QScrollBar>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/conntrack/flow.h"
#include "core/live/conntrack_feed.h"
#include "core/live/live.h"
#include "ui/conntrack/flow_delegate.h"
#include "ui/conntrack/flow_details.h"
#include "ui/conntrack/flow_export.h"
#include "ui/live/gap_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

using models::FlowModel;

constexpr int kRowHeight = 22;
constexpr std::chrono::milliseconds kTyping{150};
constexpr std::chrono::seconds kSecond{1};

QComboBox* choice(const QString& name, const QString& any, const QStringList& others) {
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->addItem(any, QString());
    for (const QString& one : others) {
        box->addItem(one, one);
    }
    return box;
}

PickedFlow::Tuple pickedTuple(const conntrack::Tuple& tuple) {
    return {tuple.source, tuple.destination, tuple.sourcePort, tuple.destinationPort};
}

QString gapText(const QString& node, const live::Gap& gap) {
    const bool kernel = gap.kind == live::Gap::Kind::Kernel;
    const QString then = !gap.lasts() ? ConntrackPanel::tr(". The table was read again.")
                         : kernel     ? ConntrackPanel::tr(". The table is being read again.")
                                      : ConntrackPanel::tr(".");
    return gapWords(node, gap) + then;
}

}  // namespace

ConntrackPanel::ConntrackPanel(Selection& selection, QWidget* parent)
    : LivePanel(parent),
      selection_(selection),
      tools_(new QWidget),
      notice_(new QWidget),
      noticeText_(label(QString(), "warn")),
      table_(new QTableView),
      delegate_(new FlowDelegate(table_)),
      details_(new FlowDetails) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    buildTools();
    buildTable();
    buildNotice();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(notice_);
    auto* inset = new QVBoxLayout;
    inset->setContentsMargins(size::gap, 0, 0, 0);
    inset->addWidget(table_);
    layout->addLayout(inset, 1);
    layout->addWidget(details_);
    connect(details_, &FlowDetails::ruleWanted, &selection_, &Selection::ruleWanted);
    second_.setInterval(kSecond);
    connect(&second_, &QTimer::timeout, &model_, &FlowModel::tick);
    typing_.setSingleShot(true);
    typing_.setInterval(kTyping);
    connect(&typing_, &QTimer::timeout, this, &ConntrackPanel::applyFilter);
}

ConntrackPanel::~ConntrackPanel() = default;

void ConntrackPanel::buildTools() {
    auto* bar = new QHBoxLayout(tools_);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(size::gap);
    words_ = new QLineEdit;
    words_->setPlaceholderText(tr("filter: address, port, DNAT"));
    words_->setAccessibleName(tr("Filter the connections"));
    words_->setClearButtonEnabled(true);
    words_->setMaximumWidth(240);
    node_ = choice(tr("Node"), tr("all nodes"), {});
    state_ = choice(tr("State"), tr("any state"),
                    {QStringLiteral("SYN_SENT"), QStringLiteral("SYN_RECV"), QStringLiteral("ESTABLISHED"),
                     QStringLiteral("FIN_WAIT"), QStringLiteral("CLOSE_WAIT"), QStringLiteral("LAST_ACK"),
                     QStringLiteral("TIME_WAIT"), QStringLiteral("CLOSE"), QStringLiteral("UNREPLIED"),
                     QStringLiteral("ASSURED")});
    pause_ = new IconButton(QStringLiteral("stop"), tr("Hold the list still"));
    auto* save = button(tr("Export"), "link");
    save->setAccessibleName(tr("Save the connections that are shown"));
    bar->addWidget(words_, 1);
    bar->addWidget(node_);
    bar->addWidget(state_);
    bar->addWidget(pause_);
    bar->addWidget(save);
    connect(words_, &QLineEdit::textChanged, &typing_, qOverload<>(&QTimer::start));
    connect(node_, &QComboBox::currentIndexChanged, this, &ConntrackPanel::applyFilter);
    connect(state_, &QComboBox::currentIndexChanged, this, &ConntrackPanel::applyFilter);
    connect(pause_, &QToolButton::clicked, this, [this] { setPaused(!model_.isPaused()); });
    connect(save, &QPushButton::clicked, this, &ConntrackPanel::exportFlows);
}

void ConntrackPanel::buildTable() {
    table_->setModel(&model_);
    table_->setItemDelegate(delegate_);
    table_->setAccessibleName(tr("Connections"));
    table_->setShowGrid(false);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setWordWrap(false);
    table_->setTabKeyNavigation(false);
    table_->setContextMenuPolicy(Qt::CustomContextMenu);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->verticalHeader()->setDefaultSectionSize(kRowHeight);
    table_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    QHeaderView* head = table_->horizontalHeader();
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setHighlightSections(false);
    head->setSortIndicator(-1, Qt::AscendingOrder);
    head->setSortIndicatorClearable(true);
    table_->setSortingEnabled(true);
    head->setSectionResizeMode(FlowModel::TranslationColumn, QHeaderView::Stretch);
    table_->setColumnWidth(FlowModel::NodeColumn, 60);
    table_->setColumnWidth(FlowModel::ProtocolColumn, 76);
    table_->setColumnWidth(FlowModel::StateColumn, 100);
    table_->setColumnWidth(FlowModel::OriginalColumn, 310);
    table_->setColumnWidth(FlowModel::TimeoutColumn, 64);
    table_->setColumnWidth(FlowModel::TrafficColumn, 128);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ConntrackPanel::pick);
    connect(head, &QHeaderView::sortIndicatorChanged, this, &ConntrackPanel::tellStatus);
    connect(table_, &QWidget::customContextMenuRequested, this, &ConntrackPanel::openMenu);
    connect(&model_, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { keepPlace(last - first + 1); });
    auto* copyKey = new QShortcut(QKeySequence::Copy, table_, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copyKey, &QShortcut::activated, this, &ConntrackPanel::copyRows);
}

void ConntrackPanel::buildNotice() {
    notice_->setAttribute(Qt::WA_StyledBackground);
    setStyleProperty(*notice_, "section", QStringLiteral("warn"));
    auto* row = new QHBoxLayout(notice_);
    row->setContentsMargins(size::space, 2, size::gap, 2);
    auto* hide = new IconButton(QStringLiteral("cross"), tr("Hide this note"));
    row->addWidget(noticeText_, 1);
    row->addWidget(hide);
    notice_->hide();
    connect(hide, &QToolButton::clicked, notice_, &QWidget::hide);
}

void ConntrackPanel::setLive(live::Live* live) {
    model_.clear();
    needs_.clear();
    for (live::ConntrackFeed* feed : feeds_) {
        feed->disconnect(this);
    }
    feeds_.clear();
    notice_->hide();
    if (live_ != nullptr) {
        live_->session().disconnect(this);
    }
    live_ = live;
    const QSignalBlocker quiet(node_);
    while (node_->count() > 1) {
        node_->removeItem(1);
    }
    if (live_ != nullptr) {
        connect(&live_->session(), &session::LabSession::assessmentChanged, this,
                &ConntrackPanel::showDetails);
        delegate_->setAddresses(AddressBook::of(live_->session().lab()));
        for (const std::string& name : live_->nodes()) {
            node_->addItem(QString::fromStdString(name), QString::fromStdString(name));
        }
    }
    if (isVisible()) {
        begin();
    }
    applyFilter();
}

void ConntrackPanel::begin() {
    if (live_ == nullptr) {
        return;
    }
    const bool first = feeds_.empty();
    for (const std::string& name : live_->nodes()) {
        live::ConntrackFeed& feed = live_->conntrack(name);
        needs_.push_back(feed.need());
        if (first) {
            feeds_.push_back(&feed);
            model_.follow(feed);
            connect(&feed, &live::ConntrackFeed::statusChanged, this, &ConntrackPanel::tellStatus);
            connect(&feed, &live::ConntrackFeed::gapsChanged, this, &ConntrackPanel::tellGaps);
        }
    }
    second_.start();
}

void ConntrackPanel::showEvent(QShowEvent* event) {
    LivePanel::showEvent(event);
    needs_.clear();
    begin();
}

void ConntrackPanel::hideEvent(QHideEvent* event) {
    LivePanel::hideEvent(event);
    needs_.clear();
    second_.stop();
}

void ConntrackPanel::applyFilter() {
    models::FlowFilter filter;
    filter.node = node_->currentData().toString();
    filter.state = state_->currentData().toString();
    const QString text = words_->text().trimmed();
    std::uint32_t address = 0;
    if (conntrack::readAddress(text.toStdString(), address)) {
        filter.address = address;
    } else {
        filter.text = text;
    }
    model_.setFilter(filter);
    tellStatus();
}

void ConntrackPanel::setPaused(bool paused) {
    model_.setPaused(paused);
    pause_->setIconName(paused ? QStringLiteral("play") : QStringLiteral("stop"));
    const QString what = paused ? tr("Follow again") : tr("Hold the list still");
    pause_->setToolTip(what);
    pause_->setAccessibleName(what);
    tellStatus();
}

void ConntrackPanel::tellStatus() {
    double rate = 0;
    quint64 lost = 0;
    quint64 beyond = 0;
    QStringList silent;
    for (const live::ConntrackFeed* feed : feeds_) {
        rate += feed->counts().eventsPerSecond;
        lost += feed->counts().lost;
        beyond += feed->counts().beyond;
        if (feed->state() == live::Stream::State::Broken) {
            silent << QString::fromStdString(feed->node());
        }
    }
    const int shown = model_.rowCount();
    QStringList words{shown == model_.total() ? tr("%n flows", nullptr, shown)
                                              : tr("%1 of %2 flows").arg(shown).arg(model_.total())};
    words << tr("%1 events/s").arg(std::lround(rate));
    if (beyond > 0) {
        words << tr("%1 more only counted").arg(beyond);
    }
    if (lost > 0) {
        words << tr("lost %1 events").arg(lost);
    }
    if (!silent.isEmpty()) {
        words << tr("%1 not heard").arg(silent.join(QStringLiteral(", ")));
    }
    if (model_.isSortedOnce()) {
        words << tr("new ones above the sorted");
    }
    if (model_.isPaused()) {
        words << tr("held still");
    }
    Q_EMIT statusChanged(feeds_.empty() ? QString() : words.join(QStringLiteral(", ")));
}

/// The latest one of all nodes.
void ConntrackPanel::tellGaps() {
    const live::Gap* latest = nullptr;
    QString node;
    for (const live::ConntrackFeed* feed : feeds_) {
        if (!feed->gaps().empty() && (latest == nullptr || latest->from < feed->gaps().last().from)) {
            latest = &feed->gaps().last();
            node = QString::fromStdString(feed->node());
        }
    }
    if (latest != nullptr) {
        noticeText_->setText(gapText(node, *latest));
        notice_->show();
    }
}

void ConntrackPanel::pick() {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    PickedFlow picked;
    if (rows.size() == 1) {
        const conntrack::Flow& flow = model_.at(rows.first().row()).flow;
        picked.node = model_.nodeAt(rows.first().row());
        picked.protocol = QString::fromStdString(conntrack::protocolName(flow.protocol));
        picked.original = pickedTuple(flow.original);
        picked.reply = pickedTuple(flow.reply);
    }
    Q_EMIT selection_.flowPicked(picked);
    showDetails();
}

/// Of the one flow that is selected; its rules may be others than when it was selected.
void ConntrackPanel::showDetails() {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    if (rows.size() == 1 && live_ != nullptr) {
        const int row = rows.first().row();
        details_->setFlow(model_.nodeAt(row), model_.at(row).flow, *live_->session().assessment());
    } else {
        details_->clear();
    }
}

void ConntrackPanel::openMenu(const QPoint& at) {
    const QModelIndex index = table_->indexAt(at);
    QMenu menu;
    QAction* copy = menu.addAction(tr("Copy"), this, &ConntrackPanel::copyRows);
    copy->setEnabled(table_->selectionModel()->hasSelection());
    if (index.isValid()) {
        details_->addActionsTo(menu);
        const conntrack::Flow flow = model_.at(index.row()).flow;
        const auto only = [this](std::uint32_t address) {
            const QString text = QString::fromStdString(conntrack::addressText(address));
            return [this, text] { words_->setText(text); };
        };
        menu.addSeparator();
        menu.addAction(tr("Only what goes to %1")
                           .arg(QString::fromStdString(conntrack::addressText(flow.original.destination))),
                       only(flow.original.destination));
        menu.addAction(
            tr("Only what %1 answers").arg(QString::fromStdString(conntrack::addressText(flow.reply.source))),
            only(flow.reply.source));
    }
    menu.addSeparator();
    menu.addAction(tr("Export …"), this, &ConntrackPanel::exportFlows);
    menu.exec(table_->viewport()->mapToGlobal(at));
}

void ConntrackPanel::copyRows() const {
    QModelIndexList rows = table_->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex& row : rows) {
        lines << flowLine(model_, row.row());
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

void ConntrackPanel::exportFlows() {
    const QString json = tr("JSON (*.json)");
    QString kind;
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save the connections"), QStringLiteral("connections.csv"),
                                     tr("CSV (*.csv)") + QStringLiteral(";;") + json, &kind);
    if (path.isEmpty()) {
        return;
    }
    QSaveFile file(path);
    const bool asJson = kind == json || path.endsWith(QStringLiteral(".json"));
    const QByteArray bytes = asJson ? flowsAsJson(model_) : flowsAsCsv(model_);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        QMessageBox::warning(this, tr("Save the connections"),
                             tr("%1 could not be written: %2").arg(path, file.errorString()));
    }
}

/// New rows come in above: what somebody looks at further down stays where it is.
void ConntrackPanel::keepPlace(int inserted) {
    QScrollBar* bar = table_->verticalScrollBar();
    if (bar->value() > 0) {
        bar->setValue(bar->value() + inserted * kRowHeight);
    }
}

}  // namespace podwire::ui
