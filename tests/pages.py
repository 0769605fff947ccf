"""Pages that the tests read: an article of our own inside the chrome of made-up sites."""

from __future__ import annotations

import hashlib

from timeline.decode import decode
from timeline.model import Capture, Document

ARTICLE = """
<h1>Trade with Ruritania</h1>
<p>Ruritania is a <b>federal</b> republic.&nbsp;In 2022, trade in goods came to
   <a href="/trade">$63 billion</a>, up from $55 billion in 2021.</p>
<h2>Agreements</h2>
<ul>
  <li>The treaty entered into force on July 1, 2020.</li>
  <li>The next council meets in May 2024.
    <ul><li>It will be held in Strelsau.</li></ul>
  </li>
</ul>
<h2>People</h2>
<p>About 5 million people lived there in 2020.</p>
"""
TEXT = """\
Trade with Ruritania

Ruritania is a federal republic.\u00a0In 2022, trade in goods came to $63 billion, up from \
$55 billion in 2021.

Agreements

The treaty entered into force on July 1, 2020.

The next council meets in May 2024.

It will be held in Strelsau.

People

About 5 million people lived there in 2020."""

MENU = "".join(f'<li><a href="/{n}">{n}</a></li>' for n in ("News", "Reports", "Countries"))

GOVERNMENT = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Trade with Ruritania - Ministry</title>
<style>p {{ margin: 0 }}</style><script>document.write("<p>written</p>")</script></head>
<body class="home tags">
<a class="skip-link" href="#main">Skip to main content</a>
<div class="usa-banner"><p>An official website of the Ruritanian government</p></div>
<header id="masthead"><p class="logo">Ministry of Trade</p><nav><ul>{MENU}</ul></nav></header>
<div role="search"><form><label>Search</label><input name="q"><button>Go</button></form></div>
<main id="main">
<div id="breadcrumbs"><a href="/">Home</a> &gt; <a href="/r">Reports</a> &gt; Ruritania</div>
<article>
<div class="entry-meta">By the press office |
<time datetime="2023-02-01">February 1, 2023</time></div>
{ARTICLE}
<div class="share-bar"><a href="#">Facebook</a> <a href="#">Print</a></div>
</article>
<aside class="related"><h3>Related articles</h3><ul>{MENU}</ul></aside>
<section id="comments"><h3>3 comments</h3><p>Ann: I was there in 1999. It cost $5 million.</p>
<form><textarea>Your comment</textarea></form></section>
</main>
<footer><p>Ministry of Trade, 12 Castle Street. Founded in 1950.</p><ul>{MENU}</ul></footer>
<div class="cookie-banner" role="dialog"><p>We use cookies. They are kept for 90 days.</p></div>
</body></html>"""

BLOG = f"""<html><head><title>An archive of fact sheets</title>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>
<body><div id="wrapper">
<div id="header"><a href="/">An archive of fact sheets</a></div>
<div class="menu"><ul>{MENU}</ul></div>
<table><tr><td><ul>{MENU}</ul></td><td>
<div class="post">{ARTICLE}</div>
</td></tr></table>
<div id="sidebar"><h3>About</h3><p>We collect fact sheets since 2009.</p></div>
<div id="footer">Powered by 3 hamsters. Last updated in 2021.</div>
</div></body></html>"""

BARE = f"<html><body>{ARTICLE}</body></html>"


def capture(page: str | bytes, media: str = "text/html") -> Capture:
    """Return a page as it would be read from a file."""
    data = page if isinstance(page, bytes) else page.encode()
    return Capture(
        data=data, sha256=hashlib.sha256(data).hexdigest(), origin="page.html", media=media
    )


def read(page: str | bytes, media: str = "text/html") -> Document:
    """Return the document of a page."""
    return decode(capture(page, media))
