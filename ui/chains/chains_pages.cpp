// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The list and the graph of ChainsPanel.
#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QStackedWidget>

#include "ui/chains/chain_graph_page.h"
#include "ui/chains/chain_view.h"
#include "ui/chains/chains_panel.h"
#include "ui/chains/hook_strip.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"

namespace podwire::ui {

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

}  // namespace podwire::ui
