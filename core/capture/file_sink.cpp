// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "core/capture/sink.h"

namespace podwire::capture {
namespace {

constexpr mode_t kOwnerOnly = 0600;

std::string reason() {
    return std::strerror(errno);
}

tl::unexpected<Error> isThere(const std::string& path, const std::string& hint) {
    return fail(ErrorKind::Conflict, path + " is already there", {}, hint);
}

class FileSink : public Sink {
public:
    FileSink(std::string path, bool overwrite, int descriptor)
        : path_(std::move(path)), overwrite_(overwrite), descriptor_(descriptor) {}
    ~FileSink() override {
        if (descriptor_ >= 0) {
            close(descriptor_);
        }
    }

    Result<void> write(std::string_view bytes) override {
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno != EINTR) {
                return fail(ErrorKind::CommandFailed, file() + " cannot be written further: " + reason(), {},
                            "Look whether the disk is full.");
            }
            bytes.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
        }
        return {};
    }

    Result<void> finish() override {
        const unsigned flags = overwrite_ ? 0 : RENAME_NOREPLACE;
        int failed = renameat2(AT_FDCWD, part().c_str(), AT_FDCWD, path_.c_str(), flags);
        if (failed != 0 && errno == EINVAL &&
            access(path_.c_str(), F_OK) != 0) {  // not every file system knows the flag
            failed = std::rename(part().c_str(), path_.c_str());
        }
        if (failed != 0 && errno == EEXIST) {
            return isThere(path_, "The packets are in " + part() + ".");
        }
        if (failed != 0) {
            return fail(ErrorKind::CommandFailed,
                        part() + " cannot be renamed to " + path_ + ": " + reason());
        }
        finished_ = true;
        return {};
    }

    void discard() override {
        if (!finished_) {
            unlink(part().c_str());
        }
    }

    void abandon() override {}
    [[nodiscard]] std::string file() const override { return finished_ ? path_ : part(); }

private:
    [[nodiscard]] std::string part() const { return path_ + ".part"; }

    std::string path_;
    bool overwrite_;
    int descriptor_;
    bool finished_ = false;
};

/// The file that `descriptor` is still has this name: nobody has renamed it meanwhile.
bool isNamed(int descriptor, const std::string& path) {
    struct stat open {};
    struct stat named {};
    return fstat(descriptor, &open) == 0 && lstat(path.c_str(), &named) == 0 && open.st_dev == named.st_dev &&
           open.st_ino == named.st_ino;
}

Result<int> openPart(const std::string& part) {
    while (true) {
        const int descriptor = open(part.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly);
        if (descriptor < 0) {
            return fail(ErrorKind::Permission, part + " cannot be written: " + reason(), {},
                        "Choose another folder.");
        }
        if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            close(descriptor);
            return fail(ErrorKind::Conflict, "Another capture is writing " + part, {},
                        "Choose another name.");
        }
        if (isNamed(descriptor, part)) {
            return descriptor;
        }
        close(descriptor);
    }
}

}  // namespace

Result<std::unique_ptr<Sink>> openFile(const std::string& path, bool overwrite) {
    struct stat there {};
    if (stat(path.c_str(), &there) == 0) {
        if (!S_ISREG(there.st_mode)) {
            return fail(ErrorKind::InvalidInput, path + " is no file that could be written over");
        }
        if (!overwrite) {
            return isThere(path, "Choose another name.");
        }
    }
    const auto descriptor = openPart(path + ".part");
    if (!descriptor) {
        return fail(descriptor.error());
    }
    if (ftruncate(*descriptor, 0) != 0 || fchmod(*descriptor, kOwnerOnly) != 0) {
        const std::string why = reason();
        close(*descriptor);
        return fail(ErrorKind::Permission, path + ".part cannot be written: " + why, {},
                    "Choose another folder.");
    }
    return std::make_unique<FileSink>(path, overwrite, *descriptor);
}

}  // namespace podwire::capture
