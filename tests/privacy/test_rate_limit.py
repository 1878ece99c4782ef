from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import RequestFactory

from privacy.models import RateCount
from privacy.rate_limit import WINDOW, count, is_too_often, network_of


def request_from(address, **meta):
    return RequestFactory().get("/", REMOTE_ADDR=address, **meta)


@pytest.mark.django_db
def test_each_counter_stands_for_itself():
    assert count(["a", "b"]) == {"a": 1, "b": 1}
    assert count(["b"]) == {"b": 2}
    assert count(["a", "b"]) == {"a": 2, "b": 3}


@pytest.mark.django_db
def test_what_exceeds_a_limit_is_too_often(settings):
    settings.RATE_LIMIT_PER_IP, settings.RATE_LIMIT_PER_ADDRESS = 0, 2
    request = request_from("192.0.2.1")

    tries = [is_too_often(request, purpose="x", email="A@rijk.example ") for _ in range(3)]

    assert tries == [False, False, True]
    assert not is_too_often(request, purpose="y", email="a@rijk.example")


@pytest.mark.django_db
def test_lifted_limits_touch_no_database(settings, django_assert_num_queries):
    settings.RATE_LIMIT_PER_IP = settings.RATE_LIMIT_PER_ADDRESS = 0

    with django_assert_num_queries(0):
        assert not is_too_often(request_from("192.0.2.1"), purpose="x", email="a@rijk.example")


@pytest.mark.django_db
def test_both_limits_are_counted_in_one_query(settings, django_assert_num_queries):
    with django_assert_num_queries(1):
        is_too_often(request_from("192.0.2.1"), purpose="x", email="a@rijk.example")


@pytest.mark.django_db
def test_counters_tell_no_address():
    is_too_often(request_from("192.0.2.1"), purpose="x", email="a@rijk.example")

    keys = list(RateCount.objects.values_list("key", flat=True))
    assert [len(key) for key in keys] == [64, 64]
    assert [key for key in keys if "192" in key or "rijk" in key] == []


@pytest.mark.django_db
def test_a_new_hour_begins_at_nothing(monkeypatch):
    monkeypatch.setattr("privacy.rate_limit.time.time", lambda: 10 * WINDOW)
    count(["a"])
    monkeypatch.setattr("privacy.rate_limit.time.time", lambda: 11 * WINDOW)

    assert count(["a"]) == {"a": 1}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", ""),
    ],
)
def test_visitor_is_known_by_network(address, network):
    assert network_of(request_from(address)) == network


def test_only_behind_a_proxy_its_word_counts(settings):
    request = request_from("10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 192.0.2.7")

    settings.BEHIND_PROXY = False
    assert network_of(request) == "10.0.0.1"
    settings.BEHIND_PROXY = True
    assert network_of(request) == "192.0.2.7"


@pytest.mark.django_db(transaction=True)
def test_all_who_count_at_once_are_counted():
    def count_once(_):
        try:
            return count(["a", "b"])["a"]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as people:
        counts = list(people.map(count_once, range(40)))

    assert sorted(counts) == list(range(1, 41))
