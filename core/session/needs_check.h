// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <vector>

#include "core/remote/shell.h"
#include "core/session/post.h"

namespace podwire::session {

/// What a look at a node said.
struct NodeLook {
    QString node;
    bool ready = false;
    QString words;             ///< what is missing and what to do, or why nobody could look
    bool installable = false;  ///< `podwirectl nodes prepare --yes` brings what is missing
};

/// Looks whether nodes have what the chapter needs, all of them at once and beside the thread that this lives
/// on. It only looks.
class NeedsCheck : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Gives up a look that is under way. `looked` follows for each, then `finished`.
    void start(std::vector<std::shared_ptr<remote::Shell>> shells);
    /// Nothing follows any more; waits for the connections to end.
    void cancel();
    [[nodiscard]] bool isBusy() const { return open_ > 0; }

Q_SIGNALS:
    void looked(const podwire::session::NodeLook& look);
    void finished();

private:
    void settle(int round, const NodeLook& look);

    int round_ = 0;
    std::size_t open_ = 0;
    std::vector<std::shared_ptr<remote::Shell>> shells_;
    Mail mail_{this};
};

}  // namespace podwire::session
