// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/diagnose.h"

#include <algorithm>

#include "core/doctor/examine.h"

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

}  // namespace

Report diagnose(const Case& theCase) {
    const Mends mends(theCase);
    Findings findings;
    examineNodes(theCase, findings);
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
    examineRules(theCase, mends, findings);
    examinePorts(theCase, findings);
    examineLogRules(theCase, findings);
    examineConnections(theCase, findings);
    examineDns(theCase, mends, findings);
    examineRequests(theCase, findings);
    if (isUnexplained(findings)) {
        blameSuspect(findings);
    }
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
