# SPDX-FileCopyrightText: 2026 The Podwire authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Progress as one JSON object per line on stdout."""

import json
import os
import sys
from typing import Any

from .errors import LabError


class Progress:
    """Writes events; a reader that went away is no reason to stop half-way."""

    def step(self, stage: str, text: str, node: str | None = None, percent: int | None = None) -> None:
        """`stage` is image, network, boot, ssh, stop or heal; `percent` is 0 to 100 of the whole stage."""
        self._emit({"event": "progress", "stage": stage, "node": node, "text": text, "percent": percent})

    def done(self, text: str, **extra: Any) -> None:
        self._emit({"event": "done", "text": text, **extra})

    def error(self, error: LabError) -> None:
        self._emit({"event": "error", "message": error.message, "hint": error.hint, "detail": error.detail})

    def _emit(self, event: dict[str, Any]) -> None:
        try:
            print(json.dumps(event), flush=True)
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
