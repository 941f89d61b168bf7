// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/notes.h"

#include "core/base/shellwords.h"
#include "core/plan/observed.h"

namespace podwire::plan {

bool needsNote(const lab::Resource& resource, bool shared) {
    return shared || std::holds_alternative<lab::Sysctl>(resource.what) ||
           std::holds_alternative<lab::File>(resource.what);
}

std::string takeNote(const lab::Resource& resource, const std::string& step) {
    const std::string id = noteId(resource.key);
    std::string text = quoteCommand({"pw_want", id, step});
    if (const auto* sysctl = std::get_if<lab::Sysctl>(&resource.what)) {
        text += "; " + quoteCommand({"pw_keep_sysctl", id, sysctl->key});
    } else if (const auto* file = std::get_if<lab::File>(&resource.what)) {
        text += "; " + quoteCommand({"pw_keep_file", id, file->path});
    }
    return text;
}

std::string dropNote(const lab::Resource& resource, const std::string& step) {
    return quoteCommand({"pw_forget", noteId(resource.key), step});
}

}  // namespace podwire::plan
