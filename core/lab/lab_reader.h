// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lab/lab.h"
#include "core/lab/reading.h"

namespace podwire::lab {

/// lab.yaml up to the parts, in the order in which they depend on one another. What is wrong is reported.
class LabReader {
public:
    LabReader(yaml::Report& report, const yaml::Source& source, const yaml::Node& document,
              const NodeFacts& facts);

    /// Fills `symbols` and the lab's own fields.
    void read(Lab& lab, Symbols& symbols) const;
    /// The nodes of the part files' names.
    [[nodiscard]] const std::vector<yaml::Node>& partNames() const;

private:
    yaml::Report& report_;
    const yaml::Source& source_;
    const yaml::Node& document_;
    const NodeFacts& facts_;
};

}  // namespace podwire::lab
