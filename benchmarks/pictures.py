"""README's pictures, of the sample's last run: `make pictures`.

The first screen on a phone, light and dark, at two device pixels a pixel; on a desk; the page of a notebook. A
palette of 128 colours keeps each under 150 KB. The same page, Chromium and fonts give the same bytes.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.conftest import CHROMIUM_FLAGS, find_chromium

ROOT = Path(__file__).parents[1]
LIMIT = 150_000
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "device_scale_factor": 1}
PICTURES = (
    ("plan-phone-light", "plan.html", PHONE | {"color_scheme": "light"}),
    ("plan-phone-dark", "plan.html", PHONE | {"color_scheme": "dark"}),
    ("plan-desk", "plan.html", DESK | {"color_scheme": "light"}),
    ("notebook-desk", "notebooks/02_goals.html", DESK | {"color_scheme": "light"}),
)


def main() -> None:
    """Write docs/*.png."""
    latest = ROOT / "data" / "sample" / "runs" / "latest"
    with sync_playwright() as playwright:
        chromium = find_chromium()
        browser = playwright.chromium.launch(executable_path=str(chromium) if chromium else None, args=CHROMIUM_FLAGS)
        for name, file, options in PICTURES:
            context = browser.new_context(**options)
            page = context.new_page()
            page.goto((latest / file).resolve().as_uri(), wait_until="load")
            shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            context.close()
            buffer = io.BytesIO()
            shot.quantize(128, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
            size = len(buffer.getvalue())
            if size > LIMIT:
                raise SystemExit(f"docs/{name}.png would have {size:,} bytes, more than {LIMIT:,}")
            (ROOT / "docs" / f"{name}.png").write_bytes(buffer.getvalue())
            print(f"docs/{name}.png {size:,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
