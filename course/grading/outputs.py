"""What a student's cell put out, made into notebook outputs that cannot hold script, or grow."""

import base64
import binascii
import re
from typing import Any

TERMINAL = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f]")
ROOM = 600_000  # characters of one notebook's outputs
PNG = b"\x89PNG\r\n\x1a\n"


def text(value: Any, length: int) -> str:
    return TERMINAL.sub("", str(value)[:length])


def clean(outputs: Any) -> list[dict[str, Any]]:
    """Only streams, errors, plain text and PNG pass; of unknown form, nothing."""
    done = []
    for output in outputs[:60] if isinstance(outputs, list) else []:
        try:
            done.append(_clean(output))
        except (LookupError, TypeError, AttributeError, ValueError, binascii.Error):
            continue
    return [output for output in done if output]


def _clean(output: dict[str, Any]) -> dict[str, Any] | None:
    kind = output["output_type"]
    if kind == "stream":
        name = "stderr" if output["name"] == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": text(output["text"], 100_000)}
    if kind == "error":
        trace = [text(line, 20_000) for line in output["traceback"][:40]]
        return failure(text(output["ename"], 200), text(output["evalue"], 4000), trace)
    data = {}
    if "text/plain" in output["data"]:
        data["text/plain"] = text(output["data"]["text/plain"], 50_000)
    picture = output["data"].get("image/png")
    if isinstance(picture, str) and base64.b64decode(picture)[:8] == PNG:
        data["image/png"] = picture
    if kind == "execute_result":
        return {"output_type": kind, "data": data, "metadata": {}, "execution_count": None}
    return {"output_type": "display_data", "data": data, "metadata": {}} if data else None


def failure(name: str, message: str, trace: list[str] | None = None) -> dict[str, Any]:
    """An error output."""
    trace = trace or [f"{name}: {message}"]
    return {"output_type": "error", "ename": name, "evalue": message, "traceback": trace}


class Allowance:
    """The room that the outputs of one notebook may take; beyond it a word stands for them."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room

    def fit(self, outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        kept = []
        for output in outputs:
            self.room -= len(str(output))
            if self.room < 0 and output["output_type"] != "error":
                output = {"output_type": "stream", "name": "stdout", "text": "... not kept ...\n"}
            kept.append(output)
        return kept
