// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/word_reader.h"
#include "core/base/unicode.h"

namespace podwire::lab {

bool WordReader::take(std::string_view word) {
    if (done() || words_[at_].text != word) {
        return false;
    }
    ++at_;
    return true;
}

std::string WordReader::next() {
    return done() ? std::string() : words_[at_++].text;
}

tl::expected<std::string, std::string> WordReader::value(std::string_view after,
                                                         Complaint (*complain)(std::string_view)) {
    if (done()) {
        return tl::make_unexpected("a value is missing after '" + std::string(after) + "'");
    }
    std::string word = next();
    if (const Complaint complaint = complain(word)) {
        return tl::make_unexpected(*complaint);
    }
    return word;
}

tl::unexpected<std::string> WordReader::surprise(std::string_view wanted) const {
    const std::string found = done() ? "the command ends" : "'" + shortened(words_[at_].text) + "' stands";
    return tl::make_unexpected(found + " where " + std::string(wanted) + " is expected");
}

tl::expected<IpCommand, std::string> readIpCommand(const std::vector<CommandWord>& words) {
    const Invocation invocation = readInvocation(words);
    WordReader reader(words, invocation.program);
    IpCommand command{invocation.netns, {}, 0};
    if (!command.netns.empty() && complainAboutNetns(command.netns)) {
        return tl::make_unexpected(*complainAboutNetns(command.netns));
    }
    if (!reader.take("ip")) {
        return reader.surprise("'ip'");
    }
    while (reader.take("-4")) {
    }
    if (reader.take("-n") || reader.take("-netns")) {
        auto netns = reader.value("-n", complainAboutNetns);
        if (!netns) {
            return tl::make_unexpected(netns.error());
        }
        if (!command.netns.empty()) {
            return tl::make_unexpected("two namespaces: 'ip netns exec' and '-n'");
        }
        command.netns = *netns;
    }
    for (const std::string_view object : {"route", "link", "address", "addr", "netns"}) {
        if (reader.take(object)) {
            command.object = object == "addr" ? "address" : object;
            command.next = reader.index();
            return command;
        }
    }
    return reader.surprise("'route', 'link', 'addr' or 'netns'");
}

}  // namespace podwire::lab
