// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/console.h"

#include <QFileInfo>

#include "app/wiring.h"

namespace podwire::app {
namespace {

/// When the local lab came up: nodes/local_lab.h names the file that is written then.
QDateTime startOf(const QString& name) {
    return QFileInfo(QStringLiteral("/run/podwire/%1/lab.json").arg(name)).lastModified();
}

}  // namespace

Console::Console(LaunchOptions options, ui::MainWindow& window)
    : options_(std::move(options)),
      window_(window),
      control_(QString::fromStdString(localLabScript()), /*graphical=*/true) {
    using ui::MainWindow;
    connect(&window_, &MainWindow::startRequested, this, &Console::start);
    connect(&window_, &MainWindow::stopRequested, this, &Console::stop);
    connect(&window_, &MainWindow::cancelRequested, &control_, &session::LocalLabControl::cancel);
    connect(&window_, &MainWindow::reloadRequested, this, &Console::open);
    connect(&control_, &session::LocalLabControl::progress, this, &Console::noteProgress);
    connect(&control_, &session::LocalLabControl::finished, this, &Console::noteFinished);
}

Console::~Console() {
    window_.leaveSession();
    closeSession();
}

void Console::open() {
    const Result<nodes::LocalLab> running = nodes::findLocalLab(options_.name.toStdString());
    if (running) {
        openOn(*running);
    } else {
        showStart(running.error());
    }
}

void Console::openOn(const nodes::LocalLab& running) {
    auto lab = lab::load(options_.lab.toStdString(), factsOf(running.nodes));
    if (!lab) {
        window_.showProblems(options_.lab, lab.error());
        closeSession();
        return;
    }
    std::unique_ptr<session::LabSession> next = openSession(std::move(*lab), running.nodes);
    window_.showSession(*next, {tr("local lab"), startOf(options_.name)});
    session_ = std::move(next);
    session_->refresh();
    session_->startWatching();
}

void Console::showStart(const Error& why) {
    const auto lab = lab::load(options_.lab.toStdString());
    if (!lab) {
        window_.showProblems(options_.lab, lab.error());
        closeSession();
        return;
    }
    const bool usual = options_.name == QLatin1String("podwire");
    window_.showStart(*lab, usual ? QString() : options_.name);
    closeSession();
    if (why.kind != ErrorKind::NotFound) {
        window_.showError(why);
    }
}

void Console::start() {
    if (!control_.isBusy()) {
        window_.setPower(ui::LabPower::Starting);
        control_.up(options_.name);
    }
}

void Console::stop() {
    if (!control_.isBusy()) {
        window_.setPower(ui::LabPower::Stopping);
        control_.down(options_.name);
    }
}

void Console::noteProgress(const QString& stage, const QString& node, const QString& text, int percent) {
    window_.showProgress(stage, node, text, percent);
}

void Console::noteFinished(bool ok, const Error& error) {
    open();
    if (!ok && error.kind != ErrorKind::Cancelled) {
        window_.showError(error);
    }
}

/// The window must have let go of it before.
void Console::closeSession() {
    session_.reset();
}

}  // namespace podwire::app
