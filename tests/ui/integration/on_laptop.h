// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace podwire::test {

/// A machine of its own in a local lab's network, as the chapter's laptop: while this lives, the calling
/// thread and what it starts reach the nodes by TCP and nothing else. Needs root.
class OnLaptop {
public:
    /// `nodes`: the local lab's name. Throws std::runtime_error.
    explicit OnLaptop(const QString& nodes);
    ~OnLaptop();
    OnLaptop(const OnLaptop&) = delete;
    OnLaptop& operator=(const OnLaptop&) = delete;

    /// A path of the network namespace that it left.
    [[nodiscard]] QString machine() const;

private:
    QString name_;
    int before_ = -1;  ///< the network namespace to come back to
};

}  // namespace podwire::test
