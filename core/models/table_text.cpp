// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/table_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace podwire::models {
namespace {

QStringList headings(const QAbstractItemModel& model) {
    QStringList all;
    for (int column = 0; column < model.columnCount(); ++column) {
        all << model.headerData(column, Qt::Horizontal).toString();
    }
    return all;
}

QStringList cells(const QAbstractItemModel& model, const CellText& cell, int row) {
    QStringList all;
    for (int column = 0; column < model.columnCount(); ++column) {
        all << cell(model.index(row, column));
    }
    return all;
}

QString csvLine(QStringList fields) {
    for (QString& field : fields) {
        if (field.contains(u',') || field.contains(u'"') || field.contains(u'\n') || field.contains(u'\r')) {
            field = u'"' + field.replace(u'"', QStringLiteral("\"\"")) + u'"';
        }
    }
    return fields.join(u',') + QStringLiteral("\r\n");
}

}  // namespace

QString toText(const QAbstractItemModel& model, const CellText& cell, const QList<int>& rows) {
    QStringList lines{headings(model).join(u'\t')};
    for (int row = 0; row < model.rowCount(); ++row) {
        if (rows.isEmpty() || rows.contains(row)) {
            lines << cells(model, cell, row).join(u'\t');
        }
    }
    return lines.join(u'\n');
}

QByteArray toCsv(const QAbstractItemModel& model, const CellText& cell) {
    QString all = csvLine(headings(model));
    for (int row = 0; row < model.rowCount(); ++row) {
        all += csvLine(cells(model, cell, row));
    }
    return all.toUtf8();
}

QByteArray toJson(const QAbstractItemModel& model, const CellText& cell) {
    const QStringList keys = headings(model);
    QJsonArray list;
    for (int row = 0; row < model.rowCount(); ++row) {
        QJsonObject object;
        const QStringList values = cells(model, cell, row);
        for (qsizetype i = 0; i < keys.size(); ++i) {
            object.insert(keys[i], values[i]);
        }
        list.append(object);
    }
    return QJsonDocument(list).toJson();
}

}  // namespace podwire::models
