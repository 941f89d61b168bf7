// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

namespace podwire::app {

/// Prints how long the first picture of a window took, when PODWIRE_TIMING is set: "podwire: first paint
/// after 120 ms, 110 ms of them at work". The second figure is the GUI thread's own time: on a busy machine
/// it is the one that counts.
class FirstPaint : public QObject {
    Q_OBJECT
public:
    /// `started` began to run when the program did.
    FirstPaint(QElapsedTimer started, QObject& window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QElapsedTimer started_;
};

}  // namespace podwire::app
