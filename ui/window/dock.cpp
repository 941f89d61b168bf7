// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/dock.h"

#include <QHBoxLayout>
#include <QLabel>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

Dock::Dock(const QString& name, const QString& title, QWidget* panel, QWidget* parent)
    : QDockWidget(title, parent), status_(label({}, "muted")) {
    setObjectName(name);
    setWidget(panel);
    setTitleBarWidget(makeTitle());
}

QWidget* Dock::makeTitle() {
    auto* bar = new QWidget(this);
    bar->setObjectName(QStringLiteral("dockTitle"));
    bar->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(size::space, 3, 6, 3);
    row->setSpacing(4);
    auto* name = label(windowTitle());
    name->setWordWrap(false);
    name->setFont(Theme::text(size::body, QFont::DemiBold));
    status_->setWordWrap(false);
    status_->setFont(Theme::text(size::small));
    auto* detach = new IconButton(QStringLiteral("float"), tr("Detach or attach %1").arg(windowTitle()));
    auto* close = new IconButton(QStringLiteral("cross"), tr("Hide %1").arg(windowTitle()));
    row->addWidget(name);
    row->addStretch(1);
    row->addWidget(status_);
    row->addWidget(detach);
    row->addWidget(close);
    connect(detach, &QToolButton::clicked, this, [this] { setFloating(!isFloating()); });
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    return bar;
}

void Dock::setStatus(const QString& status) {
    status_->setText(status);
}

}  // namespace podwire::ui
