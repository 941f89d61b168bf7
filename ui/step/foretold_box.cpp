// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/foretold_box.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "core/walk/outcome.h"
#include "ui/text/words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/prose.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr int kMostOutcomes = 8;

QString requestOf(const lab::Walk& walk) {
    const QString place = walk.netns.empty() ? text(walk.node) : text(walk.node + "/" + walk.netns);
    return ForetoldBox::tr("a request from %1 to %2")
        .arg(place, text(walk.address + ":" + std::to_string(walk.port)));
}

}  // namespace

ForetoldBox::ForetoldBox(const lab::Walk& walk, QWidget* parent) : QWidget(parent), walk_(walk) {
    setObjectName(QStringLiteral("foretold"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    lines_ = new QVBoxLayout;
    lines_->setSpacing(2);
    layout->addLayout(lines_);
    follow_ = button(tr("Follow this packet"), "link");
    again_ = button(tr("Read again"), "link");
    auto* row = new QHBoxLayout;
    row->setSpacing(size::space);
    row->addWidget(follow_);
    row->addWidget(again_);
    row->addStretch(1);
    layout->addLayout(row);
    connect(follow_, &QPushButton::clicked, this, &ForetoldBox::followRequested);
    connect(again_, &QPushButton::clicked, this, &ForetoldBox::read);
    hide();
}

void ForetoldBox::want() {
    if (!isWanted_) {
        isWanted_ = true;
        show();
        read();
    }
}

void ForetoldBox::setApplied(bool applied) {
    if (isApplied_ == applied) {
        return;
    }
    isApplied_ = applied;
    if (isReading_) {
        isStale_ = true;
    } else if (isWanted_) {
        read();
    }
}

void ForetoldBox::read() {
    if (isReading_) {
        return;
    }
    isReading_ = true;
    isStale_ = false;
    again_->setEnabled(false);
    clear();
    add(tr("By the rules that stand now, %1: reading the nodes …").arg(requestOf(walk_)), "muted");
    Q_EMIT readingWanted();
}

void ForetoldBox::showForetold(const std::shared_ptr<const live::PacketWalk>& walk) {
    clear();
    const auto outcomes = walk::outcomesOf(walk->foretold);
    if (outcomes.size() == 1) {
        add(lead() + QLatin1Char(' ') + text(walk::sentenceOf(outcomes.front())) + QLatin1Char('.'));
    } else {
        add(lead() + QLatin1Char(':'));
    }
    int shown = 0;
    for (const walk::Outcome& outcome : outcomes) {
        if (outcomes.size() == 1 || shown++ == kMostOutcomes) {
            break;
        }
        add(tr("**%1** %2").arg(text(walk::percentOf(outcome.probability)), text(walk::sentenceOf(outcome))));
    }
    if (static_cast<int>(outcomes.size()) > kMostOutcomes) {
        add(tr("and %1 more").arg(static_cast<int>(outcomes.size()) - kMostOutcomes), "muted");
    }
    if (isApplied_) {
        add(tr("The step is applied already: this is what holds now."), "muted");
    }
    for (const std::string& spot : walk->blindSpots) {
        add(tr("Note: %1.").arg(text(spot)), "muted");
    }
    endReading();
}

void ForetoldBox::showProblem(const Error& error) {
    clear();
    add(tr("What becomes of %1 cannot be told: %2").arg(requestOf(walk_), text(error.text()).trimmed()),
        "warn");
    endReading();
}

void ForetoldBox::endReading() {
    isReading_ = false;
    again_->setEnabled(true);
    if (isStale_) {
        read();
    }
}

void ForetoldBox::clear() {
    said_.clear();
    while (QLayoutItem* item = lines_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void ForetoldBox::add(const QString& words, const char* tone) {
    said_.append(withoutMarkup(words));
    lines_->addWidget(prose(words, tone));
}

QString ForetoldBox::lead() const {
    return tr("By the rules that stand now, %1").arg(requestOf(walk_));
}

QString ForetoldBox::words() const {
    return said_.join(QLatin1Char('\n'));
}

}  // namespace podwire::ui
