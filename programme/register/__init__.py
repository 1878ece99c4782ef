"""The register of government organisations (`programme/data/`), read into the database.

`load_register` makes what is not there yet and leaves the rest alone. Bringing the register up to
date from newer files is apart: `plan` tells what would change, `update` does it.
"""

from .loading import load_register
from .planning import Plan, plan
from .reading import Register, bundled, read
from .updating import update

__all__ = ["Plan", "Register", "bundled", "load_register", "plan", "read", "update"]
