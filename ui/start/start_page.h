// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include "core/base/error.h"

class QLabel;
class QPushButton;

namespace podwire::ui {

class ErrorBox;
class MarkdownView;
class StartProgress;

/// What a student sees while no lab is up: what the lab is, the button that starts it, and how the start
/// goes.
class StartPage : public QScrollArea {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);
    /// A fixed one: asking the content would lay out pages that nobody sees.
    [[nodiscard]] QSize sizeHint() const override { return {760, 560}; }

    /// `name`: of the local lab, shown when it is not the usual one.
    void setLab(const QString& title, const QString& summary, const QString& name);
    void setBusy(bool busy, bool starting);
    void showError(const Error& error);
    void clearError();
    [[nodiscard]] StartProgress* progress() const { return progress_; }
    [[nodiscard]] ErrorBox* error() const { return error_; }
    [[nodiscard]] QPushButton* startButton() const { return start_; }

Q_SIGNALS:
    void startRequested();
    void cancelRequested();

private:
    QWidget* makeLabCard();

    QLabel* title_;
    MarkdownView* summary_;
    QLabel* name_;
    QPushButton* start_;
    QPushButton* cancel_;
    StartProgress* progress_;
    ErrorBox* error_;
};

}  // namespace podwire::ui
