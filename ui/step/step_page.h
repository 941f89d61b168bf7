// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include "core/models/journal.h"
#include "core/session/lab_session.h"

class QHBoxLayout;

namespace podwire::ui {

class StepView;

/// The scrolling page that shows one step at a time.
class StepPage : public QScrollArea {
    Q_OBJECT
public:
    explicit StepPage(QWidget* parent = nullptr);
    /// A fixed one: asking the content would lay out pages that nobody sees.
    [[nodiscard]] QSize sizeHint() const override { return {760, 560}; }

    /// Null takes the page down; do so before a session goes.
    void setSession(session::LabSession* session, models::Journal* journal);
    /// Does nothing for an unknown id.
    void showStep(const QString& stepId);
    /// Null when no step is shown.
    [[nodiscard]] StepView* view() const { return view_; }

Q_SIGNALS:
    void stepRequested(const QString& stepId);
    void typeWanted(const QString& node, const QString& command);
    void walkWanted(const QString& node, const QString& netns, const QString& target);

private:
    session::LabSession* session_ = nullptr;
    models::Journal* journal_ = nullptr;
    StepView* view_ = nullptr;
    QHBoxLayout* layout_;
};

}  // namespace podwire::ui
