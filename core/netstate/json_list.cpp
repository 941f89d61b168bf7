// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netstate/json_list.h"

#include <QJsonDocument>
#include <QJsonParseError>
#include <algorithm>
#include <limits>

namespace podwire::netstate {
namespace {

bool isBlank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

Result<std::vector<QJsonObject>> parseObjects(std::string_view json, std::string_view what) {
    std::vector<QJsonObject> objects;
    if (isBlank(json)) {
        return objects;
    }
    if (json.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        return fail(ErrorKind::InvalidInput, std::string(what) + " is too large");
    }
    constexpr std::size_t LongestQuote = 200;
    const std::string detail(json.substr(0, LongestQuote));
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(
        QByteArray::fromRawData(json.data(), static_cast<qsizetype>(json.size())), &error);
    if (error.error != QJsonParseError::NoError) {
        return fail(
            ErrorKind::InvalidInput,
            std::string(what) + " is not JSON: " + error.errorString().toStdString() + " at byte " +
                std::to_string(error.offset),
            detail,
            "`ip` leaves its list unfinished when it fails: look at its exit status and its error output.");
    }
    if (!document.isArray()) {
        return fail(ErrorKind::InvalidInput, std::string(what) + " is not a JSON list", detail);
    }
    const QJsonArray array = document.array();
    for (const auto& value : array) {
        if (!value.isObject()) {
            return fail(ErrorKind::InvalidInput,
                        std::string(what) + " has something other than objects in its list", detail);
        }
        if (QJsonObject object = value.toObject(); !object.isEmpty()) {
            objects.push_back(std::move(object));
        }
    }
    return objects;
}

std::string textOf(const QJsonObject& object, QLatin1String key) {
    return object.value(key).toString().toStdString();
}

int numberOf(const QJsonObject& object, QLatin1String key, int missing) {
    return object.value(key).toInt(missing);
}

bool hasFlag(const QJsonObject& object, QLatin1String flag) {
    const QJsonArray flags = object.value(QLatin1String("flags")).toArray();
    return std::any_of(flags.begin(), flags.end(),
                       [&](const QJsonValue& each) { return each.toString() == flag; });
}

}  // namespace podwire::netstate
