// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/capture_request.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/base/shellwords.h"

namespace podwire::capture {
namespace {

constexpr std::size_t kLongestInterface = 15;  // IFNAMSIZ without the NUL
constexpr std::size_t kLongestName = 255;
constexpr std::size_t kLongestFilter = 4096;
constexpr std::chrono::hours kLongestTime{24};

// tcpdump gets 16 MiB in the kernel, which holds a second of 100 Mbit/s, and writes each packet as it comes.
// At the end of the input it is interrupted, which makes it tell its counts.
constexpr const char* kScript = R"sh(
command -v tcpdump >/dev/null || exit $MISSING
set -- $SSH_CONNECTION
case $1 in
  '' | UNKNOWN) own= ;;
  *) own="not (tcp port $4 and host ${1%%%*})" ;;
esac
if [ -n "$FILTER" ] && [ -n "$own" ]; then FILTER="($FILTER) and $own"; else FILTER=$FILTER$own; fi
exec 3<&0
$ENTER tcpdump -i "$INTERFACE" --nano -U -B 16384 -w - -- ${FILTER:+"$FILTER"} 3<&- </dev/null &
tool=$!
(while read -r -u 3 _; do :; done; kill -INT $tool) >/dev/null 2>&1 &
watch=$!
exec 3<&-
wait $tool
status=$?
kill $watch 2>/dev/null
exit $status
)sh";

bool isPlain(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_';
}

/// A letter, digit or underscore, then also . - :
bool isName(const std::string& name, std::size_t most) {
    return !name.empty() && name.size() <= most && isPlain(name.front()) &&
           std::all_of(name.begin(), name.end(), [](char letter) {
               return isPlain(letter) || letter == '.' || letter == '-' || letter == ':';
           });
}

Result<void> checkPlace(const Place& place) {
    if (!isName(place.node, kLongestName)) {
        return fail(ErrorKind::InvalidInput, place.node.empty() ? "Say on which node to capture"
                                                                : "'" + place.node + "' is no node's name");
    }
    if (!place.netns.empty() && !isName(place.netns, kLongestName)) {
        return fail(ErrorKind::InvalidInput, "'" + place.netns + "' is no pod's or network namespace's name");
    }
    if (!isName(place.interface, kLongestInterface)) {
        return fail(ErrorKind::InvalidInput, "'" + place.interface + "' is no interface's name", {},
                    "`podwirectl show links " + place.node + "` lists the interfaces.");
    }
    return {};
}

Result<void> checkPlaces(const std::vector<Place>& places) {
    if (places.empty()) {
        return fail(ErrorKind::InvalidInput, "Name an interface to capture on");
    }
    if (places.size() > kMostPlaces) {
        return fail(ErrorKind::InvalidInput,
                    "At most " + std::to_string(kMostPlaces) + " interfaces can be captured at once");
    }
    for (auto place = places.begin(); place != places.end(); ++place) {
        if (auto good = checkPlace(*place); !good) {
            return good;
        }
        if (std::find(places.begin(), place, *place) != place) {
            return fail(ErrorKind::InvalidInput, place->name() + " is named twice");
        }
    }
    return {};
}

}  // namespace

std::string Place::name() const {
    return node + "/" + (netns.empty() ? std::string() : netns + "/") + interface;
}

Result<void> checkRequest(const CaptureRequest& request) {
    if (auto good = checkPlaces(request.places); !good) {
        return good;
    }
    const bool isText = std::none_of(request.filter.begin(), request.filter.end(),
                                     [](char letter) { return static_cast<unsigned char>(letter) < ' '; });
    if (!isText || request.filter.size() > kLongestFilter) {
        return fail(ErrorKind::InvalidInput,
                    "A filter is one line of at most " + std::to_string(kLongestFilter) + " letters");
    }
    if (request.time.count() < 0 || request.time > kLongestTime) {
        return fail(ErrorKind::InvalidInput, "A capture lasts at most 24 hours");
    }
    if (request.size != 0 && request.size < kLeastSize) {
        return fail(ErrorKind::InvalidInput,
                    "A capture's size is at least " + std::to_string(kLeastSize) + " bytes");
    }
    return {};
}

Result<Place> readPlace(const std::string& typed, const Place& usual) {
    Place place = usual;
    const std::size_t first = typed.find('/');
    const std::size_t last = typed.rfind('/');
    place.interface = typed.substr(last == std::string::npos ? 0 : last + 1);
    if (first != std::string::npos) {
        place.node = typed.substr(0, first);
        place.netns = first == last ? std::string() : typed.substr(first + 1, last - first - 1);
    }
    if (auto good = checkPlace(place); !good) {
        return fail(good.error());
    }
    return place;
}

Result<std::uint64_t> readSize(const std::string& typed) {
    constexpr double most = 1e15;
    char* end = nullptr;
    const double number =
        std::isdigit(static_cast<unsigned char>(typed[0])) != 0 ? std::strtod(typed.c_str(), &end) : -1;
    const std::string unit = end == nullptr ? std::string() : std::string(end);
    const double factor = unit.empty()                 ? 1
                          : unit == "k" || unit == "K" ? 1e3
                          : unit == "M"                ? 1e6
                          : unit == "G"                ? 1e9
                                                       : -1;
    const double bytes = number * factor;
    if (number < 0 || factor < 0 || !(bytes <= most)) {
        return fail(ErrorKind::InvalidInput, "'" + typed + "' is no size", {},
                    "For example 500k, 100M or 1G.");
    }
    return static_cast<std::uint64_t>(std::llround(bytes));
}

remote::Command captureCommand(const Place& place, const std::string& filter) {
    const std::string enter = place.netns.empty() ? std::string() : "ip netns exec " + place.netns;
    const std::string script = "INTERFACE=" + quoteWord(place.interface) + "\nFILTER=" + quoteWord(filter) +
                               "\nENTER=" + quoteWord(enter) + "\nMISSING=" + std::to_string(kNoTcpdump) +
                               kScript;
    // sudo drops the variable that tells whose connection this is.
    const std::string asRoot = R"(exec sudo -n env LC_ALL=C SSH_CONNECTION="$SSH_CONNECTION" bash -c "$1")";
    remote::Command command;
    command.argv = {"sh", "-c", asRoot, "sh", script};
    command.effect = remote::Effect::Reads;
    command.keepInputOpen = true;
    command.deadline = std::chrono::milliseconds(0);
    return command;
}

}  // namespace podwire::capture
