// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/start_page.h"

#include <gtest/gtest.h>

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "ui/start/host_list.h"
#include "ui/start/inventory_form.h"
#include "ui/start/provider_tile.h"
#include "ui/start/start_progress.h"
#include "ui/widgets/error_box.h"

namespace podwire::ui {
namespace {

nodes::InventorySurvey twoHosts() {
    nodes::InventorySurvey survey;
    survey.nodes.resize(2);
    survey.nodes[0].name = "alpha";
    survey.nodes[0].role = "node1";
    survey.nodes[0].address = "10.0.0.5";
    survey.nodes[0].user = "ubuntu";
    survey.nodes[0].jump = "me@bastion";
    survey.nodes[1].name = survey.nodes[1].role = "node2";
    survey.nodes[1].address = "10.0.0.6";
    survey.nodes[1].readOnly = true;
    return survey;
}

TEST(StartPageTest, GivesTheChoiceBackAsItStands) {
    StartPage page;
    EXPECT_EQ(page.choice().provider, "local");
    EXPECT_EQ(page.choice().name, "podwire");
    page.setChoice({"mine", "ssh", "/hosts.yaml", true});
    EXPECT_EQ(page.choice().name, "mine");
    EXPECT_EQ(page.choice().provider, "ssh");
    EXPECT_EQ(page.choice().inventory, "/hosts.yaml");
    EXPECT_TRUE(page.choice().readOnly);
    page.tile(QStringLiteral("multipass"))->click();
    EXPECT_EQ(page.choice().provider, "multipass");
    EXPECT_EQ(page.choice().inventory, "") << "which is no business of Multipass";
}

TEST(StartPageTest, AChangedChoiceIsLookedAtOnce) {
    StartPage page;
    const QSignalSpy looks(&page, &StartPage::surveyWanted);
    QTest::qWait(500);
    EXPECT_TRUE(looks.isEmpty()) << "nobody sees the page";
    page.show();
    ASSERT_TRUE(QTest::qWaitFor([&] { return looks.size() == 1; }, 2000));
    page.name()->setText(QStringLiteral("a"));
    page.name()->setText(QStringLiteral("ab"));
    QTest::qWait(600);
    EXPECT_EQ(looks.size(), 2);
}

TEST(StartPageTest, ANameThatCannotBeIsRefused) {
    StartPage page;
    page.name()->setText(QStringLiteral("Not a name"));
    EXPECT_FALSE(page.startButton()->isEnabled());
    page.name()->setText(QStringLiteral("a-name"));
    EXPECT_TRUE(page.startButton()->isEnabled());
}

TEST(StartPageTest, ALabThatRunsIsOpened) {
    StartPage page;
    EXPECT_EQ(page.startButton()->text(), QStringLiteral("Start and open"));
    page.setLocal({true, {}});
    EXPECT_EQ(page.startButton()->text(), QStringLiteral("Open"));
    EXPECT_EQ(page.tile(QStringLiteral("local"))->state(), QStringLiteral("running"));
}

TEST(StartPageTest, WithoutMultipassItSaysWhy) {
    StartPage page;
    page.setMultipass(
        {{}, {}, Error{ErrorKind::NotFound, "There is no program multipass", {}, "Install it"}});
    EXPECT_TRUE(page.startButton()->isEnabled()) << "the local lab needs no Multipass";
    page.tile(QStringLiteral("multipass"))->click();
    EXPECT_EQ(page.tile(QStringLiteral("multipass"))->state(),
              QStringLiteral("There is no program multipass"));
    EXPECT_FALSE(page.startButton()->isEnabled());
}

TEST(StartPageTest, MultipassMachinesAreListedWithTheirState) {
    StartPage page;
    page.setChoice({"podwire", "multipass", {}, false});
    page.setMultipass(
        {"1.16.3",
         {"partial",
          {{"host", "pw-podwire-host", "Running", "10.7.0.2"}, {"node1", "pw-podwire-node1", "Stopped", {}}}},
         {}});
    ASSERT_EQ(page.machines()->lines().size(), 2);
    EXPECT_EQ(page.machines()->lines().first().address, QStringLiteral("pw-podwire-host · 10.7.0.2"));
    EXPECT_EQ(page.machines()->lines().last().state, QStringLiteral("Stopped"));
    EXPECT_EQ(page.tile(QStringLiteral("multipass"))->state(), QStringLiteral("1.16.3 · 1 of 2 running"));
    EXPECT_EQ(page.startButton()->text(), QStringLiteral("Start and open"));
}

TEST(StartPageTest, AnInventoryIsOpenedOnceItsHostsAreKnown) {
    StartPage page;
    page.setChoice({"podwire", "ssh", "/hosts.yaml", false});
    EXPECT_FALSE(page.startButton()->isEnabled());
    page.setInventory(twoHosts());
    EXPECT_TRUE(page.startButton()->isEnabled());
    const QList<HostLine>& hosts = page.inventory()->hosts()->lines();
    ASSERT_EQ(hosts.size(), 2);
    EXPECT_EQ(hosts.first().address, QStringLiteral("alpha · ubuntu@10.0.0.5 by way of me@bastion"));
    EXPECT_EQ(hosts.last().state, QStringLiteral("read-only"));
    page.setInventory({{}, Error{ErrorKind::InvalidInput, "hosts.yaml:3:5: no key 'prot'", {}, {}}});
    EXPECT_FALSE(page.startButton()->isEnabled());
}

TEST(StartPageTest, ACheckShowsWhatEachHostLacks) {
    StartPage page;
    page.setChoice({"podwire", "ssh", "/hosts.yaml", false});
    page.setInventory(twoHosts());
    const QSignalSpy checks(&page, &StartPage::checkRequested);
    page.inventory()->checkButton()->click();
    EXPECT_EQ(checks.size(), 1);
    page.inventory()->setChecking(true);
    EXPECT_FALSE(page.inventory()->checkButton()->isEnabled());
    page.inventory()->setLook({QStringLiteral("node1"), false, QStringLiteral("missing conntrack"), true});
    EXPECT_EQ(page.inventory()->prepareCommand(),
              QStringLiteral("podwirectl nodes prepare --yes --inventory /hosts.yaml"));
    page.inventory()->setLook({QStringLiteral("node2"), true, {}, false});
    page.inventory()->setChecking(false);
    const QList<HostLine>& hosts = page.inventory()->hosts()->lines();
    EXPECT_EQ(hosts.first().state, QStringLiteral("not ready"));
    EXPECT_EQ(hosts.first().note, QStringLiteral("missing conntrack"));
    EXPECT_EQ(hosts.last().state, QStringLiteral("ready, read-only"));
    EXPECT_TRUE(page.inventory()->checkButton()->isEnabled());
    page.inventory()->setChecking(true);
    EXPECT_TRUE(page.inventory()->prepareCommand().isEmpty()) << "nobody knows any more";
}

TEST(StartPageTest, StartsTheLabOnce) {
    StartPage page;
    const QSignalSpy starts(&page, &StartPage::startRequested);
    page.startButton()->click();
    EXPECT_EQ(starts.size(), 1);
    page.setBusy(true, true);
    page.startButton()->click();
    EXPECT_EQ(starts.size(), 1) << "a start is under way";
}

TEST(StartPageTest, HasOneLineForEachStageAndEachNode) {
    StartPage page;
    StartProgress& progress = *page.progress();
    progress.add(QStringLiteral("image"), {}, QStringLiteral("Unpacking"), 40);
    progress.add(QStringLiteral("image"), {}, QStringLiteral("Ready"), 100);
    progress.add(QStringLiteral("boot"), QStringLiteral("node1"), QStringLiteral("booting"), -1);
    progress.add(QStringLiteral("ssh"), QStringLiteral("node1"), QStringLiteral("answers SSH"), 33);
    EXPECT_EQ(progress.lines(),
              QStringList({QStringLiteral("Base image: Ready"), QStringLiteral("node1: answers SSH")}));
    progress.clear();
    EXPECT_TRUE(progress.lines().isEmpty());
}

TEST(StartPageTest, AnErrorStaysUntilTheNextStart) {
    StartPage page;
    page.showError({ErrorKind::Permission, "You may not do this", "sudo: no", "Ask an administrator."});
    EXPECT_EQ(page.error()->words(), QStringLiteral("You may not do this"));
    page.clearError();
    EXPECT_TRUE(page.error()->words().isEmpty());
}

}  // namespace
}  // namespace podwire::ui
