// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ssh/channel.h"
#include "core/ssh/clock.h"
#include "core/ssh/outbox.h"
#include "core/ssh/prelude_filter.h"
#include "core/ssh/session.h"

namespace podwire::ssh {

/// Our end of the guard on the node (node_scripts.h): ends commands there, and proves that the node still
/// lives.
class Guard {
public:
    /// `formerTokens`: see guardLine().
    Guard(const Session& session, const std::vector<std::string>& formerTokens);

    /// Brings the guard up and sends what is due. Call it after every pump.
    void step();
    /// Once the guard is ready.
    [[nodiscard]] bool ready() const { return output_.passed(); }
    /// Once it has ended or could not be started; reason() has what the node printed.
    [[nodiscard]] bool failed() const { return failed_ || channel_.closed(); }
    [[nodiscard]] std::string reason() const;

    [[nodiscard]] const std::string& token() const { return token_; }
    [[nodiscard]] const std::string& registry() const { return output_.note(); }

    void ping();
    void end(const std::string& entry);
    /// Entries are removed together, with the next ping or when there are many.
    void forget(const std::string& entry);

private:
    enum class Phase { Open, Exec, Talk };

    void onData(Channel::Stream stream, std::string_view bytes);
    void sendForgotten();

    std::string token_;
    std::string line_;
    Channel channel_;
    Phase phase_ = Phase::Open;
    bool failed_ = false;
    PreludeFilter output_{token_};
    std::string complaint_;
    std::string forgotten_;
    Outbox outbox_;
};

}  // namespace podwire::ssh
