// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/lab.h"

namespace podwire::lab {

const Step* Lab::find(std::string_view stepId) const {
    for (const Part& part : parts) {
        for (const Step& step : part.steps) {
            if (step.id == stepId) {
                return &step;
            }
        }
    }
    return nullptr;
}

std::string Lab::nameOf(std::string_view stepId) const {
    for (const Part& part : parts) {
        for (const Step& step : part.steps) {
            if (step.id == stepId) {
                return part.title + (step.number.empty() ? "" : " " + step.number) + ": " + step.title;
            }
        }
    }
    return std::string(stepId);
}

std::vector<const Step*> Lab::steps() const {
    std::vector<const Step*> all;
    for (const Part& part : parts) {
        for (const Step& step : part.steps) {
            all.push_back(&step);
        }
    }
    return all;
}

}  // namespace podwire::lab
