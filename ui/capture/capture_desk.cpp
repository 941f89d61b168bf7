// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/capture_desk.h"

#include <QAction>
#include <QMenu>

#include "ui/capture/capture_dialog.h"
#include "ui/capture/capture_strip.h"
#include "ui/text/words.h"

namespace podwire::ui {

CaptureDesk::CaptureDesk(QWidget& window)
    : QObject(&window), window_(window), strip_(new CaptureStrip(&window)) {}

void CaptureDesk::setSession(session::LabSession* session) {
    if (session != session_) {
        strip_->leave();
    }
    session_ = session;
}

void CaptureDesk::addTo(QMenu& menu, const CaptureOffer& offer) {
    if (offer.choices.empty()) {
        return;
    }
    QAction* const entry =
        menu.addAction(tr("Capture on %1 …").arg(text(offer.name)), this, [this, offer] { ask(offer); });
    entry->setObjectName(QStringLiteral("captureAction"));
    if (strip_->isRunning()) {
        entry->setEnabled(false);
        entry->setText(tr("Capture on %1 (stop the one that runs first)").arg(text(offer.name)));
    }
}

void CaptureDesk::ask(const CaptureOffer& offer) {
    auto* dialog = new CaptureDialog(offer, &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(true);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (session_ != nullptr && !strip_->isRunning()) {
            strip_->start(dialog->request(), dialog->takeSink(), *session_);
        }
    });
    dialog->show();
}

}  // namespace podwire::ui
