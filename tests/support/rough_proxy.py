"""A network that goes wrong on order: a TCP proxy in front of the real server, one fault for one call."""

from __future__ import annotations

import asyncio
import re
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Kind = Callable[["Call"], Awaitable[None]]

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"transfer-encoding: *chunked", re.IGNORECASE)
LONGEST = 15.0


@dataclass
class Call:
    """One request that a fault befalls: what came, how to answer, and how to ask the server after all."""

    request: bytes
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    proxy: RoughProxy
    goes_on: bool = False
    """Whether the connection stays open: what befell the call was no cut."""

    async def ask(self) -> bytes:
        """The server's whole answer."""
        return await self.proxy.forward(self.request)

    async def say(self, answer: bytes) -> None:
        self.writer.write(answer)
        await self.writer.drain()

    def reset(self) -> None:
        self.writer.transport.abort()

    async def hang(self) -> None:
        """Say nothing until the other side gives up."""
        with suppress(asyncio.TimeoutError, ConnectionError):
            await asyncio.wait_for(self.reader.read(1), LONGEST)


class RoughProxy:
    """Listens on a free port of this computer; `plan(fault, method, part)` befalls the next call that fits."""

    def __init__(self, port: int) -> None:
        self._upstream = port
        self._planned: list[tuple[Kind, str, str]] = []
        self.befallen = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="rough-proxy", daemon=True)
        self.port = 0
        self._thread.start()
        self._ready.wait(LONGEST)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def plan(self, fault: Kind, method: str, part: str) -> None:
        self._planned = [(fault, method, part)]

    def heal(self) -> None:
        self._planned = []

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(LONGEST)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._one, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while request := await _message(reader):
                    await self._answer(Call(request, reader, writer, self))
        finally:
            writer.close()

    async def _answer(self, call: Call) -> None:
        line = call.request.split(b"\r\n", 1)[0].decode("latin-1")
        for number, (fault, method, part) in enumerate(self._planned):
            if line.startswith(f"{method} ") and part in line:
                del self._planned[number]
                self.befallen += 1
                await fault(call)
                if call.goes_on:
                    return
                call.writer.close()
                raise ConnectionResetError
        await call.say(await self.forward(call.request))

    async def forward(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._upstream)
        try:
            writer.write(request)
            await writer.drain()
            is_head = request.startswith(b"HEAD ")
            return await asyncio.wait_for(_message(reader, body=not is_head), LONGEST)
        finally:
            writer.close()


async def _message(reader: asyncio.StreamReader, *, body: bool = True) -> bytes:
    """A whole message, or nothing when the connection ends before one begins."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""
    if not body:
        return head
    if _CHUNKED.search(head):
        return head + await _chunks(reader)
    length = _LENGTH.search(head)
    return head + (await reader.readexactly(int(length[1])) if length else b"")


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    found = b""
    while True:
        size = await reader.readuntil(b"\r\n")
        found += size + await reader.readexactly(int(size, 16) + 2)
        if int(size, 16) == 0:
            return found
