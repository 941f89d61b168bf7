// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qt_messages.h"

#include <gtest/gtest.h>

#include <QString>
#include <cstdio>

namespace podwire::test {
namespace {

void handle(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    std::fprintf(stderr, "%s\n", message.toLocal8Bit().constData());
    // The offscreen platform says so of every window and menu; it means nothing.
    const bool ofPlatform = message.startsWith(QLatin1String("This plugin does not support "));
    if (type != QtDebugMsg && type != QtInfoMsg && !ofPlatform) {
        ADD_FAILURE() << "Qt warned (" << (context.category == nullptr ? "" : context.category)
                      << "): " << message.toStdString();
    }
}

}  // namespace

void failOnQtWarnings() {
    qInstallMessageHandler(handle);
}

}  // namespace podwire::test
