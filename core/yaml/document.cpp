// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/yaml/document.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/node/node.h>  // parser.h only declares YAML::Node, and clang-tidy then takes ours for it
#include <yaml-cpp/parser.h>

#include <sstream>

#include "core/base/unicode.h"

namespace podwire::yaml {
namespace {

/// Ends the parsing: what follows cannot be read any more.
struct Refusal {
    Diagnostic diagnostic;
};

/// Builds the tree from the parser's events, so that nothing which the tree cannot hold is ever built.
class TreeBuilder : public YAML::EventHandler {
public:
    explicit TreeBuilder(const Source& source) : source_(source) {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnAnchor(const YAML::Mark& mark, const std::string&) override {
        refuse(mark, "anchors are not allowed");
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse(mark, "aliases are not allowed"); }
    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { leaf(mark, {}); }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  const std::string& value) override {
        refuseTag(mark, tag);
        checkCharacters(mark, value);
        if (awaitsKey()) {
            key(mark, value);
        } else {
            Node node;
            node.kind = Node::Kind::Scalar;
            node.text = value;
            node.quoted = tag == quotedTag;
            leaf(mark, std::move(node));
        }
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {
        open(mark, tag, Node::Kind::List);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                    YAML::EmitterStyle::value) override {
        open(mark, tag, Node::Kind::Map);
    }
    void OnMapEnd() override { close(); }

    Node root;
    Diagnostics problems;

private:
    struct Level {
        Node node;
        bool valueNext = false;  ///< of a map: its key has been read
    };

    [[noreturn]] void refuse(const YAML::Mark& mark, const std::string& message,
                             const std::string& hint = {}) const {
        throw Refusal{{source_.positionOf(offsetOf(mark)), message, hint}};
    }

    static std::size_t offsetOf(const YAML::Mark& mark) {
        return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
    }

    void refuseTag(const YAML::Mark& mark, const std::string& tag) const {
        if (!tag.empty() && tag != plainTag && tag != quotedTag) {
            refuse(mark, "tags are not allowed");
        }
    }

    void checkCharacters(const YAML::Mark& mark, const std::string& value) {
        if (firstDeceptiveCharacter(value)) {
            problems.push_back({source_.positionOf(offsetOf(mark)),
                                "a control character or a mark that turns the writing "
                                "direction round",
                                "Write visible characters only."});
        }
    }

    bool awaitsKey() const {
        return !levels_.empty() && levels_.back().node.kind == Node::Kind::Map && !levels_.back().valueNext;
    }

    void key(const YAML::Mark& mark, const std::string& name) {
        Level& map = levels_.back();
        count(mark);
        if (name == "<<") {
            refuse(mark, "merge keys are not allowed");
        }
        if (map.node.find(name) != nullptr) {
            problems.push_back(
                {source_.positionOf(offsetOf(mark)), "'" + name + "' stands here a second time", {}});
        }
        if (map.node.entries.size() >= maxKeys) {
            refuse(mark, "a map with more than " + std::to_string(maxKeys) + " keys");
        }
        map.node.entries.push_back({name, offsetOf(mark), {}});
        map.valueNext = true;
    }

    void leaf(const YAML::Mark& mark, Node node) {
        if (awaitsKey()) {
            refuse(mark, "a key without a name");
        }
        count(mark);
        node.offset = offsetOf(mark);
        if (node.kind == Node::Kind::Null && !levels_.empty() && !levels_.back().node.entries.empty()) {
            node.offset = levels_.back().node.entries.back().keyOffset;
        }
        attach(std::move(node));
    }

    void open(const YAML::Mark& mark, const std::string& tag, Node::Kind kind) {
        refuseTag(mark, tag);
        if (awaitsKey()) {
            refuse(mark, "a key that is not a plain word",
                   "A '{' or '[' at the start of a text needs quotes around it.");
        }
        count(mark);
        if (levels_.size() >= maxDepth) {
            refuse(mark, "nested too deeply");
        }
        Node node;
        node.kind = kind;
        node.offset = offsetOf(mark);
        levels_.push_back({std::move(node)});
    }

    void close() {
        Node node = std::move(levels_.back().node);
        levels_.pop_back();
        attach(std::move(node));
    }

    void attach(Node node) {
        if (levels_.empty()) {
            root = std::move(node);
            return;
        }
        Level& parent = levels_.back();
        if (parent.node.kind == Node::Kind::List) {
            parent.node.items.push_back(std::move(node));
        } else {
            parent.node.entries.back().value = std::move(node);
            parent.valueNext = false;
        }
    }

    void count(const YAML::Mark& mark) {
        if (++nodes_ > maxNodes) {
            refuse(mark, "more than " + std::to_string(maxNodes) + " values in one file");
        }
    }

    static constexpr std::size_t maxKeys = 64;
    static constexpr const char* plainTag = "?";  // YAML 1.2, 6.9.1: what a scalar without a tag has
    static constexpr const char* quotedTag = "!";

    const Source& source_;
    std::vector<Level> levels_;
    std::size_t nodes_ = 0;
};

std::vector<Node> readAll(TreeBuilder& builder, const Source& source) {
    std::istringstream stream(source.text);
    YAML::Parser parser(stream);
    std::vector<Node> documents;
    while (parser.HandleNextDocument(builder)) {
        documents.push_back(std::move(builder.root));
    }
    if (documents.empty()) {
        throw Refusal{{{source.file, 1, 1}, "the file is empty", {}}};
    }
    return documents;
}

Diagnostic parserSays(const Source& source, const YAML::Exception& error) {
    Position where{source.file, 0, 0};
    if (!error.mark.is_null() && error.mark.pos >= 0) {
        where = source.positionOf(static_cast<std::size_t>(error.mark.pos));
    }
    const std::string text = error.msg.substr(0, firstInvalidUtf8(error.msg).value_or(error.msg.size()));
    const bool tooDeep = error.msg == "bad file";  // YAML::DeepRecursion gives no better text
    return {where, tooDeep ? "nested too deeply" : "not YAML: " + text, {}};
}

}  // namespace

const Node* Node::find(std::string_view key) const {
    for (const Entry& entry : entries) {
        if (entry.key == key) {
            return &entry.value;
        }
    }
    return nullptr;
}

tl::expected<std::vector<Node>, Diagnostics> parseDocuments(const Source& source) {
    TreeBuilder builder(source);
    std::vector<Node> documents;
    try {
        documents = readAll(builder, source);
    } catch (const Refusal& refusal) {
        builder.problems.push_back(refusal.diagnostic);
    } catch (const YAML::Exception& error) {
        builder.problems.push_back(parserSays(source, error));
    }
    if (!builder.problems.empty()) {
        return tl::make_unexpected(std::move(builder.problems));
    }
    return documents;
}

tl::expected<Node, Diagnostics> parseDocument(const Source& source) {
    auto documents = parseDocuments(source);
    if (!documents) {
        return tl::make_unexpected(std::move(documents.error()));
    }
    if (documents->size() > 1) {
        return tl::make_unexpected(
            Diagnostics{{source.positionOf((*documents)[1].offset), "a second document in one file",
                         "One YAML document is read here: take the '---' out."}});
    }
    return std::move(documents->front());
}

}  // namespace podwire::yaml
