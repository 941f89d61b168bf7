// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/integration/real_nodes.h"

#include <QProcess>
#include <QStringList>
#include <stdexcept>

namespace podwire::test {
namespace {

using namespace Qt::StringLiterals;

QString run(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    const bool ended = process.waitForFinished(600'000);
    const QString output = QString::fromUtf8(process.readAll());
    if (!ended || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        throw std::runtime_error((program + u' ' + arguments.join(u' ') + u": "_s + output).toStdString());
    }
    return output;
}

QString script() {
    return QStringLiteral(PODWIRE_SOURCE_DIR "/labs/local/podwire-nodes");
}

}  // namespace

RealNodes::RealNodes(QString name) : name_(std::move(name)) {
    run(script(), {u"up"_s, u"--name"_s, name_});
}

RealNodes::~RealNodes() {
    try {
        run(script(), {u"down"_s, u"--name"_s, name_});
    } catch (const std::runtime_error& error) {
        qWarning("%s", error.what());
    }
}

QString RealNodes::type(const QString& node, const QString& command) const {
    return run(u"ssh"_s, {u"-F"_s, u"/run/podwire/%1/ssh_config"_s.arg(name_), node, command});
}

}  // namespace podwire::test
