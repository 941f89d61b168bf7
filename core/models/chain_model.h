// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QStringList>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/live/chain_feed.h"
#include "core/netfilter/chain_order.h"

namespace podwire::models {

/// iptables' chains in the order in which packets meet them, then the user chains; below each its rules.
/// Raw values only. A new snapshot changes data and moves, inserts and removes rows; only clear() resets.
class ChainModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column {
        NumberColumn,
        PacketsColumn,
        BytesColumn,
        RateColumn,
        MatchColumn,
        TargetColumn,
        ColumnCount
    };
    enum Role {
        IsChainRole = Qt::UserRole + 1,  ///< bool
        BackendRole,                     ///< QString: "nft" or "legacy"
        TableRole,                       ///< QString
        ChainRole,                       ///< QString
        HookRole,                        ///< int: netfilter::Hook
        PolicyRole,                      ///< QString; of a chain, empty for a user chain
        CallersRole,                     ///< QStringList: of a user chain, the chains with a jump to it
        RuleCountRole,                   ///< int: of a chain
        NumberRole,                      ///< int, from 1; 0 for a rule that left
        PacketsRole,                     ///< quint64; of a chain, what its policy counted
        BytesRole,                       ///< quint64
        PacketRateRole,                  ///< double, per second; of a chain, what passes it
        ByteRateRole,                    ///< double, per second
        LineRole,                        ///< QString: as iptables-save prints it
        SpecificationRole,               ///< QString: netfilter::specification()
        NthRole,                         ///< int: which of several rules that are alike, from 0
        TargetRole,                      ///< QString: may be empty
        JumpRole,                        ///< bool: the target is a chain of the same table
        SearchRole,                      ///< QString: what a filter looks at
        MarkedRole,                      ///< bool: setMarked() names it
        ArrivedRole,                     ///< bool: it came since the moment
        GoneRole,                        ///< bool: it left since the moment
        ChangedRole,                     ///< qint64: when it last counted or came, milliseconds since 1970
    };
    Q_ENUM(Role)

    explicit ChainModel(QObject* parent = nullptr);
    ~ChainModel() override;

    void setSnapshot(const live::ChainSnapshot& snapshot);
    void clear();
    /// The rules that stand out: "TABLE SPECIFICATION".
    void setMarked(std::set<std::string> marked);
    /// From now on what comes is marked and what leaves stays, marked; what was marked so before is not any
    /// more.
    void setMoment();
    /// Ends that.
    void forgetMoment();
    [[nodiscard]] bool hasMoment() const { return moment_; }

    /// Invalid when there is none. `backend` may be empty: the first that has the chain.
    [[nodiscard]] QModelIndex indexOf(const QString& backend, const QString& table,
                                      const QString& chain) const;
    [[nodiscard]] QModelIndex indexOf(const QModelIndex& chain, const QString& specification) const;
    /// Null for a chain.
    [[nodiscard]] std::shared_ptr<const netfilter::TalliedRule> rule(const QModelIndex& index) const;
    [[nodiscard]] std::shared_ptr<const netfilter::RuleHistory> history(const QModelIndex& index) const;
    /// Packets per second that pass a hook: of its chains, the one that most pass.
    [[nodiscard]] double rateAt(netfilter::Hook hook) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Row;
    struct Item;
    using ChainPointer = std::shared_ptr<const netfilter::TalliedChain>;

    [[nodiscard]] const Item* itemOf(const QModelIndex& index) const;
    [[nodiscard]] const Row* rowOf(const QModelIndex& index) const;
    [[nodiscard]] QVariant chainData(const Item& item, int role) const;
    [[nodiscard]] QVariant ruleData(const Item& item, const Row& row, int role) const;
    [[nodiscard]] bool updateInPlace(const live::ChainSnapshot& snapshot);
    void arrangeChains(const live::ChainSnapshot& snapshot);
    void mergeChains(std::vector<std::unique_ptr<Item>> wanted);
    std::size_t removeChains(std::size_t first, std::size_t end);
    void insertChains(std::size_t row, std::vector<std::unique_ptr<Item>> items);
    void stay(Item& item, const ChainPointer& next);
    void leave(Item& item);
    void settle(Item& item);
    void fill(Item& item) const;
    void renumberChains();
    void update(Item& item, const ChainPointer& next);
    void arrangeRules(Item& item, const netfilter::TalliedChain& next);
    void retire(Item& item, const std::set<const netfilter::TalliedRule*>& staying);
    void place(Item& item, const netfilter::TalliedChain& next);
    void insertRules(Item& item, const netfilter::TalliedChain& next, std::size_t at, std::size_t first,
                     std::size_t count);
    void moveRow(Item& item, std::size_t from, std::size_t to);
    void countRules(Item& item, const netfilter::TalliedChain& next);
    void findCallers();
    void dropGone();
    [[nodiscard]] QModelIndex chainIndex(const Item& item, int column = 0) const;
    [[nodiscard]] bool isMarked(const Item& item, const Row& row) const;

    std::vector<std::unique_ptr<Item>> items_;
    std::vector<std::vector<Item*>> layout_;  ///< for each source, its chains in the snapshot's order
    std::set<std::string> marked_;
    bool moment_ = false;
    bool known_ = false;
    bool callersChanged_ = false;
    qint64 now_ = 0;
};

}  // namespace podwire::models
