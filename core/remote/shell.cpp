// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/shell.h"

#include <algorithm>
#include <utility>

namespace podwire::remote {
namespace {

/// The output of one command while it is collected. Used on the Shell's thread only.
class Collector {
public:
    explicit Collector(std::size_t limit) : limit_(limit) {}

    void out(std::string_view bytes) { append(out_, bytes); }
    void err(std::string_view bytes) { append(err_, bytes); }

    Outcome complete(Outcome outcome) {
        outcome.out = std::move(out_);
        outcome.err = std::move(err_);
        outcome.truncated = truncated_;
        return outcome;
    }

private:
    void append(std::string& kept, std::string_view bytes) {
        const std::size_t room = limit_ - std::min(limit_, kept.size());
        kept.append(bytes.substr(0, room));
        truncated_ = truncated_ || bytes.size() > room;
    }

    std::size_t limit_;
    std::string out_;
    std::string err_;
    bool truncated_ = false;
};

std::string trimmed(const std::string& text) {
    const std::size_t end = text.find_last_not_of(" \t\r\n");
    return end == std::string::npos ? std::string() : text.substr(0, end + 1);
}

/// What the command printed, the complaint first.
std::string evidence(const Outcome& outcome) {
    std::string text = trimmed(outcome.err);
    const std::string out = trimmed(outcome.out);
    if (!text.empty() && !out.empty()) {
        text += '\n';
    }
    return text + out;
}

tl::unexpected<Error> lost(const Outcome& outcome, const std::string& start) {
    const std::size_t line = std::min(outcome.reason.find('\n'), outcome.reason.size());
    std::string detail = outcome.reason.substr(std::min(line + 1, outcome.reason.size()));
    return fail(outcome.cause, start + " did not end: " + outcome.reason.substr(0, line), std::move(detail));
}

}  // namespace

std::shared_ptr<Job> Shell::run(Command command, std::function<void(Outcome)> done) {
    auto collector = std::make_shared<Collector>(command.outputLimit);
    JobEvents events;
    events.out = [collector](std::string_view bytes) { collector->out(bytes); };
    events.err = [collector](std::string_view bytes) { collector->err(bytes); };
    events.ended = [collector, done = std::move(done)](Outcome outcome) {
        if (done) {
            done(collector->complete(std::move(outcome)));
        }
    };
    return start(std::move(command), std::move(events));
}

Outcome Shell::runAndWait(Command command) {
    auto promise = std::make_shared<std::promise<Outcome>>();
    std::future<Outcome> future = promise->get_future();
    run(std::move(command), [promise](Outcome outcome) { promise->set_value(std::move(outcome)); });
    return future.get();
}

Result<Outcome> expectSuccess(Outcome outcome, const std::string& node, const std::string& what) {
    if (outcome.succeeded()) {
        return outcome;
    }
    const std::string start = node + ": " + what;
    switch (outcome.ending) {
        case Ending::Exit:
            break;
        case Ending::Timeout:
            return fail(ErrorKind::Timeout, start + " was stopped: " + outcome.reason, evidence(outcome));
        case Ending::Cancelled:
            return fail(ErrorKind::Cancelled, start + " was cancelled", evidence(outcome));
        case Ending::Lost:
            return lost(outcome, start);
    }
    const std::string how = outcome.signal.empty()
                                ? " failed with exit status " + std::to_string(outcome.exitCode)
                                : " was ended by signal " + outcome.signal;
    return fail(ErrorKind::CommandFailed, start + how, evidence(outcome));
}

}  // namespace podwire::remote
