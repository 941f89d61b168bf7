// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/base/result.h"
#include "core/live/traffic_request.h"
#include "core/live/traffic_targets.h"
#include "core/session/lab_session.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace podwire::ui {

class PlaceChoice;
class TargetChoice;

/// From where, to where, how many requests and how fast.
class TrafficForm : public QWidget {
    Q_OBJECT
public:
    explicit TrafficForm(QWidget* parent = nullptr);

    /// Null: no session. The session must outlive the next call.
    void setSession(session::LabSession* session);
    /// What is typed as a target, and an open list, stay as they are.
    void setTargets(const std::vector<live::TrafficTarget>& targets);
    /// InvalidInput with a sentence for people.
    [[nodiscard]] Result<live::TrafficRequest> request() const;
    /// Why the request was not begun; empty: it was.
    void complain(const QString& why);

    [[nodiscard]] PlaceChoice* place() const { return place_; }
    [[nodiscard]] TargetChoice* target() const { return target_; }
    [[nodiscard]] QLineEdit* count() const { return count_; }
    [[nodiscard]] QLineEdit* rate() const { return rate_; }
    [[nodiscard]] QCheckBox* endless() const { return endless_; }
    [[nodiscard]] QPushButton* startButton() const { return start_; }
    [[nodiscard]] QString complaint() const;

Q_SIGNALS:
    void startRequested();

private:
    void build();

    PlaceChoice* place_;
    TargetChoice* target_;
    QLineEdit* count_;
    QLineEdit* rate_;
    QCheckBox* endless_;
    QPushButton* start_;
    QLabel* complaint_;
};

}  // namespace podwire::ui
