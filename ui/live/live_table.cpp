// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/live_table.h"

#include <QApplication>
#include <QClipboard>
#include <QCollator>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QMenu>
#include <QMessageBox>
#include <QSaveFile>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTimer>
#include <algorithm>

#include "ui/text/words.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

constexpr int lineHeight = 22;

class CellDelegate : public QStyledItemDelegate {
public:
    CellDelegate(models::CellText words, LiveTable::Look look, QObject* parent)
        : QStyledItemDelegate(parent), words_(std::move(words)), look_(std::move(look)) {}

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        const CellLook look = look_(index);
        option->state &= ~QStyle::State_HasFocus;
        option->displayAlignment = Qt::AlignLeft | Qt::AlignVCenter;
        option->features |= QStyleOptionViewItem::HasDisplay;
        option->text = (look.shown.isEmpty() ? words_(index) : look.shown).simplified();
        option->font = look.mono ? Theme::mono(size::small) : Theme::text(size::small);
        option->fontMetrics = QFontMetrics(option->font);
        const QColor ink = look.own.isValid() ? look.own : tokens().*look.text;
        option->palette.setColor(QPalette::Text, ink);
        option->palette.setColor(QPalette::HighlightedText, ink);
        if (look.ground != nullptr) {
            option->backgroundBrush = tokens().*look.ground;
        }
    }

private:
    models::CellText words_;
    LiveTable::Look look_;
};

/// Sorts by the words of the cells, numbers in them by their value.
class SortedRows : public QSortFilterProxyModel {
public:
    SortedRows(models::CellText words, QObject* parent)
        : QSortFilterProxyModel(parent), words_(std::move(words)) {
        numbers_.setNumericMode(true);
    }

protected:
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override {
        return numbers_.compare(words_(left), words_(right)) < 0;
    }

private:
    models::CellText words_;
    QCollator numbers_{QLocale(QLocale::English)};  // the one of C knows no numbers
};

}  // namespace

LiveTable::LiveTable(QString name, QAbstractItemModel& model, models::CellText words, Look look,
                     QWidget* parent)
    : QTableView(parent), name_(std::move(name)), words_(std::move(words)) {
    setModel(&model);
    setItemDelegate(new CellDelegate(words_, std::move(look), this));
    setObjectName(QStringLiteral("liveTable"));
    setAccessibleName(name_);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(lineHeight);
    verticalHeader()->setMinimumSectionSize(lineHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    auto* keys = new QShortcut(QKeySequence::Copy, this, nullptr, nullptr, Qt::WidgetShortcut);
    connect(keys, &QShortcut::activated, this, &LiveTable::copy);
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void LiveTable::setSortable() {
    auto* sorted = new SortedRows(words_, this);
    sorted->setSourceModel(model());
    setModel(sorted);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setSortIndicatorClearable(true);
    setSortingEnabled(true);
}

void LiveTable::fitColumns() {
    auto* soon = new QTimer(this);
    soon->setSingleShot(true);
    soon->setInterval(0);
    const auto again = [soon] { soon->start(); };
    connect(model(), &QAbstractItemModel::rowsInserted, soon, again);
    connect(model(), &QAbstractItemModel::rowsRemoved, soon, again);
    connect(model(), &QAbstractItemModel::dataChanged, soon, again);
    connect(model(), &QAbstractItemModel::modelReset, soon, again);
    connect(soon, &QTimer::timeout, this, [this] {
        for (int column = 0; column + 1 < model()->columnCount(); ++column) {
            setColumnWidth(column,
                           std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column)));
        }
    });
}

QString LiveTable::copiedText() const {
    QList<int> rows;
    for (const QModelIndex& row : selectionModel()->selectedRows()) {
        rows << row.row();
    }
    return models::toText(*model(), words_, rows);
}

void LiveTable::copy() const {
    QApplication::clipboard()->setText(copiedText());
}

Result<void> LiveTable::write(const QString& path) const {
    QSaveFile file(path);
    const QByteArray bytes = path.endsWith(QStringLiteral(".json")) ? models::toJson(*model(), words_)
                                                                    : models::toCsv(*model(), words_);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return fail(ErrorKind::Permission, "Could not write " + path.toStdString(),
                    file.errorString().toStdString(), "Choose another place.");
    }
    return {};
}

void LiveTable::exportAs(const QString& suffix) {
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export %1").arg(name_), name_ + u'.' + suffix,
        suffix == QStringLiteral("json") ? tr("JSON (*.json)") : tr("CSV (*.csv)"));
    if (path.isEmpty()) {
        return;
    }
    if (const auto written = write(path); !written) {
        QMessageBox::warning(this, tr("Export %1").arg(name_), text(written.error().text()));
    }
}

void LiveTable::addActionsTo(QMenu& menu) {
    menu.addAction(tr("Copy %1").arg(name_), this, &LiveTable::copy);
    menu.addAction(tr("Export %1 as CSV …").arg(name_), this, [this] { exportAs(QStringLiteral("csv")); });
    menu.addAction(tr("Export %1 as JSON …").arg(name_), this, [this] { exportAs(QStringLiteral("json")); });
}

void LiveTable::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    addActionsTo(menu);
    menu.exec(event->globalPos());
}

}  // namespace podwire::ui
