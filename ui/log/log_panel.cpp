// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/log_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/log/log_delegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

namespace podwire::ui {

using Level = session::LogEntry::Level;

LogPanel::LogPanel(models::LogModel& model, QWidget* parent)
    : QWidget(parent), tools_(new QWidget), table_(new QTableView) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    filter_.setSourceModel(&model);
    buildTable();
    auto* bar = new QHBoxLayout(tools_);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(size::gap);
    auto* words = new QLineEdit;
    words->setPlaceholderText(tr("filter: node, text"));
    words->setAccessibleName(tr("Filter the log"));
    words->setClearButtonEnabled(true);
    words->setMaximumWidth(260);
    auto* level = new QComboBox;
    level->setAccessibleName(tr("Least level to show"));
    level->addItem(tr("everything"), static_cast<int>(Level::Info));
    level->addItem(tr("warnings and problems"), static_cast<int>(Level::Warning));
    level->addItem(tr("problems"), static_cast<int>(Level::Problem));
    auto* copyAll = button(tr("Copy"), "link");
    copyAll->setAccessibleName(tr("Copy the log"));
    bar->addWidget(words, 1);
    bar->addWidget(level);
    bar->addStretch(1);
    bar->addWidget(copyAll);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(tools_);
    auto* inset = new QVBoxLayout;
    inset->setContentsMargins(size::gap, 0, 0, 0);
    inset->addWidget(table_);
    layout->addLayout(inset, 1);
    connect(words, &QLineEdit::textChanged, &filter_, &models::LogFilterModel::setText);
    connect(level, &QComboBox::currentIndexChanged, this,
            [this, level] { filter_.setLeastLevel(static_cast<Level>(level->currentData().toInt())); });
    connect(copyAll, &QPushButton::clicked, this, &LogPanel::copy);
}

void LogPanel::buildTable() {
    table_->setModel(&filter_);
    table_->setItemDelegate(new LogDelegate(table_));
    table_->setAccessibleName(tr("Log"));
    table_->setShowGrid(false);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setWordWrap(false);
    table_->setTabKeyNavigation(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(22);
    table_->horizontalHeader()->hide();
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->setColumnWidth(models::LogModel::WhenColumn, 104);
    table_->setColumnWidth(models::LogModel::LevelColumn, 72);
    table_->setColumnWidth(models::LogModel::NodeColumn, 64);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    QScrollBar* bar = table_->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this,
            [this, bar](int value) { following_ = value >= bar->maximum() - 4; });
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar] {
        if (following_) {
            bar->setValue(bar->maximum());
        }
    });
    auto* copyKey = new QShortcut(QKeySequence::Copy, table_, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copyKey, &QShortcut::activated, this, &LogPanel::copy);
}

QString LogPanel::selectedText() const {
    QModelIndexList rows = table_->selectionModel()->selectedRows();
    if (rows.isEmpty()) {
        for (int row = 0; row < filter_.rowCount(); ++row) {
            rows.append(filter_.index(row, 0));
        }
    }
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex& row : rows) {
        lines.append(logLine(row));
    }
    return lines.join(QLatin1Char('\n'));
}

void LogPanel::copy() const {
    QApplication::clipboard()->setText(selectedText());
}

}  // namespace podwire::ui
