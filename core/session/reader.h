// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

#include "core/plan/observed.h"
#include "core/remote/shell.h"
#include "core/session/post.h"

namespace podwire::session {

/// Reads one node's state, one read at a time; a request during a read leads to exactly one more after it.
class Reader : public QObject {
    Q_OBJECT
public:
    Reader(std::string node, std::shared_ptr<remote::Shell> shell, std::string script,
           QObject* parent = nullptr);
    void read();
    [[nodiscard]] bool isReading() const { return reading_; }

Q_SIGNALS:
    void stateRead(const podwire::plan::Observed& state);
    void failed(const podwire::Error& error);

private:
    void begin();
    void onOutcome(const remote::Outcome& outcome);

    std::string node_;
    std::shared_ptr<remote::Shell> shell_;
    std::string script_;
    bool reading_ = false;
    bool again_ = false;
    Mail mail_{this};
};

}  // namespace podwire::session
