"""The few pages that stand outside: signed out, nobody, not at present. Words only."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>On Their Ground</title>
<style>
:root {{ color-scheme: light dark; --ink: #1B2530; --ground: #F5F7FA; --card: #FFFFFF;
  --line: #E1E6EC; --link: #1F5AA6 }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #E6EBF2; --ground: #0F1620; --card: #182230;
  --line: #2A3646; --link: #3F7BD0 }} }}
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif }}
main {{ background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 2.5rem; max-width: 26rem; margin: 1rem }}
p.name {{ margin: 0 0 1.5rem; font-weight: 650; color: var(--link) }}
h1 {{ font-size: 1.4rem; margin: 0 0 .5rem }}
a {{ display: inline-block; margin-top: 1rem; padding: .6rem 1.2rem; border-radius: 8px;
  background: #1F5AA6; color: #FFFFFF; text-decoration: none }}
</style></head>
<body><main><p class="name">On Their Ground</p><h1>{title}</h1><p>{said}</p>{way}</main></body>
</html>"""


def page(title: str, said: str, status: int = 200, way: str = "", way_to: str = "") -> HTMLResponse:
    """A page of one sentence.

    Args:
        way, way_to: a link's words and address.
    """
    link = f'<a href="{escape(way_to)}">{escape(way)}</a>' if way else ""
    text = _PAGE.format(title=escape(title), said=escape(said), way=link)
    return HTMLResponse(text, status)
