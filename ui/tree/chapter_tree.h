// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace podwire::models {
class StepTreeModel;
}

namespace podwire::ui {

/// The chapter at the left: parts and steps with live states. Up and Down move from step to step.
class ChapterTree : public QTreeView {
    Q_OBJECT
public:
    explicit ChapterTree(models::StepTreeModel& model, QWidget* parent = nullptr);

    /// Does nothing for an unknown id.
    void select(const QString& stepId);
    /// Empty when nothing is selected.
    [[nodiscard]] QString selected() const;

Q_SIGNALS:
    void stepSelected(const QString& stepId);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    bool viewportEvent(QEvent* event) override;

private:
    models::StepTreeModel& model_;
};

}  // namespace podwire::ui
