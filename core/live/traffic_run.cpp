// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_run.h"

#include <algorithm>

#include "core/netfilter/rule.h"

namespace podwire::live {
namespace {

constexpr std::chrono::milliseconds kPause{100};
constexpr double kMillisecondsPerSecond = 1000;

TrafficRun::State stateOf(TrafficEnd::Why why) {
    switch (why) {
        case TrafficEnd::Why::Done:
            return TrafficRun::State::Done;
        case TrafficEnd::Why::Stopped:
            return TrafficRun::State::Stopped;
        case TrafficEnd::Why::Broken:
            break;
    }
    return TrafficRun::State::Broken;
}

}  // namespace

TrafficRun::TrafficRun(session::LabSession& session, const std::shared_ptr<remote::Shell>& shell,
                       QObject* parent)
    : QObject(parent), session_(session), traffic_(shell) {
    pause_.setSingleShot(true);
    pause_.setInterval(kPause);
    connect(&pause_, &QTimer::timeout, this, &TrafficRun::changed);
    connect(&traffic_, &Traffic::answered, this, [this] {
        if (!foretold_ && !tally().asked().empty()) {
            forecast_ = foretold();  // a name has an address only now
            foretold_ = true;
        }
        if (!pause_.isActive()) {
            pause_.start();
        }
    });
    connect(&traffic_, &Traffic::finished, this, &TrafficRun::end);
    connect(&session_, &session::LabSession::assessmentChanged, this, &TrafficRun::compareRules);
}

TrafficRun::~TrafficRun() = default;

Result<void> TrafficRun::start(const TrafficRequest& request) {
    if (auto valid = validate(request); !valid) {
        return valid;
    }
    request_ = request;
    forecast_ = foretold();
    foretold_ = netfilter::parseAddress(request.address).has_value();
    since_.start();
    ask([this](const Result<NodeWitness>& said) {
        if (said) {
            before_ = *said;
        }
        begin();
    });
    return {};
}

void TrafficRun::begin() {
    if (isOver()) {
        return;  // stopped before it began
    }
    since_.start();
    if (const auto started = traffic_.start(request_); !started) {
        end({TrafficEnd::Why::Broken, started.error(), 0});
    }
}

/// At once, and in vain, when no node's rules decide.
void TrafficRun::ask(const std::function<void(const Result<NodeWitness>&)>& then) {
    const auto& nodes = session_.shells();
    const auto node =
        std::find_if(nodes.begin(), nodes.end(), [&](const auto& one) { return one.name == forecast_.node; });
    if (node == nodes.end() || node->shell == nullptr) {
        then(fail(ErrorKind::NotFound, "No rule decides"));
        return;
    }
    node->shell->run(
        witnessCommand(forecast_), [then, way = mail_.way(), name = node->name](remote::Outcome outcome) {
            const auto done = remote::expectSuccess(std::move(outcome), name, "reading counters");
            const Result<NodeWitness> said =
                done ? readWitness(done->out) : Result<NodeWitness>(fail(done.error()));
            way([then, said] { then(said); });
        });
}

void TrafficRun::stop() {
    if (traffic_.state() == Traffic::State::Idle && !isOver()) {
        end({TrafficEnd::Why::Stopped, {}, 0});
    } else if (state_ == State::Stopping) {
        traffic_.cancel();
    } else if (state_ == State::Running) {
        state_ = State::Stopping;
        traffic_.stop();
        Q_EMIT changed();
    }
}

void TrafficRun::end(const TrafficEnd& end) {
    end_ = end;
    took_ = since_.elapsed();
    state_ = stateOf(end.why);
    pause_.stop();
    if (tally().asked().size() > 1) {
        forecast_ = foretold();
    }
    if (before_) {
        ask([this](const Result<NodeWitness>& said) {
            if (said) {
                witnesses_ = hear(forecast_, tally(), seconds(), *before_, *said);
                Q_EMIT changed();
            }
        });
    }
    Q_EMIT changed();
}

double TrafficRun::seconds() const {
    return static_cast<double>(isOver() ? took_ : since_.elapsed()) / kMillisecondsPerSecond;
}

/// What was sent under other rules cannot be told apart from what was sent before.
void TrafficRun::compareRules() {
    if (isOver()) {
        return;
    }
    if (tally().requests() == 0) {
        forecast_ = foretold();
        Q_EMIT changed();
    } else if (!forecast_.shares.empty() && foretold().shares != forecast_.shares) {
        forecast_.shares.clear();
        forecast_.why = "The rules changed while requests were under way.";
        Q_EMIT changed();
    }
}

/// A name must have led to one address.
TrafficForecast TrafficRun::foretold() const {
    TrafficForecast unknown;
    const auto& asked = tally().asked();
    auto address = netfilter::parseAddress(request().address);
    if (!address && asked.size() == 1) {
        address = netfilter::parseAddress(asked.begin()->first);
    }
    if (!address) {
        unknown.why = asked.empty() ? "The name " + request().address + " was not resolved yet."
                                    : request().address + " has more than one address.";
        return unknown;
    }
    return foretell(session_.assessment()->nodes, request(), *address);
}

}  // namespace podwire::live
