"""A real mail server on this machine, that keeps what it accepts and refuses what it is told to."""

import socket
from collections.abc import Callable
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


class Mailbox:
    """The handler: `refused` addresses get 550, `busy` says whether the server gets 451 for all.

    `on_data` is called with the number of mails so far, after a mail was kept and before the
    sender hears that it was.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.busy = False
        self.connections = 0
        self.on_data: Callable[[int], None] = lambda kept: None
        self.on_recipient: Callable[[str], None] = lambda address: None

    def addresses(self) -> list[str]:
        return [mail["To"] for mail in self.mails]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        self.on_recipient(address)
        if self.busy:
            return "451 Try again later"
        if address in self.refused:
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        self.on_data(len(self.mails))
        return "250 Accepted"


@contextmanager
def serving(mailbox: Mailbox, port: int):
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, ready_timeout=60)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
