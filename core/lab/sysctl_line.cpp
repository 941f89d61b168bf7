// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/resource_lines.h"
#include "core/lab/word_reader.h"

namespace podwire::lab {

LineResult readSysctlLine(const std::vector<CommandWord>& words) {
    const Invocation invocation = readInvocation(words);
    if (!invocation.netns.empty()) {
        return tl::make_unexpected(
            "a sysctl inside a namespace is not read back: write it as 'run' with 'present' and 'undo'");
    }
    WordReader reader(words, invocation.program);
    if (!reader.take("sysctl")) {
        return reader.surprise("'sysctl'");
    }
    reader.take("-q");
    if (!reader.take("-w")) {
        return reader.surprise("'-w KEY=VALUE'");
    }
    const std::string assignment = reader.next();
    const std::size_t equals = assignment.find('=');
    if (equals == std::string::npos || !reader.done()) {
        return tl::make_unexpected("one KEY=VALUE is expected after '-w'");
    }
    const std::string key = assignment.substr(0, equals);
    const std::string value = foldBlanks(assignment.substr(equals + 1));
    if (const Complaint complaint = complainAboutSysctlKey(key)) {
        return tl::make_unexpected(*complaint);
    }
    if (value.empty()) {
        return tl::make_unexpected("'" + key + "' is set to nothing");
    }
    return ReadLine{{}, Sysctl{dottedSysctlKey(key), value}};
}

}  // namespace podwire::lab
