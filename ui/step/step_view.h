// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

#include "core/models/journal.h"
#include "core/session/lab_session.h"

class QVBoxLayout;

namespace podwire::ui {

class ChecksCard;
class CommandsCard;
class ConfirmStrip;
class KubernetesCard;
class PredictionCard;
class StepHeader;

/// One step of a session's lab, kept up to date. Built anew for every step; must go before the session goes.
class StepView : public QWidget {
    Q_OBJECT
public:
    StepView(session::LabSession& session, models::Journal& journal, const lab::Step& step,
             QWidget* parent = nullptr);

    [[nodiscard]] QString stepId() const;
    [[nodiscard]] CommandsCard* commands() const { return commands_; }
    /// Null when the step has no checks.
    [[nodiscard]] ChecksCard* checks() const { return checks_; }
    /// Null when the step's part has no manifest.
    [[nodiscard]] KubernetesCard* kubernetes() const { return kubernetes_; }
    [[nodiscard]] StepHeader* header() const { return header_; }
    [[nodiscard]] const QList<PredictionCard*>& predictions() const { return predictions_; }
    void runChecks();
    /// Asks, at the top of the page, before everything is undone.
    void askToReset(const plan::Plan& plan);
    [[nodiscard]] ConfirmStrip* resetQuestion() const { return reset_; }

Q_SIGNALS:
    void stepRequested(const QString& stepId);
    void typeWanted(const QString& node, const QString& command);
    void walkWanted(const QString& node, const QString& netns, const QString& target);

private:
    void build(QVBoxLayout& layout);
    void addWords(QVBoxLayout& layout, const QString& markdown);
    void addPrediction(QVBoxLayout& layout, const lab::Prediction& prediction);
    void addChecks(QVBoxLayout& layout);
    void addKubernetes(QVBoxLayout& layout);
    void follow();
    void showStates();
    void showReads();
    void showRecords();
    void noteRunFinished(const session::RunReport& report);

    session::LabSession& session_;
    models::Journal& journal_;
    const lab::Step& step_;
    ConfirmStrip* reset_ = nullptr;
    StepHeader* header_ = nullptr;
    QList<PredictionCard*> predictions_;
    CommandsCard* commands_ = nullptr;
    ChecksCard* checks_ = nullptr;
    KubernetesCard* kubernetes_ = nullptr;
};

}  // namespace podwire::ui
