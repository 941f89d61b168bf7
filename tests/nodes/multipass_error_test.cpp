// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/multipass_error.h"

#include <gmock/gmock.h>

namespace podwire::nodes {
namespace {

using ::testing::HasSubstr;
using Ending = ProcessResult::Ending;

ProcessResult said(std::string err, int exitCode = 2) {
    return {Ending::Exit, exitCode, {}, std::move(err)};
}

struct Case {
    const char* text;
    ErrorKind kind;
    const char* words;
};

class MultipassErrorTest : public ::testing::TestWithParam<Case> {};

TEST_P(MultipassErrorTest, HasItsKindAndKeepsTheText) {
    const Error error = multipassError("pw-x-node1 cannot be launched", said(GetParam().text));
    EXPECT_EQ(error.kind, GetParam().kind);
    EXPECT_THAT(error.message, HasSubstr("pw-x-node1 cannot be launched"));
    EXPECT_THAT(error.message, HasSubstr(GetParam().words));
    EXPECT_EQ(error.detail, GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, MultipassErrorTest,
    ::testing::Values(
        Case{"list failed: cannot connect to the multipass socket\nPlease ensure multipassd is running and "
             "'/var/snap/multipass/common/multipass_socket' is accessible",
             ErrorKind::Unreachable, "daemon does not run"},
        Case{"list failed: multipass socket access denied\nPlease check that you have read/write permissions "
             "to "
             "'/run/multipass_socket'",
             ErrorKind::Permission, "may not use the socket"},
        Case{"launch failed: The user is not authenticated with the Multipass service.",
             ErrorKind::Permission, "not authenticated"},
        Case{"launch failed: KVM support is not enabled on this machine.", ErrorKind::Unsupported,
             "virtual machines"},
        Case{"launch failed: CPU does not support KVM extensions.", ErrorKind::Unsupported,
             "virtual machines"},
        Case{"launch failed: cannot connect to the image servers", ErrorKind::Unreachable,
             "cannot be reached"},
        Case{"launch failed: Remote \"\" is unknown or unreachable.", ErrorKind::Unreachable,
             "cannot be reached"},
        Case{"launch failed: Unable to find an image matching \"24.04\"", ErrorKind::NotFound,
             "no such image"},
        Case{"launch failed: instance \"pw-x-node1\" already exists", ErrorKind::Conflict, "exists already"},
        Case{"start failed: The following errors occurred:\ninstance \"x\" does not exist",
             ErrorKind::NotFound, "no such instance"},
        Case{"start failed: The following errors occurred:\ninstance \"x\" is deleted", ErrorKind::Conflict,
             "deleted"},
        Case{"launch failed: Invalid network options.", ErrorKind::NotFound, "no such network"},
        Case{"launch failed: something new", ErrorKind::CommandFailed, "status 2"}));

TEST(MultipassError, TellsEndingsApart) {
    EXPECT_EQ(multipassError("x", {Ending::NotStarted, 0, {}, {}}).kind, ErrorKind::NotFound);
    EXPECT_EQ(multipassError("x", {Ending::Cancelled, 0, {}, {}}).kind, ErrorKind::Cancelled);
    EXPECT_EQ(multipassError("x", {Ending::Timeout, 0, {}, {}}).kind, ErrorKind::Timeout);
    EXPECT_EQ(multipassError("x", {Ending::Crashed, 0, {}, {}}).kind, ErrorKind::CommandFailed);
}

TEST(MultipassError, KnowsWhatMayStillComeUp) {
    EXPECT_TRUE(mayStillComeUp(said("launch failed: Timed out waiting for instance launch.", 5)));
    EXPECT_TRUE(
        mayStillComeUp(said("launch failed: The following errors occurred:\ntimed out waiting for "
                            "initialization to complete")));
    EXPECT_TRUE(mayStillComeUp(said("start failed: x: timed out waiting for response")));
    EXPECT_TRUE(mayStillComeUp({Ending::Timeout, 0, {}, {}}));
    EXPECT_FALSE(mayStillComeUp(said("launch failed: instance \"x\" already exists")));
    EXPECT_FALSE(mayStillComeUp({Ending::Cancelled, 0, {}, {}}));
}

}  // namespace
}  // namespace podwire::nodes
