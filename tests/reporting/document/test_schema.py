import json
from pathlib import Path

import jsonschema
import pytest

from reporting.document.schema import SCHEMAS, make_schema
from reporting.document.values import SCHEMA_VERSION, as_json


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
    answer = client.get(f"/rapportages/schema/{SCHEMA_VERSION}.json")

    assert answer.headers["Content-Type"].startswith("application/")
    assert json.loads(answer.content) == make_schema()


@pytest.mark.django_db
def test_unknown_schema_is_not_found(client):
    assert client.get("/rapportages/schema/99.json").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_every_schema_there_was_stays_published(client, version):
    schema = client.get(f"/rapportages/schema/{version}.json").json()

    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema_version"] == {"const": version}


@pytest.mark.parametrize("version", range(2, SCHEMA_VERSION + 1))
def test_kept_document_fits_the_schema_of_its_time(version):
    """The one of 1 is of before the titles of records, and before anything was published."""
    kept = Path(__file__).parents[1] / "data" / f"document-v{version}.json"
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMAS[version]()))

    assert list(validator.iter_errors(json.loads(kept.read_text()))) == []
