// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/state_look.h"

namespace podwire::ui {

Look lookOf(plan::StepState state, bool changesNodes) {
    if (!changesNodes) {
        return {QStringLiteral("page"), &Tokens::control};
    }
    switch (state) {
        case plan::StepState::Absent:
            return {QStringLiteral("state-absent"), &Tokens::control};
        case plan::StepState::Partial:
            return {QStringLiteral("state-partial"), &Tokens::warn};
        case plan::StepState::Applied:
            return {QStringLiteral("state-applied"), &Tokens::ok};
        case plan::StepState::Drifted:
            return {QStringLiteral("state-drifted"), &Tokens::warn};
        case plan::StepState::Unknown:
            break;
    }
    return {QStringLiteral("state-unknown"), &Tokens::control};
}

Look lookOf(plan::Presence presence) {
    switch (presence) {
        case plan::Presence::Absent:
            return {QStringLiteral("state-absent"), &Tokens::control};
        case plan::Presence::Present:
            return {QStringLiteral("tick"), &Tokens::ok};
        case plan::Presence::Drifted:
            return {QStringLiteral("state-drifted"), &Tokens::warn};
        case plan::Presence::Unknown:
            break;
    }
    return {QStringLiteral("state-unknown"), &Tokens::control};
}

Look lookOf(remote::LinkState state) {
    switch (state) {
        case remote::LinkState::Connecting:
            return {QStringLiteral("node-connecting"), &Tokens::accent};
        case remote::LinkState::Connected:
            return {QStringLiteral("node-connected"), &Tokens::ok};
        case remote::LinkState::Waiting:
            return {QStringLiteral("node-waiting"), &Tokens::warn};
        case remote::LinkState::Refused:
            return {QStringLiteral("node-refused"), &Tokens::bad};
        case remote::LinkState::Idle:
        case remote::LinkState::Closed:
            break;
    }
    return {QStringLiteral("node-idle"), &Tokens::control};
}

}  // namespace podwire::ui
