// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace podwire {

/// What kind of failure it is: what a caller branches on. The texts are for people.
enum class ErrorKind {
    InvalidInput,    ///< a lab file, an argument or an answer that cannot be understood
    NotFound,        ///< a step, node, file or tool that is not there
    Permission,      ///< the user may not do this
    Unreachable,     ///< a node that does not answer
    HostKey,         ///< a host key that is unknown and was refused, or that has changed
    Authentication,  ///< the node took none of our keys
    Timeout,         ///< a deadline passed
    Lost,            ///< the connection broke while the work was under way
    Cancelled,       ///< somebody asked us to stop
    CommandFailed,   ///< a command ended with a status that was not expected
    Conflict,        ///< somebody else is changing the same thing, or changed it meanwhile
    Unsupported,     ///< the node lacks something that is needed
};

std::string_view toString(ErrorKind kind);

/// A failure as a value. All texts are UTF-8 and meant to be read by a student.
struct Error {
    ErrorKind kind = ErrorKind::InvalidInput;
    std::string message;  ///< one sentence: what failed and where
    std::string detail;   ///< evidence, e.g. the command's own output; may be empty or several lines
    std::string hint;     ///< what to do next; may be empty

    /// `message`, then detail and hint on lines of their own where there are any.
    [[nodiscard]] std::string text() const;
};

}  // namespace podwire
