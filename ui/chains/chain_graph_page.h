// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

#include "core/live/chain_feed.h"
#include "core/live/chain_graph.h"
#include "ui/text/command_spans.h"

class QComboBox;

namespace podwire::ui {

class ChainGraphView;

/// The chains of one table as a graph that counts, and the choice where it begins.
class ChainGraphPage : public QWidget {
    Q_OBJECT
public:
    struct Begin {
        QString backend;
        QString table;
        QString chain;  ///< empty: all hooks
        bool operator==(const Begin&) const = default;
    };

    explicit ChainGraphPage(QWidget* parent = nullptr);

    /// Where it begins; whoever lays out the window gives it a place.
    [[nodiscard]] QComboBox* from() const { return from_; }
    [[nodiscard]] ChainGraphView* view() const { return view_; }
    void setAddresses(AddressBook addresses);
    /// Drawn at once when the page is seen, else when it is shown. Null: nothing is known, of another node.
    void setSnapshot(std::shared_ptr<const live::ChainSnapshot> snapshot);
    void setWords(const QString& words);
    void begin(const Begin& begin);
    /// What is drawn, for the counts of a big rule set.
    [[nodiscard]] std::vector<live::ChainName> chains() const;

Q_SIGNALS:
    /// The list is to show a chain, and of it a rule when `specification` is not empty.
    void chainWanted(const QString& backend, const QString& table, const QString& chain,
                     const QString& specification);
    void drawn();

protected:
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] Begin chosen() const;
    void fillChoice();
    void draw();

    std::shared_ptr<const live::ChainSnapshot> snapshot_;
    live::GraphWish wish_;
    std::vector<std::string> words_;
    std::unique_ptr<live::RuleSearch> search_;
    Begin asked_;  ///< by begin(): offered as long as another one is not asked for
    QComboBox* from_;
    ChainGraphView* view_;
};

}  // namespace podwire::ui
