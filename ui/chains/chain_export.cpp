// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chains/chain_export.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/models/chain_model.h"

namespace podwire::ui {
namespace {

using models::ChainModel;

template <class Take>
void eachRule(const QAbstractItemModel& chains, Take take) {
    for (int c = 0; c < chains.rowCount(); ++c) {
        const QModelIndex chain = chains.index(c, 0);
        for (int r = 0; r < chains.rowCount(chain); ++r) {
            take(chains.index(r, 0, chain));
        }
    }
}

QString quoted(QString field) {
    return QLatin1Char('"') + field.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

}  // namespace

QByteArray chainsAsCsv(const QAbstractItemModel& chains) {
    QString all = QStringLiteral("backend,table,chain,number,packets,bytes,packets_per_second,rule\r\n");
    eachRule(chains, [&](const QModelIndex& rule) {
        const QStringList fields{rule.data(ChainModel::BackendRole).toString(),
                                 rule.data(ChainModel::TableRole).toString(),
                                 quoted(rule.data(ChainModel::ChainRole).toString()),
                                 rule.data(ChainModel::NumberRole).toString(),
                                 rule.data(ChainModel::PacketsRole).toString(),
                                 rule.data(ChainModel::BytesRole).toString(),
                                 QString::number(rule.data(ChainModel::PacketRateRole).toDouble()),
                                 quoted(rule.data(ChainModel::LineRole).toString())};
        all += fields.join(QLatin1Char(',')) + QStringLiteral("\r\n");
    });
    return all.toUtf8();
}

QByteArray chainsAsJson(const QAbstractItemModel& chains) {
    QJsonArray all;
    eachRule(chains, [&](const QModelIndex& rule) {
        all.append(QJsonObject{
            {QStringLiteral("backend"), rule.data(ChainModel::BackendRole).toString()},
            {QStringLiteral("table"), rule.data(ChainModel::TableRole).toString()},
            {QStringLiteral("chain"), rule.data(ChainModel::ChainRole).toString()},
            {QStringLiteral("number"), rule.data(ChainModel::NumberRole).toInt()},
            {QStringLiteral("packets"),
             static_cast<qint64>(rule.data(ChainModel::PacketsRole).toULongLong())},
            {QStringLiteral("bytes"), static_cast<qint64>(rule.data(ChainModel::BytesRole).toULongLong())},
            {QStringLiteral("packets_per_second"), rule.data(ChainModel::PacketRateRole).toDouble()},
            {QStringLiteral("rule"), rule.data(ChainModel::LineRole).toString()}});
    });
    return QJsonDocument(all).toJson();
}

}  // namespace podwire::ui
