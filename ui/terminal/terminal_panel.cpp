// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminal_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "core/live/live.h"
#include "ui/terminal/terminal_tab.h"
#include "ui/terminal/terminal_view.h"
#include "ui/text/words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

TerminalPanel::TerminalPanel(Selection& selection, QWidget* parent)
    : LivePanel(parent),
      tools_(new QWidget),
      menu_(new QMenu(this)),
      stack_(new QStackedWidget),
      tabs_(new QTabWidget) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    connect(menu_, &QMenu::aboutToShow, this, &TerminalPanel::fillMenu);
    connect(&selection, &Selection::terminalWanted, this, &TerminalPanel::goTo);
    connect(&selection, &Selection::typeWanted, this, &TerminalPanel::typeIt);
    const auto on = [this](const QKeySequence& keys, auto&& what) {
        connect(new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
                &QShortcut::activated, this, what);
    };
    on(Qt::CTRL | Qt::SHIFT | Qt::Key_W, [this] { closeCurrent(); });
    on(Qt::CTRL | Qt::Key_PageUp, [this] { switchBy(-1); });
    on(Qt::CTRL | Qt::Key_PageDown, [this] { switchBy(1); });
}

void TerminalPanel::build() {
    auto* add = button(tr("New terminal"), "link");
    add->setMenu(menu_);
    auto* bar = new QHBoxLayout(tools_);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->addWidget(add);
    bar->addStretch(1);
    auto* empty = new QWidget;
    auto* column = new QVBoxLayout(empty);
    auto* words =
        label(tr("No terminal is open. Double-click a node or a pod in the topology, or choose one here."),
              "muted");
    words->setAlignment(Qt::AlignCenter);
    auto* first = button(tr("New terminal"), "primary");
    first->setMenu(menu_);
    column->addStretch(1);
    column->addWidget(words);
    column->addSpacing(size::gap);
    column->addWidget(first, 0, Qt::AlignHCenter);
    column->addStretch(1);
    tabs_->setMovable(true);
    tabs_->setDocumentMode(true);
    tabs_->tabBar()->installEventFilter(this);
    tabs_->tabBar()->setExpanding(false);
    stack_->addWidget(empty);
    stack_->addWidget(tabs_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(stack_);
}

void TerminalPanel::setLive(live::Live* live) {
    while (tabs_->count() > 0) {
        closeTab(0);
    }
    live_ = live;
    sayCount();
}

/// The nodes, and under each its namespaces as they were last read.
void TerminalPanel::fillMenu() {
    menu_->clear();
    if (live_ == nullptr) {
        return;
    }
    const auto seen = live_->session().assessment();
    for (const session::LabSession::Node& node : live_->session().shells()) {
        const QString name = text(node.name);
        QAction* const itself = menu_->addAction(name, this, [this, name] { open(name, {}); });
        itself->setEnabled(!node.readOnly);
        if (node.readOnly) {
            itself->setText(tr("%1 (read-only)").arg(name));
        }
        const auto state = seen->nodes.find(node.name);
        if (node.readOnly || state == seen->nodes.end()) {
            continue;
        }
        for (const netstate::Netns& netns : state->second.namespaces) {
            if (const QString pod = text(netns.name); !pod.isEmpty()) {
                menu_->addAction(tr("%1 / %2").arg(name, pod), this, [this, name, pod] { open(name, pod); });
            }
        }
    }
}

Result<std::shared_ptr<terminal::Session>> TerminalPanel::connectTo(const QString& node, const QString& netns,
                                                                    terminal::TerminalSize size,
                                                                    std::function<void()> changed) {
    if (live_ != nullptr) {
        for (const session::LabSession::Node& one : live_->session().shells()) {
            if (text(one.name) == node) {
                return terminals_.open(*one.shell, one.readOnly, netns.toStdString(), size,
                                       std::move(changed));
            }
        }
    }
    return fail(ErrorKind::NotFound, node.toStdString() + " is not there", {},
                "Start the lab, or choose another node.");
}

TerminalTab* TerminalPanel::open(const QString& node, const QString& netns) {
    auto* tab = new TerminalTab(
        node, netns, [this, node, netns](terminal::TerminalSize size, std::function<void()> changed) {
            return connectTo(node, netns, size, std::move(changed));
        });
    const int index = tabs_->addTab(tab, tab->title());
    auto* const end = new IconButton(QStringLiteral("cross"), tr("Close %1").arg(tab->title()));
    connect(
        end, &QToolButton::clicked, this, [this, tab] { closeTab(tabs_->indexOf(tab)); },
        Qt::QueuedConnection);
    tabs_->tabBar()->setTabButton(index, QTabBar::RightSide, end);
    tabs_->setCurrentIndex(index);
    stack_->setCurrentWidget(tabs_);
    tab->start();
    sayCount();
    return tab;
}

TerminalTab* TerminalPanel::find(const QString& node, const QString& netns) const {
    const auto fits = [&](const TerminalTab* tab) { return tab->node() == node && tab->netns() == netns; };
    if (TerminalTab* const here = current(); here != nullptr && fits(here)) {
        return here;
    }
    const QList<TerminalTab*> tabs = all();
    const auto found = std::find_if(tabs.begin(), tabs.end(), fits);
    return found == tabs.end() ? nullptr : *found;
}

TerminalTab* TerminalPanel::goTo(const QString& node, const QString& netns) {
    TerminalTab* const tab = find(node, netns);
    if (tab == nullptr) {
        return open(node, netns);
    }
    tabs_->setCurrentWidget(tab);
    tab->setFocus();
    return tab;
}

void TerminalPanel::typeIt(const QString& node, const QString& netns, const QString& command) {
    goTo(node, netns)->put(command);
}

void TerminalPanel::openAnother() {
    if (const TerminalTab* const here = current()) {
        open(here->node(), here->netns());
        return;
    }
    if (live_ == nullptr) {
        return;
    }
    const auto& nodes = live_->session().shells();
    const auto free =
        std::find_if(nodes.begin(), nodes.end(), [](const auto& node) { return !node.readOnly; });
    if (!nodes.empty()) {
        open(text(free == nodes.end() ? nodes.front().name : free->name), {});
    }
}

void TerminalPanel::closeTab(int index) {
    if (QWidget* const tab = tabs_->widget(index)) {
        tabs_->removeTab(index);
        delete tab;
    }
    if (TerminalTab* const next = current()) {
        next->setFocus();
    } else {
        stack_->setCurrentIndex(0);
    }
    sayCount();
}

void TerminalPanel::closeCurrent() {
    closeTab(tabs_->currentIndex());
}

void TerminalPanel::switchBy(int distance) {
    if (const int count = tabs_->count(); count > 0) {
        tabs_->setCurrentIndex((tabs_->currentIndex() + distance + count) % count);
        current()->setFocus();
    }
}

void TerminalPanel::sayCount() {
    Q_EMIT statusChanged(tabs_->count() == 0 ? QString()
                                             : counted(tabs_->count(), tr("terminal"), tr("terminals")));
}

TerminalTab* TerminalPanel::current() const {
    return qobject_cast<TerminalTab*>(tabs_->currentWidget());
}

QList<TerminalTab*> TerminalPanel::all() const {
    QList<TerminalTab*> tabs;
    for (int i = 0; i < tabs_->count(); ++i) {
        tabs << qobject_cast<TerminalTab*>(tabs_->widget(i));
    }
    return tabs;
}

/// The middle button closes a tab.
bool TerminalPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto* click =
            static_cast<QMouseEvent*>(event);  // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast)
        const int index = tabs_->tabBar()->tabAt(click->pos());
        if (click->button() == Qt::MiddleButton && index >= 0) {
            closeTab(index);
            return true;
        }
    }
    return LivePanel::eventFilter(watched, event);
}

}  // namespace podwire::ui
