// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/console.h"

#include <QEventLoop>
#include <iostream>

#include "app/ctl/output.h"
#include "app/wiring.h"
#include "core/nodes/running_lab.h"

namespace podwire::ctl {

tl::expected<lab::Lab, int> loadLab(const std::string& directory, const std::vector<nodes::NodeInfo>& nodes) {
    auto lab = lab::load(directory, app::factsOf(nodes));
    if (!lab) {
        for (const yaml::Diagnostic& diagnostic : lab.error()) {
            std::cerr << diagnostic.text() << std::endl;
        }
        return tl::make_unexpected(static_cast<int>(kBadLab));
    }
    return std::move(*lab);
}

tl::expected<std::unique_ptr<Console>, int> Console::open(const Options& options) {
    const auto running = nodes::findLab(choiceOf(options));
    auto lab = loadLab(options.lab, running ? running->nodes : std::vector<nodes::NodeInfo>{});
    if (!lab) {
        return tl::make_unexpected(lab.error());
    }
    if (!running) {
        printError(running.error());
        const bool wrongFile = running.error().kind == ErrorKind::InvalidInput;
        return tl::make_unexpected(static_cast<int>(wrongFile ? kWrongUse : kUnreachable));
    }
    auto console = std::make_unique<Console>();
    console->session_ = app::openSession(std::move(*lab), running->nodes);
    return console;
}

int Console::readNodes() {
    QEventLoop loop;
    QObject::connect(session_.get(), &session::LabSession::assessmentChanged, &loop, [&] {
        if (session_->isFirstReadDone()) {
            loop.quit();
        }
    });
    session_->refresh();
    loop.exec();
    int status = kDone;
    for (const session::NodeStatus& node : session_->nodes()) {
        if (!node.problem.isEmpty()) {
            std::cerr << "podwirectl: " << node.problem.toStdString() << std::endl;
            status = kUnreachable;
        }
    }
    return status;
}

}  // namespace podwire::ctl
