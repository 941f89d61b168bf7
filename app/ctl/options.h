// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/nodes/running_lab.h"

namespace podwire::ctl {

/// podwirectl's exit status.
enum ExitStatus {
    kDone = 0,    ///< done and as expected
    kFailed = 1,  ///< a check or step failed
    kWrongUse = 2,
    kUnreachable = 3,  ///< a node could not be reached
    kBadLab = 4,       ///< the lab file is wrong
};

/// The command line, cut up.
struct Options {
    std::string command;    ///< "apply"
    QStringList arguments;  ///< what is not an option; for exec: the words after "--" as well
    std::string lab;        ///< --lab, or the chapter
    std::string name = "podwire";
    std::string provider;                 ///< --provider, or empty: the one that the lab's name belongs to
    std::string inventory;                ///< --inventory FILE
    std::string network;                  ///< --network: for nodes up with Multipass
    std::string to;                       ///< --to STEP; for explain, trace and traffic: --to ADDRESS:PORT
    std::string from;                     ///< --from NODE[/POD]
    std::string requests;                 ///< --requests N, as typed; so are the next three
    std::string rate;                     ///< --rate R
    std::string atOnce;                   ///< --at-once N
    std::string deadline;                 ///< --deadline SECONDS
    std::string claim;                    ///< --claim ADDRESS=SHARE,...
    std::string node;                     ///< --node NODE
    std::string netns;                    ///< --netns POD
    std::vector<std::string> interfaces;  ///< --interface, as often as it was given
    std::string filter;                   ///< --filter EXPRESSION
    std::string size;                     ///< --size 100M, as typed
    std::string out;                      ///< --out FILE
    bool wireshark = false;               ///< --wireshark
    bool all = false;
    bool json = false;
    bool checks = false;  ///< --checks: apply runs the checks around each step
    bool dryRun = false;
    bool readOnly = false;  ///< --read-only: no node may be changed
    bool purge = false;     ///< --purge: nodes down deletes virtual machines for good
    bool yes = false;       ///< --yes: what would be asked about is meant
    bool mend = false;      ///< --mend: doctor runs the mending commands
    bool watch = false;     ///< --watch: show goes on and tells what changes
    double seconds = 0;     ///< --for SECONDS; 0: until a signal comes
    bool progress = false;  ///< --progress: also when standard error is no terminal
};

/// InvalidInput for unknown options and values.
Result<Options> parseOptions(const QStringList& arguments);

std::string usage();

/// Which lab the options mean.
nodes::LabChoice choiceOf(const Options& options);

/// The status that fits an error's kind.
int exitStatusFor(const Error& error);

}  // namespace podwire::ctl
