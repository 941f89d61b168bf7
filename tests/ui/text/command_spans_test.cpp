// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/command_spans.h"

#include <gtest/gtest.h>

namespace podwire::ui {
namespace {

using Kind = CommandSpan::Kind;

class CommandSpansTest : public testing::Test {
protected:
    const AddressBook book{QStringLiteral("10.96.1.100"),
                           {QStringLiteral("192.168.1.1"), QStringLiteral("192.168.1.10")}};

    std::vector<std::pair<std::string, Kind>> spansOf(const char* command) const {
        const QString text = QString::fromLatin1(command);
        std::vector<std::pair<std::string, Kind>> result;
        for (const CommandSpan& span : commandSpans(text, book)) {
            result.emplace_back(text.mid(span.start, span.length).toStdString(), span.kind);
        }
        return result;
    }
};

TEST_F(CommandSpansTest, FindsOptionsAndTheVirtualAddress) {
    const std::vector<std::pair<std::string, Kind>> expected{
        {"-t", Kind::Option}, {"-d", Kind::Option}, {"10.96.1.100", Kind::Vip}, {"--dport", Kind::Option}};
    EXPECT_EQ(spansOf("sudo iptables -t nat -d 10.96.1.100 --dport 8080"), expected);
}

TEST_F(CommandSpansTest, TakesThePortWithTheAddress) {
    const std::vector<std::pair<std::string, Kind>> expected{{"192.168.1.10:80", Kind::Backend}};
    EXPECT_EQ(spansOf("to 192.168.1.10:80"), expected);
}

TEST_F(CommandSpansTest, DoesNotTakeTheBeginningOfALongerAddress) {
    const auto spans = commandSpans(QStringLiteral("ping 192.168.1.10"), book);
    ASSERT_EQ(spans.size(), 1);
    EXPECT_EQ(spans.at(0).backend, 1) << "192.168.1.10, not 192.168.1.1";
    EXPECT_TRUE(spansOf("ping 192.168.1.100").empty());
    EXPECT_TRUE(spansOf("ping 1.192.168.1.10").empty());
}

TEST_F(CommandSpansTest, AnAddressAtTheEndOfASentenceCounts) {
    EXPECT_EQ(spansOf("from 192.168.1.10.").size(), 1U);
    EXPECT_EQ(spansOf("192.168.1.10/24").size(), 1U);
}

TEST_F(CommandSpansTest, NeitherADashInsideAWordNorANegativeNumberIsAnOption) {
    EXPECT_TRUE(spansOf("host-veth pod1a -1 - --").empty());
}

TEST_F(CommandSpansTest, OutputHasNoOptions) {
    EXPECT_TRUE(addressSpans(QStringLiteral("-A OUTPUT -j DNAT"), book).isEmpty());
    EXPECT_EQ(addressSpans(QStringLiteral("-d 10.96.1.100/32"), book).size(), 1);
}

TEST_F(CommandSpansTest, AnEmptyBookColoursNoAddress) {
    EXPECT_TRUE(addressSpans(QStringLiteral("10.96.1.100"), AddressBook{}).isEmpty());
}

}  // namespace
}  // namespace podwire::ui
