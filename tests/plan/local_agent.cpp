// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/plan/local_agent.h"

#include <QElapsedTimer>
#include <algorithm>
#include <filesystem>

namespace podwire::plan::testing {
namespace {

constexpr int kPatience = 20'000;  // ms

void replace(std::string& text, const std::string& what, const std::string& by) {
    const size_t at = text.find(what);
    if (at == std::string::npos) {
        throw std::runtime_error("the agent has no '" + what + "'");
    }
    text.replace(at, what.size(), by);
}

}  // namespace

LocalNode::LocalNode() {
    for (const char* name : {"home", "bin", "lock"}) {
        std::filesystem::create_directories(folder_ / name);
    }
    program("sudo", "[ \"$1\" != -n ] || shift\nexec \"$@\"\n");
    program("iptables-save", "printf '*nat\\n:OUTPUT ACCEPT [0:0]\\nCOMMIT\\n'\n");
    program("iptables-legacy-save", "exec iptables-save\n");
    program("ip", "echo '[]'\n");
    program("systemctl", "true\n");
}

void LocalNode::program(const std::string& name, const std::string& text) const {
    const std::string path = folder_ / ("bin/" + name);
    podwire::testing::writeFile(path, "#!/bin/bash\n" + text);
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
}

std::string LocalNode::agentScript(const lab::Lab& lab) const {
    std::string script = plan::agentScript(lab, "node1", "tok");
    replace(script, "/run/lock", folder_ / "lock");
    replace(script, "flock -w 20", "flock -w 1");
    return script;
}

QProcessEnvironment LocalNode::environment() const {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), QString::fromStdString(home()));
    environment.insert(QStringLiteral("PATH"),
                       QString::fromStdString((folder_ / "bin") + ":/usr/sbin:/usr/bin:/sbin:/bin"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    return environment;
}

std::vector<std::string> LocalNode::noteFiles() const {
    std::vector<std::string> names;
    if (std::filesystem::exists(notes())) {
        for (const auto& entry : std::filesystem::directory_iterator(notes())) {
            names.push_back(entry.path().filename());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

lab::Lab LocalAgent::emptyLab() {
    lab::Lab lab;
    lab.id = "lab";
    return lab;
}

LocalAgent::LocalAgent(const LocalNode& node, const lab::Lab& lab) : parser_("tok", events()) {
    process_.setProcessEnvironment(node.environment());
    process_.start(QStringLiteral("bash"),
                   {QStringLiteral("-c"), QString::fromStdString(node.agentScript(lab))});
}

LocalAgent::~LocalAgent() {
    process_.closeWriteChannel();
    if (!process_.waitForFinished(kPatience)) {
        process_.kill();
        process_.waitForFinished();
    }
}

AgentEvents LocalAgent::events() {
    AgentEvents on;
    on.busy = [this] { log.emplace_back("busy"); };
    on.state = [this](std::string_view state) { log.push_back(state.empty() ? "no state" : "state"); };
    on.started = [this](int index) { log.push_back("start " + std::to_string(index)); };
    on.finished = [this](int index, int exitCode, double, const std::string& out, const std::string& err) {
        log.push_back("end " + std::to_string(index) + " " + std::to_string(exitCode) + " [" + out + "][" +
                      err + "]");
    };
    on.idle = [this] { log.emplace_back("idle"); };
    return on;
}

void LocalAgent::send(const std::string& bytes) {
    process_.write(QByteArray::fromStdString(bytes));
    process_.waitForBytesWritten(kPatience);
}

int LocalAgent::count(const std::string& line) const {
    return static_cast<int>(std::count(log.begin(), log.end(), line));
}

void LocalAgent::read() {
    parser_.feedOut(process_.readAllStandardOutput().toStdString());
    parser_.feedErr(process_.readAllStandardError().toStdString());
}

bool LocalAgent::waitFor(const std::string& line, int times) {
    QElapsedTimer timer;
    timer.start();
    for (read(); count(line) < times; read()) {
        if (timer.hasExpired(kPatience) || (process_.state() == QProcess::NotRunning)) {
            return false;
        }
        process_.waitForReadyRead(20);
    }
    return true;
}

int LocalAgent::waitForEnd() {
    if (process_.state() != QProcess::NotRunning && !process_.waitForFinished(kPatience)) {
        return -1;
    }
    read();
    return process_.exitCode();
}

}  // namespace podwire::plan::testing
