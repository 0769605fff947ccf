"""The forms of verbs that make events: what each can be, by closed lists.

A form plays one role: an auxiliary, a finite verb, one that states a level, one that does so where
an amount follows, one in the present. What ends in -ed is a verb without a list.
"""

from __future__ import annotations

from typing import Final

BE_PAST, BE_PRESENT, HAVE, WILL, PLANS, TO, FINITE, LEVEL, MAYBE_LEVEL, NOW = range(10)
SCHEDULED: Final = frozenset("scheduled planned slated expected due set about going".split())
LISTS: Final = {
    BE_PAST: "was were",
    BE_PRESENT: "is are",
    HAVE: "has have had",
    WILL: "will shall",
    PLANS: "plan plans intend intends",
    TO: "to",
    FINITE: """met held began took became came went left won lost made gave sent brought built sought
        struck shot withdrew swore broke cut sat led drew spent chose flew fought put set wrote rewrote laid sold
        bought shut hit split undertook overthrew beat sank ran fled rose-up signed arose stole threw
        drove rode spoke taught caught felt kept knew saw oversaw rebuilt underwent foresaw withheld
        upheld forbade dealt dug fed forgave froze hid hurt lent lit meant misled overcame paid quit rang sang
        slept spread stuck sued swept tore understood withstood wore forgot hung swam sped bound clung slid
        spun strove became-of awoke bore overran outlived overrode""",
    LEVEL: """reach reached reaches reaching total totaled totalled totals totaling totalling stood
        stands standing remain remained remains remaining account accounted accounts accounting support
        supported supports represent represented represents amount amounted amounts average averaged
        averages averaging exceed exceeded exceeds number numbered numbers fell rose grew declined
        increased decreased dropped climbed jumped shrank doubled tripled trebled quadrupled halved cost
        costs measured ranked estimated consumed contained comprised constituted valued worth spanned
        contracted expanded widened narrowed slipped edged peaked eased dipped soared surged slumped
        plunged plummeted rebounded improved worsened deteriorated weakened slowed accelerated
        moderated stabilised stabilized fluctuated dwindled projected forecast depended consisted belonged subtracted
        detracted depreciated appreciated outpaced lagged""",
    MAYBE_LEVEL: """reported documented found recorded registered received exported imported produced
        earned generated said told noted hosted attended recovered treated assisted""",
    NOW: """meet meets convene convenes hold holds begin begins start starts end ends open opens close
        closes take takes expire expires enter enters return returns co-chair co-chairs host hosts
        require requires review reviews visit visits elect elects celebrate celebrates apply applies
        run runs become becomes lapse lapses cease ceases come comes""",
}  # fmt: skip
ROLES: Final = {word: role for role, words in LISTS.items() for word in words.split()}
MEASURED: Final = frozenset(
    """estimated projected forecast valued measured put averaged reach total stand remain account
    represent amount average exceed number fall rise grow decline increase decrease drop climb jump
    shrink double triple treble cost contract expand widen narrow slip edge peak ease dip soar surge
    slump plunge plummet rebound recover improve worsen deteriorate weaken slow accelerate moderate
    fallen risen grown shrunk reached totalled totaled stood remained accounted represented amounted
    exceeded numbered declined increased decreased dropped climbed jumped doubled tripled trebled
    contracted slipped edged peaked eased dipped soared surged slumped plunged plummeted rebounded
    recovered improved worsened deteriorated slowed accelerated moderated averaging rising depreciate appreciate depreciated appreciated subtracted detracted outpaced lagged
    strengthened weakened""".split()
)
"""Main verbs behind an auxiliary that state a level or a change: "has fallen", "is projected at"."""
MEASURED_OF: Final = frozenset("estimated projected forecast valued measured put averaged".split())
"""Those of them that state a level in the passive: "was put at"; "was reached" tells what was done."""
TRANSITIVE: Final = frozenset("widened narrowed expanded improved".split())
"""Those of them that happen where somebody does them: "the road was widened"."""
NO: Final = frozenset("not never nor cannot neither".split())
LIGHT: Final = frozenset(
    (("take", "effect"), ("takes", "effect"), ("take", "place"), ("takes", "place"),
     ("become", "effective"), ("becomes", "effective"), ("become", "law"), ("becomes", "law"),
     ("become", "available"), ("becomes", "available"), ("become", "mandatory"),
     ("becomes", "mandatory"), ("become", "compulsory"), ("becomes", "compulsory"),
     ("come", "into"), ("comes", "into"), ("took", "place"), ("took", "effect"), ("came", "into"))
)  # fmt: skip
"""Verbs in the present that say nothing without the word behind them."""
DUTIES: Final = frozenset("must shall should".split())
BASES: Final = frozenset(
    """be open close start begin end finish complete resume expire lapse enter come take leave return
    meet vote sign publish release report announce launch hold host visit run stand join adopt ratify
    submit present issue review decide receive deliver deploy move merge retire step appear testify
    face hear become replace build cease stop go make give pay vacate arrive depart travel attend
    convene reconvene conclude commence operate introduce implement transfer sell buy acquire elect""".split()
)
"""Verbs, bare, that what is due can do: not "due to weather", "due to demand"."""
PARTICIPLES: Final = frozenset(
    """met rebuilt paid swept stuck understood overcome held begun taken become come gone left won lost made given sent brought built sought struck
    shot withdrawn sworn broken led drawn found spent chosen flown fought put set written laid sold
    bought shut hit split undertaken overthrown beaten sunk known seen cut run told taught caught kept
    said driven spoken stolen thrown risen fallen grown shown torn worn born hidden forgotten""".split()
)
NOT_VERBS: Final = frozenset(
    """united need indeed hundred sacred naked wicked so-called limited combined related used based
    unprecedented skilled advanced untreated armed detailed mixed
    indigenous-led displaced unaccompanied unchanged speed seed feed
    breed red bed shed proceed exceed succeed""".split()
)
STATES: Final = frozenset("based located known used composed made".split())
UNFULFILLED: Final = frozenset("due was were supposed meant".split())
"""Before "to have been": what was planned and did not come about."""
COUNTS: Final = frozenset(
    """more about nearly almost approximately roughly over around some two three four five six seven
    eight nine ten dozens hundreds thousands millions fewer less""".split()
)
DENYING: Final = frozenset("denied rejected dismissed refuted disputed".split())
"""Verbs that deny what a claim says."""
DENYING_BARE: Final = frozenset("denied disputed refuted".split())
"""Those of them that need no claim: "denied that"."""
CLAIMS: Final = frozenset(
    "claim claims report reports allegation allegations accusation accusations rumour rumours".split()
)
