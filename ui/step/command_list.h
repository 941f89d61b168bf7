// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPair>
#include <QWidget>

#include "core/lab/lab.h"
#include "core/plan/assessment.h"
#include "core/session/lab_session.h"

class QVBoxLayout;

namespace podwire::ui {

class CommandRow;
class Fold;

/// The commands of a step by node; what a compound made ("pod pod1a") folds together.
class CommandList : public QWidget {
    Q_OBJECT
public:
    CommandList(const lab::Lab& lab, const lab::Step& step, QWidget* parent = nullptr);

    void setStatus(const plan::StepStatus& status);
    void setReport(const session::CommandReport& report);
    /// Null when the step has no such command.
    [[nodiscard]] CommandRow* row(const QString& node, const QString& command) const;
    [[nodiscard]] const QList<CommandRow*>& rows() const { return rows_; }

Q_SIGNALS:
    void typeWanted(const QString& node, const QString& command);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Group {
        Fold* fold;
        QString name;
        QList<CommandRow*> rows;
    };
    QVBoxLayout* groupFor(const lab::Resource& resource);
    void gatherRemarks();
    void titleGroups();

    QVBoxLayout* layout_;
    QList<CommandRow*> rows_;
    QList<Group> groups_;
};

}  // namespace podwire::ui
