// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fold.h"

#include <QVBoxLayout>
#include <utility>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

Fold::Fold(const QString& title, QWidget* parent)
    : QWidget(parent), header_(button(title, "fold")), layout_(new QVBoxLayout(this)) {
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(4);
    layout_->addWidget(header_, 0, Qt::AlignLeft);
    header_->setAccessibleName(title);
    header_->setIconSize({12, 12});
    connect(header_, &QPushButton::clicked, this, [this] { setOpen(!open_); });
    connect(&Theme::instance(), &Theme::changed, this, &Fold::render);
    render();
}

void Fold::setTitle(const QString& title) {
    if (header_->text() != title) {
        header_->setText(title);
        header_->setAccessibleName(title);
    }
}

void Fold::setContent(QWidget* content) {
    delete content_;
    make_ = nullptr;
    content_ = content;
    layout_->addWidget(content_);
    content_->setVisible(open_);
}

void Fold::setContent(std::function<QWidget*()> make) {
    delete std::exchange(content_, nullptr);
    if (open_) {
        setContent(make());
    } else {
        make_ = std::move(make);
    }
}

void Fold::setOpen(bool open) {
    if (open == open_) {
        return;
    }
    open_ = open;
    if (open && make_) {
        setContent(std::exchange(make_, nullptr)());
    }
    if (content_ != nullptr) {
        content_->setVisible(open);
    }
    render();
    Q_EMIT toggled(open);
}

void Fold::setStrong(bool strong) {
    setStyleProperty(*header_, "strong", strong);
}

void Fold::render() {
    header_->setIcon(
        icon(open_ ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), tokens().muted));
    header_->setAccessibleDescription(open_ ? tr("open") : tr("closed"));
}

}  // namespace podwire::ui
