// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/models/log_filter_model.h"
#include "core/models/log_model.h"

class QTableView;

namespace podwire::ui {

/// The log with a filter by text and level; the selected lines, or all, can be copied. Follows the end while
/// it is there.
class LogPanel : public QWidget {
    Q_OBJECT
public:
    explicit LogPanel(models::LogModel& model, QWidget* parent = nullptr);
    /// What is selected, or all that the filter lets through, a line each.
    [[nodiscard]] QString selectedText() const;
    /// Filter and copy, for a place of their own; they belong to the panel as long as nobody takes them.
    [[nodiscard]] QWidget* tools() const { return tools_; }
    [[nodiscard]] QTableView* table() const { return table_; }
    [[nodiscard]] models::LogFilterModel& filter() { return filter_; }

private:
    void buildTable();
    void copy() const;

    models::LogFilterModel filter_;
    QWidget* tools_;
    QTableView* table_;
    bool following_ = true;
};

}  // namespace podwire::ui
