// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/yaml/document.h"

/// What a scalar is to Kubernetes, which turns YAML 1.1 into JSON: `on` is a truth value, 0x50 a number.
namespace podwire::kube {

enum class ScalarType { String, Integer, Float, Boolean };

ScalarType typeOf(const yaml::Node& scalar);

/// The value of an integer as it may be written in YAML 1.1: 80, +80, 0x50, 0o120, 0120, 0b1010000, 8_0.
/// Nothing for other texts and for what does not fit.
std::optional<std::int64_t> integerOf(std::string_view text);

/// The value of a truth value: true, yes, on, y and their opposites. Nothing for other texts.
std::optional<bool> booleanOf(std::string_view text);

}  // namespace podwire::kube
