// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conntrack/flow_export.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <array>

namespace podwire::ui {
namespace {

using models::FlowModel;

constexpr std::array<int, 8> kRoles{
    FlowModel::NodeRole,        FlowModel::ProtocolRole, FlowModel::StateRole,   FlowModel::OriginalRole,
    FlowModel::TranslationRole, FlowModel::TimeoutRole,  FlowModel::PacketsRole, FlowModel::BytesRole};

QString quoted(QString field) {
    field.replace(u'"', QStringLiteral("\"\""));
    return u'"' + field + u'"';
}

}  // namespace

QString flowLine(const FlowModel& model, int row) {
    const QModelIndex index = model.index(row, 0);
    QStringList words;
    for (const int role : {FlowModel::NodeRole, FlowModel::ProtocolRole, FlowModel::StateRole,
                           FlowModel::OriginalRole, FlowModel::TranslationRole}) {
        words << index.data(role).toString();
    }
    words.removeAll(QString());
    return words.join(QStringLiteral("  "));
}

QByteArray flowsAsCsv(const FlowModel& model) {
    const QHash<int, QByteArray> names = model.roleNames();
    QStringList head;
    for (const int role : kRoles) {
        head << QString::fromLatin1(names.value(role));
    }
    QString text = head.join(u',') + QStringLiteral("\r\n");
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList fields;
        for (const int role : kRoles) {
            fields << quoted(model.index(row, 0).data(role).toString());
        }
        text += fields.join(u',') + QStringLiteral("\r\n");
    }
    return text.toUtf8();
}

QByteArray flowsAsJson(const FlowModel& model) {
    const QHash<int, QByteArray> names = model.roleNames();
    QJsonArray flows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QJsonObject flow;
        for (const int role : kRoles) {
            flow.insert(QString::fromLatin1(names.value(role)),
                        QJsonValue::fromVariant(model.index(row, 0).data(role)));
        }
        flows.append(flow);
    }
    return QJsonDocument(flows).toJson();
}

}  // namespace podwire::ui
