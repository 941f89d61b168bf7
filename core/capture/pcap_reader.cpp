// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/pcap_reader.h"

#include <algorithm>
#include <cstring>

namespace podwire::capture {
namespace {

constexpr std::uint32_t kMicroseconds = 0xa1b2c3d4;
constexpr std::uint32_t kNanoseconds = 0xa1b23c4d;
constexpr std::size_t kHeaderSize = 24;
constexpr std::size_t kSnapLengthAt = 16;
constexpr std::size_t kLinkTypeAt = 20;
constexpr std::size_t kRecordSize = 16;
constexpr std::uint32_t kLongest = 262'144;  // MAXIMUM_SNAPLEN of libpcap
constexpr std::int64_t kSecond = 1'000'000'000;

std::uint32_t swappedBytes(std::uint32_t number) {
    return __builtin_bswap32(number);
}

}  // namespace

std::uint32_t PcapReader::number(std::size_t at) const {
    std::uint32_t value = 0;
    std::memcpy(&value, buffer_.data() + at_ + at, sizeof value);
    return swapped_ ? swappedBytes(value) : value;
}

Result<void> PcapReader::feed(std::string_view bytes, const OnRecord& record) {
    if (broken_) {
        return fail(*broken_);
    }
    buffer_ += bytes;
    Result<void> read = header_ ? Result<void>() : readHeader();
    if (read && header_) {
        read = readRecords(record);
    }
    buffer_.erase(0, at_);
    at_ = 0;
    if (!read) {
        broken_ = read.error();
    }
    return read;
}

Result<void> PcapReader::readHeader() {
    if (buffer_.size() < kHeaderSize) {
        return {};
    }
    const auto isMagic = [](std::uint32_t magic) { return magic == kMicroseconds || magic == kNanoseconds; };
    swapped_ = !isMagic(number(0));
    if (!isMagic(number(0))) {
        return fail(ErrorKind::InvalidInput, "What tcpdump wrote is no savefile that Podwire can read");
    }
    unit_ = number(0) == kNanoseconds ? 1 : 1000;
    constexpr std::uint32_t linkTypeBits = 0xffff;  // above them: the length of the frame check sequence
    header_ =
        PcapHeader{static_cast<std::uint16_t>(number(kLinkTypeAt) & linkTypeBits), number(kSnapLengthAt)};
    at_ = kHeaderSize;
    return {};
}

Result<void> PcapReader::readRecords(const OnRecord& record) {
    while (buffer_.size() - at_ >= kRecordSize) {
        const std::uint32_t kept = number(8);
        if (kept > kLongest) {
            return fail(ErrorKind::InvalidInput, "What tcpdump wrote holds a packet of " +
                                                     std::to_string(kept) +
                                                     " bytes: it cannot be read further");
        }
        if (buffer_.size() - at_ - kRecordSize < kept) {
            return {};
        }
        const std::int64_t time = std::int64_t{number(0)} * kSecond + std::int64_t{number(4)} * unit_;
        record({time, std::max(kept, number(12)), std::string_view(buffer_).substr(at_ + kRecordSize, kept)});
        at_ += kRecordSize + kept;
    }
    return {};
}

}  // namespace podwire::capture
