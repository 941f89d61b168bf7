// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "core/lab/lab.h"
#include "core/models/journal.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace podwire::ui {

class CheckRow;

/// The step's checks, those before and those after it.
class ChecksCard : public Card {
    Q_OBJECT
public:
    ChecksCard(const lab::Lab& lab, const lab::Step& step, QWidget* parent = nullptr);

    void setRecord(const QString& checkId, const models::CheckRecord& record);
    /// Checks run commands of the lab's author, which a node that is read-only does not take.
    void setReadOnly(const QStringList& nodes);
    [[nodiscard]] CheckRow* row(const QString& checkId) const;
    [[nodiscard]] const QList<CheckRow*>& rows() const { return rows_; }

Q_SIGNALS:
    void runRequested();
    void runOneRequested(const QString& checkId);

private:
    void add(CheckRow* row);
    void showRunning();

    QList<CheckRow*> rows_;
    QPushButton* run_;
};

}  // namespace podwire::ui
