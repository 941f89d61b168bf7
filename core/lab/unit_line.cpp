// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/lab/resource_lines.h"
#include "core/lab/word_reader.h"

namespace podwire::lab {
namespace {

/// Options whose value may be the next word, systemd-run(1).
constexpr std::array<std::string_view, 13> takesValue = {"-p",
                                                         "--property",
                                                         "-E",
                                                         "--setenv",
                                                         "--description",
                                                         "--slice",
                                                         "--service-type",
                                                         "--uid",
                                                         "--gid",
                                                         "--nice",
                                                         "--working-directory",
                                                         "-H",
                                                         "-M"};
/// What would make something other than a service that runs in the background on this node.
constexpr std::array<std::string_view, 12> refused = {"--scope", "--user",    "--pty",  "-t",
                                                      "--pipe",  "-P",        "--wait", "-H",
                                                      "-M",      "--machine", "--host", "--shell"};

bool isOption(std::string_view word, std::string_view option) {
    return word == option ||
           (word.starts_with(option) && option.starts_with("--") && word[option.size()] == '=');
}

template <std::size_t N>
bool isAnyOf(std::string_view word, const std::array<std::string_view, N>& options) {
    return std::any_of(options.begin(), options.end(),
                       [word](std::string_view option) { return isOption(word, option); });
}

bool makesATimer(std::string_view word) {
    return word.starts_with("--on-") || word.starts_with("--timer-") || word.starts_with("--path-") ||
           word.starts_with("--socket-");
}

/// Reads up to the program; the value of --unit, or an empty one.
tl::expected<std::string, std::string> readOptions(WordReader& reader,
                                                   const std::vector<CommandWord>& words) {
    std::string unit;
    while (!reader.done() && words[reader.index()].text.starts_with('-')) {
        const std::string option = reader.next();
        if (option == "--") {
            break;
        }
        if (isAnyOf(option, refused) || makesATimer(option)) {
            return tl::make_unexpected("'" + option + "' does not make a service in the background");
        }
        if (option == "--unit" || option == "-u") {
            unit = reader.next();
        } else if (option.starts_with("--unit=")) {
            unit = option.substr(7);
        } else if (std::find(takesValue.begin(), takesValue.end(), option) != takesValue.end()) {
            reader.next();
        }
    }
    return unit;
}

}  // namespace

LineResult readUnitLine(const std::vector<CommandWord>& words) {
    const Invocation invocation = readInvocation(words);
    WordReader reader(words, invocation.program);
    if (!invocation.netns.empty() || !reader.take("systemd-run")) {
        return tl::make_unexpected("a unit is started by '[sudo] systemd-run --unit=NAME PROGRAM ...'");
    }
    const auto unit = readOptions(reader, words);
    if (!unit) {
        return tl::make_unexpected(unit.error());
    }
    if (unit->empty()) {
        return tl::make_unexpected("a unit needs '--unit=NAME', by which it is found again");
    }
    if (const Complaint complaint = complainAboutUnit(*unit)) {
        return tl::make_unexpected(*complaint);
    }
    if (reader.done()) {
        return reader.surprise("the program that the unit runs");
    }
    return ReadLine{{}, Unit{unitName(*unit)}};
}

}  // namespace podwire::lab
