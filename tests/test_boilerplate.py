"""Lines that a site puts around a text are chrome; sentences that begin like them are none."""

from __future__ import annotations

import pytest

from timeline.decode.boilerplate import BOILERPLATE
from timeline.decode.plain import document

CHROME = """\
An official website of the Orle government
Here's how you know
Official websites use .example
A .example website belongs to an official government organization.
Secure .example websites use HTTPS
Share sensitive information only on official, secure websites.
Skip to main content
You are viewing: Information released online from January 20, 2001 to January 20, 2009.
Information released online prior to May 2019
This page has been archived and is no longer updated.
NOTE: Content in this archive site is NOT UPDATED.
We use cookies to count the visits of 2020.
Accept all cookies
Please enable JavaScript to view the 12 comments.
Last updated: May 3, 2021
Page last reviewed: 3 May 2021
Posted on Monday, May 3, 2021 at 10:30 AM
Updated 2021-05-03
5 min read
Reading time: 12 minutes
12 Comments
No responses to Orle and its Port
Posted by admin
Filed under: Travel
Leave a Reply
Required fields are marked *
Name *
Copyright 2020 Tarn Press
© 2019-2021 Tarn Press
All rights reserved.
Powered by Inkwell 5.2
Home
Menu
Search this site
Back to top
Next article
Read more
Privacy Policy
Terms of Use
Site map
Contact Us
Sign up for updates
Follow us on social media
Share on Facebook
Print this page
Download PDF
Photo credit: Ada Reed, 2019
Page 3 of 12
- 3 -
https://www.orle.example/ports/2019
press@orle.example
Home | About Us | Contact
Home > Ports > Orle
Ports | Mills | Ferries | Press""".splitlines()

TEXT = """\
An official of the port met the mayor in 2019.
Share prices rose to 12 dollars in 2019.
Print runs fell by 12 percent.
Home to 300 people, the hamlet is old.
Home prices rose by 12 percent in 2019.
Search teams found 12 boats.
Page numbers were printed from 1901 on.
Next year 12 ships will sail.
Read more than 12 books a year, he said.
Help came from 12 towns.
Contact with the ship was lost on 3 May 2019.
Copyright law was changed in 2019, and 12 presses closed.
All rights of way were sold in 1901.
Name changes cost $12 million.
Posted workers numbered 1,200 in 2019.
Updated plans of May 2019 name 12 piers.
Last year 12 ships sank.
Photo archives hold 1,200 prints.
Register tonnage reached 1,200 tons in 2019.
Menu prices rose by 12 percent.
Information released by the ministry on 3 May 2019 names 12 ports.
This page of history closed in 1901.
The port and the mill share 12 piers | none more.
12 comments were read out in court.
Signs of 12 ships were found in 1901.
Terms of trade fell by 12 percent.
Follow-up talks were held in May 2019.
Please pay 12 dollars by May 2021.
Archived letters of 1901 fill 12 boxes.""".splitlines()


def kinds(line: str) -> set[str]:
    """Return the kinds of the passages of a line between two others."""
    passages = document(f"The port is open.\n\n{line}\n\nThe mill is shut.").passages
    return {each.kind for each in passages[1:-1]}


@pytest.mark.parametrize("line", CHROME)
def test_what_a_site_puts_around_a_text_is_chrome(line: str) -> None:
    assert kinds(line) == {BOILERPLATE}


@pytest.mark.parametrize("line", TEXT)
def test_a_sentence_that_begins_like_chrome_is_none(line: str) -> None:
    assert BOILERPLATE not in kinds(line)


def test_links_below_their_heading_are_chrome_to_the_next_heading_or_sentence() -> None:
    text = "Orle\n\nThe port is open.\n\n# Recent posts\n\n- Tarn in 1901\n- Mills of May 2019\n\n"
    passages = document(text + "# Trade\n\nThe mill is shut.").passages
    assert [each.kind for each in passages] == [
        "heading", "sentence", BOILERPLATE, BOILERPLATE, BOILERPLATE, "heading", "sentence",
    ]  # fmt: skip
