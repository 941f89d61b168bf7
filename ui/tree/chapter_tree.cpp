// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/chapter_tree.h"

#include <QHelpEvent>
#include <QToolTip>

#include "core/models/step_tree_model.h"
#include "ui/text/words.h"
#include "ui/tree/step_delegate.h"

namespace podwire::ui {

using models::StepTreeModel;

ChapterTree::ChapterTree(StepTreeModel& model, QWidget* parent) : QTreeView(parent), model_(model) {
    setObjectName(QStringLiteral("chapter"));
    setAccessibleName(tr("Chapter"));
    setModel(&model);
    setItemDelegate(new StepDelegate(this));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setExpandsOnDoubleClick(false);
    setIndentation(0);
    setUniformRowHeights(false);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMinimumWidth(190);
    connect(&model, &QAbstractItemModel::modelReset, this, &QTreeView::expandAll);
    expandAll();
}

void ChapterTree::select(const QString& stepId) {
    const QModelIndex index = model_.indexOf(stepId);
    if (index.isValid() && index != currentIndex()) {
        setCurrentIndex(index);
    }
}

QString ChapterTree::selected() const {
    const QModelIndex index = currentIndex();
    return index.isValid() && !index.data(StepTreeModel::IsPartRole).toBool()
               ? index.data(StepTreeModel::IdRole).toString()
               : QString();
}

QModelIndex ChapterTree::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) {
    QModelIndex next = QTreeView::moveCursor(action, modifiers);
    const bool up = action == MoveUp || action == MovePageUp || action == MovePrevious || action == MoveEnd;
    while (next.isValid() && next.data(StepTreeModel::IsPartRole).toBool()) {
        next = up ? indexAbove(next) : indexBelow(next);
    }
    return next.isValid() ? next : currentIndex();
}

void ChapterTree::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTreeView::currentChanged(current, previous);
    if (current.isValid() && !current.data(StepTreeModel::IsPartRole).toBool()) {
        Q_EMIT stepSelected(current.data(StepTreeModel::IdRole).toString());
    }
}

bool ChapterTree::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QModelIndex index = indexAt(help->pos());
        if (index.isValid() && !index.data(StepTreeModel::IsPartRole).toBool()) {
            const auto state = static_cast<plan::StepState>(index.data(StepTreeModel::StateRole).toInt());
            const QString words = stateSentence(state, index.data(StepTreeModel::ChangesNodesRole).toBool());
            QToolTip::showText(help->globalPos(),
                               index.data(StepTreeModel::TitleRole).toString() + QLatin1Char('\n') + words,
                               viewport());
            return true;
        }
    }
    return QTreeView::viewportEvent(event);
}

}  // namespace podwire::ui
