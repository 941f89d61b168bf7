// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>

#include "core/remote/shell.h"
#include "core/session/post.h"

namespace podwire::session {

/// Says when something may have changed on a node, see plan/watch.h. Starts again by itself when the
/// connection comes back.
class Watcher : public QObject {
    Q_OBJECT
public:
    Watcher(std::shared_ptr<remote::Shell> shell, std::string script, QObject* parent = nullptr);
    ~Watcher() override;

Q_SIGNALS:
    void changed();

private:
    void start();

    std::shared_ptr<remote::Shell> shell_;
    std::string script_;
    std::shared_ptr<remote::Job> job_;
    QTimer gather_;  ///< a burst of changes is one
    QTimer restart_;
    QTimer routine_;  ///< a read now and then, for what no event tells
    Mail mail_{this};
};

}  // namespace podwire::session
