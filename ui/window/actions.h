// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QActionGroup>
#include <QList>
#include <QObject>

class QMenuBar;

namespace podwire::ui {

/// Everything that the menus and the keyboard can ask of the window.
struct Actions {
    QAction* powerOn = nullptr;
    QAction* powerOff = nullptr;
    QAction* connectTo = nullptr;
    QAction* refresh = nullptr;
    QAction* reconnect = nullptr;
    QAction* examine = nullptr;
    QAction* quit = nullptr;
    QAction* newTerminal = nullptr;
    QAction* toChapter = nullptr;
    QAction* previous = nullptr;
    QAction* next = nullptr;
    QAction* apply = nullptr;
    QAction* undo = nullptr;
    QAction* goHere = nullptr;
    QAction* getReady = nullptr;
    QAction* reset = nullptr;
    QAction* check = nullptr;
    QAction* shortcuts = nullptr;
    QAction* about = nullptr;
    QActionGroup* themes = nullptr;  ///< data(): int of ThemeMode
    [[nodiscard]] QList<QAction*> withKeys() const;
    [[nodiscard]] QList<QAction*> ofStep() const {
        return {apply, undo, goHere, getReady, check, previous, next};
    }
};

/// Makes the actions, owned by `owner`, and fills the menus; `panels` are the docks' own toggles.
Actions makeActions(QMenuBar& menus, const QList<QAction*>& panels, QObject* owner);

}  // namespace podwire::ui
