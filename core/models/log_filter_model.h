// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

#include "core/session/lab_session.h"

namespace podwire::models {

/// The entries of a LogModel of at least a level, and of which node or text holds a piece of text in any
/// case.
class LogFilterModel : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setLeastLevel(session::LogEntry::Level level);
    void setText(const QString& text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    session::LogEntry::Level leastLevel_ = session::LogEntry::Level::Info;
    QString text_;
};

}  // namespace podwire::models
