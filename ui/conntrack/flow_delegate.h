// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/text/command_spans.h"

namespace podwire::ui {

/// Gives the raw values of a FlowModel words, colours and faces: each backend's address and the service's
/// have a colour of their own.
class FlowDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setAddresses(const AddressBook& addresses) { addresses_ = addresses; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    void paintAddresses(QPainter* painter, const QStyleOptionViewItem& option, const QString& text,
                        bool closed) const;
    [[nodiscard]] QColor colourOf(QStringView word) const;

    AddressBook addresses_;
};

}  // namespace podwire::ui
