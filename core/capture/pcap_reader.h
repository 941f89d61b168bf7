// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

/// Packets as tcpdump writes them: the classic savefile, pcap-savefile(5).
namespace podwire::capture {

struct PcapHeader {
    std::uint16_t linkType = 0;    ///< LINKTYPE_ value: 1 is Ethernet
    std::uint32_t snapLength = 0;  ///< no packet's kept bytes are more; 0: not told
};

/// One packet. `bytes` are valid during the call only.
struct PcapRecord {
    std::int64_t time = 0;     ///< nanoseconds since 1970-01-01 UTC
    std::uint32_t length = 0;  ///< on the wire; `bytes` may be fewer
    std::string_view bytes;
};

/// Reads a savefile that comes in pieces of any size, in either byte order, with micro- or nanoseconds. After
/// an error every further piece is refused with the same error.
class PcapReader {
public:
    using OnRecord = std::function<void(const PcapRecord&)>;

    /// Calls `record` for each packet that is complete now. InvalidInput when this is no savefile or a packet
    /// is longer than one can be.
    Result<void> feed(std::string_view bytes, const OnRecord& record);
    /// Nothing before its 24 bytes have come.
    [[nodiscard]] const std::optional<PcapHeader>& header() const { return header_; }
    /// The stream stops within the header or a packet.
    [[nodiscard]] bool isTorn() const { return !buffer_.empty(); }

private:
    Result<void> readHeader();
    Result<void> readRecords(const OnRecord& record);
    [[nodiscard]] std::uint32_t number(std::size_t at) const;

    std::string buffer_;
    std::size_t at_ = 0;  ///< where in the buffer what was not read yet begins
    std::optional<PcapHeader> header_;
    bool swapped_ = false;
    std::int64_t unit_ = 1000;  ///< nanoseconds
    std::optional<Error> broken_;
};

}  // namespace podwire::capture
