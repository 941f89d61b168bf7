// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/plan/goal.h"
#include "core/plan/plan.h"
#include "core/plan/sharing.h"

namespace podwire::plan {

/// Makes the stages that take steps back, last step first.
class UndoStages {
public:
    UndoStages(const Assessment& assessment, const Sharers& sharers, const Goal& goal);

    /// Takes back what is there of the step, last resource first; what others want is left and listed in
    /// `kept`.
    Stage make(const lab::Step& step, std::vector<Kept>& kept);

    /// Keys of the resources that the stages made so far take away.
    [[nodiscard]] const std::set<std::string>& removed() const { return removed_; }

private:
    void takeBack(const lab::Step& step, const ResourceStatus& status, Stage& stage, std::vector<Kept>& kept);
    [[nodiscard]] std::vector<std::string> holders(const ResourceStatus& status) const;
    [[nodiscard]] bool holds(const std::string& step, const Note* note) const;
    void forgetOnly(const lab::Step& step, const lab::Resource& resource, Stage& stage) const;

    const Assessment& assessment_;
    const Sharers& sharers_;
    const Goal& goal_;
    std::set<std::string> removed_;
};

}  // namespace podwire::plan
