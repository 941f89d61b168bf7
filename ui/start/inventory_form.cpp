// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/inventory_form.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/base/shellwords.h"
#include "ui/start/host_list.h"
#include "ui/text/words.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/error_box.h"
#include "ui/widgets/named_rows.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

const QString exampleFile = QStringLiteral(
    "nodes:\n"
    "  - {name: gate, role: host, address: 10.0.0.4, user: ubuntu}\n"
    "  - {name: alpha, role: node1, address: 10.0.0.5, user: ubuntu}\n"
    "  - {name: beta, role: node2, address: 10.0.0.6, user: ubuntu, read_only: true}");

QString addressOf(const nodes::InventoryNode& node) {
    QString words = node.name == node.role ? QString() : text(node.name) + QStringLiteral(" · ");
    words += (node.user.empty() ? QString() : text(node.user) + QLatin1Char('@')) + text(node.address);
    if (node.port) {
        words += QStringLiteral(":%1").arg(*node.port);
    }
    return node.jump.empty() ? words : InventoryForm::tr("%1 by way of %2").arg(words, text(node.jump));
}

}  // namespace

InventoryForm::InventoryForm(QWidget* parent)
    : QWidget(parent),
      file_(new QComboBox),
      trouble_(new ErrorBox),
      hosts_(new HostList),
      check_(button(tr("Check the nodes"))) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(size::gap);
    file_->setEditable(true);
    file_->setInsertPolicy(QComboBox::NoInsert);
    file_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    file_->setAccessibleName(tr("Inventory file"));
    file_->setObjectName(QStringLiteral("inventoryFile"));
    auto* browse = button(tr("Browse …"));
    auto* row = new QHBoxLayout;
    row->setSpacing(size::gap);
    row->addWidget(label(tr("File")));
    row->addWidget(file_, 1);
    row->addWidget(browse);
    layout->addLayout(row);
    example_ = new QWidget;
    auto* sample = new QVBoxLayout(example_);
    sample->setContentsMargins(0, 0, 0, 0);
    sample->addWidget(label(tr("Choose a file that lists the hosts. It looks like this:"), "muted"));
    sample->addWidget(commandLine(exampleFile, {}, tr("Copy the example")));
    layout->addWidget(example_);
    layout->addWidget(trouble_);
    layout->addWidget(hosts_);
    layout->addWidget(check_, 0, Qt::AlignLeft);
    check_->setToolTip(tr("Connects to each host and looks what the chapter needs; changes nothing"));
    connect(browse, &QPushButton::clicked, this, &InventoryForm::browse);
    connect(check_, &QPushButton::clicked, this, &InventoryForm::checkRequested);
    connect(file_, &QComboBox::editTextChanged, this, [this] {
        looks_.clear();
        Q_EMIT pathChanged();
    });
    show();
}

void InventoryForm::browse() {
    const QString chosen = QFileDialog::getOpenFileName(this, tr("Inventory of hosts"), path(),
                                                        tr("YAML files (*.yaml *.yml);;All files (*)"));
    if (!chosen.isEmpty()) {
        setPath(chosen);
    }
}

void InventoryForm::setPath(const QString& path) {
    file_->setEditText(path);
}

QString InventoryForm::path() const {
    const QString typed = file_->currentText().trimmed();
    if (typed.isEmpty()) {
        return {};
    }
    const QString path = typed.startsWith(QLatin1String("~/")) ? QDir::homePath() + typed.mid(1) : typed;
    return QFileInfo(path).absoluteFilePath();
}

void InventoryForm::setRecent(const QStringList& files) {
    const QString now = file_->currentText();
    const QSignalBlocker silent(file_);
    file_->clear();
    file_->addItems(files);
    file_->setEditText(now);
}

void InventoryForm::setSurvey(const nodes::InventorySurvey& survey) {
    survey_ = survey;
    show();
}

void InventoryForm::setLook(const session::NodeLook& look) {
    looks_.insert(look.node, look);
    show();
}

void InventoryForm::setChecking(bool checking) {
    if (checking) {
        looks_.clear();
    }
    checking_ = checking;
    show();
}

void InventoryForm::show() {
    QList<HostLine> lines;
    for (const nodes::InventoryNode& node : survey_.nodes) {
        HostLine line{text(node.role),
                      addressOf(node),
                      node.readOnly ? tr("read-only") : QString(),
                      node.readOnly ? QStringLiteral("warn") : QStringLiteral("muted"),
                      {}};
        const auto look = looks_.constFind(line.node);
        if (look != looks_.constEnd()) {
            const QString word = look->ready ? tr("ready") : tr("not ready");
            line.state = node.readOnly ? tr("%1, read-only").arg(word) : word;
            line.tone = look->ready ? QStringLiteral("ok") : QStringLiteral("bad");
            line.note = look->words;
        } else if (checking_) {
            line.state = tr("looking …");
        }
        lines.append(line);
    }
    hosts_->setLines(lines);
    example_->setVisible(path().isEmpty());
    if (survey_.trouble && !path().isEmpty()) {
        trouble_->show(*survey_.trouble);
    } else {
        trouble_->hide();
    }
    check_->setVisible(isUsable());
    check_->setEnabled(!checking_);
    showCommand();
}

void InventoryForm::showCommand() {
    const bool installable = std::any_of(looks_.cbegin(), looks_.cend(),
                                         [](const session::NodeLook& look) { return look.installable; });
    const QString command = !installable ? QString()
                                         : text(quoteCommand({"podwirectl", "nodes", "prepare", "--yes",
                                                              "--inventory", path().toStdString()}));
    if (command == command_) {
        return;
    }
    command_ = command;
    delete std::exchange(prepare_, nullptr);
    if (!command_.isEmpty()) {
        prepare_ = commandLine(command_, {}, tr("Copy the command that installs it"));
        auto* column = qobject_cast<QVBoxLayout*>(layout());
        column->insertWidget(column->indexOf(check_), prepare_);
    }
}

}  // namespace podwire::ui
