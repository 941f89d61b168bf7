// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/share_model.h"

#include <algorithm>
#include <array>

namespace podwire::models {
namespace {

std::uint64_t hitsOf(const live::TrafficJudgement& judged) {
    std::uint64_t all = 0;
    for (const live::TrafficShare& share : judged.shares) {
        all += share.hits;
    }
    return all;
}

void nameIt(ShareRow& row, const std::vector<lab::Backend>& backends) {
    for (std::size_t i = 0; i < backends.size(); ++i) {
        if (backends[i].address == row.server) {
            row.name = backends[i].name;
            row.backend = static_cast<int>(i);
        }
    }
}

bool deviates(const ShareRow& row) {
    return row.expected >= 0 && row.hits > 0 && (row.expected < row.low || row.expected > row.high);
}

}  // namespace

void ShareModel::setShares(const live::TrafficJudgement& judged, const live::TrafficForecast& forecast,
                           const std::vector<lab::Backend>& backends) {
    const auto all = static_cast<double>(hitsOf(judged));
    std::vector<ShareRow> next;
    for (const live::TrafficShare& share : judged.shares) {
        ShareRow row;
        row.server = share.server;
        row.hits = share.hits;
        row.share = all > 0 ? static_cast<double>(share.hits) / all : 0;
        row.low = share.interval.low;
        row.high = share.interval.high;
        if (judged.hasForecast) {
            row.expected = share.expected;
            row.arithmetic = forecast.arithmetic(share.server);
        }
        nameIt(row, backends);
        next.push_back(std::move(row));
    }
    std::stable_sort(next.begin(), next.end(), [](const ShareRow& one, const ShareRow& other) {
        return static_cast<unsigned>(one.backend) < static_cast<unsigned>(other.backend);
    });
    merge(std::move(next));
}

int ShareModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ShareModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ShareRow& row = at(index.row());
    switch (role == Qt::DisplayRole ? ServerRole + index.column() : role) {
        case ServerRole:
            return QString::fromStdString(row.server);
        case HitsRole:
            return static_cast<qulonglong>(row.hits);
        case ShareRole:
            return row.share;
        case LowRole:
            return row.low;
        case ExpectedRole:
            return row.expected < 0 ? QVariant() : row.expected;
        case WhyRole:
            return QString::fromStdString(row.arithmetic);
        case HighRole:
            return row.high;
        case NameRole:
            return QString::fromStdString(row.name);
        case BackendRole:
            return row.backend;
        case DeviatesRole:
            return deviates(row);
        default:
            return {};
    }
}

QVariant ShareModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    constexpr std::array<const char*, ColumnCount> kNames{"backend",       "hits",     "share",
                                                          "95 % interval", "expected", "why"};
    return section < ColumnCount ? QString::fromLatin1(kNames.at(static_cast<std::size_t>(section)))
                                 : QVariant();
}

QHash<int, QByteArray> ShareModel::roleNames() const {
    return {{ServerRole, "server"},     {HitsRole, "hits"},        {ShareRole, "share"}, {LowRole, "low"},
            {ExpectedRole, "expected"}, {WhyRole, "why"},          {HighRole, "high"},   {NameRole, "name"},
            {BackendRole, "backend"},   {DeviatesRole, "deviates"}};
}

}  // namespace podwire::models
