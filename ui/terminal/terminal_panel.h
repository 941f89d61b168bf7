// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>

#include "core/terminal/terminals.h"
#include "ui/live/live_panel.h"
#include "ui/live/selection.h"

class QMenu;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace podwire::ui {

class TerminalTab;

/// Terminals on the nodes and in their network namespaces, a tab each.
class TerminalPanel : public LivePanel {
    Q_OBJECT
public:
    explicit TerminalPanel(Selection& selection, QWidget* parent = nullptr);

    /// Another session, or none: the terminals end.
    void setLive(live::Live* live) override;
    [[nodiscard]] QWidget* tools() override { return tools_; }

    /// The tab that was opened; one that could not start says why.
    TerminalTab* open(const QString& node, const QString& netns);
    /// Shows a terminal there, the current one if it fits, else opens one.
    TerminalTab* goTo(const QString& node, const QString& netns);
    /// Puts a command at a prompt there and runs nothing.
    void typeIt(const QString& node, const QString& netns, const QString& command);
    /// One more where the current one is, else on the first node that may be changed.
    void openAnother();
    void closeCurrent();
    [[nodiscard]] TerminalTab* current() const;
    [[nodiscard]] QList<TerminalTab*> all() const;
    [[nodiscard]] QMenu* menu() const { return menu_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void fillMenu();
    void closeTab(int index);
    void switchBy(int distance);
    void sayCount();
    [[nodiscard]] TerminalTab* find(const QString& node, const QString& netns) const;
    Result<std::shared_ptr<terminal::Session>> connectTo(const QString& node, const QString& netns,
                                                         terminal::TerminalSize size,
                                                         std::function<void()> changed);

    terminal::Terminals terminals_;
    QPointer<live::Live> live_;
    QWidget* tools_;
    QMenu* menu_;
    QStackedWidget* stack_;
    QTabWidget* tabs_;
};

}  // namespace podwire::ui
