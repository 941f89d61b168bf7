// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/integration/on_laptop.h"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <QProcess>
#include <stdexcept>

#include "tests/ui/integration/real_nodes.h"

namespace podwire::test {
namespace {

using namespace Qt::StringLiterals;

void enter(int netns) {
    if (netns < 0 || ::setns(netns, CLONE_NEWNET) != 0) {
        throw std::runtime_error("cannot enter a network namespace");
    }
}

void runLine(const QString& line) {
    QStringList words = line.split(u' ');
    const QString program = words.takeFirst();
    runProgram(program, words);
}

}  // namespace

OnLaptop::OnLaptop(const QString& nodes) : name_(nodes + u"-laptop"_s) {
    const QString lan = u"nsenter --net=/run/podwire-nodes/%1/netns/lan "_s.arg(nodes);
    runLine(u"ip netns add "_s + name_);
    runLine(lan + u"ip link add laptop type veth peer name eth0 netns "_s + name_);
    runLine(lan + u"ip link set laptop master lan0 up"_s);
    runLine(u"ip -n %1 addr add 10.30.45.50/24 dev eth0"_s.arg(name_));
    runLine(u"ip -n %1 link set lo up"_s.arg(name_));
    runLine(u"ip -n %1 link set eth0 up"_s.arg(name_));
    before_ = ::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    const int there = ::open(("/run/netns/" + name_.toStdString()).c_str(), O_RDONLY | O_CLOEXEC);
    enter(there);
    ::close(there);
}

OnLaptop::~OnLaptop() {
    if (::setns(before_, CLONE_NEWNET) != 0) {
        qWarning("cannot leave the laptop's network namespace");
    }
    ::close(before_);
    QProcess::execute(u"ip"_s, {u"netns"_s, u"del"_s, name_});
}

QString OnLaptop::machine() const {
    return u"/proc/%1/fd/%2"_s.arg(::getpid()).arg(before_);
}

}  // namespace podwire::test
