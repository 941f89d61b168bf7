# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What podwire-nodes refuses, and how it says so."""

import tempfile
import unittest

from .support import NOBODY, Call, down
from podwire_nodes.errors import LabError
from podwire_nodes.process import require_tools



class WrongUse(unittest.TestCase):
    def test_bad_names_are_refused_with_status_2(self):
        for name in ("", "A", "1a", "a" * 16, "a/b", "..", "a;b", "a b"):
            call = Call("up", f"--name={name}")
            self.assertEqual(call.status, 2, name)
            self.assertEqual(call.last["event"], "error")
            self.assertTrue(call.last["hint"])

    def test_an_unknown_command_or_option_is_wrong_use(self):
        self.assertEqual(Call("fly").status, 2)
        self.assertEqual(Call("up", "--speed", "9").status, 2)
        self.assertEqual(Call("up", "--cache", "relative/path").status, 2)
        self.assertEqual(Call("up", "--cache", "/a:b,c").status, 2)

    def test_who_is_not_root_is_told_to_use_sudo_but_may_ask_for_the_status(self):
        call = Call("up", "--name", "pwt-nodes-a", user=NOBODY, group=NOBODY)
        self.assertEqual(call.status, 1)
        self.assertIn("root", call.last["message"])
        self.assertIn("sudo", call.last["hint"])
        asked = Call("status", "--name", "pwt-nodes-a", user=NOBODY, group=NOBODY)
        self.assertEqual((asked.status, asked.last["state"]), (0, "down"))

    def test_missing_tools_are_named_with_their_packages(self):
        with tempfile.TemporaryDirectory() as empty, self.assertRaises(LabError) as caught:
            require_tools({"systemd-nspawn": "systemd-container", "socat": "socat"}, search_path=empty)
        self.assertIn("systemd-nspawn", caught.exception.message)
        self.assertIn("apt-get install socat systemd-container", caught.exception.hint)

    def test_down_of_a_lab_that_is_not_there_is_no_error(self):
        call = down("pwt-nodes-a")
        self.assertEqual((call.status, call.last["changed"]), (0, False))
