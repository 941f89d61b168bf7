// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/actions.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

struct Menus {
    Q_DECLARE_TR_FUNCTIONS(Menus)
};

QAction* make(QObject* owner, const QString& text, const QKeySequence& keys = {}) {
    auto* action = new QAction(text, owner);
    action->setShortcut(keys);
    return action;
}

QActionGroup* makeThemes(QMenu& menu, QObject* owner) {
    auto* group = new QActionGroup(owner);
    const std::initializer_list<std::pair<QString, ThemeMode>> modes{
        {Menus::tr("As the system"), ThemeMode::System},
        {Menus::tr("Light"), ThemeMode::Light},
        {Menus::tr("Dark"), ThemeMode::Dark}};
    for (const auto& [text, mode] : modes) {
        QAction* action = make(owner, text);
        action->setCheckable(true);
        action->setData(static_cast<int>(mode));
        group->addAction(action);
        menu.addAction(action);
    }
    return group;
}

}  // namespace

QList<QAction*> Actions::withKeys() const {
    return {previous, next,    apply,       undo,      goHere,    getReady, check,
            examine,  refresh, newTerminal, toChapter, shortcuts, quit};
}

Actions makeActions(QMenuBar& menus, const QList<QAction*>& panels, QObject* owner) {
    Actions a;
    QMenu* lab = menus.addMenu(Menus::tr("&Lab"));
    lab->addAction(a.powerOn = make(owner, Menus::tr("Start lab")));
    lab->addAction(a.powerOff = make(owner, Menus::tr("Stop lab")));
    lab->addAction(a.connectTo = make(owner, Menus::tr("Connect to other nodes …")));
    lab->addSeparator();
    lab->addAction(a.refresh = make(owner, Menus::tr("Read the nodes again"), QKeySequence(Qt::Key_F5)));
    lab->addAction(a.reconnect = make(owner, Menus::tr("Reconnect")));
    lab->addSeparator();
    lab->addAction(a.examine =
                       make(owner, Menus::tr("Examine the nodes"), QKeySequence(Qt::CTRL | Qt::Key_E)));
    lab->addAction(a.reset = make(owner, Menus::tr("Reset lab …")));
    lab->addSeparator();
    lab->addAction(a.quit = make(owner, Menus::tr("Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q)));

    QMenu* step = menus.addMenu(Menus::tr("&Step"));
    step->addAction(a.previous = make(owner, Menus::tr("Previous step"), QKeySequence(Qt::ALT | Qt::Key_Up)));
    step->addAction(a.next = make(owner, Menus::tr("Next step"), QKeySequence(Qt::ALT | Qt::Key_Down)));
    step->addSeparator();
    step->addAction(
        a.apply = make(owner, Menus::tr("Apply, finish or repair"), QKeySequence(Qt::CTRL | Qt::Key_Return)));
    step->addAction(a.undo = make(owner, Menus::tr("Undo this step"), QKeySequence(Qt::CTRL | Qt::Key_Z)));
    step->addAction(a.goHere = make(owner, Menus::tr("Go here"), QKeySequence(Qt::CTRL | Qt::Key_G)));
    step->addAction(a.getReady = make(owner, Menus::tr("Get ready for this step"),
                                      QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G)));
    step->addAction(a.check = make(owner, Menus::tr("Run checks"), QKeySequence(Qt::CTRL | Qt::Key_K)));

    QMenu* view = menus.addMenu(Menus::tr("&View"));
    view->addActions(panels);
    view->addSeparator();
    view->addAction(a.newTerminal = make(owner, Menus::tr("New terminal"),
                                         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)));
    view->addAction(a.toChapter = make(owner, Menus::tr("Back to the chapter"),
                                       QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B)));
    view->addSeparator();
    a.themes = makeThemes(*view->addMenu(Menus::tr("Theme")), owner);

    QMenu* help = menus.addMenu(Menus::tr("&Help"));
    help->addAction(a.shortcuts = make(owner, Menus::tr("Keyboard shortcuts"), QKeySequence(Qt::Key_F1)));
    help->addAction(a.about = make(owner, Menus::tr("About Podwire")));
    return a;
}

}  // namespace podwire::ui
