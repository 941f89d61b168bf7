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
    if (state == plan::StepState::Unknown) {
        return {};
    }
    if (!changesNodes) {
        return {{}, {goHere}};
    }
    switch (state) {
        case plan::StepState::Partial:
            return {Choice{Offers::tr("Finish"), Verb::Apply}, {undo, goHere}};
        case plan::StepState::Applied:
            return {Choice{Offers::tr("Undo this step"), Verb::Undo}, {goHere}};
        case plan::StepState::Drifted:
            return {Choice{Offers::tr("Repair"), Verb::Apply}, {undo, goHere}};
        case plan::StepState::Absent:
        case plan::StepState::Unknown:
            break;
    }
    return {Choice{Offers::tr("Apply"), Verb::Apply}, {goHere}};
}

}  // namespace podwire::ui
