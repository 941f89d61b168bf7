// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/loader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <filesystem>

#include "tests/lab/lab_folder.h"

namespace podwire::lab::testing {
namespace {

std::string problemsOf(const LabFolder& folder) {
    const auto lab = folder.load();
    return lab ? "none" : textOf(lab.error());
}

TEST(Loader, ReadsTheChapter) {
    const auto lab = load(PODWIRE_SOURCE_DIR "/labs/service-networking");
    ASSERT_TRUE(lab.has_value()) << textOf(lab.error());
    const Step* vip = lab->find("clusterip.vip");
    ASSERT_NE(vip, nullptr);
    EXPECT_TRUE(vip->changesNodes());
    EXPECT_EQ(vip->apply.front().node, "node1");
    EXPECT_EQ(lab->virtualAddress, "10.96.1.100");
    EXPECT_EQ(lab->backends.size(), 3U);
    EXPECT_EQ(lab->steps().front()->id, lab->parts.front().steps.front().id);
    EXPECT_EQ(lab->find("clusterip.nope"), nullptr);
}

/// Processor time of the quickest of some loads, in milliseconds.
double quickestLoad() {
    double quickest = 1e9;
    for (int i = 0; i < 5; ++i) {
        const std::clock_t start = std::clock();
        EXPECT_TRUE(load(PODWIRE_SOURCE_DIR "/labs/service-networking").has_value());
        quickest = std::min(quickest, 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return quickest;
}

TEST(Loader, ReadsTheChapterInNoTime) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    EXPECT_LT(quickestLoad(), 1000);
#else
    EXPECT_LT(quickestLoad(), 50);
#endif
}

TEST(Loader, TakesFactsOfTheRunningNodes) {
    LabFolder folder;
    folder.write("lab.yaml", plainLab());
    folder.write("part.yaml", plainPart("    section: see $NODE1_IP\n"));
    EXPECT_EQ(folder.load()->parts.front().steps.front().section, "see 10.30.45.100");
    const auto lab = folder.load({{"node1.address", "10.0.0.7"}, {"node9.address", "10.0.0.9"}});
    ASSERT_TRUE(lab.has_value());
    EXPECT_EQ(lab->parts.front().steps.front().section, "see 10.0.0.7");
    EXPECT_EQ(lab->variables[3].value, "10.0.0.7");
    EXPECT_EQ(lab->variables[3].from, "node1.address");
}

TEST(Loader, RefusesAFactThatIsNoText) {
    LabFolder folder;
    folder.write("lab.yaml", plainLab());
    folder.write("part.yaml", plainPart());
    const auto lab = folder.load({{"node1.address", std::string("10.0.0.7\0x", 10)}});
    ASSERT_FALSE(lab.has_value());
    EXPECT_EQ(textOf(lab.error()),
              "lab.yaml:7:49: what the node says for node1.address is not one line of text\n");
}

TEST(Loader, ReportsEverythingAtOnceInTheOrderOfTheFiles) {
    LabFolder folder;
    folder.write("lab.yaml", plainLab() + "titel: x\n");
    folder.write("part.yaml",
                 plainPart("    optional: maybe\n    apply:\n      - on: node7\n        ip: ip netns add $X\n"
                           "    number:\n  - id: B\n    text: t\n"));
    EXPECT_EQ(
        problemsOf(folder),
        "lab.yaml:15:1: unknown key 'titel' in a lab\n"
        "Known keys: id, title, summary, virtual_address, manifests, variables, nodes, backends, parts.\n"
        "part.yaml:7:15: 'optional' is true or false\n"
        "part.yaml:9:13: 'node7' is not a node of this lab\n"
        "part.yaml:10:26: unknown variable $X\n"
        "part.yaml:11:5: 'number' has no value\n"
        "part.yaml:12:5: a step needs 'title'\n"
        "part.yaml:12:9: 'B' is not an id: a small letter, then small letters, digits and '_'\n");
}

TEST(Loader, BlamesNoNameThatAnotherErrorHides) {
    LabFolder folder;
    folder.write("lab.yaml", "id: a\ntitle: t\nnodes: [{nam: node1}]\nparts: [part.yaml, gone.yaml]\n");
    folder.write("part.yaml",
                 plainPart("    needs: [gone.step]\n    after:\n      - {title: t, on: node1, unit: x}\n"));
    EXPECT_EQ(problemsOf(folder),
              "lab.yaml:3:9: a node needs 'name'\n"
              "lab.yaml:3:10: unknown key 'nam' in a node\nDid you mean 'name'?\n"
              "lab.yaml:4:20: cannot read '" +
                  (folder.path() / "gone.yaml").string() + "': No such file or directory\n");
}

TEST(Loader, EndsALongReport) {
    LabFolder folder;
    std::string steps;
    for (int i = 0; i < 150; ++i) {
        steps += "  - {id: A, title: '', text: t}\n";
    }
    folder.write("lab.yaml", plainLab());
    folder.write("part.yaml", plainPart() + steps);
    const auto lab = folder.load();
    ASSERT_FALSE(lab.has_value());
    EXPECT_EQ(lab.error().size(), 201U);
    EXPECT_EQ(lab.error().back().message, "too many errors; the rest is not listed");
}

TEST(Loader, SaysWhatIsMissing) {
    const LabFolder folder;
    EXPECT_EQ(problemsOf(folder), "lab.yaml: cannot read '" + (folder.path() / "lab.yaml").string() +
                                      "': No such file or directory\n");
    const auto nowhere = load(folder.path() / "nowhere");
    ASSERT_FALSE(nowhere.has_value());
    EXPECT_EQ(nowhere.error().size(), 1U);
}

TEST(Loader, RefusesAFileThatIsNotText) {
    struct Case {
        std::string content;
        const char* problem;
    };
    const Case cases[] = {
        {std::string("id: a\ntitle: \0", 14), "lab.yaml:2:8: a NUL byte\nThe file must be UTF-8 text.\n"},
        {"id: a\ntitle: \xff\n", "lab.yaml:2:8: a byte that is not UTF-8\nSave the file as UTF-8.\n"},
        {"id: a\ntitle: \xc0\xaf\n", "lab.yaml:2:8: a byte that is not UTF-8\nSave the file as UTF-8.\n"},
        {"id: a\ntitle: \xed\xa0\x80\n", "lab.yaml:2:8: a byte that is not UTF-8\nSave the file as UTF-8.\n"},
        {"id: a\ntitle: \xf5\x80\x80\x80\n",
         "lab.yaml:2:8: a byte that is not UTF-8\nSave the file as UTF-8.\n"},
        {"id: a\ntitle: \xe2\x82", "lab.yaml:2:8: a byte that is not UTF-8\nSave the file as UTF-8.\n"},
        {std::string("\xff\xfei\0d\0", 6), "lab.yaml:1:1: the file is UTF-16\nSave it as UTF-8.\n"},
        {std::string(2 * 1024 * 1024, 'x'),
         "lab.yaml: 'lab.yaml' is larger than 1 MiB, the most that a lab file may be\n"},
    };
    const LabFolder folder;
    for (const Case& each : cases) {
        folder.write("lab.yaml", each.content);
        EXPECT_EQ(problemsOf(folder), each.problem);
    }
}

TEST(Loader, ReadsAFileWithAByteOrderMark) {
    const LabFolder folder;
    folder.write("lab.yaml", "\xef\xbb\xbf" + plainLab());
    folder.write("part.yaml", "\xef\xbb\xbf" + plainPart());
    EXPECT_EQ(problemsOf(folder), "none");
}

TEST(Loader, FollowsNoLinkOutOfTheLab) {
    const LabFolder folder;
    const LabFolder elsewhere;
    elsewhere.write("part.yaml", plainPart());
    folder.write("lab.yaml", plainLab());
    folder.write("real.yaml", plainPart());
    std::filesystem::create_symlink(elsewhere.path() / "part.yaml", folder.path() / "part.yaml");
    EXPECT_EQ(problemsOf(folder),
              "lab.yaml:14:9: 'part.yaml' is a link that leads out of the lab's directory\n");
    std::filesystem::remove(folder.path() / "part.yaml");
    std::filesystem::create_symlink("real.yaml", folder.path() / "part.yaml");
    EXPECT_EQ(problemsOf(folder), "none");
}

TEST(Loader, ResolvesShortIds) {
    const LabFolder folder;
    folder.write("lab.yaml", plainLab());
    folder.write("part.yaml",
                 plainPart() +
                     "  - {id: second, title: t, text: t, needs: [first], replaces: [part.first],"
                     " after: [{title: t, on: node1, unit: x, while: first, until: part.first},"
                     " {title: t, on: node1, unit: x, until: [first, second]}]}\n");
    const auto lab = folder.load();
    ASSERT_TRUE(lab.has_value()) << textOf(lab.error());
    const Step* second = lab->find("part.second");
    EXPECT_EQ(second->needs, std::vector<std::string>{"part.first"});
    EXPECT_EQ(second->replaces, std::vector<std::string>{"part.first"});
    EXPECT_EQ(second->after.front().whileStep, "part.first");
    EXPECT_EQ(second->after.front().untilSteps, std::vector<std::string>{"part.first"});
    EXPECT_EQ(second->after.back().untilSteps, (std::vector<std::string>{"part.first", "part.second"}));
}

TEST(Loader, ReadsWhatStepsSay) {
    const auto lab = loadStep(
        "    number: 3\n    section: 'Step 3'\n    optional: yes\n    hints: [look at $POD_IP, 'then "
        "$$POD_IP']\n"
        "    predictions:\n      - {question: q, answers: [a, b], right: 1, why: 'because of $POD'}\n");
    ASSERT_TRUE(lab.has_value()) << textOf(lab.error());
    const Step& step = lab->parts.front().steps.front();
    EXPECT_EQ(step.number, "3");
    EXPECT_TRUE(step.optional);
    EXPECT_FALSE(step.changesNodes());
    EXPECT_EQ(step.hints, (std::vector<std::string>{"look at 192.168.1.10", "then $POD_IP"}));
    EXPECT_EQ(step.predictions.front().right, 1);
    EXPECT_EQ(step.predictions.front().why, "because of pod1a");
    EXPECT_EQ(step.position.text(), "part.yaml:4:5");
    EXPECT_FALSE(step.predictions.front().walk) << "it is about no request";
}

TEST(Loader, ReadsTheRequestThatAQuestionIsAbout) {
    const auto lab = loadStep(
        "    predictions:\n"
        "      - {question: q, answers: [a, b], right: 1, why: w, walk: {from: node2/$POD, to: "
        "'$POD_IP:80'}}\n"
        "      - {question: q, answers: [a, b], right: 1, why: w, walk: {from: node1, to: "
        "'10.0.0.9:8080'}}\n");
    ASSERT_TRUE(lab.has_value()) << textOf(lab.error());
    const auto& asked = lab->parts.front().steps.front().predictions;
    EXPECT_EQ(asked[0].walk, (Walk{"node2", "pod1a", "192.168.1.10", 80}));
    EXPECT_EQ(asked[1].walk, (Walk{"node1", "", "10.0.0.9", 8080}));
}

}  // namespace
}  // namespace podwire::lab::testing
