// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <optional>

#include "core/conntrack/flow.h"

namespace podwire::models {

/// Which flows are wanted. What is not set lets everything through.
struct FlowFilter {
    QString text;  ///< stands in the addresses, the state, the protocol or the translation, in any case
    QString node;
    QString state;  ///< conntrack::stateWord
    /// Of a service or a backend: who sends, who is addressed, or who answers.
    std::optional<std::uint32_t> address;

    [[nodiscard]] bool accepts(const QString& node, const conntrack::Flow& flow) const;
    bool operator==(const FlowFilter&) const = default;
};

}  // namespace podwire::models
