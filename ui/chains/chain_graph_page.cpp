// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chains/chain_graph_page.h"

#include <QComboBox>
#include <QVBoxLayout>
#include <algorithm>

#include "core/netfilter/chain_order.h"
#include "ui/chains/chain_graph_view.h"
#include "ui/text/words.h"

Q_DECLARE_METATYPE(podwire::ui::ChainGraphPage::Begin)

namespace podwire::ui {
namespace {

using Begin = ChainGraphPage::Begin;

constexpr std::size_t kMoreAtOnce = 24;

/// Each table that has rules, and below it the hooks that have some. nat first, since services live there.
std::vector<Begin> beginsOf(const live::ChainSnapshot& snapshot) {
    std::vector<Begin> begins;
    for (const live::ChainSource& source : snapshot.sources) {
        for (const auto& chain : source.rules->chains) {
            if (!chain->policy.empty() && !chain->rules->empty()) {
                begins.push_back({text(source.backend), text(chain->table), text(chain->name)});
                begins.push_back({text(source.backend), text(chain->table), {}});
            }
        }
    }
    const auto key = [](const Begin& begin) {
        return std::make_tuple(begin.backend == QStringLiteral("legacy"),
                               begin.table != QStringLiteral("nat"), begin.table, !begin.chain.isEmpty(),
                               netfilter::hookOf(begin.chain.toStdString()));
    };
    std::sort(begins.begin(), begins.end(), [&](const Begin& a, const Begin& b) { return key(a) < key(b); });
    begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
    return begins;
}

QString wordsOf(const Begin& begin, bool backends) {
    const QString words = begin.chain.isEmpty() ? ChainGraphPage::tr("all of %1").arg(begin.table)
                                                : begin.table + u' ' + begin.chain;
    return backends ? words + QStringLiteral(" (%1)").arg(begin.backend) : words;
}

}  // namespace

ChainGraphPage::ChainGraphPage(QWidget* parent)
    : QWidget(parent), from_(new QComboBox(this)), view_(new ChainGraphView) {
    from_->setAccessibleName(tr("Where the graph begins"));
    from_->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(view_);
    setFocusProxy(view_);
    connect(from_, &QComboBox::currentIndexChanged, this, [this] {
        wish_.more.clear();
        draw();
    });
    connect(view_, &ChainGraphView::moreWanted, this, [this](const QString& chain) {
        wish_.more[chain.toStdString()] += kMoreAtOnce;
        draw();
    });
    connect(view_, &ChainGraphView::chainWanted, this,
            [this](const QString& chain, const QString& specification) {
                Q_EMIT chainWanted(chosen().backend, chosen().table, chain, specification);
            });
}

void ChainGraphPage::setAddresses(AddressBook addresses) {
    view_->setAddresses(std::move(addresses));
}

void ChainGraphPage::setSnapshot(std::shared_ptr<const live::ChainSnapshot> snapshot) {
    snapshot_ = std::move(snapshot);
    if (snapshot_ == nullptr) {
        asked_ = {};
    }
    if (isVisible()) {
        fillChoice();
        draw();
    }
}

void ChainGraphPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    fillChoice();
    draw();
}

void ChainGraphPage::setWords(const QString& words) {
    words_.clear();
    for (const QString& word : words.simplified().split(u' ', Qt::SkipEmptyParts)) {
        words_.push_back(word.toStdString());
    }
    draw();
}

void ChainGraphPage::begin(const Begin& begin) {
    asked_ = begin;
    fillChoice();
    const int index = from_->findText(wordsOf(begin, snapshot_ != nullptr && snapshot_->sources.size() > 1),
                                      Qt::MatchExactly);
    from_->setCurrentIndex(std::max(0, index));
}

Begin ChainGraphPage::chosen() const {
    return from_->currentData().value<Begin>();
}

/// What is chosen stays so, on another node too where that has it.
void ChainGraphPage::fillChoice() {
    if (snapshot_ == nullptr) {
        return;
    }
    std::vector<Begin> begins = beginsOf(*snapshot_);
    if (!asked_.table.isEmpty() && std::find(begins.begin(), begins.end(), asked_) == begins.end()) {
        begins.push_back(asked_);
    }
    std::vector<Begin> shown;
    shown.reserve(static_cast<std::size_t>(from_->count()));
    for (int i = 0; i < from_->count(); ++i) {
        shown.push_back(from_->itemData(i).value<Begin>());
    }
    if (begins == shown) {
        return;
    }
    const QSignalBlocker quiet(from_);
    const Begin before = chosen();
    const bool backends = snapshot_->sources.size() > 1;
    from_->clear();
    for (const Begin& one : begins) {
        from_->addItem(wordsOf(one, backends), QVariant::fromValue(one));
    }
    const auto same = std::find(begins.begin(), begins.end(), before);
    from_->setCurrentIndex(same == begins.end() ? 0 : static_cast<int>(same - begins.begin()));
}

void ChainGraphPage::draw() {
    if (!isVisible()) {
        return;
    }
    const Begin begin = chosen();
    wish_.chain = begin.chain.toStdString();
    const std::string table = begin.table.toStdString();
    live::ChainGraph graph;
    for (std::size_t i = 0; snapshot_ != nullptr && i < snapshot_->sources.size(); ++i) {
        const live::ChainSource& source = snapshot_->sources[i];
        if (text(source.backend) == begin.backend) {
            if (search_ == nullptr || !search_->holdsFor(*source.rules, table, words_)) {
                search_ = std::make_unique<live::RuleSearch>(source.rules, table, words_);
            }
            graph = live::chainGraph(*source.rules, *search_, wish_);
        }
    }
    view_->setGraph(std::move(graph));
    Q_EMIT drawn();
}

std::vector<live::ChainName> ChainGraphPage::chains() const {
    std::vector<live::ChainName> names;
    const std::string table = chosen().table.toStdString();
    for (const live::GraphNode& node : view_->graph().nodes) {
        if (node.kind == live::GraphNode::Kind::Hook || node.kind == live::GraphNode::Kind::Chain) {
            names.push_back({table, node.chain});
        }
    }
    return names;
}

}  // namespace podwire::ui
