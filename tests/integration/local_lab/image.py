# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cache of base images, with tiny images and with real builds that are interrupted."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest
from dataclasses import replace
from pathlib import Path

from .support import PROGRAM, Call, command_lines, output, wait_until
from podwire_nodes.errors import LabError
from podwire_nodes.image import ImageCache
from podwire_nodes.progress import Progress
from podwire_nodes.recipe import machine_recipe



class Silent(Progress):
    def _emit(self, event):
        pass


class ImageCacheLogic(unittest.TestCase):
    """The cache's decisions, with a builder that makes a tiny image."""

    def setUp(self):
        self.directory = Path(tempfile.mkdtemp(prefix="pwt-cache-"))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.recipe = replace(machine_recipe(), packages=("tiny",), key_files=("bin/tool",))
        self.builds = 0

    def build(self, rootfs, recipe, progress):
        self.builds += 1
        time.sleep(0.05)
        (rootfs / "bin").mkdir()
        (rootfs / "bin/tool").write_text("tool")

    def cache(self, recipe=None, builder=None):
        return ImageCache(self.directory, recipe or self.recipe, builder or self.build)

    def test_an_image_is_built_once(self):
        self.assertEqual(self.cache().status().state, "missing")
        rootfs = self.cache().ensure(Silent())
        self.assertEqual((rootfs / "bin/tool").read_text(), "tool")
        self.cache().ensure(Silent())
        self.assertEqual((self.builds, self.cache().status().state), (1, "ready"))

    def test_an_image_without_its_marker_is_noticed_and_built_again(self):
        image = self.cache().ensure(Silent()).parent
        (image / "ready.json").unlink()
        self.assertEqual(self.cache().status().state, "broken")
        self.cache().ensure(Silent())
        self.assertEqual((self.builds, self.cache().status().state), (2, "ready"))

    def test_an_image_with_an_empty_or_missing_tool_is_noticed_and_built_again(self):
        for damage in (lambda tool: tool.write_text(""), lambda tool: tool.unlink()):
            damage(self.cache().ensure(Silent()) / "bin/tool")
            self.assertIn("bin/tool", self.cache().status().reason)
            self.cache().ensure(Silent())
            self.assertEqual(self.cache().status().state, "ready")
        self.assertEqual(self.builds, 3)

    def test_a_failed_build_leaves_nothing_but_the_lock(self):
        def fail(rootfs, recipe, progress):
            (rootfs / "half").write_text("half")
            raise LabError("no network")

        with self.assertRaises(LabError):
            self.cache(builder=fail).ensure(Silent())
        self.assertEqual(os.listdir(self.directory), ["build.lock"])

    def test_a_build_that_lacks_a_tool_is_an_error_and_not_an_image(self):
        with self.assertRaises(LabError) as caught:
            self.cache(builder=lambda rootfs, recipe, progress: None).ensure(Silent())
        self.assertIn("bin/tool", caught.exception.message)
        self.assertEqual(self.cache().status().state, "missing")

    def test_what_a_killed_build_left_is_removed_by_the_next_one(self):
        leftover = self.directory / "building-0123"
        (leftover / "rootfs").mkdir(parents=True)
        self.cache().ensure(Silent())
        self.assertFalse(leftover.exists())

    def test_two_builds_at_once_make_one_image(self):
        threads = [threading.Thread(target=lambda: self.cache().ensure(Silent())) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(self.builds, 1)

    def test_another_recipe_replaces_the_image_unless_a_lab_runs_on_it(self):
        other = self.cache().ensure(Silent())
        layers = self.directory / "layers"
        for name in ("upper", "work", "root"):
            (layers / name).mkdir(parents=True)
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", layers], check=True)
        self.addCleanup(subprocess.run, ["umount", "-R", layers], check=True)
        for name in ("upper", "work", "root"):
            (layers / name).mkdir()
        options = f"lowerdir={other},upperdir={layers}/upper,workdir={layers}/work"
        subprocess.run(["mount", "-t", "overlay", "-o", options, "overlay", layers / "root"], check=True)
        self.cache(replace(self.recipe, packages=("second",))).ensure(Silent())
        self.assertTrue(other.exists())
        with self.assertRaises(LabError):
            self.cache().purge(Silent())
        subprocess.run(["umount", layers / "root"], check=True)
        self.cache(replace(self.recipe, packages=("third",))).ensure(Silent())
        self.assertFalse(other.exists())

    def test_purging_removes_every_image(self):
        self.cache().ensure(Silent())
        self.cache().purge(Silent())
        self.assertFalse(self.directory.exists())


class InterruptedBuild(unittest.TestCase):
    """A real build, stopped in the middle of it."""

    def setUp(self):
        self.directory = Path(tempfile.mkdtemp(prefix="pwt-build-", dir="/var/tmp"))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)

    def start(self, *arguments):
        argv = [PROGRAM, "image", "--cache", str(self.directory), *arguments]
        process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stdin.close)
        self.addCleanup(process.kill)
        for line in process.stdout:
            if (json.loads(line).get("percent") or 0) >= 1:
                time.sleep(1)
                return process
        self.fail("the build made no progress")

    def assert_nothing_is_left(self, *files):
        gone = wait_until(lambda: not command_lines(f"{self.directory}/building-"))
        self.assertTrue(gone, command_lines(str(self.directory)))
        self.assertNotIn(str(self.directory), Path("/proc/self/mountinfo").read_text())
        self.assertEqual(sorted(os.listdir(self.directory)), sorted(files))

    def test_a_terminated_build_cleans_up_and_says_so(self):
        process = self.start()
        process.send_signal(signal.SIGTERM)
        last = json.loads(process.stdout.read().splitlines()[-1])
        self.assertEqual((process.wait(20), last["event"], last["message"]), (1, "error", "cancelled"))
        self.assert_nothing_is_left("build.lock")

    def test_the_end_of_a_watched_stdin_cancels(self):
        process = self.start("--watch-stdin")
        process.stdin.close()
        self.assertEqual(process.wait(20), 1)
        self.assert_nothing_is_left("build.lock")

    def test_a_killed_build_leaves_no_process_and_no_mount_and_is_no_image(self):
        process = self.start()
        process.kill()
        process.wait()
        digest = machine_recipe().digest()
        self.assert_nothing_is_left("build.lock", f"building-{digest}")
        asked = json.loads(output(PROGRAM, "status", "--cache", str(self.directory)))
        self.assertEqual(asked["image"]["state"], "missing")
        self.assertEqual(Call("purge-image", "--cache", str(self.directory)).status, 0)
        self.assertFalse(self.directory.exists())
