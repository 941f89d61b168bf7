// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/step_delegate.h"

#include <QPainter>

#include "core/models/step_tree_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/state_look.h"

namespace podwire::ui {
namespace {

using models::StepTreeModel;

constexpr int inset = 14;
constexpr int iconSize = 14;
constexpr int stepHeight = 28;
constexpr int partHeight = 34;

QString stepText(const QModelIndex& index) {
    const QString number = index.data(StepTreeModel::NumberRole).toString();
    const QString title = index.data(StepTreeModel::TitleRole).toString();
    return number.isEmpty() ? title : number + QLatin1Char(' ') + title;
}

}  // namespace

void StepDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(StepTreeModel::IsPartRole).toBool()) {
        paintPart(*painter, option, index);
    } else {
        paintStep(*painter, option, index);
    }
    painter->restore();
}

void StepDelegate::paintPart(QPainter& painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) {
    const QRect area = option.rect.adjusted(inset, 8, -inset, 0);
    const int steps = index.data(StepTreeModel::StepCountRole).toInt();
    const QString count =
        steps == 0 ? QString()
                   : tr("%1 of %2").arg(index.data(StepTreeModel::AppliedCountRole).toInt()).arg(steps);
    painter.setPen(tokens().muted);
    painter.setFont(Theme::text(size::tiny));
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, count);
    const int room = area.width() - painter.fontMetrics().horizontalAdvance(count) - size::gap;
    QFont font = Theme::text(size::tiny, QFont::DemiBold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
    painter.setFont(font);
    const QString title = index.data(StepTreeModel::TitleRole).toString().toUpper();
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(title, Qt::ElideRight, room));
}

void StepDelegate::paintStep(QPainter& painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) {
    const bool current = option.state.testFlag(QStyle::State_Selected);
    if (current) {
        painter.fillRect(option.rect, tokens().accentSoft);
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()),
                         tokens().accent);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter.fillRect(option.rect, tokens().hover);
    }
    const auto state = static_cast<plan::StepState>(index.data(StepTreeModel::StateRole).toInt());
    const Look look = lookOf(state, index.data(StepTreeModel::ChangesNodesRole).toBool());
    const QRect icon(option.rect.left() + inset, option.rect.center().y() - iconSize / 2 + 1, iconSize,
                     iconSize);
    const qreal ratio = painter.device()->devicePixelRatioF();
    painter.drawPixmap(icon.topLeft(),
                       iconPixmap(look.icon, iconSize, tokens().*look.colour, tokens().onState, ratio));
    QRect area = option.rect.adjusted(inset + iconSize + 9, 0, -size::gap, 0);
    if (index.data(StepTreeModel::OptionalRole).toBool()) {
        painter.setFont(Theme::text(size::tiny));
        painter.setPen(tokens().muted);
        const QString mark = tr("optional");
        painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, mark);
        area.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(mark) - 6, 0);
    }
    painter.setFont(Theme::text(size::body, current ? QFont::DemiBold : QFont::Normal));
    painter.setPen(tokens().text);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(stepText(index), Qt::ElideRight, area.width()));
}

QSize StepDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    return {160, index.data(StepTreeModel::IsPartRole).toBool() ? partHeight : stepHeight};
}

}  // namespace podwire::ui
