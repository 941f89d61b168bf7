// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/live/frames.h"
#include "core/live/net_snapshot.h"
#include "core/live/stream.h"
#include "core/netstate/link_counters.h"

namespace podwire::live {

/// Makes snapshots of what netScript() prints. Runs on the Shell's thread.
class NetReader : public StreamReader {
public:
    using OnSnapshot = std::function<void(std::shared_ptr<const NetSnapshot>)>;

    explicit NetReader(OnSnapshot onSnapshot);
    void begun() override;
    void out(std::string_view bytes) override;
    void err(std::string_view /*bytes*/) override {}

private:
    struct Counted {
        double uptime = 0;
        std::map<std::string, netstate::LinkCounters> links;
    };

    void take(std::string_view kind, std::string_view body);
    void takeNetns(const std::string& name, std::string_view lists);
    void takeSockets(const std::string& name, std::string_view lines);
    void takeNames(std::string_view json);
    void takeCounters(std::string_view body);
    void takeWhole();
    void tell();

    OnSnapshot onSnapshot_;
    FrameParser parser_;
    std::map<std::string, Namespace> namespaces_;
    std::map<std::string, int> ids_;
    std::shared_ptr<const Namespaces> whole_;
    std::optional<Counted> counted_;
    std::map<std::string, LinkRate> rates_;
};

}  // namespace podwire::live
