"""Frames on a stream socket between the grader and its sandboxed processes.

A frame is one byte (R: request or reply, D: the judge is done), the length of a JSON text (4
bytes), the length of all buffers (8 bytes), the text, the buffers. Sizes are checked before
anything is read; the grader passes frames of students on without parsing them.
"""

import json
import select
import socket
import struct
import time
from typing import Any

HEAD = struct.Struct(">cIQ")
MAX_TEXT, MAX_BUFFERS = 8 << 20, 32 << 20


class Gone(Exception):
    """The other side closed, died, or sent what is no frame."""


class Late(Exception):
    """No whole frame before the deadline."""


def pack(kind: bytes, head: dict[str, Any], buffers: list[bytes] | tuple = ()) -> bytes:
    """One frame. Raises OverflowError if the value is too large to send."""
    text = json.dumps({**head, "_sizes": [len(b) for b in buffers]}).encode()
    body = b"".join(buffers)
    if len(text) > MAX_TEXT or len(body) > MAX_BUFFERS:
        raise OverflowError("the value is too large to send")
    return HEAD.pack(kind, len(text), len(body)) + text + body


def unpack(raw: bytes) -> tuple[bytes, dict[str, Any], list[bytes]]:
    """Kind, JSON object and buffers of a frame. Raises Gone if it does not parse."""
    kind, length, _ = HEAD.unpack_from(raw)
    try:
        head = json.loads(raw[HEAD.size : HEAD.size + length])
        sizes, at, buffers = head.pop("_sizes"), HEAD.size + length, []
        if min(sizes, default=0) < 0 or sum(sizes) != len(raw) - at:
            raise ValueError("sizes")
        for size in sizes:
            buffers.append(raw[at : at + size])
            at += size
        return kind, head, buffers
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Gone("a frame that does not parse") from None


def receive(sock: socket.socket, seconds: float | None = None) -> bytes:
    """The next raw frame, its sizes checked, nothing parsed. Raises Late or Gone."""
    deadline = None if seconds is None else time.monotonic() + seconds
    head = _exactly(sock, HEAD.size, deadline)
    kind, text, buffers = HEAD.unpack(head)
    if kind not in b"RD" or text > MAX_TEXT or buffers > MAX_BUFFERS:
        raise Gone("no frame of ours, or too large")
    return head + _exactly(sock, text + buffers, deadline)


def send(sock: socket.socket, raw: bytes, seconds: float | None = None) -> None:
    """All of it, or Gone or Late: a peer that never reads must not hold us."""
    deadline = None if seconds is None else time.monotonic() + seconds
    view = memoryview(raw)
    while view:
        _wait(deadline, [], [sock])
        try:
            view = view[sock.send(view[: 1 << 16]) :]
        except OSError as error:
            raise Gone(str(error)) from None


def _exactly(sock: socket.socket, size: int, deadline: float | None) -> bytes:
    out = bytearray()
    while len(out) < size:
        _wait(deadline, [sock], [])
        try:
            got = sock.recv(min(size - len(out), 1 << 20))
        except OSError as error:
            raise Gone(str(error)) from None
        if not got:
            raise Gone("closed")
        out += got
    return bytes(out)


def _wait(deadline: float | None, reading: list, writing: list) -> None:
    if deadline is None:
        return
    left = deadline - time.monotonic()
    if left <= 0 or not any(select.select(reading, writing, [], left)):
        raise Late()
