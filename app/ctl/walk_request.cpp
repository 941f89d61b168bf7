// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/walk_request.h"

#include "app/ctl/console.h"
#include "app/ctl/output.h"

namespace podwire::ctl {
namespace {

Result<live::TrafficRequest> requestOf(const Options& options) {
    live::TrafficRequest request;
    if (options.from.empty() || options.to.empty() || !options.arguments.isEmpty()) {
        return fail(ErrorKind::InvalidInput, options.command + ": say from where and to where", {},
                    "podwirectl " + options.command + " --from node2 --to 10.96.1.100:8080");
    }
    for (const auto& part :
         {live::readOrigin(options.from, request), live::readTarget(options.to, request)}) {
        if (!part) {
            return fail(part.error());
        }
    }
    return request;
}

tl::unexpected<int> report(const Error& error) {
    printError(error);
    return tl::make_unexpected(exitStatusFor(error));
}

}  // namespace

tl::expected<live::PacketWalk, int> walkFor(const Options& options, WalkWork work) {
    const auto request = requestOf(options);
    if (!request) {
        return report(request.error());
    }
    auto console = Console::open(options);
    if (!console) {
        return tl::make_unexpected(console.error());
    }
    auto walk = work((*console)->session().shells(), *request, {});
    if (!walk) {
        return report(walk.error());
    }
    return std::move(*walk);
}

}  // namespace podwire::ctl
