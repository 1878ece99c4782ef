"""Choosing rows in a list of the admin and going on from page to page, as a browser does."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from lxml import html


def chosen(client, address, name, rows, **more):
    keys = [str(row.pk) for row in rows]
    return client.post(address, {"action": name, ACTION_CHECKBOX_NAME: keys, **more})


def on(answer):
    return html.fromstring(answer.content.decode())


def sent_on(answer, **more):
    """What the form on the page sends when it is sent."""
    form = on(answer).xpath("//form[@method='post'][@action]")[-1]
    hidden = form.xpath(".//input[@type='hidden']")
    values = {each.get("name"): each.get("value") or "" for each in hidden}
    return form.get("action"), values | more


def go_on(client, answer, **more):
    address, values = sent_on(answer, **more)
    return client.post(address, values)


def lines(answer, kind):
    return [
        " ".join(line.text_content().split())
        for line in on(answer).xpath(f"//ul[@class='{kind}']/li")
    ]


def warning(answer):
    return " ".join(on(answer).xpath("//p[@class='errornote']//text()")).strip()
