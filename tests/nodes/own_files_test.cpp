// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/own_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/nodes/lab_record.h"
#include "tests/support/temp_dir.h"

namespace podwire::nodes {
namespace {

unsigned modeOf(const std::string& path) {
    struct stat found {};
    return ::stat(path.c_str(), &found) == 0 ? found.st_mode & 0777U : 0U;
}

ProcessResult reallyRun(const ProcessRequest& request) {
    static const std::atomic<bool> never = false;
    return runProcess(request, never);
}

TEST(OwnFiles, AreClosedToOthers) {
    const testing::TempDir directory;
    ASSERT_TRUE(writeOwnFile(directory / "a/b/file", "text"));
    EXPECT_EQ(modeOf(directory / "a/b/file"), 0600U);
    EXPECT_EQ(modeOf(directory / "a/b"), 0700U);
    EXPECT_EQ(testing::readFile(directory / "a/b/file"), "text");
}

TEST(OwnFiles, TheKeyIsMadeOnceAndClosedToOthers) {
    const testing::TempDir directory;
    const auto first = ownPublicKey(directory / "keys/id_ed25519", &reallyRun);
    ASSERT_TRUE(first) << first.error().text();
    EXPECT_TRUE(first->starts_with("ssh-ed25519 AAAA")) << *first;
    EXPECT_EQ(modeOf(directory / "keys/id_ed25519"), 0600U);
    EXPECT_EQ(ownPublicKey(directory / "keys/id_ed25519", &reallyRun).value(), *first);
    testing::writeFile(directory / "keys/id_ed25519", "spoiled");
    EXPECT_EQ(ownPublicKey(directory / "keys/id_ed25519", &reallyRun).error().kind,
              ErrorKind::Authentication);
}

TEST(OwnFiles, TheRecordComesBackAsItWas) {
    const testing::TempDir directory;
    EXPECT_FALSE(readRecord(directory.path(), "x").value());
    ASSERT_TRUE(
        writeRecord(directory.path(), "x", {"multipass", {{"node1", "pw-x-node1", "10.7.0.1", "ens3"}}, {}}));
    const auto record = readRecord(directory.path(), "x").value();
    ASSERT_TRUE(record);
    EXPECT_EQ(record->instances.at(0).interface, "ens3");
    EXPECT_TRUE(record->made("pw-x-node1"));
    EXPECT_FALSE(record->made("pw-x-node2"));
    removeRecord(directory.path(), "x");
    EXPECT_FALSE(readRecord(directory.path(), "x").value());
}

TEST(Process, TellsHowAProgramEnded) {
    std::atomic<bool> cancelled = false;
    const ProcessResult echoed = runProcess({{"sh", "-c", "cat; echo err >&2; exit 3"}, "input"}, cancelled);
    EXPECT_EQ(echoed.ending, ProcessResult::Ending::Exit);
    EXPECT_EQ(echoed.exitCode, 3);
    EXPECT_EQ(echoed.out, "input");
    EXPECT_EQ(echoed.err, "err\n");
    EXPECT_EQ(runProcess({{"/no/such/program"}, {}}, cancelled).ending, ProcessResult::Ending::NotStarted);
    EXPECT_EQ(runProcess({{"sleep", "60"}, {}, std::chrono::milliseconds(200)}, cancelled).ending,
              ProcessResult::Ending::Timeout);
    cancelled = true;
    EXPECT_EQ(runProcess({{"sleep", "60"}, {}}, cancelled).ending, ProcessResult::Ending::Cancelled);
}

}  // namespace
}  // namespace podwire::nodes
