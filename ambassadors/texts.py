"""What somebody says yes to, word for word; what was shown is kept with each consent."""

from meetings.registering.forms import CONSENT_TEXTS
from privacy.models import Consent

Purpose = Consent.Purpose
TAKE_PART = (
    "Ik doe mee als ambassadeur van goed werk. Stichting Beroepseer mag mijn naam, e-mailadres, "
    "organisatie, werk, sector, provincie en aanbod bewaren om contact met mij te houden en te "
    "weten wat ik met de toolkit doe. Ik kan dit altijd intrekken."
)
REMINDER = (
    "Herinner mij ten hoogste één keer per kwartaal aan het noteren van mijn inzet. Antwoord ik "
    "twee keer niet, dan stopt dat vanzelf."
)
TEXTS: dict[str, str] = {
    Purpose.AMBASSADOR: TAKE_PART,
    Purpose.REMINDER: REMINDER,
    Purpose.NEWS: CONSENT_TEXTS[Purpose.NEWS],
}
