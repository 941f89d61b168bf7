// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/sections.h"

#include <QByteArray>
#include <algorithm>

namespace podwire::plan {
namespace {

constexpr char kMark = '\036';

int toInt(std::string_view digits) {
    return digits.empty() ? -1
                          : QByteArray::fromRawData(digits.data(), static_cast<int>(digits.size())).toInt();
}

}  // namespace

std::string_view takeLine(std::string_view& text) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

std::string_view firstLine(std::string_view text) {
    return takeLine(text);
}

std::vector<std::string_view> lines(std::string_view body) {
    std::vector<std::string_view> all;
    while (!body.empty()) {
        all.push_back(takeLine(body));
    }
    return all;
}

std::vector<Section> splitSections(std::string_view output) {
    std::vector<Section> sections;
    size_t at = output.find(kMark);
    while (at != std::string_view::npos) {
        std::string_view rest = output.substr(at + 1);
        const std::string_view head = takeLine(rest);
        if (head == "end") {
            return sections;
        }
        const size_t bodyStart = static_cast<size_t>(rest.data() - output.data());
        at = output.find(kMark, bodyStart);
        const std::string_view body =
            output.substr(bodyStart, at == std::string_view::npos ? at : at - bodyStart);
        if (head.starts_with("status ") && !sections.empty()) {
            sections.back().status = toInt(head.substr(7));
            continue;
        }
        const size_t space = std::min(head.find(' '), head.size());
        sections.push_back({head.substr(0, space), head.substr(std::min(space + 1, head.size())), body, -1});
    }
    return {};
}

}  // namespace podwire::plan
