// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "app/ctl/options.h"
#include "core/nodes/node_info.h"
#include "core/session/lab_session.h"

namespace podwire::ctl {

/// A lab and its nodes, opened for one command.
class Console {
public:
    /// Reports what is wrong on standard error and returns the exit status instead.
    static tl::expected<std::unique_ptr<Console>, int> open(const Options& options);

    session::LabSession& session() { return *session_; }
    [[nodiscard]] const lab::Lab& lab() const { return session_->lab(); }

    /// Reads all nodes and waits. The exit status when one of them could not be read (reported), else kDone.
    int readNodes();

private:
    std::unique_ptr<session::LabSession> session_;
};

/// Loads the lab; what is wrong with it goes to standard error, all of it.
tl::expected<lab::Lab, int> loadLab(const std::string& directory, const std::vector<nodes::NodeInfo>& nodes);

}  // namespace podwire::ctl
