// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>
#include <functional>

#include "core/lab/lab.h"
#include "core/plan/plan.h"
#include "ui/step/action_offer.h"

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace podwire::ui {

class ConfirmStrip;
class Fold;

/// The foot of the commands card: one primary button by the step's state, the other choices, and in words and
/// to the letter what will change. Asks in place before other steps change with it.
class ActionBar : public QWidget {
    Q_OBJECT
public:
    /// What a request would do now.
    using Previewer = std::function<Result<plan::Plan>(const plan::Request&)>;

    ActionBar(const lab::Lab& lab, const lab::Step& step, Previewer previewer, QWidget* parent = nullptr);

    /// With every assessment. `busy`: a run is under way.
    void setState(plan::StepState state, bool busy);
    /// Nodes on which nothing may run: what would is greyed and says why.
    void setReadOnly(QStringList nodes);
    /// As if the button was pressed; nothing happens when there is none.
    void triggerPrimary();
    void trigger(plan::Request::Verb verb);

    [[nodiscard]] QPushButton* primary() const { return primary_; }
    [[nodiscard]] QString words() const;

Q_SIGNALS:
    void runRequested(const podwire::plan::Request& request);
    void cancelRequested();

private:
    void keepFocus(bool focused);
    void showOffer();
    void showRefusals();
    [[nodiscard]] QString refusalOf(const Choice& choice) const;
    void showPreview();
    void showPlan(const plan::Plan& plan);
    void choose(const Choice& choice);
    [[nodiscard]] plan::Request requestFor(plan::Request::Verb verb) const;

    const lab::Lab& lab_;
    const lab::Step& step_;
    Previewer previewer_;
    Offer offer_;
    plan::StepState state_ = plan::StepState::Unknown;
    QStringList readOnly_;
    bool busy_ = false;
    bool shown_ = false;
    bool hadFocus_ = false;  ///< one of our buttons, before a run disabled them

    QPushButton* primary_;
    QPushButton* cancel_;
    QList<QPushButton*> others_;
    QHBoxLayout* buttons_;
    QLabel* words_;
    Fold* exact_;
    ConfirmStrip* confirm_;
    QStringList commands_;
};

}  // namespace podwire::ui
