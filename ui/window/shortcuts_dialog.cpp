// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/shortcuts_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>

#include "ui/theme/theme.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

ShortcutsDialog::ShortcutsDialog(const QList<QAction*>& actions, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(size::margin, 20, size::margin, 20);
    grid->setHorizontalSpacing(32);
    grid->setVerticalSpacing(size::gap);
    int row = 0;
    for (const QAction* action : actions) {
        if (action->shortcut().isEmpty()) {
            continue;
        }
        auto* keys = label(action->shortcut().toString(QKeySequence::NativeText), "muted");
        keys->setFont(Theme::mono());
        keys->setWordWrap(false);
        grid->addWidget(label(action->text().remove(QLatin1Char('&'))), row, 0);
        grid->addWidget(keys, row, 1, Qt::AlignRight);
        ++row;
    }
    grid->addWidget(
        label(tr("In the chapter, Up and Down move from step to step. In a terminal, Ctrl+Shift+C "
                 "copies, Ctrl+Shift+V pastes, Ctrl+Shift+W closes it, Ctrl+PageUp and "
                 "Ctrl+PageDown switch; all other keys are the program's."),
              "muted"),
        row, 0, 1, 2);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    grid->addWidget(buttons, row + 1, 0, 1, 2);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setMinimumWidth(420);
}

}  // namespace podwire::ui
