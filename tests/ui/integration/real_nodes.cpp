// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/integration/real_nodes.h"

#include <QProcess>
#include <QStringList>
#include <stdexcept>

namespace podwire::test {
namespace {

using namespace Qt::StringLiterals;

QString script() {
    return QStringLiteral(PODWIRE_SOURCE_DIR "/labs/local/podwire-nodes");
}

}  // namespace

QString runProgram(const QString& program, const QStringList& arguments, const QByteArray& input) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(600'000);
    const QString output = QString::fromUtf8(process.readAll());
    if (!ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        throw std::runtime_error((program + u' ' + arguments.join(u' ') + u": "_s + output).toStdString());
    }
    return output;
}

RealNodes::RealNodes(QString name) : name_(std::move(name)) {
    runProgram(script(), {u"up"_s, u"--name"_s, name_});
}

RealNodes::~RealNodes() {
    try {
        runProgram(script(), {u"down"_s, u"--name"_s, name_});
    } catch (const std::runtime_error& error) {
        qWarning("%s", error.what());
    }
}

QString RealNodes::type(const QString& node, const QString& command, const QByteArray& input) const {
    return runProgram(u"ssh"_s, {u"-F"_s, sshConfig(), node, command}, input);
}

QString RealNodes::podwirectl(const QStringList& words) const {
    return runProgram(QStringLiteral(PODWIRE_BINARY_DIR "/bin/podwirectl"),
                      words + QStringList{u"--name"_s, name_});
}

QString RealNodes::sshConfig() const {
    return u"/run/podwire/%1/ssh_config"_s.arg(name_);
}

}  // namespace podwire::test
