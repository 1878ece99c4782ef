"""A raw text is stored encrypted, and gone for good with its key, also for an older backup."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import connection
from pyrage.x25519 import Identity

from privacy.declarations import declaration_of
from privacy.erasing import erase
from privacy.requests import erase_person, export_person
from routekaart.backups import archive, making
from tests.factories import StoryFactory
from toolkit.models import Story, StoryKey
from toolkit.sealed import Sealed

pytestmark = pytest.mark.django_db
RAW = "Zwanikken vertelde dit op maandag, 30 april."


def column(story: Story) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT raw_text FROM toolkit_story WHERE id = %s", [story.pk])
        return cursor.fetchone()[0]


def test_the_column_holds_nothing_that_can_be_read_and_the_attribute_does():
    story = StoryFactory(raw_text=RAW)

    assert "Zwanikken" not in column(story)
    assert Story.objects.get(pk=story.pk).raw_text == RAW
    story.refresh_from_db()
    assert story.raw_text == RAW


def test_a_list_opens_nothing_and_one_text_costs_one_query(django_assert_num_queries):
    for _ in range(3):
        StoryFactory(raw_text=RAW)

    with django_assert_num_queries(1):
        stories = list(Story.objects.all())
    with django_assert_num_queries(1):
        assert stories[0].raw_text == RAW


def test_saving_what_nobody_changed_keeps_the_key_and_a_changed_text_gets_another():
    story = StoryFactory(raw_text=RAW)
    before = column(story)
    story = Story.objects.get(pk=story.pk)
    story.title = "Een andere titel"
    story.save()
    assert column(story) == before

    story.raw_text = RAW
    story.save()
    assert column(story) == before

    story.raw_text = f"{RAW} En dinsdag."
    story.save()
    assert column(story) != before
    assert StoryKey.objects.count() == 1


@pytest.mark.parametrize(
    "goes",
    [
        lambda story: story.delete(),
        lambda story: Story.objects.filter(pk=story.pk).update(raw_text=""),
        lambda story: erase(declaration_of(Story), Story.objects.filter(pk=story.pk)),
        lambda story: (setattr(story, "raw_text", ""), story.save()),
    ],
    ids=["deleted", "emptied at once", "erased", "emptied by hand"],
)
def test_whatever_takes_the_text_away_destroys_its_key(goes):
    story = StoryFactory(raw_text=RAW)
    kept_elsewhere = Sealed(column(story))
    assert kept_elsewhere.opened() == RAW

    goes(story)

    assert StoryKey.objects.count() == 0
    assert kept_elsewhere.opened() == ""


def test_nothing_is_searched_in_it_nor_written_past_it():
    StoryFactory(raw_text=RAW)

    with pytest.raises(FieldError):
        Story.objects.filter(raw_text__icontains="Zwanikken")
    with pytest.raises(FieldError):
        Story.objects.filter(raw_text=RAW).exists()
    with pytest.raises(FieldError):
        Story.objects.update(raw_text="leesbaar")


def test_who_asks_what_we_hold_finds_the_own_story_and_may_have_it_erased():
    story = StoryFactory(raw_text="Mail mij: Jan@Gemeente.Example.", title="Ruw")
    other = StoryFactory(raw_text=RAW)

    [part] = export_person("jan@gemeente.example")
    assert part["gegevens"][0]["ruwe tekst"] == "Mail mij: Jan@Gemeente.Example."

    assert erase_person("jan@gemeente.example")["toolkit.Story"] == 1
    story.refresh_from_db()
    other.refresh_from_db()
    assert (story.raw_text, other.raw_text) == ("", RAW)


def test_what_was_stored_before_is_sealed_and_can_be_opened_again():
    """The functions of migration 0010, on a row as it was before."""
    migration = importlib.import_module("toolkit.migrations.0010_seal_what_is_there")
    story = StoryFactory()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE toolkit_story SET raw_text = %s WHERE id = %s", [RAW, story.pk])
    assert Story.objects.get(pk=story.pk).raw_text == RAW

    migration.seal(apps, None)
    assert column(story).startswith("verzegeld:")
    assert Story.objects.get(pk=story.pk).raw_text == RAW

    migration.open_again(apps, SimpleNamespace(connection=connection))
    assert column(story) == RAW


@pytest.mark.django_db(transaction=True)
def test_after_erasing_an_older_archive_cannot_read_it(settings, tmp_path):
    settings.BACKUP_KEY, settings.BACKUP_DIR = str(Identity.generate()), tmp_path / "backups"
    story = StoryFactory(raw_text=RAW)
    old = making.make_backup()
    erase(declaration_of(Story), Story.objects.filter(pk=story.pk))
    making.keep_keys()

    archive.unpack(old, tmp_path)
    with making.engine().scratch(tmp_path) as (database, _):
        making.engine().load(tmp_path / archive.DUMP, database)
        with database.cursor() as cursor:
            cursor.execute("SELECT raw_text FROM toolkit_story")
            [(stored,)] = cursor.fetchall()
            cursor.execute("SELECT count(*) FROM toolkit_storykey")
            [(keys,)] = cursor.fetchall()

    assert stored.startswith("verzegeld:")
    assert keys == 0
    assert Sealed(stored).opened() == ""
    assert "Zwanikken" not in (tmp_path / archive.DUMP).read_bytes().decode(errors="ignore")
