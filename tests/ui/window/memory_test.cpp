// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/memory.h"

#include <gtest/gtest.h>

#include <QSettings>

namespace podwire::ui {
namespace {

class MemoryTest : public ::testing::Test {
protected:
    MemoryTest() { QSettings().clear(); }
    ~MemoryTest() override { QSettings().clear(); }
};

TEST_F(MemoryTest, NothingWasChosenAtFirst) {
    EXPECT_FALSE(memory::labChoice().has_value());
    EXPECT_TRUE(memory::recentInventories().isEmpty());
}

TEST_F(MemoryTest, TheChoiceComesBackAsItWas) {
    memory::setLabChoice({"mine", "ssh", "/a/hosts.yaml", true});
    const auto choice = memory::labChoice();
    ASSERT_TRUE(choice.has_value());
    EXPECT_EQ(choice->name, "mine");
    EXPECT_EQ(choice->provider, "ssh");
    EXPECT_EQ(choice->inventory, "/a/hosts.yaml");
    EXPECT_TRUE(choice->readOnly);
}

TEST_F(MemoryTest, AChoiceThatMakesNoSenseIsNone) {
    memory::setLabChoice({"mine", "cloud", {}, false});
    EXPECT_FALSE(memory::labChoice().has_value());
    memory::setLabChoice({"Not a name", "local", {}, false});
    EXPECT_FALSE(memory::labChoice().has_value());
    memory::setLabChoice({"mine", "ssh", {}, false});
    EXPECT_FALSE(memory::labChoice().has_value()) << "hosts of no inventory";
}

TEST_F(MemoryTest, InventoriesAreKeptOnceTheLastOneFirst) {
    for (int i = 0; i < 12; ++i) {
        memory::setLabChoice({"mine", "ssh", "/" + std::to_string(i % 10), false});
    }
    memory::setLabChoice({"mine", "local", {}, false});
    const QStringList files = memory::recentInventories();
    ASSERT_EQ(files.size(), 8);
    EXPECT_EQ(files.first(), QStringLiteral("/1"));
    EXPECT_EQ(files.count(QStringLiteral("/1")), 1);
}

}  // namespace
}  // namespace podwire::ui
