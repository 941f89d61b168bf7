// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/netfilter/rule.h"

namespace podwire::ui {

/// What a rule asks of a packet: "tcp · to 10.96.1.100 port 8080 · by chance 0.33".
QString matchWords(const netfilter::Rule& rule);

/// What it does with it: "DNAT → 192.168.1.10:80", "KUBE-SVC-X", "only counts".
QString targetWords(const netfilter::Rule& rule);

/// "17", "1.2 k", "3.4 M".
QString countWords(quint64 count);

/// "12/s", "0.4/s"; empty for zero.
QString rateWords(double perSecond);

}  // namespace podwire::ui
