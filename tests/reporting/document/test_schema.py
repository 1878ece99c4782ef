import json

import jsonschema
import pytest

from reporting.document.schema import make_schema
from reporting.document.values import as_json


@pytest.fixture(scope="module")
def check():
    schema = make_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_report_of_the_demo_fits_the_schema(check, demo_document):
    assert list(check.iter_errors(json.loads(as_json(demo_document)))) == []


@pytest.mark.parametrize(
    ("key", "value"), [("title", 3), ("figures", []), ("schema_version", 99), ("extra", "x")]
)
def test_another_shape_does_not_fit(check, demo_document, key, value):
    wrong = json.loads(as_json(demo_document)) | {key: value}

    assert list(check.iter_errors(wrong))


@pytest.mark.django_db
def test_schema_is_published(client):
    answer = client.get("/rapportages/schema/1.json")

    assert answer.headers["Content-Type"].startswith("application/")
    assert json.loads(answer.content) == make_schema()


@pytest.mark.django_db
def test_unknown_schema_is_not_found(client):
    assert client.get("/rapportages/schema/99.json").status_code == 404
