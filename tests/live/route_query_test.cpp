// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/route_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace podwire::live {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

netstate::Netns pod() {
    netstate::Link link;
    link.name = "eth0";
    link.addresses = {{"inet", "192.168.1.10", 24, "global", false}};
    return {"pod1a",
            {link},
            {{"unicast", "192.168.1.0/24", "", "eth0", "192.168.1.10", "main", "kernel", "link", 0}}};
}

remote::Outcome exited(int status, const std::string& out, const std::string& err) {
    remote::Outcome outcome;
    outcome.ending = remote::Ending::Exit;
    outcome.exitCode = status;
    outcome.out = out;
    outcome.err = err;
    return outcome;
}

TEST(RouteQuery, IsAListOfArguments) {
    const auto asked = askRoute(pod(), " 8.8.8.8 ", "");
    EXPECT_THAT(routeCommand(*asked).argv, ElementsAre("sudo", "-n", "env", "LC_ALL=C", "ip", "-n", "pod1a",
                                                       "-j", "route", "get", "8.8.8.8"));
}

TEST(RouteQuery, FromAnAddressOfItsOwnBeginsHere) {
    EXPECT_EQ(askRoute(pod(), "8.8.8.8", "192.168.1.10")->arrival, "");
}

TEST(RouteQuery, FromElsewhereArrivesOnTheDeviceThatLeadsBack) {
    const auto asked = askRoute(pod(), "8.8.8.8", "192.168.1.20");
    EXPECT_EQ(asked->arrival, "eth0");
    const auto argv = routeCommand(*asked).argv;
    EXPECT_THAT(std::vector(argv.end() - 4, argv.end()), ElementsAre("from", "192.168.1.20", "iif", "eth0"));
    EXPECT_THAT(askRoute(pod(), "8.8.8.8", "9.9.9.9").error().message, HasSubstr("no route leads back"));
}

TEST(RouteQuery, TakesAddressesAndNothingElse) {
    for (const char* const typed :
         {"", "8.8.8", "8.8.8.8 from 1.1.1.1", "$(id)", "-6", "::1", "8.8.8.8/32", "host"}) {
        const auto asked = askRoute(pod(), typed, "");
        ASSERT_FALSE(asked) << typed;
        EXPECT_EQ(asked.error().kind, ErrorKind::InvalidInput);
    }
    EXPECT_FALSE(askRoute(pod(), "8.8.8.8", "x"));
}

TEST(RouteQuery, ReadsTheWay) {
    const auto way = readRoute({"", "8.8.8.8", "", ""}, exited(0, R"([{"dst":"8.8.8.8","dev":"a"}])", ""));
    EXPECT_EQ(way->way.device, "a");
}

TEST(RouteQuery, SaysWhatARefusalMeans) {
    const auto refused = [](const char* said) {
        return readRoute({"", "8.8.8.8", "", ""}, exited(2, "", said)).error().message;
    };
    EXPECT_EQ(refused("RTNETLINK answers: Network is unreachable\n"),
              "Network is unreachable: no route matches");
    EXPECT_THAT(refused("RTNETLINK answers: Permission denied\n"), HasSubstr("prohibit"));
    EXPECT_EQ(refused("Cannot find device \"x\"\n"), "No way to 8.8.8.8: Cannot find device \"x\"");
    EXPECT_EQ(readRoute({}, {}).error().kind, ErrorKind::Lost);
}

}  // namespace
}  // namespace podwire::live
