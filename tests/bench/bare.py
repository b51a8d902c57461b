"""A server that takes a POST and stores nothing, on the room page's own settings: what HTTP alone costs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import uvicorn

from facilitator.web import serve

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


async def bare(scope: Message, receive: Receive, send: Send) -> None:
    """Read the body, thank."""
    while (await receive()).get("more_body"):
        pass
    body = b'{"seq": 1, "key": "none"}'
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 201, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def run() -> None:
    """Serve until told to end."""
    sock = serve.bind("127.0.0.1", 0)
    config = uvicorn.Config(
        bare,
        loop="asyncio",
        http="httptools",
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        backlog=2048,
        timeout_keep_alive=20,
    )
    server = uvicorn.Server(config)
    serving = asyncio.ensure_future(server.serve(sockets=[sock]))
    while not server.started:
        await asyncio.sleep(0.005)
    print(json.dumps({"url": f"http://127.0.0.1:{sock.getsockname()[1]}/"}), flush=True)
    await serving


if __name__ == "__main__":
    asyncio.run(run())
