// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include "core/session/doctor.h"
#include "core/session/lab_session.h"
#include "ui/doctor/doctor_tools.h"

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace podwire::ui {

class DiagnosisCard;
class ErrorBox;
class FindingList;

/// Asks the session's doctor what is wrong and shows it: the diagnosis with the command that mends it, and
/// below it everything that was looked at. Examines when asked to, and after each mend.
class DoctorPanel : public QWidget {
    Q_OBJECT
public:
    explicit DoctorPanel(QWidget* parent = nullptr);

    /// Null takes the findings down; do so before a session goes.
    void setSession(session::LabSession* session);
    /// The step that "up to the shown step" means.
    void setShownStep(const QString& stepId);
    /// As if Examine was pressed; nothing happens while it cannot be.
    void examine();
    void cancel();

    /// The controls, for a place of their own; they belong to the panel as long as nobody takes them.
    [[nodiscard]] DoctorTools* tools() const { return tools_; }
    /// Null before the first examination.
    [[nodiscard]] DiagnosisCard* diagnosis() const { return diagnosis_; }
    [[nodiscard]] FindingList* findings() const { return findings_; }
    /// "1 wrong · 41 checks in 1.2 s"; empty before the first examination and during one.
    [[nodiscard]] const QString& status() const { return status_; }
    /// Whether the steps changed after the examination that is shown.
    [[nodiscard]] bool isStale() const;

Q_SIGNALS:
    void examinationStarted();
    void statusChanged(const QString& status);
    void stepRequested(const QString& stepId);

private:
    void build();
    void follow();
    void clear();
    void mend();
    void begin();
    void showReport(const doctor::Report& report);
    void showMended(const session::MendReport& report);
    void showRefusal(const Error& error);
    void showWork();
    void showStale();
    void setStatus(const QString& status);
    void noteFocus();
    void keepFocus();
    [[nodiscard]] doctor::Question question() const;
    [[nodiscard]] bool isNothingApplied() const;

    session::LabSession* session_ = nullptr;
    QString shownStep_;
    QString status_;
    doctor::Finding mended_;  ///< whose mend ran last, until the next examination was shown
    bool hadFocus_ = false;   ///< one of our buttons, before the work disabled them

    DoctorTools* tools_;
    QScrollArea* scroll_;
    QVBoxLayout* content_ = nullptr;
    QLabel* intro_;
    QLabel* stale_;
    ErrorBox* refusal_;
    DiagnosisCard* diagnosis_ = nullptr;
    FindingList* findings_ = nullptr;
};

}  // namespace podwire::ui
