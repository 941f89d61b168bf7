// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/loader.h"

#include <deque>
#include <optional>
#include <set>
#include <system_error>

#include "core/lab/lab_reader.h"
#include "core/lab/map_reader.h"
#include "core/lab/part_reader.h"
#include "core/lab/source.h"

namespace podwire::lab {
namespace {

struct LabFile {
    yaml::Source source;
    yaml::Node document;
};

class Loader {
public:
    Loader(const std::filesystem::path& directory, const NodeFacts& facts)
        : directory_(directory), facts_(facts) {}

    tl::expected<Lab, yaml::Diagnostics> run() {
        std::error_code ignored;
        lab_.directory = std::filesystem::absolute(directory_, ignored).lexically_normal().string();
        symbols_.directory = directory_;
        if (const auto file = open("lab.yaml", {"lab.yaml", 0, 0})) {
            readAll(*file);
        }
        if (!report_.empty()) {
            return tl::make_unexpected(report_.sorted());
        }
        return std::move(lab_);
    }

private:
    std::optional<LabFile> open(const std::string& name, const yaml::Position& namedAt) {
        auto source = readSource(directory_, name, namedAt);
        if (!source) {
            report_.add(yaml::Diagnostics{source.error()});
            return std::nullopt;
        }
        auto document = yaml::parseDocument(*source);
        if (!document) {
            report_.add(document.error());
            return std::nullopt;
        }
        return LabFile{std::move(*source), std::move(*document)};
    }

    void readAll(const LabFile& file) {
        const LabReader reader(report_, file.source, file.document, facts_);
        reader.read(lab_, symbols_);
        const Scope scope{report_, file.source, symbols_};
        for (const yaml::Node& name : reader.partNames()) {
            openPart(scope, name);
        }
        for (const LabFile& part : parts_) {
            lab_.parts.push_back(readPart({report_, part.source, symbols_}, part.document));
        }
    }

    void openPart(const Scope& scope, const yaml::Node& node) {
        const auto name = readText(scope, node, 300);
        const bool isNew = name && fileNames_.insert(*name).second;
        if (name && !isNew) {
            scope.blame(node, "'" + *name + "' stands here a second time");
        }
        auto file = isNew ? open(*name, scope.positionOf(node)) : std::nullopt;
        if (!file) {
            symbols_.stepsKnown = false;
            return;
        }
        const std::string id = partIdOf(file->document);
        if (!id.empty() && !partIds_.insert(id).second) {
            scope.blame(node, "a second part with the id '" + id + "'");
        }
        for (std::string& step : stepIdsOf(file->document)) {
            symbols_.steps.push_back(std::move(step));
        }
        parts_.push_back(std::move(*file));
    }

    const std::filesystem::path& directory_;
    const NodeFacts& facts_;
    Lab lab_;
    Symbols symbols_;
    yaml::Report report_;
    std::deque<LabFile> parts_;
    std::set<std::string> fileNames_;
    std::set<std::string> partIds_;
};

}  // namespace

tl::expected<Lab, yaml::Diagnostics> load(const std::filesystem::path& directory, const NodeFacts& facts) {
    return Loader(directory, facts).run();
}

}  // namespace podwire::lab
