// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/pcapng_writer.h"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace podwire::capture {
namespace {

constexpr std::uint32_t kSectionHeader = 0x0a0d0d0a;
constexpr std::uint32_t kInterfaceDescription = 1;
constexpr std::uint32_t kInterfaceStatistics = 5;
constexpr std::uint32_t kEnhancedPacket = 6;
constexpr std::uint32_t kByteOrder = 0x1a2b3c4d;
constexpr std::size_t kWord = 4;
constexpr unsigned kBits = 8;

enum Option : std::uint16_t {
    kEnd = 0,
    kApplication = 4,
    kName = 2,
    kResolution = 9,
    kFilter = 11,
    kReceived = 4,
    kDropped = 5,
    kDelivered = 8,
};

template <class Number>
void put(std::string& out, Number number) {
    for (std::size_t byte = 0; byte < sizeof number; ++byte) {
        out += static_cast<char>(static_cast<unsigned char>(number >> (kBits * byte)));
    }
}

void putPadded(std::string& out, std::string_view bytes) {
    out += bytes;
    out.append((kWord - bytes.size() % kWord) % kWord, '\0');
}

void putOption(std::string& out, Option option, std::string_view value) {
    const std::string_view most = value.substr(0, std::numeric_limits<std::uint16_t>::max());
    put<std::uint16_t>(out, option);
    put(out, static_cast<std::uint16_t>(most.size()));
    putPadded(out, most);
}

void putCount(std::string& out, Option option, const std::optional<std::uint64_t>& count) {
    if (count) {
        std::string bytes;
        put(bytes, *count);
        putOption(out, option, bytes);
    }
}

void putEnd(std::string& out) {
    putOption(out, kEnd, {});
}

/// The high word comes first, whatever the byte order.
void putTime(std::string& out, std::int64_t time) {
    constexpr unsigned half = 32;
    const auto bits = static_cast<std::uint64_t>(std::max<std::int64_t>(time, 0));
    put(out, static_cast<std::uint32_t>(bits >> half));
    put(out, static_cast<std::uint32_t>(bits));
}

/// A block around what `body` writes; its length stands at both ends.
template <class Body>
void block(std::string& out, std::uint32_t type, Body body) {
    const std::size_t begin = out.size();
    put(out, type);
    put<std::uint32_t>(out, 0);
    body();
    const auto length = static_cast<std::uint32_t>(out.size() - begin + kWord);
    put(out, length);
    std::string atFront;
    put(atFront, length);
    out.replace(begin + kWord, kWord, atFront);
}

}  // namespace

void appendSectionHeader(std::string& out, std::string_view application) {
    block(out, kSectionHeader, [&] {
        put(out, kByteOrder);
        put<std::uint16_t>(out, 1);   // major version
        put<std::uint16_t>(out, 0);   // minor version
        put(out, ~std::uint64_t{0});  // the section's length is not known
        putOption(out, kApplication, application);
        putEnd(out);
    });
}

void appendInterface(std::string& out, const InterfaceDescription& description) {
    block(out, kInterfaceDescription, [&] {
        put(out, description.linkType);
        put<std::uint16_t>(out, 0);
        put(out, description.snapLength);
        putOption(out, kName, description.name);
        constexpr char nanoseconds = 9;
        putOption(out, kResolution, std::string(1, nanoseconds));
        if (!description.filter.empty()) {
            putOption(out, kFilter,
                      std::string(1, '\0') + description.filter);  // 0: a filter of libpcap, as text
        }
        putEnd(out);
    });
}

void appendPacket(std::string& out, std::uint32_t interface, std::int64_t time, std::uint32_t length,
                  std::string_view bytes) {
    block(out, kEnhancedPacket, [&] {
        put(out, interface);
        putTime(out, time);
        put(out, static_cast<std::uint32_t>(bytes.size()));
        put(out, length);
        putPadded(out, bytes);
    });
}

void appendStatistics(std::string& out, std::uint32_t interface, const InterfaceStatistics& statistics) {
    block(out, kInterfaceStatistics, [&] {
        put(out, interface);
        putTime(out, statistics.time);
        putCount(out, kReceived, statistics.received);
        putCount(out, kDropped, statistics.dropped);
        putCount(out, kDelivered, statistics.delivered);
        putEnd(out);
    });
}

}  // namespace podwire::capture
