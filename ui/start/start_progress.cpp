// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/start_progress.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

QString stageName(const QString& stage) {
    if (stage == QLatin1String("image")) {
        return StartProgress::tr("Base image");
    }
    if (stage == QLatin1String("network")) {
        return StartProgress::tr("Network");
    }
    if (stage == QLatin1String("look") || stage == QLatin1String("boot") || stage == QLatin1String("heal")) {
        return StartProgress::tr("Nodes");
    }
    if (stage == QLatin1String("stop")) {
        return StartProgress::tr("Stopping");
    }
    return stage;
}

/// The stage that ends a node's line.
bool isLast(const QString& stage) {
    return stage == QLatin1String("ssh");
}

}  // namespace

StartProgress::StartProgress(QWidget* parent) : QWidget(parent), layout_(new QVBoxLayout(this)) {
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(10);
}

void StartProgress::clear() {
    for (const Line& line : std::as_const(lines_)) {
        delete line.widget;
    }
    lines_.clear();
    order_.clear();
}

void StartProgress::add(const QString& stage, const QString& node, const QString& text, int percent) {
    const bool ofNode = !node.isEmpty();
    Line& line = lineFor(ofNode ? QStringLiteral("node/") + node : stage, ofNode ? node : stageName(stage));
    line.text->setText(text);
    line.bar->setVisible(!ofNode && percent >= 0 && percent < 100);
    line.bar->setValue(percent);
    const bool done = ofNode ? isLast(stage) : percent >= 100;
    line.icon->setIcon(done ? QStringLiteral("state-applied") : QStringLiteral("node-connecting"),
                       done ? &Tokens::ok : &Tokens::accent);
    if (ofNode && lines_.contains(QStringLiteral("network"))) {
        markDone(lines_[QStringLiteral("network")]);
    }
}

void StartProgress::markDone(Line& line) {
    line.icon->setIcon(QStringLiteral("state-applied"), &Tokens::ok);
    line.bar->hide();
}

StartProgress::Line& StartProgress::lineFor(const QString& key, const QString& name) {
    if (lines_.contains(key)) {
        return lines_[key];
    }
    Line line{new QWidget, new IconLabel(14), label(name), label({}, "muted"), new QProgressBar};
    auto* row = new QHBoxLayout(line.widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    line.name->setFixedWidth(96);
    line.name->setFont(Theme::text(size::body, QFont::DemiBold));
    line.bar->setTextVisible(false);
    line.bar->setRange(0, 100);
    line.bar->setFixedWidth(120);
    row->addWidget(line.icon);
    row->addWidget(line.name);
    row->addWidget(line.text, 1);
    row->addWidget(line.bar);
    layout_->addWidget(line.widget);
    order_.append(key);
    return *lines_.insert(key, line);
}

QStringList StartProgress::lines() const {
    QStringList result;
    for (const QString& key : order_) {
        const Line& line = *lines_.constFind(key);
        result.append(line.name->text() + QStringLiteral(": ") + line.text->text());
    }
    return result;
}

}  // namespace podwire::ui
