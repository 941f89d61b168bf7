// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace podwire::live {
class Live;
}

namespace podwire::ui {

/// A dock's content that shows what the nodes tell as it happens. It needs its feeds only while it is
/// visible (showEvent, hideEvent).
class LivePanel : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Null: no session. `live` must outlive the next call.
    virtual void setLive(live::Live* live) = 0;
    /// What goes into the head of its dock, or null. The caller takes it.
    [[nodiscard]] virtual QWidget* tools() { return nullptr; }

Q_SIGNALS:
    /// A few words for the head of the dock.
    void statusChanged(const QString& status);
};

}  // namespace podwire::ui
