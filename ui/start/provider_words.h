// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What the kinds of nodes are called and how they are told apart; `provider` is as in nodes::LabChoice.
namespace podwire::ui {

/// "local lab", "Multipass", "hosts.yaml".
QString providerName(const QString& provider, const QString& inventory);
/// Of the button that ends a lab.
QString stopWord(const QString& provider);
/// What ending it means, as a question.
QString stopQuestion(const QString& provider);
/// What a student should know before choosing it.
QString providerText(const QString& provider);
/// What it costs.
QString providerCost(const QString& provider);

}  // namespace podwire::ui
