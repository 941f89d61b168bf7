// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <string>
#include <vector>

#include "core/walk/predict.h"

namespace podwire::ctl {

QJsonObject hopJson(const walk::Hop& hop);
/// One line, and lines for what did not match before it.
void printHop(const walk::Hop& hop);

/// `blindSpots`: what the foretold walk does not know, as sentences without full stops.
void printExplainJson(const walk::Prediction& predicted, const std::vector<std::string>& blindSpots);
void printExplainText(const walk::Prediction& predicted, const std::vector<std::string>& blindSpots);

}  // namespace podwire::ctl
