// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace podwire {

std::string_view toString(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::InvalidInput:
            return "invalid input";
        case ErrorKind::NotFound:
            return "not found";
        case ErrorKind::Permission:
            return "permission";
        case ErrorKind::Unreachable:
            return "unreachable";
        case ErrorKind::HostKey:
            return "host key";
        case ErrorKind::Authentication:
            return "authentication";
        case ErrorKind::Timeout:
            return "timeout";
        case ErrorKind::Lost:
            return "lost";
        case ErrorKind::Cancelled:
            return "cancelled";
        case ErrorKind::CommandFailed:
            return "command failed";
        case ErrorKind::Conflict:
            return "conflict";
        case ErrorKind::Unsupported:
            return "unsupported";
    }
    return "unknown";
}

std::string Error::text() const {
    std::string all = message;
    for (const std::string* part : {&detail, &hint}) {
        if (!part->empty()) {
            all += '\n';
            all += *part;
        }
    }
    return all;
}

}  // namespace podwire
