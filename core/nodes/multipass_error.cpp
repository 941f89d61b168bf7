// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/multipass_error.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

namespace podwire::nodes {
namespace {

/// `multipass --timeout` gives this when the time is over.
constexpr int kTimedOut = 5;

struct Reading {
    std::string_view sign;  ///< in lower case
    ErrorKind kind;
    const char* cause;
    const char* hint;
};

/// The first that is found counts. The spellings are those of several releases.
const std::vector<Reading>& readings() {
    using enum ErrorKind;
    static const std::vector<Reading> all{
        {"socket access denied", Permission, "you may not use the socket of multipassd",
         "Become a member of the group that owns it (often sudo or adm), or run `multipass authenticate`."},
        {"read/write permissions", Permission, "you may not use the socket of multipassd",
         "Become a member of the group that owns it (often sudo or adm), or run `multipass authenticate`."},
        {"not authenticated", Permission, "this user is not authenticated with Multipass",
         "Run `multipass authenticate` and give the passphrase that the machine's administrator set."},
        {"cannot connect to the multipass socket", Unreachable, "the Multipass daemon does not run",
         "Start it: sudo snap start multipass"},
        {"ensure multipassd is running", Unreachable, "the Multipass daemon does not run",
         "Start it: sudo snap start multipass"},
        {"kvm support is not enabled", Unsupported, "this machine cannot run virtual machines",
         "Switch virtualisation on in the firmware, or use the local lab: podwirectl nodes up"},
        {"cpu does not support kvm", Unsupported, "this machine cannot run virtual machines",
         "Switch virtualisation on in the firmware, or use the local lab: podwirectl nodes up"},
        {"/dev/kvm", Unsupported, "this machine cannot run virtual machines",
         "Switch virtualisation on in the firmware, or use the local lab: podwirectl nodes up"},
        {"hypervisor", Unsupported, "this machine cannot run virtual machines",
         "Switch virtualisation on in the firmware, or use the local lab: podwirectl nodes up"},
        {"cannot connect to the image servers", Unreachable, "the servers of the images cannot be reached",
         "Is the internet reachable? The local lab needs none: podwirectl nodes up"},
        {"unknown or unreachable", Unreachable, "the servers of the images cannot be reached",
         "Is the internet reachable? The local lab needs none: podwirectl nodes up"},
        {"network timeout", Unreachable, "the servers of the images cannot be reached",
         "Is the internet reachable? The local lab needs none: podwirectl nodes up"},
        {"failed to download", Unreachable, "the image cannot be downloaded",
         "Is the internet reachable? The local lab needs none: podwirectl nodes up"},
        {"unable to find an image", NotFound, "there is no such image", "`multipass find` lists the images."},
        {"invalid network options", NotFound, "there is no such network on this machine",
         "`multipass networks` lists them."},
        {"already exists", Conflict, "the instance exists already", "`multipass list` shows it."},
        {"is being prepared", Conflict, "somebody is launching it already", "Wait until that is done."},
        {"does not exist", NotFound, "there is no such instance", "`multipass list` shows those that are."},
        {"is deleted", Conflict, "the instance is deleted and not purged",
         "`multipass recover` brings it back, `multipass purge` ends all deleted ones."},
        {"no space left", Unsupported, "the disk is full", "Make room, then try again."},
        {"not enough memory", Unsupported, "there is not enough memory", "Stop other instances."},
        {"cannot allocate memory", Unsupported, "there is not enough memory", "Stop other instances."},
    };
    return all;
}

std::string trimmed(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string::npos ? std::string()
                                      : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool saysTimedOut(const ProcessResult& result) {
    return result.ending == ProcessResult::Ending::Exit &&
           (result.exitCode == kTimedOut || lowered(result.err).find("timed out") != std::string::npos);
}

}  // namespace

bool mayStillComeUp(const ProcessResult& result) {
    return result.ending == ProcessResult::Ending::Timeout || saysTimedOut(result);
}

Error multipassError(const std::string& what, const ProcessResult& result) {
    using Ending = ProcessResult::Ending;
    const std::string said = trimmed(result.err);
    switch (result.ending) {
        case Ending::NotStarted:
            return {ErrorKind::NotFound, what + ": Multipass is not installed", said,
                    "Install it (sudo snap install multipass), or use the local lab: podwirectl nodes up"};
        case Ending::Cancelled:
            return {ErrorKind::Cancelled, what + ": cancelled", {}, {}};
        case Ending::Timeout:
            return {ErrorKind::Timeout, what + ": Multipass did not end in time", said, {}};
        case Ending::Crashed:
            return {ErrorKind::CommandFailed, what + ": multipass crashed", said, {}};
        case Ending::Exit:
            break;
    }
    const std::string text = lowered(said);
    for (const Reading& reading : readings()) {
        if (text.find(reading.sign) != std::string::npos) {
            return {reading.kind, what + ": " + reading.cause, said, reading.hint};
        }
    }
    if (saysTimedOut(result)) {
        return {ErrorKind::Timeout, what + ": it takes too long", said,
                "`multipass list` shows how far it came."};
    }
    return {ErrorKind::CommandFailed,
            what + ": multipass ended with status " + std::to_string(result.exitCode),
            said,
            {}};
}

}  // namespace podwire::nodes
