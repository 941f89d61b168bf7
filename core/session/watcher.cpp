// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/watcher.h"

namespace podwire::session {
namespace {

constexpr std::chrono::milliseconds kGather{40};
constexpr std::chrono::seconds kRestart{2};
constexpr std::chrono::seconds kRoutine{15};

}  // namespace

Watcher::Watcher(std::shared_ptr<remote::Shell> shell, std::string script, QObject* parent)
    : QObject(parent), shell_(std::move(shell)), script_(std::move(script)) {
    gather_.setSingleShot(true);
    gather_.setInterval(kGather);
    restart_.setSingleShot(true);
    restart_.setInterval(kRestart);
    routine_.setInterval(kRoutine);
    connect(&gather_, &QTimer::timeout, this, &Watcher::changed);
    connect(&routine_, &QTimer::timeout, this, &Watcher::changed);
    connect(&restart_, &QTimer::timeout, this, &Watcher::start);
    routine_.start();
    start();
}

Watcher::~Watcher() {
    if (job_) {
        job_->closeInput();
        job_->cancel();
    }
}

void Watcher::start() {
    remote::Command command;
    command.argv = {"bash", "-c", script_};
    command.effect = remote::Effect::Reads;
    command.keepInputOpen = true;
    command.deadline = std::chrono::milliseconds(0);
    remote::JobEvents events;
    events.out = [this, way = mail_.way()](std::string_view) {
        way([this] {
            if (!gather_.isActive()) {
                gather_.start();
            }
        });
    };
    events.err = [](std::string_view) {};
    events.ended = [this, way = mail_.way()](const remote::Outcome&) { way([this] { restart_.start(); }); };
    job_ = shell_->start(std::move(command), std::move(events));
}

}  // namespace podwire::session
