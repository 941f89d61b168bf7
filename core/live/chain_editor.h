// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <string>

#include "core/netfilter/rule_change.h"
#include "core/remote/shell.h"
#include "core/session/post.h"

namespace podwire::live {

/// A change that is ready to run: what it does is known to the letter.
struct PreparedChange {
    std::string text;  ///< the commands as a shell takes them, a line each
    netfilter::RuleChange change;
    netfilter::RuleChange inverse;
    std::string expected;  ///< the chain's rules, without counters: it runs only while they are so
    netfilter::RuleTool tool;
};

/// Changes rules of one node's chains. Answers come on the editor's thread, later, unless it is gone by then.
class ChainEditor : public QObject {
    Q_OBJECT
public:
    explicit ChainEditor(std::shared_ptr<remote::Shell> shell, QObject* parent = nullptr);

    /// Looks the chain up and makes the commands.
    void prepare(const netfilter::RuleChange& change, const netfilter::RuleTool& tool,
                 const std::function<void(const Result<PreparedChange>&)>& done);
    /// Runs the commands. Conflict, and nothing is run, when the chain is not as it was any more.
    void run(const PreparedChange& prepared, const std::function<void(const Result<void>&)>& done);

private:
    std::shared_ptr<remote::Shell> shell_;
    session::Mail mail_{this};
};

}  // namespace podwire::live
