// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/multipass_output.h"

#include <gmock/gmock.h>

#include "tests/support/fixture.h"

namespace podwire::nodes {
namespace {

using ::testing::ElementsAre;
using testing::fixture;
using ::testing::IsEmpty;

TEST(MultipassOutput, ReadsTheListOf113) {
    const auto list = parseInstanceList(fixture("multipass/list-1.13.json"));
    ASSERT_TRUE(list) << list.error().text();
    ASSERT_EQ(list->size(), 2U);
    EXPECT_EQ((*list)[0].name, "pw-podwire-node1");
    EXPECT_EQ((*list)[0].state, InstanceState::Running);
    EXPECT_EQ((*list)[0].release, "Ubuntu 24.04 LTS");
    EXPECT_THAT((*list)[0].addresses, ElementsAre("10.30.45.100", "192.168.1.1"));
    EXPECT_EQ((*list)[1].state, InstanceState::DelayedShutdown);
    EXPECT_EQ((*list)[1].stateText, "Delayed Shutdown");
    EXPECT_THAT((*list)[1].addresses, IsEmpty());
}

TEST(MultipassOutput, ReadsEveryStateAndTakesMissingKeys) {
    const auto list = parseInstanceList(fixture("multipass/list-head.json"));
    ASSERT_TRUE(list) << list.error().text();
    std::vector<InstanceState> states;
    for (const Instance& instance : *list) {
        states.push_back(instance.state);
    }
    using enum InstanceState;
    EXPECT_THAT(states, ElementsAre(Starting, Restarting, Stopped, Suspending, Suspended, Deleted,
                                    Unavailable, Unknown, Unknown, Unknown));
    EXPECT_EQ(list->at(8).stateText, "Hibernating");
}

TEST(MultipassOutput, ReadsInfo) {
    const auto info = parseInstanceInfo(fixture("multipass/info-1.16.json"));
    ASSERT_TRUE(info) << info.error().text();
    ASSERT_EQ(info->size(), 2U);
    EXPECT_EQ((*info)[0].name, "pw-podwire-node1");
    EXPECT_THAT((*info)[0].addresses, ElementsAre("10.30.45.100", "192.168.1.1"));
    EXPECT_EQ((*info)[1].state, InstanceState::Stopped);
}

TEST(MultipassOutput, ReadsAnEmptyList) {
    EXPECT_THAT(parseInstanceList(R"({"list": []})").value(), IsEmpty());
    EXPECT_THAT(parseHostNetworks(R"({"list": []})").value(), IsEmpty());
}

TEST(MultipassOutput, ReadsVersionWithAndWithoutADaemon) {
    const auto both = parseMultipassVersion(
        R"({"multipass": "1.16.3", "multipassd": "1.16.3", "update": {"title": "1.17"}})");
    ASSERT_TRUE(both);
    EXPECT_EQ(both->client, "1.16.3");
    EXPECT_EQ(both->daemon, "1.16.3");
    const auto alone = parseMultipassVersion(R"({"multipass": "1.13.1"})");
    ASSERT_TRUE(alone);
    EXPECT_FALSE(alone->daemon);
}

TEST(MultipassOutput, ReadsNetworks) {
    const auto networks = parseHostNetworks(
        R"({"list": [{"name": "br0", "type": "bridge", "description": "Network bridge"}, {"name": "wlan0"}]})");
    ASSERT_TRUE(networks);
    ASSERT_EQ(networks->size(), 2U);
    EXPECT_EQ((*networks)[0].type, "bridge");
    EXPECT_EQ((*networks)[1].name, "wlan0");
}

TEST(MultipassOutput, RefusesWhatItIsNot) {
    for (const char* junk :
         {"", "null", "[]", "list failed", R"({"list": {}})", R"({"list": [1]})",
          R"({"list": [{"state": "Running"}]})", R"({"info": []})", R"({"info": {"a": 1}})", "{"}) {
        SCOPED_TRACE(junk);
        EXPECT_EQ(parseInstanceList(junk).error().kind, ErrorKind::InvalidInput);
        EXPECT_EQ(parseInstanceInfo(junk).error().kind, ErrorKind::InvalidInput);
        EXPECT_EQ(parseMultipassVersion(junk).error().kind, ErrorKind::InvalidInput);
    }
    EXPECT_FALSE(parseHostNetworks(R"({"list": [{"type": "bridge"}]})"));
}

}  // namespace
}  // namespace podwire::nodes
