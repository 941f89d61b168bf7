// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/doctor.h"

#include <QPointer>
#include <algorithm>

#include "core/base/shellwords.h"
#include "core/plan/observe.h"
#include "core/session/reader.h"
#include "core/trace/node_reading.h"

namespace podwire::session {
namespace {

// The same lock as every change of a node takes, kept as there: see plan/transaction.cpp.
constexpr const char* kUnderLock =
    "trap '' TERM HUP\n"
    "exec 9</run/lock || exec 9</tmp\n"
    "flock -w 20 9 || { echo 'somebody else is changing this node' >&2; exit 75; }\n";
constexpr int kBusyStatus = 75;
// A look takes two seconds and at most six; a busy machine needs more.
constexpr std::chrono::milliseconds kLookDeadline{20'000};
constexpr std::chrono::milliseconds kMendDeadline{60'000};  // waiting for the lock included
constexpr std::chrono::milliseconds kMendAlone{10'000};     // less than another console waits for the lock

remote::Command command(const std::string& script, std::chrono::milliseconds deadline) {
    remote::Command result;
    result.argv = {"bash", "-c", script};
    result.deadline = deadline;
    return result;
}

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

}  // namespace

struct Doctor::Examination {
    podwire::doctor::Question question;
    std::set<std::string> waiting;  ///< nodes
    std::vector<QPointer<Reader>> readers;
    std::vector<std::shared_ptr<remote::Job>> jobs;
    std::map<std::string, plan::Observed> observed;
    std::map<std::string, Error> unread;
    plan::Assessment assessment;
    podwire::doctor::Picture picture;
    std::vector<podwire::doctor::Request> requests;
    std::map<std::string, podwire::doctor::Look> looks;
    std::set<std::string> unwalked;  ///< nodes whose part of the World is still to come
    std::map<std::string, trace::NodeReading> readings;
    QElapsedTimer timer;
};

Doctor::Doctor(const lab::Lab& lab, std::vector<LabSession::Node> nodes, QObject* parent)
    : QObject(parent), lab_(lab), nodes_(std::move(nodes)) {}

Doctor::~Doctor() = default;

bool Doctor::isBusy() const {
    return current_ != nullptr || mending_;
}

void Doctor::examine(const podwire::doctor::Question& question) {
    if (isBusy()) {
        Q_EMIT refused({ErrorKind::Conflict, "The doctor is at work", {}, "Wait until it is done."});
        return;
    }
    if (nodes_.empty()) {
        Q_EMIT refused({ErrorKind::NotFound, "There is no node to examine", {}, "Start the lab's nodes."});
        return;
    }
    if (auto known = podwire::doctor::wantedSteps(lab_, plan::assess(lab_, {}), question); !known) {
        Q_EMIT refused(known.error());
        return;
    }
    current_ = std::make_unique<Examination>();
    ++round_;
    current_->question = question;
    current_->timer.start();
    for (const LabSession::Node& node : nodes_) {
        current_->waiting.insert(node.name);
    }
    Q_EMIT started();
    tellProgress(ExaminationProgress::Stage::Reading, nodes_.size());
    for (const LabSession::Node& node : nodes_) {
        read(node);
    }
}

void Doctor::read(const LabSession::Node& node) {
    auto* reader = new Reader(node.name, node.shell, plan::observeScript(lab_, node.name), this);
    connect(reader, &Reader::stateRead, this, &Doctor::onState);
    connect(reader, &Reader::failed, this,
            [this, name = node.name](const Error& error) { onFailed(name, error); });
    connect(reader, &Reader::stateRead, reader, &QObject::deleteLater);
    connect(reader, &Reader::failed, reader, &QObject::deleteLater);
    current_->readers.emplace_back(reader);
    reader->read();
}

void Doctor::cancel() {
    if (current_ == nullptr) {
        return;
    }
    const std::unique_ptr<Examination> given = std::move(current_);
    for (const QPointer<Reader>& reader : given->readers) {
        if (reader != nullptr) {
            disconnect(reader, nullptr, this, nullptr);
        }
    }
    for (const std::shared_ptr<remote::Job>& job : given->jobs) {
        job->cancel();
    }
    Q_EMIT cancelled();
}

void Doctor::tellProgress(ExaminationProgress::Stage stage, std::size_t nodes) {
    const std::size_t answered = nodes - current_->waiting.size();
    Q_EMIT progressed({stage, static_cast<int>(nodes), static_cast<int>(answered)});
}

void Doctor::onState(const plan::Observed& state) {
    current_->observed[state.node] = state;
    settleRead(state.node);
}

void Doctor::onFailed(const std::string& node, const Error& error) {
    current_->unread[node] = error;
    settleRead(node);
}

void Doctor::settleRead(const std::string& node) {
    current_->waiting.erase(node);
    tellProgress(ExaminationProgress::Stage::Reading, nodes_.size());
    if (current_->waiting.empty()) {
        lookCloser();
    }
}

void Doctor::lookCloser() {
    Examination& now = *current_;
    now.assessment = plan::assess(lab_, now.observed);
    now.picture = podwire::doctor::paint(lab_, now.assessment,
                                         *podwire::doctor::wantedSteps(lab_, now.assessment, now.question));
    now.requests = podwire::doctor::requestsOf(lab_, now.picture);
    for (const LabSession::Node& node : nodes_) {
        if (now.observed.count(node.name) > 0) {
            now.waiting.insert(node.name);
        }
    }
    if (now.waiting.empty()) {
        think();
        return;
    }
    tellProgress(ExaminationProgress::Stage::Looking, now.observed.size());
    for (const LabSession::Node& node : nodes_) {
        if (now.observed.count(node.name) > 0) {
            look(node);
        }
    }
    for (const LabSession::Node& node : nodes_) {
        if (current_ != nullptr && current_->unread.empty()) {
            readWorld(node);
        }
    }
}

void Doctor::look(const LabSession::Node& node) {
    const Examination& now = *current_;
    ask(node, podwire::doctor::lookScript(now.assessment, now.picture, now.requests, node.name),
        &Doctor::onLook);
}

void Doctor::ask(const LabSession::Node& node, const std::string& script,
                 void (Doctor::*take)(const std::string&, const remote::Outcome&)) {
    const auto tell = [this, name = node.name, round = round_, take,
                       way = mail_.way()](const remote::Outcome& outcome) {
        way([this, name, round, take, outcome] {
            if (current_ != nullptr && round == round_) {
                (this->*take)(name, outcome);
            }
        });
    };
    remote::Command looking = command(script, kLookDeadline);
    looking.effect = remote::Effect::Reads;
    current_->jobs.push_back(node.shell->run(std::move(looking), tell));
}

void Doctor::onLook(const std::string& node, const remote::Outcome& outcome) {
    if (outcome.ending == remote::Ending::Exit) {
        if (auto look = podwire::doctor::parseLook(node, outcome.out, current_->requests); look) {
            current_->looks[node] = std::move(*look);
        } else {
            log(LogEntry::Level::Problem, node, text(look.error().text()));
        }
    } else {
        log(LogEntry::Level::Problem, node, text("the closer look did not end: " + outcome.reason));
    }
    current_->waiting.erase(node);
    tellProgress(ExaminationProgress::Stage::Looking, current_->observed.size());
    settleLook();
}

/// Beside the closer look, which waits for its requests anyway.
void Doctor::readWorld(const LabSession::Node& node) {
    current_->unwalked.insert(node.name);
    ask(node, trace::readingScript(), &Doctor::onWorld);
}

void Doctor::onWorld(const std::string& node, const remote::Outcome& outcome) {
    auto reading = outcome.succeeded()
                       ? trace::parseReading(node, outcome.out)
                       : Result<trace::NodeReading>(fail(ErrorKind::CommandFailed, outcome.reason));
    if (reading) {
        current_->readings[node] = std::move(*reading);
    } else {
        log(LogEntry::Level::Problem, node,
            text("what decides about packets could not be read: " + reading.error().text()));
    }
    current_->unwalked.erase(node);
    settleLook();
}

void Doctor::settleLook() {
    if (current_->waiting.empty() && current_->unwalked.empty()) {
        think();
    }
}

void Doctor::think() {
    const std::unique_ptr<Examination> done = std::move(current_);
    podwire::doctor::Case theCase{lab_,           done->assessment, done->picture,
                                  done->requests, done->looks,      done->unread};
    if (done->readings.size() == nodes_.size()) {
        for (const LabSession::Node& node : nodes_) {
            const trace::NodeReading& reading = done->readings.at(node.name);
            theCase.world.push_back(reading.node);
            const auto spots = trace::blindSpots(reading);
            theCase.blindSpots.insert(theCase.blindSpots.end(), spots.begin(), spots.end());
        }
    }
    report_ = podwire::doctor::diagnose(theCase);
    seen_.clear();
    for (const auto& [id, status] : done->assessment.steps) {
        seen_.emplace(id, status.state);
    }
    report_.seconds = static_cast<double>(done->timer.elapsed()) / 1000.0;
    const podwire::doctor::Finding* cause = report_.cause();
    log(cause == nullptr ? LogEntry::Level::Info : LogEntry::Level::Warning,
        cause == nullptr ? "" : cause->node,
        cause == nullptr ? QStringLiteral("doctor: nothing is wrong") : text("doctor: " + cause->title));
    Q_EMIT examined(report_);
}

void Doctor::mend(const podwire::doctor::Mend& mend) {
    const auto node = std::find_if(nodes_.begin(), nodes_.end(),
                                   [&](const LabSession::Node& one) { return one.name == mend.node; });
    if (isBusy() || node == nodes_.end()) {
        MendReport report;
        report.mend = mend;
        report.error = isBusy()
                           ? Error{ErrorKind::Conflict, "The doctor is at work", {}, "Wait until it is done."}
                           : Error{ErrorKind::NotFound, "There is no node " + mend.node, {}, {}};
        Q_EMIT mended(report);
        return;
    }
    mending_ = true;
    Q_EMIT mendStarted(mend);
    remote::Command script = command(
        kUnderLock + ("( trap - TERM HUP; exec " + quoteCommand({"bash", "-c", "set -e\n" + mend.command})) +
            " ) 9>&- </dev/null",
        kMendDeadline);
    script.graceWhenLost = kMendAlone;
    node->shell->run(std::move(script), [this, mend, way = mail_.way()](const remote::Outcome& outcome) {
        way([this, mend, outcome] { onMended(mend, outcome); });
    });
}

void Doctor::onMended(const podwire::doctor::Mend& mend, const remote::Outcome& outcome) {
    mending_ = false;
    MendReport report;
    report.mend = mend;
    report.ok = outcome.succeeded();
    report.exitCode = outcome.exitCode;
    report.out = text(outcome.out);
    report.err = text(outcome.err);
    if (!report.ok) {
        const std::string why = outcome.ending == remote::Ending::Exit
                                    ? "it ended with status " + std::to_string(outcome.exitCode)
                                    : outcome.reason;
        report.error = {outcome.exitCode == kBusyStatus ? ErrorKind::Conflict : ErrorKind::CommandFailed,
                        "The mending command on " + mend.node + " failed: " + why,
                        outcome.err,
                        {}};
    }
    const QString line = text(mend.command).section(u'\n', 0, 0) + QStringLiteral("  — ");
    log(report.ok ? LogEntry::Level::Info : LogEntry::Level::Problem, mend.node,
        line + (report.ok ? QStringLiteral("done") : text(report.error.message)));
    Q_EMIT mended(report);
}

void Doctor::log(LogEntry::Level level, const std::string& node, const QString& entry) {
    Q_EMIT logged(LogEntry{QDateTime::currentDateTime(), level, text(node), entry});
}

}  // namespace podwire::session
