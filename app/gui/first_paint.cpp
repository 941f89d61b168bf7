// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/first_paint.h"

#include <QEvent>
#include <QTimer>
#include <cstdio>

namespace podwire::app {

FirstPaint::FirstPaint(QElapsedTimer started, QObject& window) : QObject(&window), started_(started) {
    if (qEnvironmentVariableIsSet("PODWIRE_TIMING")) {
        window.installEventFilter(this);
    }
}

bool FirstPaint::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        // The window's children paint within the same turn of the event loop; the next one finds them done.
        QTimer::singleShot(0, this, [this] {
            std::fprintf(stderr, "podwire: first paint after %lld ms\n",
                         static_cast<long long>(started_.elapsed()));
        });
    }
    return false;
}

}  // namespace podwire::app
