"""Rounds that are open, and what people laid in them."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from sorting.cards import cards_now
from sorting.models import Round, Sort

from .pilots import GroupFactory


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = Round

    group = factory.SubFactory(GroupFactory)
    question = Round.Question.MINE
    open_until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=1))
    code = factory.Sequence(lambda n: f"kaart{n:03}")
    cards = factory.LazyFunction(cards_now)


class SortFactory(DjangoModelFactory):
    class Meta:
        model = Sort

    round = factory.SubFactory(RoundFactory)
