// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/named_rows.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/text/words.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/command_view.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr int nameWidth = 72;

}  // namespace

NamedRows::NamedRows(QWidget* owner) : column_(new QVBoxLayout(owner)) {
    column_->setContentsMargins(0, 4, 0, 8);
    column_->setSpacing(6);
}

void NamedRows::add(const QString& name, QWidget* value) {
    auto* row = new QHBoxLayout;
    row->setSpacing(size::space);
    auto* title = label(name, "muted");
    title->setFixedWidth(nameWidth);
    row->addWidget(title, 0, Qt::AlignTop);
    row->addWidget(value, 1);
    column_->addLayout(row);
}

void NamedRows::add(const QString& name, const std::string& value) {
    if (!value.empty()) {
        add(name, prose(text(value)));
    }
}

QWidget* commandLine(const QString& command, const AddressBook& addresses, const QString& copyWords) {
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(new CommandView(command, addresses), 1);
    row->addWidget(new CopyButton(command, copyWords), 0, Qt::AlignTop);
    return line;
}

}  // namespace podwire::ui
