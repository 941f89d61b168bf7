// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/multipass_output.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <map>

namespace podwire::nodes {
namespace {

constexpr std::size_t kMostEvidence = 300;

tl::unexpected<Error> notUnderstood(const std::string& verb, const std::string& json) {
    return fail(ErrorKind::InvalidInput, "The answer of `multipass " + verb + "` cannot be understood",
                json.substr(0, kMostEvidence),
                "Does `multipass " + verb + " --format json` work in a terminal?");
}

Result<QJsonObject> objectOf(const std::string& verb, const std::string& json) {
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(json), &error);
    if (error.error != QJsonParseError::NoError || !document.isObject()) {
        return notUnderstood(verb, json);
    }
    return document.object();
}

std::string text(const QJsonObject& object, const char* key) {
    return object.value(QLatin1String(key)).toString().toStdString();
}

InstanceState stateOf(const std::string& word) {
    static const std::map<std::string, InstanceState> words{
        {"Running", InstanceState::Running},
        {"Starting", InstanceState::Starting},
        {"Restarting", InstanceState::Restarting},
        {"Stopped", InstanceState::Stopped},
        {"Suspending", InstanceState::Suspending},
        {"Suspended", InstanceState::Suspended},
        {"Delayed Shutdown", InstanceState::DelayedShutdown},
        {"Deleted", InstanceState::Deleted},
        {"Unavailable", InstanceState::Unavailable},
    };
    const auto known = words.find(word);
    return known == words.end() ? InstanceState::Unknown : known->second;
}

Instance instanceOf(const std::string& name, const QJsonObject& object) {
    Instance instance;
    instance.name = name;
    instance.stateText = text(object, "state");
    instance.state = stateOf(instance.stateText);
    instance.release = text(object, "release");
    for (const QJsonValue address : object.value(QLatin1String("ipv4")).toArray()) {
        if (address.isString()) {
            instance.addresses.push_back(address.toString().toStdString());
        }
    }
    return instance;
}

}  // namespace

Result<std::vector<Instance>> parseInstanceList(const std::string& json) {
    const auto object = objectOf("list", json);
    if (!object) {
        return fail(object.error());
    }
    const QJsonValue list = object->value(QLatin1String("list"));
    if (!list.isArray()) {
        return notUnderstood("list", json);
    }
    std::vector<Instance> instances;
    for (const QJsonValue entry : list.toArray()) {
        const std::string name = text(entry.toObject(), "name");
        if (name.empty()) {
            return notUnderstood("list", json);
        }
        instances.push_back(instanceOf(name, entry.toObject()));
    }
    return instances;
}

Result<std::vector<Instance>> parseInstanceInfo(const std::string& json) {
    const auto object = objectOf("info", json);
    if (!object) {
        return fail(object.error());
    }
    const QJsonValue info = object->value(QLatin1String("info"));
    if (!info.isObject()) {
        return notUnderstood("info", json);
    }
    std::vector<Instance> instances;
    const QJsonObject entries = info.toObject();
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        if (!entry.value().isObject()) {
            return notUnderstood("info", json);
        }
        instances.push_back(instanceOf(entry.key().toStdString(), entry.value().toObject()));
    }
    return instances;
}

Result<MultipassVersion> parseMultipassVersion(const std::string& json) {
    const auto object = objectOf("version", json);
    if (!object) {
        return fail(object.error());
    }
    MultipassVersion version{text(*object, "multipass"), {}};
    if (version.client.empty()) {
        return notUnderstood("version", json);
    }
    if (const std::string daemon = text(*object, "multipassd"); !daemon.empty()) {
        version.daemon = daemon;
    }
    return version;
}

Result<std::vector<HostNetwork>> parseHostNetworks(const std::string& json) {
    const auto object = objectOf("networks", json);
    if (!object) {
        return fail(object.error());
    }
    const QJsonValue list = object->value(QLatin1String("list"));
    if (!list.isArray()) {
        return notUnderstood("networks", json);
    }
    std::vector<HostNetwork> networks;
    for (const QJsonValue entry : list.toArray()) {
        const QJsonObject network = entry.toObject();
        if (text(network, "name").empty()) {
            return notUnderstood("networks", json);
        }
        networks.push_back({text(network, "name"), text(network, "type"), text(network, "description")});
    }
    return networks;
}

}  // namespace podwire::nodes
