# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of podwire-nodes."""

import argparse
import json
import os
import re
import signal
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

from .down import down
from .errors import Cancelled, LabError, UsageError
from .image import ImageCache
from .image_build import build
from .layout import DEFAULT_CACHE, Lab
from .process import SEARCH_PATH
from .progress import Progress
from .recipe import machine_recipe
from .status import status
from .supervisor import supervise
from .up import up

DONE, FAILED, WRONG_USE = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def main(argv: list[str]) -> int:
    progress = Progress()
    try:
        options = _parser().parse_args(argv)
        os.umask(0o022)
        os.environ["PATH"] = SEARCH_PATH
        return _run(options, progress)
    except UsageError as error:
        progress.error(LabError(str(error), "see: podwire-nodes --help"))
        return WRONG_USE
    except LabError as error:
        progress.error(error)
        return FAILED
    except OSError as error:
        progress.error(LabError(f"the machine refused: {error}", "see the detail", repr(error)))
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="podwire-nodes", description="The local lab: three nodes in closed namespaces.")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    name = _Parser(add_help=False)
    name.add_argument("--name", default="podwire", help="which lab (default: podwire)")
    cache = _Parser(add_help=False)
    cache.add_argument("--cache", default=str(DEFAULT_CACHE), help=f"where images are kept (default: {DEFAULT_CACHE})")
    watch = _Parser(add_help=False)
    watch.add_argument("--watch-stdin", action="store_true", help="cancel when standard input ends")
    image = commands.add_parser("image", parents=[cache, watch], help="build the base image unless it is there")
    image.add_argument("--rebuild", action="store_true", help="build it even if it is there")
    start = commands.add_parser("up", parents=[name, cache, watch], help="start the lab, or mend it")
    start.add_argument("--owner", type=int, help="user id that may use the lab (default: who called sudo or pkexec)")
    commands.add_parser("down", parents=[name, watch], help="stop the lab and remove all of it")
    commands.add_parser("status", parents=[name, cache], help="one JSON object about the lab; needs no root")
    commands.add_parser("purge-image", parents=[cache], help="remove the cached images")
    supervisor = commands.add_parser("supervise", parents=[name])
    supervisor.add_argument("--rootfs", type=Path, required=True)
    return parser


def _run(options: argparse.Namespace, progress: Progress) -> int:
    if options.command == "status":
        print(json.dumps(status(Lab(options.name), _cache(options))), flush=True)
        return DONE
    lab = Lab(options.name) if "name" in options else None
    _require_root(options.command)
    if options.command == "supervise":
        supervise(lab, options.rootfs)
        return DONE
    _let_cancel(getattr(options, "watch_stdin", False))
    if options.command == "up":
        up(lab, _cache(options), _owner(options), progress)
    elif options.command == "down":
        down(lab, progress)
    elif options.command == "image":
        rootfs = _cache(options).ensure(progress, options.rebuild)
        progress.done("The base image is ready", path=str(rootfs))
    else:
        _cache(options).purge(progress)
        progress.done("No base image is cached any more")
    return DONE


def _cache(options: argparse.Namespace) -> ImageCache:
    if not re.fullmatch(r"/[A-Za-z0-9._/-]*", options.cache):
        raise UsageError("--cache takes an absolute path of letters, digits, dots, hyphens and underscores")
    return ImageCache(Path(options.cache), machine_recipe(), build)


def _owner(options: argparse.Namespace) -> int:
    for value in (options.owner, os.environ.get("PKEXEC_UID"), os.environ.get("SUDO_UID"), os.getuid()):
        if value is not None:
            if not re.fullmatch(r"[0-9]{1,9}", str(value)):
                raise UsageError(f"'{value}' is no user id")
            return int(value)
    raise UsageError("no user id")


def _require_root(command: str) -> None:
    if os.geteuid() != 0:
        raise LabError(
            f"podwire-nodes {command} must run as root: nodes need namespaces and mounts",
            f"run: sudo {sys.argv[0]} {command}",
        )


def _let_cancel(watch_stdin: bool) -> None:
    def cancel(*_: Any) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        raise Cancelled()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, cancel)
    if watch_stdin:
        threading.Thread(target=_cancel_at_end_of_stdin, daemon=True).start()


def _cancel_at_end_of_stdin() -> None:
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
