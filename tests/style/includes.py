#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on an #include that goes against the allowed directions, and on Gui or Widgets headers in core/.

Usage: includes.py SOURCE_DIRECTORY
"""
import pathlib
import re
import sys

# Folder -> folders that it may include, beside itself. The same lists stand in the CMake targets; this test also catches headers
# that would compile without their library.
ALLOWED = {
    "core/base": set(),
    "core/yaml": {"core/base"},
    "core/netfilter": {"core/base"},
    "core/stats": {"core/base", "core/netfilter"},
    "core/conntrack": {"core/base", "core/netfilter"},
    "core/netstate": {"core/base", "core/netfilter"},
    "core/walk": {"core/base", "core/netfilter", "core/netstate"},
    "core/kube": {"core/base", "core/yaml", "core/netfilter"},
    "core/lab": {"core/base", "core/yaml", "core/netfilter", "core/kube"},
    "core/remote": {"core/base"},
    "core/capture": {"core/base", "core/remote"},
    "core/terminal": {"core/base", "core/remote"},
    "core/ssh": {"core/base", "core/remote"},
    "core/nodes": {"core/base", "core/remote", "core/yaml"},
    "core/plan": {"core/base", "core/netfilter", "core/netstate", "core/kube", "core/lab", "core/remote"},
    "core/trace": {"core/base", "core/netfilter", "core/netstate", "core/plan", "core/walk"},
    "core/doctor": {"core/base", "core/netfilter", "core/netstate", "core/lab", "core/plan", "core/walk"},
    "core/session": {"core/base", "core/doctor", "core/lab", "core/nodes", "core/plan", "core/remote", "core/trace", "core/walk"},
    "core/live": {"core/base", "core/doctor", "core/netfilter", "core/conntrack", "core/netstate", "core/lab", "core/plan", "core/remote", "core/session", "core/stats", "core/trace", "core/walk"},
    "core/models": {"core/base", "core/netfilter", "core/conntrack", "core/netstate", "core/lab", "core/plan", "core/session", "core/live", "core/walk"},
}
ALLOWED["ui"] = set(ALLOWED) - {"core/ssh"}
ALLOWED["app"] = set(ALLOWED) | {"ui"}
ALLOWED["app/ctl"] = (set(ALLOWED) | {"app"}) - {"ui"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
GRAPHICAL = re.compile(r"^(QtWidgets|QtGui|QtSvg|QtPrintSupport)/|^(QWidget|QApplication|QPainter|QColor|QIcon|QFont|QPixmap|qcustomplot)")
LIBRARIES = {"libssh/": {"core/ssh"}, "vterm": {"core/terminal"}, "yaml-cpp/": {"core/yaml"}}


def folder_of(path):
    best = ""
    for folder in ALLOWED:
        if (path == folder or path.startswith(folder + "/")) and len(folder) > len(best):
            best = folder
    return best


def problems(top, file):
    name = file.relative_to(top).as_posix()
    folder = folder_of(name)
    if not folder:
        yield f"{name}:1: lies in no known folder: name it in tests/style/includes.py"
        return
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        quote, target = match.groups()
        where = f"{name}:{number}"
        if quote == '"':
            to = folder_of(target)
            if not (top / target).exists():
                yield f"{where}: \"{target}\" is not named from the top of the tree"
            elif to != folder and to not in ALLOWED[folder]:
                yield f"{where}: {folder} must not include {to} ({target})"
            continue
        if folder.startswith("core/") or folder == "app/ctl":
            if GRAPHICAL.search(target):
                yield f"{where}: {folder} must not know Gui or Widgets (<{target}>)"
        for library, users in LIBRARIES.items():
            if target.startswith(library) and folder not in users:
                yield f"{where}: only {', '.join(sorted(users))} may include <{target}>"


def main():
    top = pathlib.Path(sys.argv[1]).resolve()
    files = [f for part in ("core", "ui", "app") for f in sorted((top / part).rglob("*")) if f.suffix in (".h", ".cpp")]
    found = [p for f in files for p in problems(top, f)]
    print("\n".join(found) if found else f"{len(files)} files, every include goes an allowed way")
    return 1 if found or len(files) < 50 else 0


sys.exit(main())
