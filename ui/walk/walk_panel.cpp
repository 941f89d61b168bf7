// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/walk/walk_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/live/live.h"
#include "core/live/traffic_targets.h"
#include "ui/live/live_table.h"
#include "ui/live/place_choice.h"
#include "ui/live/target_choice.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/walk/moment_box.h"
#include "ui/walk/walk_form.h"
#include "ui/walk/walk_player.h"
#include "ui/walk/walk_words.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elided_label.h"

namespace podwire::ui {
namespace {

using State = live::PacketWalker::State;

constexpr int waysWidth = 140;
constexpr int widestWays = 380;
constexpr int playerWidth = 340;

}  // namespace

WalkPanel::WalkPanel(Selection& selection, QWidget* parent)
    : LivePanel(parent),
      selection_(selection),
      tools_(new QWidget(this)),
      form_(new WalkForm),
      badge_(new Badge),
      sentence_(new ElidedLabel),
      ways_(new QComboBox),
      player_(new WalkPlayer),
      table_(new LiveTable(tr("packet walk"), model_, walkCell,
                           [this](const QModelIndex& index) { return walkLook(index, addresses_); })),
      moment_(new MomentBox),
      split_(new QSplitter(Qt::Horizontal)) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    buildTools();
    connectParts();
    showNothing({}, "muted");
}

WalkPanel::~WalkPanel() {
    WalkPanel::setLive(nullptr);
}

void WalkPanel::build() {
    ways_->setAccessibleName(tr("Ways that the packet can take"));
    ways_->setToolTip(ways_->accessibleName());
    ways_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    ways_->setMinimumWidth(waysWidth);
    ways_->setMaximumWidth(widestWays);
    player_->setFixedWidth(playerWidth);
    auto* told = new QHBoxLayout;
    told->setSpacing(size::gap);
    told->addWidget(badge_);
    told->addWidget(sentence_, 2);
    told->addWidget(ways_, 1);
    told->addWidget(player_);
    table_->setFrameShape(QFrame::NoFrame);
    table_->fitColumns();
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    split_->addWidget(table_);
    split_->addWidget(moment_);
    split_->setStretchFactor(0, 2);
    split_->setStretchFactor(1, 1);
    split_->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(size::gap, 4, size::gap, 2);
    column->setSpacing(4);
    column->addLayout(told);
    column->addWidget(split_, 1);
    column->addStretch(0);
}

void WalkPanel::buildTools() {
    auto* bar = new QHBoxLayout(tools_);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->addWidget(form_);
    bar->addStretch(1);
}

void WalkPanel::connectParts() {
    connect(form_, &WalkForm::traceRequested, this, [this] { begin(&live::PacketWalker::trace); });
    connect(form_, &WalkForm::foretellRequested, this, [this] { begin(&live::PacketWalker::foretell); });
    connect(form_, &WalkForm::cancelRequested, this, [this] { walker_->cancel(); });
    connect(ways_, &QComboBox::currentIndexChanged, this, &WalkPanel::showWay);
    connect(player_, &WalkPlayer::currentChanged, this, &WalkPanel::onMoment);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid()) {
                    player_->goTo(current.row());
                }
            });
    const auto onKey = [this](Qt::Key key, auto slot) {
        connect(new QShortcut(key, table_, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated,
                player_, slot);
    };
    onKey(Qt::Key_Space, &WalkPlayer::toggle);
    onKey(Qt::Key_Right, &WalkPlayer::step);
    onKey(Qt::Key_Left, &WalkPlayer::back);
    onKey(Qt::Key_Home, [this] { player_->goTo(0); });
    connect(moment_, &MomentBox::ruleWanted, &selection_, &Selection::ruleWanted);
    connect(&selection_, &Selection::nodeWanted, form_->place(), &PlaceChoice::choose);
    connect(&selection_, &Selection::walkWanted, this, &WalkPanel::follow);
    connect(&Theme::instance(), &Theme::changed, table_->viewport(), qOverload<>(&QWidget::update));
}

void WalkPanel::setLive(live::Live* live) {
    if (session_ != nullptr) {
        session_->disconnect(this);
    }
    walker_.reset();
    session_ = live == nullptr ? nullptr : &live->session();
    form_->setSession(session_);
    showNothing(session_ == nullptr ? QString()
                                    : tr("Trace a request to see its way hook by hook, or have it foretold."),
                "muted");
    if (session_ == nullptr) {
        return;
    }
    addresses_ = AddressBook::of(session_->lab());
    walker_ = std::make_unique<live::PacketWalker>(session_->shells());
    connect(walker_.get(), &live::PacketWalker::stateChanged, this, &WalkPanel::onState);
    connect(walker_.get(), &live::PacketWalker::finished, this, &WalkPanel::showWalk);
    connect(walker_.get(), &live::PacketWalker::failed, this, &WalkPanel::onFailed);
    connect(session_, &session::LabSession::assessmentChanged, this, &WalkPanel::readTargets);
    readTargets();
}

void WalkPanel::readTargets() {
    form_->setTargets(live::trafficTargets(session_->lab(), session_->assessment()->nodes));
}

void WalkPanel::begin(Result<void> (live::PacketWalker::*work)(const live::TrafficRequest&)) {
    const auto request = form_->request();
    const auto begun = request ? (walker_.get()->*work)(*request) : fail(request.error());
    if (!begun) {
        onFailed(begun.error());
    }
}

void WalkPanel::onState() {
    form_->setState(walker_->state());
    switch (walker_->state()) {
        case State::Idle:
            break;
        case State::Foretelling:
            showNothing(tr("Reading rules, routes and sysctls of all nodes ..."), "muted");
            break;
        case State::Tracing:
            showNothing(tr("One request is on its way, and the kernels of all nodes tell where it goes ..."),
                        "muted");
            break;
    }
}

void WalkPanel::onFailed(const Error& error) {
    if (error.kind == ErrorKind::Cancelled) {
        showNothing(tr("Cancelled. What was set up on the nodes takes itself away."), "muted");
        return;
    }
    showNothing(text(error.text()), "bad");
}

void WalkPanel::showNothing(const QString& why, const char* tone) {
    walk_.reset();
    const QSignalBlocker silent(ways_);
    ways_->clear();
    ways_->hide();
    player_->hide();
    split_->hide();
    model_.setSteps({});
    player_->setCount(0);
    moment_->clear();
    const bool isBad = std::string_view(tone) == "bad";
    badge_->setVisible(isBad);
    badge_->set(tr("not done"), "bad");
    sentence_->setText(why.simplified());
    sentence_->setToolTip(why);
    sentence_->setMuted(!isBad);
    Q_EMIT statusChanged({});
}

void WalkPanel::showWalk(const std::shared_ptr<const live::PacketWalk>& walk) {
    walk_ = walk;
    const WalkSummary words = walkSummary(*walk);
    const QString notes = walkNotes(*walk);
    badge_->set(words.word, words.tone);
    badge_->show();
    sentence_->setText(notes.isEmpty() ? words.sentence
                                       : words.sentence + tr(" Note: ") + notes.simplified());
    sentence_->setToolTip(notes.isEmpty() ? words.sentence : words.sentence + u'\n' + notes);
    sentence_->setMuted(false);
    {
        const QSignalBlocker silent(ways_);
        ways_->clear();
        for (std::size_t way = 0; way < walk->foretold.ways.size(); ++way) {
            ways_->addItem(wayWords(*walk, way));
        }
        ways_->setCurrentIndex(static_cast<int>(walk->shownWay().value_or(0)));
    }
    ways_->setVisible(ways_->count() > 1);
    player_->show();
    split_->show();
    showWay(ways_->currentIndex());
    Q_EMIT statusChanged(words.word);
}

void WalkPanel::showWay(int index) {
    if (walk_ == nullptr || index < 0) {
        return;
    }
    model_.setSteps(live::stepsOf(*walk_, static_cast<std::size_t>(index)));
    player_->setCount(model_.rowCount());
}

void WalkPanel::onMoment(int index) {
    if (index < 0) {
        moment_->clear();
    } else {
        moment_->setStep(model_.at(index));
        table_->selectRow(index);
        table_->scrollTo(model_.index(index, 0));
    }
    tellMoment();
}

/// Only while this panel is in sight: the others have work of their own.
void WalkPanel::tellMoment() {
    WalkMoment moment;
    const int current = player_->current();
    if (isVisible() && current >= 0) {
        for (const live::WalkStep& step : model_.steps()) {
            moment.hops.push_back(step.hop);
        }
        moment.current = static_cast<std::size_t>(current);
        if (const PickedRule rule = pickedRule(moment.hops[moment.current]); !rule.chain.isEmpty()) {
            Q_EMIT selection_.ruleShown(rule);
        }
    }
    Q_EMIT selection_.walkShown(moment);
}

void WalkPanel::follow(const QString& node, const QString& netns, const QString& target) {
    if (walker_ == nullptr || walker_->state() != State::Idle) {
        return;
    }
    form_->place()->choose(node, netns);
    form_->target()->setEditText(target);
    begin(&live::PacketWalker::foretell);
}

QString WalkPanel::summary() const {
    return badge_->isHidden() ? sentence_->text() : badge_->text() + QStringLiteral(". ") + sentence_->text();
}

void WalkPanel::showEvent(QShowEvent* event) {
    LivePanel::showEvent(event);
    tellMoment();
}

void WalkPanel::hideEvent(QHideEvent* event) {
    LivePanel::hideEvent(event);
    player_->pause();
    tellMoment();
}

}  // namespace podwire::ui
