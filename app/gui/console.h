// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

#include "app/gui/host_key_desk.h"
#include "app/gui/launch_options.h"
#include "core/nodes/running_lab.h"
#include "core/session/aside.h"
#include "core/session/local_lab_control.h"
#include "core/session/multipass_control.h"
#include "core/session/needs_check.h"
#include "ui/window/main_window.h"

namespace podwire::app {

/// Ties the window to the lab's files, the nodes and the session: what the window asks for happens here.
class Console : public QObject {
    Q_OBJECT
public:
    Console(const LaunchOptions& options, ui::MainWindow& window);
    ~Console() override;

    /// Reads the lab and opens it on the chosen nodes, or shows why not and the way to start them. Nodes of
    /// the local lab are there when it returns; others are looked for beside the GUI thread.
    void open();

    [[nodiscard]] const nodes::LabChoice& choice() const { return choice_; }
    [[nodiscard]] HostKeyDesk& hostKeys() { return desk_; }

private:
    void connectWindow();
    void connectControls();
    void lookFor();
    void settle(const Result<nodes::RunningLab>& lab);
    void openOn(const nodes::RunningLab& running);
    void showStart(const Error& why);
    bool showStartPage();
    void start();
    void startNodes();
    void stop();
    void cancel();
    void survey();
    void checkNodes();
    void closeSession();
    [[nodiscard]] bool isBusy() const;
    void noteProgress(const QString& stage, const QString& node, const QString& text, int percent);
    void noteFinished(bool ok, const Error& error);

    QString lab_;
    nodes::LabChoice choice_;
    ui::MainWindow& window_;
    HostKeyDesk desk_;
    session::LocalLabControl local_;
    session::MultipassControl multipass_;
    session::NeedsCheck needs_;
    std::unique_ptr<session::LabSession> session_;
    bool stopping_ = false;  ///< what a control does, or did last
    session::Aside finder_{this};
    session::Aside machines_{this};
    session::Aside inventory_{this};
    session::Aside hosts_{this};
};

}  // namespace podwire::app
