// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/first_paint.h"

#include <QEvent>
#include <QTimer>
#include <cstdio>
#include <ctime>

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
            timespec used{};
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
            const auto cpu = static_cast<long long>(used.tv_sec) * 1000 + used.tv_nsec / 1'000'000;
            std::fprintf(stderr, "podwire: first paint after %lld ms, %lld ms of them at work\n",
                         static_cast<long long>(started_.elapsed()), cpu);
        });
    }
    return false;
}

}  // namespace podwire::app
