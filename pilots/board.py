"""The board of talks: each party under the stage it has reached, with what is overdue on top."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .actions.talks import last_talk, when
from .models import Conversation, Counterparty

Stage = Conversation.Stage
ORDER = (Stage.CONCRETE, Stage.EXPLORATORY, Stage.UNKNOWN, Stage.AGREED, Stage.DECLINED)


@dataclass(frozen=True)
class Card:
    party: Counterparty
    today: date

    @cached_property
    def talks(self) -> list[Conversation]:
        return sorted(self.party.conversations.all(), key=when)

    @cached_property
    def last(self) -> Conversation | None:
        return last_talk(self.party)

    @property
    def steps(self) -> list[Conversation]:
        """What is still to be done, the first day first; without a day last."""
        found = [talk for talk in self.talks if talk.next_step and talk.next_step_done is None]
        return sorted(found, key=lambda talk: (talk.next_step_on or date.max, talk.pk))

    @property
    def is_overdue(self) -> bool:
        return any(talk.next_step_on and talk.next_step_on < self.today for talk in self.steps)

    @property
    def becomes_pilot(self) -> bool:
        return bool(self.last and self.last.stage == Stage.AGREED and not self.last.pilot_id)

    @property
    def way(self) -> str:
        """The stages so far, each with its date; none of them is ever overwritten."""
        return ", ".join(
            f"{talk.get_stage_display()} ({talk.date or 'datum niet bekend'})"
            for talk in self.talks
        )


@dataclass(frozen=True)
class Column:
    label: str
    cards: list[Card]


@dataclass(frozen=True)
class Board:
    columns: list[Column]
    overdue: list[Card]


def board_of_talks(today: date) -> Board:
    """Two queries, however many parties and talks there are."""
    parties = Counterparty.objects.prefetch_related("conversations")
    cards = [Card(party, today) for party in parties]
    cards.sort(key=lambda card: (not card.is_overdue, card.party.sort_key))
    columns = [Column("nog geen gesprek", [card for card in cards if card.last is None])]
    for stage in ORDER:
        held = [card for card in cards if card.last and card.last.stage == stage]
        columns.append(Column(stage.label, held))
    overdue = [card for card in cards if card.is_overdue]
    return Board([column for column in columns if column.cards], overdue)
