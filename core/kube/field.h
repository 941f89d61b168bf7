// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/kube/model.h"
#include "core/kube/names.h"
#include "core/yaml/document.h"
#include "core/yaml/report.h"

namespace podwire::kube {

/// A field of a manifest, there or not, with its path as Kubernetes writes it ("spec.ports[0].nodePort").
/// Whatever is wrong goes to the report in the words of the API server; the value then reads as an absent
/// one, so that reading goes on and finds the rest. Source, tree and report must outlive the field.
class Field {
public:
    Field(yaml::Report& report, const yaml::Source& source, const yaml::Node& document);

    [[nodiscard]] bool present() const;  ///< a null counts as absent, as it does in Kubernetes
    [[nodiscard]] bool vacant() const;   ///< absent, or an empty text, list or object
    /// Of the value; of the nearest enclosing value when there is none.
    [[nodiscard]] yaml::Position position() const;

    /// Must be an object with these fields and no others, when it is there. False: it is something else.
    bool object(std::initializer_list<std::string_view> fields) const;
    /// Absent when this is no object, which object() reports; nothing more is then reported of its fields.
    [[nodiscard]] Field child(std::string_view name) const;
    [[nodiscard]] std::vector<Field> items(std::size_t most) const;

    [[nodiscard]] std::optional<std::string> string() const;
    [[nodiscard]] std::optional<std::int32_t> integer() const;
    [[nodiscard]] std::optional<bool> boolean() const;
    /// A number or a text, told apart as Kubernetes does: "80" in quotes is a text.
    [[nodiscard]] std::optional<std::variant<std::int32_t, std::string>> integerOrString() const;
    /// Nothing when a key or value is wrong.
    [[nodiscard]] std::optional<Labels> labels() const;
    /// The text, which `complaintsAbout` looks at when it is not empty.
    [[nodiscard]] std::string name(Complaints (*complaintsAbout)(std::string_view)) const;
    /// The choice that is named here, `otherwise` when the field is absent or empty; nothing for any other
    /// text.
    template <class Value>
    [[nodiscard]] std::optional<Value> choice(const std::map<std::string_view, Value>& choices,
                                              Value otherwise) const;

    void required(std::string_view detail = {}) const;
    void invalid(std::string_view value, std::string_view detail) const;
    void invalid(std::int64_t value, std::string_view detail) const;
    /// `json` is how the API server would print the value.
    void invalidObject(std::string_view json, std::string_view detail) const;
    void duplicate(std::string_view json) const;
    void forbidden(std::string_view detail, std::string hint = {}) const;
    void unsupported(std::string_view value, const std::vector<std::string_view>& supported) const;

private:
    Field(const Field& parent, std::string path, const yaml::Node* node, std::size_t offset);

    void blame(std::string_view what, std::string_view detail = {}, std::string hint = {}) const;
    void wrongType(std::string_view wanted) const;
    [[nodiscard]] bool isScalar(std::string_view wanted) const;
    [[nodiscard]] bool isMap() const;
    void readLabel(const yaml::Entry& entry, Labels& labels) const;

    yaml::Report* report_;
    const yaml::Source* source_;
    std::string path_;
    const yaml::Node* node_;
    std::size_t offset_ = 0;
    bool silent_ = false;  ///< inside of something that has been refused already
};

/// The text in double quotes, as Go's %q writes it.
std::string quoted(std::string_view text);

/// {"app":"cs-pod"}
std::string toJson(const Labels& labels);

template <class Value>
std::optional<Value> Field::choice(const std::map<std::string_view, Value>& choices, Value otherwise) const {
    if (!present()) {
        return otherwise;
    }
    const auto text = string();
    if (!text) {
        return std::nullopt;
    }
    if (text->empty()) {
        return otherwise;
    }
    const auto found = choices.find(*text);
    if (found != choices.end()) {
        return found->second;
    }
    std::vector<std::string_view> supported;
    supported.reserve(choices.size());
    for (const auto& [name, value] : choices) {
        supported.push_back(name);
    }
    unsupported(*text, supported);
    return std::nullopt;
}

}  // namespace podwire::kube
