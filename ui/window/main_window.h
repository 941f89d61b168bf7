// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <QSet>

#include "core/lab/lab.h"
#include "core/models/journal.h"
#include "core/models/log_model.h"
#include "core/models/step_tree_model.h"
#include "core/nodes/running_lab.h"
#include "core/session/lab_session.h"
#include "core/yaml/position.h"
#include "ui/theme/theme.h"
#include "ui/window/actions.h"
#include "ui/window/top_bar.h"

class QStackedWidget;

namespace podwire::ui {

class Banner;
class ChapterTree;
class Dock;
class DoctorPanel;
class LiveDocks;
class LogPanel;
class NodesPanel;
class ProblemPage;
class StartPage;
class StepPage;

/// The one window. It shows a session, or the way to get one; it owns neither the session nor the local lab
/// and only asks for them to be started and stopped.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// `session` must outlive the next call of showSession, showStart, showProblems or leaveSession.
    void showSession(session::LabSession& session, const Provider& provider);
    /// No lab is open: the way to choose nodes and start them.
    void showStart(const lab::Lab& lab, const nodes::LabChoice& choice);
    /// The same beside an open session, to which one can go back.
    void showConnections(const nodes::LabChoice& choice);
    void showProblems(const QString& directory, const yaml::Diagnostics& problems);

    /// Lets go of the session.
    void leaveSession();

    void setPower(LabPower power);
    void showProgress(const QString& stage, const QString& node, const QString& text, int percent);
    void showError(const Error& error);
    void log(const session::LogEntry& entry);

    void showStep(const QString& stepId);
    void setTheme(ThemeMode mode);

    [[nodiscard]] const models::StepTreeModel& steps() const { return steps_; }
    [[nodiscard]] StepPage* page() const { return page_; }
    [[nodiscard]] StartPage* start() const { return start_; }
    [[nodiscard]] ProblemPage* problems() const { return problems_; }
    [[nodiscard]] ChapterTree* tree() const { return tree_; }
    [[nodiscard]] TopBar* topBar() const { return topBar_; }
    [[nodiscard]] NodesPanel* nodesPanel() const { return nodes_; }
    [[nodiscard]] DoctorPanel* doctor() const { return doctor_; }
    [[nodiscard]] LiveDocks* live() const { return live_; }
    [[nodiscard]] Banner* banner() const { return banner_; }
    [[nodiscard]] const Actions& actions() const { return actions_; }

Q_SIGNALS:
    void startRequested();
    void stopRequested();
    void cancelRequested();
    void connectRequested();
    void reloadRequested();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void buildCentre();
    void buildDocks();
    void arrangeDocks();
    void connectActions();
    void followSession();
    void showNodes();
    void tellRefusals(const std::vector<session::NodeStatus>& nodes);
    void showStartPage(const nodes::LabChoice& choice);
    void goBackToSession();
    void askToStart();
    void askToStop();
    void stepBy(int distance);
    void toggleTheme();
    void showAbout();
    void showPanels(bool session);
    void makeRoom(bool room);
    void greyChanges();
    void showDoctor();
    void askToReset();
    QWidget* makeChapterTools();
    void showWhatCanBeReset();
    [[nodiscard]] QString whyNoReset() const;

    session::LabSession* session_ = nullptr;
    models::StepTreeModel steps_;
    models::LogModel log_;
    models::Journal journal_;

    TopBar* topBar_;
    Banner* banner_;
    QStackedWidget* stack_;
    StartPage* start_;
    ProblemPage* problems_;
    StepPage* page_;
    ChapterTree* tree_;
    NodesPanel* nodes_;
    LogPanel* logPanel_;
    DoctorPanel* doctor_;
    LiveDocks* live_;
    Dock* treeDock_;
    Dock* nodesDock_;
    Dock* logDock_;
    Dock* doctorDock_;
    Actions actions_;
    LabPower power_ = LabPower::Down;
    Provider provider_;
    QList<Dock*> putAside_;       ///< panels that come back with a session
    QSet<QString> refusalsTold_;  ///< nodes whose refusal stood in the banner
};

}  // namespace podwire::ui
