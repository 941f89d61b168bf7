#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source file names its authors and licence in its first lines.

Usage: spdx.py SOURCE_DIRECTORY
"""
import pathlib
import subprocess
import sys

ENDINGS = {".cpp", ".h", ".py", ".cmake", ".yaml"}


def main():
    top = pathlib.Path(sys.argv[1])
    listed = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=top, capture_output=True, check=True)
    files = [top / name for name in listed.stdout.decode().split("\0") if name]
    wanted = [f for f in files if (f.suffix in ENDINGS or f.name == "CMakeLists.txt") and "fixtures" not in f.parts]
    missing = [f for f in wanted if "SPDX-License-Identifier: GPL-3.0-or-later" not in f.read_text(encoding="utf-8")[:400]]
    for file in missing:
        print(f"{file}:1: no SPDX-License-Identifier: GPL-3.0-or-later")
    print(f"{len(wanted)} files looked at")
    return 1 if missing or len(wanted) < 50 else 0


sys.exit(main())
