// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/console.h"

#include <QFileInfo>

#include "app/gui/lab_choice.h"
#include "app/wiring.h"
#include "core/nodes/survey.h"
#include "ui/start/inventory_form.h"
#include "ui/start/provider_words.h"
#include "ui/start/start_page.h"
#include "ui/window/memory.h"

namespace podwire::app {
namespace {

/// When the local lab came up: nodes/local_lab.h names the file that is written then.
QDateTime startOf(const nodes::LabChoice& choice) {
    return choice.provider == "local"
               ? QFileInfo(
                     QStringLiteral("/run/podwire/%1/lab.json").arg(QString::fromStdString(choice.name)))
                     .lastModified()
               : QDateTime();
}

ui::Provider describe(const nodes::LabChoice& choice) {
    const QString kind = QString::fromStdString(choice.provider);
    return {ui::providerName(kind, QString::fromStdString(choice.inventory)), startOf(choice), kind};
}

}  // namespace

Console::Console(const LaunchOptions& options, ui::MainWindow& window)
    : lab_(options.lab),
      choice_(startingChoice(options, ui::memory::labChoice())),
      window_(window),
      desk_(window),
      local_(QString::fromStdString(localLabScript()), /*graphical=*/true) {
    window_.start()->setChoice(choice_);
    connectWindow();
    connectControls();
}

Console::~Console() {
    desk_.dismiss();
    window_.leaveSession();
    closeSession();
}

void Console::connectWindow() {
    using ui::MainWindow;
    using ui::StartPage;
    connect(&window_, &MainWindow::startRequested, this, &Console::start);
    connect(&window_, &MainWindow::stopRequested, this, &Console::stop);
    connect(&window_, &MainWindow::cancelRequested, this, &Console::cancel);
    connect(&window_, &MainWindow::reloadRequested, this, &Console::open);
    connect(&window_, &MainWindow::connectRequested, this, [this] { window_.showConnections(choice_); });
    connect(window_.actions().reconnect, &QAction::triggered, &desk_, &HostKeyDesk::forgetRefusals);
    connect(window_.start(), &StartPage::surveyWanted, this, &Console::survey);
    connect(window_.start(), &StartPage::checkRequested, this, &Console::checkNodes);
}

void Console::connectControls() {
    using session::LocalLabControl;
    using session::MultipassControl;
    using session::NeedsCheck;
    connect(&local_, &LocalLabControl::progress, this, &Console::noteProgress);
    connect(&local_, &LocalLabControl::finished, this, &Console::noteFinished);
    connect(&multipass_, &MultipassControl::progress, this, &Console::noteProgress);
    connect(&multipass_, &MultipassControl::finished, this, &Console::noteFinished);
    ui::InventoryForm* form = window_.start()->inventory();
    connect(&needs_, &NeedsCheck::looked, form, &ui::InventoryForm::setLook);
    connect(&needs_, &NeedsCheck::finished, form, [form] { form->setChecking(false); });
}

void Console::open() {
    if (choice_.provider == "local") {
        settle(nodes::findLab(choice_));
    } else {
        lookFor();
    }
}

void Console::lookFor() {
    if (session_ == nullptr && !showStartPage()) {
        return;
    }
    window_.setPower(ui::LabPower::Starting);
    noteProgress(QStringLiteral("look"), {}, tr("Looking for the nodes …"), -1);
    finder_.begin(
        [choice = choice_](const std::atomic<bool>& cancelled) { return findNodes(choice, cancelled); },
        [this](const Result<nodes::RunningLab>& lab) { settle(lab); });
}

void Console::settle(const Result<nodes::RunningLab>& lab) {
    if (lab) {
        openOn(*lab);
    } else {
        showStart(lab.error());
    }
}

void Console::openOn(const nodes::RunningLab& running) {
    auto lab = lab::load(lab_.toStdString(), factsOf(running.nodes));
    if (!lab) {
        window_.showProblems(lab_, lab.error());
        closeSession();
        return;
    }
    needs_.cancel();
    desk_.dismiss();
    desk_.setAddresses(addressesOf(running.nodes));
    std::unique_ptr<session::LabSession> next = openSession(std::move(*lab), running.nodes, desk_.asker());
    window_.showSession(*next, describe(choice_));
    session_ = std::move(next);
    session_->refresh();
    session_->startWatching();
}

/// False when the lab itself is broken, which is shown then.
bool Console::showStartPage() {
    const auto lab = lab::load(lab_.toStdString());
    if (!lab) {
        window_.showProblems(lab_, lab.error());
    } else {
        window_.showStart(*lab, choice_);
    }
    closeSession();
    return lab.has_value();
}

void Console::showStart(const Error& why) {
    if (showStartPage() && why.kind != ErrorKind::NotFound && why.kind != ErrorKind::Cancelled) {
        window_.showError(why);
    }
}

void Console::start() {
    if (isBusy()) {
        return;
    }
    choice_ = window_.start()->choice();
    ui::memory::setLabChoice(choice_);
    if (session_ != nullptr) {
        showStartPage();
    }
    const bool isThere =
        choice_.provider == "ssh" || (choice_.provider == "local" && nodes::findLab(choice_));
    isThere ? open() : startNodes();
}

void Console::startNodes() {
    if (const auto free = nodes::refuseSecondLab(choice_.name, choice_.provider); !free) {
        window_.showError(free.error());
        return;
    }
    stopping_ = false;
    window_.setPower(ui::LabPower::Starting);
    const QString name = QString::fromStdString(choice_.name);
    choice_.provider == "multipass" ? multipass_.up(name) : local_.up(name);
}

void Console::stop() {
    if (isBusy()) {
        return;
    }
    if (choice_.provider == "ssh") {
        showStartPage();
        return;
    }
    stopping_ = true;
    window_.setPower(ui::LabPower::Stopping);
    const QString name = QString::fromStdString(choice_.name);
    choice_.provider == "multipass" ? multipass_.down(name) : local_.down(name);
}

void Console::cancel() {
    local_.cancel();
    multipass_.cancel();
    if (finder_.isBusy()) {
        finder_.drop();
        showStartPage();
    }
}

void Console::survey() {
    ui::StartPage* page = window_.start();
    const nodes::LabChoice wanted = page->choice();
    page->setLocal(nodes::surveyLocal(wanted.name));
    if (!multipass_.isBusy()) {
        machines_.begin(
            [name = wanted.name](const std::atomic<bool>& cancelled) {
                return nodes::surveyMultipass(
                    name, [&](const auto& request) { return nodes::runProcess(request, cancelled); },
                    cancelled);
            },
            [page](const nodes::MultipassSurvey& survey) { page->setMultipass(survey); });
    }
    inventory_.begin([file = page->inventory()->path().toStdString()](
                         const std::atomic<bool>&) { return nodes::surveyInventory(file); },
                     [page](const nodes::InventorySurvey& survey) { page->setInventory(survey); });
}

/// Only looks, and so whatever the inventory says the Shells take nothing else.
void Console::checkNodes() {
    nodes::LabChoice wanted = window_.start()->choice();
    wanted.readOnly = true;
    window_.start()->inventory()->setChecking(true);
    window_.start()->clearError();
    hosts_.begin([wanted](const std::atomic<bool>& cancelled) { return findNodes(wanted, cancelled); },
                 [this](const Result<nodes::RunningLab>& lab) {
                     if (!lab) {
                         window_.start()->inventory()->setChecking(false);
                         window_.showError(lab.error());
                         return;
                     }
                     desk_.setAddresses(addressesOf(lab->nodes));
                     std::vector<std::shared_ptr<remote::Shell>> shells;
                     for (const nodes::NodeInfo& node : lab->nodes) {
                         shells.push_back(openShell(node, desk_.asker()));
                     }
                     needs_.start(std::move(shells));
                 });
}

bool Console::isBusy() const {
    return local_.isBusy() || multipass_.isBusy() || finder_.isBusy();
}

void Console::noteProgress(const QString& stage, const QString& node, const QString& text, int percent) {
    window_.showProgress(stage, node, text, percent);
}

void Console::noteFinished(bool ok, const Error& error) {
    if (ok && !stopping_) {
        open();
        return;
    }
    if (!ok && session_ != nullptr) {
        window_.setPower(ui::LabPower::Up);
    } else {
        showStartPage();
    }
    if (!ok && error.kind != ErrorKind::Cancelled) {
        window_.showError(error);
    }
}

/// The window must have let go of it before.
void Console::closeSession() {
    desk_.dismiss();
    session_.reset();
}

}  // namespace podwire::app
