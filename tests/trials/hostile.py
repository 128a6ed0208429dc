"""Texts that are something else to somebody who reads them carelessly: a terminal, a browser, a word processor."""

from __future__ import annotations

HOSTILE = (
    "[/b]",
    "[bold red]groot[/bold red]",
    "[link=javascript:alert(1)]klik[/link]",
    "50$ en 60% van 70$",
    "van $100 naar $200",
    r"\frac{1}{2} $\frac{",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "]]></svg><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "&lt;b&gt; &amp; &#0;",
    "[l](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "# Kop",
    "- punt",
    "1. een",
    "> citaat",
    "---",
    "*nadruk* **vet** _schuin_ `code` ~~weg~~",
    "a | b | c",
    "{{ 7 * 7 }} {% raw %}",
    "%s %d %(x)s {0} {x}",
    "C:\\pad\\naar\\n",
    "'; DROP TABLE x; --",
    "\u200b\u2028onzichtbaar\u2029",
    "\U0001f3e0 huis e\u0301",
    "Wat er gebeurt als de instroom halveert en de wet toch blijft " * 8,
)
"""What a label may say: it is text."""

UNPRINTABLE = (
    "\x00",
    "\x07",
    "\x1b[31mrood\x1b[0m",
    "\x0b",
    "\x7f",
    "\x85",
    "\u202eomgekeerd",
    "\ufffe",
    "\uffff",
    "\U0001ffff",
    "\ud800",
)
"""What no label may hold: files refuse it, and every output replaces it where a model of one's own has it."""
