// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/doctor/doctor_panel.h"
#include "ui/live/live_docks.h"
#include "ui/log/log_panel.h"
#include "ui/nodes/nodes_panel.h"
#include "ui/problem/problem_page.h"
#include "ui/start/provider_words.h"
#include "ui/start/start_page.h"
#include "ui/start/start_progress.h"
#include "ui/step/action_bar.h"
#include "ui/step/action_offer.h"
#include "ui/step/commands_card.h"
#include "ui/step/step_page.h"
#include "ui/step/step_view.h"
#include "ui/text/read_only_words.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/tree/chapter_tree.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/prose.h"
#include "ui/window/banner.h"
#include "ui/window/dock.h"
#include "ui/window/memory.h"
#include "ui/window/shortcuts_dialog.h"

namespace podwire::ui {
namespace {

constexpr int roomyWidth = 1400;
constexpr int frameHeight = 40;    // of the title bar that a desktop adds, and its borders
constexpr int doctorHeight = 300;  // shows a diagnosis with its button

bool isThere(const std::pair<const std::string, plan::StepStatus>& step) {
    const plan::StepState state = step.second.state;
    return !step.second.resources.empty() && state != plan::StepState::Absent &&
           state != plan::StepState::Unknown;
}

QHash<QString, QString> rolesOf(const lab::Lab& lab) {
    QHash<QString, QString> roles;
    for (const lab::NodeRole& node : lab.nodes) {
        roles.insert(text(node.name), withoutMarkup(text(node.about)));
    }
    return roles;
}

}  // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent) {
    setWindowTitle(QStringLiteral("Podwire"));
    setWindowIcon(icon(QStringLiteral("podwire"), Qt::white));
    setMinimumSize(900, 560);
    resize(QSize(1440, 900).boundedTo(screen()->availableSize() - QSize(0, frameHeight)));
    setDockOptions(AllowNestedDocks | AllowTabbedDocks);
    topBar_ = new TopBar;
    setMenuWidget(topBar_);
    buildCentre();
    buildDocks();
    actions_ = makeActions(*topBar_->menus(),
                           QList<QAction*>{treeDock_->toggleViewAction(), nodesDock_->toggleViewAction(),
                                           logDock_->toggleViewAction(), doctorDock_->toggleViewAction()} +
                               live_->toggles(),
                           this);
    connectActions();
    topBar_->addTool(actions_.examine, QStringLiteral("doctor"), tr("Doctor"));
    treeDock_->setTools(makeChapterTools());
    connect(topBar_, &TopBar::startRequested, this, &MainWindow::askToStart);
    connect(topBar_, &TopBar::stopRequested, this, &MainWindow::askToStop);
    connect(topBar_, &TopBar::cancelRequested, this, &MainWindow::cancelRequested);
    connect(topBar_, &TopBar::themeToggled, this, &MainWindow::toggleTheme);
    connect(topBar_, &TopBar::nodesRequested, this, [this] {
        nodesDock_->show();
        nodesDock_->raise();
    });
    auto* second = new QTimer(this);
    connect(second, &QTimer::timeout, this, [this] { topBar_->tick(QDateTime::currentDateTime()); });
    second->start(5000);
    if (memory::restoreLayout(*this)) {
        treeDock_->setVisible(true);
    }
    setPower(LabPower::Down);
}

MainWindow::~MainWindow() {
    leaveSession();
}

void MainWindow::buildCentre() {
    auto* centre = new QWidget;
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    banner_ = new Banner;
    stack_ = new QStackedWidget;
    layout->addWidget(banner_);
    layout->addWidget(stack_, 1);
    start_ = new StartPage;
    problems_ = new ProblemPage;
    page_ = new StepPage;
    for (QWidget* page :
         {static_cast<QWidget*>(start_), static_cast<QWidget*>(problems_), static_cast<QWidget*>(page_)}) {
        stack_->addWidget(page);
    }
    setCentralWidget(centre);
    connect(start_, &StartPage::startRequested, this, &MainWindow::startRequested);
    connect(start_, &StartPage::cancelRequested, this, &MainWindow::cancelRequested);
    connect(start_, &StartPage::backRequested, this, &MainWindow::goBackToSession);
    connect(problems_, &ProblemPage::retryRequested, this, &MainWindow::reloadRequested);
    connect(page_, &StepPage::stepRequested, this, &MainWindow::showStep);
}

void MainWindow::buildDocks() {
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setDocumentMode(true);
    tree_ = new ChapterTree(steps_);
    treeDock_ = new Dock(QStringLiteral("chapterDock"), tr("Chapter"), tree_, this);
    addDockWidget(Qt::LeftDockWidgetArea, treeDock_);
    nodes_ = new NodesPanel;
    nodesDock_ = new Dock(QStringLiteral("nodesDock"), tr("Nodes"), nodes_, this);
    addDockWidget(Qt::RightDockWidgetArea, nodesDock_);
    logPanel_ = new LogPanel(log_);
    logDock_ = new Dock(QStringLiteral("logDock"), tr("Log"), logPanel_, this);
    logDock_->setTools(logPanel_->tools());
    addDockWidget(Qt::BottomDockWidgetArea, logDock_);
    doctor_ = new DoctorPanel;
    doctorDock_ = new Dock(QStringLiteral("doctorDock"), tr("Doctor"), doctor_, this);
    doctorDock_->setTools(doctor_->tools());
    live_ = new LiveDocks(*this);
    connect(page_, &StepPage::typeWanted, this, [this](const QString& node, const QString& command) {
        Q_EMIT live_->selection().typeWanted(node, {}, command);
    });
    connect(page_, &StepPage::walkWanted, &live_->selection(), &Selection::walkWanted);
    arrangeDocks();
    connect(tree_, &ChapterTree::stepSelected, this, &MainWindow::showStep);
    connect(nodes_, &NodesPanel::summaryChanged, nodesDock_, &Dock::setStatus);
    connect(doctor_, &DoctorPanel::statusChanged, doctorDock_, &Dock::setStatus);
    connect(doctor_, &DoctorPanel::stepRequested, this, &MainWindow::showStep);
    connect(doctor_, &DoctorPanel::examinationStarted, this, &MainWindow::showDoctor);
    connect(nodes_, &NodesPanel::reconnectRequested, this, [this] { actions_.reconnect->trigger(); });
}

/// As the window looks at first.
void MainWindow::arrangeDocks() {
    Dock* const topology = live_->find(QStringLiteral("topologyDock"));
    Dock* const chains = live_->find(QStringLiteral("chainsDock"));
    splitDockWidget(topology, nodesDock_, Qt::Vertical);
    tabifyDockWidget(live_->find(QStringLiteral("terminalsDock")), logDock_);
    tabifyDockWidget(logDock_, doctorDock_);
    chains->raise();
    topology->raise();
    const bool roomy = width() >= roomyWidth;
    resizeDocks({treeDock_, topology}, {roomy ? 272 : 220, roomy ? 380 : 300}, Qt::Horizontal);
    resizeDocks({topology, nodesDock_}, {320, 180}, Qt::Vertical);
    resizeDocks({chains}, {roomy ? 300 : 250}, Qt::Vertical);
}

void MainWindow::connectActions() {
    const auto on = [this](QAction* action, auto&& what) {
        connect(action, &QAction::triggered, this, what);
    };
    const auto act = [this](plan::Request::Verb verb) {
        return [this, verb] {
            if (page_->view() != nullptr) {
                page_->view()->commands()->actions()->trigger(verb);
            }
        };
    };
    on(actions_.powerOn, [this] { askToStart(); });
    on(actions_.powerOff, [this] { askToStop(); });
    on(actions_.connectTo, [this] { Q_EMIT connectRequested(); });
    on(actions_.refresh, [this] { session_ != nullptr ? session_->refresh() : Q_EMIT reloadRequested(); });
    on(actions_.reconnect, [this] {
        if (session_ != nullptr) {
            session_->reconnect();
        }
    });
    on(actions_.examine, [this] {
        showDoctor();
        doctor_->examine();
    });
    on(actions_.reset, [this] { askToReset(); });
    on(actions_.newTerminal, [this] { live_->openTerminal(); });
    on(actions_.toChapter, [this] { tree_->setFocus(); });
    on(actions_.quit, [this] { close(); });
    on(actions_.previous, [this] { stepBy(-1); });
    on(actions_.next, [this] { stepBy(1); });
    on(actions_.apply, act(plan::Request::Verb::Apply));
    on(actions_.undo, act(plan::Request::Verb::Undo));
    on(actions_.goHere, act(plan::Request::Verb::GoTo));
    on(actions_.getReady, act(plan::Request::Verb::Ready));
    on(actions_.check, [this] {
        if (page_->view() != nullptr && page_->view()->checks() != nullptr) {
            page_->view()->runChecks();
        }
    });
    on(actions_.shortcuts, [this] {
        auto* dialog = new ShortcutsDialog(actions_.withKeys(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    on(actions_.about, [this] { showAbout(); });
    connect(actions_.themes, &QActionGroup::triggered, this,
            [this](const QAction* action) { setTheme(static_cast<ThemeMode>(action->data().toInt())); });
    setTheme(Theme::instance().mode());
}

void MainWindow::showSession(session::LabSession& session, const Provider& provider) {
    leaveSession();
    session_ = &session;
    journal_.follow(&session);
    steps_.setLab(session.lab());
    topBar_->setLabTitle(text(session.lab().title));
    provider_ = provider;
    topBar_->setProvider(provider);
    actions_.powerOff->setText(stopWord(provider.kind));
    page_->setSession(&session, &journal_);
    doctor_->setSession(&session);
    live_->setSession(&session);
    nodes_->setAbout(rolesOf(session.lab()));
    followSession();
    stack_->setCurrentWidget(page_);
    showPanels(true);
    setPower(LabPower::Up);
    const QStringList ids = steps_.stepIds();
    const QString last = memory::lastStep(text(session.lab().id));
    showStep(ids.contains(last) ? last : ids.value(0));
    tree_->setFocus();
}

void MainWindow::followSession() {
    using session::LabSession;
    connect(session_, &LabSession::assessmentChanged, this,
            [this] { steps_.setStates(*session_->assessment()); });
    connect(session_, &LabSession::assessmentChanged, this, &MainWindow::showWhatCanBeReset);
    connect(session_, &LabSession::runStarted, this, &MainWindow::showWhatCanBeReset);
    connect(session_, &LabSession::runFinished, this, &MainWindow::showWhatCanBeReset);
    connect(session_, &LabSession::nodeChanged, this, &MainWindow::showNodes);
    connect(session_, &LabSession::logged, this, &MainWindow::log);
    steps_.setStates(*session_->assessment());
    showNodes();
    showWhatCanBeReset();
}

QWidget* MainWindow::makeChapterTools() {
    auto* tools = new QWidget;
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    auto* reset = button(tr("Reset lab"), "link");
    row->addStretch(1);
    row->addWidget(reset);
    reset->setObjectName(QStringLiteral("resetLab"));
    reset->setToolTip(explain(plan::Request::Verb::Reset));
    connect(reset, &QPushButton::clicked, actions_.reset, &QAction::trigger);
    connect(actions_.reset, &QAction::changed, reset, [this, reset] {
        reset->setEnabled(actions_.reset->isEnabled());
        reset->setToolTip(actions_.reset->toolTip());
    });
    return tools;
}

void MainWindow::showWhatCanBeReset() {
    if (session_ == nullptr || session_->isBusy()) {
        actions_.reset->setEnabled(false);
        return;
    }
    const auto assessment = session_->assessment();
    const QString why = whyNoReset();
    actions_.reset->setToolTip(why.isEmpty() ? explain(plan::Request::Verb::Reset) : why);
    actions_.reset->setEnabled(why.isEmpty() &&
                               std::any_of(assessment->steps.begin(), assessment->steps.end(), isThere));
}

/// Empty when the nodes take it.
QString MainWindow::whyNoReset() const {
    const QStringList readOnly = readOnlyNodes(*session_);
    if (readOnly.isEmpty()) {
        return {};
    }
    const Result<plan::Plan> plan = session_->preview({plan::Request::Verb::Reset, {}});
    return plan ? readOnlyReason(refusing(*plan, readOnly)) : QString();
}

void MainWindow::askToReset() {
    if (session_ == nullptr) {
        return;
    }
    const Result<plan::Plan> plan = session_->preview({plan::Request::Verb::Reset, {}});
    if (!plan) {
        banner_->tell(plan.error());
        return;
    }
    if (page_->view() != nullptr) {
        page_->view()->askToReset(*plan);
    }
}

void MainWindow::leaveSession() {
    page_->setSession(nullptr, nullptr);
    doctor_->setSession(nullptr);
    live_->setSession(nullptr);
    if (session_ == nullptr) {
        return;
    }
    disconnect(session_, nullptr, this, nullptr);
    session_ = nullptr;
    showWhatCanBeReset();
    journal_.follow(nullptr);
    steps_.clear();
    nodes_->setNodes({});
    topBar_->setNodes({});
    topBar_->setProvider({});
    refusalsTold_.clear();
}

void MainWindow::showStart(const lab::Lab& lab, const nodes::LabChoice& choice) {
    leaveSession();
    topBar_->setLabTitle(text(lab.title));
    start_->setLab(text(lab.title), text(lab.summary));
    showStartPage(choice);
    setPower(LabPower::Down);
}

void MainWindow::showConnections(const nodes::LabChoice& choice) {
    if (session_ == nullptr) {
        return;
    }
    start_->setLab(text(session_->lab().title), text(session_->lab().summary));
    showStartPage(choice);
}

void MainWindow::showStartPage(const nodes::LabChoice& choice) {
    start_->setRecentInventories(memory::recentInventories());
    start_->setChoice(choice);
    start_->setWayBack(session_ != nullptr);
    start_->clearError();
    start_->progress()->clear();
    stack_->setCurrentWidget(start_);
    showPanels(false);
    start_->startButton()->setFocus();
}

void MainWindow::goBackToSession() {
    if (session_ != nullptr) {
        stack_->setCurrentWidget(page_);
        showPanels(true);
        showWhatCanBeReset();
    }
}

void MainWindow::showProblems(const QString& directory, const yaml::Diagnostics& problems) {
    leaveSession();
    topBar_->setLabTitle({});
    problems_->setProblems(directory, problems);
    stack_->setCurrentWidget(problems_);
    showPanels(false);
}

void MainWindow::showPanels(bool session) {
    treeDock_->setVisible(session && treeDock_->toggleViewAction()->isEnabled());
    nodesDock_->setVisible(session);
    live_->setAvailable(session);
    makeRoom(!session);
    for (QAction* action : actions_.ofStep()) {
        action->setEnabled(session);
    }
    greyChanges();
    actions_.reconnect->setEnabled(session);
    actions_.examine->setEnabled(session);
    actions_.newTerminal->setEnabled(session);
    actions_.toChapter->setEnabled(session);
    actions_.refresh->setEnabled(session);
}

/// The start page needs the place of panels that have nothing to tell then; they come back with a session.
void MainWindow::makeRoom(bool room) {
    if (!room) {
        for (Dock* dock : std::exchange(putAside_, {})) {
            dock->show();
        }
        return;
    }
    for (Dock* dock : {logDock_, doctorDock_}) {
        if (dock->toggleViewAction()->isChecked()) {
            putAside_.append(dock);
            dock->hide();
        }
    }
}

/// Where no node may be changed, no menu offers it. Where only some may not, the step itself says which.
void MainWindow::greyChanges() {
    if (session_ == nullptr) {
        return;
    }
    const qsizetype refusing = readOnlyNodes(*session_).size();
    const bool all = refusing > 0 && refusing == static_cast<qsizetype>(session_->shells().size());
    for (QAction* action :
         {actions_.apply, actions_.undo, actions_.goHere, actions_.getReady, actions_.check}) {
        action->setEnabled(action->isEnabled() && !all);
    }
}

void MainWindow::setPower(LabPower power) {
    power_ = power;
    topBar_->setPower(power);
    start_->setBusy(power == LabPower::Starting || power == LabPower::Stopping, power == LabPower::Starting);
    if (power == LabPower::Starting) {
        start_->progress()->clear();
        start_->clearError();
        banner_->hide();
    }
    actions_.powerOn->setEnabled(power == LabPower::Down);
    actions_.powerOff->setEnabled(power == LabPower::Up);
    actions_.connectTo->setEnabled(power == LabPower::Up);
}

void MainWindow::showProgress(const QString& stage, const QString& node, const QString& text, int percent) {
    topBar_->setProgress(text, percent);
    start_->progress()->add(stage, node, text, percent);
    log({QDateTime::currentDateTime(), session::LogEntry::Level::Info, node, text});
}

void MainWindow::showError(const Error& error) {
    log({QDateTime::currentDateTime(), session::LogEntry::Level::Problem, {}, text(error.text())});
    if (stack_->currentWidget() == start_) {
        start_->showError(error);
    } else {
        banner_->tell(error);
    }
}

void MainWindow::log(const session::LogEntry& entry) {
    log_.append(entry);
}

/// Brings the doctor to the front, with room for a diagnosis.
void MainWindow::showDoctor() {
    doctorDock_->show();
    doctorDock_->raise();
    if (!doctorDock_->isFloating() && dockWidgetArea(doctorDock_) == Qt::BottomDockWidgetArea &&
        doctorDock_->height() < doctorHeight) {
        resizeDocks({doctorDock_}, {doctorHeight}, Qt::Vertical);
    }
}

void MainWindow::showStep(const QString& stepId) {
    page_->showStep(stepId);
    tree_->select(stepId);
    doctor_->setShownStep(stepId);
    Q_EMIT live_->selection().stepShown(stepId);
    if (session_ != nullptr) {
        memory::setLastStep(text(session_->lab().id), stepId);
    }
}

void MainWindow::stepBy(int distance) {
    const QStringList ids = steps_.stepIds();
    const QString here = page_->view() != nullptr ? page_->view()->stepId() : QString();
    const qsizetype to = ids.indexOf(here) + distance;
    if (to >= 0 && to < ids.size()) {
        showStep(ids.at(to));
    }
}

void MainWindow::showNodes() {
    const std::vector<session::NodeStatus> nodes = session_->nodes();
    nodes_->setNodes(nodes);
    topBar_->setNodes(nodes);
    tellRefusals(nodes);
}

/// A node that cannot be trusted, or does not let us in, is nothing to find by chance.
void MainWindow::tellRefusals(const std::vector<session::NodeStatus>& nodes) {
    for (const session::NodeStatus& node : nodes) {
        if (node.link.state != remote::LinkState::Refused) {
            refusalsTold_.remove(node.name);
        } else if (!refusalsTold_.contains(node.name)) {
            refusalsTold_.insert(node.name);
            banner_->tell(node.link.error);
        }
    }
}

/// The start page knows whether what stands in it can be started.
void MainWindow::askToStart() {
    if (stack_->currentWidget() == start_) {
        start_->startButton()->click();
    } else {
        Q_EMIT startRequested();
    }
}

void MainWindow::askToStop() {
    banner_->ask(stopQuestion(provider_.kind), stopWord(provider_.kind), [this] { Q_EMIT stopRequested(); });
}

void MainWindow::setTheme(ThemeMode mode) {
    Theme::instance().setMode(mode);
    for (QAction* action : actions_.themes->actions()) {
        action->setChecked(action->data().toInt() == static_cast<int>(mode));
    }
}

void MainWindow::toggleTheme() {
    setTheme(Theme::instance().scheme() == Scheme::Dark ? ThemeMode::Light : ThemeMode::Dark);
    memory::setTheme(Theme::instance().mode());
}

void MainWindow::showAbout() {
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Podwire"),
                                tr("Podwire %1").arg(QCoreApplication::applicationVersion()),
                                QMessageBox::Close, this);
    box->setInformativeText(
        tr("A lab console for Kubernetes service networking on real Linux nodes.\n\n"
           "Free software under the GNU General Public License, version 3 or later."));
    box->setIconPixmap(iconPixmap(QStringLiteral("podwire"), 48, Qt::white, Qt::white, devicePixelRatioF()));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    makeRoom(false);
    live_->setAvailable(true);  // the layout is remembered as it is with a session
    memory::saveLayout(*this);
    QMainWindow::closeEvent(event);
}

}  // namespace podwire::ui
