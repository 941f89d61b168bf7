// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chains/chains_panel.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/chains/chain_delegate.h"
#include "ui/chains/chain_graph_page.h"
#include "ui/chains/chain_graph_view.h"
#include "ui/chains/chain_view.h"
#include "ui/chains/change_strip.h"
#include "ui/chains/hook_strip.h"
#include "ui/live/gap_words.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

using models::ChainModel;

constexpr int kManyChains = 200;
constexpr std::chrono::seconds kWanted{5};  // for which a rule that is wanted may still come in sight

QString clock(netfilter::Moment moment) {
    return clockText(live::WallTime(moment));
}

}  // namespace

ChainsPanel::ChainsPanel(Selection& selection, QWidget* parent)
    : LivePanel(parent),
      selection_(selection),
      tools_(new QWidget),
      nodes_(new QComboBox),
      namespaces_(new QComboBox),
      words_(new QLineEdit),
      onlyWithRules_(new QCheckBox(tr("only with rules"))),
      moment_(button(tr("Mark now"), "link")),
      backButton_(new IconButton(QStringLiteral("arrow-left"), tr("Back to the chain before"))),
      hooks_(new HookStrip),
      notice_(label({}, "warn")),
      pages_(new QStackedWidget),
      view_(new ChainView),
      graph_(new ChainGraphPage),
      graphButton_(button(tr("Graph"), "link")),
      change_(new ChangeStrip),
      line_(new ElidedLabel) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    filter_.setSourceModel(&model_);
    buildTools();
    buildView();
    buildGraph();
    setFocusProxy(view_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(hooks_);
    notice_->setContentsMargins(size::space, 0, size::space, 4);
    notice_->setFont(Theme::text(size::small));
    notice_->hide();
    layout->addWidget(notice_);
    pages_->addWidget(view_);
    pages_->addWidget(graph_);
    layout->addWidget(pages_, 1);
    layout->addWidget(change_);
    line_->setFont(Theme::mono(size::tiny));
    line_->setMuted(true);
    raw_ = new QWidget;
    auto* bottom = new QHBoxLayout(raw_);
    bottom->setContentsMargins(size::space, 0, size::gap, 0);
    auto* copy = new IconButton(QStringLiteral("copy"), tr("Copy the rule as iptables-save prints it"));
    bottom->addWidget(line_, 1);
    bottom->addWidget(copy);
    layout->addWidget(raw_);
    raw_->hide();
    connect(copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(line_->text()); });
    second_.setInterval(1000);
    connect(&second_, &QTimer::timeout, this, [this] {
        view_->viewport()->update();
        showNotice();
        selectWanted();
    });
    connect(hooks_, &HookStrip::wanted, this, &ChainsPanel::goToHook);
    connect(change_, &ChangeStrip::done, this, &ChainsPanel::onChanged);
    connect(&selection_, &Selection::ruleWanted, this, &ChainsPanel::onRuleWanted);
    connect(&selection_, &Selection::stepShown, this, [this](const QString& step) {
        step_ = step;
        markStep();
    });
    connect(&selection_, &Selection::nodeWanted, this, [this](const QString& node, const QString& netns) {
        nodes_->setCurrentText(node);
        namespaces_->setCurrentIndex(std::max(0, namespaces_->findData(netns)));
    });
}

ChainsPanel::~ChainsPanel() = default;

void ChainsPanel::buildTools() {
    auto* bar = new QHBoxLayout(tools_);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(size::gap);
    nodes_->setAccessibleName(tr("Node"));
    namespaces_->setAccessibleName(tr("Namespace of the node"));
    words_->setAccessibleName(tr("Filter the rules"));
    words_->setPlaceholderText(tr("filter: service, address, chain"));
    words_->setClearButtonEnabled(true);
    words_->setMaximumWidth(240);
    onlyWithRules_->setChecked(true);
    onlyWithRules_->setToolTip(tr("Leave out chains without rules"));
    moment_->setToolTip(tr("From now on mark rules that come, and keep those that leave in sight"));
    backButton_->setEnabled(false);
    bar->addWidget(nodes_);
    bar->addWidget(namespaces_);
    bar->addWidget(graph_->from());
    bar->addWidget(backButton_);
    bar->addWidget(words_, 1);
    bar->addWidget(onlyWithRules_);
    bar->addWidget(moment_);
    bar->addWidget(graphButton_);
    connect(nodes_, &QComboBox::currentIndexChanged, this, [this] {
        fillNamespaces();
        watch();
    });
    connect(namespaces_, &QComboBox::currentIndexChanged, this, &ChainsPanel::watch);
    connect(words_, &QLineEdit::textChanged, &filter_, &ChainFilter::setWords);
    connect(words_, &QLineEdit::textChanged, graph_, &ChainGraphPage::setWords);
    connect(onlyWithRules_, &QCheckBox::toggled, &filter_, &ChainFilter::setOnlyWithRules);
    connect(moment_, &QPushButton::clicked, this, &ChainsPanel::setMoment);
    connect(backButton_, &QToolButton::clicked, this, &ChainsPanel::goBack);
}

void ChainsPanel::buildView() {
    constexpr int kNumber = 40;
    constexpr int kCount = 66;
    constexpr int kRate = 118;
    constexpr int kTarget = 170;
    view_->setModel(&filter_);
    QHeaderView* head = view_->header();
    head->setStretchLastSection(false);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setSectionsMovable(false);
    head->setMinimumSectionSize(kNumber);
    head->resizeSection(ChainModel::NumberColumn, kNumber);
    head->resizeSection(ChainModel::PacketsColumn, kCount);
    head->resizeSection(ChainModel::BytesColumn, kCount);
    head->resizeSection(ChainModel::RateColumn, kRate);
    head->resizeSection(ChainModel::TargetColumn, kTarget);
    head->setSectionResizeMode(ChainModel::MatchColumn, QHeaderView::Stretch);
    connect(&filter_, &QAbstractItemModel::rowsInserted, this, &ChainsPanel::expandNew);
    connect(view_->verticalScrollBar(), &QScrollBar::valueChanged, this, &ChainsPanel::lookAtVisible);
    connect(view_, &QTreeView::expanded, this, &ChainsPanel::lookAtVisible);
    connect(view_, &QTreeView::collapsed, this, &ChainsPanel::lookAtVisible);
    connect(view_, &ChainView::targetClicked, this, [this](const QModelIndex& index) {
        back_.push_back({index.data(ChainModel::BackendRole).toString(),
                         index.data(ChainModel::TableRole).toString(),
                         index.data(ChainModel::ChainRole).toString()});
        backButton_->setEnabled(true);
        goToChain({back_.back().backend, back_.back().table, index.data(ChainModel::TargetRole).toString()});
    });
    connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, &ChainsPanel::onCurrent);
    connect(view_, &QWidget::customContextMenuRequested, this, &ChainsPanel::openMenu);
}

void ChainsPanel::setLive(live::Live* live) {
    need_.reset();
    change_->setEditor(nullptr);
    editor_.reset();
    if (feed_ != nullptr) {
        feed_->disconnect(this);
        feed_ = nullptr;
    }
    live_ = live;
    model_.clear();
    off_.clear();
    {
        const QSignalBlocker quiet(nodes_);
        const QString before = nodes_->currentText();
        nodes_->clear();
        if (live_ != nullptr) {
            for (const std::string& node : live_->nodes()) {
                nodes_->addItem(text(node));
            }
            nodes_->setCurrentIndex(std::max(0, nodes_->findText(before)));
            view_->look().setAddresses(AddressBook::of(live_->session().lab()));
            graph_->setAddresses(AddressBook::of(live_->session().lab()));
            connect(&live_->session(), &session::LabSession::assessmentChanged, this,
                    &ChainsPanel::fillNamespaces);
        }
    }
    fillNamespaces();
    watch();
}

/// The namespaces that the last reading of the node has seen.
void ChainsPanel::fillNamespaces() {
    QStringList names;
    if (live_ != nullptr) {
        const auto assessment = live_->session().assessment();
        const auto node = assessment->nodes.find(nodes_->currentText().toStdString());
        if (node != assessment->nodes.end()) {
            for (const netstate::Netns& netns : node->second.namespaces) {
                if (!netns.name.empty()) {
                    names << text(netns.name);
                }
            }
        }
    }
    QStringList shown;
    for (int i = 1; i < namespaces_->count(); ++i) {
        shown << namespaces_->itemData(i).toString();
    }
    if (names == shown && namespaces_->count() > 0) {
        return;
    }
    const QString before = namespaces_->currentData().toString();
    {
        const QSignalBlocker quiet(namespaces_);
        namespaces_->clear();
        namespaces_->addItem(tr("the node itself"), QString());
        for (const QString& name : names) {
            namespaces_->addItem(name, name);
        }
        namespaces_->setCurrentIndex(std::max(0, namespaces_->findData(before)));
    }
    namespaces_->setVisible(!names.isEmpty());
    if (namespaces_->currentData().toString() != before) {
        watch();
    }
}

void ChainsPanel::watch() {
    live::ChainFeed* next = nullptr;
    if (live_ != nullptr && nodes_->currentIndex() >= 0) {
        next = &live_->chains(nodes_->currentText().toStdString(),
                              namespaces_->currentData().toString().toStdString());
    }
    if (next == feed_) {
        return;
    }
    need_.reset();
    if (feed_ != nullptr) {
        feed_->disconnect(this);
    }
    feed_ = next;
    back_.clear();
    backButton_->setEnabled(false);
    change_->setEditor(nullptr);
    editor_.reset();
    model_.clear();
    graph_->setSnapshot(nullptr);
    moment_->setText(tr("Mark now"));
    if (feed_ == nullptr) {
        return;
    }
    for (const session::LabSession::Node& node : live_->session().shells()) {
        if (text(node.name) == nodes_->currentText()) {
            editor_ = std::make_unique<live::ChainEditor>(node.shell);
            change_->setEditor(editor_.get());
        }
    }
    connect(feed_, &live::ChainFeed::snapshotChanged, this, &ChainsPanel::onSnapshot);
    connect(feed_, &live::ChainFeed::stateChanged, this, &ChainsPanel::onState);
    if (isVisible()) {
        need_ = feed_->need();
    }
    markStep();
    onSnapshot();
    onState();
}

void ChainsPanel::showEvent(QShowEvent* event) {
    LivePanel::showEvent(event);
    second_.start();
    if (feed_ != nullptr) {
        need_ = feed_->need();
    }
}

void ChainsPanel::hideEvent(QHideEvent* event) {
    LivePanel::hideEvent(event);
    second_.stop();
    need_.reset();
}

void ChainsPanel::onSnapshot() {
    const live::ChainSnapshot& snapshot = *feed_->snapshot();
    if (!snapshot.known) {
        return;
    }
    view_->look().setBackendsShown(snapshot.sources.size() > 1);
    model_.setSnapshot(snapshot);
    graph_->setSnapshot(feed_->snapshot());
    for (int hook = 0; hook < static_cast<int>(netfilter::Hook::None); ++hook) {
        hooks_->setRate(static_cast<netfilter::Hook>(hook),
                        model_.rateAt(static_cast<netfilter::Hook>(hook)));
    }
    view_->glow();
    selectWanted();
    lookAtVisible();
    showNotice();
    showStatus();
}

void ChainsPanel::onState() {
    showNotice();
    showStatus();
}

void ChainsPanel::showNotice() {
    QStringList notices;
    if (feed_ != nullptr) {
        const live::ChainSnapshot& snapshot = *feed_->snapshot();
        if (feed_->state() == live::Stream::State::Broken) {
            notices
                << tr("%1. What is shown is of %2.").arg(text(feed_->problem().text()), clock(snapshot.at));
        }
        if (!snapshot.gaps.empty() && isRecent(snapshot.gaps.last())) {
            notices << tr("%1: the counts go on, the rates of that time are not known.")
                           .arg(gapWords(nodes_->currentText(), snapshot.gaps.last()));
        }
        if (snapshot.sources.size() > 1) {
            notices << tr("There are rules of iptables-nft and of iptables-legacy: a packet meets both.");
        }
        if (!snapshot.otherTables.empty()) {
            QStringList names;
            for (const std::string& name : snapshot.otherTables) {
                names << text(name);
            }
            notices << tr("nft has tables that iptables does not show: %1.")
                           .arg(names.join(QStringLiteral(", ")));
        }
        if (!snapshot.problem.empty()) {
            notices << text(snapshot.problem);
        }
    }
    notice_->setText(notices.join(QLatin1Char('\n')));
    notice_->setVisible(!notices.isEmpty());
}

void ChainsPanel::showStatus() {
    if (feed_ == nullptr) {
        Q_EMIT statusChanged({});
        return;
    }
    const live::ChainPace& pace = feed_->snapshot()->pace;
    QString words;
    if (feed_->state() == live::Stream::State::Opening) {
        words = tr("connecting");
    } else if (feed_->state() == live::Stream::State::Broken) {
        words = tr("not connected");
    } else if (pace.intervalMilliseconds > 0) {
        words = tr("read every %1, %2 % of a core on the node")
                    .arg(took(pace.intervalMilliseconds))
                    .arg(pace.perMille / 10.0, 0, 'f', 1);
        if (pace.byChains) {
            words += tr("; many rules: the chains in sight are counted");
        }
    }
    Q_EMIT statusChanged(words);
}

void ChainsPanel::expandNew(const QModelIndex& parent, int first, int last) {
    if (parent.isValid()) {
        return;
    }
    for (int row = first; row <= last; ++row) {
        const QModelIndex chain = filter_.index(row, 0);
        if (model_.rowCount() <= kManyChains || !chain.data(ChainModel::PolicyRole).toString().isEmpty()) {
            view_->setExpanded(chain, true);
        }
    }
}

/// Of a big rule set only the chains are counted whose rules are in sight: a folded one may have thousands.
void ChainsPanel::lookAtVisible() {
    if (feed_ == nullptr || !feed_->snapshot()->pace.byChains) {
        return;
    }
    if (showsGraph()) {
        feed_->lookAt(graph_->chains());
        return;
    }
    std::vector<live::ChainName> names;
    const int bottom = view_->viewport()->height();
    for (QModelIndex index = view_->indexAt({1, 1});
         index.isValid() && view_->visualRect(index).top() < bottom; index = view_->indexBelow(index)) {
        const bool folded = index.data(ChainModel::IsChainRole).toBool() && !view_->isExpanded(index);
        if (folded && index.data(ChainModel::PolicyRole).toString().isEmpty()) {
            continue;
        }
        live::ChainName name{index.data(ChainModel::TableRole).toString().toStdString(),
                             index.data(ChainModel::ChainRole).toString().toStdString()};
        if (names.empty() || names.back() != name) {
            names.push_back(std::move(name));
        }
    }
    feed_->lookAt(names);
}

void ChainsPanel::markStep() {
    std::set<std::string> marked;
    const lab::Step* const step =
        live_ == nullptr || step_.isEmpty() ? nullptr : live_->session().lab().find(step_.toStdString());
    if (step != nullptr) {
        for (const lab::Resource& resource : step->apply) {
            const auto* rule = std::get_if<lab::IptablesRule>(&resource.what);
            if (rule != nullptr && resource.node == nodes_->currentText().toStdString() &&
                resource.netns == namespaces_->currentData().toString().toStdString()) {
                marked.insert(rule->command.table + ' ' + netfilter::specification(rule->command.rule));
            }
        }
    }
    model_.setMarked(std::move(marked));
}

void ChainsPanel::goToChain(const Place& place) {
    QModelIndex chain = filter_.mapFromSource(model_.indexOf(place.backend, place.table, place.chain));
    if (!chain.isValid()) {
        dropFilter();
        chain = filter_.mapFromSource(model_.indexOf(place.backend, place.table, place.chain));
    }
    if (chain.isValid()) {
        view_->expand(chain);
        view_->scrollTo(chain, QAbstractItemView::PositionAtTop);
        view_->setCurrentIndex(filter_.rowCount(chain) > 0 ? filter_.index(0, 0, chain) : chain);
    }
}

void ChainsPanel::dropFilter() {
    words_->clear();
    onlyWithRules_->setChecked(false);
}

void ChainsPanel::goBack() {
    if (!back_.empty()) {
        const Place place = back_.back();
        back_.pop_back();
        goToChain(place);
    }
    backButton_->setEnabled(!back_.empty());
}

void ChainsPanel::goToHook(netfilter::Hook hook) {
    for (const bool all : {false, true}) {
        if (all) {
            onlyWithRules_->setChecked(false);
        }
        for (int row = 0; row < filter_.rowCount(); ++row) {
            const QModelIndex chain = filter_.index(row, 0);
            if (chain.data(ChainModel::HookRole).toInt() == static_cast<int>(hook)) {
                view_->scrollTo(chain, QAbstractItemView::PositionAtTop);
                view_->setCurrentIndex(chain);
                return;
            }
        }
    }
}

void ChainsPanel::onRuleWanted(const PickedRule& rule) {
    wanted_ = rule;
    wantedFor_ = QDeadlineTimer(kWanted);
    showGraph(false);
    nodes_->setCurrentText(rule.node);
    namespaces_->setCurrentIndex(0);
    selectWanted();
}

/// What is shown may be old, when the panel was not in sight: then the rule is waited for.
void ChainsPanel::selectWanted() {
    if (wanted_.chain.isEmpty() || wanted_.node != nodes_->currentText()) {
        return;
    }
    const QModelIndex chain = model_.indexOf(wanted_.backend, wanted_.table, wanted_.chain);
    const QModelIndex rule = model_.indexOf(chain, wanted_.specification);
    if (!rule.isValid() && !wantedFor_.hasExpired()) {
        return;
    }
    const PickedRule wanted = std::exchange(wanted_, {});
    goToRule({wanted.backend, wanted.table, wanted.chain}, wanted.specification);
}

/// To the chain where there is no such rule.
void ChainsPanel::goToRule(const Place& place, const QString& specification) {
    const QPersistentModelIndex rule =
        model_.indexOf(model_.indexOf(place.backend, place.table, place.chain), specification);
    if (rule.isValid() && !filter_.mapFromSource(rule).isValid()) {
        dropFilter();
    }
    goToChain(place);
    if (const QModelIndex shown = filter_.mapFromSource(rule); shown.isValid()) {
        view_->scrollTo(shown);
        view_->setCurrentIndex(shown);
    }
}

void ChainsPanel::onCurrent(const QModelIndex& current) {
    const QString line = current.data(ChainModel::LineRole).toString();
    line_->setText(line);
    raw_->setVisible(!line.isEmpty());
}

void ChainsPanel::resizeEvent(QResizeEvent* event) {
    LivePanel::resizeEvent(event);
    fitHooks();
}

/// Where there is little room it belongs to the rules; the graph shows the hooks itself.
void ChainsPanel::fitHooks() {
    constexpr int kRoomForHooks = 190;
    hooks_->setVisible(height() >= kRoomForHooks && !showsGraph());
}

void ChainsPanel::buildGraph() {
    graphButton_->setToolTip(tr("Show which chain leads to which"));
    connect(graphButton_, &QPushButton::clicked, this, [this] { showGraph(!showsGraph()); });
    connect(graph_, &ChainGraphPage::drawn, this, &ChainsPanel::lookAtVisible);
    connect(graph_, &ChainGraphPage::chainWanted, this,
            [this](const QString& backend, const QString& table, const QString& chain,
                   const QString& specification) {
                showGraph(false);
                goToRule({backend, table, chain}, specification);
            });
}

bool ChainsPanel::showsGraph() const {
    return pages_->currentWidget() == graph_;
}

void ChainsPanel::showGraph(bool graph) {
    if (graph == showsGraph()) {
        return;
    }
    pages_->setCurrentWidget(graph ? static_cast<QWidget*>(graph_) : view_);
    setFocusProxy(pages_->currentWidget());
    graphButton_->setText(graph ? tr("List") : tr("Graph"));
    graphButton_->setToolTip(graph ? tr("Show the rules") : tr("Show which chain leads to which"));
    graph_->from()->setVisible(graph);
    for (QWidget* const ofTheList : {static_cast<QWidget*>(backButton_),
                                     static_cast<QWidget*>(onlyWithRules_), static_cast<QWidget*>(moment_)}) {
        ofTheList->setVisible(!graph);
    }
    raw_->setVisible(!graph && !line_->text().isEmpty());
    fitHooks();
    lookAtVisible();
}

void ChainsPanel::setMoment() {
    if (model_.hasMoment()) {
        model_.forgetMoment();
        moment_->setText(tr("Mark now"));
    } else {
        model_.setMoment();
        moment_->setText(tr("Marked at %1").arg(QTime::currentTime().toString(QStringLiteral("HH:mm:ss"))));
        moment_->setToolTip(tr("Green came since then, struck through left. Click to forget the moment."));
    }
}

void ChainsPanel::onChanged(const live::PreparedChange& change) {
    if (feed_ != nullptr) {
        feed_->hurry();
    }
    const QString node = nodes_->currentText();
    const QString netns = namespaces_->currentData().toString();
    if (std::exchange(switchingOff_, false) && change.change.kind == netfilter::RuleChange::Kind::Delete) {
        off_.push_back({node, netns, change.tool, change.inverse});
    } else if (change.change.kind == netfilter::RuleChange::Kind::Insert) {
        std::erase_if(off_, [&](const SwitchedOff& one) {
            return one.node == node && one.netns == netns && one.back.line == change.change.line &&
                   one.back.table == change.change.table;
        });
    }
}

}  // namespace podwire::ui
