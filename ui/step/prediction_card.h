// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/lab.h"
#include "ui/widgets/card.h"

class QLabel;
class QRadioButton;

namespace podwire::ui {

class ForetoldBox;

/// A question to answer before the step: choosing an answer says whether it is right, and why. Then, and
/// never before, it also says what the nodes make of the question's request.
class PredictionCard : public Card {
    Q_OBJECT
public:
    explicit PredictionCard(const lab::Prediction& prediction, QWidget* parent = nullptr);
    void answer(int index);
    [[nodiscard]] QString verdict() const;
    /// Null when the question is not about one request. Hidden until there is an answer.
    [[nodiscard]] ForetoldBox* foretold() const { return foretold_; }

Q_SIGNALS:
    /// Somebody wants to see the way of the question's request. `target`: "10.96.1.100:8080".
    void walkWanted(const QString& node, const QString& netns, const QString& target);

private:
    void addForetold(const lab::Walk& walk);

    const lab::Prediction& prediction_;
    QList<QRadioButton*> answers_;
    QLabel* verdict_;
    QLabel* why_;
    QWidget* reveal_;
    ForetoldBox* foretold_ = nullptr;
};

}  // namespace podwire::ui
