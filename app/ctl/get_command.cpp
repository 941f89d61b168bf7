// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iostream>

#include "app/ctl/commands.h"
#include "app/ctl/console.h"
#include "app/ctl/output.h"
#include "core/base/nearest.h"
#include "core/plan/kubectl_view.h"

namespace podwire::ctl {
namespace {

/// The parts asked for; of none, all that have a manifest.
Result<std::vector<const lab::Part*>> partsFor(const Options& options, const lab::Lab& lab) {
    std::vector<const lab::Part*> all;
    std::vector<std::string> names;
    for (const lab::Part& part : lab.parts) {
        if (!part.manifest.empty()) {
            names.push_back(part.id);
            all.push_back(&part);
        }
    }
    if (options.arguments.isEmpty()) {
        return all;
    }
    std::vector<const lab::Part*> chosen;
    for (const QString& argument : options.arguments) {
        const auto at = std::find(names.begin(), names.end(), argument.toStdString());
        if (at == names.end()) {
            const std::string close = nearest(argument.toStdString(), names);
            return fail(ErrorKind::NotFound,
                        "There is no part '" + argument.toStdString() + "' with a manifest", {},
                        close.empty() ? std::string() : "Did you mean '" + close + "'?");
        }
        chosen.push_back(all[static_cast<std::size_t>(at - names.begin())]);
    }
    return chosen;
}

void print(const lab::Part& part, bool finished, const std::string& view) {
    std::cout << part.title << (finished ? "" : " (not all of its steps are applied)") << "\n"
              << "$ kubectl get svc,pods -o wide\n"
              << view << "\n";
}

}  // namespace

int getCommand(const Options& options) {
    auto console = Console::open(options);
    if (!console) {
        return console.error();
    }
    const lab::Lab& lab = (*console)->lab();
    const auto parts = partsFor(options, lab);
    if (!parts) {
        printError(parts.error());
        return exitStatusFor(parts.error());
    }
    const int status = (*console)->readNodes();
    const auto assessment = (*console)->session().assessment();
    QJsonArray list;
    for (const lab::Part* part : *parts) {
        const bool finished = plan::isFinished(*part, *assessment);
        const std::string view = plan::kubectlView(lab, *part, *assessment);
        list.append(
            QJsonObject{{js("part"), js(part->id)}, {js("finished"), finished}, {js("output"), js(view)}});
        if (!options.json) {
            print(*part, finished, view);
        }
    }
    if (options.json) {
        printJson(list);
    }
    return status;
}

}  // namespace podwire::ctl
