// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/net_reader.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace podwire::live {
namespace {

/// Takes the first line off.
std::string_view takeLine(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

double perSecond(std::uint64_t before, std::uint64_t now, double seconds) {
    return now > before ? static_cast<double>(now - before) / seconds : 0;
}

LinkRate rateOf(const netstate::LinkCounters& before, const netstate::LinkCounters& now, double seconds) {
    return {perSecond(before.packetsIn, now.packetsIn, seconds),
            perSecond(before.packetsOut, now.packetsOut, seconds),
            perSecond(before.bytesIn, now.bytesIn, seconds),
            perSecond(before.bytesOut, now.bytesOut, seconds)};
}

}  // namespace

const Namespace* NetSnapshot::find(std::string_view name) const {
    const auto found = std::find_if(namespaces->begin(), namespaces->end(),
                                    [&](const Namespace& one) { return one.name == name; });
    return found == namespaces->end() ? nullptr : &*found;
}

NetReader::NetReader(OnSnapshot onSnapshot)
    : onSnapshot_(std::move(onSnapshot)),
      parser_([this](std::string_view kind, std::string_view body) { take(kind, body); }) {}

void NetReader::begun() {
    parser_.reset();
    namespaces_.clear();
    ids_.clear();
    whole_.reset();
    counted_.reset();
    rates_.clear();
}

void NetReader::out(std::string_view bytes) {
    parser_.feed(bytes);
}

void NetReader::take(std::string_view kind, std::string_view body) {
    if (kind == "whole") {
        takeWhole();
    } else if (kind == "counters") {
        takeCounters(body);
    } else if (kind == "gone") {
        namespaces_.erase(std::string(body));
    } else {
        const std::string name(takeLine(body));
        if (kind == "netns") {
            takeNetns(name, body);
        } else if (kind == "sockets") {
            takeSockets(name, body);
        } else if (kind == "names") {
            takeNames(body);
        }
    }
}

/// A list that cannot be read, because the namespace went away under it, leaves what was known.
void NetReader::takeNetns(const std::string& name, std::string_view lists) {
    Namespace& netns = namespaces_[name];
    netns.name = name;
    if (auto links = netstate::parseLinks(takeLine(lists))) {
        netns.links = std::move(*links);
    }
    if (auto routes = netstate::parseRoutes(takeLine(lists))) {
        netns.routes = std::move(*routes);
    }
    if (auto neighbours = netstate::parseNeighbours(takeLine(lists))) {
        netns.neighbours = std::move(*neighbours);
    }
}

void NetReader::takeSockets(const std::string& name, std::string_view lines) {
    const auto netns = namespaces_.find(name);
    if (netns == namespaces_.end()) {
        return;
    }
    netns->second.sockets.clear();
    while (!lines.empty()) {
        const std::string_view line = takeLine(lines);
        const std::size_t blank = std::min(line.find(' '), line.size());
        for (netstate::Listener& listener : netstate::parseListeners(line.substr(blank))) {
            netns->second.sockets.push_back({std::string(line.substr(0, blank)), std::move(listener)});
        }
    }
}

void NetReader::takeNames(std::string_view json) {
    if (auto ids = netstate::parseNetnsIds(json)) {
        ids_ = std::move(*ids);
    }
}

void NetReader::takeWhole() {
    auto whole = std::make_shared<Namespaces>();
    for (const auto& [name, netns] : namespaces_) {
        whole->push_back(netns);
        const auto id = ids_.find(name);
        whole->back().id = id == ids_.end() ? -1 : id->second;
    }
    whole_ = std::move(whole);
    tell();
}

void NetReader::takeCounters(std::string_view body) {
    Counted now;
    const std::string_view uptime = takeLine(body);
    if (std::from_chars(uptime.data(), uptime.data() + uptime.size(), now.uptime).ec != std::errc()) {
        return;
    }
    const bool moved = !body.empty();
    if (moved) {
        now.links = netstate::parseLinkCounters(body);
    } else if (counted_) {
        now.links = counted_->links;
    }
    rates_.clear();
    if (counted_ && now.uptime > counted_->uptime) {
        for (const auto& [name, counters] : now.links) {
            if (const auto before = counted_->links.find(name); before != counted_->links.end()) {
                rates_[name] = rateOf(before->second, counters, now.uptime - counted_->uptime);
            }
        }
    }
    counted_ = std::move(now);
    tell();
}

void NetReader::tell() {
    if (!whole_) {
        return;
    }
    auto snapshot = std::make_shared<NetSnapshot>();
    snapshot->namespaces = whole_;
    snapshot->rates = rates_;
    snapshot->countedAt = counted_ ? counted_->uptime : 0;
    snapshot->when = wallTime();
    onSnapshot_(std::move(snapshot));
}

}  // namespace podwire::live
