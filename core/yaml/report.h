// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

#include "core/yaml/position.h"

namespace podwire::yaml {

/// Collects what is wrong, up to a limit that keeps a report readable.
class Report {
public:
    void add(Position where, std::string message, std::string hint = {});
    void add(const Diagnostics& more);
    [[nodiscard]] bool empty() const { return problems_.empty(); }
    [[nodiscard]] std::size_t size() const { return problems_.size(); }
    /// In the order of the files as they were met, and of the places in each.
    [[nodiscard]] Diagnostics sorted() const;

private:
    Diagnostics problems_;
};

}  // namespace podwire::yaml
