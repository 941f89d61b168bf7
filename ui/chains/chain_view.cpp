// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chains/chain_view.h"

#include <QDateTime>
#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>

#include "core/models/chain_model.h"
#include "ui/chains/chain_delegate.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

using models::ChainModel;
constexpr int kRepaint = 90;  // milliseconds

}  // namespace

ChainView::ChainView(QWidget* parent) : QTreeView(parent), look_(new ChainDelegate(this)) {
    setItemDelegate(look_);
    setObjectName(QStringLiteral("chains"));
    setFrameShape(QFrame::NoFrame);
    setRootIsDecorated(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setMouseTracking(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setExpandsOnDoubleClick(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setAccessibleName(tr("Chains"));
    repaint_.setInterval(kRepaint);
    connect(&repaint_, &QTimer::timeout, this, &ChainView::glow);
}

template <class OnRule>
void ChainView::eachRuleInSight(OnRule onRule) const {
    const int bottom = viewport()->height();
    for (QModelIndex row = indexAt({1, 1}); row.isValid() && visualRect(row).top() < bottom;
         row = indexBelow(row)) {
        if (!row.data(ChainModel::IsChainRole).toBool()) {
            onRule(row);
        }
    }
}

void ChainView::glow() {
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    bool glows = false;
    eachRuleInSight([&](const QModelIndex& row) {
        // One more look than it glows for takes the last of it away.
        if (now - row.data(ChainModel::ChangedRole).toLongLong() < ChainDelegate::kFlash + 2 * kRepaint) {
            glows = true;
            viewport()->update(0, visualRect(row).top(), viewport()->width(), visualRect(row).height());
        }
    });
    if (!glows) {
        repaint_.stop();
    } else if (!repaint_.isActive()) {
        repaint_.start();
    }
}

void ChainView::passSecond() {
    eachRuleInSight([this](const QModelIndex& row) {
        if (ChainDelegate::movesOn(row)) {
            update(row.siblingAtColumn(ChainModel::RateColumn));
        }
    });
}

void ChainView::drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    if (!index.data(ChainModel::IsChainRole).toBool()) {
        QTreeView::drawRow(painter, option, index);
        return;
    }
    const QRect whole(0, option.rect.top(), viewport()->width(), option.rect.height());
    look_->paintChain(*painter, whole, index, isExpanded(index));
}

void ChainView::paintEvent(QPaintEvent* event) {
    QTreeView::paintEvent(event);
    if (model() != nullptr && model()->rowCount() == 0) {
        QPainter painter(viewport());
        painter.setPen(tokens().muted);
        painter.drawText(viewport()->rect(), Qt::AlignCenter,
                         tr("No chain to show: there are no rules, or none that the filter lets through."));
    }
}

/// The index under the mouse when it is a target that is a chain.
QModelIndex ChainView::jumpAt(QPoint place) const {
    const QModelIndex index = indexAt(place);
    return index.column() == ChainModel::TargetColumn && index.data(ChainModel::JumpRole).toBool()
               ? index
               : QModelIndex();
}

void ChainView::mousePressEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && index.isValid()) {
        if (index.data(ChainModel::IsChainRole).toBool()) {
            const QModelIndex chain = index.siblingAtColumn(0);
            setExpanded(chain, !isExpanded(chain));
        } else if (const QModelIndex jump = jumpAt(event->pos()); jump.isValid()) {
            Q_EMIT targetClicked(jump);
            return;
        }
    }
    QTreeView::mousePressEvent(event);
}

void ChainView::mouseMoveEvent(QMouseEvent* event) {
    viewport()->setCursor(jumpAt(event->pos()).isValid() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QTreeView::mouseMoveEvent(event);
}

}  // namespace podwire::ui
