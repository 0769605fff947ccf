"""The classes of words that naming a measure turns on, one place each; data, no rule.

Verbs and nouns stand in their plain form ("rise" for rises, rose and risen).
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CHANGE_VERBS: Final = _words(
    """increase decrease rise fall drop decline grow shrink climb jump slip edge widen narrow ease slow
    gain lose double triple contract expand recover surge plunge dip strengthen weaken improve worsen
    cut raise lower reduce advance tumble soar swell rebound slide sink deteriorate moderate accelerate
    pick tick creep depreciate appreciate change"""
)
CHANGERS: Final = _words("raise cut lower reduce increase")
"""Verbs of change whose object is what changes: "cut its staff by 12"."""
RESULTS: Final = _words("gain loss cut")
"""Nouns of change that are money of their own too: "a net loss of $3 million"."""
CHANGE_NOUNS: Final = _words(
    """increase decrease rise fall drop decline growth reduction gain loss widening narrowing change
    contraction expansion improvement deterioration jump surge upturn downturn slowdown acceleration
    cut fluctuation rebound recovery uptick"""
)
LEVEL_VERBS: Final = _words(
    """be total reach exceed stand amount remain average number hit account represent comprise
    constitute make equal peak run measure come range vary weigh contain include estimate put project
    forecast expect value become cost last span"""
)
SHARE_VERBS: Final = _words("account represent comprise constitute make form equal equate")
POSSESSING_VERBS: Final = _words(
    """have maintain operate own include comprise contain possess keep feature host hold employ consist
    cover"""
)
SEEING_VERBS: Final = _words("see record experience show register post have suffer enjoy")
"""Verbs whose subject is whose a change is: "shops saw a fall of 2% in sales"."""
SAYING_VERBS: Final = _words(
    """report estimate say state announce note claim find observe indicate show suggest record register
    document count list allege"""
)
"""Verbs whose subject is the source of a figure, no part of what it measures."""
INTRANSITIVE_VERBS: Final = _words(
    "die occur arrive live happen exist flee escape drown return emigrate vanish disappear work go come"
)
"""Verbs without an object, whose past form says what somebody did: "reported 30 people died"."""
SPENDING_VERBS: Final = {
    "invest": "investment", "award": "awards", "appropriate": "appropriations", "provide": "funding",
    "contribute": "contributions", "allocate": "allocations", "pledge": "pledges",
    "commit": "commitment", "spend": "spending", "donate": "donations", "give": "funding",
    "fund": "funding", "grant": "grants", "disburse": "disbursements", "lend": "loans",
    "approve": "approved funding", "earmark": "allocations", "budget": "budget", "pay": "payments",
    "raise": "funds raised", "earn": "earnings", "receive": "receipts", "borrow": "borrowing",
    "collect": "collections", "save": "savings", "include": "funding",
}  # fmt: skip
"""Verbs that give or take money, and what their money is called."""
FORMS_OF_MONEY: Final = _words(
    "grants loans aid assistance funding support credits subsidies donations"
)
HOLLOW_NOUNS: Final = _words(
    """estimate figure total level low high peak average value amount record range maximum minimum
    number rate proportion percentage share count sum trough half majority minority quarter third goal
    target"""
)
"""Nouns that say of an amount no more than that it is one."""
MEASURE_NOUNS: Final = _words(
    """rate proportion share percentage number level index ratio average median mean expenditure
    spending output value deficit surplus balance price income debt total population stock density
    prevalence incidence"""
)
TIME_NOUNS: Final = _words(
    """year quarter month week period day decade time century january february march april may june
    july august september october november december season half weekend term"""
)
UNIT_WORDS: Final = _words(
    """% percent cent percentage point points million billion trillion thousand hundred hundreds thousands millions billions dozens dozen tens scores basis bn m
    tonnes tonne £ $ € ¥ dollars pounds euros pesos euro pound dollar - –"""
)
"""Words that belong to a number: its scale, its sign, its unit."""
PEOPLE: Final = _words(
    """old people person adult man woman child user worker employee pupil student resident refugee
    patient household family migrant male female individual citizen teacher nurse doctor parent
    inhabitant voter applicant claimant pensioner graduate boy girl infant baby youth prisoner olds
    population member visitor driver"""
)
PRONOUNS: Final = _words("this it these they those that which he she we there")
SUBORDINATORS: Final = _words(
    """while whereas although though because if when since unless whilst where as after before until
    whether"""
)
CLAUSE_LEADS: Final = _words(
    "while whereas whilst although though because if unless when where whether"
)
"""Subordinators that no noun phrase alone follows."""
HEDGES: Final = _words(
    """already again too ago therefore then yet even sharply steadily rapidly markedly significantly
    substantially considerably modestly marginally strongly broadly largely mainly mostly particularly
    especially previously recently subsequently consequently about around approximately roughly nearly
    almost over some just only up more less fewer than least most under above below estimated an at also
    further additional another slightly still respectively currently now however overall
    provisionally"""
)
DETERMINERS: Final = _words(
    "the a an this that these those each its their his her our some all any both such every another"
)
ARTICLES: Final = _words("the a an this that these those its their his her our")
PREPOSITIONS: Final = _words(
    """in of at by for from with between among amongst during since within across per into towards
    toward under over after before until against through throughout despite without compared following
    according including excluding regarding concerning than"""
)
"""Words that are prepositions whatever the tagger says of them."""
COMPARISON_LEADS: Final = _words("compared following followed")
COMPARATIVES: Final = _words(
    """higher lower more less fewer greater larger smaller above below up down longer shorter older
    younger better worse"""
)
NOUNS_IN_ING: Final = _words(
    """spending borrowing lending funding housing manufacturing mining building training saving
    shipping trading advertising processing farming fishing banking smoking drinking
    engineering planning nursing publishing financing"""
)
TRAILING_ADVERBS: Final = _words(
    "worldwide nationwide online abroad overseas alone elsewhere together globally nationally"
)
NOUNS_THAT_STATE: Final = _words(
    """accounts results amounts stands totals rises falls grows ranges comes increases decreases account
    amount"""
)
"""Forms that are verbs where "for", "from", "to" or "by" follows: "fuel accounts for"."""
LEADING_NOUNS: Final = _words(
    """term addition contrast total comparison line response fact general particular price case part
    result account respect order spite turn practice theory example instance moment present beginning
    end basis measure first release bulletin report section"""
)
"""Nouns of the phrases that lead a clause in and say nothing of what it measures: "In addition"."""
SIZES: Final = _words(
    """large small sharp slight big further strong steep modest rapid steady marked sizeable
    considerable substantial significant average annual overall net initial recent similar first second
    third largest smallest biggest highest lowest positive negative total gradual continued"""
)
"""Adjectives of a change that do not tell what changes: "a marked increase"."""
SUPERLATIVES: Final = _words(
    "highest lowest largest smallest biggest greatest most fewest least best worst"
)
FRACTIONS: Final = _words(
    """third thirds half quarter quarters fifth fifths tenth tenths majority minority most all"""
)
TARGETS: Final = _words("target goal ceiling limit threshold")
RATES: Final = _words("rate share proportion percentage index ratio")
COMMON_VERBS: Final = (
    (CHANGE_VERBS - {"change", "gain", "pick", "advance", "slide"})
    | POSSESSING_VERBS
    | (frozenset(SPENDING_VERBS) - {"fund", "budget"})
    | {
        "meet",
        "serve",
        "expect",
        "project",
        "share",
        "import",
        "export",
        "produce",
        "total",
        "average",
        "reach",
    }
)
"""Verbs that a tagger takes for nouns where they are short: "cut", "shares", "exports"."""
BEFORE_INFINITIVES: Final = _words("likely unlikely able unable expected projected set due willing")
"""Words behind which "to" leads in a verb."""
INCLUDING_VERBS: Final = _words("comprise include involve")
"""Verbs that tell a part of what stands before: "killing nine people, including two nurses"."""
SETTING_VERBS: Final = _words("keep hold leave set maintain fix")
EXPECTING_VERBS: Final = _words("expect predict forecast project see estimate anticipate")
COPULAS: Final = _words("be become remain")
NO_GROUPS: Final = _words(
    "term comparison line response contrast result addition part example instance purpose"
)
"""Nouns behind "for" and "in" that name no group: "for example", "in comparison"."""
HELPING_VERBS: Final = _words("see help make let watch have")
"""Verbs of which another verb tells more: "saw sales grow by 5%"."""
REACHING_VERBS: Final = _words("reach cover number")
"""Verbs that state a level of things, and an act of those who act: "reached 2,000 farmers"."""
AGENT_STEMS: Final = _words(
    """agenc program fund council ministr government organis organiz campaign team mission project
    initiative partner worker nurse office school"""
)
"""Stems of nouns that act: "the campaign reached 900 farmers", where membership reaches a level."""
VAGUE_NUMBERS: Final = _words("hundreds thousands millions billions dozens tens scores")
PAST_FORMS: Final = _words("spent paid made given taken sold built lent held kept sent won met")
"""Past forms that a tagger takes for nouns: "with $3 million spent"."""
PEOPLE_PLURALS: Final = _words("people persons inhabitants residents individuals")
PEOPLE_IN_THE_SINGULAR: Final = _words(
    """population workforce headcount staff enrolment enrollment membership employment
    unemployment"""
)
"""Nouns in the singular whose numbers are numbers of people."""
COUNTED_PLURALS: Final = _words(
    """births deaths marriages divorces arrivals departures admissions visits applications registrations
    cases infections injuries arrests convictions vacancies jobs households homes dwellings companies
    businesses vehicles flights"""
)
AMOUNT_NOUNS: Final = _words("minimum maximum total average number estimate group body")
"""Nouns before "of" that say of a count no more than the count does."""
EMPTY_NOUNS: Final = HOLLOW_NOUNS - {"target", "goal", "value"}
EMPTY_PLURALS: Final = _words("groups kinds types sorts categories areas ways")
CHANGE_NOUNS_OF_UNITS: Final = _words(
    "increase decrease rise fall growth decline drop gain loss reduction surplus shortfall"
)
WAYS_OF_MEASURING: Final = _words("term basis row")
"""Nouns of phrases that say how a change is measured: "in real terms"."""
