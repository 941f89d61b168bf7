// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/pcap_reader.h"

#include <gmock/gmock.h>

#include <random>
#include <tuple>
#include <vector>

#include "tests/capture/savefile.h"

namespace podwire::capture {
namespace {

using test::Savefile;
using Seen = std::tuple<std::int64_t, std::uint32_t, std::string>;

struct Reading {
    PcapReader reader;
    std::vector<Seen> seen;

    bool feed(std::string_view bytes) {
        return reader
            .feed(bytes,
                  [this](const PcapRecord& record) {
                      seen.emplace_back(record.time, record.length, std::string(record.bytes));
                  })
            .has_value();
    }
};

class EverySavefile : public testing::TestWithParam<std::pair<bool, bool>> {
protected:
    Savefile file_{GetParam().first, GetParam().second};
    std::int64_t unit_ = GetParam().second ? 1 : 1000;
};

TEST_P(EverySavefile, IsReadInItsByteOrderAndUnit) {
    Reading reading;
    EXPECT_TRUE(reading.feed(file_.header(113) + file_.packet(1'700'000'000, 123'456, "abc", 1500)));
    ASSERT_TRUE(reading.reader.header());
    EXPECT_EQ(reading.reader.header()->linkType, 113);
    EXPECT_EQ(reading.reader.header()->snapLength, 262'144U);
    EXPECT_THAT(reading.seen,
                testing::ElementsAre(Seen(1'700'000'000'000'000'000 + 123'456 * unit_, 1500U, "abc")));
    EXPECT_FALSE(reading.reader.isTorn());
}

TEST_P(EverySavefile, MayBeTornAnywhere) {
    const std::string whole = file_.header() + file_.packet(1, 2, "first") + file_.packet(3, 4, "") +
                              file_.packet(5, 6, "third one");
    for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
        Reading reading;
        EXPECT_TRUE(reading.feed(whole.substr(0, cut)));
        EXPECT_TRUE(reading.feed(whole.substr(cut)));
        EXPECT_EQ(reading.seen.size(), 3U) << cut;
    }
    Reading bytes;
    for (const char byte : whole) {
        EXPECT_TRUE(bytes.feed(std::string_view(&byte, 1)));
    }
    EXPECT_THAT(bytes.seen, testing::ElementsAre(Seen(1'000'000'000 + 2 * unit_, 5U, "first"),
                                                 Seen(3'000'000'000 + 4 * unit_, 0U, ""),
                                                 Seen(5'000'000'000 + 6 * unit_, 9U, "third one")));
}

INSTANTIATE_TEST_SUITE_P(ByteOrdersAndUnits, EverySavefile,
                         testing::Values(std::pair(false, false), std::pair(false, true),
                                         std::pair(true, false), std::pair(true, true)));

TEST(PcapReader, TellsThatAPacketIsNotComplete) {
    const Savefile file;
    Reading reading;
    EXPECT_TRUE(reading.feed(file.header().substr(0, 23)));
    EXPECT_TRUE(reading.reader.isTorn());
    EXPECT_FALSE(reading.reader.header());
    EXPECT_TRUE(reading.feed(file.header().substr(23)));
    EXPECT_FALSE(reading.reader.isTorn());
    EXPECT_TRUE(reading.feed(file.packet(1, 1, "abc").substr(0, 18)));
    EXPECT_TRUE(reading.reader.isTorn());
    EXPECT_TRUE(reading.seen.empty());
}

TEST(PcapReader, RefusesWhatIsNoSavefile) {
    Reading reading;
    EXPECT_FALSE(reading.feed("tcpdump: this is no savefile at all"));
    EXPECT_FALSE(reading.feed(Savefile().header())) << "an error is final";
    EXPECT_FALSE(reading.reader.header());
}

TEST(PcapReader, RefusesAPacketThatIsTooLongToBeOne) {
    const Savefile file;
    Reading reading;
    EXPECT_TRUE(reading.feed(file.header() + file.packet(1, 1, std::string(262'144, 'x'))));
    EXPECT_FALSE(reading.feed(file.number(1) + file.number(1) + file.number(262'145) + file.number(262'145)));
    EXPECT_EQ(reading.seen.size(), 1U);
}

TEST(PcapReader, LeavesOutTheLengthOfTheFrameCheckSequence) {
    Reading reading;
    EXPECT_TRUE(reading.feed(Savefile().header(0x24000001)));
    EXPECT_EQ(reading.reader.header()->linkType, 1);
}

TEST(PcapReader, TakesAnyBytes) {
    std::mt19937 random(6);  // NOLINT(cert-msc51-cpp): the same bytes each time
    std::size_t refused = 0;
    for (int round = 0; round < 2'000; ++round) {
        Reading reading;
        std::string bytes = round % 2 == 0 ? Savefile().header() : std::string();
        for (int byte = 0; byte < 200; ++byte) {
            bytes += static_cast<char>(random() % 4 == 0 ? random() : 0);
        }
        bool good = true;
        for (std::size_t at = 0; at < bytes.size(); at += 7) {
            good = reading.feed(std::string_view(bytes).substr(at, 7)) && good;
        }
        refused += good ? 0 : 1;
        for (const Seen& seen : reading.seen) {
            EXPECT_LE(std::get<2>(seen).size(), bytes.size());
        }
    }
    EXPECT_GT(refused, 1'000U);
}

}  // namespace
}  // namespace podwire::capture
