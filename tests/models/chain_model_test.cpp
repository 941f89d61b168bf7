// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/chain_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace podwire::models {
namespace {

using netfilter::Moment;
using Role = ChainModel::Role;

QString q(const char* text) {
    return QString::fromLatin1(text);
}

std::string rule(const std::string& chain, int number, int packets = 0,
                 const std::string& target = "ACCEPT") {
    return "[" + std::to_string(packets) + ":0] -A " + chain + " -d 10.0.0." + std::to_string(number) +
           "/32 -j " + target + "\n";
}

class ChainModelTest : public ::testing::Test {
protected:
    void show(const std::string& tables) {
        clock += Moment(1000);
        auto rules = netfilter::parseSave(tables);
        if (!rules) {
            throw std::runtime_error(rules.error().text());
        }
        tally.read(*rules, clock);
        live::ChainSnapshot snapshot;
        snapshot.at = clock;
        snapshot.known = true;
        snapshot.sources = {{"nft", tally.state()}};
        model.setSnapshot(snapshot);
    }
    void showOutput(const std::string& rules) { show("*nat\n:OUTPUT ACCEPT [0:0]\n" + rules + "COMMIT\n"); }
    [[nodiscard]] QModelIndex output() const { return model.indexOf({}, q("nat"), q("OUTPUT")); }
    [[nodiscard]] QModelIndex row(int number) const { return model.index(number, 0, output()); }
    /// The last byte of each rule's address, a minus before those that are gone.
    [[nodiscard]] std::string order() const {
        std::string text;
        for (int i = 0; i < model.rowCount(output()); ++i) {
            const auto rule = model.rule(row(i));
            text += row(i).data(Role::GoneRole).toBool() ? "-" : "";
            text += std::to_string(rule->installed.rule.destination->value.address & 0xffU) + " ";
        }
        return text;
    }

    Moment clock{1'000'000};
    netfilter::Tally tally;
    ChainModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(ChainModelTest, ChainsStandInTheOrderInWhichPacketsMeetThem) {
    show(
        "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n:MINE - [0:0]\n-A INPUT -j "
        "MINE\n-A FORWARD -j MINE\nCOMMIT\n*nat\n:PREROUTING ACCEPT [0:0]\n:INPUT ACCEPT [0:0]\n:OUTPUT "
        "ACCEPT "
        "[0:0]\n:POSTROUTING ACCEPT [0:0]\nCOMMIT\n*raw\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT "
        "[0:0]\nCOMMIT\n*mangle\n:PREROUTING ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\nCOMMIT\n");
    QStringList order;
    for (int i = 0; i < model.rowCount(); ++i) {
        order << model.index(i, 0).data().toString();
    }
    EXPECT_EQ(
        order.join(u',').toStdString(),
        "raw PREROUTING,mangle PREROUTING,nat PREROUTING,filter INPUT,nat INPUT,filter FORWARD,raw OUTPUT,"
        "nat OUTPUT,filter OUTPUT,mangle POSTROUTING,nat POSTROUTING,filter MINE");
    const QModelIndex mine = model.indexOf({}, q("filter"), q("MINE"));
    EXPECT_EQ(mine.data(Role::CallersRole).toStringList(), (QStringList{q("INPUT"), q("FORWARD")}));
    EXPECT_TRUE(model.index(0, 0, model.indexOf({}, q("filter"), q("INPUT"))).data(Role::JumpRole).toBool());
}

TEST_F(ChainModelTest, CountersChangeDataInOneRangeAndNothingElse) {
    showOutput(rule("OUTPUT", 1) + rule("OUTPUT", 2) + rule("OUTPUT", 3));
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex kept(row(2));
    showOutput(rule("OUTPUT", 1) + rule("OUTPUT", 2, 7) + rule("OUTPUT", 3, 9));
    EXPECT_EQ(row(1).data(Role::PacketsRole).toULongLong(), 7U);
    EXPECT_DOUBLE_EQ(row(1).data(Role::PacketRateRole).toDouble(), 7);
    EXPECT_EQ(row(1).data(Role::ChangedRole).toLongLong(), clock.count());
    EXPECT_EQ(row(0).data(Role::ChangedRole).toLongLong(), 0);
    EXPECT_DOUBLE_EQ(model.rateAt(netfilter::Hook::Output), 16);
    EXPECT_TRUE(resets.isEmpty());
    ASSERT_FALSE(changes.isEmpty());
    EXPECT_EQ(changes.at(0).at(0).toModelIndex().row(), 1);
    EXPECT_EQ(changes.at(0).at(1).toModelIndex().row(), 2);
    EXPECT_LE(changes.size(), 2) << "the rules, and what passes their chain";
    EXPECT_EQ(kept.row(), 2);
}

TEST_F(ChainModelTest, RulesComeGoAndMoveByRows) {
    showOutput(rule("OUTPUT", 1) + rule("OUTPUT", 2) + rule("OUTPUT", 3));
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy moves(&model, &QAbstractItemModel::rowsMoved);
    const QPersistentModelIndex third(row(2));
    showOutput(rule("OUTPUT", 3) + rule("OUTPUT", 1) + rule("OUTPUT", 2));
    EXPECT_EQ(order(), "3 1 2 ");
    EXPECT_EQ(moves.size(), 1);
    EXPECT_EQ(third.row(), 0);
    showOutput(rule("OUTPUT", 4) + rule("OUTPUT", 3) + rule("OUTPUT", 5) + rule("OUTPUT", 6) +
               rule("OUTPUT", 2));
    EXPECT_EQ(order(), "4 3 5 6 2 ");
    EXPECT_EQ(row(2).data(Role::NumberRole).toInt(), 3);
    showOutput("");
    EXPECT_EQ(order(), "");
    EXPECT_TRUE(resets.isEmpty());
}

TEST_F(ChainModelTest, ManyMovesAtOnceEndInTheRightOrder) {
    std::string forth;
    std::string back;
    std::string wanted;
    for (int i = 1; i <= 200; ++i) {
        forth += rule("OUTPUT", i);
        back = rule("OUTPUT", i) + back;
        wanted = std::to_string(i) + " " + wanted;
    }
    showOutput(forth);
    showOutput(back);
    EXPECT_EQ(order(), wanted);
}

TEST_F(ChainModelTest, SinceAMomentWhatCameIsMarkedAndWhatLeftStays) {
    showOutput(rule("OUTPUT", 1) + rule("OUTPUT", 2));
    model.setMoment();
    showOutput(rule("OUTPUT", 2) + rule("OUTPUT", 3));
    EXPECT_EQ(order(), "-1 2 3 ");
    EXPECT_EQ(row(0).data(Role::NumberRole).toInt(), 0);
    EXPECT_EQ(row(1).data(Role::NumberRole).toInt(), 1);
    EXPECT_FALSE(row(1).data(Role::ArrivedRole).toBool());
    EXPECT_TRUE(row(2).data(Role::ArrivedRole).toBool());
    showOutput(rule("OUTPUT", 4) + rule("OUTPUT", 2, 5) + rule("OUTPUT", 3));
    EXPECT_EQ(order(), "-1 4 2 3 ");
    EXPECT_EQ(row(2).data(Role::PacketsRole).toULongLong(), 5U);
    model.setMoment();
    EXPECT_EQ(order(), "4 2 3 ");
    EXPECT_FALSE(row(0).data(Role::ArrivedRole).toBool());
    model.forgetMoment();
    showOutput(rule("OUTPUT", 2));
    EXPECT_EQ(order(), "2 ");
}

TEST_F(ChainModelTest, ChainsComeAndGo) {
    show("*nat\n:OUTPUT ACCEPT [0:0]\n:B - [0:0]\nCOMMIT\n");
    const QPersistentModelIndex b(model.indexOf({}, q("nat"), q("B")));
    show("*nat\n:OUTPUT ACCEPT [0:0]\n:A - [0:0]\n:B - [0:0]\n" + rule("A", 1) + "COMMIT\n");
    EXPECT_EQ(b.row(), 2);
    EXPECT_EQ(model.rowCount(model.index(1, 0)), 1);
    model.setMoment();
    show("*nat\n:B - [0:0]\nCOMMIT\n");
    EXPECT_EQ(model.rowCount(), 3);
    EXPECT_TRUE(model.index(1, 0).data(Role::GoneRole).toBool());
    EXPECT_TRUE(model.index(0, 0, model.index(1, 0)).data(Role::GoneRole).toBool());
    show("*nat\n:A - [0:0]\n:B - [0:0]\n" + rule("A", 1) + "COMMIT\n");
    EXPECT_FALSE(model.indexOf({}, q("nat"), q("A")).data(Role::GoneRole).toBool());
    model.forgetMoment();
    EXPECT_EQ(model.rowCount(), 2);
    EXPECT_EQ(model.rowCount(model.indexOf({}, q("nat"), q("A"))), 1);
}

TEST_F(ChainModelTest, ManyChainsComeAndGoAtOnce) {
    const std::string hooks = "*nat\n:OUTPUT ACCEPT [0:0]\n:MIDDLE - [0:0]\n";
    std::string many = hooks;
    for (int i = 0; i < 50; ++i) {
        many += ":A" + std::to_string(i) + " - [0:0]\n:Z" + std::to_string(i) + " - [0:0]\n";
    }
    show(hooks + "COMMIT\n");
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    show(many + "COMMIT\n");
    EXPECT_EQ(model.rowCount(), 102);
    EXPECT_EQ(inserted.size(), 2) << "before and behind the chain that stays";
    model.setMoment();
    show(hooks + "COMMIT\n");
    EXPECT_EQ(model.rowCount(), 102);
    model.forgetMoment();
    EXPECT_EQ(model.rowCount(), 2);
    EXPECT_EQ(removed.size(), 2);
    EXPECT_EQ(model.indexOf({}, q("nat"), q("MIDDLE")).row(), 1);
}

TEST_F(ChainModelTest, TheRulesOfAStepAreMarked) {
    showOutput(rule("OUTPUT", 1) + rule("OUTPUT", 2));
    model.setMarked({"nat -A OUTPUT -d 10.0.0.2/32 -j ACCEPT"});
    EXPECT_FALSE(row(0).data(Role::MarkedRole).toBool());
    EXPECT_TRUE(row(1).data(Role::MarkedRole).toBool());
    EXPECT_EQ(model.indexOf(output(), q("-A OUTPUT -d 10.0.0.2/32 -j ACCEPT")), row(1));
}

TEST_F(ChainModelTest, TheTwoInterfacesOfTheKernelAreKeptApart) {
    showOutput(rule("OUTPUT", 1));
    netfilter::Tally legacy;
    legacy.read(*netfilter::parseSave("*nat\n:OUTPUT ACCEPT [0:0]\n" + rule("OUTPUT", 1) + "COMMIT\n"),
                clock);
    live::ChainSnapshot snapshot;
    snapshot.sources = {{"nft", tally.state()}, {"legacy", legacy.state()}};
    model.setSnapshot(snapshot);
    EXPECT_EQ(model.rowCount(), 2);
    EXPECT_TRUE(model.indexOf(q("legacy"), q("nat"), q("OUTPUT")).isValid());
    snapshot.sources.pop_back();
    model.setSnapshot(snapshot);
    EXPECT_EQ(model.rowCount(), 1);
}

}  // namespace
}  // namespace podwire::models
