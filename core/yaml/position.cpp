// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/yaml/position.h"

namespace podwire::yaml {

std::string Position::text() const {
    if (line == 0) {
        return file;
    }
    return file + ':' + std::to_string(line) + ':' + std::to_string(column);
}

std::string Diagnostic::text() const {
    std::string all = where.text() + ": " + message;
    if (!hint.empty()) {
        all += '\n' + hint;
    }
    return all;
}

}  // namespace podwire::yaml
