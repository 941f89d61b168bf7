// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conntrack/flow.h"

#include <array>

#include "core/netfilter/names.h"

namespace podwire::conntrack {
namespace {

constexpr std::array<std::string_view, 11> kStates{"",         "SYN_SENT",   "SYN_RECV", "ESTABLISHED",
                                                   "FIN_WAIT", "CLOSE_WAIT", "LAST_ACK", "TIME_WAIT",
                                                   "CLOSE",    "SYN_SENT2",  "OTHER"};
constexpr int kParts = 4;
constexpr std::uint32_t kPartBits = 8;
constexpr std::uint32_t kPartMask = 255;

}  // namespace

std::string protocolName(std::uint8_t number) {
    const auto name = netfilter::protocolName(number);
    return name ? std::string(*name) : std::to_string(number);
}

std::string_view stateName(TcpState state) {
    return kStates.at(static_cast<std::size_t>(state));
}

TcpState stateByName(std::string_view name) {
    for (std::size_t i = 1; i < static_cast<std::size_t>(TcpState::Other); ++i) {
        if (kStates.at(i) == name) {
            return static_cast<TcpState>(i);
        }
    }
    return TcpState::None;
}

std::string_view stateWord(const Flow& flow) {
    if (flow.state != TcpState::None) {
        return stateName(flow.state);
    }
    if (flow.has(kUnreplied)) {
        return "UNREPLIED";
    }
    return flow.has(kAssured) ? "ASSURED" : "";
}

std::string addressText(std::uint32_t address) {
    std::string text;
    for (int part = kParts - 1; part >= 0; --part) {
        text += std::to_string((address >> (static_cast<std::uint32_t>(part) * kPartBits)) & kPartMask);
        text += part > 0 ? "." : "";
    }
    return text;
}

std::string endpointText(std::uint32_t address, std::uint16_t port) {
    return port == 0 ? addressText(address) : addressText(address) + ":" + std::to_string(port);
}

bool readAddress(std::string_view text, std::uint32_t& address) {
    constexpr std::uint32_t kTen = 10;
    std::uint32_t value = 0;
    std::uint32_t part = 0;
    int parts = 1;
    bool digits = false;
    for (const char letter : text) {
        if (letter >= '0' && letter <= '9') {
            part = part * kTen + static_cast<std::uint32_t>(letter - '0');
            digits = true;
        } else if (letter == '.' && digits && parts < kParts) {
            value = (value << kPartBits) | part;
            part = 0;
            digits = false;
            ++parts;
        } else {
            return false;
        }
        if (part > kPartMask) {
            return false;
        }
    }
    address = (value << kPartBits) | part;
    return digits && parts == kParts;
}

}  // namespace podwire::conntrack
