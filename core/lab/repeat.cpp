// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/repeat.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/lab/map_reader.h"
#include "core/lab/node_names.h"
#include "core/lab/variable_name.h"

namespace podwire::lab {
namespace {

using Words = std::map<std::string, std::string, std::less<>>;

constexpr std::array<std::string_view, 3> ownKeys = {"for_each", "of", "except"};

bool isOwnKey(const yaml::Entry& entry) {
    return std::find(ownKeys.begin(), ownKeys.end(), entry.key) != ownKeys.end();
}

yaml::Node withoutOwnKeys(const yaml::Node& entry) {
    yaml::Node rest = entry;
    std::erase_if(rest.entries, isOwnKey);
    return rest;
}

/// The keys of the repetition alone, so that a MapReader can look at them.
yaml::Node onlyOwnKeys(const yaml::Node& entry) {
    yaml::Node own = entry;
    std::erase_if(own.entries, [](const yaml::Entry& each) { return !isOwnKey(each); });
    return own;
}

std::set<std::string> readExcepted(const MapReader& map) {
    std::set<std::string> names;
    for (const yaml::Node& item : map.items("except", 64)) {
        if (const auto name = readValue(map.scope(), item, complainAboutName)) {
            names.insert(name->text);
        }
    }
    return names;
}

std::vector<Backend> chosen(const Scope& scope, const yaml::Node& entry) {
    const yaml::Node own = onlyOwnKeys(entry);
    const MapReader map(scope, own, "a repetition", {"for_each", "of", "except"});
    const yaml::Node* what = map.need("for_each");
    if (what != nullptr && what->text != "backends") {
        scope.blame(*what, "'for_each' goes over 'backends'");
    }
    const std::string node = map.has("of") ? readNodeName(map, "of") : std::string();
    const std::set<std::string> excepted = readExcepted(map);
    std::vector<Backend> backends;
    for (const Backend& backend : scope.symbols.backends) {
        if ((node.empty() || backend.node == node) && excepted.count(backend.name) == 0) {
            backends.push_back(backend);
        }
    }
    return backends;
}

/// One of `ways` equally likely ones, cut to two digits as the chapter does; to four where two would be
/// coarse.
std::string probability(std::size_t ways) {
    constexpr std::size_t coarse = 10;
    const bool fine = ways > coarse;
    std::string digits = std::to_string((fine ? 10000 : 100) / ways);
    digits.insert(0, (fine ? 4U : 2U) - std::min<std::size_t>(digits.size(), fine ? 4U : 2U), '0');
    digits.erase(digits.find_last_not_of('0') + 1);
    return "0." + digits;
}

Words wordsFor(const std::vector<Backend>& backends, std::size_t index) {
    const Backend& backend = backends[index];
    const std::size_t ways = backends.size() - index;
    return {{"name", backend.name},
            {"NAME", variableName(backend.name)},
            {"address", backend.address},
            {"node", backend.node},
            {"number", std::to_string(index + 1)},
            {"percent", std::to_string(100 / ways)},
            {"statistic",
             ways == 1 ? std::string() : "-m statistic --mode random --probability " + probability(ways)}};
}

class Replacer {
public:
    Replacer(const Scope& scope, const Words& words) : scope_(scope), words_(words) {}

    void replace(yaml::Node& node) const {
        if (node.kind == yaml::Node::Kind::Scalar) {
            replaceText(node);
        }
        for (yaml::Node& item : node.items) {
            replace(item);
        }
        for (yaml::Entry& entry : node.entries) {
            replace(entry.value);
        }
    }

private:
    void replaceText(yaml::Node& node) const {
        std::string all;
        std::string_view rest = node.text;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
            all += replacedLine(node, std::string(rest.substr(0, end)));
            rest.remove_prefix(end);
        }
        node.text = std::move(all);
    }

    std::string replacedLine(const yaml::Node& node, std::string line) const {
        bool changed = false;
        for (std::size_t at = line.find("@{"); at != std::string::npos; at = line.find("@{", at)) {
            const std::size_t end = line.find('}', at);
            const std::string word = line.substr(at + 2, end == std::string::npos ? end : end - at - 2);
            const auto found = words_.find(word);
            if (end == std::string::npos || found == words_.end()) {
                scope_.blame(node, "'@{" + word + "}' is nothing that a backend has",
                             "There are name, NAME, address, node, number, statistic and percent.");
                return line;
            }
            line.replace(at, end + 1 - at, found->second);
            at += found->second.size();
            changed = true;
        }
        const bool nothingLeft = line.find_first_not_of(" \t\\\n") == std::string::npos;
        return changed && nothingLeft ? std::string() : line;
    }

    const Scope& scope_;
    const Words& words_;
};

}  // namespace

std::vector<yaml::Node> repeated(const Scope& scope, const yaml::Node& entry) {
    const bool repeats = std::any_of(entry.entries.begin(), entry.entries.end(), isOwnKey);
    if (!repeats) {
        return {entry};
    }
    const std::vector<Backend> backends = chosen(scope, entry);
    std::vector<yaml::Node> copies;
    for (std::size_t i = 0; i < backends.size(); ++i) {
        const Words words = wordsFor(backends, i);
        copies.push_back(withoutOwnKeys(entry));
        Replacer(scope, words).replace(copies.back());
    }
    return copies;
}

}  // namespace podwire::lab
