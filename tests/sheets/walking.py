"""Walking through export, import and undoing as staff do, with the test client."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from documents.csv_file import csv_file
from tables import read_table


class Sheets:
    """The pages at the list of one kind of record."""

    def __init__(self, client, list_url: str, word: str = "") -> None:
        start = f"{list_url}{word}/" if word else list_url
        self.client, self.exporting, self.importing = (
            client,
            f"{start}exporteren/",
            f"{start}importeren/",
        )

    def export(self, query: str = "", form: str = "xlsx") -> list[list[str]]:
        """The head and the rows, without the line that says what it is for."""
        answer = self.client.post(
            f"{self.exporting}{query}", {"purpose": "plaatsen aanvullen", "form": form}
        )
        table = read_table(BytesIO(answer.content))
        return [[row.cell(i) for i in range(table.width)] for row in table.rows[1:]]

    def look(self, lines, **chosen):
        """The preview of these lines, or of a file."""
        content = lines if isinstance(lines, bytes) else csv_file(lines)
        file = SimpleUploadedFile("bestand", content)
        return self.client.post(self.importing, {"file": file, **chosen})

    def apply(self, lines, **chosen):
        return self.press(self.look(lines, **chosen), "Zo importeren")

    def press(self, answer, button: str, **more):
        return self.client.post(self.importing, fields_of(answer, button) | more, follow=True)

    def undo(self):
        page = html.fromstring(self.client.get(self.importing).content.decode())
        (url,) = page.xpath("//a[contains(@href, '/ongedaan/')]/@href")
        before, done = self.client.get(url), self.client.post(url, follow=True)
        if self.mails(done):
            done = self.client.post(url, fields_of(done, self.mails(done)), follow=True)
        return before, done

    def mails(self, answer) -> str:
        """The button that undoes an import and mails people."""
        page = html.fromstring(answer.content.decode())
        return "".join(page.xpath("//input[contains(@value, ' versturen')]/@value"))


def fields_of(answer, button: str) -> dict[str, str]:
    """What the form with this button sends."""
    page = html.fromstring(answer.content.decode())
    (form,) = page.xpath(f"//form[.//input[@value='{button}'] or .//button[@name='{button}']]")
    return {name: value for name, value in form.fields.items() if value is not None}


def told(answer) -> list[str]:
    page = html.fromstring(answer.content.decode())
    return [each.text_content() for each in page.xpath("//details//li | //details/summary")]


def faults(answer) -> list[str]:
    page = html.fromstring(answer.content.decode())
    return page.xpath("//ul[@class='importing-faults']/li/text()")


def messages(answer) -> list[str]:
    page = html.fromstring(answer.content.decode())
    return [
        " ".join(each.text_content().split()) for each in page.xpath("//*[@class='messagelist']/li")
    ]
