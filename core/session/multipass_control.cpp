// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/multipass_control.h"

#include "core/nodes/multipass_lab.h"
#include "core/nodes/own_files.h"

namespace podwire::session {

MultipassControl::MultipassControl(Run run, QObject* parent) : QObject(parent), run_(std::move(run)) {}

void MultipassControl::up(const QString& name) {
    start(name, true);
}

void MultipassControl::down(const QString& name) {
    start(name, false);
}

void MultipassControl::cancel() {
    aside_.cancel();
}

void MultipassControl::start(const QString& name, bool up) {
    if (isBusy()) {
        Q_EMIT finished(
            false, Error{ErrorKind::Conflict, "The machines are being started or stopped already", {}, {}});
        return;
    }
    const auto report = [this, way = mail_.way()](const std::string& stage, const std::string& node,
                                                  const std::string& text) {
        way([this, stage = QString::fromStdString(stage), node = QString::fromStdString(node),
             text = QString::fromStdString(text)] { Q_EMIT progress(stage, node, text, -1); });
    };
    const auto work = [name = name.toStdString(), up, report,
                       run = run_](const std::atomic<bool>& cancelled) -> Result<void> {
        nodes::MultipassLab::Settings settings;
        settings.lab = name;
        settings.directory = nodes::dataDirectory();
        nodes::MultipassLab lab(
            std::move(settings), [&](const auto& request) { return run(request, cancelled); }, cancelled,
            report);
        auto done = up ? lab.up() : lab.down();
        if (!done && cancelled) {
            return fail(ErrorKind::Cancelled, "Cancelled");
        }
        return done;
    };
    aside_.begin(work, [this](const Result<void>& done) {
        Q_EMIT finished(done.has_value(), done ? Error{} : done.error());
    });
}

}  // namespace podwire::session
