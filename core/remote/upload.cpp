// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>

#include "core/remote/shell.h"

namespace podwire::remote {
namespace {

/// $1 path, $2 mode, $3 size. The size is compared because a connection that breaks looks like the end of the
/// input.
constexpr const char* kScript = R"sh(umask 077
part="$1.podwire.$$"
cat >"$part" && [ "$(wc -c <"$part")" -eq "$3" ] && chmod -- "$2" "$part" && mv -fT -- "$part" "$1" && exit 0
status=$?
rm -f -- "$part"
exit "$status")sh";

/// A path that no tool takes for an option.
std::string asOperand(const std::string& path) {
    return path.starts_with('-') ? "./" + path : path;
}

}  // namespace

void Shell::upload(const std::string& path, const std::string& mode, std::string bytes,
                   std::function<void(Result<void>)> done) {
    Command command;
    command.argv = {"sh", "-c", kScript, "sh", asOperand(path), mode, std::to_string(bytes.size())};
    command.input = std::move(bytes);
    run(std::move(command), [node = name(), path, done = std::move(done)](Outcome outcome) {
        auto result = expectSuccess(std::move(outcome), node, "writing " + path);
        if (done) {
            done(result ? Result<void>() : fail(std::move(result.error())));
        }
    });
}

}  // namespace podwire::remote
