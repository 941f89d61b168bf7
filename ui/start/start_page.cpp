// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/start_page.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTimer>
#include <QVBoxLayout>

#include "core/nodes/local_lab.h"
#include "ui/start/host_list.h"
#include "ui/start/inventory_form.h"
#include "ui/start/provider_tile.h"
#include "ui/start/provider_words.h"
#include "ui/start/start_progress.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/error_box.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

constexpr int columnWidth = 760;
constexpr int nameWidth = 160;
constexpr int settleTime = 300;  // ms after the last key before anybody looks

const QString local = QStringLiteral("local");
const QString multipass = QStringLiteral("multipass");
const QString hosts = QStringLiteral("ssh");

bool runs(const nodes::MultipassLab::NodeState& node) {
    return node.state == "Running";
}

QString countOf(const nodes::MultipassLab::Status& status) {
    const auto count = std::count_if(status.nodes.begin(), status.nodes.end(), runs);
    return status.nodes.empty() ? StartPage::tr("no machines yet")
                                : StartPage::tr("%1 of %2 running").arg(count).arg(status.nodes.size());
}

}  // namespace

StartPage::StartPage(QWidget* parent)
    : QScrollArea(parent),
      title_(label({})),
      summary_(new MarkdownView),
      about_(label({})),
      cost_(label({}, "muted")),
      name_(new QLineEdit),
      nameTrouble_(label(tr("At most 15 lower-case letters, digits and dashes, a letter first"), "bad")),
      readOnly_(new QCheckBox(tr("Read-only: look at the nodes, change nothing"))),
      machines_(new HostList),
      inventory_(new InventoryForm),
      trouble_(new ErrorBox),
      start_(button({}, "primary")),
      cancel_(button(tr("Cancel"))),
      back_(button(tr("Back to the lab"))),
      progress_(new StartProgress),
      error_(new ErrorBox),
      settle_(new QTimer(this)) {
    setObjectName(QStringLiteral("pageScroll"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    start_->setObjectName(QStringLiteral("startLab"));
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto* across = new QHBoxLayout(page);
    across->setContentsMargins(size::margin, size::margin, size::margin, size::margin);
    auto* column = new QWidget;
    column->setMaximumWidth(columnWidth);
    across->addStretch(1);
    across->addWidget(column, 20);
    across->addStretch(1);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    title_->setFont(Theme::text(26, QFont::Bold));
    layout->addWidget(title_);
    layout->addWidget(summary_);
    layout->addWidget(makeTiles());
    layout->addWidget(makeCard());
    layout->addStretch(1);
    setWidget(page);
    settle_->setSingleShot(true);
    settle_->setInterval(settleTime);
    connectAll();
    setChoice({});
    setWayBack(false);
}

QWidget* StartPage::makeTiles() {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(size::space);
    const auto add = [&](const QString& provider, const QString& name, const QString& sentence) {
        auto* tile = new ProviderTile(name, sentence);
        tiles_.insert(provider, tile);
        layout->addWidget(tile, 1);
        connect(tile, &QAbstractButton::clicked, this, [this, provider] {
            provider_ = provider;
            showProvider();
            noteChange();
        });
    };
    add(local, tr("Local lab"), tr("Small machines on this computer, up in seconds."));
    add(multipass, tr("Multipass"), tr("Virtual machines on this computer, real Ubuntu servers."));
    add(hosts, tr("Inventory"), tr("Hosts that are there already, reached by SSH."));
    return row;
}

QWidget* StartPage::makeCard() {
    auto* card = new Card;
    QVBoxLayout* layout = nullptr;
    QWidget* body = section(layout);
    layout->setSpacing(size::space);
    layout->addWidget(about_);
    layout->addWidget(cost_);
    layout->addWidget(makeFields());
    layout->addWidget(machines_);
    layout->addWidget(inventory_);
    layout->addWidget(readOnly_);
    layout->addWidget(trouble_);
    layout->addWidget(makeButtons());
    layout->addWidget(progress_);
    layout->addWidget(error_);
    card->addSection(body);
    return card;
}

QWidget* StartPage::makeFields() {
    nameRow_ = new QWidget;
    auto* row = new QHBoxLayout(nameRow_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::gap);
    name_->setFixedWidth(nameWidth);
    name_->setObjectName(QStringLiteral("labName"));
    name_->setAccessibleName(tr("The lab's name"));
    name_->setToolTip(tr("Labs of different names live side by side"));
    auto* word = label(tr("Name"));
    word->setWordWrap(false);
    row->addWidget(word);
    row->addWidget(name_);
    row->addWidget(nameTrouble_, 1);
    row->addStretch(1);
    return nameRow_;
}

QWidget* StartPage::makeButtons() {
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::gap);
    row->addWidget(start_);
    row->addWidget(cancel_);
    row->addWidget(back_);
    row->addStretch(1);
    return buttons;
}

void StartPage::connectAll() {
    connect(start_, &QPushButton::clicked, this, &StartPage::startRequested);
    connect(cancel_, &QPushButton::clicked, this, &StartPage::cancelRequested);
    connect(back_, &QPushButton::clicked, this, &StartPage::backRequested);
    connect(name_, &QLineEdit::textChanged, this, &StartPage::noteChange);
    connect(name_, &QLineEdit::returnPressed, start_, &QPushButton::click);
    connect(inventory_, &InventoryForm::pathChanged, this, &StartPage::noteChange);
    connect(inventory_, &InventoryForm::checkRequested, this, &StartPage::checkRequested);
    connect(settle_, &QTimer::timeout, this, [this] {
        if (isVisible()) {
            Q_EMIT surveyWanted();
        }
    });
}

void StartPage::showEvent(QShowEvent* event) {
    QScrollArea::showEvent(event);
    settle_->start();
}

void StartPage::noteChange() {
    settle_->start();
    showButtons();
}

void StartPage::setLab(const QString& title, const QString& summary) {
    title_->setText(title);
    summary_->setText(summary);
}

void StartPage::setChoice(const nodes::LabChoice& choice) {
    provider_ = tiles_.contains(text(choice.provider)) ? text(choice.provider) : local;
    name_->setText(choice.name.empty() ? QStringLiteral("podwire") : text(choice.name));
    readOnly_->setChecked(choice.readOnly);
    if (!choice.inventory.empty()) {
        inventory_->setPath(text(choice.inventory));
    }
    tiles_.value(provider_)->setChecked(true);
    showProvider();
    noteChange();
}

nodes::LabChoice StartPage::choice() const {
    nodes::LabChoice choice{name_->text().toStdString(), provider_.toStdString(), {}, readOnly_->isChecked()};
    if (provider_ == hosts) {
        choice.inventory = inventory_->path().toStdString();
        choice.name = nodes::isLabName(choice.name) ? choice.name : "podwire";
    }
    return choice;
}

void StartPage::setRecentInventories(const QStringList& files) {
    inventory_->setRecent(files);
}

void StartPage::showProvider() {
    about_->setText(providerText(provider_));
    cost_->setText(providerCost(provider_));
    inventory_->setVisible(provider_ == hosts);
    nameRow_->setVisible(provider_ != hosts);  // hosts are told apart by their file
    clearError();
    showButtons();
}

void StartPage::setLocal(const nodes::LocalSurvey& survey) {
    localSurvey_ = survey;
    tiles_.value(local)->setState(survey.trouble   ? text(survey.trouble->message)
                                  : survey.running ? tr("running")
                                                   : tr("not running"),
                                  survey.trouble   ? "warn"
                                  : survey.running ? "ok"
                                                   : "muted");
    showButtons();
}

void StartPage::setMultipass(const nodes::MultipassSurvey& survey) {
    multipassSurvey_ = survey;
    QList<HostLine> lines;
    for (const nodes::MultipassLab::NodeState& node : survey.status.nodes) {
        lines.append({text(node.node),
                      text(node.address.empty() ? node.instance : node.instance + " · " + node.address),
                      text(node.state),
                      runs(node) ? QStringLiteral("ok") : QStringLiteral("muted"),
                      {}});
    }
    machines_->setLines(lines);
    tiles_.value(multipass)->setState(survey.trouble
                                          ? text(survey.trouble->message)
                                          : tr("%1 · %2").arg(text(survey.version), countOf(survey.status)),
                                      survey.trouble                ? "warn"
                                      : survey.status.state == "up" ? "ok"
                                                                    : "muted");
    showButtons();
}

void StartPage::setInventory(const nodes::InventorySurvey& survey) {
    inventory_->setSurvey(survey);
    const QString file = providerName(hosts, inventory_->path());
    tiles_.value(hosts)->setState(
        inventory_->path().isEmpty() ? tr("no file chosen")
        : survey.trouble
            ? tr("%1 has a mistake").arg(file)
            : tr("%1 in %2")
                  .arg(counted(static_cast<qsizetype>(survey.nodes.size()), tr("host"), tr("hosts")), file),
        survey.trouble ? "warn" : "muted");
    showButtons();
}

void StartPage::setBusy(bool busy, bool starting) {
    busy_ = busy;
    starting_ = starting;
    showButtons();
}

void StartPage::setWayBack(bool there) {
    back_->setVisible(there);
}

/// What can be pressed, and what stands in the way.
void StartPage::showButtons() {
    const bool isName = nodes::isLabName(choice().name);
    const std::optional<Error>& trouble = provider_ == local       ? localSurvey_.trouble
                                          : provider_ == multipass ? multipassSurvey_.trouble
                                                                   : std::nullopt;
    const bool running = provider_ == hosts || (provider_ == local && localSurvey_.running) ||
                         (provider_ == multipass && multipassSurvey_.status.state == "up");
    machines_->setVisible(provider_ == multipass && !machines_->lines().isEmpty());
    nameTrouble_->setVisible(!isName);
    if (trouble) {
        trouble_->show(*trouble);
    } else {
        trouble_->hide();
    }
    start_->setText(busy_     ? (starting_ ? tr("Starting …") : tr("Stopping …"))
                    : running ? tr("Open")
                              : tr("Start and open"));
    start_->setEnabled(!busy_ && isName && !trouble && (provider_ != hosts || inventory_->isUsable()));
    cancel_->setVisible(busy_ && starting_);
    back_->setEnabled(!busy_);
    for (QWidget* field : {static_cast<QWidget*>(name_), static_cast<QWidget*>(readOnly_),
                           static_cast<QWidget*>(inventory_)}) {
        field->setEnabled(!busy_);
    }
    for (ProviderTile* tile : std::as_const(tiles_)) {
        tile->setEnabled(!busy_);
    }
}

void StartPage::showError(const Error& error) {
    error_->show(error);
}

void StartPage::clearError() {
    error_->hide();
}

}  // namespace podwire::ui
