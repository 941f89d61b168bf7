// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conntrack/flow_delegate.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>

#include "core/models/flow_model.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

using models::FlowModel;

QString stateText(const QModelIndex& index) {
    if (index.data(FlowModel::ClosedRole).toBool()) {
        return FlowDelegate::tr("closed");
    }
    return index.data(FlowModel::StateRole).toString();
}

QColor stateColour(const QString& state) {
    if (state == QStringLiteral("ESTABLISHED") || state == QStringLiteral("ASSURED")) {
        return tokens().ok;
    }
    if (state == QStringLiteral("SYN_SENT") || state == QStringLiteral("UNREPLIED")) {
        return tokens().warn;
    }
    return tokens().muted;
}

QString timeText(const QModelIndex& index) {
    constexpr qint64 kMinute = 60;
    constexpr qint64 kHour = 3600;
    const qint64 left = index.data(FlowModel::TimeoutRole).toLongLong();
    if (left < 0 || index.data(FlowModel::ClosedRole).toBool()) {
        return QStringLiteral("–");
    }
    if (left >= kHour) {
        return FlowDelegate::tr("%1 h").arg(left / kHour);
    }
    return left > 2 * kMinute ? FlowDelegate::tr("%1 min").arg(left / kMinute)
                              : FlowDelegate::tr("%1 s").arg(left);
}

QString trafficText(const QModelIndex& index) {
    const QVariant packets = index.data(FlowModel::PacketsRole);
    if (!packets.isValid()) {
        return QStringLiteral("–");
    }
    return FlowDelegate::tr("%1 pkt, %2")
        .arg(packets.toULongLong())
        .arg(QLocale::c().formattedDataSize(index.data(FlowModel::BytesRole).toLongLong(), 0,
                                            QLocale::DataSizeTraditionalFormat));
}

/// The address before a DNAT stands in the column beside it.
QString translationText(const QString& words) {
    const qsizetype arrow = words.indexOf(u'→');
    return arrow < 0 ? words : words.mid(arrow);
}

bool isAddressLetter(QChar letter) {
    return letter.isDigit() || letter == u'.' || letter == u':';
}

}  // namespace

void FlowDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    option->state &= ~QStyle::State_HasFocus;
    const bool closed = index.data(FlowModel::ClosedRole).toBool();
    QColor colour = closed ? tokens().muted : tokens().text;
    switch (index.column()) {
        case FlowModel::StateColumn:
            option->text = stateText(index);
            colour = stateColour(option->text);
            break;
        case FlowModel::TimeoutColumn:
            option->text = timeText(index);
            colour = tokens().muted;
            break;
        case FlowModel::TrafficColumn:
            option->text = trafficText(index);
            colour = tokens().muted;
            break;
        default:
            break;
    }
    option->palette.setColor(QPalette::Text, colour);
    option->palette.setColor(QPalette::HighlightedText, colour);
    if (index.data(FlowModel::NewRole).toBool()) {
        option->backgroundBrush = tokens().okSoft;
    }
}

void FlowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    if (index.column() != FlowModel::OriginalColumn && index.column() != FlowModel::TranslationColumn) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem whole = option;
    initStyleOption(&whole, index);
    QString text = std::exchange(whole.text, QString());
    text = index.column() == FlowModel::TranslationColumn ? translationText(text) : text;
    const QStyle* style = whole.widget != nullptr ? whole.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &whole, painter, whole.widget);
    paintAddresses(painter, whole, text, index.data(FlowModel::ClosedRole).toBool());
}

void FlowDelegate::paintAddresses(QPainter* painter, const QStyleOptionViewItem& option, const QString& text,
                                  bool closed) const {
    constexpr int kInset = 4;
    const QRect room = option.rect.adjusted(kInset, 0, -kInset, 0);
    painter->save();
    painter->setFont(Theme::mono(size::small));
    const QFontMetricsF metrics(painter->font());
    const QString shown = metrics.elidedText(text, Qt::ElideRight, room.width());
    qreal at = room.left();
    for (qsizetype start = 0; start < shown.size();) {
        qsizetype end = start + 1;
        while (end < shown.size() && isAddressLetter(shown.at(end)) == isAddressLetter(shown.at(start))) {
            ++end;
        }
        const QString word = shown.mid(start, end - start);
        painter->setPen(closed ? tokens().muted : colourOf(word));
        painter->drawText(QRectF(at, room.top(), room.width(), room.height()),
                          Qt::AlignVCenter | Qt::TextSingleLine, word);
        at += metrics.horizontalAdvance(word);
        start = end;
    }
    painter->restore();
}

QColor FlowDelegate::colourOf(QStringView word) const {
    if (!isAddressLetter(word.front())) {
        return tokens().muted;
    }
    const QStringView address = word.left(word.indexOf(u':') < 0 ? word.size() : word.indexOf(u':'));
    if (address == addresses_.vip) {
        return tokens().vip;
    }
    for (qsizetype i = 0; i < addresses_.backends.size(); ++i) {
        if (address == addresses_.backends.at(i)) {
            return tokens().backend(i);
        }
    }
    return tokens().text;
}

}  // namespace podwire::ui
