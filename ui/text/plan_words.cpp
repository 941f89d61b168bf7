// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/plan_words.h"

#include <QCoreApplication>
#include <QList>
#include <algorithm>

#include "ui/text/resource_words.h"
#include "ui/text/words.h"

namespace podwire::ui {
namespace {

struct PlanWords {
    Q_DECLARE_TR_FUNCTIONS(PlanWords)
};

/// Actions that one phrase can name: the same kind of thing in the same place of the same node.
struct Bundle {
    plan::Action::Kind kind;
    QString node;
    ResourceWords words;
    QString group;
    int count = 0;
};

ResourceWords wordsOf(const plan::Action& action) {
    if (action.resource != nullptr) {
        return wordsFor(*action.resource);
    }
    return {PlanWords::tr("command"), PlanWords::tr("commands"), {}, {}};
}

QList<Bundle> bundlesOf(const plan::Plan& plan) {
    QList<Bundle> bundles;
    for (const plan::Stage& stage : plan.stages) {
        for (const plan::Action& action : stage.actions) {
            if (action.kind == plan::Action::Kind::Forget) {
                continue;  // comes with the rules, and says nothing about them
            }
            const QString group = action.resource != nullptr ? text(action.resource->group) : QString();
            const ResourceWords words = wordsOf(action);
            auto same = std::find_if(bundles.begin(), bundles.end(), [&](const Bundle& b) {
                const bool sameThing =
                    group.isEmpty() ? b.words.singular == words.singular && b.words.place == words.place
                                    : true;
                return b.kind == action.kind && b.node == text(action.node) && b.group == group && sameThing;
            });
            if (same == bundles.end()) {
                bundles.append({action.kind, text(action.node), words, group, 0});
                same = std::prev(bundles.end());
            }
            ++same->count;
        }
    }
    return bundles;
}

QString thing(const Bundle& bundle) {
    if (!bundle.group.isEmpty()) {
        return bundle.group;
    }
    QString things = counted(bundle.count, bundle.words.singular, bundle.words.plural);
    if (bundle.words.place.isEmpty()) {
        return things;
    }
    switch (bundle.kind) {
        case plan::Action::Kind::Apply:
            return PlanWords::tr("%1 to %2").arg(things, bundle.words.place);
        case plan::Action::Kind::Undo:
            return PlanWords::tr("%1 out of %2").arg(things, bundle.words.place);
        case plan::Action::Kind::Repair:
        case plan::Action::Kind::Forget:
            break;
    }
    return PlanWords::tr("%1 in %2").arg(things, bundle.words.place);
}

QString verb(plan::Action::Kind kind) {
    switch (kind) {
        case plan::Action::Kind::Apply:
            return PlanWords::tr("adds %1 on %2");
        case plan::Action::Kind::Undo:
            return PlanWords::tr("takes %1 on %2");
        case plan::Action::Kind::Repair:
        case plan::Action::Kind::Forget:
            break;
    }
    return PlanWords::tr("mends %1 on %2");
}

/// "takes 1 route away" but "takes 3 rules out of nat OUTPUT".
QString undone(const QString& things, const Bundle& last) {
    return last.kind == plan::Action::Kind::Undo && (last.words.place.isEmpty() || !last.group.isEmpty())
               ? PlanWords::tr("%1 away").arg(things)
               : things;
}

/// "the route to 192.168.2.20 on node1 for NodePort 1: A static route".
QString keptFor(const plan::Kept& kept, const lab::Lab& lab) {
    QStringList steps;
    for (const std::string& step : kept.wantedBy) {
        steps.append(text(lab.nameOf(step)));
    }
    return PlanWords::tr("%1 on %2 for %3")
        .arg(wordsFor(*kept.resource).name, text(kept.resource->node), joined(steps));
}

}  // namespace

QString changeSentence(const plan::Plan& plan) {
    if (plan.isEmpty()) {
        return PlanWords::tr("changes nothing: all is as asked");
    }
    const QList<Bundle> bundles = bundlesOf(plan);
    QStringList phrases;
    for (qsizetype i = 0; i < bundles.size();) {
        const Bundle& first = bundles.at(i);
        QStringList things;
        qsizetype end = i;
        while (end < bundles.size() && bundles.at(end).kind == first.kind &&
               bundles.at(end).node == first.node) {
            things.append(thing(bundles.at(end)));
            ++end;
        }
        phrases.append(verb(first.kind).arg(undone(joined(things), bundles.at(end - 1)), first.node));
        i = end;
    }
    const QString all = joined(phrases);
    return plan.broughtAlong.empty() ? PlanWords::tr("%1; nothing else changes").arg(all) : all;
}

QStringList keptSentences(const plan::Plan& plan, const lab::Lab& lab) {
    QStringList sentences;
    for (const plan::Kept& kept : plan.kept) {
        if (kept.resource != nullptr) {
            sentences.append(PlanWords::tr("keeps %1").arg(keptFor(kept, lab)));
        }
    }
    return sentences;
}

QString alongSentence(const plan::Plan& plan, const lab::Lab& lab) {
    QStringList applied;
    QStringList undone;
    for (const std::string& step : plan.broughtAlong) {
        const bool goes = std::any_of(plan.stages.begin(), plan.stages.end(), [&](const plan::Stage& stage) {
            return stage.step == step && stage.undo;
        });
        (goes ? undone : applied).append(text(lab.nameOf(step)));
    }
    QStringList sentences;
    if (!applied.isEmpty()) {
        sentences.append(
            PlanWords::tr("Also applies what it needs: %1.").arg(applied.join(QStringLiteral(" · "))));
    }
    if (!undone.isEmpty()) {
        sentences.append(PlanWords::tr("Also undoes: %1.").arg(undone.join(QStringLiteral(" · "))));
    }
    return sentences.join(QLatin1Char(' '));
}

QStringList outcomeSentences(const plan::Plan& plan, const lab::Lab& lab) {
    QStringList sentences;
    if (!plan.broughtAlong.empty()) {
        QStringList steps;
        for (const std::string& step : plan.broughtAlong) {
            steps.append(text(lab.nameOf(step)));
        }
        sentences.append(PlanWords::tr("Changed as well: %1.").arg(steps.join(QStringLiteral(" · "))));
    }
    for (const plan::Kept& kept : plan.kept) {
        if (kept.resource != nullptr) {
            sentences.append(PlanWords::tr("Kept %1.").arg(keptFor(kept, lab)));
        }
    }
    return sentences;
}

}  // namespace podwire::ui
