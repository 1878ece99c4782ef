"""The receipt of a consent, for whoever gave it and for any program that reads JSON-LD.

The structure is that of ISO/IEC TS 27560:2023 as the Data Privacy Vocabulary (DPV 2) of the W3C
community group words it (https://w3id.org/dpv/guides/consent-27560). The address stands in it as a
keyed hash: the receipt proves what was agreed to, and tells nobody who agreed.
"""

from datetime import datetime
from typing import Any

from django.conf import settings

from .addresses import hashed_address
from .models import Consent

CONTEXT = {
    "dct": "http://purl.org/dc/terms/",
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "loc": "https://w3id.org/dpv/loc#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
}
RECEIPT = "https://w3id.org/dpv/schema/dpv-27560#receipt"
RECORD = "https://w3id.org/dpv/schema/dpv-27560#record"


def receipt_of(consent: Consent) -> dict[str, Any]:
    """A dictionary that is JSON-LD; moments in ISO 8601 with their zone."""
    return {
        "@context": CONTEXT,
        "@type": "dpv:ConsentReceipt",
        "dct:identifier": f"bewijs-{consent.pk}",
        "dct:conformsTo": RECEIPT,
        "dct:language": "nl",
        "dct:publisher": settings.CONTACT["name"],
        "dpv:hasRecordOfActivity": _record(consent),
    }


def _record(consent: Consent) -> dict[str, Any]:
    return {
        "@type": "dpv:ConsentRecord",
        "dct:identifier": f"toestemming-{consent.pk}",
        "dct:conformsTo": RECORD,
        "dpv:hasDataSubject": {"@type": "dpv:DataSubject", **_subject(consent)},
        "dpv:hasDataController": _controller(),
        "dpv:hasJurisdiction": "loc:NL",
        "dpv:hasApplicableLaw": "eu-gdpr:GDPR",
        "dpv:hasLegalBasis": "eu-gdpr:A6-1-a",
        "dpv:hasProcess": _process(consent),
        "dpv:hasNotice": _notice(consent),
        "dpv:hasConsentStatus": _events(consent),
    }


def _subject(consent: Consent) -> dict[str, str]:
    return {"dct:identifier": hashed_address(consent.email)} if consent.email else {}


def _controller() -> dict[str, str]:
    contact = settings.CONTACT
    return {"@type": "dpv:DataController", "dpv:hasName": contact["name"]} | {
        "dpv:hasContact": contact["email"]
    }


def _process(consent: Consent) -> dict[str, Any]:
    process = {
        "@type": "dpv:Process",
        "dpv:hasPurpose": {"@type": "dpv:Purpose", "dct:title": consent.get_purpose_display()},
        "dpv:hasPersonalData": "pd:EmailAddress",
    }
    if consent.valid_until:
        process["dpv:hasDuration"] = {
            "@type": "dpv:UntilTimeDuration",
            "dct:valid": consent.valid_until.isoformat(),
        }
    return process


def _notice(consent: Consent) -> dict[str, Any]:
    """The text as it was shown, and its hash, so that a changed text shows."""
    return {
        "@type": "dpv:ConsentNotice",
        "dct:description": consent.text,
        "dpv:hasIdentifier": f"sha256:{consent.text_hash}",
    }


def _events(consent: Consent) -> list[dict[str, str]]:
    """Newest last: given, and where it ended how it ended."""
    how = consent.get_how_display() or "niet vastgelegd"
    events = [_event("dpv:ConsentGiven", consent.given_at) | {"dpv:hasMethod": how}]
    if consent.withdrawn_at:
        kind = "dpv:ConsentExpired" if consent.has_run_out else "dpv:ConsentWithdrawn"
        events.append(_event(kind, consent.withdrawn_at))
    return events


def _event(kind: str, moment: datetime) -> dict[str, str]:
    return {"@type": kind, "dct:date": moment.isoformat(timespec="seconds")}
