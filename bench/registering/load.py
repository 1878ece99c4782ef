"""Visitors who load a server: as little Python as can be, since they share its processors."""

import re
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

CONNECTIONS = 8
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
STAMP = re.compile(rb'name="stamp" value="([^"]+)"')
COOKIE = re.compile(rb"Set-Cookie: *([^;\r]+)", re.I)
LOCATION = re.compile(rb"Location: *(\S+)", re.I)


class Wrong(Exception):
    """An answer that a visitor should not get."""


@dataclass(frozen=True)
class Visitors:
    """All with another machine in between, as behind the proxy of a real site."""

    port: int

    def page(self, path: str) -> bytes:
        return self.ask(f"GET {path}", expected=b"200")

    def register(self, path: str, values: dict[str, str]) -> bytes:
        """Form page, post, landing page, with the cookies that each gave; the last is returned."""
        form = self.page(path)
        stamp = STAMP.search(form)
        hidden = {"csrfmiddlewaretoken": TOKEN.search(form)[1]}
        if stamp:
            hidden["stamp"] = stamp[1]
        body = urlencode({**values, **hidden})
        cookie = b"; ".join(COOKIE.findall(form)).decode()
        answer = self.ask(f"POST {path}", expected=b"302", cookie=cookie, body=body)
        cookies = b"; ".join([*COOKIE.findall(form), *COOKIE.findall(answer)]).decode()
        place = LOCATION.search(answer)[1].decode()
        return self.ask(f"GET {place}", expected=b"200", cookie=cookies)

    def ask(self, what: str, *, expected: bytes, cookie: str = "", body: str = "") -> bytes:
        head = (
            f"{what} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            "X-Forwarded-Proto: https\r\nReferer: https://127.0.0.1/\r\n"
            f"Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        answer = self._send((head + body).encode())
        if answer[9:12] != expected:
            raise Wrong(f"{what}: {answer[:15].decode()}")
        return answer

    def _send(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(request)
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
        return b"".join(parts)


def all_at_once(deed: Callable[[int], bytes], people: int) -> tuple[float, list[bytes]]:
    """The seconds until the last was served, and what each got."""
    with ThreadPoolExecutor(people) as threads:
        started = time.perf_counter()
        answers = list(threads.map(deed, range(people)))
        return time.perf_counter() - started, answers


def rate(deed: Callable[[int], bytes], number: int) -> float:
    """How many a second, over a few connections."""
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        started = time.perf_counter()
        for _ in threads.map(deed, range(number)):
            pass
        return number / (time.perf_counter() - started)
