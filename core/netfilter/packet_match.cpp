// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/packet_match.h"

#include "core/netfilter/option_match.h"

namespace podwire::netfilter {
namespace {

Answer whether(bool yes, bool negated) {
    return yes != negated ? Answer::Yes : Answer::No;
}

Answer fitAddress(const std::optional<Negatable<Prefix>>& wanted,
                  const std::optional<std::uint32_t>& address) {
    if (!wanted) {
        return Answer::Yes;
    }
    return address ? whether(wanted->value.contains(*address), wanted->negated) : Answer::Unknown;
}

bool isDevice(const std::string& pattern, const std::string& device) {
    return pattern.ends_with('+') ? device.starts_with(pattern.substr(0, pattern.size() - 1))
                                  : device == pattern;
}

Answer fitDevice(const std::optional<Negatable<std::string>>& wanted,
                 const std::optional<std::string>& device) {
    if (!wanted) {
        return Answer::Yes;
    }
    return device ? whether(isDevice(wanted->value, *device), wanted->negated) : Answer::Unknown;
}

Answer fitProtocol(const Rule& rule, const Packet& packet) {
    return rule.protocol ? whether(rule.protocol->value == packet.protocol, rule.protocol->negated)
                         : Answer::Yes;
}

/// Gathers the answers of a rule's parts.
class Gathering {
public:
    /// False: the rule does not match, and no more need be asked.
    bool take(Answer answer, Field field, const Match* match = nullptr, const Option* option = nullptr) {
        const bool isNews = answer == Answer::No || (answer == Answer::Unknown && fit_.answer == Answer::Yes);
        if (isNews) {
            fit_ = {answer, fit_.chance, field, match, option};
        }
        return answer != Answer::No;
    }
    bool takeChance(double chance, const Match& match) {
        fit_.chance *= chance;
        return take(chance > 0 ? Answer::Yes : Answer::No, Field::Chance, &match, nullptr);
    }
    [[nodiscard]] const RuleFit& result() const { return fit_; }

private:
    RuleFit fit_;
};

bool takeOwnParts(const Rule& rule, const Packet& packet, Gathering& all) {
    return all.take(fitAddress(rule.destination, packet.destination), Field::Destination) &&
           all.take(fitProtocol(rule, packet), Field::Protocol) &&
           all.take(fitAddress(rule.source, packet.source), Field::Source) &&
           all.take(fitDevice(rule.inInterface, packet.in), Field::In) &&
           all.take(fitDevice(rule.outInterface, packet.out), Field::Out) &&
           all.take(rule.fragment.value_or(false) ? Answer::No : Answer::Yes, Field::Fragment);
}

bool takeMatch(const Match& match, const Packet& packet, Gathering& all) {
    if (const auto chance = chanceOf(match)) {
        return all.takeChance(*chance, match);
    }
    if (match.options.empty() && !isPlain(match)) {
        return all.take(Answer::Unknown, Field::Other, &match);
    }
    for (const Option& option : match.options) {
        const Field field = fieldOf(match, option);
        if (!all.take(answerTo(field, option, packet), field, &match, &option)) {
            return false;
        }
    }
    return true;
}

std::string joined(const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values) {
        text += (text.empty() ? "" : " ") + value;
    }
    return text;
}

void describeOwnPart(const Rule& rule, Reason& reason) {
    const auto take = [&reason](const auto& part, const std::string& text) {
        reason.negated = part->negated;
        reason.wanted = text;
    };
    switch (reason.field) {
        case Field::Protocol:
            return take(rule.protocol, rule.protocol->value);
        case Field::Source:
            return take(rule.source, formatPrefix(rule.source->value));
        case Field::Destination:
            return take(rule.destination, formatPrefix(rule.destination->value));
        case Field::In:
            return take(rule.inInterface, rule.inInterface->value);
        case Field::Out:
            return take(rule.outInterface, rule.outInterface->value);
        default:
            return;
    }
}

}  // namespace

RuleFit fit(const Rule& rule, const Packet& packet) {
    Gathering all;
    if (takeOwnParts(rule, packet, all)) {
        for (const Match& match : rule.matches) {
            if (!takeMatch(match, packet, all)) {
                break;
            }
        }
    }
    return all.result();
}

std::optional<Reason> reasonOf(const Rule& rule, const Packet& packet, const RuleFit& fit) {
    if (fit.answer == Answer::Yes) {
        return std::nullopt;
    }
    Reason reason;
    reason.field = fit.field;
    reason.isKnown = fit.answer == Answer::No;
    reason.what = nameOf(fit.field);
    reason.found = foundIn(fit.field, packet);
    if (fit.match == nullptr) {
        describeOwnPart(rule, reason);
        return reason;
    }
    if (fit.option != nullptr) {
        reason.negated = fit.option->negated;
        reason.wanted = joined(fit.option->values);
    }
    if (fit.field == Field::Other) {
        const bool isLoose = fit.match->module.empty() && fit.option != nullptr;
        reason.what = isLoose ? fit.option->name : "-m " + fit.match->module;
    }
    return reason;
}

std::string Reason::text() const {
    if (field == Field::Chance) {
        return "its probability is 0";
    }
    if (field == Field::Other) {
        return "the rules alone do not tell what " + what + " says";
    }
    if (!isKnown) {
        return what + " is not known well enough to tell whether it is " + (negated ? "not " : "") + wanted;
    }
    if (field == Field::Fragment) {
        return "the packet is not a later fragment";
    }
    if (found.empty()) {
        return "the packet has no " + what + ", the rule asks for " + wanted;
    }
    const std::string have = what + ' ' + found;
    return negated ? have + " is " + wanted + ", which the rule excludes" : have + " is not " + wanted;
}

}  // namespace podwire::netfilter
