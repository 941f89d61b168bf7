// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/routes/routes_panel.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/live/live.h"
#include "tests/support/fake_shell.h"
#include "tests/support/small_lab.h"
#include "tests/support/temp_dir.h"
#include "ui/live/live_table.h"
#include "ui/live/place_choice.h"
#include "ui/routes/way_query.h"

namespace podwire::ui {
namespace {

using models::LinkModel;
using models::RouteMark;
using models::RouteModel;

remote::Outcome saying(const std::string& out, int exitCode = 0, const std::string& err = {}) {
    remote::Outcome outcome;
    outcome.ending = remote::Ending::Exit;
    outcome.exitCode = exitCode;
    outcome.out = out;
    outcome.err = err;
    return outcome;
}

lab::Lab labWithARoute() {
    lab::Lab lab = test::smallLab();
    lab.parts[1].steps[1].apply[0].node = "node1";
    lab.parts[1].steps[1].apply[0].what = lab::Route{"default", "10.30.45.1", {}, {}, "main", {}};
    return lab;
}

class RoutesPanelTest : public ::testing::Test {
protected:
    RoutesPanelTest() {
        node1->answer(
            saying(testing::readFile(std::string(PODWIRE_TEST_DATA) + "/observed/node1-applied.txt")));
        panel.resize(1200, 240);
        panel.setLive(&live);
        panel.QWidget::show();
        read();
    }
    ~RoutesPanelTest() override { panel.setLive(nullptr); }

    void read() {
        QSignalSpy reads(&session, &session::LabSession::assessmentChanged);
        session.refresh();
        EXPECT_TRUE(!reads.isEmpty() || reads.wait(5000));
    }
    QLineEdit& field(const char* name) const {
        for (QLineEdit* edit : panel.query()->findChildren<QLineEdit*>()) {
            if (edit->accessibleName() == QLatin1String(name)) {
                return *edit;
            }
        }
        throw std::runtime_error("no such field");
    }
    bool says(const char* words) const {
        return QTest::qWaitFor([&] { return panel.query()->answer().contains(QLatin1String(words)); }, 2000);
    }
    int rowOf(const char* destination) const {
        const QAbstractItemModel& model = *panel.routes()->model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data().toString() == QLatin1String(destination)) {
                return row;
            }
        }
        return -1;
    }
    RouteMark markOf(const char* destination) const {
        const QModelIndex index = panel.routes()->model()->index(rowOf(destination), 0);
        return static_cast<RouteMark>(index.data(RouteModel::MarkRole).toInt());
    }
    bool isOfStep(const char* destination) const {
        return panel.routes()->model()->index(rowOf(destination), 0).data(RouteModel::OfStepRole).toBool();
    }

    std::shared_ptr<test::FakeShell> node1 = std::make_shared<test::FakeShell>("node1");
    std::shared_ptr<test::FakeShell> node2 = std::make_shared<test::FakeShell>("node2");
    session::LabSession session{labWithARoute(),
                                {{"node1", "10.0.0.1", node1, node1}, {"node2", "10.0.0.2", node2, node2}}};
    live::Live live{session};
    Selection selection;
    RoutesPanel panel{selection};
};

TEST_F(RoutesPanelTest, ShowsTheNodesRoutesAndLinksAndThoseOfANamespace) {
    EXPECT_GE(rowOf("default"), 0);
    EXPECT_GT(panel.links()->model()->rowCount(), 1);
    Q_EMIT selection.nodeWanted(QStringLiteral("node1"), QStringLiteral("pod1a"));
    EXPECT_EQ(panel.place()->words(), QStringLiteral("pod1a on node1"));
    EXPECT_LT(panel.links()->model()->rowCount(), 4);
    QSignalSpy status(&panel, &LivePanel::statusChanged);
    Q_EMIT selection.nodeWanted(QStringLiteral("node2"), {});
    EXPECT_EQ(status.last().first().toString(), QStringLiteral("node2 was not read"));
    EXPECT_EQ(panel.routes()->model()->rowCount(), 0);
}

TEST_F(RoutesPanelTest, SaysTheWayAndMarksTheRoute) {
    node1->answer(
        saying(R"([{"dst":"8.8.8.8","gateway":"10.30.45.1","dev":"ens3","prefsrc":"10.30.45.100"}])"));
    QTest::keyClicks(&field("Destination address"), QStringLiteral("8.8.8.8"));
    QTest::keyClick(&field("Destination address"), Qt::Key_Return);
    EXPECT_TRUE(
        says("8.8.8.8 goes via gateway 10.30.45.1 on ens3, with source 10.30.45.100. Only default matches."))
        << panel.query()->answer().toStdString();
    EXPECT_EQ(markOf("default"), RouteMark::Taken);
    EXPECT_NE(node1->typed().find("ip -j route get 8.8.8.8 \n"), std::string::npos);
}

TEST_F(RoutesPanelTest, SaysWhatARefusalMeans) {
    node1->answer(saying("", 2, "RTNETLINK answers: Network is unreachable\n"));
    Q_EMIT selection.routesWanted(QStringLiteral("node1"), QStringLiteral("pod1a"),
                                  QStringLiteral("8.8.8.8"));
    EXPECT_TRUE(says("Network is unreachable: no route matches."));
    EXPECT_NE(node1->typed().find("ip -n pod1a -j route get 8.8.8.8"), std::string::npos);
}

TEST_F(RoutesPanelTest, WhatIsNoAddressIsNotAsked) {
    const std::size_t before = node1->commandCount();
    QTest::keyClicks(&field("Destination address"), QStringLiteral("8.8.8.8; reboot"));
    QTest::keyClick(&field("Destination address"), Qt::Key_Return);
    EXPECT_TRUE(says("is no IPv4 address"));
    EXPECT_EQ(node1->commandCount(), before);
}

TEST_F(RoutesPanelTest, AnotherPlaceTakesTheAnswerDown) {
    node1->answer(saying(R"([{"dst":"8.8.8.8","gateway":"10.30.45.1","dev":"ens3"}])"));
    Q_EMIT selection.routesWanted(QStringLiteral("node1"), {}, QStringLiteral("8.8.8.8"));
    ASSERT_TRUE(says("goes via"));
    Q_EMIT selection.nodeWanted(QStringLiteral("node1"), QStringLiteral("pod1a"));
    EXPECT_FALSE(panel.query()->answer().contains(QStringLiteral("goes via")));
    EXPECT_NE(markOf("default"), RouteMark::Taken);
}

TEST_F(RoutesPanelTest, LightsUpWhatTheShownStepAdds) {
    EXPECT_FALSE(isOfStep("default"));
    Q_EMIT selection.stepShown(QStringLiteral("service.route"));
    EXPECT_TRUE(isOfStep("default"));
    Q_EMIT selection.stepShown(QStringLiteral("overview.read"));
    EXPECT_FALSE(isOfStep("default"));
}

TEST_F(RoutesPanelTest, AClickOnAHeaderSortsAddressesByTheirNumbers) {
    const auto destinations = [this] {
        QStringList all;
        for (int row = 0; row < panel.routes()->model()->rowCount(); ++row) {
            all << panel.routes()->model()->index(row, 0).data().toString();
        }
        return all;
    };
    const QStringList asTheKernelHasThem = destinations();
    ASSERT_GT(asTheKernelHasThem.size(), 2);
    auto* head = panel.routes()->horizontalHeader();
    const auto click = [&] {
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, {10, head->height() / 2});
    };
    click();
    EXPECT_EQ(destinations().constLast(), QStringLiteral("default")) << "letters come after numbers";
    EXPECT_TRUE(destinations().constFirst().startsWith(QStringLiteral("10.30.")));
    click();
    EXPECT_EQ(destinations().constFirst(), QStringLiteral("default"));
    panel.routes()->selectRow(0);
    EXPECT_TRUE(panel.routes()->copiedText().contains(QStringLiteral("default\t10.30.45.1")));
    click();
    EXPECT_EQ(destinations(), asTheKernelHasThem);
}

TEST_F(RoutesPanelTest, CopiesTheSelectedRowsAndExportsAll) {
    panel.routes()->selectRow(rowOf("default"));
    EXPECT_EQ(panel.routes()->copiedText().count(u'\n'), 1);
    EXPECT_TRUE(panel.routes()->copiedText().contains(QStringLiteral("default\t10.30.45.1\tens3")));
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("links.json"));
    ASSERT_TRUE(panel.links()->write(path));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().contains(R"("name": "br0")"));
    EXPECT_EQ(panel.links()->write(QStringLiteral("/nowhere/at/all.csv")).error().kind,
              ErrorKind::Permission);
}

}  // namespace
}  // namespace podwire::ui
