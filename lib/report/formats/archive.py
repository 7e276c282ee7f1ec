"""Files packed into one, with nothing of the clock in it.

Owns that the same content gives the same bytes: the libraries that write office files stamp the
hour into the archive and into the properties of every file, those inside others too.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO

# The first day a zip can name.
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_PROPERTIES = "docProps/core.xml"
_NESTED = (".xlsx",)


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files by name as a zip, in their order."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in files.items():
            about = zipfile.ZipInfo(name, _NO_DAY)
            about.compress_type = zipfile.ZIP_DEFLATED
            # Readable once unpacked; a zip written here is the same as one written elsewhere.
            about.external_attr = 0o644 << 16
            about.create_system = 3
            into.writestr(about, content)
    return made.getvalue()


def dated(office: bytes, day: date) -> bytes:
    """An office file, and those in it, as if all were made on a day."""
    with zipfile.ZipFile(BytesIO(office)) as found:
        files = {name: found.read(name) for name in found.namelist()}
    stamp = rb"\g<1>%sT00:00:00Z\g<3>" % day.isoformat().encode()
    for name, content in files.items():
        if name == _PROPERTIES:
            files[name] = _STAMP.sub(stamp, content)
        elif name.endswith(_NESTED):
            files[name] = dated(content, day)
    return packed(files)
