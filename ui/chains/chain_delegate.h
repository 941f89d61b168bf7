// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/text/command_spans.h"

namespace podwire::ui {

/// Paints a rule: numbers, rate with its last minute, what it matches in words, and its target; a chain as a
/// heading.
class ChainDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setAddresses(AddressBook addresses) { addresses_ = std::move(addresses); }
    /// Whether the backend is worth a word.
    void setBackendsShown(bool shown) { backends_ = shown; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    void paintChain(QPainter& painter, const QRect& area, const QModelIndex& index, bool expanded) const;
    /// The rule's line, and what its marks mean.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Whether the rule's last minute looks different a second later.
    static bool movesOn(const QModelIndex& index);

    static constexpr int kFlash = 900;  ///< milliseconds for which a change glows

private:
    void paintRate(QPainter& painter, const QRect& area, const QModelIndex& index) const;
    void paintWords(QPainter& painter, const QRect& area, const QString& words, const QColor& colour) const;

    AddressBook addresses_;
    bool backends_ = false;
};

}  // namespace podwire::ui
