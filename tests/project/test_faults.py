"""A page or a job that fails is told by mail, without a word of what somebody typed."""

import logging
from collections.abc import Callable

import pytest
from django.core import mail

from outbox.delivery import deliver_due
from outbox.models import Message
from routekaart.management.commands.run_worker import attempt
from routekaart.watch.faults import FaultMail
from tests.project.test_settings import SAFE, start

pytestmark = pytest.mark.django_db
MARKER = "jan.jansen@gemeente.example"


@pytest.fixture
def mailed(settings):
    """The handler of production, and the one to whom it mails."""
    handler = FaultMail(level=logging.ERROR)
    logging.getLogger().addHandler(handler)
    settings.CONTACT = {"name": "Routekaart", "email": "beheer@beroepseer.example"}
    yield
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def broken(monkeypatch) -> Callable[[], None]:
    def fail(*_, **__):
        raise ValueError(f"{MARKER} past niet")

    monkeypatch.setattr("routekaart.pages.so_far", fail)
    return fail


def test_a_page_that_fails_is_told_once_a_day_and_not_with_what_was_typed(client, mailed, broken):
    client.raise_request_exception = False

    for _ in range(2):
        assert client.get(f"/?naam={MARKER}").status_code == 500
    deliver_due()

    [letter] = mail.outbox
    assert letter.to == ["beheer@beroepseer.example"]
    whole = letter.body + str(letter.alternatives) + letter.subject
    assert "ValueError" in whole
    assert "tests/project/test_faults.py" in whole
    assert "foutpagina" in whole
    assert MARKER not in whole + str(Message.objects.values())


def test_a_job_that_fails_is_told_and_what_is_no_fault_is_not(mailed, broken, monkeypatch):
    monkeypatch.setattr(
        "routekaart.management.commands.run_worker.close_old_connections", lambda: None
    )

    attempt(broken)
    logging.getLogger("routekaart").error("a message without a fault")

    [message] = Message.objects.all()
    assert (message.template, message.context["job"]) == ("fault", "fail")
    assert MARKER not in str(message.context)


def test_a_fault_while_telling_is_kept_inside(client, mailed, broken, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("outbox.actions.queue", broken)

    assert client.get("/").status_code == 500
    assert not Message.objects.exists()


def test_production_mails_its_faults_and_development_does_not():
    assert "'handlers': ['console', 'mail']" in start(SAFE, "LOGGING").stdout
    assert "'handlers': ['console']" in start({}, "LOGGING").stdout
