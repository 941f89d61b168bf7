// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/diagnose.h"

#include <algorithm>
#include <array>

#include "core/doctor/examine.h"
#include "core/plan/attempts.h"

namespace podwire::doctor {
namespace {

bool isSymptom(const Finding& finding) {
    return finding.layer == Layer::Request;
}

/// Requests fail, and no cause was found that is certain.
bool isUnexplained(const Findings& findings) {
    const auto wrong = [](bool symptom) {
        return [symptom](const Finding& one) {
            return one.verdict == Verdict::Wrong && isSymptom(one) == symptom;
        };
    };
    return std::any_of(findings.begin(), findings.end(), wrong(true)) &&
           std::none_of(findings.begin(), findings.end(), wrong(false));
}

void blameSuspect(Findings& findings) {
    const auto suspect =
        std::find_if(findings.begin(), findings.end(), [](const Finding& one) { return one.suspect; });
    if (suspect != findings.end()) {
        suspect->verdict = Verdict::Wrong;
        suspect->meaning += " Requests fail, and nothing else explains it.";
    }
}

/// A mend of table nat ends as every change of it does: see plan/attempts.h.
void forgetAttempts(Findings& findings) {
    for (Finding& finding : findings) {
        if (finding.mend && finding.layer != Layer::Log &&
            finding.mend->command.find(" -t nat ") != std::string::npos) {
            finding.mend->command += '\n' + plan::forgetAttemptsCommand({});
        }
    }
}

/// Says of each node of the lab that nothing was found in a layer.
struct Affirmation {
    Layer layer;
    const char* id;
    const char* title;  ///< what stands before the node's name
    const char* command;
};

constexpr std::array kAffirmations{
    Affirmation{Layer::Filter, "filter", "Nothing drops the service's packets on ", "sudo iptables-save"},
    Affirmation{Layer::Log, "log", "No log rule is left on ", "sudo iptables-save | grep -E 'LOG|TRACE'"},
    Affirmation{Layer::Connection, "connection", "No old connection bypasses the rules on ",
                "sudo conntrack -L"},
};

void affirm(const Case& theCase, Layer layer, Findings& findings) {
    const auto words = std::find_if(kAffirmations.begin(), kAffirmations.end(),
                                    [layer](const Affirmation& one) { return one.layer == layer; });
    for (const auto& [node, look] : theCase.looks) {
        const auto concerns = [&, name = node](const Wanted& one) { return one.resource->node == name; };
        const auto isTold = [&, name = node](const Finding& one) {
            return one.layer == layer && one.node == name;
        };
        if (std::none_of(theCase.picture.wanted.begin(), theCase.picture.wanted.end(), concerns) ||
            std::any_of(findings.begin(), findings.end(), isTold)) {
            continue;
        }
        Finding& finding = findings.emplace_back();
        finding.id = words->id;
        finding.layer = layer;
        finding.node = node;
        finding.object = node;
        finding.title = words->title + node;
        finding.command = words->command;
        finding.found = "none";
    }
}

}  // namespace

Report diagnose(const Case& theCase) {
    const Mends mends(theCase);
    Findings findings;
    examineNodes(theCase, findings);
    examineSteps(theCase, findings);
    examineCabling(theCase, mends, findings);
    examineUplinks(theCase, findings);
    examineFiles(theCase, mends, findings);
    examineServers(theCase, mends, findings);
    examineForwarding(theCase, mends, findings);
    examineRoutes(theCase, mends, findings);
    examineReversePath(theCase, findings);
    examineNeighbours(theCase, findings);
    examineFilters(theCase, findings);
    examineLegacy(theCase, findings);
    examineNft(theCase, findings);
    affirm(theCase, Layer::Filter, findings);
    examineRules(theCase, mends, findings);
    examinePorts(theCase, findings);
    examineLogRules(theCase, findings);
    affirm(theCase, Layer::Log, findings);
    examineConnections(theCase, findings);
    affirm(theCase, Layer::Connection, findings);
    examineDns(theCase, mends, findings);
    examineRequests(theCase, findings);
    if (isUnexplained(findings)) {
        blameSuspect(findings);
    }
    forgetAttempts(findings);
    Report report;
    const auto first = std::find_if(findings.begin(), findings.end(),
                                    [](const Finding& one) { return one.verdict == Verdict::Wrong; });
    if (first != findings.end()) {
        report.diagnosis = static_cast<std::size_t>(first - findings.begin());
    }
    report.findings = std::move(findings);
    for (const auto& [node, error] : theCase.unread) {
        report.unreached.push_back(node);
    }
    return report;
}

}  // namespace podwire::doctor
