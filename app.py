"""The dashboard's entry point: `streamlit run app.py [-- --warehouse DIR --raw DIR --notes WHO]`.

Owns the clock and the places of builds and exports; `lib.ui.page` does the rest.
"""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from lib import settings
from lib.ui import page

parser = argparse.ArgumentParser()
parser.add_argument("--warehouse", type=Path, default=settings.WAREHOUSE)
parser.add_argument("--raw", type=Path, default=settings.RAW)
parser.add_argument("--notes", choices=page.WHO_SEES_NOTES, default=page.WHO_SEES_NOTES[0])
options = parser.parse_known_args()[0]
page.serve(
    warehouse=options.warehouse,
    raw=options.raw,
    now=lambda: datetime.now().astimezone(),
    notes=options.notes,
)
