// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCryptographicHash>

#include "core/base/unicode.h"
#include "core/lab/heredoc.h"
#include "core/lab/resource_draft.h"
#include "core/lab/source.h"

namespace podwire::lab {
namespace {

std::string sha256(const std::string& content) {
    const QByteArray hash =
        QCryptographicHash::hash(QByteArray::fromStdString(content), QCryptographicHash::Sha256);
    return hash.toHex().toStdString();
}

/// A file's content, as it is to be and as the lab has it.
struct Content {
    const yaml::Node* node = nullptr;
    std::string text;
    std::string source;
};

std::optional<std::string> readFrom(const Scope& scope, const yaml::Node& node) {
    const auto name = readValue(scope, node, nullptr);
    if (!name) {
        return std::nullopt;
    }
    const auto source = readSource(scope.symbols.directory, name->text, scope.positionOf(node));
    if (!source) {
        scope.report.add(yaml::Diagnostics{source.error()});
        return std::nullopt;
    }
    if (const auto deceptive = firstDeceptiveCharacter(source->text)) {
        scope.report.add(source->positionOf(*deceptive),
                         "a control character or a mark that turns the writing direction round");
        return std::nullopt;
    }
    return source->text;
}

std::optional<Content> readWritten(const MapReader& map) {
    const bool inside = map.has("content");
    if (inside == map.has("from")) {
        map.scope().blame(map.node(), "a file needs either 'content' or 'from'");
        return std::nullopt;
    }
    const yaml::Node* node = map.find(inside ? "content" : "from");
    if (node == nullptr) {
        return std::nullopt;
    }
    auto text = inside ? readText(map.scope(), *node, 64UL * 1024) : readFrom(map.scope(), *node);
    if (!text) {
        return std::nullopt;
    }
    return Content{node, *text, *text};
}

std::optional<Content> readContent(const MapReader& map) {
    auto content = readWritten(map);
    if (content && map.flag("template", false)) {
        auto expanded = expandText(content->source, map.scope().symbols.variables);
        if (!expanded) {
            map.scope().blameAt(*content->node, expanded.error().offset, expanded.error().message);
            return std::nullopt;
        }
        content->text = std::move(*expanded);
    }
    if (content && !content->text.empty() && content->text.back() != '\n') {
        map.scope().blame(*content->node, "the content does not end with a new line",
                          "Write it as a literal block: '|'.");
        return std::nullopt;
    }
    return content;
}

}  // namespace

Drafts draftFile(const Scope& scope, const yaml::Node& node) {
    const MapReader map(scope, node, "a file", {"path", "mode", "content", "from", "template", "sudo"});
    const auto path = map.neededValue("path", complainAboutPath);
    const auto mode = map.value("mode", complainAboutMode);
    const bool sudo = map.flag("sudo", false);
    const auto content = readContent(map);
    if (!path || !content || (map.has("mode") && !mode)) {
        return {};
    }
    const std::string modeText = mode ? mode->text : "0644";
    const std::string install = (sudo ? "sudo install -m " : "install -m ") + modeText + " /dev/stdin ";
    return {{withHeredoc(install + path->text, content->text),
             withHeredoc(install + path->node->text, content->source),
             {},
             ReadLine{{}, File{path->text, modeText, content->text, sha256(content->text), sudo}},
             scope.positionOf(node)}};
}

}  // namespace podwire::lab
