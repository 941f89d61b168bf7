# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors that a person can act on."""


class LabError(Exception):
    """What failed and where (message), what to do next (hint), what the tool said (detail)."""

    def __init__(self, message: str, hint: str = "", detail: str = ""):
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.detail = detail


class Cancelled(LabError):
    """The caller asked to stop (SIGTERM, SIGINT or the end of a watched stdin)."""

    def __init__(self) -> None:
        super().__init__("cancelled", "nothing half-made was kept; start it again when you like")


class UsageError(Exception):
    """The command line is wrong: exit status 2."""
