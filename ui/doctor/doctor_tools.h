// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/session/doctor.h"

class QComboBox;
class QProgressBar;
class QPushButton;

namespace podwire::ui {

class ElidedLabel;

/// What the doctor takes for granted.
enum class Expected { Applied, UpToShownStep, Chapter };

/// The doctor's controls: examine, what is expected to work, and how far it is, with a way to stop it.
class DoctorTools : public QWidget {
    Q_OBJECT
public:
    explicit DoctorTools(QWidget* parent = nullptr);

    [[nodiscard]] Expected expected() const;
    void setExpected(Expected expected);
    /// Whether an examination can begin.
    void setReady(bool ready);
    /// `words`: what goes on; empty: nothing. `cancellable`: it is an examination.
    void setWork(const QString& words, bool cancellable);
    void setProgress(const session::ExaminationProgress& progress);

    [[nodiscard]] QPushButton* examineButton() const { return examine_; }
    [[nodiscard]] QPushButton* cancelButton() const { return cancel_; }
    [[nodiscard]] QString words() const;

Q_SIGNALS:
    void examineRequested();
    void cancelRequested();

private:
    QPushButton* examine_;
    QComboBox* expected_;
    QProgressBar* progress_;
    ElidedLabel* words_;
    QPushButton* cancel_;
};

}  // namespace podwire::ui
