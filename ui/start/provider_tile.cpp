// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/provider_tile.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {

ProviderTile::ProviderTile(const QString& name, const QString& sentence, QWidget* parent)
    : QAbstractButton(parent), state_(label({}, "muted")) {
    setCheckable(true);
    setAutoExclusive(true);
    setText(name);
    setAccessibleName(name);
    setAccessibleDescription(sentence);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::space, size::space, size::space, size::space);
    layout->setSpacing(4);
    QLabel* title = label(name);
    title->setFont(Theme::text(14, QFont::DemiBold));
    QLabel* about = label(sentence, "muted");
    for (QLabel* line : {about, state_}) {
        line->setFont(Theme::text(size::small));
    }
    for (QLabel* line : {title, about, state_}) {
        line->setAttribute(Qt::WA_TransparentForMouseEvents);
        line->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    layout->addWidget(title);
    layout->addWidget(about, 1);
    layout->addWidget(state_);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&Theme::instance(), &Theme::changed, this, [this] { update(); });
}

void ProviderTile::setState(const QString& words, const char* tone) {
    state_->setText(words);
    setStyleProperty(*state_, "tone", QLatin1String(tone));
}

QString ProviderTile::state() const {
    return state_->text();
}

QSize ProviderTile::sizeHint() const {
    return layout()->totalSizeHint();
}

QSize ProviderTile::minimumSizeHint() const {
    return layout()->totalMinimumSize();
}

int ProviderTile::heightForWidth(int width) const {
    return layout()->totalHeightForWidth(width);
}

void ProviderTile::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const bool strong = isChecked() || hasFocus();
    const qreal line = strong ? 2 : 1;
    painter.setPen(QPen(strong ? t.accent : underMouse() ? t.control : t.line, line));
    painter.setBrush(isChecked() ? t.accentSoft : underMouse() ? t.hover : t.surface);
    const qreal inset = line / 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), size::radius,
                            size::radius);
}

}  // namespace podwire::ui
