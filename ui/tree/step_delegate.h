// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace podwire::ui {

/// Paints the rows of the chapter: part titles in small capitals, steps with the shape of their state.
class StepDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    static void paintPart(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);
    static void paintStep(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);
};

}  // namespace podwire::ui
