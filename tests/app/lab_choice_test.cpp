// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lab_choice.h"

#include <gtest/gtest.h>

#include "core/nodes/lab_record.h"
#include "core/nodes/own_files.h"
#include "tests/support/temp_dir.h"

namespace podwire::app {
namespace {

class LabChoiceTest : public ::testing::Test {
protected:
    LabChoiceTest() : before_(qgetenv("XDG_DATA_HOME")) {
        qputenv("XDG_DATA_HOME", QByteArray::fromStdString(home_.path()));
    }
    ~LabChoiceTest() override { qputenv("XDG_DATA_HOME", before_); }

private:
    testing::TempDir home_;
    QByteArray before_;
};

const nodes::LabChoice kRemembered{"other", "ssh", "/hosts.yaml", true};

TEST_F(LabChoiceTest, TheFirstTimeItIsTheLocalLab) {
    const auto choice = startingChoice({}, std::nullopt);
    EXPECT_EQ(choice.provider, "local");
    EXPECT_EQ(choice.name, "podwire");
    EXPECT_FALSE(choice.readOnly);
}

TEST_F(LabChoiceTest, WhatIsRememberedComesAgain) {
    const auto choice = startingChoice({}, kRemembered);
    EXPECT_EQ(choice.name, "other");
    EXPECT_EQ(choice.provider, "ssh");
    EXPECT_EQ(choice.inventory, "/hosts.yaml");
    EXPECT_TRUE(choice.readOnly);
}

TEST_F(LabChoiceTest, WhatIsAskedForGoesBeforeWhatIsRemembered) {
    LaunchOptions options;
    options.name = QStringLiteral("mine");
    const auto choice = startingChoice(options, kRemembered);
    EXPECT_EQ(choice.name, "mine");
    EXPECT_EQ(choice.provider, "local");
    EXPECT_FALSE(choice.readOnly);
}

TEST_F(LabChoiceTest, ReadOnlyHoldsForWhatIsRemembered) {
    LaunchOptions options;
    options.readOnly = true;
    const auto choice = startingChoice(options, nodes::LabChoice{"podwire", "local", {}, false});
    EXPECT_EQ(choice.name, "podwire");
    EXPECT_TRUE(choice.readOnly);
}

TEST_F(LabChoiceTest, ANameSaysWhoseLabItIs) {
    ASSERT_TRUE(nodes::writeRecord(nodes::dataDirectory(), "mine", {"ssh", {}, "/recorded.yaml"}));
    LaunchOptions options;
    options.name = QStringLiteral("mine");
    const auto choice = startingChoice(options, std::nullopt);
    EXPECT_EQ(choice.provider, "ssh");
    EXPECT_EQ(choice.inventory, "/recorded.yaml");
}

TEST_F(LabChoiceTest, ARelativeInventoryStaysTheSameFileElsewhere) {
    LaunchOptions options;
    options.inventory = QStringLiteral("hosts.yaml");
    const auto choice = startingChoice(options, std::nullopt);
    EXPECT_EQ(choice.provider, "ssh");
    EXPECT_EQ(choice.inventory.front(), '/');
}

TEST_F(LabChoiceTest, AnAddressNamesTheWayThere) {
    nodes::NodeInfo node;
    node.name = "node1";
    node.endpoint.address = remote::TcpAddress{"10.0.0.5", 2222};
    node.endpoint.jump.hosts = "me@bastion";
    EXPECT_EQ(addressesOf({node}).value(QStringLiteral("node1")),
              QStringLiteral("10.0.0.5, port 2222, by way of me@bastion"));
}

}  // namespace
}  // namespace podwire::app
