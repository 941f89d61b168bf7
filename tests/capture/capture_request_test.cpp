// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/capture_request.h"

#include <gmock/gmock.h>

#include "core/base/shellwords.h"

namespace podwire::capture {
namespace {

const Place kEns3{"node1", "", "ens3"};

TEST(CaptureRequest, NamesAPlaceAsTheFileDoes) {
    EXPECT_EQ(kEns3.name(), "node1/ens3");
    EXPECT_EQ((Place{"node1", "pod1a", "eth0"}.name()), "node1/pod1a/eth0");
}

TEST(CaptureRequest, APlaceIsReadWithWhatIsUsual) {
    const Place usual{"node2", "pod2", ""};
    EXPECT_EQ(readPlace("eth0", usual).value(), (Place{"node2", "pod2", "eth0"}));
    EXPECT_EQ(readPlace("node1/ens3", usual).value(), kEns3);
    EXPECT_EQ(readPlace("node1/pod1a/eth0", usual).value(), (Place{"node1", "pod1a", "eth0"}));
    for (const char* wrong : {"", "/", "node1/", "/ens3", "a/b/c/d", "node1//eth0x y", "-w", "a b", "ens3;id",
                              "longer-than-any-is"}) {
        EXPECT_FALSE(readPlace(wrong, usual)) << wrong;
    }
    EXPECT_FALSE(readPlace("ens3", {}));
}

TEST(CaptureRequest, WhatNoNodeCouldHaveIsRefused) {
    const auto isGood = [](const CaptureRequest& request) { return checkRequest(request).has_value(); };
    EXPECT_TRUE(isGood({{kEns3}, "tcp port 80", std::chrono::seconds(60), kUsualSize}));
    EXPECT_TRUE(isGood({{kEns3}, "", {}, 0}));
    EXPECT_FALSE(isGood({}));
    EXPECT_FALSE(isGood({{kEns3, kEns3}, "", {}, 0}));
    EXPECT_FALSE(isGood({{{"node1", "../etc", "eth0"}}, "", {}, 0}));
    EXPECT_FALSE(isGood({{{"node1", "-batch", "eth0"}}, "", {}, 0}));
    EXPECT_FALSE(isGood({{kEns3}, "tcp\nport", {}, 0}));
    EXPECT_FALSE(isGood({{kEns3}, std::string(4'097, 'x'), {}, 0}));
    EXPECT_FALSE(isGood({{kEns3}, "", std::chrono::hours(25), 0}));
    EXPECT_FALSE(isGood({{kEns3}, "", std::chrono::seconds(-1), 0}));
    EXPECT_FALSE(isGood({{kEns3}, "", {}, kLeastSize - 1}));
    std::vector<Place> many;
    for (std::size_t number = 0; number <= kMostPlaces; ++number) {
        many.push_back({"node1", "", "veth" + std::to_string(number)});
    }
    EXPECT_FALSE(isGood({many, "", {}, 0}));
}

TEST(CaptureRequest, SizesHaveUnits) {
    EXPECT_EQ(readSize("65536").value(), 65'536U);
    EXPECT_EQ(readSize("500k").value(), 500'000U);
    EXPECT_EQ(readSize("100M").value(), 100'000'000U);
    EXPECT_EQ(readSize("1.5G").value(), 1'500'000'000U);
    for (const char* wrong : {"", "M", "-1", "1T", "1MB", "nan", "inf", "1e30", " 1", "0x10p"}) {
        EXPECT_FALSE(readSize(wrong)) << wrong;
    }
}

TEST(CaptureRequest, TheCommandReadsAndKeepsWhatIsTypedInQuotes) {
    const remote::Command command = captureCommand({"node1", "pod1a", "eth0"}, "port 80; $(reboot) '");
    EXPECT_EQ(command.effect, remote::Effect::Reads);
    EXPECT_TRUE(command.keepInputOpen);
    EXPECT_EQ(command.deadline.count(), 0);
    EXPECT_THAT(command.argv.back(),
                testing::HasSubstr("FILTER=" + quoteWord("port 80; $(reboot) '") + "\n"));
    EXPECT_THAT(command.argv.back(), testing::HasSubstr("ENTER='ip netns exec pod1a'\n"));
}

}  // namespace
}  // namespace podwire::capture
