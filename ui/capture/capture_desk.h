// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/session/lab_session.h"
#include "ui/capture/capture_offer.h"

class QMenu;

namespace podwire::ui {

class CaptureStrip;

/// From the wish to capture to its end: the entry of a menu, the dialog, the strip.
class CaptureDesk : public QObject {
    Q_OBJECT
public:
    /// The strip and the dialog belong to `window`; who makes the desk gives the strip its place.
    explicit CaptureDesk(QWidget& window);

    /// Null: no session; a capture that runs is ended. The session must outlive the next call.
    void setSession(session::LabSession* session);
    /// Adds the entry, which can be chosen while no other capture runs; nothing when nothing can be captured
    /// there.
    void addTo(QMenu& menu, const CaptureOffer& offer);
    /// Asks, and then does it.
    void ask(const CaptureOffer& offer);
    [[nodiscard]] CaptureStrip& strip() const { return *strip_; }

private:
    QWidget& window_;
    session::LabSession* session_ = nullptr;
    CaptureStrip* strip_;
};

}  // namespace podwire::ui
