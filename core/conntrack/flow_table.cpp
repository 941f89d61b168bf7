// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conntrack/flow_table.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace podwire::conntrack {
namespace {

constexpr std::int64_t kSecond = 1'000;
constexpr std::int64_t kSameExpiry =
    2 * kSecond;  // the kernel tells whole seconds, and the line takes its time

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15U;
    constexpr unsigned kShift = 29;
    hash = (hash ^ value) * kPrime;
    return hash ^ (hash >> kShift);
}

/// The kernel's id where it is told; else the tuple, told apart from ids by its high bit.
std::uint64_t keyOf(const Flow& flow) {
    if (flow.id != 0) {
        return flow.id;
    }
    constexpr std::uint64_t kNoId = std::uint64_t{1} << 63U;
    constexpr unsigned kHalf = 32;
    const Tuple& tuple = flow.original;
    std::uint64_t hash = mix(flow.protocol, (std::uint64_t{tuple.source} << kHalf) | tuple.destination);
    hash = mix(hash, (std::uint64_t{tuple.sourcePort} << kHalf) | tuple.destinationPort);
    hash = mix(hash, (std::uint64_t{tuple.icmpId} << kHalf) | tuple.icmpType);
    return mix(hash, flow.zone) | kNoId;
}

/// An id may come again for another connection.
bool sameConnection(const Flow& a, const Flow& b) {
    return a.protocol == b.protocol && a.original == b.original;
}

bool sameButTimeout(Flow a, const Flow& b) {
    a.timeout = b.timeout;
    return a == b;
}

void takeCounters(Flow& to, const Flow& from) {
    to.sent = from.sent;
    to.answered = from.answered;
    to.flags |= kHasCounters;
}

}  // namespace

void FlowTable::apply(const Event& event, std::int64_t now) {
    switch (event.kind) {
        case Event::Kind::New:
        case Event::Kind::Update:
            upsert(event, now);
            break;
        case Event::Kind::Destroy:
            destroy(event, now);
            break;
        case Event::Kind::Listed:
            listed(event.flow, now);
            break;
    }
}

void FlowTable::upsert(const Event& event, std::int64_t now) {
    const std::uint64_t key = keyOf(event.flow);
    if (resyncing_) {
        destroyed_.erase(key);
    }
    const auto found = slotOf_.find(key);
    if (found != slotOf_.end() && sameConnection(entries_[found->second].row.flow, event.flow)) {
        update(entries_[found->second], event.flow, now);
        return;
    }
    if (found != slotOf_.end()) {
        close(found->second, now);
    }
    add(key, event.flow, event.kind == Event::Kind::New ? now : 0, now);
}

void FlowTable::destroy(const Event& event, std::int64_t now) {
    const std::uint64_t key = keyOf(event.flow);
    if (resyncing_) {
        destroyed_.insert(key);
    }
    const auto found = slotOf_.find(key);
    if (found == slotOf_.end()) {
        beyond_.remove(event.flow);
        return;
    }
    Flow& flow = entries_[found->second].row.flow;
    if (event.flow.has(kHasCounters) && sameConnection(flow, event.flow)) {
        takeCounters(flow, event.flow);
    }
    close(found->second, now);
}

void FlowTable::listed(const Flow& flow, std::int64_t now) {
    const std::uint64_t key = keyOf(flow);
    if (destroyed_.contains(key)) {
        return;
    }
    const auto found = slotOf_.find(key);
    if (found == slotOf_.end()) {
        add(key, flow, 0, now);
        return;
    }
    Entry& entry = entries_[found->second];
    const bool toldByEvent = resyncing_ && entry.seen == resync_;  // the event is the younger one
    if (!toldByEvent && sameConnection(entry.row.flow, flow)) {
        update(entry, flow, now);
    } else if (!toldByEvent) {
        close(found->second, now);
        add(key, flow, 0, now);
    }
}

void FlowTable::add(std::uint64_t key, const Flow& flow, std::int64_t since, std::int64_t now) {
    if (slotOf_.size() >= limits_.held) {
        beyond_.add(flow);
        return;
    }
    std::uint32_t slot = static_cast<std::uint32_t>(entries_.size());
    if (free_.empty()) {
        entries_.emplace_back();
    } else {
        slot = free_.back();
        free_.pop_back();
    }
    Entry& entry = entries_[slot];
    entry = Entry{};
    entry.used = true;
    entry.seen = resync_;
    entry.row.flow = flow;
    entry.row.since = since;
    entry.row.slot = slot;
    setExpiry(entry.row, now);
    slotOf_.emplace(key, slot);
    markDirty(slot);
}

void FlowTable::update(Entry& entry, const Flow& flow, std::int64_t now) {
    const Flow before = entry.row.flow;
    const std::int64_t expiredBefore = entry.row.expires;
    entry.row.flow = flow;
    if (!flow.has(kHasCounters) && before.has(kHasCounters)) {
        takeCounters(entry.row.flow, before);
    }
    entry.seen = resync_;
    setExpiry(entry.row, now);
    if (std::abs(entry.row.expires - expiredBefore) > kSameExpiry ||
        !sameButTimeout(entry.row.flow, before)) {
        markDirty(entry.row.slot);
    } else {
        entry.row.expires = expiredBefore;  // small steps must not add up unseen
    }
}

void FlowTable::close(std::uint32_t slot, std::int64_t now) {
    Row& row = entries_[slot].row;
    slotOf_.erase(keyOf(row.flow));
    row.phase = Phase::Closed;
    markDirty(slot);
    lingering_.push_back({now + limits_.linger, slot});
    if (lingering_.size() > limits_.lingering) {
        forgetOldest();
    }
}

void FlowTable::forgetOldest() {
    const std::uint32_t slot = lingering_.front().slot;
    lingering_.pop_front();
    entries_[slot].used = false;
    gone_.push_back(slot);
    if (gone_.size() > limits_.held) {
        dropUntaken();
    }
}

void FlowTable::setExpiry(Row& row, std::int64_t now) {
    row.expires = row.flow.has(kOffload) ? INT64_MAX : now + row.flow.timeout * kSecond;
    earliestExpiry_ = std::min(earliestExpiry_, row.expires);
}

void FlowTable::markDirty(std::uint32_t slot) {
    if (!std::exchange(entries_[slot].dirty, true)) {
        dirty_.push_back(slot);
    }
}

/// Nobody takes the changes: from now on only the whole table will do.
void FlowTable::dropUntaken() {
    whole_ = true;
    free_.insert(free_.end(), gone_.begin(), gone_.end());
    gone_.clear();
    std::erase_if(dirty_, [this](std::uint32_t slot) { return !entries_[slot].used; });
}

void FlowTable::beginResync() {
    ++resync_;
    resyncing_ = true;
    destroyed_.clear();
    beyond_.clear();
}

void FlowTable::endResync(std::int64_t now) {
    if (!std::exchange(resyncing_, false)) {
        return;
    }
    destroyed_.clear();
    for (std::uint32_t slot = 0; slot < entries_.size(); ++slot) {
        const Entry& entry = entries_[slot];
        if (entry.used && entry.row.phase == Phase::Alive && entry.seen != resync_) {
            close(slot, now);
        }
    }
}

void FlowTable::age(std::int64_t now) {
    while (!lingering_.empty() && lingering_.front().until <= now) {
        forgetOldest();
    }
    if (!isOverdue(now)) {
        return;
    }
    earliestExpiry_ = INT64_MAX;
    for (std::uint32_t slot = 0; slot < entries_.size(); ++slot) {
        const Entry& entry = entries_[slot];
        if (!entry.used || entry.row.phase != Phase::Alive) {
            continue;
        }
        if (entry.row.expires < now - limits_.patience) {
            close(slot, now);
        } else {
            earliestExpiry_ = std::min(earliestExpiry_, entry.row.expires);
        }
    }
}

Changes FlowTable::take(std::size_t most) {
    Changes changes;
    changes.whole = std::exchange(whole_, false);
    if (changes.whole) {
        changes.rows = rows();
    }
    std::size_t looked = 0;
    for (; looked < dirty_.size() && (changes.whole || changes.rows.size() < most); ++looked) {
        Entry& entry = entries_[dirty_[looked]];
        const bool dirty = std::exchange(entry.dirty, false);
        if (dirty && entry.used && !changes.whole) {
            changes.rows.push_back(entry.row);
        }
    }
    dirty_.erase(dirty_.begin(), dirty_.begin() + static_cast<std::ptrdiff_t>(looked));
    free_.insert(free_.end(), gone_.begin(), gone_.end());
    if (!changes.whole) {
        changes.gone = std::move(gone_);
    }
    gone_.clear();
    return changes;
}

std::vector<Row> FlowTable::rows() const {
    std::vector<Row> all;
    all.reserve(slotOf_.size() + lingering_.size());
    for (const Entry& entry : entries_) {
        if (entry.used) {
            all.push_back(entry.row);
        }
    }
    return all;
}

std::size_t FlowTable::memory() const {
    constexpr std::size_t kMapNode = sizeof(std::uint64_t) * 4;  // key, slot, link, and malloc's own
    return entries_.capacity() * sizeof(Entry) + slotOf_.size() * kMapNode +
           slotOf_.bucket_count() * sizeof(void*) +
           (free_.capacity() + gone_.capacity() + dirty_.capacity()) * sizeof(std::uint32_t) +
           lingering_.size() * sizeof(Lingering);
}

}  // namespace podwire::conntrack
