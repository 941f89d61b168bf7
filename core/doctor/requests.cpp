// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>

#include "core/doctor/look.h"
#include "core/doctor/wanted.h"
#include "core/plan/evaluate.h"

namespace podwire::doctor {
namespace {

/// So many requests miss one of three backends with a chance of 1 in 16,000.
constexpr int kManyRequests = 24;
constexpr int kFewRequests = 2;

class Collector {
public:
    void add(Request request) {
        split(request);
        if (request.host.empty()) {
            return;
        }
        request.count = request.answeredBy.size() > 1 ? kManyRequests : kFewRequests;
        const auto same = std::find_if(requests_.begin(), requests_.end(), [&](const Request& one) {
            return one.node == request.node && requestId(one) == requestId(request);
        });
        if (same == requests_.end()) {
            requests_.push_back(std::move(request));
        } else if (same->answeredBy.empty() || same->answeredBy.size() < request.answeredBy.size()) {
            *same = std::move(request);
        }
    }

    /// What the lab says will be lost is not asked for.
    void exclude(const std::string& node, const std::string& id) { excluded_.insert(node + ' ' + id); }

    std::vector<Request> take() {
        std::erase_if(requests_, [this](const Request& one) {
            return excluded_.count(one.node + ' ' + requestId(one)) > 0;
        });
        return std::move(requests_);
    }

private:
    static void split(Request& request) {
        const std::size_t slash = std::min(request.address.find('/'), request.address.size());
        const std::string authority = request.address.substr(0, slash);
        const std::size_t colon = std::min(authority.find(':'), authority.size());
        request.host = authority.substr(0, colon);
        request.port = colon < authority.size() ? std::atoi(authority.c_str() + colon + 1) : 80;
    }

    std::vector<Request> requests_;
    std::set<std::string> excluded_;
};

std::optional<Request> requestOf(const lab::Check& check) {
    const auto* http = std::get_if<lab::HttpCheck>(&check.what);
    if (http == nullptr) {
        return std::nullopt;
    }
    Request request;
    request.node = check.node;
    request.netns = check.netns;
    request.address = http->address;
    request.answeredBy = http->answeredBy;
    return request;
}

/// The author's line in place of a plain request gives something time to happen first.
bool waits(const lab::Check& check) {
    return check.command.find("sleep ") != std::string::npos &&
           check.command.find("break") != std::string::npos;
}

void addCheck(Collector& collector, const lab::Check& check) {
    std::optional<Request> request = requestOf(check);
    if (!request || waits(check)) {
        return;
    }
    const auto& http = std::get<lab::HttpCheck>(check.what);
    if (http.failure != lab::Failure::None || http.failAtLeast) {
        collector.exclude(check.node, requestId(*request));
    } else {
        collector.add(std::move(*request));
    }
}

Request requestInside(const Pod& pod) {
    Request request;
    request.node = pod.node;
    request.netns = pod.name;
    request.address = pod.address + ':' + pod.port;
    request.answeredBy = {pod.address};
    return request;
}

}  // namespace

std::string requestId(const Request& request) {
    return request.netns + ' ' + request.address;
}

std::vector<Request> requestsOf(const lab::Lab& lab, const Picture& picture) {
    Collector collector;
    const plan::Assessment ideal = idealOf(lab, picture.steps);
    std::set<std::string> spokenOf;
    for (const lab::Step* step : lab.steps()) {
        if (ideal.stateOf(step->id) != plan::StepState::Applied) {
            continue;
        }
        for (const lab::Check& check : step->after) {
            if (const auto request = requestOf(check)) {
                spokenOf.insert(request->node + ' ' + requestId(*request));
            }
            if (plan::counts(check, ideal)) {
                addCheck(collector, check);
            }
        }
    }
    for (const Pod& pod : picture.pods) {
        const Request request = requestInside(pod);
        if (!pod.port.empty() && spokenOf.count(request.node + ' ' + requestId(request)) == 0) {
            collector.add(request);
        }
    }
    return collector.take();
}

}  // namespace podwire::doctor
