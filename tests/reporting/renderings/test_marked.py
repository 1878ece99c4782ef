import pytest

from reporting.templatetags.report import marked


@pytest.mark.parametrize(
    ("text", "other", "shown"),
    [
        ("vijf hubs gehouden", "zes hubs gehouden", "<mark>vijf</mark> hubs gehouden"),
        ("vijf hubs", "vijf hubs", "vijf hubs"),
        ("a <b> c", "a c", "a <mark>&lt;b&gt; </mark>c"),
    ],
)
def test_only_changed_words_are_marked(text, other, shown):
    assert marked(text, other) == shown
