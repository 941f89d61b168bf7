// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>
#include <memory>
#include <vector>

#include "core/capture/capture_run.h"
#include "core/session/lab_session.h"

class QLabel;
class QPushButton;

namespace podwire::ui {

class IconButton;

/// A capture while it runs, and what came of it until somebody closes the strip. Hidden while there is none.
class CaptureStrip : public QFrame {
    Q_OBJECT
public:
    explicit CaptureStrip(QWidget* parent = nullptr);
    ~CaptureStrip() override;

    /// Only when none is under way. Takes the ways to the nodes from the session, and keeps them as long as
    /// it needs.
    void start(const capture::CaptureRequest& request, std::unique_ptr<capture::Sink> sink,
               const session::LabSession& session);
    [[nodiscard]] bool isRunning() const;
    /// Ends one that runs, without waiting for it, and hides. What came so far is in its file.
    void leave();
    [[nodiscard]] QString words() const;

private:
    void show(const QString& words, const char* tone);
    void look();
    void showEnd(const capture::CaptureProgress& progress);
    void openFolder() const;

    struct Running;
    std::shared_ptr<Running> running_;
    QTimer timer_;
    QLabel* words_;
    QLabel* gaps_;
    QPushButton* stop_;
    QPushButton* folder_;
    IconButton* close_;
    QString file_;
};

}  // namespace podwire::ui
