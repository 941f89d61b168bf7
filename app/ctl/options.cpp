// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/options.h"

#include <map>
#include <set>

#include "core/base/nearest.h"
#include "core/nodes/local_lab.h"

namespace podwire::ctl {
namespace {

class Parser {
public:
    explicit Parser(const QStringList& arguments) : left_(arguments) {
        values_ = {{"--lab", &options_.lab},           {"--name", &options_.name},
                   {"--provider", &options_.provider}, {"--to", &options_.to},
                   {"--from", &options_.from},         {"--requests", &options_.requests},
                   {"--rate", &options_.rate},         {"--at-once", &options_.atOnce},
                   {"--deadline", &options_.deadline}, {"--for", &seconds_},
                   {"--network", &options_.network},   {"--inventory", &options_.inventory},
                   {"--claim", &options_.claim},       {"--node", &options_.node},
                   {"--netns", &options_.netns},       {"--filter", &options_.filter},
                   {"--size", &options_.size},         {"--out", &options_.out}};
        lists_ = {{"--interface", &options_.interfaces}};
        flags_ = {{"--all", &options_.all},
                  {"--json", &options_.json},
                  {"--checks", &options_.checks},
                  {"--dry-run", &options_.dryRun},
                  {"--mend", &options_.mend},
                  {"--progress", &options_.progress},
                  {"--watch", &options_.watch},
                  {"--purge", &options_.purge},
                  {"--yes", &options_.yes},
                  {"--read-only", &options_.readOnly},
                  {"--wireshark", &options_.wireshark}};
    }

    Result<Options> run() {
        while (!left_.isEmpty()) {
            const std::string word = left_.takeFirst().toStdString();
            if (word == "--") {
                options_.arguments += left_;
                break;
            }
            if (word.starts_with("-") && word.size() > 1) {
                if (auto taken = option(word); !taken) {
                    return fail(taken.error());
                }
            } else if (options_.command.empty()) {
                options_.command = word;
            } else {
                options_.arguments << QString::fromStdString(word);
            }
        }
        return finish();
    }

private:
    Result<void> option(const std::string& word) {
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(0, equals);
        if (name == "--help" || name == "-h") {
            options_.command = "help";
            return {};
        }
        if (const auto flag = flags_.find(name); flag != flags_.end() && equals == std::string::npos) {
            *flag->second = true;
            return {};
        }
        const auto value = values_.find(name);
        const auto list = lists_.find(name);
        if (value == values_.end() && list == lists_.end()) {
            return fail(ErrorKind::InvalidInput, "unknown option " + name, {}, suggestion(name));
        }
        if (equals == std::string::npos && left_.isEmpty()) {
            return fail(ErrorKind::InvalidInput, "option " + name + " needs a value");
        }
        std::string typed =
            equals == std::string::npos ? left_.takeFirst().toStdString() : word.substr(equals + 1);
        if (list != lists_.end()) {
            list->second->push_back(std::move(typed));
        } else {
            *value->second = std::move(typed);
        }
        return {};
    }

    std::string suggestion(const std::string& name) const {
        std::vector<std::string> known;
        for (const auto& [option, value] : values_) {
            known.push_back(option);
        }
        for (const auto& [option, values] : lists_) {
            known.push_back(option);
        }
        for (const auto& [option, flag] : flags_) {
            known.push_back(option);
        }
        const std::string near = nearest(name, known);
        return near.empty() ? "`podwirectl help` lists the options." : "Did you mean " + near + "?";
    }

    Result<Options> finish() {
        if (!nodes::isLabName(options_.name)) {
            return fail(ErrorKind::InvalidInput, "'" + options_.name + "' is not a lab's name", {},
                        "Use lower-case letters, digits and dashes, a letter first, at most 15.");
        }
        const std::set<std::string> providers{"", "local", "multipass", "ssh"};
        if (!providers.contains(options_.provider)) {
            return fail(ErrorKind::InvalidInput, "there is no provider '" + options_.provider + "'", {},
                        "Providers: local, multipass, ssh");
        }
        return withSeconds();
    }

    Result<Options> withSeconds() {
        if (seconds_.size() > 1 && seconds_.ends_with('s')) {
            seconds_.pop_back();
        }
        bool isNumber = seconds_.empty();
        options_.seconds = isNumber ? 0 : QString::fromStdString(seconds_).toDouble(&isNumber);
        if (!isNumber || options_.seconds < 0) {
            return fail(ErrorKind::InvalidInput, "--for takes seconds, not '" + seconds_ + "'");
        }
        return options_;
    }

    QStringList left_;
    Options options_;
    std::string seconds_;
    std::map<std::string, std::string*> values_;
    std::map<std::string, std::vector<std::string>*> lists_;
    std::map<std::string, bool*> flags_;
};

}  // namespace

Result<Options> parseOptions(const QStringList& arguments) {
    return Parser(arguments).run();
}

std::string usage() {
    return R"(podwirectl - the Podwire lab console without a window

  podwirectl nodes up|down|status|prepare [--provider local|multipass|ssh]
                                           start, stop or describe the lab's nodes; prepare: look for what the
                                           chapter needs on them, with --yes install it
  podwirectl steps                         every step with its state as read from the nodes
  podwirectl apply STEP... | --to STEP | --all [--checks] [--dry-run]
  podwirectl undo  STEP... | --to STEP | --all [--dry-run]
  podwirectl goto  STEP [--dry-run]        everything up to STEP applied, everything after it undone
  podwirectl ready STEP [--dry-run]        everything before STEP applied, STEP and everything after it undone
  podwirectl reset [--dry-run]             everything undone
  podwirectl check [STEP...]               run the checks that count in the present state
  podwirectl doctor [STEP...] [--to STEP] [--mend] [--all]
                                           find the first thing that is wrong, and the command that mends it
  podwirectl show  chains|links|routes|units|files NODE
  podwirectl show  chains NODE[/NETNS] [TABLE/CHAIN...] --watch [--for SECONDS]
                                           the rules, then what they count and what becomes of them
  podwirectl show  links|routes NODE --watch [--for SECONDS]
                                           every change as it happens
  podwirectl show  dns NODE [--watch [--for SECONDS]]
                                           whom a node asks for names, or its DNS server's log as it is written
  podwirectl show  conntrack NODE [--watch [--for SECONDS]]
                                           the connections that a node tracks, or each event as it comes
  podwirectl get   [PART...]               what `kubectl get svc,pods -o wide` would print for what is built
  podwirectl traffic --from NODE[/POD] --to ADDRESS:PORT [--requests N] [--rate R] [--for SECONDS]
                     [--at-once N] [--deadline SECONDS] [--claim ADDRESS=SHARE,...]
                                           HTTP requests, each a new connection: who answers, and whether that
                                           fits the rules that stand on the nodes, or what is claimed
  podwirectl explain --from NODE[/POD] --to ADDRESS:PORT
                                           the ways that a request's packet can take by what stands on the nodes,
                                           hop by hop, and where and why one ends without an answer
  podwirectl trace --from NODE[/POD] --to ADDRESS:PORT
                                           one real request, traced by the kernels of all nodes: the rules that it
                                           and its reply met, who answered, and whether that was foretold
  podwirectl capture --node NODE [--netns POD] --interface IF... [--filter EXPRESSION] [--for SECONDS]
                     [--size SIZE] [--out FILE|- | --wireshark] [--yes]
                                           packets of one or more interfaces into one pcapng file, or Wireshark;
                                           ends after SECONDS, at SIZE (default: 100M) or when it is interrupted
  podwirectl exec  NODE -- COMMAND...      run a command on a node; its exit status is ours
  podwirectl lint  [LAB]                   check a lab's files without nodes

Options:
  --lab DIR     the lab's folder (default: the chapter)
  --name LAB    which running lab (default: podwire)
  --provider P  where its nodes come from: local, multipass or ssh (default: as when it was started, else local)
  --inventory F the hosts of provider ssh, a YAML file
  --read-only   no node may be changed; what would is refused
  --network N   Multipass: give the nodes the chapter's addresses on this network of the machine
  --purge       nodes down, Multipass: delete the virtual machines for good; --yes: without being asked
  --interface I capture: ens3, or node1/ens3 and node1/pod1a/eth0 for several nodes and pods
  --filter E    capture: which packets, as pcap-filter(7) says: "tcp port 80"
  --out FILE    capture: the file (default: podwire-DATE.pcapng here); -: standard output; --yes: write over it
  --json        one JSON object on standard output, for programs
  --progress    progress on standard error even when it is no terminal

Exit status: 0 done and as expected; 1 a check, step or request failed; 2 wrong use; 3 a node could not be reached;
4 the lab file is wrong.
)";
}

nodes::LabChoice choiceOf(const Options& options) {
    return {options.name, options.provider, options.inventory, options.readOnly};
}

int exitStatusFor(const Error& error) {
    switch (error.kind) {
        case ErrorKind::Unreachable:
        case ErrorKind::HostKey:
        case ErrorKind::Authentication:
        case ErrorKind::Lost:
            return kUnreachable;
        case ErrorKind::InvalidInput:
            return kWrongUse;
        default:
            return kFailed;
    }
}

}  // namespace podwire::ctl
