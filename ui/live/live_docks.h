// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMainWindow>
#include <QSet>
#include <memory>
#include <vector>

#include "core/live/live.h"
#include "ui/live/selection.h"

namespace podwire::ui {

class Dock;
class LivePanel;
class TerminalPanel;

/// The panels that show the nodes live, each in a dock of the window, and what ties them together.
class LiveDocks : public QObject {
    Q_OBJECT
public:
    explicit LiveDocks(QMainWindow& window);
    ~LiveDocks() override;

    /// Null: no session. The session must outlive the next call.
    void setSession(session::LabSession* session);
    /// The panels are there while a session is; those that were shown before come back with the next one.
    void setAvailable(bool available);
    [[nodiscard]] QList<QAction*> toggles() const;
    [[nodiscard]] const std::vector<Dock*>& docks() const { return docks_; }
    /// The dock of this name, or null.
    [[nodiscard]] Dock* find(const QString& name) const;
    /// Opens one more terminal and brings it in sight.
    void openTerminal();
    [[nodiscard]] TerminalPanel* terminals() const { return terminals_; }
    [[nodiscard]] Selection& selection() { return selection_; }

private:
    void answer();
    void bringUp(Dock& dock);
    void goTo(const QString& name);
    void showNode();
    void add(const QString& name, const QString& title, LivePanel* panel, Qt::DockWidgetArea area);

    QMainWindow& window_;
    Selection selection_;
    std::unique_ptr<live::Live> live_;
    std::vector<Dock*> docks_;
    std::vector<LivePanel*> panels_;
    TerminalPanel* terminals_ = nullptr;
    bool available_ = true;
    QSet<Dock*> shown_;  ///< while they are not available: those that were
};

}  // namespace podwire::ui
