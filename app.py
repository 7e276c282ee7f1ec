"""The dashboard's entry point: `streamlit run app.py [-- --warehouse DIR]`.

Owns the clock and the warehouse's place; `lib.ui.page` does the rest.
"""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from lib import settings
from lib.ui import page

parser = argparse.ArgumentParser()
parser.add_argument("--warehouse", type=Path, default=settings.WAREHOUSE)
page.serve(
    warehouse=parser.parse_known_args()[0].warehouse,
    now=lambda: datetime.now().astimezone(),
)
