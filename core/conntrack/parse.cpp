// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conntrack/parse.h"

#include <charconv>

namespace podwire::conntrack {
namespace {

template <class Number>
bool readNumber(std::string_view text, Number& number) {
    const char* const end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    return problem == std::errc() && stop == end;
}

/// The words of one line, in order.
class Words {
public:
    explicit Words(std::string_view line) : left_(line) {}

    /// Empty: there are no more.
    std::string_view next() {
        const char* at = left_.data();
        const char* const end = at + left_.size();
        while (at != end && isBlank(*at)) {
            ++at;
        }
        const char* const start = at;
        while (at != end && !isBlank(*at)) {
            ++at;
        }
        left_ = std::string_view(at, static_cast<std::size_t>(end - at));
        return {start, static_cast<std::size_t>(at - start)};
    }

private:
    static bool isBlank(char letter) { return letter == ' ' || letter == '\t'; }

    std::string_view left_;
};

bool isNumber(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

/// "[1795441098.779229]": microseconds.
bool readTime(std::string_view word, std::int64_t& when) {
    constexpr std::int64_t kMicro = 1'000'000;
    constexpr std::size_t kDigits = 6;
    const std::size_t dot = word.find('.');
    if (word.size() < kDigits || word.front() != '[' || word.back() != ']' || dot == std::string_view::npos) {
        return false;
    }
    const std::string_view fraction = word.substr(dot + 1, word.size() - dot - 2);
    std::int64_t seconds = 0;
    std::int64_t micros = 0;
    if (fraction.size() != kDigits || !readNumber(word.substr(1, dot - 1), seconds) ||
        !readNumber(fraction, micros) || seconds < 0 || seconds > INT64_MAX / kMicro - 1 || micros < 0) {
        return false;
    }
    when = seconds * kMicro + micros;
    return true;
}

bool readKind(std::string_view word, Event::Kind& kind) {
    if (word == "[NEW]") {
        kind = Event::Kind::New;
    } else if (word == "[UPDATE]") {
        kind = Event::Kind::Update;
    } else if (word == "[DESTROY]") {
        kind = Event::Kind::Destroy;
    } else {
        return false;
    }
    return true;
}

/// Takes a line's words one by one and fills the flow.
class FlowReader {
public:
    explicit FlowReader(Flow& flow) : flow_(flow) {}

    LineKind read(Words& words, std::string_view first) {
        std::string_view word = first;
        if (word == "ipv6") {
            return LineKind::OtherFamily;
        }
        if (word == "ipv4") {
            words.next();
            word = words.next();
        }
        if (word.empty() || !readNumber(words.next(), flow_.protocol)) {
            return LineKind::Unreadable;
        }
        for (word = words.next(); !word.empty() && good_ && !otherFamily_; word = words.next()) {
            take(word);
        }
        if (otherFamily_) {
            return LineKind::OtherFamily;
        }
        return good_ && sources_ == 2 && destinations_ == 2 ? LineKind::Event : LineKind::Unreadable;
    }

private:
    void take(std::string_view word) {
        if (word.front() == '[') {
            takeFlag(word);
            return;
        }
        const std::size_t equals = word.find('=');
        if (equals != std::string_view::npos) {
            takeField(word.substr(0, equals), word.substr(equals + 1));
        } else if (sources_ == 0) {
            takeHead(word);
        }
    }

    /// What stands before the first address: the timeout, then the state.
    void takeHead(std::string_view word) {
        if (isNumber(word)) {
            good_ = readNumber(word, flow_.timeout);
            return;
        }
        const TcpState state = stateByName(word);
        flow_.state = state == TcpState::None && word != "NONE" ? TcpState::Other : state;
    }

    void takeFlag(std::string_view word) {
        if (word == "[UNREPLIED]") {
            flow_.flags |= kUnreplied;
        } else if (word == "[ASSURED]") {
            flow_.flags |= kAssured;
        } else if (word == "[OFFLOAD]" || word == "[HW_OFFLOAD]") {
            flow_.flags |= kOffload;
        }
    }

    void takeField(std::string_view key, std::string_view value) {
        if (key == "src") {
            good_ = ++sources_ <= 2;
            takeAddress(value, tuple().source);
        } else if (key == "dst") {
            good_ = ++destinations_ == sources_;
            takeAddress(value, tuple().destination);
        } else if (key == "sport") {
            good_ = readNumber(value, tuple().sourcePort);
        } else if (key == "dport") {
            good_ = readNumber(value, tuple().destinationPort);
        } else if (key == "packets") {
            takeCount(value, counters().packets);
        } else if (key == "bytes") {
            takeCount(value, counters().bytes);
        } else if (key == "id") {
            takeId(value);
        } else {
            takeRareField(key, value);
        }
    }

    void takeRareField(std::string_view key, std::string_view value) {
        if (key == "type") {
            good_ = readNumber(value, tuple().icmpType);
        } else if (key == "code") {
            good_ = readNumber(value, tuple().icmpCode);
        } else if (key == "mark") {
            good_ = readNumber(value, flow_.mark);
        } else if (key == "zone" || key == "zone-orig") {
            good_ = readNumber(value, flow_.zone);
        }
    }

    void takeAddress(std::string_view text, std::uint32_t& address) {
        otherFamily_ = text.find(':') != std::string_view::npos;
        good_ = good_ && (otherFamily_ || readAddress(text, address));
    }

    void takeCount(std::string_view text, std::uint64_t& count) {
        good_ = readNumber(text, count);
        flow_.flags |= kHasCounters;
    }

    /// Each tuple of ICMP has an id of its own; the flow's comes after both.
    void takeId(std::string_view text) {
        if (flow_.protocol == kIcmp && icmpIds_ < sources_) {
            icmpIds_ = sources_;
            good_ = readNumber(text, tuple().icmpId);
        } else {
            good_ = readNumber(text, flow_.id);
        }
    }

    Tuple& tuple() { return sources_ < 2 ? flow_.original : flow_.reply; }
    Counters& counters() { return sources_ < 2 ? flow_.sent : flow_.answered; }

    Flow& flow_;
    int sources_ = 0;
    int destinations_ = 0;
    int icmpIds_ = 0;
    bool good_ = true;
    bool otherFamily_ = false;
};

}  // namespace

std::string_view kindName(Event::Kind kind) {
    switch (kind) {
        case Event::Kind::New:
            return "new";
        case Event::Kind::Update:
            return "update";
        case Event::Kind::Destroy:
            return "destroy";
        case Event::Kind::Listed:
            break;
    }
    return "listed";
}

LineKind parseLine(std::string_view line, Event& event) {
    event = Event{};
    Words words(line);
    std::string_view word = words.next();
    if (readTime(word, event.when)) {
        word = words.next();
    }
    if (readKind(word, event.kind)) {
        word = words.next();
    }
    return FlowReader(event.flow).read(words, word);
}

}  // namespace podwire::conntrack
