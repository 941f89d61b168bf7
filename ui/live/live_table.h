// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>
#include <functional>

#include "core/base/result.h"
#include "core/models/table_text.h"
#include "ui/theme/tokens.h"

class QMenu;

namespace podwire::ui {

/// How a cell looks.
struct CellLook {
    QColor Tokens::*text = &Tokens::text;
    QColor own{};                      ///< valid: of the text, in place of a token
    QColor Tokens::*ground = nullptr;  ///< null: the table's own
    bool mono = false;
    QString shown;  ///< what stands in the cell in place of its words; they remain what is copied
};

/// A dense table of raw values that are given words and colours here; it can be copied and exported.
class LiveTable : public QTableView {
    Q_OBJECT
public:
    using Look = std::function<CellLook(const QModelIndex&)>;

    /// `name`: what it lists, also the name of a file that it is exported to: "routes".
    LiveTable(QString name, QAbstractItemModel& model, models::CellText words, Look look,
              QWidget* parent = nullptr);

    /// From now on a click on a header sorts by its column, a third one takes that back. For tables of some
    /// hundreds of rows: each change of a row goes through a proxy.
    void setSortable();
    /// From now on columns are as wide as what stands in them; the last one takes what is left.
    void fitColumns();
    /// The selected rows, or all.
    [[nodiscard]] QString copiedText() const;
    /// As JSON where the path ends so, else as CSV.
    Result<void> write(const QString& path) const;
    /// Actions to copy and to export it.
    void addActionsTo(QMenu& menu);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void copy() const;
    void exportAs(const QString& suffix);

    QString name_;
    models::CellText words_;
};

}  // namespace podwire::ui
