// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backends/backends_panel.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/live/live.h"
#include "tests/support/fake_shell.h"
#include "tests/support/small_lab.h"
#include "tests/support/talking_shell.h"
#include "tests/support/temp_dir.h"
#include "ui/backends/hits_plot.h"
#include "ui/backends/run_list.h"
#include "ui/backends/run_row.h"
#include "ui/backends/traffic_form.h"
#include "ui/backends/traffic_words.h"
#include "ui/backends/what_if_box.h"
#include "ui/backends/witness_box.h"
#include "ui/live/live_table.h"
#include "ui/live/place_choice.h"
#include "ui/live/target_choice.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fold.h"

namespace podwire::ui {
namespace {

const std::string kMatch = "[0:0] -A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 ";

std::string rule(const std::string& chance, const std::string& to) {
    return kMatch + (chance.empty() ? "" : "-m statistic --mode random --probability " + chance + " ") +
           "-j DNAT --to-destination " + to + ":80\n";
}

/// node1 with the service balanced over three backends.
std::string balanced(const std::string& first) {
    std::string state = testing::readFile(std::string(PODWIRE_TEST_DATA) + "/observed/node1-applied.txt");
    const std::size_t at = state.find("[0:0] -A OUTPUT");
    const std::size_t end = state.find('\n', at) + 1;
    return state.replace(
        at, end - at,
        rule(first, "192.168.1.10") + rule("0.50000000000", "192.168.1.20") + rule("", "192.168.2.20"));
}

lab::Lab threeBackends() {
    lab::Lab lab = test::smallLab();
    lab.backends.push_back({"pod2", "192.168.2.20", "node2"});
    return lab;
}

class BackendsPanelTest : public ::testing::Test {
protected:
    BackendsPanelTest() {
        panel.resize(900, 300);
        panel.setLive(&live);
        panel.show();
        read("0.33000000007");
    }
    ~BackendsPanelTest() override { panel.setLive(nullptr); }

    void read(const std::string& firstChance) {
        remote::Outcome state;
        state.ending = remote::Ending::Exit;
        state.exitCode = 0;
        state.out = balanced(firstChance);
        shell->answer(state);
        QSignalSpy reads(&session, &session::LabSession::assessmentChanged);
        session.refresh();
        EXPECT_TRUE(!reads.isEmpty() || reads.wait(5000));
    }

    /// Presses the button and lets the node be read before the first request.
    void start() {
        panel.form()->startButton()->click();
        QCoreApplication::processEvents();
    }

    /// What the node says of its counters and connections from now on: hits of three servers.
    void count(const std::vector<int>& packets, const std::string& connections) {
        remote::Outcome said;
        said.ending = remote::Ending::Exit;
        said.exitCode = 0;
        said.out = "*nat\n:OUTPUT ACCEPT [0:0]\n";
        const std::vector<std::string> rules{rule("0.33000000007", "192.168.1.10"),
                                             rule("0.50000000000", "192.168.1.20"), rule("", "192.168.2.20")};
        for (std::size_t i = 0; i < rules.size(); ++i) {
            said.out += "[" + std::to_string(packets[i]) + rules[i].substr(2);
        }
        said.out += "COMMIT\n# connections\n" + connections;
        shell->answer(said);
    }

    /// Answers of three servers that come evenly over `seconds`, each with its number of hits, then failures.
    std::string answers(const std::vector<int>& hits, int failed, double seconds) {
        const std::vector<std::string> servers{"192.168.1.10", "192.168.1.20", "192.168.2.20"};
        const int all = hits[0] + hits[1] + hits[2] + failed;
        std::string lines;
        for (std::size_t server = 0; server < servers.size(); ++server) {
            for (int i = 0; i < hits[server]; ++i) {
                const int start = static_cast<int>(seconds * 1e6 * i / hits[server]);
                lines += "r " + std::to_string(sequence++) + " " + std::to_string(start) + " " +
                         std::to_string(900 + i % 400) + " 4000 10.96.1.100 200 " + servers[server] + " -\n";
            }
        }
        for (int i = 0; i < failed; ++i) {
            lines += "r " + std::to_string(sequence++) + " " +
                     std::to_string(static_cast<int>(seconds * 5e5) + i) +
                     " 3000000 0 10.96.1.100 0 - timeout\n";
        }
        EXPECT_GT(all, 0);
        return lines;
    }

    void say(const std::string& lines) {
        streams->say("begin 5\n" + lines);
        QTest::qWait(200);
    }

    void finish() {
        streams->say("end " + std::to_string(sequence) + "\n");
        remote::Outcome outcome;
        outcome.ending = remote::Ending::Exit;
        outcome.exitCode = 0;
        streams->end(outcome);
        QTest::qWait(20);
    }

    QString cell(int row, int column) const { return shareCell(panel.table()->model()->index(row, column)); }

    static QString shown(const WhatIfBox& box) { return box.outcome().replace(QChar::Nbsp, u' '); }

    int sequence = 0;
    std::shared_ptr<test::FakeShell> shell = std::make_shared<test::FakeShell>("node1");
    std::shared_ptr<test::TalkingShell> streams = std::make_shared<test::TalkingShell>("node1");
    session::LabSession session{threeBackends(), {{"node1", "10.0.0.1", shell, streams}}};
    live::Live live{session};
    Selection selection;
    BackendsPanel panel{selection};
};

TEST_F(BackendsPanelTest, OffersTheAddressesThatTheRulesTranslate) {
    EXPECT_EQ(panel.form()->target()->currentText(), QStringLiteral("10.96.1.100:8080"));
    start();
    ASSERT_EQ(streams->started(), 1U);
    const auto request = panel.runs()->chosen()->request();
    EXPECT_EQ(request.address, "10.96.1.100");
    EXPECT_EQ(request.count, 1000U);
    EXPECT_EQ(request.rate, 0);
}

TEST_F(BackendsPanelTest, SetsSharesAgainstTheRules) {
    start();
    say(answers({331, 340, 329}, 0, 2));
    finish();
    ASSERT_EQ(panel.table()->model()->rowCount(), 3);
    EXPECT_EQ(cell(0, models::ShareModel::ServerColumn), QStringLiteral("pod1a"));
    EXPECT_EQ(cell(1, models::ShareModel::HitsColumn), QStringLiteral("340"));
    EXPECT_EQ(cell(0, models::ShareModel::ShareColumn), QStringLiteral("33.1 %"));
    EXPECT_EQ(cell(1, models::ShareModel::ExpectedColumn), QStringLiteral("33.5 %"));
    EXPECT_EQ(cell(0, models::ShareModel::WhyColumn), QStringLiteral("0.33"));
    EXPECT_EQ(cell(1, models::ShareModel::WhyColumn), QStringLiteral("0.67 × 0.5"));
    EXPECT_EQ(cell(2, models::ShareModel::WhyColumn), QStringLiteral("the rest"));
    EXPECT_TRUE(panel.verdict().startsWith(
        QStringLiteral("consistent. The answers fit the rules in OUTPUT of node1 (p = ")))
        << panel.verdict().toStdString();
    EXPECT_TRUE(panel.summary().contains(QStringLiteral("none failed · p50 1")))
        << panel.summary().toStdString();
}

TEST_F(BackendsPanelTest, CallsASkewedSplitSkewed) {
    start();
    say(answers({600, 200, 200}, 0, 2));
    EXPECT_TRUE(panel.verdict().startsWith(QStringLiteral("skewed. The answers do not fit")));
    const auto* const badge = panel.findChild<Badge*>();
    EXPECT_GT(badge->width(), QFontMetrics(badge->font()).horizontalAdvance(badge->text()) + 10) << "padding";
    EXPECT_TRUE(panel.verdict().contains(QStringLiteral("p < 0.001")));
}

TEST_F(BackendsPanelTest, AFewAnswersAreNotEnough) {
    start();
    say(answers({1, 1, 1}, 0, 1));
    EXPECT_TRUE(panel.verdict().startsWith(QStringLiteral("not enough data. About ")));
}

TEST_F(BackendsPanelTest, NamesFailuresByKind) {
    start();
    say(answers({5, 5, 5}, 2, 1) + "r 90 10 20 4000 10.96.1.100 0 - refused\n");
    EXPECT_TRUE(panel.summary().contains(QStringLiteral("3 failed: 2 timed out and 1 refused")))
        << panel.summary().toStdString();
}

TEST_F(BackendsPanelTest, RulesThatChangeMeanwhileLeaveNoVerdict) {
    start();
    say(answers({30, 30, 30}, 0, 1));
    read("0.50000000000");
    EXPECT_EQ(panel.verdict(), QStringLiteral("unknown. The rules changed while requests were under way."));
}

TEST_F(BackendsPanelTest, ManyRunsGoSideBySideAndAreShownOneAtATime) {
    start();
    say(answers({3, 0, 0}, 0, 1));
    live::TrafficRun& first = *panel.runs()->chosen();
    panel.form()->endless()->setChecked(true);
    start();
    ASSERT_EQ(streams->started(), 2U);
    EXPECT_NE(panel.runs()->chosen(), &first);
    EXPECT_EQ(panel.runs()->chosen()->request().count, 0U);
    EXPECT_TRUE(panel.summary().startsWith(QStringLiteral("0 requests")));
    panel.runs()->choose(first);
    EXPECT_TRUE(panel.summary().startsWith(QStringLiteral("3 requests")));
    EXPECT_EQ(panel.runs()->row(first)->words(), QStringLiteral("node1 → 10.96.1.100:8080, 3 of 1,000"));
}

TEST_F(BackendsPanelTest, WhenARunIsTakenOutTheNewestOfTheOthersIsShown) {
    std::vector<live::TrafficRun*> runs;
    for (int i = 0; i < 4; ++i) {
        start();
        runs.push_back(panel.runs()->chosen());
    }
    finish();
    panel.runs()->row(*runs[3])->endButton()->click();
    EXPECT_EQ(panel.runs()->chosen(), runs[2]);
}

TEST_F(BackendsPanelTest, ARunIsStoppedThenTakenOut) {
    start();
    live::TrafficRun& run = *panel.runs()->chosen();
    streams->say("begin 5\n");
    RunRow* const row = panel.runs()->row(run);
    row->endButton()->click();
    EXPECT_EQ(streams->written(0), "stop\n");
    EXPECT_TRUE(row->words().endsWith(QStringLiteral("stopping")));
    finish();
    EXPECT_TRUE(row->words().endsWith(QStringLiteral("stopped after 0")));
    row->endButton()->click();
    EXPECT_EQ(panel.runs()->chosen(), nullptr);
    EXPECT_TRUE(panel.verdict().startsWith(QStringLiteral("Send requests")));
}

TEST_F(BackendsPanelTest, RefusesMoreRunsThanThereIsRoomFor) {
    for (std::size_t i = 0; i <= BackendsPanel::kMostRuns; ++i) {
        start();
    }
    EXPECT_EQ(streams->started(), BackendsPanel::kMostRuns);
    EXPECT_TRUE(panel.form()->complaint().contains(QStringLiteral("stop one first")));
    finish();
    start();
    EXPECT_EQ(streams->started(), BackendsPanel::kMostRuns + 1) << "the one that is over makes room";
}

TEST_F(BackendsPanelTest, SaysWhatIsWrongWithTheForm) {
    panel.form()->count()->setText(QStringLiteral("0"));
    start();
    EXPECT_TRUE(panel.form()->complaint().contains(QStringLiteral("from 1 to")));
    panel.form()->count()->setText(QStringLiteral("5"));
    panel.form()->rate()->setText(QStringLiteral("99999"));
    start();
    EXPECT_FALSE(panel.form()->complaint().isEmpty());
    panel.form()->rate()->clear();
    panel.form()->target()->setEditText(QStringLiteral("10.96.1.100:port"));
    start();
    EXPECT_FALSE(panel.form()->complaint().isEmpty());
    EXPECT_EQ(streams->started(), 0U);
}

TEST_F(BackendsPanelTest, RunsGoOnWhileNobodyLooksAndAreShownAgain) {
    start();
    panel.hide();
    say(answers({2, 0, 0}, 0, 1));
    EXPECT_EQ(cell(0, models::ShareModel::HitsColumn), QStringLiteral("0"));
    panel.show();
    EXPECT_EQ(cell(0, models::ShareModel::HitsColumn), QStringLiteral("2"));
    EXPECT_TRUE(panel.summary().startsWith(QStringLiteral("2 requests")));
}

TEST_F(BackendsPanelTest, WhenTheSessionGoesItsRunsEnd) {
    start();
    panel.setLive(nullptr);
    EXPECT_TRUE(streams->wasCancelled(0));
    EXPECT_FALSE(panel.form()->startButton()->isEnabled());
}

TEST_F(BackendsPanelTest, ShowsWhatAnotherProbabilityWouldDo) {
    EXPECT_TRUE(panel.whatIfFold()->isHidden());
    start();
    const std::size_t before = shell->commandCount();
    panel.whatIfFold()->setOpen(true);
    WhatIfBox& box = *panel.whatIf();
    ASSERT_EQ(box.rule()->count(), 3);
    EXPECT_EQ(box.rule()->currentText(), QStringLiteral("Rule 1 of OUTPUT, to pod1a"));
    EXPECT_EQ(box.probability()->text(), QStringLiteral("0.33"));
    box.probability()->setText(QStringLiteral("0.5"));
    EXPECT_EQ(shown(box), QStringLiteral("pod1a: 33.0 → 50.0 %, pod1b: 33.5 → 25.0 %, pod2: 33.5 → 25.0 %"));
    EXPECT_TRUE(box.commands().startsWith(QStringLiteral("sudo iptables -t nat -R OUTPUT 1 ")))
        << box.commands().toStdString();
    box.probability()->setText(QStringLiteral("many"));
    EXPECT_TRUE(box.commands().isEmpty());
    EXPECT_EQ(shell->commandCount(), before) << "nothing is changed";
}

TEST_F(BackendsPanelTest, ShowsWhatAnotherOrderWouldDo) {
    start();
    panel.whatIfFold()->setOpen(true);
    WhatIfBox& box = *panel.whatIf();
    box.kind()->setCurrentIndex(1);
    EXPECT_TRUE(shown(box).contains(QStringLiteral("No deciding rule stands before")));
    box.rule()->setCurrentIndex(2);
    EXPECT_TRUE(shown(box).contains(QStringLiteral("pod1b: 33.5 → 0.0 %"))) << box.outcome().toStdString();
    EXPECT_TRUE(shown(box).contains(QStringLiteral("pod2: 33.5 → 67.0 %")));
}

TEST_F(BackendsPanelTest, HearsThreeWitnesses) {
    count({5, 0, 0}, {});
    start();
    say(answers({2, 1, 0}, 0, 1));
    EXPECT_TRUE(panel.witnesses()->isHidden()) << "the run is not over";
    std::string connections;
    for (const char* server : {"192.168.1.10", "192.168.1.10", "192.168.1.20"}) {
        const std::string id = std::to_string(4000 + connections.size());
        connections += "tcp      6 118 TIME_WAIT src=10.30.45.100 dst=10.96.1.100 sport=" + id +
                       " dport=8080 src=" + server + " dst=10.30.45.100 sport=80 dport=" + id +
                       " [ASSURED] mark=0 use=1 id=" + id + "\n";
    }
    count({7, 1, 0}, connections);
    finish();
    EXPECT_EQ(panel.witnesses()->words(),
              QStringLiteral("witness pod1a pod1b pod2\nanswers 2 1 0\nrules 2 1 0\nconntrack 2 1 0\n"
                             "All three agree."));
    count({0, 0, 0}, {});
    start();
    say(answers({2, 0, 0}, 0, 1));
    count({1, 0, 0}, {});
    finish();
    EXPECT_TRUE(panel.witnesses()->words().contains(
        QStringLiteral("192.168.1.10 answered 2 times, but the rules counted 1 of these connections.")))
        << panel.witnesses()->words().toStdString();
}

TEST_F(BackendsPanelTest, SavesTheChart) {
    const QTemporaryDir folder;
    start();
    say(answers({10, 20, 30}, 2, 1));
    const QString csv = folder.filePath(QStringLiteral("hits.csv"));
    ASSERT_TRUE(panel.saveChart(csv));
    const std::string lines = testing::readFile(csv.toStdString());
    EXPECT_TRUE(lines.starts_with("second,pod1a,pod1b,pod2,failed\r\n0.0,")) << lines;
    EXPECT_NE(lines.find("\r\n3.5,0,0,0,2\r\n"), std::string::npos) << lines;
    const QString svg = folder.filePath(QStringLiteral("hits.svg"));
    ASSERT_TRUE(panel.saveChart(svg));
    const std::string drawn = testing::readFile(svg.toStdString());
    EXPECT_NE(drawn.find("</svg>"), std::string::npos);
    EXPECT_NE(drawn.find("#1f5fd6"), std::string::npos) << "the colour of the first backend";
    const QString png = folder.filePath(QStringLiteral("hits.png"));
    ASSERT_TRUE(panel.saveChart(png));
    EXPECT_EQ(QImage(png).width(), 2 * panel.plot()->width());
    EXPECT_FALSE(panel.saveChart(folder.filePath(QStringLiteral("none/hits.csv"))));
}

TEST_F(BackendsPanelTest, IsLegibleInBothThemesAndWidths) {
    count({0, 0, 0}, {});
    start();
    say(answers({662, 690, 641}, 7, 20));
    count({662, 695, 643}, {});
    finish();
    live::TrafficRun& over = *panel.runs()->chosen();
    panel.form()->endless()->setChecked(true);
    start();
    say(answers({200, 60, 61}, 0, 4));
    panel.whatIfFold()->setOpen(true);
    panel.whatIf()->probability()->setText(QStringLiteral("0.6"));
    const QString folder = qEnvironmentVariable("PODWIRE_PICTURES");
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        Theme::instance().setMode(mode);
        for (const QSize size : {QSize(420, 640), QSize(900, 420), QSize(300, 320)}) {
            panel.resize(size);
            QTest::qWait(50);
            for (QWidget* part :
                 {static_cast<QWidget*>(panel.plot()), static_cast<QWidget*>(panel.table())}) {
                EXPECT_GE(part->width(), panel.width() < 760 ? panel.width() - 30 : panel.width() / 2);
                EXPECT_GE(part->height(), 80);
            }
            if (!folder.isEmpty()) {
                panel.runs()->choose(over);
                QTest::qWait(50);
                panel.grab().save(QStringLiteral("%1/backends-%2-%3.png")
                                      .arg(folder, mode == ThemeMode::Light ? QStringLiteral("light")
                                                                            : QStringLiteral("dark"))
                                      .arg(size.width()));
            }
        }
    }
    Theme::instance().setMode(ThemeMode::Light);
}

}  // namespace
}  // namespace podwire::ui
