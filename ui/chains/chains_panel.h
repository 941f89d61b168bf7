// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QDeadlineTimer>
#include <QTimer>
#include <memory>
#include <vector>

#include "core/live/chain_editor.h"
#include "core/live/live.h"
#include "core/models/chain_model.h"
#include "ui/chains/chain_filter.h"
#include "ui/live/live_panel.h"
#include "ui/live/selection.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace podwire::ui {

class ChainGraphPage;
class ChainView;
class ChangeStrip;
class ElidedLabel;
class HookStrip;
class IconButton;

/// A node's chains as they count, in the order in which packets meet them: as a list, or as a graph.
class ChainsPanel : public LivePanel {
    Q_OBJECT
public:
    explicit ChainsPanel(Selection& selection, QWidget* parent = nullptr);
    ~ChainsPanel() override;

    void setLive(live::Live* live) override;
    [[nodiscard]] QWidget* tools() override { return tools_; }
    [[nodiscard]] const models::ChainModel& model() const { return model_; }
    /// What is followed; null without a session.
    [[nodiscard]] const live::ChainFeed* feed() const { return feed_; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Place {
        QString backend;
        QString table;
        QString chain;
    };
    struct SwitchedOff {
        QString node;
        QString netns;
        netfilter::RuleTool tool;
        netfilter::RuleChange back;
    };

    void buildTools();
    void buildView();
    void watch();
    void fillNamespaces();
    void onSnapshot();
    void onState();
    void showNotice();
    void showStatus();
    void expandNew(const QModelIndex& parent, int first, int last);
    void lookAtVisible();
    void markStep();
    void goToChain(const Place& place);
    void goToRule(const Place& place, const QString& specification);
    void goBack();
    void goToHook(netfilter::Hook hook);
    void buildGraph();
    void showGraph(bool graph);
    [[nodiscard]] bool showsGraph() const;
    void fitHooks();
    void onRuleWanted(const PickedRule& rule);
    void onRuleShown(const PickedRule& rule);
    void selectWanted();
    void dropFilter();
    void onCurrent(const QModelIndex& current);
    void setMoment();
    void openMenu(QPoint place);
    void addRuleActions(QMenu& menu, const QModelIndex& index);
    void refuse(QMenu& menu, qsizetype first) const;
    void addChanges(QMenu& menu, const QModelIndex& index);
    void addChainActions(QMenu& menu, const QModelIndex& index);
    void onChanged(const live::PreparedChange& change);
    void save();
    [[nodiscard]] netfilter::RuleTool toolFor(const QModelIndex& index) const;
    [[nodiscard]] netfilter::RuleChange changeOf(const QModelIndex& index,
                                                 netfilter::RuleChange::Kind kind) const;

    Selection& selection_;
    live::Live* live_ = nullptr;
    live::ChainFeed* feed_ = nullptr;
    std::shared_ptr<void> need_;
    std::unique_ptr<live::ChainEditor> editor_;
    models::ChainModel model_;
    ChainFilter filter_;
    QString step_;
    PickedRule wanted_;
    QDeadlineTimer wantedFor_;
    std::vector<Place> back_;
    std::vector<SwitchedOff> off_;
    bool switchingOff_ = false;
    QTimer second_;

    QWidget* tools_;
    QComboBox* nodes_;
    QComboBox* namespaces_;
    QLineEdit* words_;
    QCheckBox* onlyWithRules_;
    QPushButton* moment_;
    IconButton* backButton_;
    HookStrip* hooks_;
    QLabel* notice_;
    QStackedWidget* pages_;
    ChainView* view_;
    ChainGraphPage* graph_;
    QPushButton* graphButton_;
    ChangeStrip* change_;
    ElidedLabel* line_;
    QWidget* raw_ = nullptr;  ///< line_ and its button; there while a rule is selected
};

}  // namespace podwire::ui
