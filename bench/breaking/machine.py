"""What is broken: a PostgreSQL of its own, processes that are killed and start again, a proxy."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path

from bench.registering.servers import ROOT, free_port


class Database:
    """A server of PostgreSQL in a folder of its own, as `initdb` makes it: nothing is risked."""

    def __init__(self, folder: str) -> None:
        self.folder, self.port = folder, free_port()
        self._postgresql("initdb", f"--pgdata={folder}/data", "--username=postgres", "--auth=trust")
        self._control("start")

    @property
    def address(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}"

    def restart(self) -> None:
        """At once, as when the machine falls: what was going on is broken off."""
        self._control("stop", "--mode=immediate")
        time.sleep(DOWN)
        self._control("start")

    def stop(self) -> None:
        self._control("stop", "--mode=immediate")

    def _control(self, *what: str) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        log = f"--log={self.folder}/log"
        self._postgresql(
            "pg_ctl", f"--pgdata={self.folder}/data", log, f"--options={options}", *what
        )

    def _postgresql(self, program: str, *arguments: str) -> None:
        newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))[-1]
        as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*as_postgres, str(newest), *arguments]
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL)


DOWN = 3.0
"""Seconds until what was killed starts again; systemd waits five."""


@contextmanager
def database() -> Iterator[Database]:
    folder = tempfile.mkdtemp(prefix="routekaart-breaking-")
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    made = Database(folder)
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)


class Service:
    """A process and its children, killed with -9 and started again as systemd does."""

    def __init__(self, module: list[str], environment: dict[str, str], log: Path) -> None:
        self.command = [sys.executable, *module]
        self.environment, self.log = environment, log
        self.start()

    def start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def end(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def break_off(self) -> None:
        self.end()
        time.sleep(DOWN)
        self.start()


class Proxy:
    """Gives each connection to the next site server; where that does not take it, to the other."""

    def __init__(self, ports: list[int]) -> None:
        self.ports = ports
        self.turn = cycle(range(len(ports)))
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self.listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            asked, _ = self.listening.accept()
            threading.Thread(target=self._pass_on, args=(asked,), daemon=True).start()

    def _pass_on(self, asked: socket.socket) -> None:
        with asked, suppress(OSError), self._connected() as server:
            threading.Thread(target=_pour, args=(asked, server), daemon=True).start()
            _pour(server, asked)

    def _connected(self) -> socket.socket:
        first = next(self.turn)
        for port in self.ports[first:] + self.ports[:first]:
            with suppress(OSError):
                return socket.create_connection(("127.0.0.1", port), timeout=60)
        raise OSError("no site server")


def _pour(source: socket.socket, target: socket.socket) -> None:
    """All of it, and its end."""
    with suppress(OSError):
        while part := source.recv(65536):
            target.sendall(part)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
