// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <set>
#include <string>

#include "core/live/layout.h"
#include "ui/text/command_spans.h"

namespace podwire::ui {

/// What the items of a topology share: colours by address, and what is to be seen first.
struct TopologyLook {
    AddressBook addresses;
    std::set<std::string> lit;   ///< what the shown step has
    std::set<std::string> way;   ///< of the picked flow; when there is one, all else steps back
    std::set<std::string> here;  ///< where on that way a packet is shown
    std::string current;         ///< where the keyboard is; empty: elsewhere

    [[nodiscard]] QColor colourOf(const live::Element& element) const;
    [[nodiscard]] double opacityOf(const std::string& id, bool reached) const;
    [[nodiscard]] bool isLit(const std::string& id) const {
        return here.empty() ? lit.contains(id) || way.contains(id) : here.contains(id);
    }

    static QFont font(live::Label::Role role);
    static live::Measure measure();
};

}  // namespace podwire::ui
