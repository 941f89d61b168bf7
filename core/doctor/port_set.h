// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace podwire::doctor {

/// Ports as iptables-save writes them: "80", "1024:65535", "80,443,8000:8080".
class PortSet {
public:
    /// Nothing for a text that is not such a list.
    static std::optional<PortSet> parse(std::string_view text);
    /// What the kernel gives clients that ask for none: net.ipv4.ip_local_port_range as it comes.
    static PortSet ofClients();
    [[nodiscard]] bool contains(int port) const;
    [[nodiscard]] bool contains(const PortSet& other) const;
    [[nodiscard]] bool meets(const PortSet& other) const;

private:
    struct Range {
        int first = 0;
        int last = 0;
    };
    std::vector<Range> ranges_;
};

}  // namespace podwire::doctor
