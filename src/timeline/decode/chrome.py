"""What of a page is its document, and what a site has put around it.

The document is what `<main>`, an `<article>` or an element named after content holds; else the
innermost element beside which no prose stands. Within it, what is certainly chrome by its tag, its
role or by being hidden is left out; what is chrome by its name, only where it is short or made of
links. In doubt an element stays: what is left out is never read, what stays is still judged by its
words (`rules.boilerplate`).
"""

from __future__ import annotations

import re
from typing import Final

from timeline.decode import datelines, item_times
from timeline.decode.elements import BLOCKS, Element

_ROLES: Final = frozenset(
    "navigation search banner contentinfo dialog alertdialog menu menubar toolbar".split()
)
_TAGS: Final = frozenset({"nav"})
_UNSEEN: Final = re.compile(
    r"display\s?:\s?none|visibility\s?:\s?hidden|mso-hide\s?:\s?all|mso-element\s?:\s?comment-list",
    re.IGNORECASE,
)
"""Styles of what is not shown; the last are Word's, of hidden text and of remarks in the margin."""

_STRUCK_TAGS: Final = frozenset({"del", "s", "strike"})
_STRUCK: Final = re.compile(r"text-decoration(?:-line)?\s?:[^;]{0,40}line-through")


def _named(words: str) -> re.Pattern[str]:
    """Return a pattern for classes and ids that hold one of these words as a part of theirs."""
    names = "|".join(words.split())
    return re.compile(rf"(?:^|[\s_-])(?:{names})(?=$|[\s_-])")


_FOR_READERS_ALOUD: Final = _named(
    "sr-only visually-?hidden screen-reader(?:-text)? visuallyhidden element-invisible offscreen "
    "msocomanchor msocommentreference"
)
_STRUCK_CLASSES: Final = frozenset(
    "strike strikethrough strike-through struck struck-out struck-through line-through deleted "
    "text-strike text-strikethrough text-line-through text-decoration-line-through".split()
)
"""Whole classes: "struck-off" and "deleted-scenes" name what a passage is about."""
_CHROME: Final = _named(
    "nav navbar navigation subnav sidenav mininav menu submenu breadcrumbs? cookies? consent gdpr "
    "cookie-?banner sidebar side side-?bar footer site-footer masthead site-header skip-?link "
    "comments? comments-area comment-list respond disqus modal popup lightbox overlay pager "
    "pagination adverts? advertisement ads addtoany share-?bar sharedaddy newsletter subscribe "
    "sign-?up login social-?(?:links|media|share|icons?) searchform usa-banner back-?to-?top "
    "language-?switcher edit-?section cite-backlink footnote-back(?:link|ref)? slogan tagline"
)
"""Names of what is chrome as a whole, unless it holds half of the page or its title."""
_ADDED: Final = _named(
    "comments? comments-area comment-list respond disqus cookies? consent gdpr cookie-?banner "
    "modal popup lightbox overlay login sign-?up usa-banner breadcrumbs? pager "
    "pagination skip-?link"
)
"""Names of what is none of the document, whatever it says."""
_OF_TEXT: Final = frozenset("p td th dd dt".split())
_PERHAPS: Final = _named(
    "share sharing social related recommended recirculation popular trending tags "
    "tag-?cloud tag-?list pills widgets? promo sponsors? toc table-of-contents search meta "
    "download print no-?print tools utility banner ticker author-?bio categories links"
)
"""Names of what is chrome where it is short or made of links."""
_HEADER_IDS: Final = frozenset("header banner top-header header-wrapper page-top".split())
_OF_SITE: Final = _named("header logo branding site-name site-title site-branding")
"""Names of what is chrome where it is a link: the same name a section's head."""
_BYLINE: Final = _named(
    "byline dateline posted-?on pub-?date publish(?:ed)?-?(?:date|on) entry-meta(?:data)? "
    "post-meta(?:data)? article-meta(?:data)? entry-date post-date article-date "
    "date-display-single last-?(?:updated|modified)"
)
"""Names of the line that says who wrote when: it is read for its date, and is no text."""
_CONTENT: Final = _named(
    "main-?content content-?main page-?content post-?content entry-?content article-?content "
    "article-?body story-?body post-?body content maincontent bodytext body-?text"
)
_UNNAMED: Final = frozenset("body main article h1 h2 h3 h4 h5 h6".split())
"""What is never chrome by its name: headings have the names of places in a menu."""
_HEADING: Final = re.compile("h[1-6]")
_SHORT: Final = 150
_SAYS: Final = re.compile(r"[a-z)\d][.!?][\"'”’)]?\s*$")
"""How a sentence ends."""
_SAYS_NUMBER: Final = re.compile(r"\d[^\n]{0,1000}?[a-z)\d][.!?](?=[\"'”’)]?(?:\s|$))")
"""How one ends that holds a number."""
_FEW: Final = 3
"""More words make a sentence."""
_DAY_LENGTH: Final = 40
_BYLINE_LENGTH: Final = 200
_MENU: Final = 3
"""From so many links on, what holds nothing else is a menu."""
_LABELLED_BY_LINK: Final = 40
"""A link of a menu has fewer characters, on average."""
_CONTAINERS: Final = frozenset("div section center td table tbody tr form font span".split())


def main_of(root: Element) -> tuple[Element, bool]:
    """Return the element that holds the document, and whether the page itself marks it so."""
    prose = _prose(root)
    marked = [
        element
        for element in root.elements()
        if (element.tag == "main" or element.get("role").lower() == "main")
        and not is_hidden(element)
    ]
    articles = [e for e in root.elements() if e.tag == "article" and not within(e, "article")]
    named = [
        element
        for element in root.elements()
        if element.tag in _CONTAINERS and _CONTENT.search(_names(element))
    ]
    for candidates, least in ((marked, 0.3), (articles, 0.5), (named, 0.7)):
        largest = max(candidates, key=_prose, default=None)
        if largest is None:
            continue
        together = [
            each for each in candidates if each is largest or _is_beside(each, largest, root)
        ]
        if candidates is not named and len(together) > 1:
            if sum(map(_prose, together)) >= least * prose:
                return _around(together), False
        elif _prose(largest) >= least * prose and _holds_title(largest, root):
            return largest, True
    return _densest(root), False


def _is_beside(element: Element, largest: Element, root: Element) -> bool:
    """Tell whether an element is a part of the document as well as the largest one.

    One that is short against it or headed by a link is a teaser, one within it no other.
    """
    if within(element, "aside", "nav", "footer") or _is_in(element, largest):
        return False
    if 4 * _prose(element) < _prose(largest) and element.links:
        return False
    heading = next((e for e in element.elements() if _HEADING.fullmatch(e.tag)), None)
    linked = heading is not None and (heading.linked > 0 or within(heading, "a"))
    return element.chars > 0 and not linked and not left_out(element, root.chars, marked=True)


def _around(elements: list[Element]) -> Element:
    """Return the innermost element that all of these stand in."""
    chains = [_chain(each) for each in elements]
    return [above for above in chains[0] if all(above in chain for chain in chains)][-1]


def _chain(element: Element) -> dict[Element, None]:
    """Return the elements around an element, outermost first."""
    chain = []
    above = element.parent
    while above is not None:
        chain.append(above)
        above = above.parent
    return dict.fromkeys(reversed(chain))


def _holds_title(element: Element, root: Element) -> bool:
    """Tell whether no `<h1>` is left outside, but one of the site's own header."""
    if element.tag == "main" or element.get("role").lower() == "main":
        return True
    outside = [
        e for e in root.elements()
        if e.tag == "h1" and not _is_in(e, element) and not within(e, "header", "nav")
    ]  # fmt: skip
    return not outside or element.titles > 0


def _densest(root: Element) -> Element:
    """Walk down while one child holds all the prose, and beside it there is only chrome."""
    element = root
    while True:
        children = [item for item in element.content if isinstance(item, Element) and item.chars]
        if any(isinstance(item, str) and item.strip() for item in element.content) or not children:
            return element
        largest = max(children, key=_prose)
        beside = [child for child in children if child is not largest]
        if largest.tag not in _CONTAINERS | {"body", "article", "main"} or any(
            not (left_out(child, root.chars, marked=False) or _is_menu(child)) for child in beside
        ):
            return element
        element = largest


def _prose(element: Element) -> int:
    return element.chars - element.linked


def within(element: Element, *tags: str) -> bool:
    above = element.parent
    while above is not None:
        if above.tag in tags:
            return True
        above = above.parent
    return False


def _is_in(element: Element, outer: Element) -> bool:
    above: Element | None = element
    while above is not None and above is not outer:
        above = above.parent
    return above is not None


# ---------------------------------------------------------------- what is left out


def is_hidden(element: Element) -> bool:
    """Tell whether an element is not shown: to nobody, or to readers of a screen."""
    attributes = element.attributes
    if not attributes:
        return element.tag == "dialog"
    if element.opened:
        return False
    if "hidden" in attributes and element.get("hidden").lower() != "until-found":
        return True
    return (
        element.get("aria-hidden").lower() == "true"
        or (element.tag == "dialog" and "open" not in attributes)
        or ("style" in attributes and _UNSEEN.search(element.get("style")) is not None)
        or ("class" in attributes and _FOR_READERS_ALOUD.search(_names(element)) is not None)
    )


def is_struck(element: Element, whole: int) -> bool:
    """Tell whether an element is struck out, which takes it back, and is not half of the page."""
    if element.tag not in _STRUCK_TAGS and not (
        element.attributes
        and (
            _STRUCK.search(element.get("style").lower()) is not None
            or not _STRUCK_CLASSES.isdisjoint(element.get("class").lower().split())
        )
    ):
        return False
    return 2 * element.chars <= whole


def is_code(pre: Element, whole: int) -> bool:
    """Tell whether a `<pre>` holds nothing but a `<code>`, and is not half of the page."""
    inner = [item for item in pre.content if isinstance(item, Element) and item.chars]
    return (
        len(inner) == 1
        and inner[0].tag == "code"
        and inner[0].chars == pre.chars
        and 2 * pre.chars <= whole
    )


def left_out(element: Element, whole: int, *, marked: bool) -> bool:
    """Tell whether an element is chrome; `whole` is the number of characters of the page.

    `marked` says that the page itself marks what is its document, and the element stands in that.
    """
    if is_hidden(element):
        return True
    tag = element.tag
    if tag in _TAGS or (element.attributes and element.get("role").lower() in _ROLES):
        return not _is_most(element, whole)
    if tag == "menu":
        return element.chars > 0 and not (_says(element) and _is_in_article(element))
    if tag in ("header", "footer", "aside", "form"):
        return _is_chrome_by_tag(element, whole, marked=marked)
    if tag == "time":
        return item_times.is_of_page(element)
    if not marked and element.get("id").lower() in _HEADER_IDS and not _has_title(element):
        return not _is_most(element, whole)
    if element.attributes and tag not in _UNNAMED and _is_named(element, whole):
        return True
    return element.links >= _MENU and _is_menu(element) and (not marked or _leadswithin(element))


def _is_most(element: Element, whole: int) -> bool:
    """Tell whether an element holds half of the page, which cannot be its chrome."""
    return _prose(element) > 0.5 * whole


def _is_chrome_by_tag(element: Element, whole: int, *, marked: bool) -> bool:
    if _is_most(element, whole) or _has_title(element):
        return False
    if element.tag == "form":
        return True
    inside = marked or within(element, "article", "main", "blockquote")
    if inside and element.tag != "aside":
        return _is_named(element, whole)
    return not inside or element.linked > 0.3 * element.chars or _is_named(element, whole)


def _has_title(element: Element) -> bool:
    return element.titles > 0


def _is_named(element: Element, whole: int) -> bool:
    names = _names(element)
    if not names:
        return False
    if _BYLINE.search(names) and element.chars < _BYLINE_LENGTH:
        dates_item = _has_day(element) and item_times.dates_item(element)
        return not _has_title(element) and _is_dateline(element) and not dates_item
    if _CHROME.search(names):
        return not (_is_most(element, whole) or _has_title(element) or _is_said(element, names))
    if element.linked > 0.5 * element.chars and _OF_SITE.search(names):
        return not _has_title(element)
    if _has_title(element):
        return False
    linked = element.linked > 0.5 * element.chars
    if linked and _OF_SITE.search(names):
        return True
    if not _PERHAPS.search(names):
        return False
    few = element.chars < _SHORT and element.tag not in ("li", "td", "th", "p", "dd", "dt")
    return linked or (few and not _SAYS.search(element.text()))


def _has_day(element: Element) -> bool:
    """Tell whether an element holds a day and little more."""
    text = plain_of(element)
    return len(text) <= _DAY_LENGTH and next(datelines.dates_of(text), None) is not None


def _is_dateline(element: Element) -> bool:
    """Tell whether what is named as a dateline holds no more than one."""
    return any(datelines.says_no_more(text) for text in (plain_of(element), parted(element)))


def plain_of(element: Element) -> str:
    return " ".join(element.text().split())


def parted(element: Element) -> str:
    """Return the text of an element with bars between what its elements hold."""
    texts = [" ".join(text.split()) for text in element.texts()]
    return " | ".join(text for text in texts if text)


def _is_said(element: Element, names: str) -> bool:
    """Tell whether an element says something, whatever the name of it is.

    That is a paragraph or a cell with a sentence, and in an article what holds a sentence with a
    number, unless it is named after what readers or the site add.
    """
    if element.tag in _OF_TEXT or (element.tag == "li" and not _ADDED.search(names)):
        return _SAYS.search(element.text()) is not None and len(element.text().split()) > _FEW
    return _is_in_article(element) and not _ADDED.search(names) and _says(element)


def _is_in_article(element: Element) -> bool:
    return within(element, "article", "main")


def _says(element: Element) -> bool:
    """Tell whether a block within an element, or itself, is a sentence with a number."""
    if 2 * element.linked > element.chars:
        return False
    return any(
        not any(isinstance(item, Element) and item.tag in BLOCKS for item in each.content)
        and 2 * each.linked <= each.chars
        and _SAYS_NUMBER.search(text := " ".join(each.text().split())) is not None
        and len(text.split()) > _FEW
        for each in (element, *element.elements())
        if each.chars and (each is element or each.tag in BLOCKS)
    )


def is_byline(element: Element) -> bool:
    """Tell whether an element is named as the line that says who wrote when."""
    return bool(element.attributes) and _BYLINE.search(_names(element)) is not None


def _names(element: Element) -> str:
    return f"{element.get('class')} {element.get('id')} {element.get('aria-label')}".strip().lower()


def _is_menu(element: Element) -> bool:
    """Tell whether an element holds short links and nothing to speak of beside them."""
    return (
        element.chars > 0
        and element.linked >= 0.9 * element.chars
        and element.linked < _LABELLED_BY_LINK * max(element.links, 1)
        and element.links >= _MENU
    )


def _leadswithin(element: Element) -> bool:
    """Tell whether all links lead to places of the same page: a table of contents."""
    return element.inner == element.links
