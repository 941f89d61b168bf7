// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/link_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace podwire::models {
namespace {

netstate::Link link(int index, const std::string& name, bool up = true, bool carrier = true) {
    netstate::Link link;
    link.index = index;
    link.name = name;
    link.kind = "veth";
    link.up = up;
    link.carrier = carrier;
    link.mtu = 1500;
    link.addresses = {{"inet", "192.168.1.1", 24, "global", false}, {"inet6", "fe80::1", 64, "link", false}};
    return link;
}

class LinkModelTest : public testing::Test {
protected:
    void show(std::vector<netstate::Link> links) { model.setLinks({{"", std::move(links), {}}}, ""); }
    LinkUse useAt(int row) const {
        return static_cast<LinkUse>(model.index(row, LinkModel::UseColumn).data().toInt());
    }

    LinkModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Warning};
};

TEST_F(LinkModelTest, GivesRawValuesByColumnAndByRole) {
    show({link(2, "br0")});
    EXPECT_EQ(model.index(0, LinkModel::NameColumn).data().toString(), QStringLiteral("br0"));
    EXPECT_EQ(model.index(0, 0).data(LinkModel::AddressesRole).toStringList(),
              (QStringList{QStringLiteral("192.168.1.1/24"), QStringLiteral("fe80::1/64")}));
    EXPECT_EQ(model.index(0, LinkModel::MtuColumn).data().toInt(), 1500);
}

TEST_F(LinkModelTest, TellsDownFromNobodyAtTheOtherEnd) {
    show({link(1, "a"), link(2, "b", true, false), link(3, "c", false, false)});
    EXPECT_EQ(useAt(0), LinkUse::Up);
    EXPECT_EQ(useAt(1), LinkUse::NoCarrier);
    EXPECT_EQ(useAt(2), LinkUse::Down);
}

TEST_F(LinkModelTest, AChangedLinkIsTheSameRow) {
    show({link(1, "a"), link(2, "b")});
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    show({link(1, "a"), link(2, "renamed", false)});
    EXPECT_EQ(changed.size(), 1);
    EXPECT_TRUE(inserted.isEmpty());
    EXPECT_EQ(model.index(1, 0).data().toString(), QStringLiteral("renamed"));
}

TEST_F(LinkModelTest, KnowsThePeerInAnotherNamespace) {
    netstate::Link here = link(5, "to-pod");
    netstate::Link there = link(2, "eth0");
    here.peerIndex = 2;
    there.peerIndex = 5;
    model.setLinks({{"", {here}, {}}, {"pod1a", {there}, {}}}, "");
    EXPECT_EQ(model.index(0, LinkModel::PeerColumn).data().toString(), QStringLiteral("eth0"));
    EXPECT_EQ(model.index(0, 0).data(LinkModel::PeerNetnsRole).toString(), QStringLiteral("pod1a"));
    EXPECT_TRUE(model.index(0, 0).data(LinkModel::PeerElsewhereRole).toBool());
    model.setLinks({}, "gone");
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(LinkModelTest, LightsUpWhatTheStepMakes) {
    model.setStepLinks({"b"});
    show({link(1, "a"), link(2, "b")});
    EXPECT_FALSE(model.index(0, 0).data(LinkModel::OfStepRole).toBool());
    EXPECT_TRUE(model.index(1, 0).data(LinkModel::OfStepRole).toBool());
    model.setStepLinks({});
    EXPECT_FALSE(model.index(1, 0).data(LinkModel::OfStepRole).toBool());
}

}  // namespace
}  // namespace podwire::models
