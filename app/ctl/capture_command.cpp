// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <QDateTime>
#include <cmath>
#include <csignal>
#include <map>
#include <thread>

#include "app/ctl/capture_report.h"
#include "app/ctl/commands.h"
#include "app/ctl/node_shell.h"
#include "app/ctl/output.h"
#include "core/capture/capture_run.h"

namespace podwire::ctl {
namespace {

using capture::CaptureProgress;
using Shells = std::map<std::string, std::unique_ptr<remote::Shell>>;

constexpr double kMillisecondsPerSecond = 1000;
constexpr std::chrono::milliseconds kLook{100};

volatile std::sig_atomic_t stopAsked = 0;

/// The second one is not waited for.
void askToStop(int signal) {
    stopAsked = 1;
    std::signal(signal, SIG_DFL);
}

Result<void> readPlaces(const Options& options, std::vector<capture::Place>& places) {
    std::vector<std::string> typed = options.interfaces;
    for (const QString& word : options.arguments) {
        typed.push_back(word.toStdString());
    }
    if (typed.empty()) {
        return fail(ErrorKind::InvalidInput, "Name an interface to capture on", {},
                    "podwirectl capture --node node1 --interface ens3 --for 10");
    }
    for (const std::string& one : typed) {
        const auto place = capture::readPlace(one, {options.node, options.netns, {}});
        if (!place) {
            return fail(place.error());
        }
        places.push_back(*place);
    }
    return {};
}

Result<capture::CaptureRequest> requestOf(const Options& options) {
    capture::CaptureRequest request;
    if (auto read = readPlaces(options, request.places); !read) {
        return fail(read.error());
    }
    request.filter = options.filter;
    request.time = std::chrono::milliseconds(std::lround(options.seconds * kMillisecondsPerSecond));
    request.size = capture::kUsualSize;
    if (!options.size.empty()) {
        const auto size = capture::readSize(options.size);
        if (!size) {
            return fail(size.error());
        }
        request.size = *size;
    }
    if (auto good = capture::checkRequest(request); !good) {
        return fail(good.error());
    }
    return request;
}

std::string usualFile() {
    return "podwire-" + QDateTime::currentDateTime().toString(js("yyyyMMdd-HHmmss")).toStdString() +
           ".pcapng";
}

Result<std::unique_ptr<capture::Sink>> sinkOf(const Options& options) {
    if (options.wireshark && !options.out.empty()) {
        return fail(ErrorKind::InvalidInput, "capture: --out or --wireshark, not both");
    }
    if (options.wireshark) {
        const std::string program = capture::findWireshark();
        return program.empty() ? fail(ErrorKind::NotFound, "Wireshark is not installed here", {},
                                      "Capture into a file: --out FILE")
                               : capture::openWireshark(program);
    }
    if (options.out != "-") {
        auto file = capture::openFile(options.out.empty() ? usualFile() : options.out, options.yes);
        if (!file && file.error().kind == ErrorKind::Conflict) {
            file.error().hint = "Choose another name, or write over a file that is there with --yes.";
        }
        return file;
    }
    if (isatty(STDOUT_FILENO) != 0) {
        return fail(ErrorKind::InvalidInput, "capture: packets are no text for a terminal", {},
                    "Pipe them: podwirectl capture ... --out - | tshark -r -");
    }
    return capture::openPipe(STDOUT_FILENO, false, "Who reads standard output");
}

/// Each node once.
Result<Shells> shellsOf(const Options& options, const capture::CaptureRequest& request) {
    Shells shells;
    for (const capture::Place& place : request.places) {
        if (!shells.contains(place.node)) {
            auto shell = nodeShell(options, place.node);
            if (!shell) {
                return fail(shell.error());
            }
            shells.emplace(place.node, std::move(*shell));
        }
    }
    return shells;
}

/// Until its end; SIGINT and SIGTERM stop it.
CaptureProgress follow(capture::CaptureRun& run, const Options& options) {
    std::signal(SIGINT, askToStop);
    std::signal(SIGTERM, askToStop);
    ProgressLine line(options.progress);
    while (true) {
        CaptureProgress progress = run.progress();
        if (progress.state == CaptureProgress::State::Over) {
            return progress;
        }
        if (stopAsked != 0) {
            run.stop();
        }
        line.show(progress.state == CaptureProgress::State::Starting ? "starting" : captureLine(progress));
        std::this_thread::sleep_for(kLook);
    }
}

int refused(const Error& error) {
    printError(error);
    return exitStatusFor(error);
}

}  // namespace

int captureCommand(const Options& options) {
    auto request = requestOf(options);
    if (!request) {
        return refused(request.error());
    }
    const auto shells = shellsOf(options, *request);
    if (!shells) {
        const int status = refused(shells.error());
        return status == kFailed ? kUnreachable : status;  // no lab is running
    }
    auto sink = sinkOf(options);
    if (!sink) {
        return refused(sink.error());
    }
    const auto shellOf = [&](const std::string& node) { return shells->at(node).get(); };
    const auto run = capture::CaptureRun::start(std::move(*request), shellOf, std::move(*sink));
    if (!run) {
        return refused(run.error());
    }
    const CaptureProgress end = follow(**run, options);
    const bool failed = end.why == CaptureProgress::Why::Failed;
    if (!failed || !end.file.empty() || options.json) {
        printCapture(end, options.json, options.out == "-");
    }
    return failed ? refused(end.error) : kDone;
}

}  // namespace podwire::ctl
