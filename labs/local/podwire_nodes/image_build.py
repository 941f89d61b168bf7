# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Building a base image: debootstrap, then the files and settings of a lab node."""

import os
import shutil
import subprocess
from pathlib import Path

from .apt_source import AptSource, machine_source
from .debootstrap_log import DebootstrapLog
from .errors import LabError
from .process import BUILD_TOOLS, ENVIRONMENT, require_tools
from .progress import Progress
from .recipe import DISABLED, ENABLED, MASKED, ON_DEMAND, Recipe

# Everything runs in mount and process namespaces of its own: when the first process of it dies,
# so do all others, and their mounts go with them.
_CAGE = ["setpriv", "--pdeathsig", "KILL", "unshare", "--mount", "--pid", "--fork", "--kill-child=KILL"]
_DPKG = """force-unsafe-io
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/info/*
path-exclude=/usr/share/locale/*
path-exclude=/usr/share/man/*
"""
_MODES = {"etc/sudoers.d/podwire": 0o440}
_NOT_WANTED = ("var/cache/apt/archives", "var/lib/apt/lists", "var/log", "usr/share/doc", "usr/share/info",
               "usr/share/locale", "usr/share/man")


def build(rootfs: Path, recipe: Recipe, progress: Progress) -> None:
    """Fills `rootfs`; on any exception what runs is killed before it is passed on."""
    require_tools(BUILD_TOOLS)
    source = machine_source(recipe)
    _bootstrap(rootfs, recipe, source, progress)
    progress.step("image", "Setting up the lab's user, services and settings", percent=95)
    _set_up(rootfs, recipe)


def _bootstrap(rootfs: Path, recipe: Recipe, source: AptSource, progress: Progress) -> None:
    dpkg_settings = rootfs / "etc/dpkg/dpkg.cfg.d"
    dpkg_settings.mkdir(parents=True)
    (dpkg_settings / "podwire").write_text(_DPKG)
    argv = ["debootstrap", "--variant=minbase", "--force-check-gpg", f"--arch={recipe.architecture}"]
    argv += [f"--components={recipe.components}", f"--include={','.join(recipe.packages)}"]
    argv += [f"--keyring={source.keyring}"] if source.keyring else []
    argv += [recipe.suite, str(rootfs), source.mirror]
    progress.step("image", f"Building the base image ({recipe.suite})", percent=0)
    log = DebootstrapLog(progress)
    if _run_caged(argv, log.line, source.environment) != 0:
        raise LabError(
            "debootstrap could not build the base image",
            "check the network, the proxy and the machine's apt sources, then start it again",
            log.tail(),
        )


def _set_up(rootfs: Path, recipe: Recipe) -> None:
    for name in _NOT_WANTED:
        _empty(rootfs / name)
    for key in (rootfs / "etc/ssh").glob("ssh_host_*"):
        key.unlink()
    for name in ("etc/machine-id", "etc/hostname", "var/lib/dbus/machine-id"):
        (rootfs / name).unlink(missing_ok=True)
    _copy_files(rootfs, recipe.rootfs)
    _in_image(rootfs, ["useradd", "--create-home", "--shell", "/bin/bash", "--uid", "1000",
                       "--groups", "adm,sudo", "--password", "*", "ubuntu"])
    for name in (".hushlogin", ".sudo_as_admin_successful"):
        (rootfs / "home/ubuntu" / name).touch(mode=0o644)
        os.chown(rootfs / "home/ubuntu" / name, 1000, 1000)
    _in_image(rootfs, ["systemctl", "disable", *_present(rootfs, DISABLED)])
    _in_image(rootfs, ["systemctl", "mask", *MASKED])
    _in_image(rootfs, ["systemctl", "enable", *ENABLED])
    for unit in ON_DEMAND:
        (rootfs / "usr/lib/systemd/system/multi-user.target.wants" / unit).unlink(missing_ok=True)
    _in_image(rootfs, ["systemctl", "set-default", "multi-user.target"])
    _quiet_sudo(rootfs / "etc/pam.d/sudo")


def _quiet_sudo(settings: Path) -> None:
    """A node may not raise limits, so pam_limits would only complain in the journal at each sudo."""
    lines = settings.read_text().splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if "pam_limits.so" not in line))


def _present(rootfs: Path, units: tuple[str, ...]) -> list[str]:
    return [unit for unit in units if (rootfs / "usr/lib/systemd/system" / unit).exists()]


def _copy_files(rootfs: Path, files: Path) -> None:
    for source in sorted(path for path in files.rglob("*") if path.is_file()):
        name = source.relative_to(files)
        target = rootfs / name
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        shutil.copyfile(source, target)
        target.chmod(_MODES.get(str(name), 0o644))


def _empty(directory: Path) -> None:
    """Keeps the directories of /var/log, which services expect, and nothing else."""
    for path in directory.iterdir() if directory.is_dir() else []:
        if path.is_dir() and not path.is_symlink():
            _empty(path) if directory.name == "log" else shutil.rmtree(path)
        else:
            path.unlink()


def _in_image(rootfs: Path, argv: list[str]) -> None:
    lines: list[str] = []
    if _run_caged(["chroot", str(rootfs), *argv], lines.append, {}) != 0:
        raise LabError(f"{argv[0]} {argv[1]} failed in the base image", "start the build again", "".join(lines)[-2000:])


def _run_caged(argv: list[str], on_line, environment: dict[str, str]) -> int:
    process = subprocess.Popen(
        [*_CAGE, *argv],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd="/",
        env={**ENVIRONMENT, **environment},
        start_new_session=True,
    )
    try:
        for line in process.stdout:
            on_line(line)
        return process.wait()
    except BaseException:
        process.kill()
        # The pipe ends only when the last process of the cage is gone.
        process.stdout.read()
        process.wait()
        raise
    finally:
        process.stdout.close()
