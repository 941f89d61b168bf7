// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The widgets of ChainsPanel, and who answers whom.
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

#include "ui/chains/chain_graph_page.h"
#include "ui/chains/chain_view.h"
#include "ui/chains/chains_panel.h"
#include "ui/chains/change_strip.h"
#include "ui/chains/hook_strip.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

using models::ChainModel;

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
        view_->passSecond();
        showNotice();
        selectWanted();
    });
    connect(hooks_, &HookStrip::wanted, this, &ChainsPanel::goToHook);
    connect(change_, &ChangeStrip::done, this, &ChainsPanel::onChanged);
    connect(&selection_, &Selection::ruleWanted, this, &ChainsPanel::onRuleWanted);
    connect(&selection_, &Selection::ruleShown, this, &ChainsPanel::onRuleShown);
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
    words_->setMinimumWidth(120);  // the status gives way
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

}  // namespace podwire::ui
