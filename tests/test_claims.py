"""What the source document claims of the law, beside what the program finds: docs/source-claims.md is made here.

Every value of the page is computed from the built-in laws; `python tests/test_claims.py --write` writes it anew.
"""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import attrs
import pytest
from attrs import frozen

import defgap
from defgap import library
from defgap.analysis.gaps import Analysis
from defgap.analysis.rules.base import sentence
from defgap.analysis.wording import Wording, listed, pin
from defgap.model.formulas import Atom, atoms
from defgap.model.offences import Law, Offence, Sanction, Tier
from defgap.report.document import Document

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_25ad152c8a71c027.txt"
PAGE = ROOT / "docs" / "source-claims.md"
HEADINGS = ("БАСЫМ ҰСЫНЫМДАР:", "ҚУДАЛАУ", "ҚОРҒАУ", "АЛДЫН АЛУ", "АДАМ САУДАСЫНЫҢ ТӘЖІРИБЕСІ:")
SECTIONS = ("Introduction", "Recommendations", "Prosecution", "Protection", "Prevention", "Trafficking profile")

YEARS = {"үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "тоғыз": 9}
"""Kazakh numerals of the quotes: what the report says is read from its words, too."""

ADULTS, MINORS = ("kz-cc-128@2023", "kz-cc-003@2023"), ("kz-cc-135@2023", "kz-cc-003@2023")
WHOLE, TODAY = "kz@2023", "kz"
FORMS = ("purpose.prostitution", "purpose.sexual-exploitation", "purpose.forced-labour")
NAMED = ("means.force", "means.fraud", "means.coercion")
PLACED = {
    "essential": "in the basic offence",
    "aggravating": "only aggravating",
    "absent": "absent",
    "elsewhere": "only elsewhere",
    "illustrative": "only as an example",
    "undetermined": "undetermined",
}

CONFIRMED, LIMITS, NOT, OUT = "confirmed", "confirmed, with limits", "not confirmed", "text not given"
EXACT = "confirmed, but no departure in art. 135"
PRACTICE, YARDSTICK = "not a matter of the words", "own yardstick"


class Texts:
    """The laws that the claims are tested on; a test may replace one to see a verdict change."""

    def __init__(self, replaced: Mapping[str, Law] | None = None) -> None:
        self.replaced = dict(replaced or {})

    def law(self, name: str) -> Law:
        return self.replaced.get(name) or library.load(name)

    def check(self, *names: str) -> Document:
        parts = [p for n in names for p in (library.load(n).joins or (n,))]
        (document,) = defgap.check(*map(self.law, parts), as_one_law=True).documents
        return document

    def tier(self, name: str, address: str = "") -> Tier:
        """Return the basic tier of a law, or the tier that a provision stands in."""
        tiers = [t for o in self.law(name).offences for t in o.tiers]
        return next(t for t in tiers if (address.startswith(t.address) if address else t.kind == "basic"))

    def top(self, name: str) -> Sanction:
        sanctions = [t.sanction for o in self.law(name).offences for t in o.tiers if t.sanction]
        return max(sanctions, key=lambda s: s.maximum or 0)


Answer = tuple[str, str]


@frozen
class Claim:
    """One claim of the report; `sic` holds words that are quoted with their faults, each with what is wrong."""

    section: str
    quote: str
    english: str
    answer: Callable[[Texts, str], Answer]
    sic: tuple[tuple[str, str], ...] = ()


def span(sanction: Sanction | None) -> tuple[float | None, float | None]:
    assert sanction is not None
    return sanction.minimum, sanction.maximum


def told(quote: str) -> list[tuple[float, float]]:
    """Return the ranges of years that a Kazakh sentence states in words."""
    return [(YEARS[a], YEARS[b]) for a, b in re.findall(r"(\w+) жылдан (\w+) жылға дейін", quote)]


def left_out(document: Document, effect: str) -> str:
    """Return the purposes that the gaps of an effect turn on, in words, element by element."""
    (analysis,) = document.analyses
    words, taxonomy = Wording(analysis.comparison), analysis.comparison.taxonomy
    gaps = [g for g in analysis.gaps if g.effect == effect]
    anyone = {v for g in gaps if g.adults == g.children for v in g.product[2]}
    adults = {v for g in gaps if g.adults for v in g.product[2]} - anyone
    children = {v for g in gaps if g.children for v in g.product[2]} - anyone
    both = anyone | (adults & children)
    everyone = not any(g.adults for g in gaps)
    parts = []
    for facts, who in ((both, ""), (adults - both, " (adults)"), (children - both, "" if everyone else " (children)")):
        for element in taxonomy.elements:
            if own := facts & taxonomy.facts(element):
                parts.append(words.facts(own, "purpose") + who)
                facts = facts - own
    return "; ".join(parts) or "nothing"


def rules(document: Document, effect: str, severity: str = "") -> str:
    found = {f.rule: f.title for f in document.findings if f.effect == effect and severity in (f.severity, "")}
    return ", ".join(f"{title} ({rule})" for rule, title in sorted(found.items())) or "nothing"


def placements(document: Document, elements: Iterable[str]) -> str:
    cells = document.summary.elements
    label = library.taxonomy().label
    return "; ".join(
        f"{label(e)}: {PLACED[cells[e].value]}{f', {cells[e].breadth}' if cells[e].breadth else ''}" for e in elements
    )


# The answers


def covers(texts: Texts, _: str) -> Answer:
    parts, full = [], True
    for names in (ADULTS, MINORS):
        document = texts.check(*names)
        cells = document.summary.elements
        if any(cells[e].value != "essential" for e in FORMS):
            return NOT, f"{pin(document.law.trafficking[0].address)}: {placements(document, FORMS)}."
        full = full and all(cells[e].breadth == "full" for e in FORMS)
        article = pin(document.law.trafficking[0].address).capitalize()
        parts.append(
            f"{article} with art. 3(1): {placements(document, FORMS)}. Left unpunished on any reading: "
            f"{left_out(document, 'shortfall')}."
        )
    return CONFIRMED if full else LIMITS, " ".join(parts)


def contrary(texts: Texts, _: str) -> Answer:
    document = texts.check(WHOLE)
    effects = {f.effect for f in document.findings}
    word = (
        "both wider and narrower"
        if effects >= {"departure", "shortfall"}
        else "wider, not narrower"
        if "departure" in effects
        else "narrower"
        if "shortfall" in effects
        else NOT
    )
    return word, (
        "Two different things. Departures, which art. 5(1) of the Protocol allows: "
        f"{rules(document, 'departure')}. Shortfalls, conduct that art. 5(1) obliges the state to punish: "
        f"{rules(document, 'shortfall')}."
    )


def misplaced(texts: Texts, _: str) -> Answer:
    adults, minors, alone = texts.check(*ADULTS), texts.check(*MINORS), texts.check(MINORS[0])
    right = all(
        d.summary.roles["means"].value == "not-required"
        and all(d.summary.elements[e].value == "aggravating" for e in NAMED)
        for d in (adults, minors)
    )
    faulted = any(f.rule == "MEA001" for f in minors.findings)
    child = alone.summary.child_no_means.value
    role = {"not-required": "not required", "some": "required in some limbs only"}
    needed = role.get(adults.summary.roles["means"].value, adults.summary.roles["means"].value)
    why = f"Art. 128: means {needed}; {placements(adults, NAMED)}. "
    if child == "satisfied" and not faulted:
        forms = listed(map(library.taxonomy().label, minors.summary.child_forms))
        whole = {"partial": "met only in part", "satisfied": "satisfied"}[minors.summary.child_no_means.value]
        why += (
            "Art. 135: the same placement, but a child needs no means: that is the Protocol's own rule (art. "
            "3(c)), not a departure from it; taken alone the article satisfies it. With art. 3(1) the child rule "
            f"is {whole}{': compulsion comes back through ' if forms else ''}{forms}."
        )
    word = NOT if not right else EXACT if child == "satisfied" and not faulted else CONFIRMED
    return word, why


def penalties(texts: Texts, quote: str) -> Answer:
    said = told(quote)
    highest = [float(n) for n in re.findall(r"(\d+) жасқа дейін", quote)]
    names = (ADULTS[0], MINORS[0])
    basic, top = [texts.tier(n).sanction for n in names], [texts.top(n) for n in names]
    right = [span(s) for s in basic] == said and [s.maximum for s in top] == highest
    why = " ".join(
        f"{pin(texts.tier(n).address).capitalize()}: {sentence(b)}; gravest part: up to {t.maximum:g} years."
        for n, b, t in zip(names, basic, top, strict=True)
    )
    return CONFIRMED if right else NOT, why


def commensurate(texts: Texts, _: str) -> Answer:
    def scale(name: str) -> str:
        return " / ".join(sentence(t.sanction) for o in texts.law(name).offences for t in o.tiers if t.sanction)

    rape = texts.law("kz-cc-120")
    return YARDSTICK, (
        f"Parity with rape is no measure of the Protocol. Side by side, part by part: art. 128 "
        f"{scale(ADULTS[0])}; art. 135 {scale(MINORS[0])}; art. 120 {scale('kz-cc-120')} (edition "
        f"{rape.edition}, penalties only; that of early 2023 is not given)."
    )


def neighbours(texts: Texts, _: str) -> Answer:
    alone = [defgap.check(texts.law(n)).documents[0] for n in ("kz-cc-134@2023", "kz-cc-308@2023")]
    if any(d.status == "analysed" for d in alone):
        return NOT, "One of them is a trafficking offence itself."
    parts = []
    for document in alone:
        (offence,) = document.law.neighbours
        means = essential(offence, "means")
        asks = f"has means as elements ({listed(means, 'or')})" if means else "needs no means"
        parts.append(f"{pin(offence.address)} {asks}")
    said = "; ".join(parts).capitalize()
    return LIMITS, (
        f"Neither is a trafficking provision: no act of art. 3 with a purpose of exploitation. {said}. "
        "Such conduct is punished, but not as trafficking; whether it is so prosecuted is practice."
    )


def essential(offence: Offence, role: str) -> list[str]:
    label = library.taxonomy().label
    return list(
        dict.fromkeys(
            label(leaf.concept)
            for tier in offence.basic
            for limb in tier.limbs
            for clause in limb.clauses
            for leaf, _ in atoms(clause)
            if isinstance(leaf, Atom) and leaf.role == role
        )
    )


def of_134(texts: Texts, quote: str) -> Answer:
    sanction = texts.tier("kz-cc-134@2023").sanction
    return CONFIRMED if [span(sanction)] == told(quote) else NOT, f"Art. 134, part 1: {sentence(sanction)}."


def of_308(texts: Texts, quote: str) -> Answer:
    sanction = texts.tier("kz-cc-308@2023").sanction
    said = {YEARS[n] for n in re.findall(r"(\w+) жылға дейін", quote)}
    named = {"fine": "айыппұл", "restriction-of-liberty": "бас бостандығын шектеу"}
    right = {sanction.maximum} == said and all(w in quote and k in sanction.alternatives for k, w in named.items())
    more = [a.replace("-", " ") for a in sanction.alternatives if a not in named]
    everything = listed((a.replace("-", " ") for a in sanction.alternatives), "or")
    why = f"Art. 308, part 1: imprisonment {sentence(sanction)}, or {everything}."
    if right and more:
        return LIMITS, f"{why} The report leaves out {listed(more)}."
    return CONFIRMED if right else NOT, why


def lighter(texts: Texts, _: str) -> Answer:
    low = texts.tier("kz-cc-308@2023").sanction
    cells = texts.check(*ADULTS).analyses[0].verdict.elements
    hit = {}
    for element in ("means.deception", "means.force"):
        address = cells[element].standings[0].mentions[0].address
        hit[element] = (pin(address), texts.tier(ADULTS[0], address).sanction)
    basic = texts.tier(ADULTS[0]).sanction
    label = library.taxonomy().label
    why = "; ".join(f"{label(e)}: {place}, {sentence(s)}" for e, (place, s) in hit.items())
    right = all(s.maximum > low.maximum for _, s in hit.values()) and basic.maximum > low.maximum
    return CONFIRMED if right else NOT, (
        f"Compared with the tier that the same conduct reaches under art. 128: {why}; force not dangerous to life: "
        f"art. 128, part 1, {sentence(basic)}. Art. 308, part 1: {sentence(low)}."
    )


def recommendation(texts: Texts, _: str) -> Answer:
    then, now = texts.check(WHOLE), texts.check(TODAY)
    if not then.findings:
        return NOT, "Nothing differs."
    return "what to align", (
        f"Early 2023. Shortfalls: {rules(then, 'shortfall')}. Departures that count as errors where alignment is "
        f"asked: {rules(then, 'departure', 'error')}. Forms of exploitation left unpunished on any reading: "
        f"{left_out(then, 'shortfall')}. In the current edition: {left_out(now, 'shortfall')}; the means stay "
        f"{'out of' if now.summary.roles['means'].value == 'not-required' else 'in'} the basic offence."
    )


def hinders(texts: Texts, _: str) -> Answer:
    document = texts.check(WHOLE)
    return PRACTICE, (
        "Whether the words keep authorities from acting is practice. What the words leave unpunished "
        f"on any reading: {left_out(document, 'shortfall')}; depending on the reading: "
        f"{left_out(document, 'shortfall-on-one-reading')}."
    )


def less_severe(texts: Texts, quote: str) -> Answer:
    rows = [(pin(texts.tier(n).address), texts.tier(n).sanction) for n in ("kz-cc-134@2023", "kz-cc-308@2023")]
    years = "; ".join(f"{place}: {sentence(sanction)}" for place, sanction in rows)
    return PRACTICE, f"That lighter offences exist is confirmed ({years}); their use is practice."


def draft(texts: Texts, _: str) -> Answer:
    given = [n for n in library.names() if library.load(n).jurisdiction == "KZ"]
    drafts = [n for n in given if "draft" in f"{library.load(n).title} {library.load(n).edition}".lower()]
    if drafts:
        return NOT, f"A draft is in the library now: test the claim on {listed(drafts)}."
    return OUT, (
        "The draft of 2022 is not at hand: nothing can be said of it. It was not tested on the law adopted "
        "later, which is another text."
    )


def other_law(*words: str) -> Callable[[Texts, str], Answer]:
    def answer(_: Texts, quote: str) -> Answer:
        titles = " ".join(f"{law.title} {law.note}" for law in library.laws()).lower()
        found = [w for w in words if w.lower() in titles]
        return (
            (NOT, f"{listed(found)} is in the library now: test the claim.")
            if found
            else (OUT, f"Not among the texts compared: {listed(words)}; nothing is concluded.")
        )

    return answer


CLAIMS = (
    Claim(
        "Introduction",
        "азаматтық қоғам өкілдері мен үкімет шенеуніктері заңнаманың кемшіліктері саудаға қарсы құқықтық "
        "нормалар мен құрбандарды анықтау шараларын тиімді қолдануға кедергі келтіретінін хабарлады",
        "Civil society and government officials reported that shortcomings of the legislation hinder the "
        "effective use of anti-trafficking provisions and of measures to identify victims.",
        hinders,
    ),
    Claim(
        "Recommendations",
        "«Адам саудасы» ұғымының анықтамасын халықаралық құқық анықтамасына сәйкес келтіру үшін Қазақстанның "
        "Қылмыстық кодексіне түзетулер енгізу.",
        "Amend the Criminal Code of Kazakhstan to align the definition of “trafficking in persons” with the "
        "definition of international law.",
        recommendation,
    ),
    Claim(
        "Prosecution",
        "Қылмыстық кодекстің 128 («адам саудасы») және 135 («кәмелетке толмағандар саудасы») баптары жыныстық "
        "сипаттағы адам саудасы мен жұмыс күшінің саудасы үшін қылмыстық жауапкершілікті көздейді.",
        "Articles 128 (“trafficking in persons”) and 135 (“trafficking in minors”) of the Criminal Code provide "
        "for criminal liability for sex trafficking and labour trafficking.",
        covers,
    ),
    Claim(
        "Prosecution",
        "халықаралық құқық анықтамасына қайшы келетін «адам саудасы» ұғымының анықтамасы",
        "… the definition of “trafficking in persons”, contrary to the definition of international law …",
        contrary,
        (("ұғымының анықтамасы", "the clause does not join the sentence around it"),),
    ),
    Claim(
        "Prosecution",
        "Қылмыстық кодекстің 128 және 135-баптары қылмыстың маңызды элементі ретінде күш, алаяқтық немесе "
        "мәжбүрлеуді қамтымайды, керісінше оларды ауырлататын жағдайлар ретінде қарастырады.",
        "Articles 128 and 135 of the Criminal Code do not include force, fraud or coercion as an essential "
        "element of the offence but consider them aggravating circumstances.",
        misplaced,
    ),
    Claim(
        "Prosecution",
        "Заң ересектермен сауда жасағаны үшін төрт жылдан жеті жылға дейін және балалармен сауда жасағаны үшін "
        "бес жылдан тоғыз жылға дейін бас бостандығынан айыру жазасын қарастырады; ауырлататын жағдайларда жаза "
        "ересектермен сауда жасағаны үшін 15 жасқа дейін және балалармен сауда жасағаны үшін 18 жасқа дейін "
        "ұлғайтылуы мүмкін.",
        "The law provides for imprisonment of four to seven years for trafficking of adults and of five to nine "
        "years for trafficking of children; under aggravated circumstances the penalty may be raised up to 15 "
        "[years] for adults and up to 18 [years] for children.",
        penalties,
        (
            ("15 жасқа дейін", "“up to the age of 15”, where years of prison are meant"),
            ("18 жасқа дейін", "“up to the age of 18”, where years of prison are meant"),
        ),
    ),
    Claim(
        "Prosecution",
        "Бұл жазалар өте қатал болды және жыныстық қанау мақсатында адам саудасына қатысты зорлау сияқты басқа "
        "да ауыр қылмыстар үшін қарастырылған жазаларға сәйкес келеді.",
        "These penalties were very severe and, for trafficking for sexual exploitation, correspond to those "
        "provided for other grave crimes, such as rape.",
        commensurate,
    ),
    Claim(
        "Prosecution",
        "Жыныстық қанау мақсатында адам саудасына байланысты қылмыстар 134 («кәмелетке толмағанды жезөкшелікпен "
        "айналысуға тарту») және 308 («жезөкшелікпен айналысуға тарту») баптары бойынша да қудалануы мүмкін.",
        "Crimes of trafficking for sexual exploitation may also be prosecuted under articles 134 (“involving a "
        "minor in prostitution”) and 308 (“involving in prostitution”).",
        neighbours,
    ),
    Claim(
        "Prosecution",
        "134-бап үш жылдан алты жылға дейінгі мерзімге бас бостандығынан айыру түріндегі жазаны көздейді.",
        "Article 134 provides for imprisonment for a term of three to six years.",
        of_134,
    ),
    Claim(
        "Prosecution",
        "308-бап тек үш жылға дейін бас бостандығын шектеу, үш жылға дейін бас бостандығынан айыру немесе "
        "айыппұл түрінде жазаны қарастырады",
        "Article 308 provides only for restriction of liberty of up to three years, imprisonment of up to three "
        "years, or a fine.",
        of_308,
    ),
    Claim(
        "Prosecution",
        "бұл жазалар адам саудасы туралы ережеге сәйкес жыныстық қанау мақсатында адам саудасына қатысты "
        "қылмыстар үшін қарастырылғандармен салыстырғанда айтарлықтай жеңіл болды.",
        "These penalties were considerably lighter than those provided for crimes of trafficking for sexual "
        "exploitation under the trafficking provision.",
        lighter,
    ),
    Claim(
        "Prosecution",
        "Азаматтық қоғам қылмыстық кодекстегі «адам саудасы» ұғымының қазіргі анықтамасы кейбір органдарға адам "
        "саудасының неғұрлым күрделі көрсеткіштеріне, соның ішінде адам саудасына қатысты істерді тиісті түрде "
        "тергеуге немесе қудалауға мүмкіндік бермейтінін атап өтті.",
        "Civil society noted that the present definition of “trafficking in persons” in the Criminal Code does "
        "not enable some authorities to investigate or prosecute properly cases that involve more complex "
        "indicators of trafficking.",
        hinders,
        (("соның ішінде", "“including”: the sentence is garbled here, the rendering gives its likely sense"),),
    ),
    Claim(
        "Prosecution",
        "Онша ауыр емес жазаларды қарастыратын қылмыстық заңдар кеңінен қолданылды және тергеу, прокурорлық және "
        "сот органдарына берілген адам саудасына байланысты қылмыстарды жіктеуде айтарлықтай еркіндік заңдарды "
        "теріс пайдалануға осал етті.",
        "Criminal laws that provide for less severe penalties were widely used, and the considerable discretion "
        "given to investigators, prosecutors and courts in classifying trafficking crimes left the laws open to "
        "abuse.",
        less_severe,
    ),
    Claim(
        "Prevention",
        "заң жобасы мемлекеттік мекемелердің міндеттерін нақтылауға және құрбандарға қызмет көрсетуді кеңейтуге "
        "бағытталған.",
        "The draft law was aimed at specifying the duties of state bodies and at widening services to victims.",
        draft,
    ),
    Claim(
        "Prevention",
        "азаматтық қоғам БҰҰ Адам саудасы тұралы хаттамасында қамтылған анықтамаға сәйкес келмейтін «адам "
        "саудасы» ұғымының ұсынылған анықтамасына алаңдаушылық білдірді.",
        "Civil society expressed concern about the proposed definition of “trafficking in persons” [in the draft "
        "law], which does not match the definition in the UN trafficking protocol.",
        draft,
        (("тұралы", "for туралы"),),
    ),
    Claim(
        "Introduction",
        "Президент «Халықтың көші-қоны туралы» заңға және «Арнаулы әлеуметтік қызметтер туралы» заңға түзетулер "
        "енгізді, олар шетелдік құрбандар Қазақстан азаматтарымен бірдей жеңілдіктерге, соның ішінде жұмысқа "
        "рұқсатымен уақытша тұруға құқылы.",
        "The President introduced amendments to the Law on Migration of the Population and the Law on Special "
        "Social Services; foreign victims are entitled to the same benefits as citizens of Kazakhstan, including "
        "temporary residence with a work permit.",
        other_law("Law on Migration of the Population", "Law on Special Social Services"),
        (("олар", "the relative clause does not join the sentence"),),
    ),
    Claim(
        "Protection",
        "Қылмыстық іс жүргізу кодексіне сәйкес бірнеше рет жауап алу қажеттілігін болдырмау және қайта "
        "жарақаттанудың алдын алу үшін жәбірленушілердің айғақтарының бейнежазбасын жүргізуге рұқсат етіледі.",
        "Under the Code of Criminal Procedure video recording of victims’ testimony is permitted, so that "
        "repeated questioning and renewed trauma are avoided.",
        other_law("Code of Criminal Procedure"),
    ),
    Claim(
        "Protection",
        "Қылмыстық іс жүргізу кодексіне сәйкес, әлеуметтік қызметкерлер құрбандардан сұхбат алу кезінде қатыса алады",
        "Under the Code of Criminal Procedure social workers may take part in interviews with victims.",
        other_law("Code of Criminal Procedure"),
    ),
    Claim(
        "Protection",
        "Құрбандар қылмыстық істерге байланысты азаматтық іс қозғау арқылы өтемақы ала алатын болса да",
        "Although victims could obtain compensation by a civil suit in connection with a criminal case …",
        other_law("Code of Criminal Procedure", "Code of Civil Procedure"),
    ),
    Claim(
        "Protection",
        "құрбандарға сот талқылауы аяқталғанға дейін ұзартылуы мүмкін құқық қолдану талқылауына қатысу туралы "
        "шешім қабылдауға уақыт беретін алты айлық ойлау кезеңін қоса алғанда",
        "… including a six-month reflection period, which may be extended until the end of the trial and gives "
        "victims time to decide whether to take part in proceedings …",
        other_law("Law on Migration of the Population", "Law on Special Social Services"),
    ),
    Claim(
        "Protection",
        "Адам саудасы тәжірибесінің құрбандары тегін медициналық, білім беру, еңбек, қаржылық, психологиялық "
        "және заңгерлік көмек алуға құқылы болды.",
        "Victims of trafficking were entitled to free medical, educational, labour, financial, psychological and "
        "legal aid.",
        other_law("Law on Special Social Services"),
    ),
)


# The page

HEAD = """\
# What the source report claims of the law

The project began with the narrative on Kazakhstan of the *2023 Trafficking in Persons Report* of the United States
Department of State, in Kazakh (`seeds/`). This page takes every claim of it that concerns the **law**, quotes it
verbatim, and puts beside it what `defgap` finds in the texts in force early in 2023.

* The Kazakh text is a faulty translation. Faults that matter are marked *[sic]* and explained below; no term of the
  program is taken from it.
* The English is our own rendering, not official, and not the wording of the English report.
* The verdicts are computed from the built-in laws by `tests/test_claims.py`, which fails if this page says anything
  else. Nothing here assesses practice, and nothing is legal advice.
* *Departure*: wider than article 3 of the Protocol or built differently, which its article 5(1) allows. *Shortfall*:
  conduct that article 5(1) obliges states to punish is left unpunished.

"""


def marked(claim: Claim) -> str:
    text = claim.quote
    for word, _ in claim.sic:
        text = text.replace(word, f"{word} *[sic]*", 1)
    return f'<span lang="kk">{text}</span>'


def page(texts: Texts | None = None) -> str:
    texts = texts or Texts()
    rows, notes = [], []
    for number, claim in enumerate(sorted(CLAIMS, key=lambda c: SECTIONS.index(c.section)), 1):
        word, why = claim.answer(texts, claim.quote)
        rows.append(f"| {number} | {claim.section} | {marked(claim)} | {claim.english} | **{word}** | {why} |")
        notes += [f"* {number}: «{fault}»: {reason}." for fault, reason in claim.sic]
    columns = (
        "№",
        "Where",
        "The report (Kazakh, verbatim)",
        "In English (our rendering)",
        "Verdict",
        "What the texts say",
    )
    head = f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"
    laws = [texts.law(n) for n in dict.fromkeys((*library.load(WHOLE).joins, "kz-cc-120"))]
    sources = "".join(f"* `{law.id}`: {law.title}, edition {law.edition}. {law.note}\n" for law in laws)
    return (
        HEAD
        + head
        + "\n".join(rows)
        + "\n\n## Faults of the Kazakh text\n\n"
        + "\n".join(notes)
        + "\n\n## Texts compared\n\n"
        + sources
        + f"\nFor the recommendation also `{TODAY}`, the current edition.\n"
    )


# The tests


@cache
def sections() -> dict[str, str]:
    text = SEED.read_text(encoding="utf-8")
    places = [0, *(re.search(rf"(?m)^{re.escape(h)}", text).start() for h in HEADINGS), len(text)]
    return {name: text[a:b] for name, a, b in zip(SECTIONS, places[:-1], places[1:], strict=True)}


@pytest.mark.parametrize("claim", CLAIMS, ids=range(1, len(CLAIMS) + 1))
def test_every_quote_stands_verbatim_in_its_section_of_the_report(claim):
    assert claim.quote in sections()[claim.section]
    assert all(word in claim.quote for word, _ in claim.sic)


def test_the_page_is_what_the_program_says_today():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make excerpts`"


def test_every_claim_is_answered_in_words():
    for claim in CLAIMS:
        word, why = claim.answer(Texts(), claim.quote)
        assert word
        assert why.endswith(".")
        assert not {"None", "nan"} & set(re.findall(r"\w+", why))


def answer(function: Callable[[Texts, str], Answer], texts: Texts | None = None) -> Answer:
    claim = next(c for c in CLAIMS if c.answer is function)
    return function(texts or Texts(), claim.quote)


def test_the_penalties_are_confirmed_and_follow_the_law():
    law = library.load("kz-cc-135@2023")
    (offence,) = law.offences
    milder = [attrs.evolve(t, sanction=attrs.evolve(t.sanction, maximum=8.0)) for t in offence.tiers]
    spoilt = attrs.evolve(law, offences=(attrs.evolve(offence, tiers=tuple(milder)),))
    assert answer(penalties)[0] == CONFIRMED
    assert answer(penalties, Texts({law.id: spoilt}))[0] == NOT


def test_art_134_is_confirmed_and_follows_the_law():
    law = library.load("kz-cc-134@2023")
    assert answer(of_134)[0] == CONFIRMED
    graver = attrs.evolve(law, offences=library.load("kz-cc-135@2023").offences)
    assert answer(of_134, Texts({law.id: graver}))[0] == NOT


def test_art_308_is_lighter_and_the_report_leaves_penalties_out():
    assert answer(of_308)[0] == LIMITS
    assert answer(lighter)[0] == CONFIRMED
    heavy = {"kz-cc-308@2023": library.load("kz-cc-120")}
    assert answer(lighter, Texts(heavy))[0] == NOT
    assert answer(of_308, Texts(heavy))[0] == NOT


def test_the_means_are_misplaced_in_art_128_but_a_child_needs_none():
    assert answer(misplaced)[0] == EXACT
    (standard,) = library.parse((ROOT / "tests" / "laws" / "means-and-child-rule.defgap").read_text(encoding="utf-8"))
    assert answer(misplaced, Texts({"kz-cc-128@2023": standard}))[0] == NOT


def test_sex_and_labour_trafficking_are_covered_but_not_in_full():
    assert answer(covers)[0] == LIMITS
    empty = attrs.evolve(library.load("kz-cc-003@2023"), definitions=())
    assert answer(covers, Texts({"kz-cc-003@2023": empty}))[0] == NOT


def test_the_neighbouring_offences_are_no_trafficking_provisions_and_308_needs_means():
    word, why = answer(neighbours)
    assert word == LIMITS
    assert "134 needs no means" in why
    assert re.search(r"art\. 308 has means as elements \(.*deception", why)
    assert answer(neighbours, Texts({"kz-cc-308@2023": library.load("kz-cc-128@2023")}))[0] == NOT


def test_contrary_means_two_things_that_are_kept_apart():
    word, why = answer(contrary)
    assert word == "both wider and narrower"
    wider, narrower = why.split("Shortfalls")
    assert "MEA001" in wider
    assert "MEA001" not in narrower
    assert "PUR002" in narrower
    assert "breach" not in why


def test_nothing_is_said_of_the_draft_law():
    word, why = answer(draft)
    assert word == OUT
    assert "110" not in why


def test_parity_with_rape_is_a_yardstick_of_its_own():
    word, why = answer(commensurate)
    assert word == YARDSTICK
    assert "20 years or life" in why


def test_what_is_practice_is_not_judged():
    assert {answer(hinders)[0], answer(less_severe)[0]} == {PRACTICE}


def analysis_of(document: Document) -> Analysis:
    (analysis,) = document.analyses
    return analysis


def test_what_is_left_out_is_read_from_the_gaps():
    document = Texts().check(*ADULTS)
    words = left_out(document, "shortfall")
    gaps = [g for g in analysis_of(document).gaps if g.effect == "shortfall"]
    assert gaps
    assert "servitude" in words
    assert "removal of organs" not in words
    assert left_out(Texts().check("palermo"), "shortfall") == "nothing"


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_claims.py --write")
    PAGE.write_text(page(), encoding="utf-8")
