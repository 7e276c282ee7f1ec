"""Adding exports as a person does it: files dropped, looked at, published; on a phone too."""

from __future__ import annotations

import io
import shutil
import zipfile

import pytest
from dashboard import PHONE, serving, settled
from test_browser import FITS_WIDTH

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ACCOUNTS = "Id,Name,BillingCity,BillingCountry,OwnerId\n001A,Acme,Lyon,France,005A\n"
EVENTS = "Id,Subject,AccountId,ActivityDate,DurationInMinutes\n00UA,Site visit,001A,2026-03-02,60\n"


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Account.csv", ACCOUNTS)
        archive.writestr("Event.csv", EVENTS + ",Without id,001A,2026-03-02,60\n")
    return packed.getvalue()


def test_a_zip_is_dropped_looked_at_and_published(sample_warehouse, tmp_path, visit):
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    shutil.copytree(sample_warehouse, warehouse)
    with serving(warehouse, raw) as address:
        page = visit(f"{address}/data", PHONE)
        page.get_by_text("Your first files start your own").wait_for()
        page.locator("input[type=file]").set_input_files(
            [
                {"name": "export.zip", "mimeType": "application/zip", "buffer": zipped()},
                {"name": "<img src=x>.csv", "mimeType": "text/csv", "buffer": b"%PDF-1.7"},
            ]
        )
        page.get_by_role("progressbar").first.wait_for()
        page.get_by_role("button", name="Publish").wait_for(timeout=120_000)
        card = page.locator(".st-key-card-upload")
        card.get_by_text("2 of 3 rows would be used, 1 set aside.").wait_for()
        card.get_by_text("<img src=x>.csv is a PDF document").wait_for()
        page.wait_for_function(FITS_WIDTH)
        assert not raw.exists()
        page.get_by_role("button", name="Publish").click()
        page.get_by_text("Published: 1 file added.").wait_for(timeout=120_000)
        assert settled(page).inner_text("h1") == "Which numbers can I not trust?"
        assert "made-up" not in page.inner_text(".st-key-scope")
        page.wait_for_function(FITS_WIDTH)
        assert [path.name for path in raw.rglob("*.*")] == ["export.zip"]
        page.close()
