// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/lab.h"
#include "ui/widgets/card.h"

class QLabel;
class QRadioButton;

namespace podwire::ui {

/// A question to answer before the step: choosing an answer says whether it is right, and why.
class PredictionCard : public Card {
    Q_OBJECT
public:
    explicit PredictionCard(const lab::Prediction& prediction, QWidget* parent = nullptr);
    void answer(int index);
    [[nodiscard]] QString verdict() const;

private:
    const lab::Prediction& prediction_;
    QList<QRadioButton*> answers_;
    QLabel* verdict_;
    QLabel* why_;
    QWidget* reveal_;
};

}  // namespace podwire::ui
