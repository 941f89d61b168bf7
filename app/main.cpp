// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <cstdio>

#include "app/gui/console.h"
#include "app/gui/first_paint.h"
#include "app/gui/launch_options.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/memory.h"

namespace {

constexpr int wrongUse = 2;

QStringList argumentsOf(int argc, char** argv) {
    QStringList arguments;
    for (int i = 0; i < argc; ++i) {
        arguments.append(QString::fromLocal8Bit(argv[i]));
    }
    return arguments;
}

}  // namespace

int main(int argc, char** argv) {
    QElapsedTimer started;
    started.start();
    QCoreApplication::setOrganizationName(QStringLiteral("podwire"));
    QCoreApplication::setApplicationName(QStringLiteral("podwire"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PODWIRE_VERSION));
    const QStringList arguments = argumentsOf(argc, argv);
    int ownName = 1;  // Qt would take --name for the window's X11 name, and others for itself
    const QApplication application(ownName, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("podwire"));

    const auto options = podwire::app::parseLaunch(arguments);
    if (!options) {
        std::fprintf(stderr, "podwire: %s\n", options.error().text().c_str());
        return wrongUse;
    }
    if (!options->print.isEmpty()) {
        std::fputs(options->print.toLocal8Bit().constData(), stdout);
        return 0;
    }
    podwire::ui::Theme::instance().install(options->theme.value_or(podwire::ui::memory::theme()));
    podwire::ui::MainWindow window;
    const podwire::app::FirstPaint timing(started, window);
    podwire::app::Console console(*options, window);
    console.open();
    window.show();
    return QApplication::exec();
}
