// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/walk/walk_form.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "ui/live/place_choice.h"
#include "ui/live/target_choice.h"
#include "ui/text/read_only_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr int targetWidth = 170;

QLabel* word(const QString& text) {
    auto* made = label(text, "muted");
    made->setWordWrap(false);
    return made;
}

}  // namespace

WalkForm::WalkForm(QWidget* parent)
    : QWidget(parent),
      place_(new PlaceChoice),
      target_(new TargetChoice),
      trace_(button(tr("Trace a request"), "primary")),
      foretell_(button(tr("Foretell"))),
      cancel_(button(tr("Cancel"))) {
    target_->setMinimumWidth(targetWidth);
    foretell_->setToolTip(tr("Sends nothing: what rules, routes and sysctls of all nodes make of a request"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::gap);
    row->addWidget(word(tr("from")));
    row->addWidget(place_);
    row->addWidget(word(tr("to")));
    row->addWidget(target_);
    row->addWidget(trace_);
    row->addWidget(foretell_);
    row->addWidget(cancel_);
    connect(trace_, &QPushButton::clicked, this, &WalkForm::traceRequested);
    connect(foretell_, &QPushButton::clicked, this, &WalkForm::foretellRequested);
    connect(cancel_, &QPushButton::clicked, this, &WalkForm::cancelRequested);
    connect(target_->lineEdit(), &QLineEdit::returnPressed, trace_, &QPushButton::click);
    setSession(nullptr);
}

void WalkForm::setSession(session::LabSession* session) {
    hasSession_ = session != nullptr;
    const QStringList refusing = hasSession_ ? readOnlyNodes(*session) : QStringList();
    readOnly_ = !refusing.isEmpty();
    trace_->setToolTip(readOnly_ ? readOnlyReason(refusing) + QLatin1Char(' ') +
                                       tr("Tracing puts a table of its own on every node for a moment.")
                                 : tr("Sends one real request while the kernels of all nodes tell its way"));
    place_->setSession(session);
    if (session == nullptr) {
        target_->reset();
    }
    setState(live::PacketWalker::State::Idle);
}

void WalkForm::setTargets(const std::vector<live::TrafficTarget>& targets) {
    target_->setTargets(targets);
}

void WalkForm::setState(live::PacketWalker::State state) {
    const bool isIdle = state == live::PacketWalker::State::Idle;
    trace_->setEnabled(isIdle && hasSession_ && !readOnly_);
    foretell_->setEnabled(isIdle && hasSession_);
    cancel_->setVisible(!isIdle);
    foretell_->setVisible(isIdle);
}

Result<live::TrafficRequest> WalkForm::request() const {
    live::TrafficRequest request;
    request.node = place_->node().toStdString();
    request.netns = place_->netns().toStdString();
    if (auto read = live::readTarget(target_->currentText().toStdString(), request); !read) {
        return fail(read.error());
    }
    return request;
}

}  // namespace podwire::ui
