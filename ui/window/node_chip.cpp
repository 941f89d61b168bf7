// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/node_chip.h"

#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/state_look.h"

namespace podwire::ui {

NodeChip::NodeChip(QWidget* parent) : QPushButton(parent) {
    setProperty("kind", QLatin1String("chip"));
    setIconSize({12, 12});
    setAutoDefault(false);
    connect(&Theme::instance(), &Theme::changed, this, &NodeChip::render);
}

void NodeChip::setStatus(const session::NodeStatus& status) {
    state_ = status.link.state;
    setText(status.name);
    const QString link = tr("%1: %2").arg(status.name, linkWord(state_));
    const QString words = status.readOnly ? tr("%1, read-only").arg(link) : link;
    setAccessibleName(words);
    QStringList lines{words, status.address, status.problem, ui::text(status.link.error.hint)};
    lines.removeAll(QString());
    setToolTip(lines.join(QLatin1Char('\n')));
    render();
}

void NodeChip::render() {
    const Look look = lookOf(state_);
    setIcon(ui::icon(look.icon, tokens().*look.colour, tokens().onState));
}

}  // namespace podwire::ui
