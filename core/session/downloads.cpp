// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/downloads.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace podwire::session {
namespace {

/// The first word of the companion file; empty when there is none.
QByteArray promisedSum(const QString& path) {
    QFile file(path + QStringLiteral(".sha256"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return file.readLine(1024).simplified().split(' ').value(0).toLower();
}

Error damaged(const QString& path, const QByteArray& promised) {
    return {ErrorKind::Conflict,
            (path + (promised.isEmpty() ? QStringLiteral(" has no SHA-256 sum beside it")
                                        : QStringLiteral(" is not what its SHA-256 sum says")))
                .toStdString(),
            promised.isEmpty() ? std::string() : "expected " + promised.toStdString(),
            "Delete it and put it there again; nothing was sent to a node."};
}

}  // namespace

QString downloadsDirectory() {
    const QString named = qEnvironmentVariable("PODWIRE_DOWNLOADS");
    return named.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
                                 QStringLiteral("/podwire/downloads")
                           : named;
}

std::string downloadName(const std::string& url) {
    return url.substr(url.rfind('/') + 1);
}

Result<std::optional<std::string>> readDownload(const std::string& url) {
    const QString path = QDir(downloadsDirectory()).filePath(QString::fromStdString(downloadName(url)));
    QFile file(path);
    if (!file.exists()) {
        return std::nullopt;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return tl::make_unexpected(Error{ErrorKind::Permission,
                                         "Cannot read " + path.toStdString(),
                                         file.errorString().toStdString(),
                                         {}});
    }
    const QByteArray bytes = file.readAll();
    const QByteArray promised = promisedSum(path);
    if (promised != QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()) {
        return tl::make_unexpected(damaged(path, promised));
    }
    return bytes.toStdString();
}

}  // namespace podwire::session
