// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/bash.h"

#include <stdio.h>
#include <sys/wait.h>

#include "core/base/shellwords.h"
#include "tests/lab/lab_folder.h"

namespace podwire::lab::testing {

Printed runInBash(const std::string& line) {
    const LabFolder folder;
    const std::string command =
        "cd " + quoteWord(folder.path().string()) + " && exec bash -c " + quoteWord(line) + " 2>/dev/null";
    Printed printed;
    FILE* stream = popen(command.c_str(), "r");
    if (stream == nullptr) {
        return printed;
    }
    char buffer[4096];
    for (size_t count = 0; (count = fread(buffer, 1, sizeof buffer, stream)) > 0;) {
        printed.out.append(buffer, count);
    }
    const int status = pclose(stream);
    printed.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    printed.leftFiles = !std::filesystem::is_empty(folder.path());
    return printed;
}

}  // namespace podwire::lab::testing
