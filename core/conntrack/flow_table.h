// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/conntrack/flow.h"
#include "core/conntrack/parse.h"
#include "core/conntrack/services.h"

namespace podwire::conntrack {

enum class Phase : std::uint8_t {
    Alive,
    Closed,  ///< gone on the node; kept a moment longer so that a view can let it fade
};

/// A flow with its place in the table. Times are the caller's milliseconds.
struct Row {
    Flow flow;
    std::int64_t since = 0;    ///< when it began; 0: before anybody listened
    std::int64_t expires = 0;  ///< when its own timeout runs out, unless more traffic comes
    std::uint32_t slot = 0;    ///< names the row until it is reported as gone
    Phase phase = Phase::Alive;
};

/// What became different since the last take().
struct Changes {
    bool whole = false;               ///< `rows` is all there is; nothing from before counts any more
    std::vector<Row> rows;            ///< added or changed, each once
    std::vector<std::uint32_t> gone;  ///< slots; each may come again as another flow's in a later take()
    [[nodiscard]] bool empty() const { return !whole && rows.empty() && gone.empty(); }
};

/// The connections of one node, put together from events and whole dumps. Bounded: what comes beyond is
/// counted per service. Not thread-safe.
class FlowTable {
public:
    struct Limits {
        std::size_t held = 200'000;      ///< flows that are alive
        std::size_t lingering = 5'000;   ///< that are closed and still shown
        std::int64_t linger = 1'500;     ///< milliseconds
        std::int64_t patience = 10'000;  ///< a flow without traffic goes this long after its timeout ran out
    };

    FlowTable() : FlowTable(Limits{}) {}
    explicit FlowTable(const Limits& limits) : limits_(limits) {}

    /// Event::Kind::Listed counts as part of a dump.
    void apply(const Event& event, std::int64_t now);

    /// Around the lines of a whole dump that runs while events come in: what neither the dump nor an event
    /// names is closed at the end. A dump that broke off is simply begun again.
    void beginResync();
    void endResync(std::int64_t now);

    /// Closes what ran out of time without a word from the kernel (DESTROY comes late or never) and forgets
    /// what was closed a moment ago. To be called about once a second.
    void age(std::int64_t now);
    /// A flow's timeout ran out: only a dump can tell whether traffic renewed it, for which no event comes.
    [[nodiscard]] bool isOverdue(std::int64_t now) const { return now > earliestExpiry_; }

    /// At most so many rows; the others come with the next call. A slot that is gone may never have come.
    [[nodiscard]] Changes take(std::size_t most = SIZE_MAX);
    [[nodiscard]] bool hasChanges() const { return whole_ || !dirty_.empty() || !gone_.empty(); }
    /// Every row, closed ones as well.
    [[nodiscard]] std::vector<Row> rows() const;
    [[nodiscard]] std::size_t alive() const { return slotOf_.size(); }
    /// Flows beyond the bound.
    [[nodiscard]] const ServiceCounts& beyond() const { return beyond_; }
    /// Bytes of memory that the table takes, as far as it knows.
    [[nodiscard]] std::size_t memory() const;

private:
    struct Entry {
        Row row;
        std::uint32_t seen = 0;  ///< the resync in which it was last named
        bool used = false;
        bool dirty = false;
    };
    struct Lingering {
        std::int64_t until = 0;
        std::uint32_t slot = 0;
    };

    void upsert(const Event& event, std::int64_t now);
    void destroy(const Event& event, std::int64_t now);
    void listed(const Flow& flow, std::int64_t now);
    void add(std::uint64_t key, const Flow& flow, std::int64_t since, std::int64_t now);
    void update(Entry& entry, const Flow& flow, std::int64_t now);
    void close(std::uint32_t slot, std::int64_t now);
    void forgetOldest();
    void setExpiry(Row& row, std::int64_t now);
    void markDirty(std::uint32_t slot);
    void dropUntaken();

    Limits limits_;
    std::vector<Entry> entries_;
    std::unordered_map<std::uint64_t, std::uint32_t> slotOf_;  ///< of those alive
    std::vector<std::uint32_t> free_;
    std::vector<std::uint32_t> gone_;  ///< not yet taken, so not yet free
    std::vector<std::uint32_t> dirty_;
    std::deque<Lingering> lingering_;
    std::unordered_set<std::uint64_t> destroyed_;  ///< while a dump is under way: it may still name them
    ServiceCounts beyond_;
    std::int64_t earliestExpiry_ = INT64_MAX;  ///< or earlier
    std::uint32_t resync_ = 0;
    bool resyncing_ = false;
    bool whole_ = false;
};

}  // namespace podwire::conntrack
