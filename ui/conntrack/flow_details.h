// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/conntrack/flow.h"
#include "core/plan/assessment.h"
#include "ui/live/selection.h"

class QLabel;
class QMenu;
class QPushButton;

namespace podwire::ui {

class ElidedLabel;

/// Which rules translated a connection, and the way to them. Hidden where nothing was translated.
class FlowDetails : public QWidget {
    Q_OBJECT
public:
    explicit FlowDetails(QWidget* parent = nullptr);

    /// A connection of a node, whose rules and addresses are those of the assessment.
    void setFlow(const QString& node, const conntrack::Flow& flow, const plan::Assessment& assessment);
    /// No connection.
    void clear();
    /// The same as the buttons do.
    void addActionsTo(QMenu& menu);

Q_SIGNALS:
    void ruleWanted(const podwire::ui::PickedRule& rule);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Half {
        QWidget* row = nullptr;
        QLabel* name = nullptr;
        ElidedLabel* words = nullptr;
        QPushButton* show = nullptr;
        bool translated = false;
        PickedRule rule;  ///< without a chain: none was found
    };
    Half makeHalf(const QString& name);
    void want(const Half& half);

    Half destination_;
    Half source_;
};

}  // namespace podwire::ui
