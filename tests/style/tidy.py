#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over the product's sources. What passed is remembered, by the hash of its preprocessed text and the
configuration, in the user's cache.

Usage: tidy.py SOURCE_DIRECTORY BUILD_DIRECTORY
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

PARTS = ("core/", "ui/", "app/")


def cache_directory():
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    path = pathlib.Path(base) / "podwire" / "tidy"
    path.mkdir(parents=True, exist_ok=True)
    return path


def fingerprint(entry, salt):
    words = [w for w in shlex.split(entry["command"]) if w != "ccache" and not w.endswith("/ccache")]
    out = words.index("-o")
    words = words[:out] + words[out + 2:]
    text = subprocess.run(words + ["-E", "-P"], cwd=entry["directory"], capture_output=True, check=True).stdout
    own = pathlib.Path(entry["file"]).read_bytes()  # comments count: they can hold NOLINT
    return hashlib.sha256(salt + own + text).hexdigest()


def check(entry, build, salt, cache):
    key = cache / fingerprint(entry, salt)
    if key.exists():
        return entry["file"], 0, ""
    done = subprocess.run(["clang-tidy", "--quiet", "-p", build, entry["file"]], capture_output=True, text=True)
    if done.returncode == 0:
        key.touch()
    return entry["file"], done.returncode, done.stdout


def main():
    source, build = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
    entries = json.loads((build / "compile_commands.json").read_text())
    wanted = [e for e in entries if pathlib.Path(e["file"]).is_relative_to(source)
              and pathlib.Path(e["file"]).relative_to(source).as_posix().startswith(PARTS)]
    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
    salt = (source / ".clang-tidy").read_bytes() + version
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for file, status, text in pool.map(lambda e: check(e, str(build), salt, cache_directory()), wanted):
            if status:
                failed += 1
                print(text)
                print(f"FAILED {file}", flush=True)
    print(f"clang-tidy: {len(wanted)} files, {failed} with findings")
    return 1 if failed or not wanted else 0


sys.exit(main())
