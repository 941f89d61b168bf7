// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/top_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QProgressBar>
#include <QPushButton>

#include "ui/start/provider_words.h"
#include "ui/text/read_only_words.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/tone.h"
#include "ui/window/node_chip.h"

namespace podwire::ui {
namespace {

QLabel* oneLine(const char* tone = "") {
    QLabel* result = label({}, tone);
    result->setWordWrap(false);
    return result;
}

}  // namespace

TopBar::TopBar(QWidget* parent)
    : QWidget(parent),
      title_(oneLine("muted")),
      chipBox_(new QWidget),
      readOnly_(new Badge),
      providerText_(oneLine("muted")),
      progressText_(oneLine("muted")),
      progress_(new QProgressBar),
      cancel_(button(tr("Cancel"))),
      powerButton_(button({})),
      theme_(new IconButton(QStringLiteral("moon"), tr("Switch between light and dark"))),
      menus_(new QMenuBar),
      tools_(new QHBoxLayout) {
    setObjectName(QStringLiteral("topBar"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    connect(powerButton_, &QPushButton::clicked, this,
            [this] { power_ == LabPower::Up ? Q_EMIT stopRequested() : Q_EMIT startRequested(); });
    connect(cancel_, &QPushButton::clicked, this, &TopBar::cancelRequested);
    connect(theme_, &QToolButton::clicked, this, &TopBar::themeToggled);
    connect(&Theme::instance(), &Theme::changed, this, &TopBar::renderTheme);
    renderTheme();
    setPower(LabPower::Down);
}

void TopBar::build() {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 8, 0);
    row->setSpacing(10);
    setFixedHeight(size::topBar);
    auto* mark = new QLabel;
    mark->setPixmap(iconPixmap(QStringLiteral("podwire"), 20, Qt::white, Qt::white, 2.0));
    auto* name = oneLine();
    name->setText(QStringLiteral("Podwire"));
    name->setFont(Theme::text(14, QFont::Bold));
    auto* chips = new QHBoxLayout(chipBox_);
    chips->setContentsMargins(4, 0, 4, 0);
    chips->setSpacing(size::gap);
    progress_->setTextVisible(false);
    progress_->setFixedWidth(90);
    menus_->setNativeMenuBar(false);
    menus_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    row->addWidget(mark);
    row->addWidget(name);
    row->addWidget(title_);
    row->addWidget(chipBox_);
    row->addWidget(readOnly_);
    readOnly_->hide();
    row->addWidget(providerText_);
    row->addStretch(1);
    row->addWidget(progressText_);
    row->addWidget(progress_);
    row->addWidget(cancel_);
    row->addLayout(tools_);
    row->addWidget(powerButton_);
    row->addWidget(theme_);
    row->addWidget(menus_);
}

void TopBar::renderTheme() {
    theme_->setIconName(tokens().scheme == Scheme::Dark ? QStringLiteral("sun") : QStringLiteral("moon"));
    theme_->setToolTip(tokens().scheme == Scheme::Dark ? tr("Switch to light") : tr("Switch to dark"));
}

void TopBar::setLabTitle(const QString& title) {
    title_->setText(title);
}

void TopBar::setProvider(const Provider& provider) {
    provider_ = provider;
    setPower(power_);
    tick(QDateTime::currentDateTime());
}

void TopBar::tick(const QDateTime& now) {
    providerText_->setText(provider_.since.isValid()
                               ? tr("%1 · up %2").arg(provider_.name, lasting(provider_.since, now))
                               : provider_.name);
}

void TopBar::setNodes(const std::vector<session::NodeStatus>& nodes) {
    QHash<QString, NodeChip*> left = chips_;
    for (const session::NodeStatus& node : nodes) {
        NodeChip* chip = left.take(node.name);
        if (chip == nullptr) {
            chip = new NodeChip;
            chips_.insert(node.name, chip);
            chipBox_->layout()->addWidget(chip);
            connect(chip, &QPushButton::clicked, this, &TopBar::nodesRequested);
        }
        chip->setStatus(node);
    }
    for (auto gone = left.begin(); gone != left.end(); ++gone) {
        chips_.remove(gone.key());
        delete gone.value();
    }
    chipBox_->setVisible(!nodes.empty());
    showReadOnly(nodes);
}

void TopBar::showReadOnly(const std::vector<session::NodeStatus>& nodes) {
    QStringList names;
    for (const session::NodeStatus& node : nodes) {
        if (node.readOnly) {
            names.append(node.name);
        }
    }
    const bool all = names.size() == static_cast<qsizetype>(nodes.size());
    readOnly_->set(all ? tr("read-only") : tr("%1 read-only").arg(joined(names)), "warn");
    readOnly_->setToolTip(readOnlyReason(names));
    readOnly_->setVisible(!names.isEmpty());
}

QPushButton* TopBar::addTool(QAction* action, const QString& iconName, const QString& words) {
    auto* tool = button(QLatin1Char(' ') + words);  // away from the icon
    tool->setAccessibleName(words);
    tool->setIconSize({14, 14});
    tool->setToolTip(
        tr("%1 (%2)").arg(action->text(), action->shortcut().toString(QKeySequence::NativeText)));
    tools_->addWidget(tool);
    const auto render = [tool, iconName] { tool->setIcon(icon(iconName, tokens().muted)); };
    const auto follow = [tool, action] { tool->setVisible(action->isEnabled()); };
    connect(&Theme::instance(), &Theme::changed, tool, render);
    connect(action, &QAction::changed, tool, follow);
    connect(tool, &QPushButton::clicked, action, &QAction::trigger);
    render();
    follow();
    return tool;
}

void TopBar::setPower(LabPower power) {
    power_ = power;
    const bool moving = power == LabPower::Starting || power == LabPower::Stopping;
    powerButton_->setVisible(!moving);
    powerButton_->setText(power == LabPower::Up ? stopWord(provider_.kind) : tr("Start lab"));
    cancel_->setVisible(power == LabPower::Starting);
    progressText_->setVisible(moving);
    progress_->setVisible(moving);
    setProgress(power == LabPower::Stopping ? tr("Stopping the lab …") : tr("Starting the lab …"), -1);
}

void TopBar::setProgress(const QString& text, int percent) {
    progressText_->setText(text);
    progress_->setRange(0, percent < 0 ? 0 : 100);
    progress_->setValue(std::max(0, percent));
}

}  // namespace podwire::ui
