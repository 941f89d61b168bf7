// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace podwire::ui {

/// Gives the log's raw values words, colours and faces.
class LogDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

/// One line of text for the clipboard: "23:59:59.123  warning  node1  text".
QString logLine(const QModelIndex& index);

}  // namespace podwire::ui
