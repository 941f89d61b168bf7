// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QTreeView>

namespace podwire::ui {

class ChainDelegate;

/// Chains as headings across all columns, their rules below. A click on a heading folds it.
class ChainView : public QTreeView {
    Q_OBJECT
public:
    explicit ChainView(QWidget* parent = nullptr);
    [[nodiscard]] ChainDelegate& look() { return *look_; }
    /// Paints the rules in sight that changed, again and again while they glow. Costs nothing when none did.
    void glow();
    /// Paints the last minutes in sight that a second has moved on.
    void passSecond();

Q_SIGNALS:
    /// A rule's target, which is a chain, was clicked.
    void targetClicked(const QModelIndex& index);

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                 const QModelIndex& index) const override;
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override {}
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] QModelIndex jumpAt(QPoint place) const;
    /// Calls it with the first index of each rule in sight.
    template <class OnRule>
    void eachRuleInSight(OnRule onRule) const;
    ChainDelegate* look_;
    QTimer repaint_;
};

}  // namespace podwire::ui
