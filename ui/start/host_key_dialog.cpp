// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/host_key_dialog.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/named_rows.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr int dialogWidth = 600;

QLabel* headline(const QString& words) {
    QLabel* line = label(words);
    line->setFont(Theme::text(size::body, QFont::DemiBold));
    return line;
}

QWidget* sunken(QWidget* content) {
    auto* card = new Card;
    QVBoxLayout* layout = nullptr;
    QWidget* body = section(layout);
    layout->setContentsMargins(size::space, 4, 4, 4);
    layout->addWidget(content);
    card->addSection(body, Card::Ground::Sunken);
    return card;
}

}  // namespace

HostKeyDialog::HostKeyDialog(const remote::HostKeyQuestion& question, const QString& address,
                             std::chrono::milliseconds patience, QWidget* parent)
    : QDialog(parent),
      trust_(button(tr("It is the same – trust"))),
      refuse_(button(tr("Do not connect"), "primary")) {
    setObjectName(QStringLiteral("hostKeyDialog"));
    setWindowTitle(tr("Unknown host key"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::margin, 20, size::margin, 20);
    layout->setSpacing(size::space);
    QLabel* title = label(tr("Is this really %1?").arg(text(question.node)));
    title->setFont(Theme::text(size::title, QFont::Bold));
    layout->addWidget(title);
    layout->addWidget(label(tr("Podwire has not met this machine before. It shows this key:")));
    layout->addWidget(makeFacts(question, address));
    layout->addWidget(headline(tr("What it means")));
    layout->addWidget(label(tr(
        "Every SSH server has a key of its own, and its fingerprint tells it from any other. Somebody who "
        "came in between would show another one, and could then read and change all that goes to the node. "
        "When you trust this key it is written down in known_hosts; a different one is refused from then "
        "on, without a question.")));
    layout->addWidget(headline(tr("How to compare")));
    layout->addWidget(
        label(tr("On the node's own console, or by whoever runs it, and not over the "
                 "connection in question:")));
    layout->addWidget(sunken(commandLine(compareCommand(question.keyType), {}, tr("Copy the command"))));
    layout->addWidget(makeButtons());
    QTimer::singleShot(patience, this, &QDialog::reject);
}

/// As high as its words are at this width, which a dialog does not find out by itself.
void HostKeyDialog::showEvent(QShowEvent* event) {
    setFixedSize(dialogWidth, layout()->totalHeightForWidth(dialogWidth));
    refuse_->setFocus();
    QDialog::showEvent(event);
}

QWidget* HostKeyDialog::makeFacts(const remote::HostKeyQuestion& question, const QString& address) {
    auto* facts = new QWidget;
    auto* grid = new QGridLayout(facts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(size::space);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    const auto add = [grid](const QString& name, const QString& value, bool exact) {
        const int row = grid->rowCount();
        QLabel* shown = label(value);
        shown->setWordWrap(false);
        shown->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        if (exact) {
            shown->setFont(Theme::mono(size::body));
        }
        QLabel* quiet = label(name, "muted");
        quiet->setWordWrap(false);
        grid->addWidget(quiet, row, 0);
        grid->addWidget(shown, row, 1);
    };
    add(tr("Node"), text(question.node), false);
    add(tr("Address"), address.isEmpty() ? text(question.hostKeyAlias) : address, false);
    add(tr("Key type"), text(question.keyType), true);
    add(tr("Fingerprint"), text(question.fingerprint), true);
    return facts;
}

QWidget* HostKeyDialog::makeButtons() {
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, size::gap, 0, 0);
    row->setSpacing(size::gap);
    row->addStretch(1);
    row->addWidget(trust_);
    row->addWidget(refuse_);
    trust_->setAutoDefault(false);
    refuse_->setDefault(true);
    connect(trust_, &QPushButton::clicked, this, &QDialog::accept);
    connect(refuse_, &QPushButton::clicked, this, &QDialog::reject);
    return buttons;
}

QString HostKeyDialog::compareCommand(const std::string& keyType) {
    const QString type = text(keyType);
    const QString file = type.startsWith(QLatin1String("ecdsa")) ? QStringLiteral("ecdsa")
                         : type.contains(QLatin1String("rsa"))   ? QStringLiteral("rsa")
                                                                 : QStringLiteral("ed25519");
    return QStringLiteral("ssh-keygen -lf /etc/ssh/ssh_host_%1_key.pub").arg(file);
}

}  // namespace podwire::ui
