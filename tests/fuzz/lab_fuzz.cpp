// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target for a part's file. Whatever the bytes are: no crash, every error has a text and a place,
// and every command that was understood can be taken back by one command that is understood as well.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/base/unicode.h"
#include "core/lab/command_words.h"
#include "core/lab/expand.h"
#include "core/lab/part_reader.h"

namespace {

using namespace podwire;
using namespace podwire::lab;

void require(bool condition, const char* what, const std::string& text) {
    if (!condition) {
        std::fprintf(stderr, "%s: %s\n", what, text.c_str());
        std::abort();
    }
}

const Symbols& symbols() {
    static const Symbols all = [] {
        Symbols known;
        known.variables = {{"POD", "pod1a"},
                           {"POD_IP", "192.168.1.10"},
                           {"PORT", "80"},
                           {"NASTY", "; touch x #\n"},
                           {"E", ""}};
        for (const auto& [name, value] : known.variables) {
            known.definedAt.emplace(name, yaml::Position{"lab.yaml", 1, 1});
        }
        known.nodes = {"host", "node1", "node2"};
        known.backends = {{"pod1a", "192.168.1.10", "node1"}, {"pod-2", "192.168.2.20", "node2"}};
        known.stepsKnown = false;
        known.directory = "/nonexistent";
        return known;
    }();
    return all;
}

bool isSingleCommand(const Resource& resource) {
    return !std::holds_alternative<Run>(resource.what) && !std::holds_alternative<File>(resource.what) &&
           !std::holds_alternative<Download>(resource.what);
}

void checkResource(const Resource& resource) {
    require(!resource.command.empty() && !resource.key.empty(), "a resource without a command or a key",
            resource.source);
    const std::string undo = undoCommand(resource, std::nullopt);
    require(!undo.empty() && undo != resource.command, "nothing takes it back", resource.command);
    if (isSingleCommand(resource)) {
        require(readCommandWords(resource.command).has_value(), "more than a single command",
                resource.command);
        require(readCommandWords(undo).has_value(), "taken back by more than a single command", undo);
    }
}

void checkProblems(const yaml::Diagnostics& problems, const yaml::Source& source) {
    for (const yaml::Diagnostic& problem : problems) {
        require(!problem.message.empty(), "an error without a text", problem.where.text());
        require(problem.where.file == source.file, "an error elsewhere", problem.text());
        require(firstInvalidUtf8(problem.text()).has_value() == false, "an error that is not text",
                problem.text());
    }
}

void readPartOf(const yaml::Source& source) {
    const auto document = yaml::parseDocument(source);
    if (!document) {
        require(!document.error().empty(), "refused without an error", source.text);
        checkProblems(document.error(), source);
        return;
    }
    yaml::Report report;
    const Part part = readPart({report, source, symbols()}, *document);
    checkProblems(report.sorted(), source);
    for (const Step& step : part.steps) {
        for (const Resource& resource : step.apply) {
            checkResource(resource);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (size > yaml::maxFileBytes || text.find('\0') != std::string::npos || firstInvalidUtf8(text)) {
        return 0;  // what the loader refuses before it reads any YAML
    }
    const auto line = expandCommand(text, symbols().variables);
    require(line || line.error().offset <= text.size(), "an error outside the line", text);
    readPartOf(yaml::Source("part.yaml", text));
    return 0;
}
