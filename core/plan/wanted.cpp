// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/wanted.h"

#include "core/base/shellwords.h"

namespace podwire::plan {
namespace {

struct Collector {
    Wanted& wanted;
    void operator()(const lab::Sysctl& sysctl) { wanted.sysctls.insert(sysctl.key); }
    void operator()(const lab::File& file) { wanted.files.insert(file.path); }
    void operator()(const lab::Download& download) { wanted.files.insert(download.path); }
    void operator()(const lab::Unit& unit) { wanted.units.insert(unit.name); }
    void operator()(const lab::Run& run) { wanted.probes.insert(run.present); }
    template <class Other>
    void operator()(const Other&) {}
};

}  // namespace

Wanted wantedOn(const lab::Lab& lab, const std::string& node) {
    Wanted wanted;
    for (const lab::Step* step : lab.steps()) {
        for (const lab::Resource& resource : step->apply) {
            if (resource.node == node) {
                std::visit(Collector{wanted}, resource.what);
                if (std::holds_alternative<lab::IptablesRule>(resource.what) && !resource.netns.empty()) {
                    wanted.netns.insert(resource.netns);
                }
            }
        }
    }
    return wanted;
}

std::string shellList(const std::set<std::string>& items) {
    return quoteCommand(std::vector<std::string>(items.begin(), items.end()));
}

}  // namespace podwire::plan
