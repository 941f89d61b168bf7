// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/field.h"

#include <algorithm>
#include <limits>

#include "core/base/nearest.h"
#include "core/base/unicode.h"
#include "core/kube/scalar.h"

namespace podwire::kube {
namespace {

constexpr std::size_t maxShown = 256;  // bytes of a value in a message

std::string_view jsonTypeOf(const yaml::Node& node) {
    switch (node.kind) {
        case yaml::Node::Kind::List:
            return "array";
        case yaml::Node::Kind::Map:
            return "object";
        default:
            break;
    }
    switch (typeOf(node)) {
        case ScalarType::Boolean:
            return "bool";
        case ScalarType::Integer:
        case ScalarType::Float:
            return "number";
        case ScalarType::String:
            break;
    }
    return "string";
}

bool fits(std::int64_t number) {
    return number >= std::numeric_limits<std::int32_t>::min() &&
           number <= std::numeric_limits<std::int32_t>::max();
}

std::string didYouMean(const std::string& key, const std::vector<std::string>& known) {
    const std::string close = nearest(key, known);
    return close.empty() ? close : "Did you mean '" + close + "'?";
}

}  // namespace

Field::Field(yaml::Report& report, const yaml::Source& source, const yaml::Node& document)
    : report_(&report), source_(&source), node_(&document), offset_(document.offset) {}

Field::Field(const Field& parent, std::string path, const yaml::Node* node, std::size_t offset)
    : report_(parent.report_),
      source_(parent.source_),
      path_(std::move(path)),
      node_(node),
      offset_(offset) {}

bool Field::present() const {
    return node_ != nullptr && node_->kind != yaml::Node::Kind::Null;
}

bool Field::vacant() const {
    return !present() || (node_->text.empty() && node_->items.empty() && node_->entries.empty());
}

yaml::Position Field::position() const {
    return source_->positionOf(offset_);
}

bool Field::isMap() const {
    return node_ != nullptr && node_->kind == yaml::Node::Kind::Map;
}

bool Field::object(std::initializer_list<std::string_view> fields) const {
    if (present() && !isMap()) {
        wrongType("object");
    }
    if (!isMap()) {
        return !present();
    }
    const std::vector<std::string> known(fields.begin(), fields.end());
    for (const yaml::Entry& entry : node_->entries) {
        if (std::find(known.begin(), known.end(), entry.key) == known.end()) {
            report_->add(source_->positionOf(entry.keyOffset),
                         "unknown field " + quoted(path_ + (path_.empty() ? "" : ".") + entry.key),
                         didYouMean(entry.key, known));
        }
    }
    return true;
}

Field Field::child(std::string_view name) const {
    const yaml::Node* found = isMap() ? node_->find(name) : nullptr;
    std::string path = path_ + (path_.empty() ? "" : ".") + std::string(name);
    Field field(*this, std::move(path), found, found != nullptr ? found->offset : offset_);
    field.silent_ = silent_ || (present() && !isMap());
    return field;
}

std::vector<Field> Field::items(std::size_t most) const {
    std::vector<Field> all;
    if (!present()) {
        return all;
    }
    if (node_->kind != yaml::Node::Kind::List) {
        wrongType("array");
        return all;
    }
    const std::size_t count = node_->items.size();
    if (count > most) {
        blame("Too many: " + std::to_string(count), "must have at most " + std::to_string(most) + " items");
        return all;
    }
    for (const yaml::Node& item : node_->items) {
        const std::string path = path_ + '[' + std::to_string(all.size()) + ']';
        all.push_back({*this, path, &item, item.kind == yaml::Node::Kind::Null ? offset_ : item.offset});
    }
    return all;
}

bool Field::isScalar(std::string_view wanted) const {
    if (present() && node_->kind != yaml::Node::Kind::Scalar) {
        wrongType(wanted);
        return false;
    }
    return present();
}

std::optional<std::string> Field::string() const {
    if (!isScalar("string")) {
        return std::nullopt;
    }
    if (typeOf(*node_) != ScalarType::String) {
        wrongType("string");
        return std::nullopt;
    }
    return node_->text;
}

std::optional<std::int32_t> Field::integer() const {
    if (!isScalar("int32")) {
        return std::nullopt;
    }
    const auto number = typeOf(*node_) == ScalarType::Integer ? integerOf(node_->text) : std::nullopt;
    if (!number || !fits(*number)) {
        wrongType("int32");
        return std::nullopt;
    }
    return static_cast<std::int32_t>(*number);
}

std::optional<bool> Field::boolean() const {
    if (!isScalar("bool")) {
        return std::nullopt;
    }
    if (typeOf(*node_) != ScalarType::Boolean) {
        wrongType("bool");
        return std::nullopt;
    }
    return booleanOf(node_->text);
}

std::optional<std::variant<std::int32_t, std::string>> Field::integerOrString() const {
    if (!isScalar("int32 or string")) {
        return std::nullopt;
    }
    switch (typeOf(*node_)) {
        case ScalarType::String:
            return node_->text;
        case ScalarType::Integer:
            if (const auto number = integerOf(node_->text).value_or(0); fits(number)) {
                return static_cast<std::int32_t>(number);
            }
            break;
        default:
            break;
    }
    wrongType("int32 or string");
    return std::nullopt;
}

std::optional<Labels> Field::labels() const {
    const std::size_t problems = report_->size();
    Labels all;
    if (present() && !isMap()) {
        wrongType("object");
    }
    if (isMap()) {
        for (const yaml::Entry& entry : node_->entries) {
            readLabel(entry, all);
        }
    }
    return report_->size() == problems ? std::optional(all) : std::nullopt;
}

void Field::readLabel(const yaml::Entry& entry, Labels& labels) const {
    const Field key(*this, path_, nullptr, entry.keyOffset);
    const Field value(*this, path_, &entry.value, entry.value.offset);
    for (const std::string& complaint : complaintsAboutLabelKey(entry.key)) {
        key.invalid(entry.key, complaint);
    }
    labels.emplace(entry.key, value.name(complaintsAboutLabelValue));
}

std::string Field::name(Complaints (*complaintsAbout)(std::string_view)) const {
    std::string text = string().value_or("");
    if (!text.empty()) {
        for (const std::string& complaint : complaintsAbout(text)) {
            invalid(text, complaint);
        }
    }
    return text;
}

void Field::required(std::string_view detail) const {
    blame("Required value", detail);
}

void Field::invalid(std::string_view value, std::string_view detail) const {
    blame("Invalid value: " + quoted(value), detail);
}

void Field::invalid(std::int64_t value, std::string_view detail) const {
    blame("Invalid value: " + std::to_string(value), detail);
}

void Field::invalidObject(std::string_view json, std::string_view detail) const {
    blame("Invalid value: " + shortened(json, maxShown), detail);
}

void Field::duplicate(std::string_view json) const {
    blame("Duplicate value: " + shortened(json, maxShown));
}

void Field::forbidden(std::string_view detail, std::string hint) const {
    blame("Forbidden", detail, std::move(hint));
}

void Field::unsupported(std::string_view value, const std::vector<std::string_view>& supported) const {
    std::string detail;
    std::vector<std::string> names;
    for (const std::string_view name : supported) {
        detail += (detail.empty() ? "supported values: " : ", ") + quoted(name);
        names.emplace_back(name);
    }
    blame("Unsupported value: " + quoted(value), detail, didYouMean(std::string(value), names));
}

void Field::wrongType(std::string_view wanted) const {
    const bool tooLarge = node_->kind == yaml::Node::Kind::Scalar && typeOf(*node_) == ScalarType::Integer;
    std::string found(jsonTypeOf(*node_));
    if (tooLarge && wanted.starts_with("int32")) {
        found += ' ' + shortened(node_->text);
    }
    const bool numberInQuotes = node_->quoted && integerOf(node_->text) && wanted == "int32";
    const bool textWithoutQuotes = node_->kind == yaml::Node::Kind::Scalar && wanted == "string";
    blame("cannot unmarshal " + found + " into type " + std::string(wanted), {},
          numberInQuotes      ? "Take the quotes away."
          : textWithoutQuotes ? "Put it in quotes: \"" + shortened(node_->text) + "\"."
                              : "");
}

void Field::blame(std::string_view what, std::string_view detail, std::string hint) const {
    if (silent_) {
        return;
    }
    std::string message = (path_.empty() ? "" : path_ + ": ") + std::string(what);
    if (!detail.empty()) {
        message += ": " + std::string(detail);
    }
    report_->add(position(), std::move(message), std::move(hint));
}

std::string quoted(std::string_view text) {
    std::string all = "\"";
    for (const char c : shortened(text, maxShown)) {
        switch (c) {
            case '"':
            case '\\':
                all += std::string("\\") + c;
                break;
            case '\n':
                all += "\\n";
                break;
            case '\t':
                all += "\\t";
                break;
            default:
                all += c;
        }
    }
    return all + '"';
}

std::string toJson(const Labels& labels) {
    std::string all;
    for (const auto& [key, value] : labels) {
        all += (all.empty() ? "" : ",") + quoted(key) + ':' + quoted(value);
    }
    return '{' + all + '}';
}

}  // namespace podwire::kube
