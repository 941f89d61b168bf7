// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chains/chain_delegate.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QHelpEvent>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QTextLayout>
#include <QToolTip>
#include <algorithm>

#include "core/models/chain_model.h"
#include "ui/chains/rule_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

using models::ChainModel;

constexpr int kHeight = 23;
constexpr int kPad = 6;
constexpr int kSpark = 60;

/// The model behind the view's filter, and the index in it.
std::pair<const ChainModel*, QModelIndex> sourceOf(const QModelIndex& index) {
    const auto* proxy = qobject_cast<const QSortFilterProxyModel*>(index.model());
    if (proxy == nullptr) {
        return {qobject_cast<const ChainModel*>(index.model()), index};
    }
    return {qobject_cast<const ChainModel*>(proxy->sourceModel()), proxy->mapToSource(index)};
}

qint64 presentSecond() {
    constexpr int kMilliseconds = 1000;
    return QDateTime::currentMSecsSinceEpoch() / kMilliseconds;
}

QColor spanColour(const CommandSpan& span, const QColor& otherwise) {
    switch (span.kind) {
        case CommandSpan::Kind::Vip:
            return tokens().vip;
        case CommandSpan::Kind::Backend:
            return tokens().backend(span.backend);
        case CommandSpan::Kind::Option:
            break;
    }
    return otherwise;
}

QColor targetColour(const QModelIndex& index) {
    const QString target = index.data(ChainModel::TargetRole).toString();
    if (index.data(ChainModel::JumpRole).toBool()) {
        return tokens().accent;
    }
    return target == QStringLiteral("DROP") || target == QStringLiteral("REJECT") ? tokens().bad
                                                                                  : tokens().text;
}

void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter.fillRect(option.rect, tokens().accentSoft);
    } else if (index.data(ChainModel::ArrivedRole).toBool()) {
        painter.fillRect(option.rect, tokens().okSoft);
    }
    const qint64 age = QDateTime::currentMSecsSinceEpoch() - index.data(ChainModel::ChangedRole).toLongLong();
    if (age >= 0 && age < ChainDelegate::kFlash && !index.data(ChainModel::GoneRole).toBool()) {
        QColor glow = tokens().accent;
        glow.setAlphaF(0.18F * static_cast<float>(ChainDelegate::kFlash - age) / ChainDelegate::kFlash);
        painter.fillRect(option.rect, glow);
    }
}

}  // namespace

void ChainDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    painter->save();
    paintGround(*painter, option, index);
    const bool gone = index.data(ChainModel::GoneRole).toBool();
    const QColor ink = gone ? tokens().muted : tokens().text;
    QRect area = option.rect.adjusted(kPad, 0, -kPad, 0);
    QFont small = Theme::text(size::small);
    small.setStrikeOut(gone);
    painter->setFont(small);
    painter->setPen(ink);
    const auto [model, source] = sourceOf(index);
    const auto rule = model->rule(source);
    switch (index.column()) {
        case ChainModel::NumberColumn: {
            if (index.data(ChainModel::MarkedRole).toBool()) {
                painter->fillRect(
                    QRect(option.rect.left(), option.rect.top() + 2, 3, option.rect.height() - 4),
                    tokens().accent);
            }
            painter->setPen(tokens().muted);
            const int number = index.data(ChainModel::NumberRole).toInt();
            painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter,
                              number == 0 ? QStringLiteral("–") : QString::number(number));
            break;
        }
        case ChainModel::PacketsColumn:
        case ChainModel::BytesColumn: {
            const quint64 count =
                index
                    .data(index.column() == ChainModel::PacketsColumn ? ChainModel::PacketsRole
                                                                      : ChainModel::BytesRole)
                    .toULongLong();
            painter->setPen(count == 0 ? tokens().muted : ink);
            painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, countWords(count));
            break;
        }
        case ChainModel::RateColumn:
            paintRate(*painter, area, index);
            break;
        case ChainModel::MatchColumn:
            paintWords(*painter, area, rule ? matchWords(rule->installed.rule) : QString(), ink);
            break;
        case ChainModel::TargetColumn:
            paintWords(*painter, area, rule ? targetWords(rule->installed.rule) : QString(),
                       gone ? ink : targetColour(index));
            break;
        default:
            break;
    }
    painter->restore();
}

bool ChainDelegate::movesOn(const QModelIndex& index) {
    const auto [model, source] = sourceOf(index);
    const auto history = model->history(source);
    if (!history) {
        return false;
    }
    const qint64 now = presentSecond();
    for (int i = 0; i <= kSpark; ++i) {  // the one that has just left has to be wiped out
        if (history->at(now - i) > 0) {
            return true;
        }
    }
    return false;
}

void ChainDelegate::paintRate(QPainter& painter, const QRect& area, const QModelIndex& index) const {
    const auto [model, source] = sourceOf(index);
    painter.drawText(area.adjusted(0, 0, -kSpark - kPad, 0), Qt::AlignRight | Qt::AlignVCenter,
                     rateWords(index.data(ChainModel::PacketRateRole).toDouble()));
    const auto history = model->history(source);
    if (!history) {
        return;
    }
    const qint64 now = presentSecond();
    double most = 1;
    for (int i = 0; i < kSpark; ++i) {
        most = std::max(most, history->at(now - i));
    }
    const int tall = area.height() - 8;
    for (int i = 0; i < kSpark; ++i) {
        const double packets = history->at(now - i);
        if (packets > 0) {
            const int high = std::max(1, static_cast<int>(tall * packets / most));
            painter.fillRect(QRect(area.right() - i, area.bottom() - 3 - high, 1, high), tokens().accent);
        }
    }
    painter.fillRect(QRect(area.right() - kSpark + 1, area.bottom() - 3, kSpark, 1), tokens().line);
}

void ChainDelegate::paintWords(QPainter& painter, const QRect& area, const QString& words,
                               const QColor& colour) const {
    const QString line = painter.fontMetrics().elidedText(words, Qt::ElideRight, area.width());
    QList<QTextLayout::FormatRange> formats;
    for (const CommandSpan& span : addressSpans(line, addresses_)) {
        QTextCharFormat format;
        format.setForeground(spanColour(span, colour));
        format.setFontWeight(QFont::DemiBold);
        formats.append({static_cast<int>(span.start), static_cast<int>(span.length), format});
    }
    QTextLayout layout(line, painter.font());
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine only = layout.createLine();
    only.setLineWidth(area.width() + kSpark);
    layout.endLayout();
    painter.setPen(colour);
    painter.setClipRect(area);
    layout.draw(&painter, QPointF(area.left(), area.top() + (area.height() - only.height()) / 2));
    painter.setClipping(false);
}

void ChainDelegate::paintChain(QPainter& painter, const QRect& area, const QModelIndex& index,
                               bool expanded) const {
    painter.save();
    painter.fillRect(area, tokens().sunken);
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), tokens().line);
    constexpr int kIcon = 12;
    const QString icon = expanded ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right");
    painter.drawPixmap(
        area.left() + kPad, area.center().y() - kIcon / 2 + 1,
        iconPixmap(icon, kIcon, tokens().muted, tokens().onState, painter.device()->devicePixelRatioF()));
    QRect rest = area.adjusted(kPad + kIcon + kPad, 0, -kPad, 0);
    const bool gone = index.data(ChainModel::GoneRole).toBool();
    const auto write = [&](const QString& words, const QFont& font, const QColor& colour) {
        if (words.isEmpty() || rest.width() <= 0) {
            return;
        }
        painter.setFont(font);
        painter.setPen(colour);
        const QString shown = painter.fontMetrics().elidedText(words, Qt::ElideRight, rest.width());
        painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, shown);
        rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(shown) + size::gap);
    };
    QFont name = Theme::text(size::small, QFont::DemiBold);
    name.setStrikeOut(gone);
    write(index.data(ChainModel::TableRole).toString(), Theme::text(size::small), tokens().muted);
    write(index.data(ChainModel::ChainRole).toString(), name, gone ? tokens().muted : tokens().text);
    const bool legacy = index.data(ChainModel::BackendRole).toString() == QStringLiteral("legacy");
    if (backends_ || legacy) {
        write(index.data(ChainModel::BackendRole).toString(), Theme::text(size::tiny, QFont::DemiBold),
              legacy ? tokens().warn : tokens().muted);
    }
    const QString policy = index.data(ChainModel::PolicyRole).toString();
    if (policy.isEmpty()) {
        const QStringList callers = index.data(ChainModel::CallersRole).toStringList();
        write(callers.isEmpty() ? tr("nobody jumps here")
                                : tr("from %1").arg(callers.join(QStringLiteral(", "))),
              Theme::text(size::small), tokens().muted);
    } else {
        write(tr("else %1").arg(policy), Theme::text(size::small),
              policy == QStringLiteral("ACCEPT") ? tokens().muted : tokens().bad);
    }
    const int rules = index.data(ChainModel::RuleCountRole).toInt();
    write(rules == 1   ? tr("1 rule")
          : rules == 0 ? tr("no rules")
                       : tr("%1 rules").arg(rules),
          Theme::text(size::small), tokens().muted);
    write(rateWords(index.data(ChainModel::PacketRateRole).toDouble()),
          Theme::text(size::small, QFont::DemiBold), tokens().accent);
    painter.restore();
}

bool ChainDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                              const QModelIndex& index) {
    if (event->type() != QEvent::ToolTip || index.data(ChainModel::IsChainRole).toBool()) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    QStringList lines{index.data(ChainModel::LineRole).toString()};
    if (index.data(ChainModel::MarkedRole).toBool()) {
        lines << tr("The bar: a rule of the step that is shown.");
    }
    if (index.data(ChainModel::ArrivedRole).toBool()) {
        lines << tr("It came since the moment that was marked.");
    }
    if (index.data(ChainModel::GoneRole).toBool()) {
        lines << tr("It left since the moment that was marked.");
    }
    QToolTip::showText(event->globalPos(), lines.join(QLatin1Char('\n')), view);
    return true;
}

QSize ChainDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const {
    return {40, kHeight};
}

}  // namespace podwire::ui
