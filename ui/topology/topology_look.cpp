// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topology/topology_look.h"

#include <QFontMetricsF>
#include <cmath>

#include "ui/text/words.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

constexpr double unreached = 0.45;
constexpr double steppedBack = 0.35;

}  // namespace

QColor TopologyLook::colourOf(const live::Element& element) const {
    if (element.kind == live::Element::Kind::Service) {
        return tokens().vip;
    }
    for (const std::string& address : element.addresses) {
        const qsizetype backend = addresses.backends.indexOf(text(address));
        if (backend >= 0) {
            return tokens().backend(backend);
        }
    }
    return tokens().control;
}

double TopologyLook::opacityOf(const std::string& id, bool reached) const {
    if (!reached) {
        return unreached;
    }
    return way.empty() || way.contains(id) ? 1 : steppedBack;
}

QFont TopologyLook::font(live::Label::Role role) {
    return Theme::text(size::tiny, role == live::Label::Role::Name ? QFont::DemiBold : QFont::Normal);
}

live::Measure TopologyLook::measure() {
    const QFontMetricsF name(font(live::Label::Role::Name));
    const QFontMetricsF detail(font(live::Label::Role::Detail));
    return {[name, detail](const std::string& words, live::Label::Role role) {
                return std::ceil(
                           (role == live::Label::Role::Name ? name : detail).horizontalAdvance(text(words))) +
                       1;
            },
            std::ceil(std::max(name.height(), detail.height()))};
}

}  // namespace podwire::ui
