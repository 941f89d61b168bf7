// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/pager.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <algorithm>

#include "ui/text/words.h"
#include "ui/widgets/buttons.h"

namespace podwire::ui {

Pager::Pager(const lab::Lab& lab, const lab::Step& step, QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 8, 0, 0);
    const std::vector<const lab::Step*> steps = lab.steps();
    const auto here =
        std::find_if(steps.begin(), steps.end(), [&](const lab::Step* s) { return s->id == step.id; });
    const auto add = [&](const lab::Step* to, const QString& arrowed, const QString& name) {
        auto* go = button(arrowed.arg(text(to->title)));
        go->setObjectName(name);
        connect(go, &QPushButton::clicked, this, [this, id = text(to->id)] { Q_EMIT stepRequested(id); });
        row->addWidget(go);
    };
    if (here != steps.end() && here != steps.begin()) {
        add(*std::prev(here), tr("← %1"), QStringLiteral("previousStep"));
    }
    row->addStretch(1);
    if (here != steps.end() && std::next(here) != steps.end()) {
        add(*std::next(here), tr("%1 →"), QStringLiteral("nextStep"));
    }
}

}  // namespace podwire::ui
