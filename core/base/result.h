// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "core/base/error.h"

namespace podwire {

/// A value, or the reason why there is none.
template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorKind::NotFound, "...")` from any function that returns a Result.
inline tl::unexpected<Error> fail(ErrorKind kind, std::string message, std::string detail = {},
                                  std::string hint = {}) {
    return tl::make_unexpected(Error{kind, std::move(message), std::move(detail), std::move(hint)});
}

inline tl::unexpected<Error> fail(Error error) {
    return tl::make_unexpected(std::move(error));
}

}  // namespace podwire
