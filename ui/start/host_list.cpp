// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/host_list.h"

#include <QGridLayout>
#include <QLabel>

#include "ui/theme/theme.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

HostList::HostList(QWidget* parent) : QWidget(parent), grid_(new QGridLayout(this)) {
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(size::space);
    grid_->setVerticalSpacing(4);
    grid_->setColumnMinimumWidth(0, 72);
    grid_->setColumnStretch(2, 1);
}

void HostList::setLines(const QList<HostLine>& lines) {
    if (lines == lines_) {
        return;
    }
    lines_ = lines;
    while (const QLayoutItem* item = grid_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const HostLine& line : lines) {
        add(line);
    }
    setVisible(!lines.isEmpty());
}

void HostList::add(const HostLine& line) {
    const int row = grid_->rowCount();
    QLabel* node = label(line.node);
    node->setFont(Theme::text(size::body, QFont::DemiBold));
    QLabel* address = label(line.address, "muted");
    QLabel* state = label(line.state, qPrintable(line.tone));
    node->setWordWrap(false);
    address->setWordWrap(false);
    address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid_->addWidget(node, row, 0, Qt::AlignTop);
    grid_->addWidget(address, row, 1, Qt::AlignTop);
    grid_->addWidget(state, row, 2, Qt::AlignTop);
    if (!line.note.isEmpty()) {
        QLabel* note = label(line.note, qPrintable(line.tone));
        note->setFont(Theme::text(size::small));
        note->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid_->addWidget(note, row + 1, 1, 1, 2);
    }
}

}  // namespace podwire::ui
