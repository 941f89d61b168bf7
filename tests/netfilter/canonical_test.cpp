// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/canonical.h"

#include <gtest/gtest.h>

namespace podwire::netfilter::canonical {
namespace {

std::string canonical(Function function, std::string_view text) {
    std::string out;
    const Reason reason = function(text, out);
    return reason == nullptr ? out : "(refused)";
}

TEST(CanonicalRates, StayTheSameWhenTheyAreReadAgain) {
    for (const Function function : {rate, hashlimitRate}) {
        for (const char* const unit : {"/sec", "/min", "/hour", "/day"}) {
            for (int count = 1; count <= 10'000; ++count) {
                const std::string once = canonical(function, std::to_string(count) + unit);
                ASSERT_EQ(canonical(function, once), once) << count << unit;
            }
        }
    }
}

TEST(CanonicalRates, AreWhatTheKernelKeeps) {
    EXPECT_EQ(canonical(rate, "60/minute"), "1/sec");
    EXPECT_EQ(canonical(rate, "7000/hour"), "7001/hour");
    EXPECT_EQ(canonical(rate, "5"), "5/sec");
    EXPECT_EQ(canonical(rate, "3/h"), "3/hour");
    for (const char* const text :
         {"", "0/s", "5/", "/s", "10001/s", "5/fortnight", "-5/s", "5 /s", "99999999999999999999/s"}) {
        EXPECT_EQ(canonical(rate, text), "(refused)") << text;
    }
}

TEST(CanonicalProbabilities, AreMultiplesOfOneTwoPowThirtyFirst) {
    EXPECT_EQ(canonical(probability, "0.33"), "0.33000000007");
    EXPECT_EQ(canonical(probability, "0.33000000007"), "0.33000000007");
    EXPECT_EQ(canonical(probability, "0.33333333349"), "0.33333333349");
    EXPECT_EQ(canonical(probability, "1"), "1.00000000000");
    EXPECT_EQ(canonical(probability, ".5"), "0.50000000000");
    for (const char* const text : {"", "1.1", "-0.1", "0,5", "nan", "inf", "0.5x", "half"}) {
        EXPECT_EQ(canonical(probability, text), "(refused)") << text;
    }
}

TEST(CanonicalProbabilities, StayTheSameWhenTheyAreReadAgain) {
    for (int i = 0; i <= 10'000; ++i) {
        const std::string once = canonical(probability, std::to_string(i / 10'000.0));
        ASSERT_EQ(canonical(probability, once), once);
    }
}

TEST(CanonicalPorts, MayBeNamedAndOpenEnded) {
    EXPECT_EQ(canonical(portRange, "http"), "80");
    EXPECT_EQ(canonical(portRange, "30000:32767"), "30000:32767");
    EXPECT_EQ(canonical(portRange, "1024:"), "1024:65535");
    EXPECT_EQ(canonical(portRange, ":1023"), "0:1023");
    EXPECT_EQ(canonical(portRange, "80:80"), "80");
    for (const char* const text : {"", "65536", "80:70", "nosuchservice", "-1", "1:2:3", "080", "80 "}) {
        EXPECT_EQ(canonical(portRange, text), "(refused)") << text;
    }
}

TEST(CanonicalPorts, AreAtMostFifteenInAList) {
    EXPECT_EQ(canonical(portList, "http,https,8000:8100"), "80,443,8000:8100");
    EXPECT_EQ(canonical(portList, "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15"),
              "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15");
    EXPECT_EQ(canonical(portList, "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16"), "(refused)");
    EXPECT_EQ(canonical(portList, "1,2,3,4,5,6,7,8,9,10,11,12,13,14,20:30"), "(refused)");
    EXPECT_EQ(canonical(portList, "80,"), "(refused)");
}

TEST(CanonicalNatAddresses, MayBeRangesWithPorts) {
    EXPECT_EQ(canonical(natAddress, "10.0.0.1-10.0.0.1:80-80"), "10.0.0.1:80");
    EXPECT_EQ(canonical(natAddress, ":8080"), ":8080");
    for (const char* const text :
         {"", ":", "10.0.0.1:", "10.0.0", "10.0.0.1:90-80", "10.0.0.1-", "10.0.0.1:80:90", "host:80"}) {
        EXPECT_EQ(canonical(natAddress, text), "(refused)") << text;
    }
}

TEST(CanonicalMarks, AreHexadecimalWithTheirMask) {
    EXPECT_EQ(canonical(mark, "16"), "0x10");
    EXPECT_EQ(canonical(mark, "0x4000/0x4000"), "0x4000/0x4000");
    EXPECT_EQ(canonical(mark, "010/0xffffffff"), "0x8");
    EXPECT_EQ(canonical(maskedMark, "1"), "0x1/0xffffffff");
    for (const char* const text : {"", "0x", "0x100000000", "1/", "/1", "1/2/3", "0b1"}) {
        EXPECT_EQ(canonical(mark, text), "(refused)") << text;
    }
}

TEST(CanonicalLists, StandInTheOrderOfIptablesSave) {
    EXPECT_EQ(canonical(conntrackStates, "dnat,established,RELATED"), "RELATED,ESTABLISHED,DNAT");
    EXPECT_EQ(canonical(tcpFlags, "ALL"), "FIN,SYN,RST,PSH,ACK,URG");
    EXPECT_EQ(canonical(tcpFlags, "none"), "NONE");
    EXPECT_EQ(canonical(tcpFlags, "SYN,FOO"), "(refused)");
    EXPECT_EQ(canonical(addressTypes, "local,unicast"), "UNICAST,LOCAL");
    EXPECT_EQ(canonical(weekdays, "Sun,Mon"), "Mon,Sun");
    EXPECT_EQ(canonical(monthdays, "31,1"), "1,31");
    EXPECT_EQ(canonical(monthdays, "32"), "(refused)");
}

TEST(CanonicalTimes, HaveSeconds) {
    EXPECT_EQ(canonical(timeOfDay, "8:5"), "08:05:00");
    EXPECT_EQ(canonical(timeOfDay, "23:59:59"), "23:59:59");
    EXPECT_EQ(canonical(timeOfDay, "24:00"), "(refused)");
    EXPECT_EQ(canonical(timeOfDay, "10"), "(refused)");
    EXPECT_EQ(canonical(timeOfDay, "10:00:00:00"), "(refused)");
    EXPECT_EQ(canonical(dateTime, "2026-01-05"), "2026-01-05T00:00:00");
    EXPECT_EQ(canonical(dateTime, "2026-01-05T10:00"), "2026-01-05T10:00:00");
    EXPECT_EQ(canonical(dateTime, "05.01.2026"), "(refused)");
}

TEST(CanonicalInterfaces, HaveAtMostFifteenBytes) {
    EXPECT_EQ(canonical(interfaceName, "abcdefghijklmno"), "abcdefghijklmno");
    EXPECT_EQ(canonical(interfaceName, "abcdefghijklmnop"), "(refused)");
    EXPECT_EQ(canonical(interfaceName, "a b"), "(refused)");
    EXPECT_EQ(canonical(interfaceName, ""), "(refused)");
}

}  // namespace
}  // namespace podwire::netfilter::canonical
