"""Kazakh: the reviewed encodings, read from the Kazakh texts; drafting patterns of a language whose verbs come last.

The Kazakh text puts "for the purpose of exploitation" before what it belongs to, which fixes what the Russian leaves
open: in the Code before the other acts alone, in Law 110 before recruitment and all that follows.
"""
# ruff: noqa: E501

import re
from typing import Any

import pytest
from tests.reading.comparing import meaning, quotes
from tests.reading.texts import KZ, NEIGHBOURS, TARGETS

from defgap.library import load, taxonomy
from defgap.model.notation import parse
from defgap.model.offences import Law
from defgap.model.printing import print_law
from defgap.reading.layout import layout
from defgap.reading.reader import read
from defgap.reading.source import from_path, from_text
from defgap.resources import read as resource

FIXED = {"kz-law-110": "last-two"} | {name: "last" for name in TARGETS if "128" in name or "135" in name}
GIVEN = [name for name in NEIGHBOURS if (KZ / f"{name}.kk.txt").is_file()]


def kazakh(name: str) -> str:
    return re.sub(r"(?m)^#.*\n", "", (KZ / f"{name}.kk.txt").read_text(encoding="utf-8"))


def law_of(text: str) -> Law:
    law = read([from_text(text, language="kk")], taxonomy()).law
    assert law is not None
    return law


def fixed(found: dict[str, Any], option: str, choice: str = "purpose-scope") -> dict[str, Any]:
    """Return a meaning in which a choice is no choice any more: one of its options is what the text says."""
    settled = {**found, "choices": [c for c in found["choices"] if c[0] != choice]}
    for key in (k for k in found if k.endswith(" limbs")):
        limbs = [(address, [_settled(c, option, choice) for c in clauses]) for address, clauses in found[key]]
        kept = [(address, tuple(sorted((c for c in cs if c != ("And", ())), key=repr))) for address, cs in limbs]
        settled[key] = sorted(kept, key=repr)
    return settled


def _settled(clause: Any, option: str, choice: str) -> Any:
    if clause[:2] != ("When", choice):
        return clause
    return clause[3] if option in clause[2] else clause[4]


@pytest.mark.parametrize("name", TARGETS)
def test_a_kazakh_reading_says_what_the_reviewed_encoding_says(name: str) -> None:
    reading = read([from_path(KZ / f"{name}.kk.txt")], taxonomy())
    assert reading.law is not None
    expected = meaning(load(name))
    assert meaning(reading.law) == (fixed(expected, FIXED[name]) if name in FIXED else expected)
    assert reading.law.residue == ()
    assert reading.problems == ()


@pytest.mark.parametrize("name", TARGETS)
def test_every_quote_is_verbatim_and_the_law_can_be_written_and_read_back(name: str) -> None:
    source = from_path(KZ / f"{name}.kk.txt")
    law = read([source], taxonomy()).law
    assert law is not None
    found = quotes(law)
    assert found
    for quote in found:
        assert quote.language == "kk"
        assert quote.text == source.text[quote.start : quote.end]
        assert quote.text.strip()
    (back,) = parse(print_law(law), resource("grammars/notation.lark"), taxonomy())
    assert meaning(back) == meaning(law)


@pytest.mark.parametrize("name", GIVEN)
def test_a_neighbouring_offence_is_no_trafficking_provision(name: str) -> None:
    reading = read([from_path(KZ / f"{name}.kk.txt")], taxonomy())
    assert reading.law is None
    assert reading.reason == "no trafficking provision" or "read as an offence of another kind" in reading.reason


def test_a_neighbour_is_kept_beside_a_trafficking_provision() -> None:
    reading = read([from_path(KZ / f"{n}.kk.txt") for n in ("kz-cc-128@2014", "kz-cc-125@2014")], taxonomy())
    assert reading.law is not None
    assert reading.law.residue == ()
    assert [o.kind for o in reading.law.offences] == ["trafficking", "neighbour"]
    assert {k: v for k, v in meaning(reading.law, ("neighbour",)).items() if k != "choices"} == {
        k: v for k, v in meaning(load("kz-cc-125@2014"), ("neighbour",)).items() if k != "choices"
    }


@pytest.mark.parametrize("name", ["kz-cc-126", "kz-cc-126@2014", "kz-cc-134", "kz-cc-308", "kz-cc-125@2023"])
def test_the_basic_offence_of_a_condensed_neighbour_is_read(name: str) -> None:
    law = read([from_path(KZ / f"{n}.kk.txt") for n in ("kz-cc-128", name)], taxonomy()).law
    assert law is not None
    found, expected = meaning(law, ("neighbour",)), meaning(load(name), ("neighbour",))
    (key,) = (k for k in expected if k.endswith("basic limbs"))
    assert found[key] == expected[key]


def test_several_articles_are_read_as_one_law_from_files_or_from_one_text() -> None:
    names = ("kz-cc-003", "kz-cc-128", "kz-cc-135", "kz-cc-125@2014")
    files = read([from_path(KZ / f"{n}.kk.txt") for n in names], taxonomy()).law
    single = law_of("\n".join(kazakh(n) for n in names))
    every = ("trafficking", "neighbour")
    assert files is not None
    assert meaning(files, every) == meaning(single, every)
    assert [o.kind for o in single.offences] == ["trafficking", "trafficking", "neighbour"]


@pytest.mark.parametrize("name", ["kz-cc-128", "kz-cc-135", "kz-cc-003"])
def test_an_unknown_word_of_a_disposition_is_reported(name: str) -> None:
    text = kazakh(name)
    places = [
        i
        for node in layout(text, "kk").root.walk()
        if node.kind in ("part", "point") and node.number != "1-1"
        for p in node.of("text")
        for i in range(p.start + 10, p.end)
        if text[i] == " " and text[i - 1] != "–" and i + 1 < p.end
    ]
    for at in places[::9]:
        assert law_of(f"{text[:at]} брымзя{text[at:]}").residue, text[at - 20 : at + 20]


@pytest.mark.parametrize("name", ["kz-cc-128", "kz-cc-135", "kz-law-110"])
def test_writing_changes_nothing(name: str) -> None:
    text = kazakh(name)
    whole = meaning(law_of(text))
    assert meaning(law_of(text.replace("і", "i"))) == whole
    assert meaning(law_of(text.replace("i", "і"))) == whole
    assert meaning(law_of(text.replace("–", "-"))) == whole
    assert meaning(law_of(text.replace("азғырып көндір", "aзғыpып көн\u00adдір").replace("сату", "caтy"))) == whole
    assert meaning(law_of(re.sub(r"\n(?!\d+-бап|1\. )", " ", text))) == whole


def test_kazakh_is_recognised_and_kyrgyz_is_not_taken_for_it() -> None:
    from defgap.reading.source import detect

    assert {detect(kazakh(name)) for name in (*TARGETS, *GIVEN)} == {"kk"}
    kyrgyz = (
        "Адам саудалоо, башкача айтканда адамды сатуу, эксплуатациялоо максатында өткөрүп берүү, жашыруу, ташуу үчүн"
    )
    assert detect(kyrgyz) != "kk"


# ---------------------------------------------------------------- drafting patterns

PALERMO_ACTS = "азғырып көндіру, тасымалдау, беру, жасыру немесе алу"
FIVE = ("Or", ("act.harbouring", "act.receipt", "act.recruitment", "act.transfer", "act.transportation"))
AIMED = "term purpose.exploitation"
PENALTY = "екі жылдан бес жылға дейінгі мерзімге бас бостандығынан айыруға жазаланады."

PALERMO = (
    "3-бап. Терминдер\n"
    "а) «адам саудасы» күш қолдану қатерін төндіру немесе оны қолдану немесе мәжбүрлеудің өзге де нысандарын қолдану, ұрлау, алаяқтық, алдау, билікті теріс пайдалану "
    "немесе осал жағдайды теріс пайдалану не басқа адамды бақылайтын адамның келісімін алу үшін төлемдер немесе пайда беру немесе алу арқылы қанау мақсатында адамдарды "
    "азғырып көндіруді, тасымалдауды, беруді, жасыруды немесе алуды білдіреді. Қанау, кем дегенде, басқа адамдардың жезөкшелігін қанауды немесе сексуалдық қанаудың өзге де "
    "нысандарын, мәжбүрлі еңбекті немесе қызметтерді, құлдықты немесе құлдыққа ұқсас әдет-ғұрыптарды, еріксіз жағдайды немесе ағзаларды алып қоюды қамтиды;\n"
    "б) адам саудасы құрбанының жоспарланған қанауға келісімі, егер осы баптың а) тармақшасында көрсетілген ықпал ету тәсілдерінің кез келгені қолданылса, назарға алынбайды;\n"
    "в) баланы қанау мақсатында азғырып көндіру, тасымалдау, беру, жасыру немесе алу, тіпті осы баптың а) тармақшасында көрсетілген ықпал ету тәсілдерінің ешқайсысы "
    "қолданылмаған жағдайда да, «адам саудасы» деп танылады;\n"
    "г) «бала» он сегіз жасқа толмаған кез келген адамды білдіреді.\n"
)


def limbs(law: Law) -> list[tuple[str, tuple[object, ...]]]:
    found = meaning(law)
    return [limb for key, value in found.items() if key.endswith("basic limbs") for limb in value]  # type: ignore[attr-defined]


def defined(law: Law) -> tuple[str, object]:
    ((_, openness, forms),) = (v for k, v in meaning(law).items() if k.startswith("define exploitation"))  # type: ignore[misc]
    return openness, forms


def test_the_protocol_in_kazakh() -> None:
    law = law_of(PALERMO)
    means = (
        "Or",
        (
            "means.abduction",
            "means.abuse-of-power",
            "means.abuse-of-vulnerability",
            "means.coercion",
            "means.deception",
            "means.force",
            "means.fraud",
            "means.payments",
            "means.threat",
        ),
    )
    assert limbs(law) == [
        ("art_3__point_a", (AIMED, FIVE, means)),
        ("art_3__point_c", ("age 0 None minor", AIMED, FIVE)),
    ]
    assert law.minor_age == 18
    assert law.residue == ()
    openness, forms = defined(law)
    assert openness == "open"
    assert forms == (
        "Or",
        (
            "purpose.forced-labour",
            "purpose.organ-removal",
            "purpose.prostitution",
            "purpose.servitude",
            "purpose.sexual-exploitation",
            "purpose.similar-practices",
            "purpose.slavery",
        ),
    )
    assert [(c.rule, c.victim, c.object) for c in law.offences[0].consents] == [("if-means", "any", "exploitation")]


def article(disposition: str, rest: str = "") -> str:
    return f"7-бап. Адам саудасы\n1. {disposition} –\n{PENALTY}\n{rest}"


def test_means_and_purpose_stand_before_the_acts_and_belong_to_all_of_them() -> None:
    text = article(
        f"Күш қолдану немесе оны қолдану қатерін төндіру, ұрлау, сенімді немесе осал жағдайды теріс пайдалану арқылы қанау мақсатында адамды {PALERMO_ACTS}"
    )
    means = (
        "means.abduction",
        "means.abuse-of-trust",
        "means.abuse-of-vulnerability",
        "means.force",
        "means.threat",
    )
    assert limbs(law_of(text)) == [("art_7__part_1", (AIMED, FIVE, ("Or", means)))]


def test_means_as_converbs() -> None:
    text = article(f"Күш қолданып, алдап немесе қызмет бабын пайдалана отырып, қанау мақсатында адамды {PALERMO_ACTS}")
    means = ("Or", ("means.abuse-of-office", "means.deception", "means.force"))
    assert limbs(law_of(text)) == [("art_7__part_1", (AIMED, FIVE, means))]


@pytest.mark.parametrize(
    ("words", "aimed"),
    [
        ("қанау мақсатында адамды тасымалдау, сондай-ақ алу", ("act.transportation", "act.receipt")),
        ("адамды тасымалдау, сондай-ақ қанау мақсатында алу", ("act.receipt",)),
        ("адамды сату, оны қанау не қанау мақсатында тасымалдау, алу", ("act.transportation", "act.receipt")),
    ],
)
def test_a_purpose_belongs_to_what_follows_it(words: str, aimed: tuple[str, ...]) -> None:
    law = law_of(article(words))
    assert law.choices == ()
    found = {str(clauses) for _, clauses in limbs(law) if AIMED in clauses}
    assert {a for a in ("act.transportation", "act.receipt", "act.sale", "act.exploitation") if a in str(found)} == set(
        aimed
    )


def test_forms_of_exploitation_as_the_purpose() -> None:
    text = article(
        "Адамды сексуалдық қанау, мәжбүрлі еңбек, құлдық, қайыршылықпен айналысуға мәжбүрлеу немесе ағзаларын алып қою мақсатында азғырып көндіру"
    )
    forms = (
        "purpose.begging[compelled]",
        "purpose.forced-labour",
        "purpose.organ-removal",
        "purpose.sexual-exploitation",
        "purpose.slavery",
    )
    law = law_of(text)
    assert limbs(law) == [("art_7__part_1", ("act.recruitment", ("Or", forms)))]
    assert law.residue == ()


def test_a_list_of_acts_under_a_common_purpose() -> None:
    text = (
        "7-бап. Адам саудасы\n1. Қанау мақсатында:\n1) адамды сатып алу-сату;\n2) алдау арқылы адамды азғырып көндіру немесе алу;\n"
        "3) адамды беру –\nмүлкі тәркіленіп немесе онсыз, үш жылдан жеті жылға дейінгі мерзімге бас бостандығынан айыруға жазаланады.\n"
    )
    law = law_of(text)
    assert limbs(law) == [
        ("art_7__part_1__point_1", (AIMED, ("Or", ("act.purchase", "act.sale")))),
        ("art_7__part_1__point_2", ("means.deception", AIMED, ("Or", ("act.receipt", "act.recruitment")))),
        ("art_7__part_1__point_3", ("act.transfer", AIMED)),
    ]
    assert meaning(law)["art_7__part_1 basic sanction"] == (3, 7, False, (), "optional")


def test_definitions_whose_verb_closes_the_sentence() -> None:
    text = (
        "2-бап. Ұғымдар\n"
        f"Адам саудасы деп қанау мақсатында күш қолдану, алдау немесе сенімді теріс пайдалану арқылы адамды {PALERMO_ACTS} түсініледі.\n"
        "Адамды қанау деп жезөкшелікпен айналысуға мәжбүрлеу, сексуалдық қанау, мәжбүрлі еңбек, құлдық, ағзаларды немесе тіндерді алып қою түсініледі.\n"
        "Бала деп он сегіз жасқа толмаған адам танылады.\nҚұрбанның қанауға келісімі назарға алынбайды.\n"
    )
    law = law_of(text)
    means = ("Or", ("means.abuse-of-trust", "means.deception", "means.force"))
    assert limbs(law) == [("art_2", (AIMED, FIVE, means))]
    forms = (
        "purpose.forced-labour",
        "purpose.organ-removal",
        "purpose.prostitution[compelled]",
        "purpose.sexual-exploitation",
        "purpose.slavery",
    )
    assert defined(law) == ("closed", ("Or", forms))
    assert law.minor_age == 18
    assert [(c.rule, c.object) for c in law.offences[0].consents] == [("unconditional", "exploitation")]
    assert law.residue == ()


def test_definitions_behind_a_dash() -> None:
    text = (
        "1-бап. Негізгі ұғымдар\n1) адамды қанау – адамды жезөкшелікпен немесе қайыршылықпен айналысуға мәжбүрлеу, құлдық;\n"
        "2) бала – он сегіз жасқа толмаған адам;\n3) адам саудасы – қанау мақсатында адамды азғырып көндіру, алу;\n"
    )
    law = law_of(text)
    assert defined(law) == (
        "closed",
        ("Or", ("purpose.begging[compelled]", "purpose.prostitution[compelled]", "purpose.slavery")),
    )
    assert law.minor_age == 18
    assert limbs(law) == [("art_1__point_3", (AIMED, ("Or", ("act.receipt", "act.recruitment"))))]


@pytest.mark.parametrize(
    "rule",
    [
        "көрсетілген тәсілдердің қолданылғанына қарамастан адам саудасы деп танылады",
        "көрсетілген тәсілдер қолданылмаған жағдайда да адам саудасы деп танылады",
        "көрсетілген ықпал ету тәсілдерінің болуына немесе болмауына қарамастан, адам саудасы болып табылады",
        "көрсетілген ықпал ету тәсілдерінің бірде-бірі қолданылмаса да, адам саудасы болып саналады",
    ],
)
def test_a_rule_that_children_need_no_means(rule: str) -> None:
    law = law_of(
        article(
            f"Күш қолдану немесе алдау арқылы қанау мақсатында адамды {PALERMO_ACTS}",
            f"2. Кәмелетке толмаған адамды қанау мақсатында {PALERMO_ACTS} осы баптың 1-бөлігінде {rule}.\n",
        )
    )
    assert limbs(law)[-1] == ("art_7__part_2", ("age 0 None minor", AIMED, FIVE))
    assert law.residue == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Жәбірленушінің қанауға келісімі назарға алынбайды.", ("unconditional", "any", "exploitation")),
        (
            "Кәмелетке толмаған адамның келісімі жауаптылықтан босатуға негіз болып табылмайды.",
            ("unconditional", "child", "act"),
        ),
        (
            "Жәбірленушінің күш қолдану немесе алдау арқылы алынған қанауға келісімі ескерілмейді.",
            ("if-means", "any", "exploitation"),
        ),
    ],
)
def test_rules_on_consent(sentence: str, expected: tuple[str, str, str]) -> None:
    law = law_of(article("Қанау мақсатында адамды азғырып көндіру", f"Ескертпе. {sentence}\n"))
    assert [(c.rule, c.victim, c.object) for c in law.offences[0].consents] == [expected]


def test_with_or_without_consent() -> None:
    law = law_of(article("Жәбірленушінің келісіміне қарамастан, қанау мақсатында адамды азғырып көндіру"))
    assert [(c.rule, c.victim) for c in law.offences[0].consents] == [("unconditional", "any")]
    assert law.residue == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("бес жылға дейінгі мерзімге бас бостандығынан айыруға жазаланады.", (None, 5, False, (), "no")),
        (
            "мүлкі тәркіленіп, он екі жылдан он бес жылға дейінгі мерзімге бас бостандығынан айыруға не өмір бойына бас бостандығынан айыруға жазаланады.",
            (12, 15, True, (), "yes"),
        ),
        (
            "үш мың айлық есептік көрсеткішке дейінгі мөлшерде айыппұл салуға не үш жылға дейінгі мерзімге бас бостандығын шектеуге не сол мерзімге бас бостандығынан айыруға жазаланады.",
            (None, 3, False, ("fine", "restriction-of-liberty"), "no"),
        ),
        (
            "белгілі бір лауазымдарды атқару құқығынан өмір бойына айыра отырып, бес жылдан сегіз жылға дейінгі мерзімге бас бостандығынан айыруға жазаланады.",
            (5, 8, False, (), "no"),
        ),
    ],
)
def test_penalties(words: str, expected: tuple[object, ...]) -> None:
    law = law_of(f"7-бап. Адам саудасы\nҚанау мақсатында адамды азғырып көндіру –\n{words}\n")
    assert meaning(law)["art_7 basic sanction"] == expected


def test_circumstances_that_the_last_words_of_a_list_have_in_common() -> None:
    text = article(
        "Қанау мақсатында адамды азғырып көндіру",
        f"2. Мынадай:\n1) бірнеше рет;\n2) ұйымдасқан топ жасаған нақ сол іс-әрекеттер –\n{PENALTY}\n"
        f"3. Осы баптың 1 немесе 2-бөлігінде көзделген, абайсызда адам өліміне әкеп соққан іс-әрекет –\n{PENALTY}\n",
    )
    found = meaning(law_of(text))
    assert found["art_7__part_2 aggravated points"] == [
        ("art_7__part_2__point_1", ("circumstance.repetition",), (), "", ()),
        ("art_7__part_2__point_2", ("actor.organised-group",), (), "", ()),
    ]
    assert found["art_7__part_3 aggravated points"] == [("art_7__part_3", ("result.death",), (), "", ())]
    assert found["art_7__part_3 aggravated of"] == ("art_7__part_1", "art_7__part_2")


@pytest.mark.parametrize("words", ["күш қолданбай ", "құрбанды алдамай ", "брымзя "])
def test_what_is_denied_or_unknown_is_no_element_and_is_reported(words: str) -> None:
    law = law_of(article(f"Қанау мақсатында {words}адамды азғырып көндіру"))
    assert limbs(law) == [("art_7__part_1", ("act.recruitment", AIMED))]
    assert law.residue
