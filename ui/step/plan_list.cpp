// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/plan_list.h"

#include <QVBoxLayout>

#include "ui/text/plan_words.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/command_view.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

PlanList::PlanList(const plan::Plan& plan, const lab::Lab& lab, QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->setSpacing(4);
    const AddressBook addresses = AddressBook::of(lab);
    for (const plan::Stage& stage : plan.stages) {
        const std::string* node = nullptr;
        for (const plan::Action& action : stage.actions) {
            if (node == nullptr || *node != action.node) {
                const QString head = stage.undo ? tr("Undo %1 on %2") : tr("%1 on %2");
                auto* title = label(head.arg(text(lab.nameOf(stage.step)), text(action.node)), "muted");
                title->setFont(Theme::text(size::small, QFont::DemiBold));
                title->setContentsMargins(0, 6, 0, 0);
                layout->addWidget(title);
            }
            node = &action.node;
            layout->addWidget(new CommandView(text(action.command), addresses));
            if (!action.why.empty() && action.kind != plan::Action::Kind::Apply) {
                layout->addWidget(label(text(action.why), "muted"));
            }
        }
    }
}

}  // namespace podwire::ui
