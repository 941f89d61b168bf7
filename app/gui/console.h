// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

#include "app/gui/launch_options.h"
#include "core/nodes/local_lab.h"
#include "core/session/local_lab_control.h"
#include "ui/window/main_window.h"

namespace podwire::app {

/// Ties the window to the lab's files, the local lab and the session: what the window asks for happens here.
class Console : public QObject {
    Q_OBJECT
public:
    Console(LaunchOptions options, ui::MainWindow& window);
    ~Console() override;

    /// Reads the lab and opens it on its nodes, or shows why not and the way to start them.
    void open();

private:
    void openOn(const nodes::LocalLab& running);
    void showStart(const Error& why);
    void start();
    void stop();
    void closeSession();
    void noteProgress(const QString& stage, const QString& node, const QString& text, int percent);
    void noteFinished(bool ok, const Error& error);

    LaunchOptions options_;
    ui::MainWindow& window_;
    session::LocalLabControl control_;
    std::unique_ptr<session::LabSession> session_;
};

}  // namespace podwire::app
