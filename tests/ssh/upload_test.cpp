// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <future>

#include "core/ssh/ssh_shell.h"
#include "tests/support/recorded_job.h"
#include "tests/support/throwaway_sshd.h"

namespace podwire::ssh {
namespace {

using testing::readFile;
using testing::ThrowawaySshd;

class Upload : public ::testing::Test {
protected:
    Result<void> upload(const std::string& path, const std::string& mode, std::string bytes) {
        std::promise<Result<void>> done;
        shell_->upload(path, mode, std::move(bytes),
                       [&done](Result<void> result) { done.set_value(result); });
        return done.get_future().get();
    }

    mode_t modeOf(const std::string& path) const {
        struct stat status {};
        return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0U;
    }

    /// The names in the directory that uploads go to.
    std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (const auto& entry : std::filesystem::directory_iterator(sshd_.home())) {
            all.push_back(entry.path().filename());
        }
        return all;
    }

    ThrowawaySshd sshd_;
    std::unique_ptr<remote::Shell> shell_ = makeShell(sshd_.endpoint());
};

TEST_F(Upload, WritesTheBytesWithTheModeAskedFor) {
    const std::string bytes("binary \0 bytes \xff\n", 16);
    for (const std::string mode : {"0644", "0600", "0755", "4711"}) {
        const std::string path = sshd_.home() + "/file" + mode;
        ASSERT_TRUE(upload(path, mode, bytes + mode));
        EXPECT_EQ(readFile(path), bytes + mode);
        EXPECT_EQ(modeOf(path), std::stoul(mode, nullptr, 8));
    }
}

TEST_F(Upload, TakesAnyName) {
    for (const std::string name :
         {"two words", "it's", "\"quoted\"", "$HOME", "`id`", "new\nline", "ü✓", "-f", "a;b", "*"}) {
        const std::string path = sshd_.home() + "/" + name;
        ASSERT_TRUE(upload(path, "0644", name)) << name;
        EXPECT_EQ(readFile(path), name);
    }
    EXPECT_EQ(names().size(), 10U) << "nothing but the files is left";
}

TEST_F(Upload, TakesLargeAndEmptyFiles) {
    const std::string large(20'000'000, 'x');
    ASSERT_TRUE(upload(sshd_.home() + "/large", "0644", large));
    EXPECT_TRUE(readFile(sshd_.home() + "/large") == large);
    ASSERT_TRUE(upload(sshd_.home() + "/empty", "0644", ""));
    EXPECT_TRUE(std::filesystem::exists(sshd_.home() + "/empty"));
}

TEST_F(Upload, ReplacesAFileAndNeverWritesIntoADirectory) {
    const std::string path = sshd_.home() + "/file";
    testing::writeFile(path, "old and longer");
    ASSERT_TRUE(upload(path, "0644", "new"));
    EXPECT_EQ(readFile(path), "new");

    std::filesystem::create_directory(sshd_.home() + "/directory");
    EXPECT_FALSE(upload(sshd_.home() + "/directory", "0644", "x"));
    EXPECT_TRUE(std::filesystem::is_empty(sshd_.home() + "/directory"));
    EXPECT_EQ(names().size(), 2U);
}

TEST_F(Upload, ThatFailsNamesTheNodeAndTheFileAndLeavesNothing) {
    const auto result = upload(sshd_.home() + "/no/such/directory/file", "0644", "x");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::CommandFailed);
    EXPECT_EQ(
        result.error().message.find("node1: writing " + sshd_.home() + "/no/such/directory/file failed"), 0U)
        << result.error().text();
    EXPECT_NE(result.error().detail.find("no/such/directory"), std::string::npos);

    EXPECT_FALSE(upload(sshd_.home() + "/file", "not a mode", "x"));
    EXPECT_TRUE(names().empty());
}

TEST_F(Upload, ThatIsCutOffKeepsTheOldFile) {
    const std::string path = sshd_.home() + "/file";
    testing::writeFile(path, "old");
    ASSERT_TRUE(shell_->runAndWait(testing::commandOf({"true"})).succeeded());
    std::promise<Result<void>> done;
    // The login shell is slow, so that the connection breaks while the bytes are on their way.
    testing::writeFile(sshd_.home() + "/.bashrc", "sleep 0.5\n");
    shell_->upload(path, "0644", std::string(30'000'000, 'x'),
                   [&](Result<void> result) { done.set_value(result); });
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    sshd_.signalConnections(SIGKILL);
    const auto result = done.get_future().get();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::Lost);
    std::this_thread::sleep_for(std::chrono::seconds(1));
    EXPECT_EQ(readFile(path), "old");
}

}  // namespace
}  // namespace podwire::ssh
