// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/finding.h"

#include <array>

namespace podwire::doctor {
namespace {

struct LayerName {
    std::string_view name;
    std::string_view title;
};

constexpr std::array kLayers{
    LayerName{"node", "Nodes"},
    LayerName{"step", "Steps"},
    LayerName{"cabling", "Namespaces, links and addresses"},
    LayerName{"file", "Files"},
    LayerName{"server", "Servers"},
    LayerName{"forwarding", "Forwarding"},
    LayerName{"route", "Routes"},
    LayerName{"filter", "What may drop packets"},
    LayerName{"rule", "nat rules"},
    LayerName{"port", "Ports"},
    LayerName{"log", "Log rules"},
    LayerName{"connection", "Known connections"},
    LayerName{"dns", "DNS"},
    LayerName{"request", "Requests"},
};

}  // namespace

std::string_view toString(Verdict verdict) {
    switch (verdict) {
        case Verdict::Ok:
            return "ok";
        case Verdict::Note:
            return "note";
        case Verdict::Unknown:
            return "unknown";
        case Verdict::Wrong:
            return "wrong";
    }
    return "unknown";
}

std::string_view toString(Layer layer) {
    return kLayers.at(static_cast<std::size_t>(layer)).name;
}

std::string_view titleOf(Layer layer) {
    return kLayers.at(static_cast<std::size_t>(layer)).title;
}

}  // namespace podwire::doctor
