// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conntrack/flow_table.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace podwire::conntrack {
namespace {

using Kind = Event::Kind;

Event tcp(Kind kind, std::uint32_t id, TcpState state = TcpState::SynSent, std::uint32_t timeout = 120) {
    Event event;
    event.kind = kind;
    Flow& flow = event.flow;
    flow.protocol = kTcp;
    flow.id = id;
    flow.state = state;
    flow.timeout = timeout;
    flow.original = {1, 2, static_cast<std::uint16_t>(id), 80, 0, 0, 0};
    flow.reply = {3, 1, 80, static_cast<std::uint16_t>(id), 0, 0, 0};
    return event;
}

std::vector<std::uint32_t> alive(const FlowTable& table) {
    std::vector<std::uint32_t> ids;
    for (const Row& row : table.rows()) {
        if (row.phase == Phase::Alive) {
            ids.push_back(row.flow.id);
        }
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

using Ids = std::vector<std::uint32_t>;

TEST(FlowTableTest, AFlowIsAddedUpdatedClosedAndForgotten) {
    FlowTable table;
    table.apply(tcp(Kind::New, 7), 1000);
    Changes changes = table.take();
    ASSERT_EQ(changes.rows.size(), 1U);
    EXPECT_EQ(changes.rows[0].expires, 121'000);
    table.apply(tcp(Kind::Update, 7, TcpState::Established, 432000), 2000);
    table.apply(tcp(Kind::Update, 7, TcpState::FinWait), 2000);
    changes = table.take();
    ASSERT_EQ(changes.rows.size(), 1U);
    EXPECT_EQ(changes.rows[0].flow.state, TcpState::FinWait);
    EXPECT_EQ(changes.rows[0].since, 1000);
    table.apply(tcp(Kind::Destroy, 7, TcpState::TimeWait), 3000);
    changes = table.take();
    ASSERT_EQ(changes.rows.size(), 1U);
    EXPECT_EQ(changes.rows[0].phase, Phase::Closed);
    EXPECT_EQ(table.alive(), 0U);
    table.age(4499);
    EXPECT_TRUE(table.take().empty());
    table.age(4500);
    changes = table.take();
    EXPECT_TRUE(changes.rows.empty());
    EXPECT_EQ(changes.gone.size(), 1U);
    EXPECT_TRUE(table.rows().empty());
}

TEST(FlowTableTest, OnlyWhatBeganBeforeOurEyesHasABeginning) {
    FlowTable table;
    table.apply(tcp(Kind::New, 1), 1000);
    table.apply(tcp(Kind::Listed, 2), 1000);
    table.apply(tcp(Kind::Update, 3), 1000);
    EXPECT_EQ(table.rows().at(0).since, 1000);
    EXPECT_EQ(table.rows().at(1).since, 0);
    EXPECT_EQ(table.rows().at(2).since, 0);
}

TEST(FlowTableTest, ASlotIsNotGivenAgainBeforeItsEndWasTaken) {
    FlowTable table;
    table.apply(tcp(Kind::New, 1), 0);
    const std::uint32_t slot = table.take().rows.at(0).slot;
    table.apply(tcp(Kind::Destroy, 1), 0);
    table.age(10'000);
    table.apply(tcp(Kind::New, 2), 10'000);
    Changes changes = table.take();
    EXPECT_NE(changes.rows.at(0).slot, slot);
    EXPECT_EQ(changes.gone, Ids{slot});
    table.apply(tcp(Kind::New, 3), 10'000);
    EXPECT_EQ(table.take().rows.at(0).slot, slot);
}

TEST(FlowTableTest, AnIdThatComesAgainForAnotherConnectionEndsTheOldOne) {
    FlowTable table;
    table.apply(tcp(Kind::New, 1), 0);
    Event other = tcp(Kind::New, 1);
    other.flow.original.sourcePort = 9999;
    table.apply(other, 0);
    EXPECT_EQ(table.alive(), 1U);
    ASSERT_EQ(table.rows().size(), 2U);
    EXPECT_EQ(table.rows()[0].phase, Phase::Closed);
    EXPECT_EQ(table.rows()[1].flow.original.sourcePort, 9999);
}

TEST(FlowTableTest, WithoutIdsTheTupleNamesTheConnection) {
    FlowTable table;
    for (const std::uint32_t port : {5U, 6U}) {
        Event event = tcp(Kind::New, port);
        event.flow.id = 0;
        table.apply(event, 0);
        event.kind = Kind::Update;
        table.apply(event, 0);
    }
    EXPECT_EQ(table.alive(), 2U);
}

TEST(FlowTableTest, CountersSurviveAnUpdateThatHasNone) {
    FlowTable table;
    Event listed = tcp(Kind::Listed, 1);
    listed.flow.flags = kHasCounters;
    listed.flow.sent = {4, 400};
    table.apply(listed, 0);
    table.apply(tcp(Kind::Update, 1), 0);
    EXPECT_EQ(table.rows().at(0).flow.sent, (Counters{4, 400}));
    Event end = tcp(Kind::Destroy, 1);
    end.flow.flags = kHasCounters;
    end.flow.sent = {5, 500};
    table.apply(end, 0);
    EXPECT_EQ(table.rows().at(0).flow.sent, (Counters{5, 500}));
}

TEST(FlowTableTest, AResyncClosesWhatNobodyNamed) {
    FlowTable table;
    for (const std::uint32_t id : {1U, 2U, 3U}) {
        table.apply(tcp(Kind::New, id), 0);
    }
    table.beginResync();
    table.apply(tcp(Kind::Listed, 2), 10);
    table.apply(tcp(Kind::New, 4), 10);
    table.apply(tcp(Kind::Listed, 5), 10);
    table.endResync(20);
    EXPECT_EQ(alive(table), (Ids{2, 4, 5}));
    table.endResync(30);
    EXPECT_EQ(alive(table), (Ids{2, 4, 5}));
}

TEST(FlowTableTest, ADumpDoesNotBringBackWhatEndedMeanwhile) {
    FlowTable table;
    table.apply(tcp(Kind::New, 1), 0);
    table.beginResync();
    table.apply(tcp(Kind::Destroy, 1), 0);
    table.apply(tcp(Kind::Listed, 1), 0);
    EXPECT_EQ(table.alive(), 0U);
    table.apply(tcp(Kind::New, 1), 0);
    table.apply(tcp(Kind::Listed, 1), 0);
    table.endResync(0);
    EXPECT_EQ(alive(table), Ids{1});
}

TEST(FlowTableTest, ADumpDoesNotOverruleAYoungerEvent) {
    FlowTable table;
    table.apply(tcp(Kind::New, 1), 0);
    table.beginResync();
    table.apply(tcp(Kind::Update, 1, TcpState::TimeWait), 0);
    table.apply(tcp(Kind::Listed, 1, TcpState::Established), 0);
    table.endResync(0);
    EXPECT_EQ(table.rows().at(0).flow.state, TcpState::TimeWait);
}

TEST(FlowTableTest, ABrokenDumpClosesNothing) {
    FlowTable table;
    table.apply(tcp(Kind::New, 1), 0);
    table.beginResync();
    table.beginResync();
    table.apply(tcp(Kind::Listed, 1), 0);
    table.endResync(0);
    EXPECT_EQ(alive(table), Ids{1});
}

TEST(FlowTableTest, AFlowEndsByItsOwnTimeoutWhenTheKernelIsSilent) {
    FlowTable table;
    table.apply(tcp(Kind::New, 1, TcpState::SynSent, 5), 0);
    table.apply(tcp(Kind::New, 2, TcpState::SynSent, 100), 0);
    EXPECT_FALSE(table.isOverdue(5'000));
    EXPECT_TRUE(table.isOverdue(5'001));
    table.age(15'000);
    EXPECT_EQ(table.alive(), 2U);
    table.age(15'001);
    EXPECT_EQ(alive(table), Ids{2});
    EXPECT_FALSE(table.isOverdue(15'001));
    EXPECT_TRUE(table.isOverdue(100'001));
}

TEST(FlowTableTest, AnOffloadedFlowDoesNotAge) {
    FlowTable table;
    Event event = tcp(Kind::New, 1, TcpState::Established, 0);
    event.flow.flags = kOffload;
    table.apply(event, 0);
    table.age(INT64_MAX - 1'000'000);
    EXPECT_EQ(table.alive(), 1U);
}

TEST(FlowTableTest, BeyondTheBoundFlowsAreCountedPerService) {
    FlowTable::Limits limits;
    limits.held = 10;
    FlowTable table(limits);
    for (std::uint32_t id = 1; id <= 25; ++id) {
        table.apply(tcp(Kind::New, id), 0);
    }
    EXPECT_EQ(table.alive(), 10U);
    EXPECT_EQ(table.beyond().total(), 15U);
    EXPECT_EQ(table.beyond().most(1).at(0).service, (Service{2, 80, kTcp}));
    table.apply(tcp(Kind::Destroy, 25), 0);
    EXPECT_EQ(table.beyond().total(), 14U);
    table.apply(tcp(Kind::Destroy, 1), 0);
    EXPECT_EQ(table.alive(), 9U);
    table.beginResync();
    for (std::uint32_t id = 2; id <= 12; ++id) {
        table.apply(tcp(Kind::Listed, id), 0);
    }
    table.endResync(0);
    EXPECT_EQ(table.alive(), 10U);
    EXPECT_EQ(table.beyond().total(), 1U);
}

TEST(FlowTableTest, ManyThatEndAtOnceLingerOnlyUpToTheBound) {
    FlowTable::Limits limits;
    limits.lingering = 3;
    FlowTable table(limits);
    for (std::uint32_t id = 1; id <= 10; ++id) {
        table.apply(tcp(Kind::New, id), 0);
        table.apply(tcp(Kind::Destroy, id), 0);
    }
    EXPECT_EQ(table.rows().size(), 3U);
}

TEST(FlowTableTest, ADumpThatSaysNothingNewChangesNothing) {
    FlowTable table;
    table.apply(tcp(Kind::New, 1), 0);
    EXPECT_FALSE(table.take().empty());
    table.beginResync();
    table.apply(tcp(Kind::Listed, 1, TcpState::SynSent, 119), 1800);
    table.endResync(1800);
    EXPECT_FALSE(table.hasChanges());
    table.apply(tcp(Kind::Listed, 1, TcpState::SynSent, 120), 5000);
    EXPECT_EQ(table.take().rows.at(0).expires, 125'000);
}

TEST(FlowTableTest, ManyChangesMayBeTakenInPieces) {
    FlowTable table;
    for (std::uint32_t id = 1; id <= 10; ++id) {
        table.apply(tcp(Kind::New, id), 0);
    }
    EXPECT_EQ(table.take(7).rows.size(), 7U);
    EXPECT_EQ(table.take(7).rows.size(), 3U);
    EXPECT_FALSE(table.hasChanges());
}

/// What a consumer has put together from the changes it took.
class Mirror {
public:
    void apply(const Changes& changes) {
        if (changes.whole) {
            rows_.clear();
        }
        for (const std::uint32_t slot : changes.gone) {
            rows_.erase(slot);
        }
        for (const Row& row : changes.rows) {
            rows_[row.slot] = row;
        }
    }
    [[nodiscard]] bool matches(const FlowTable& table) const {
        const auto rows = table.rows();
        return rows.size() == rows_.size() && std::all_of(rows.begin(), rows.end(), [&](const Row& row) {
                   const auto found = rows_.find(row.slot);
                   return found != rows_.end() && isSame(found->second, row);
               });
    }

private:
    /// A second more or less until the timeout is no change.
    static bool isSame(const Row& mirrored, Row row) {
        row.flow.timeout = mirrored.flow.timeout;
        return mirrored.flow == row.flow && mirrored.phase == row.phase &&
               std::abs(mirrored.expires - row.expires) <= 2'000;
    }

    std::unordered_map<std::uint32_t, Row> rows_;
};

TEST(FlowTableTest, TheChangesPutTogetherGiveTheTable) {
    FlowTable::Limits limits;
    limits.held = 40;
    limits.lingering = 5;
    for (const int takeEvery : {1, 7, 500}) {
        FlowTable table(limits);
        Mirror mirror;
        std::uint32_t chance = 1;
        for (int round = 0; round < 5000; ++round) {
            chance = chance * 1664525U + 1013904223U;
            const auto kind = static_cast<Kind>((chance >> 28U) % 4);
            table.apply(tcp(kind, 1 + (chance >> 16U) % 60, TcpState::SynSent, (chance >> 8U) % 20), round);
            if (round % 100 == 0) {
                table.beginResync();
            } else if (round % 100 == 60) {
                table.endResync(round);
            }
            table.age(round);
            if (round % takeEvery == 0) {
                mirror.apply(table.take(3));
                while (table.hasChanges()) {
                    mirror.apply(table.take(3));
                }
                ASSERT_TRUE(mirror.matches(table)) << takeEvery << ' ' << round;
            }
        }
    }
}

}  // namespace
}  // namespace podwire::conntrack
