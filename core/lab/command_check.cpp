// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <regex>

#include "core/base/shellwords.h"
#include "core/lab/check_kinds.h"
#include "core/lab/command_words.h"

namespace podwire::lab {
namespace {

constexpr std::size_t maxPattern = 300;

std::string escapedForPattern(const std::string& value) {
    std::string escaped;
    for (const char c : value) {
        if (std::string_view("^$\\.*+?()[]{}|/").find(c) != std::string_view::npos) {
            escaped += '\\';
        }
        escaped += c;
    }
    return escaped;
}

/// A value stands for itself in a pattern, whatever characters it holds.
Variables escapedForPattern(const Variables& variables) {
    Variables escaped;
    for (const auto& [name, value] : variables) {
        escaped.emplace(name, escapedForPattern(value));
    }
    return escaped;
}

std::string readPattern(const MapReader& expect, std::string_view key) {
    const yaml::Node* node = expect.find(key);
    const auto text = node != nullptr ? readText(expect.scope(), *node, maxPattern) : std::nullopt;
    if (!text) {
        return {};
    }
    const auto pattern = expandText(*text, escapedForPattern(expect.scope().symbols.variables));
    if (!pattern) {
        expect.scope().blameAt(*node, pattern.error().offset, pattern.error().message);
        return {};
    }
    try {
        const std::regex compiled(*pattern, std::regex::ECMAScript);
    } catch (const std::regex_error& error) {
        expect.scope().blame(*node, "not a regular expression: " + std::string(error.what()));
    }
    return *pattern;
}

std::optional<int> readExitCode(const MapReader& expect) {
    const yaml::Node* node = expect.find("exit");
    if (node != nullptr && node->text == "any") {
        return std::nullopt;
    }
    return static_cast<int>(expect.number("exit", 0, 255).value_or(0));
}

std::string withoutSudo(const std::string& line) {
    for (const std::string_view prefix : {"sudo -n ", "sudo "}) {
        if (line.starts_with(prefix)) {
            return line.substr(prefix.size());
        }
    }
    return line;
}

/// The line inside the pod; a line that is more than one simple command goes in through a shell.
std::string entered(const std::string& pod, const std::string& line, bool simple) {
    return pod.empty() ? line : insidePod(pod, simple ? withoutSudo(line) : "bash -c " + quoteWord(line));
}

}  // namespace

std::optional<CheckBody> readPlainCommand(const MapReader& map, const yaml::Node& node,
                                          const CheckPlace& place) {
    const MapReader expect(map.scope(), expectation(map), "what a command check expects",
                           {"exit", "output", "not_output"});
    CommandCheck check{readExitCode(expect), readPattern(expect, "output"),
                       readPattern(expect, "not_output")};
    const auto line = readCommand(map.scope(), node);
    if (!line) {
        return std::nullopt;
    }
    const auto words = readCommandWords(line->text);
    if (!place.pod.empty() && words && !readInvocation(*words).netns.empty()) {
        map.scope().blame(node, "the line enters a namespace itself", "Leave 'pod' out.");
    }
    return CheckBody{entered(place.pod, line->text, words.has_value()),
                     entered(place.podSource, trimmed(node.text), words.has_value()), std::move(check)};
}

}  // namespace podwire::lab
