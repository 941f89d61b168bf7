// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/capture_report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <iostream>

#include "app/ctl/output.h"

namespace podwire::ctl {
namespace {

using capture::CaptureProgress;
using capture::InterfaceProgress;
using Count = std::optional<std::uint64_t>;

constexpr double kMega = 1e6;
constexpr double kMillisecondsPerSecond = 1000;

double secondsOf(const CaptureProgress& progress) {
    return static_cast<double>(progress.time.count()) / kMillisecondsPerSecond;
}

std::string fixed(double number) {
    return QString::number(number, 'f', 1).toStdString();
}

/// What ended it, as a word for programs.
std::string whyWord(CaptureProgress::Why why) {
    switch (why) {
        case CaptureProgress::Why::Asked:
            return "asked";
        case CaptureProgress::Why::Time:
            return "time";
        case CaptureProgress::Why::Size:
            return "size";
        case CaptureProgress::Why::Closed:
            return "closed";
        case CaptureProgress::Why::Failed:
            break;
    }
    return "error";
}

std::string whySentence(CaptureProgress::Why why) {
    switch (why) {
        case CaptureProgress::Why::Time:
            return "the time was over";
        case CaptureProgress::Why::Size:
            return "the size was reached";
        case CaptureProgress::Why::Closed:
            return "nobody reads it any more";
        case CaptureProgress::Why::Asked:
        case CaptureProgress::Why::Failed:
            break;
    }
    return "it was stopped";
}

QJsonValue number(const Count& count) {
    return count ? QJsonValue(static_cast<qint64>(*count)) : QJsonValue();
}

QJsonObject interfaceJson(const InterfaceProgress& one) {
    return {{js("name"), js(one.place.name())},
            {js("node"), js(one.place.node)},
            {js("netns"), js(one.place.netns)},
            {js("interface"), js(one.place.interface)},
            {js("packets"), number(one.packets)},
            {js("captured"), number(one.counts.captured)},
            {js("received"), number(one.counts.received)},
            {js("dropped"), number(one.counts.dropped)},
            {js("dropped_by_interface"), number(one.counts.droppedByInterface)},
            {js("lost"), number(one.lost)},
            {js("left_out"), number(one.leftOut)}};
}

QJsonObject captureJson(const CaptureProgress& progress) {
    QJsonArray interfaces;
    for (const InterfaceProgress& one : progress.interfaces) {
        interfaces.append(interfaceJson(one));
    }
    QJsonObject object{{js("file"), progress.file.empty() ? QJsonValue() : QJsonValue(js(progress.file))},
                       {js("packets"), number(progress.packets)},
                       {js("bytes"), number(progress.bytes)},
                       {js("seconds"), secondsOf(progress)},
                       {js("ended_by"), js(whyWord(progress.why))},
                       {js("interfaces"), interfaces}};
    if (progress.why == CaptureProgress::Why::Failed) {
        object.insert(js("error"), js(progress.error.text()));
    }
    return object;
}

std::string told(const Count& count) {
    return count ? std::to_string(*count) : "not told";
}

std::string interfaceLine(const InterfaceProgress& one) {
    std::string line = one.place.name() + ": " + std::to_string(one.packets) +
                       " packets written; tcpdump: " + told(one.counts.captured) + " captured, " +
                       told(one.counts.received) + " received by filter, " + told(one.counts.dropped) +
                       " dropped by kernel";
    if (one.counts.droppedByInterface) {
        line += ", " + told(one.counts.droppedByInterface) + " dropped by interface";
    }
    if (one.lost > 0) {
        line += "; " + std::to_string(one.lost) + " lost here, since writing was too slow";
    }
    if (one.leftOut > 0) {
        line += "; " + std::to_string(one.leftOut) + " came when the size was reached";
    }
    return line;
}

void printLines(const CaptureProgress& progress, std::ostream& out) {
    for (const InterfaceProgress& one : progress.interfaces) {
        out << interfaceLine(one) << "\n";
    }
    if (progress.why != CaptureProgress::Why::Failed) {
        out << captureLine(progress) << "; " << whySentence(progress.why) << "\n";
    }
    if (!progress.file.empty()) {
        out << "Saved to " << progress.file << "\n";
    }
    out << std::flush;
}

}  // namespace

std::string captureLine(const CaptureProgress& progress) {
    return std::to_string(progress.packets) + (progress.packets == 1 ? " packet, " : " packets, ") +
           fixed(static_cast<double>(progress.bytes) / kMega) + " MB, " +
           std::to_string(progress.time.count() / 1000) + " s";
}

void printCapture(const CaptureProgress& progress, bool json, bool aside) {
    std::ostream& out = aside ? std::cerr : std::cout;
    if (json) {
        out << QJsonDocument(captureJson(progress)).toJson(QJsonDocument::Indented).constData() << std::flush;
    } else {
        printLines(progress, out);
    }
}

}  // namespace podwire::ctl
