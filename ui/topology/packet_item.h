// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>
#include <QVariantAnimation>

namespace podwire::ui {

/// A packet at its place in a topology, with whom it is addressed to. It glides to its next place.
class PacketItem : public QGraphicsItem {
public:
    PacketItem();

    /// `inside`: where the words have to stay. The first place is taken at once.
    void moveTo(const QPointF& place, const QString& words, const QRectF& inside);
    void hideAway();
    [[nodiscard]] QString words() const { return words_; }

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    QString words_;
    QRectF tag_;  ///< around the words, in own coordinates
    QVariantAnimation glide_;
};

}  // namespace podwire::ui
