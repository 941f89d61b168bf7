// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/port_set.h"

#include <QString>
#include <QStringList>
#include <algorithm>

namespace podwire::doctor {

std::optional<PortSet> PortSet::parse(std::string_view text) {
    PortSet ports;
    for (const QString& part : QString::fromUtf8(text.data(), static_cast<int>(text.size())).split(u',')) {
        bool firstOk = false;
        bool lastOk = false;
        const int first = part.section(u':', 0, 0).toInt(&firstOk);
        const int last = part.section(u':', -1).toInt(&lastOk);
        if (!firstOk || !lastOk) {
            return std::nullopt;
        }
        ports.ranges_.push_back({first, last});
    }
    return ports;
}

PortSet PortSet::ofClients() {
    PortSet ports;
    ports.ranges_.push_back({32768, 60999});
    return ports;
}

bool PortSet::contains(int port) const {
    return std::any_of(ranges_.begin(), ranges_.end(),
                       [port](const Range& range) { return range.first <= port && port <= range.last; });
}

bool PortSet::contains(const PortSet& other) const {
    return std::all_of(other.ranges_.begin(), other.ranges_.end(), [this](const Range& inner) {
        return std::any_of(ranges_.begin(), ranges_.end(), [&](const Range& outer) {
            return outer.first <= inner.first && inner.last <= outer.last;
        });
    });
}

bool PortSet::meets(const PortSet& other) const {
    return std::any_of(ranges_.begin(), ranges_.end(), [&](const Range& a) {
        return std::any_of(other.ranges_.begin(), other.ranges_.end(),
                           [&](const Range& b) { return a.first <= b.last && b.first <= a.last; });
    });
}

}  // namespace podwire::doctor
