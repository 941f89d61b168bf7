// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/dns_log_model.h"

#include <QDateTime>

namespace podwire::models {

DnsLogModel::DnsLogModel(int capacity, QObject* parent) : BoundedLog(capacity, parent) {}

void DnsLogModel::append(const std::vector<live::DnsLogEntry>& entries) {
    appendAll(entries);
}

int DnsLogModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DnsLogModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const live::DnsLogEntry& entry = at(index.row());
    switch (role == Qt::DisplayRole ? WhenRole + index.column() : role) {
        case WhenRole:
            return QDateTime::fromMSecsSinceEpoch(entry.microseconds / 1000);
        case ClientRole:
            return QString::fromStdString(entry.client);
        case NameRole:
            return QString::fromStdString(entry.name);
        case TypeRole:
            return QString::fromStdString(entry.type);
        case RcodeRole:
            return QString::fromStdString(entry.rcode);
        case TookRole:
            return entry.isQuery() ? QVariant(entry.milliseconds) : QVariant();
        case TextRole:
            return QString::fromStdString(entry.text);
        case ErrorRole:
            return entry.isError();
        default:
            return {};
    }
}

QVariant DnsLogModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return QString::fromLatin1(roleNames().value(WhenRole + section));
}

QHash<int, QByteArray> DnsLogModel::roleNames() const {
    return {{WhenRole, "time"},    {ClientRole, "client"}, {NameRole, "name"}, {TypeRole, "type"},
            {RcodeRole, "answer"}, {TookRole, "took"},     {TextRole, "line"}, {ErrorRole, "error"}};
}

}  // namespace podwire::models
