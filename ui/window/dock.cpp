// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/dock.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

Dock::Dock(const QString& name, const QString& title, QWidget* panel, QWidget* parent)
    : QDockWidget(title, parent), status_(new ElidedLabel(Qt::AlignRight)) {
    setObjectName(name);
    setWidget(panel);
    QSizePolicy policy = panel->sizePolicy();
    policy.setRetainSizeWhenHidden(true);  // so that the tabs it shares keep their height
    panel->setSizePolicy(policy);
    setTitleBarWidget(makeTitle());
}

QWidget* Dock::makeTitle() {
    auto* bar = new QWidget(this);
    bar->setObjectName(QStringLiteral("dockTitle"));
    bar->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(bar);
    head_ = row;
    row->setContentsMargins(size::space, 3, 6, 3);
    row->setSpacing(4);
    auto* name = label(windowTitle());
    name->setWordWrap(false);
    name->setFont(Theme::text(size::body, QFont::DemiBold));
    status_->setMuted(true);
    status_->setFont(Theme::text(size::small));
    status_->keepWidth();  // it may change many times a second
    auto* detach = new IconButton(QStringLiteral("float"), tr("Detach or attach %1").arg(windowTitle()));
    auto* close = new IconButton(QStringLiteral("cross"), tr("Hide %1").arg(windowTitle()));
    row->addWidget(name);
    row->addWidget(status_, 2);
    status_->hide();
    row->addWidget(detach);
    row->addWidget(close);
    connect(detach, &QToolButton::clicked, this, [this] { setFloating(!isFloating()); });
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    return bar;
}

bool Dock::isInSight() const {
    // QMainWindow moves a dock behind another tab out of its own area.
    return isVisible() && (isFloating() || (geometry().right() >= 0 && geometry().bottom() >= 0));
}

bool Dock::event(QEvent* event) {
    const bool done = QDockWidget::event(event);
    switch (event->type()) {
        case QEvent::Show:
        case QEvent::Hide:
        case QEvent::Move:
        case QEvent::Resize:
            widget()->setVisible(isInSight());
            break;
        default:
            break;
    }
    return done;
}

void Dock::setTools(QWidget* tools) {
    head_->insertSpacing(1, size::gap);
    head_->insertWidget(2, tools, 3);
}

void Dock::setStatus(const QString& status) {
    status_->setText(status);
    status_->setVisible(!status.isEmpty());
}

}  // namespace podwire::ui
