// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/sink.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <utility>

namespace podwire::capture {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void put(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

class FileSinkTest : public testing::Test {
protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "podwire-sink-XXXXXX";
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
        path_ = name + "/a.pcapng";
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string folder_;
    std::string path_;
};

TEST_F(FileSinkTest, HasItsNameWhenItIsFinishedAndBelongsToItsOwnerAlone) {
    auto sink = openFile(path_, false).value();
    EXPECT_TRUE(sink->write("one "));
    EXPECT_TRUE(sink->write("two"));
    EXPECT_EQ(sink->file(), path_ + ".part");
    EXPECT_FALSE(fs::exists(path_));
    EXPECT_TRUE(sink->finish());
    EXPECT_EQ(sink->file(), path_);
    EXPECT_EQ(contents(path_), "one two");
    EXPECT_FALSE(fs::exists(path_ + ".part"));
    EXPECT_EQ(fs::status(path_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(FileSinkTest, LeavesNothingBehindWhenItIsDiscarded) {
    openFile(path_, false).value()->discard();
    EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(FileSinkTest, WritesOverAFileOnlyWhenToldTo) {
    put(path_, "mine");
    const auto refused = openFile(path_, false);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::Conflict);
    auto sink = openFile(path_, true).value();
    EXPECT_TRUE(sink->write("new"));
    EXPECT_EQ(contents(path_), "mine") << "until it is finished";
    EXPECT_TRUE(sink->finish());
    EXPECT_EQ(contents(path_), "new");
}

TEST_F(FileSinkTest, AFileThatCameMeanwhileIsKeptAndThePacketsAreNamed) {
    auto sink = openFile(path_, false).value();
    EXPECT_TRUE(sink->write("packets"));
    put(path_, "mine");
    const auto finished = sink->finish();
    ASSERT_FALSE(finished);
    EXPECT_THAT(finished.error().text(), HasSubstr("The packets are in " + path_ + ".part"));
    EXPECT_EQ(contents(path_), "mine");
    EXPECT_EQ(contents(sink->file()), "packets");
}

TEST_F(FileSinkTest, WritesOverWhatAKilledCaptureLeft) {
    put(path_ + ".part", "a longer left-over");
    fs::permissions(path_ + ".part", fs::perms::all);
    auto sink = openFile(path_, false).value();
    EXPECT_TRUE(sink->write("new"));
    EXPECT_TRUE(sink->finish());
    EXPECT_EQ(contents(path_), "new");
    EXPECT_EQ(fs::status(path_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(FileSinkTest, HasOneWriter) {
    auto first = openFile(path_, false).value();
    const auto second = openFile(path_, false);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::Conflict);
    EXPECT_TRUE(first->write("first"));
    EXPECT_TRUE(first->finish());
    EXPECT_EQ(contents(path_), "first");
}

TEST_F(FileSinkTest, RefusesWhatIsNoFile) {
    EXPECT_FALSE(openFile(folder_, true));
    EXPECT_FALSE(openFile(folder_ + "/nowhere/a.pcapng", false));
    fs::create_symlink("/dev/null", path_ + ".part");
    EXPECT_FALSE(openFile(path_, false)) << "a link that somebody has laid";
}

TEST_F(FileSinkTest, TellsThatThereIsNoRoomAndWhere) {
    auto sink = openFile(path_, false).value();
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{1'000, before.rlim_max};
    std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    const auto written = sink->write(std::string(5'000, 'x'));
    setrlimit(RLIMIT_FSIZE, &before);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, ErrorKind::CommandFailed);
    EXPECT_THAT(written.error().message, HasSubstr(path_ + ".part"));
    EXPECT_EQ(fs::file_size(sink->file()), 1'000U);
}

class PipeSinkTest : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(pipe2(ends_, O_CLOEXEC), 0);
        sink_ = openPipe(ends_[1], true, "The reader");
    }
    void TearDown() override {
        if (ends_[0] >= 0) {
            close(ends_[0]);
        }
    }

    int ends_[2] = {-1, -1};
    std::unique_ptr<Sink> sink_;
};

TEST_F(PipeSinkTest, GivesTheReaderEveryByteAndItsEnd) {
    std::string sent;
    for (int number = 0; sent.size() < 300'000; ++number) {
        sent += std::to_string(number) + " ";
    }
    std::string read;
    std::thread reader([&] {
        char buffer[1000];
        for (ssize_t got = 1; got > 0;) {
            got = ::read(ends_[0], buffer, sizeof buffer);
            read.append(buffer, got > 0 ? static_cast<std::size_t>(got) : 0);
        }
    });
    EXPECT_TRUE(sink_->write(sent));
    EXPECT_TRUE(sink_->finish());
    reader.join();
    EXPECT_EQ(read, sent);
    EXPECT_EQ(sink_->file(), "");
}

TEST_F(PipeSinkTest, AReaderThatHasGoneIsAnErrorAndNoSignal) {
    std::signal(SIGPIPE, SIG_DFL);
    close(std::exchange(ends_[0], -1));
    const auto written = sink_->write("x");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, ErrorKind::Cancelled);
    EXPECT_THAT(written.error().message, HasSubstr("The reader"));
}

TEST_F(PipeSinkTest, AReaderThatDoesNotReadIsGivenUp) {
    std::thread owner([this] {
        std::this_thread::sleep_for(std::chrono::milliseconds(150));
        sink_->abandon();
    });
    const auto written = sink_->write(std::string(1'000'000, 'x'));
    owner.join();
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, ErrorKind::Cancelled);
}

TEST(Wireshark, IsFoundOnThePathAndGetsThePackets) {
    std::string name = testing::TempDir() + "podwire-shark-XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    const std::string program = name + "/wireshark";
    put(program, "#!/bin/sh\necho \"$@\" >" + name + "/words\ncat >" + name + "/bytes.new\nmv " + name +
                     "/bytes.new " + name + "/bytes\n");
    fs::permissions(program, fs::perms::owner_all);
    const char* const before = std::getenv("PATH");
    const std::string path = before == nullptr ? "" : before;
    setenv("PATH", (name + ":" + path).c_str(), 1);
    EXPECT_EQ(findWireshark(), program);
    auto sink = openWireshark(program).value();
    EXPECT_TRUE(sink->write("packets"));
    EXPECT_TRUE(sink->finish());
    for (int look = 0; look < 200 && !fs::exists(name + "/bytes"); ++look) {
        std::this_thread::sleep_for(std::chrono::milliseconds(25));
    }
    EXPECT_EQ(contents(name + "/bytes"), "packets");
    EXPECT_EQ(contents(name + "/words"), "-k -i -\n");
    setenv("PATH", "/nowhere", 1);
    EXPECT_EQ(findWireshark(), "");
    setenv("PATH", path.c_str(), 1);
    fs::remove_all(name);
}

}  // namespace
}  // namespace podwire::capture
