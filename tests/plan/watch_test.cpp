// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/watch.h"

#include <gtest/gtest.h>

#include <QProcess>
#include <QStringList>

#include "core/base/shellwords.h"

namespace podwire::plan {
namespace {

// A /run and a network of its own, in which nothing that a test does can reach the machine. $WATCH is the
// script; it ends when its input does.
constexpr const char* kAround = R"sh(
mount -t tmpfs none /run && mkdir /run/netns
sudo() { shift; "$@"; }
ip netns add pod && ip link add host-end type veth peer name pod-end netns pod
exec 3> >(exec bash -c "$WATCH" >> /run/said)
for i in $(seq 100); do [ "$(ip netns pids pod | wc -l)" -ge 1 ] && break; sleep 0.1; done
there() { [ -e /sys/class/net/host-end ] || ip link show host-end > /dev/null 2>&1; }
)sh";

std::string inNamespaces(const std::string& script) {
    lab::Lab lab;
    lab.nodes.push_back({"node1", {}});
    std::string watch = watchScript(lab, "node1");
    const std::string root = "sudo -n ";
    watch.erase(watch.find(root), root.size());
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(
        QStringLiteral("unshare"),
        {QStringLiteral("--mount"), QStringLiteral("--net"), QStringLiteral("bash"), QStringLiteral("-c"),
         QString::fromStdString("export WATCH=" + quoteWord(watch) + "\n" + kAround + script)});
    process.waitForFinished(30'000);
    return process.readAll().toStdString();
}

TEST(WatchTest, ANamespaceThatIsTakenAwayGoesWithItsCable) {
    const std::string said = inNamespaces(R"sh(
ip netns pids pod | grep -q . && echo watched
ip netns del pod
for i in $(seq 30); do there || break; sleep 0.1; done
there && echo left || echo gone
)sh");
    EXPECT_EQ(said, "watched\ngone\n");
}

TEST(WatchTest, AChangeInANamespaceThatCameAgainIsTold) {
    const std::string said = inNamespaces(R"sh(
ip netns del pod; ip netns add pod
for i in $(seq 100); do [ "$(ip netns pids pod | wc -l)" -ge 1 ] && break; sleep 0.1; done
sleep 0.7
: > /run/said
ip -n pod link set lo up
for i in $(seq 20); do [ -s /run/said ] && break; sleep 0.1; done
head -n 1 /run/said
)sh");
    EXPECT_EQ(said, "changed\n");
}

}  // namespace
}  // namespace podwire::plan
