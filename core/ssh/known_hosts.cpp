// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/known_hosts.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>

#include "core/ssh/fingerprint.h"
#include "core/ssh/unique_fd.h"

namespace podwire::ssh {
namespace {

constexpr std::string_view kRevoked = "@revoked";

struct FreeEntry {
    void operator()(ssh_knownhosts_entry* entry) const { ssh_knownhosts_entry_free(entry); }
};

/// The line's key if the line is about `host`.
std::optional<KnownKey> parseLine(std::string line, const std::string& host) {
    KnownKey known;
    if (line.starts_with(kRevoked)) {
        known.revoked = true;
        line.erase(0, line.find_first_not_of(" \t", kRevoked.size()));
    }
    ssh_knownhosts_entry* raw = nullptr;
    if (ssh_known_hosts_parse_line(host.c_str(), line.c_str(), &raw) != SSH_OK || raw == nullptr) {
        return std::nullopt;
    }
    const std::unique_ptr<ssh_knownhosts_entry, FreeEntry> entry(raw);
    known.type = keyType(entry->publickey);
    known.fingerprint = fingerprint(entry->publickey);
    return known;
}

Result<void> cannotWrite(const std::string& path, int error) {
    return fail(ErrorKind::Permission, "the host key cannot be remembered in " + path,
                ::strerrordesc_np(error), "Make the file writable.");
}

bool endsInMidLine(int fd) {
    char last = '\n';
    const off_t size = ::lseek(fd, 0, SEEK_END);
    return size > 0 && ::pread(fd, &last, 1, size - 1) == 1 && last != '\n';
}

void makeParent(const std::string& path) {
    const std::filesystem::path parent = std::filesystem::path(path).parent_path();
    std::error_code ignored;  // opening the file reports it
    if (!parent.empty() && std::filesystem::create_directories(parent, ignored)) {
        std::filesystem::permissions(parent, std::filesystem::perms::owner_all, ignored);
    }
}

}  // namespace

std::vector<KnownKey> readKnownKeys(const std::string& path, const std::string& host) {
    std::vector<KnownKey> keys;
    std::ifstream file(path);
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        if (auto known = parseLine(line, host)) {
            known->where = path + ":" + std::to_string(number);
            keys.push_back(std::move(*known));
        }
    }
    return keys;
}

Result<void> appendKnownKey(const std::string& path, const std::string& line) {
    makeParent(path);
    const UniqueFd fd(::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600));
    if (!fd || ::flock(fd.get(), LOCK_EX) != 0) {
        return cannotWrite(path, errno);
    }
    std::string text = endsInMidLine(fd.get()) ? "\n" : "";
    text += line;
    if (!text.ends_with('\n')) {
        text += '\n';
    }
    if (::write(fd.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
        return cannotWrite(path, errno);
    }
    return {};
}

}  // namespace podwire::ssh
