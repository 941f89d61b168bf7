// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/metadata_reader.h"

namespace podwire::kube {

Metadata readMetadata(const Field& object, Complaints (*complaintsAboutName)(std::string_view)) {
    const Field metadata = object.child("metadata");
    metadata.object({"name", "generateName", "namespace", "labels", "annotations", "uid", "resourceVersion",
                     "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
                     "ownerReferences", "finalizers", "managedFields", "selfLink"});
    Metadata read;
    read.position = object.position();
    const Field name = metadata.child("name");
    read.name = name.name(complaintsAboutName);
    if (name.vacant()) {
        name.required("name or generateName is required");
    }
    const std::string nameSpace = metadata.child("namespace").name(complaintsAboutDns1123Label);
    if (!nameSpace.empty()) {
        read.nameSpace = nameSpace;
    }
    read.labels = metadata.child("labels").labels().value_or(Labels());
    return read;
}

std::uint16_t readPortNumber(const Field& field) {
    if (!field.present()) {
        field.required();
        return 0;
    }
    const auto number = field.integer();
    if (!number) {
        return 0;
    }
    if (*number < 1 || *number > 65535) {
        field.invalid(*number, "must be between 1 and 65535, inclusive");
        return 0;
    }
    return static_cast<std::uint16_t>(*number);
}

Protocol readProtocol(const Field& field) {
    static const std::map<std::string_view, Protocol> protocols = {
        {"TCP", Protocol::Tcp}, {"UDP", Protocol::Udp}, {"SCTP", Protocol::Sctp}};
    return field.choice(protocols, Protocol::Tcp).value_or(Protocol::Tcp);
}

}  // namespace podwire::kube
