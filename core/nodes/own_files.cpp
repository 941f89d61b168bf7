// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/own_files.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace podwire::nodes {
namespace {

constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

tl::unexpected<Error> cannotWrite(const QString& path, const QString& why) {
    return fail(ErrorKind::Permission, path.toStdString() + " cannot be written", why.toStdString(),
                "Is its directory yours, and is there room?");
}

Result<void> makeDirectory(const QString& path) {
    if (QFileInfo(path).isDir()) {
        return {};
    }
    if (!QDir().mkpath(path)) {
        return cannotWrite(path, QStringLiteral("the directory cannot be made"));
    }
    QFile::setPermissions(path, kOwnerOnly | QFileDevice::ExeOwner);
    return {};
}

}  // namespace

std::string homeDirectory() {
    return QDir::homePath().toStdString();
}

std::string dataDirectory() {
    QString base = qEnvironmentVariable("XDG_DATA_HOME");
    if (!QDir::isAbsolutePath(base)) {
        base = QDir::homePath() + QStringLiteral("/.local/share");
    }
    return (base + QStringLiteral("/podwire")).toStdString();
}

Result<void> writeOwnFile(const std::string& path, const std::string& bytes) {
    const QString name = QString::fromStdString(path);
    if (auto made = makeDirectory(QFileInfo(name).path()); !made) {
        return made;
    }
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly)) {
        return cannotWrite(name, file.errorString());
    }
    file.setPermissions(kOwnerOnly);
    file.write(QByteArray::fromStdString(bytes));
    return file.commit() ? Result<void>() : cannotWrite(name, file.errorString());
}

Result<std::string> ownPublicKey(const std::string& privateKey, const RunProcess& run) {
    const QString path = QString::fromStdString(privateKey);
    if (!QFileInfo::exists(path)) {
        if (auto made = makeDirectory(QFileInfo(path).path()); !made) {
            return fail(made.error());
        }
        const ProcessResult made =
            run({{"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "podwire", "-f", privateKey}, {}});
        if (!made.succeeded()) {
            return fail(ErrorKind::NotFound, "ssh-keygen could not make a key for Podwire", made.err,
                        "Is the OpenSSH client installed?");
        }
    }
    const ProcessResult shown = run({{"ssh-keygen", "-y", "-P", "", "-f", privateKey}, {}});
    const std::string line = shown.out.substr(0, shown.out.find('\n'));
    if (!shown.succeeded() || line.empty()) {
        return fail(ErrorKind::Authentication, "Podwire's own key cannot be read", shown.err,
                    "Remove " + privateKey + " and try again: another one is made.");
    }
    return line;
}

}  // namespace podwire::nodes
