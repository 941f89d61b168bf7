// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QByteArray>
#include <QCryptographicHash>
#include <algorithm>

#include "core/plan/observe.h"
#include "core/plan/sections.h"

namespace podwire::plan {
namespace {

constexpr std::string_view kNsfs = "6e736673";  // NSFS_MAGIC of linux/magic.h, as stat(1) prints it

class Builder {
public:
    explicit Builder(const std::string& node) { seen_.node = node; }

    Result<void> add(const Section& section) {
        if (section.kind == "rules" || section.kind == "legacy") {
            return rules(section);
        }
        if (section.kind == "links" || section.kind == "routes") {
            return network(section);
        }
        if (section.kind == "mounts") {
            mounts(lines(section.body));
        } else if (section.kind == "probe") {
            seen_.probes[std::string(section.name)] = section.status == 0;
        } else if (section.kind == "about") {
            about(lines(section.body));
        } else if (section.kind == "sysctl") {
            seen_.sysctls[std::string(section.name)] = fold(firstLine(section.body));
        } else if (section.kind == "files") {
            files(lines(section.body));
        } else if (section.kind == "units") {
            units(lines(section.body));
        } else if (section.kind == "note") {
            note(section);
        }
        return {};
    }

    Result<Observed> finish() {
        if (!hasRules_ || seen_.namespaces.empty()) {
            return fail(ErrorKind::InvalidInput, seen_.node + " did not tell its rules and links");
        }
        if (seen_.rules.generator.find("nf_tables") == std::string::npos) {
            seen_.legacyRules.reset();  // `iptables` is the legacy tool: they are the same rules
        }
        std::erase_if(seen_.namespaces, [this](const auto& netns) { return gone_.count(netns.name) > 0; });
        return std::move(seen_);
    }

private:
    Result<void> failed(const Section& section, const std::string& why) const {
        return fail(ErrorKind::CommandFailed,
                    "Reading " + std::string(section.kind) + " of " + seen_.node + " failed: " + why, {},
                    "Try the same on the node: podwirectl exec " + seen_.node + " -- sudo iptables-save");
    }

    Result<void> rules(const Section& section) {
        if (section.status != 0 && !section.name.empty()) {
            return {};  // the namespace was deleted while we looked
        }
        if (section.status != 0) {
            return failed(section, "exit status " + std::to_string(section.status));
        }
        auto parsed = netfilter::parseSave(section.body);
        if (!parsed) {
            return fail(parsed.error());
        }
        if (section.kind == "legacy") {
            seen_.legacyRules = std::move(*parsed);
        } else if (!section.name.empty()) {
            seen_.netnsRules[std::string(section.name)] = std::move(*parsed);
        } else {
            seen_.rules = std::move(*parsed);
            hasRules_ = true;
        }
        return {};
    }

    Result<void> network(const Section& section) {
        if (section.status != 0) {
            if (section.name.empty()) {
                return failed(section, "exit status " + std::to_string(section.status));
            }
            gone_.insert(std::string(section.name));  // the namespace was deleted while we looked
            return {};
        }
        netstate::Netns& netns = find(section.name);
        if (section.kind == "links") {
            return take(netstate::parseLinks(section.body), netns.links);
        }
        return take(netstate::parseRoutes(section.body), netns.routes);
    }

    /// "<type of file system> /run/netns/<name>". `ip netns add` makes the file before it mounts the
    /// namespace on it.
    void mounts(const std::vector<std::string_view>& all) {
        for (const std::string_view line : all) {
            const size_t slash = line.rfind('/');
            if (slash != std::string_view::npos && !line.starts_with(kNsfs)) {
                seen_.emptyNetns.insert(std::string(line.substr(slash + 1)));
            }
        }
    }

    template <class T>
    static Result<void> take(Result<T> parsed, T& to) {
        if (!parsed) {
            return fail(parsed.error());
        }
        to = std::move(*parsed);
        return {};
    }

    netstate::Netns& find(std::string_view name) {
        for (netstate::Netns& netns : seen_.namespaces) {
            if (netns.name == name) {
                return netns;
            }
        }
        return seen_.namespaces.emplace_back(netstate::Netns{std::string(name), {}, {}});
    }

    void about(const std::vector<std::string_view>& all) {
        if (all.size() >= 4) {
            seen_.hostname = all[0];
            seen_.home = all[1];
            boot_ = all[2];
            notes_ = all[3];
        }
    }

    void files(const std::vector<std::string_view>& all) {
        FileState* file = nullptr;
        for (const std::string_view line : all) {
            if (line.starts_with("at ")) {
                file = &seen_.files[std::string(line.substr(3))];
                file->exists = true;
            } else if (file != nullptr && line.size() >= 64 && line.find("  -") == 64) {
                file->sha256 = line.substr(0, 64);
            } else if (file != nullptr) {
                const size_t space = std::min(line.find(' '), line.size());
                file->mode =
                    std::string(4 - std::min<size_t>(space, 4), '0') + std::string(line.substr(0, space));
                file->regular = line.find("regular") != std::string_view::npos;
            }
        }
    }

    void units(const std::vector<std::string_view>& all) {
        std::string id;
        std::string state;
        for (const std::string_view line : all) {
            if (line.starts_with("Id=")) {
                id = line.substr(3);
            } else if (line.starts_with("ActiveState=")) {
                state = line.substr(12);
            }
            if (!id.empty() && !state.empty()) {
                seen_.units[id] = state;
                id.clear();
                state.clear();
            }
        }
    }

    /// "<id>.want.<step>", "<id>.was" holding "<boot id> <value>", "<id>.copy".
    void note(const Section& section) {
        const size_t dot = section.name.find('.');
        if (dot == std::string_view::npos) {
            return;
        }
        Note& note = seen_.notes[std::string(section.name.substr(0, dot))];
        const std::string_view what = section.name.substr(dot + 1);
        if (what.starts_with("want.")) {
            note.wantedBy.insert(std::string(what.substr(5)));
        } else if (what == "was") {
            const std::string_view value = firstLine(section.body);
            if (value.starts_with(boot_ + " ")) {  // a value noted before a reboot says nothing any more
                note.was = fold(value.substr(boot_.size() + 1));
            }
        } else if (what == "copy") {
            note.was = notes_ + "/" + std::string(section.name);
        }
    }

    static std::string fold(std::string_view value) {
        return QByteArray(value.data(), static_cast<int>(value.size())).simplified().toStdString();
    }

    Observed seen_;
    std::string notes_;
    std::string boot_;
    std::set<std::string> gone_;
    bool hasRules_ = false;
};

}  // namespace

Result<Observed> parseObserved(const std::string& node, std::string_view output) {
    const std::vector<Section> sections = splitSections(output);
    if (sections.empty()) {
        return fail(ErrorKind::InvalidInput, "The state of " + node + " came incomplete",
                    std::string(output.substr(output.size() - std::min<size_t>(output.size(), 400))),
                    "Check that " + node + "'s user may run `sudo -n bash`.");
    }
    Builder builder(node);
    for (const Section& section : sections) {
        if (auto added = builder.add(section); !added) {
            return fail(added.error());
        }
    }
    return builder.finish();
}

const netstate::Netns* Observed::findNetns(std::string_view name) const {
    const auto at =
        std::find_if(namespaces.begin(), namespaces.end(), [name](const auto& n) { return n.name == name; });
    return at == namespaces.end() ? nullptr : &*at;
}

const Note* Observed::findNote(const std::string& resourceKey) const {
    const auto at = notes.find(noteId(resourceKey));
    return at == notes.end() ? nullptr : &at->second;
}

std::string noteId(const std::string& resourceKey) {
    const QByteArray hash =
        QCryptographicHash::hash(QByteArray::fromStdString(resourceKey), QCryptographicHash::Sha256);
    return hash.toHex().left(16).toStdString();
}

}  // namespace podwire::plan
