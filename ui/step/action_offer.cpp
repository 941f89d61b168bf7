// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/action_offer.h"

#include <QCoreApplication>

namespace podwire::ui {
namespace {

struct Offers {
    Q_DECLARE_TR_FUNCTIONS(Offers)
};

}  // namespace

Offer offerFor(plan::StepState state, bool changesNodes) {
    using Verb = plan::Request::Verb;
    const Choice undo{Offers::tr("Undo"), Verb::Undo};
    const Choice goHere{Offers::tr("Go here"), Verb::GoTo};
    const Choice ready{Offers::tr("Get ready"), Verb::Ready};
    if (state == plan::StepState::Unknown) {
        return {};
    }
    if (!changesNodes) {
        return {{}, {goHere}};
    }
    switch (state) {
        case plan::StepState::Partial:
            return {Choice{Offers::tr("Finish"), Verb::Apply}, {undo, goHere, ready}};
        case plan::StepState::Applied:
            return {Choice{Offers::tr("Undo this step"), Verb::Undo}, {goHere, ready}};
        case plan::StepState::Drifted:
            return {Choice{Offers::tr("Repair"), Verb::Apply}, {undo, goHere, ready}};
        case plan::StepState::Absent:
        case plan::StepState::Unknown:
            break;
    }
    return {Choice{Offers::tr("Apply"), Verb::Apply}, {goHere, ready}};
}

QString explain(plan::Request::Verb verb) {
    using Verb = plan::Request::Verb;
    switch (verb) {
        case Verb::GoTo:
            return Offers::tr("Everything up to this step is applied, everything after it is undone");
        case Verb::Ready:
            return Offers::tr(
                "Everything before this step is applied; the step itself and everything after it is undone");
        case Verb::Reset:
            return Offers::tr("Everything that is applied is undone");
        case Verb::Apply:
        case Verb::Undo:
            break;
    }
    return {};
}

}  // namespace podwire::ui
