// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/reader.h"

#include "core/plan/observe.h"

namespace podwire::session {

Reader::Reader(std::string node, std::shared_ptr<remote::Shell> shell, std::string script, QObject* parent)
    : QObject(parent), node_(std::move(node)), shell_(std::move(shell)), script_(std::move(script)) {}

void Reader::read() {
    if (reading_) {
        again_ = true;
        return;
    }
    begin();
}

void Reader::begin() {
    reading_ = true;
    again_ = false;
    remote::Command command;
    command.argv = {"bash", "-c", script_};
    command.effect = remote::Effect::Reads;
    shell_->run(std::move(command), [this, way = mail_.way()](remote::Outcome outcome) {
        way([this, outcome = std::move(outcome)] { onOutcome(outcome); });
    });
}

void Reader::onOutcome(const remote::Outcome& outcome) {
    reading_ = false;
    const bool ran = outcome.ending == remote::Ending::Exit;
    auto seen = ran ? plan::parseObserved(node_, outcome.out) : fail(shell_->status().error);
    if (seen) {
        Q_EMIT stateRead(*seen);
    } else {
        Error error = seen.error();
        if (error.message.empty()) {
            error = Error{ErrorKind::Lost, node_ + " could not be read", outcome.reason, {}};
        }
        if (error.detail.empty()) {
            error.detail = outcome.err;
        }
        Q_EMIT failed(error);
    }
    if (again_ && !reading_) {
        begin();
    }
}

}  // namespace podwire::session
