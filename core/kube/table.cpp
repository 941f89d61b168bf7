// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/table.h"

#include <algorithm>

#include "core/base/unicode.h"

namespace podwire::kube {
namespace {

constexpr std::size_t minWidth = 6;
constexpr std::size_t padding = 3;

std::vector<std::size_t> widthsOf(const std::vector<TableRow>& rows) {
    std::vector<std::size_t> widths;
    for (const TableRow& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), minWidth);
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], countCharacters(row[i]) + padding);
        }
    }
    return widths;
}

}  // namespace

std::string layOut(const std::vector<TableRow>& rows) {
    const std::vector<std::size_t> widths = widthsOf(rows);
    std::string text;
    for (const TableRow& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool last = i + 1 == row.size();
            text += row[i] + std::string(last ? 0 : widths[i] - countCharacters(row[i]), ' ');
        }
        text += '\n';
    }
    return text;
}

}  // namespace podwire::kube
