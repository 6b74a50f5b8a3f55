"""Language versions of one provision, acts of one country, references that lead nowhere: what LAW says and does not."""

import pytest
from attrs import evolve
from tests.analysis.helpers import built_in, compare, findings

import defgap
from defgap import library
from defgap.analysis.findings import Finding
from defgap.analysis.references import Reference
from defgap.analysis.versions import language, part
from defgap.analysis.wordings import Version
from defgap.model.formulas import Formula, Leaf, When, rewrite
from defgap.model.offences import Law, Residue, map_clauses

ALL = "act recruitment ru'вербовка', transportation ru'перевозка', transfer ru'передача', harbouring ru'укрывательство'"


def law(code: str, body: str, *, name: str = "code", more: str = "") -> Law:
    """One law in a language; single quotes stand for the double ones of the notation."""
    text = f'law {name} "Code" {{ text {code} "{name}.{code}.txt" {more} {body} }}'.replace("'", '"')
    (found,) = library.parse(text)
    return found


def offence(code: str, *limbs: str, more: str = "", end: str = "") -> Law:
    inside = "".join(f"limb {{ {limb} }}" for limb in limbs)
    return law(code, f"offence trafficking art 128 {{ basic part 1 {{ {inside} {end} }} }} {more}")


RU_LAST = """
  choice purpose-scope art 128 part 1 ru'в целях эксплуатации' {
    option last option last-two option all default last-two canon nearest-connective
  }
"""
RUSSIAN = offence(
    "ru",
    "act sale ru'купля-продажа' when purpose-scope = all: purpose exploitation ru'в целях эксплуатации'",
    "act recruitment ru'вербовка' when purpose-scope = last-two|all: purpose exploitation ru'в целях эксплуатации'",
    "act other-act ru'иных деяний' purpose exploitation ru'в целях эксплуатации'",
    more=RU_LAST,
)
KAZAKH = offence(
    "kk",
    "act sale kk'сатып алу-сату'",
    "act recruitment kk'азғырып көндіру'",
    "act other-act kk'өзге де іс-әрекеттер' purpose exploitation kk'қанау мақсатында'",
)
WHOLE_LIST = offence(
    "kk",
    "act sale kk'сатып алу-сату'",
    "act recruitment kk'азғырып көндіру' purpose exploitation kk'қанау мақсатында'",
    "act other-act kk'өзге де іс-әрекеттер' purpose exploitation kk'қанау мақсатында'",
)
LIST_ONLY = offence(
    "kk",
    "act sale kk'сатып алу-сату'",
    "act recruitment kk'азғырып көндіру' purpose exploitation kk'қанау мақсатында'",
    "act other-act kk'өзге де іс-әрекеттер'",
)


def versions(first: Law, *others: Law, **options: object) -> list[Finding]:
    return findings(compare(first, versions=others, **options), "LAW001")


# Which provisions are versions of each other


def test_the_language_is_that_of_the_first_text_or_of_the_first_quote():
    assert language(library.load("kz-cc-128")) == "ru"
    assert language(evolve(KAZAKH, texts=())) == "kk"
    assert language(Law("x", "X")) == ""


def test_versions_of_a_provision_are_never_alternatives():
    parted = part((RUSSIAN, KAZAKH))
    assert parted.law == RUSSIAN
    assert parted.versions == (KAZAKH,)


def test_the_first_language_is_the_one_the_law_is_made_of():
    assert part((RUSSIAN, KAZAKH), "kk").law == KAZAKH
    assert part((RUSSIAN, KAZAKH), "kk").versions == (RUSSIAN,)


def test_another_address_in_another_language_is_no_version():
    definition = law("kk", "define exploitation as purpose art 3 { purpose slavery kk'құлдық' }")
    parted = part((RUSSIAN, definition))
    assert parted.versions == ()
    assert parted.law.definitions == definition.definitions
    assert parted.law.offences == RUSSIAN.offences


def test_a_provision_that_one_language_lacks_is_taken_from_the_next():
    both = evolve(KAZAKH, definitions=law("kk", "define exploitation as purpose art 3 { purpose slavery }").definitions)
    parted = part((RUSSIAN, both))
    assert parted.law.offences == RUSSIAN.offences
    assert [d.name for d in parted.law.definitions] == ["exploitation"]
    assert parted.versions == (both,)


def test_what_was_not_read_in_one_version_is_not_held_against_the_other():
    unread = evolve(KAZAKH, residue=(Residue("art_128__part_1", "бірдеңе"),), incomplete=())
    assert part((RUSSIAN, unread)).law.residue == ()


def test_laws_in_one_language_are_joined_as_they_were():
    parts = (library.load("kz-cc-128"), library.load("kz-cc-003"))
    assert part(parts).law == built_in("kz-cc-128", "kz-cc-003")
    assert part(parts).versions == ()


# LAW001


def test_kazakh_128_fixes_a_reading_that_the_russian_allows_a_note_and_no_conflict():
    (finding,) = versions(RUSSIAN, KAZAKH)
    assert (finding.effect, finding.severity) == ("departure", "note")
    assert "the Kazakh text fixes one reading (purpose-scope = last), which the Russian text allows" in finding.message
    assert "only the Kazakh text covers recruitment without a purpose of exploitation" in finding.message
    assert "No certain conflict" in finding.message
    assert finding.element == "purpose"
    assert finding.witness == ("recruitment", "18 or over")


def test_words_of_both_versions_are_quoted_with_their_place():
    (finding,) = versions(RUSSIAN, KAZAKH)
    quoted = {(c.quote.language, c.quote.text, c.address) for c in finding.cites}
    assert ("kk", "қанау мақсатында", "art_128__part_1") in quoted
    assert ("ru", "в целях эксплуатации", "art_128__part_1") in quoted


def test_the_order_in_which_versions_are_given_changes_no_finding():
    (one,), (other,) = versions(RUSSIAN, KAZAKH), versions(KAZAKH, RUSSIAN)
    assert (one.effect, one.severity, one.element, one.witness) == (
        other.effect,
        other.severity,
        other.element,
        other.witness,
    )
    assert set(one.cites) == set(other.cites)


def test_a_version_that_fixes_the_reading_in_force_is_a_note_too():
    (finding,) = versions(RUSSIAN, WHOLE_LIST)
    assert finding.severity == "note"
    assert "the Kazakh text fixes one reading (purpose-scope = last-two)" in finding.message
    assert "Reading the Russian text as purpose-scope = last, only the Russian text covers recruitment" in (
        finding.message
    )


def test_a_version_that_means_no_reading_of_the_other_differs_for_certain():
    (finding,) = versions(RUSSIAN, LIST_ONLY)
    assert (finding.effect, finding.severity) == ("departure", "warning")
    assert "differ on every reading" in finding.message


@pytest.mark.parametrize("profile", ["alignment", "minimum"])
def test_the_profile_does_not_move_it(profile):
    (finding,) = versions(RUSSIAN, LIST_ONLY, profile=profile)
    assert finding.severity == "warning"


def fixed(given: Law, choice: str, option: str, code: str) -> Law:
    """A law whose wording leaves one option of a choice only, in another language."""

    def leaf(part: Leaf) -> Formula:
        if isinstance(part, When) and part.choice == choice:
            return rewrite(part.body if option in part.options else part.otherwise, leaf)
        return part

    texts = tuple(t for t in given.texts if t.language == code)
    return evolve(map_clauses(given, leaf), texts=texts, choices=tuple(c for c in given.choices if c.id != choice))


def test_the_reviewed_128_against_its_kazakh_text():
    art_128 = library.load("kz-cc-128")
    (finding,) = versions(art_128, fixed(art_128, "purpose-scope", "last", "kk"))
    assert (finding.effect, finding.severity, finding.address) == ("departure", "note", "art_128__part_1")
    quoted = {(c.quote.language, c.quote.text) for c in finding.cites}
    assert {("ru", "в целях эксплуатации"), ("kk", "қанау мақсатында")} <= quoted
    assert {language for language, _ in quoted} == {"ru", "kk"}


def test_what_an_authority_decides_is_said_and_takes_no_reading_from_the_wording():
    art_128 = library.load("kz-cc-128")
    (finding,) = versions(art_128, fixed(art_128, "purpose-scope", "last", "kk"))
    assert finding.authority == "kz-sc-2012-7, p. 2"
    assert "decides: last-two" in finding.message


def test_128_with_its_definition_is_a_note_too_though_a_reading_leaves_conduct_of_the_protocol_out():
    whole = built_in("kz-cc-128", "kz-cc-003")
    (finding,) = versions(whole, fixed(whole, "purpose-scope", "last", "kk"))
    assert (finding.effect, finding.severity) == ("departure", "note")


def test_law_110_in_kazakh_fixes_the_reading_in_force_of_the_russian():
    law_110 = library.load("kz-law-110")
    (finding,) = versions(law_110, fixed(law_110, "purpose-scope", "last-two", "kk"))
    assert finding.severity == "note"
    assert "fixes one reading (purpose-scope = last-two)" in finding.message


def test_the_same_ambiguity_in_both_versions_is_no_difference():
    other = evolve(RUSSIAN, texts=tuple(evolve(t, language="uk") for t in RUSSIAN.texts))
    assert not versions(RUSSIAN, other)


def test_the_same_ambiguity_with_another_default_is_a_note():
    other = evolve(
        RUSSIAN,
        texts=tuple(evolve(t, language="uk") for t in RUSSIAN.texts),
        choices=tuple(evolve(c, default="last", canon="") for c in RUSSIAN.choices),
    )
    (finding,) = versions(RUSSIAN, other)
    assert finding.severity == "note"
    assert "differ only on those in force" in finding.message


def test_conduct_of_the_protocol_that_one_version_leaves_out_is_a_shortfall_on_one_reading():
    english = offence(
        "en", "act recruitment en'recruitment', receipt en'receipt' purpose exploitation en'exploitation'"
    )
    russian = offence("ru", "act recruitment ru'вербовка' purpose exploitation ru'эксплуатации'")
    (finding,) = versions(english, russian)
    assert (finding.effect, finding.severity) == ("shortfall-on-one-reading", "warning")
    assert "Only the English text covers receipt" in finding.message
    assert "receipt" in finding.witness
    assert {c.quote.language for c in finding.cites} == {"en", "ru"}


def test_both_directions_are_told():
    english = offence("en", "act receipt en'receipt' purpose exploitation en'exploitation'")
    russian = offence("ru", "act recruitment ru'вербовка' purpose exploitation ru'эксплуатации'")
    (finding,) = versions(english, russian)
    assert "Only the English text covers receipt" in finding.message
    assert "only the Russian text covers recruitment" in finding.message


def test_words_that_were_not_read_make_it_uncertain():
    unread = evolve(LIST_ONLY, residue=(Residue("art_128__part_1", "бірдеңе"),))
    (finding,) = versions(RUSSIAN, unread)
    assert (finding.effect, finding.severity) == ("not-given", "note")
    assert "as far as they were read" in finding.message


def test_a_word_is_compared_where_it_is_defined_and_not_again_where_it_is_used():
    defined = "define exploitation as purpose closed art 3 {{ purpose slavery {0} purpose servitude {1} }}"
    wide = law("en", defined.format("en'slavery'", "en'servitude'"))
    narrow = law("ru", defined.format("ru'рабство'", "").replace("purpose servitude ", ""))
    english = evolve(offence("en", "act receipt en'receipt' purpose exploitation"), definitions=wide.definitions)
    russian = evolve(offence("ru", "act receipt ru'получение' purpose exploitation"), definitions=narrow.definitions)
    (finding,) = versions(english, russian)
    assert finding.address == "art_3"
    assert finding.effect == "shortfall-on-one-reading"
    assert "Only the English text covers servitude" in finding.message


def test_a_word_left_undefined_by_one_version_alone_settles_nothing():
    english = offence("en", "act receipt en'receipt' purpose term exploitation")
    russian = offence("ru", "act receipt ru'получение' purpose slavery ru'рабство'")
    (finding,) = versions(english, russian)
    assert finding.severity == "note"
    assert finding.effect == "not-given"


def test_examples_change_no_reach():
    english = offence("en", "act receipt en'receipt' means anything including (force en'force') purpose exploitation")
    russian = offence("ru", "act receipt ru'получение' purpose exploitation")
    (finding,) = versions(english, russian)
    assert (finding.severity, finding.element) == ("note", "names")
    assert "differ in what they name, not in reach" in finding.message
    assert [c.quote.text for c in finding.cites] == ["force"]


def test_penalties_of_the_versions_are_compared_by_what_both_state():
    years = [
        offence(code, "act receipt purpose exploitation", end=f"sanction imprisonment {n} years {code}'срок'")
        for code, n in (("ru", "4..7"), ("kk", "3..7"), ("uk", "..7"))
    ]
    (finding,) = versions(years[0], years[1])
    assert finding.element == "sanction"
    assert "4 to 7 years in the Russian text and 3 to 7 years in the Kazakh text" in finding.message
    assert not versions(years[0], years[2])


def test_points_of_an_aggravated_offence_are_compared_one_by_one():
    body = """offence trafficking art 128 {{ basic part 1 {{ limb {{ act receipt }} }}
      aggravated part 2 of part 1 {{ on point 1 {{ means {0} }} on point 2 {{ means deception }} }} }}"""
    one, other = law("ru", body.format("force ru'насилия'")), law("kk", body.format("weapon kk'қару'"))
    (finding,) = versions(one, other)
    assert finding.address == "art_128__part_2__point_1"
    assert finding.effect == "departure"


def test_what_stands_in_one_version_only_is_a_note():
    body = "offence trafficking art 128 {{ basic part 1 {{ limb {{ act receipt }} }} {0} }}"
    more = "aggravated part 2 of part 1 { on point 1 { means force } }"
    (finding,) = versions(law("ru", body.format(more)), law("kk", body.format("")))
    assert (finding.effect, finding.severity) == ("not-given", "note")
    assert "read in the Russian text only" in finding.message


def test_an_open_list_in_one_version_only():
    define = "define exploitation as purpose {0} art 3 {{ purpose slavery }}"
    receipt = offence("ru", "act receipt purpose exploitation")
    one = evolve(receipt, definitions=law("ru", define.format("open")).definitions)
    other = evolve(
        offence("kk", "act receipt purpose exploitation"), definitions=law("kk", define.format("closed")).definitions
    )
    (finding,) = versions(one, other)
    assert "the list is open in the Russian text only" in finding.message


def test_consent_is_compared_by_what_is_said_for_whom():
    body = "offence trafficking art 128 {{ basic part 1 {{ limb {{ act receipt }} }} {0} }}"
    (finding,) = versions(
        law("ru", body.format("consent if-means for any to exploitation")),
        law("kk", body.format("consent unconditional for any to exploitation")),
    )
    assert finding.element == "consent"
    assert "if means for any in the Russian text and unconditional for any in the Kazakh text" in finding.message


def test_a_version_without_a_trafficking_offence_is_not_compared_and_says_so():
    other = evolve(KAZAKH, offences=tuple(evolve(o, kind="neighbour") for o in KAZAKH.offences))
    (finding,) = versions(RUSSIAN, other)
    assert finding.effect == "not-given"
    assert "no trafficking offence was read there in the Kazakh text" in finding.message


def test_the_verdicts_do_not_depend_on_the_other_version():
    alone, beside = compare(RUSSIAN), compare(RUSSIAN, versions=(LIST_ONLY,))
    assert alone.verdict.roles == beside.verdict.roles
    assert alone.counts() == beside.counts()
    assert [f for f in findings(beside) if not f.rule.startswith("LAW")] == findings(alone)
    assert isinstance(beside.versions[0], Version)


def test_a_choice_made_by_hand_need_not_exist_in_every_version():
    assert versions(RUSSIAN, KAZAKH, chosen={"purpose-scope": "last"})


# Texts


def test_the_protocol_in_english_and_russian_says_the_same():
    texts = ("fixtures/standards/palermo.en.txt", "fixtures/standards/palermo.ru.txt")
    report = defgap.check(*texts, as_one_law=True)
    (document,) = report.documents
    assert [language(v) for v in document.versions] == ["ru"]
    assert not [f for f in document.findings if f.rule.startswith("LAW")]


def test_a_form_that_the_russian_text_lacks_is_found_in_texts():
    english = "Article 128. Trafficking in persons\n1. {} of a person for the purpose of slavery shall be punished.\n"
    russian = "Статья 128. Торговля людьми\n1. Вербовка лица в целях обращения в рабство –\nнаказывается штрафом.\n"
    report = defgap.check(english.format("Recruitment or harbouring"), russian, as_one_law=True)
    (document,) = report.documents
    (finding,) = [f for f in document.findings if f.rule == "LAW001"]
    assert "the English text covers harbouring" in finding.message


# LAW002


DEFINITION = """definition trafficking art 1 point 1 {{ basic {{
    limb {{ act recruitment en'recruitment' {0} purpose exploitation en'exploitation' }} }} }}"""
CODE = offence("en", "act recruitment en'recruits' purpose exploitation en'exploitation'")


def acts(*laws: Law) -> list[Finding]:
    return findings(compare(part(laws).law, parts=laws), "LAW002")


def test_an_illustrative_list_is_a_difference_in_names_not_in_reach():
    (finding,) = acts(library.load("kz-cc-128"), library.load("kz-law-110"))
    assert (finding.effect, finding.severity, finding.element) == ("departure", "note", "names")
    assert "differ in what they name, not in reach" in finding.message
    assert "other forms of coercion" in finding.message
    assert "иных способов принуждения" in {c.quote.text for c in finding.cites}


def test_a_note_on_the_names_alone_for_the_whole_code_too():
    (finding,) = acts(library.load("kz"), library.load("kz-law-110"))
    assert finding.element == "names"


def test_a_definition_that_needs_means_differs_from_an_offence_that_needs_none():
    narrow = law("en", DEFINITION.format("means force en'force'"), name="act")
    (finding,) = acts(CODE, narrow)
    assert (finding.effect, finding.severity, finding.element) == ("departure", "warning", "means")
    assert "differ on every reading" in finding.message
    assert finding.address == "art_1__point_1"
    assert "art. 128, part 1" in finding.message
    assert finding.witness[0] == "recruitment"


def test_acts_that_say_the_same_have_no_finding():
    assert not acts(CODE, law("en", DEFINITION.format(""), name="act"))


def test_a_definition_is_not_compared_with_an_offence_of_its_own_act():
    assert not acts(library.load("ph-ra9208"))
    both = evolve(CODE, offences=(*CODE.offences, *law("en", DEFINITION.format("means force")).offences))
    assert not acts(both)


def test_acts_of_different_countries_are_not_compared():
    narrow = law("en", DEFINITION.format("means force"), name="act", more='jurisdiction "IE"')
    assert not acts(evolve(CODE, jurisdiction="KZ"), narrow)


def test_code_against_law_in_kazakh_alone_is_certain():
    code, act = library.load("kz-cc-128"), library.load("kz-law-110")
    given = (code, fixed(code, "purpose-scope", "last", "kk"), act, fixed(act, "purpose-scope", "last-two", "kk"))
    parted = part(given)
    kazakh, russian = findings(compare(parted.law, versions=parted.versions, parts=given), "LAW002")
    assert "Kazakh text" in kazakh.message
    assert (kazakh.severity, kazakh.element) == ("warning", "purpose")
    assert "differ on every reading" in kazakh.message
    assert (russian.severity, russian.element) == ("note", "names")


# LAW003


def test_a_part_that_is_not_there_is_a_reference_unresolved():
    body = """offence trafficking art 128 { basic part 1 { limb { act receipt } }
      aggravated part 2 of part 1 { on point 1 { means force } } }"""
    given = law("ru", body)
    (whole,) = given.offences
    tiers = (whole.tiers[0], evolve(whole.tiers[1], of=("art_128__part_1", "art_128__part_9")))
    (finding,) = findings(compare(evolve(given, offences=(evolve(whole, tiers=tiers),))), "LAW003")
    assert (finding.effect, finding.severity, finding.address) == ("not-given", "warning", "art_128__part_2")
    assert "refers to art. 128, part 9" in finding.message


def test_a_circle_of_definitions_is_told_once():
    body = """define forced-work as purpose art 3 { purpose term hard-work purpose slavery }
      define hard-work as purpose art 4 { purpose term forced-work }
      offence trafficking art 128 { basic part 1 { limb { act receipt purpose term forced-work } } }"""
    (finding,) = findings(compare(law("ru", body)), "LAW003")
    assert "«forced-work» and «hard-work» are defined by each other" in finding.message


def test_references_that_the_reader_met_are_findings_of_their_provision():
    reference = Reference("art_128__part_2", "part 3")
    (finding,) = findings(compare(RUSSIAN, references=(reference, reference)), "LAW003")
    assert finding.message.startswith("art. 128, part 2 refers to part 3")


@pytest.mark.parametrize("name", [x.id for x in library.laws()])
def test_no_reference_of_a_built_in_law_leads_nowhere(name):
    if library.load(name).trafficking:
        assert not findings(compare(library.load(name)), "LAW003")


def test_a_text_that_refers_to_a_part_it_lacks():
    text = (
        "Статья 128. Торговля людьми\n1. Вербовка лица в целях эксплуатации –\nнаказывается лишением свободы на срок "
        "до семи лет.\n2. Деяния, предусмотренные частью пятой настоящей статьи, совершенные неоднократно, –\n"
        "наказываются лишением свободы на срок до девяти лет.\n"
    )
    (document,) = defgap.check(text).documents
    assert any("refers to part 5" in p for p in document.problems)
    (finding,) = [f for f in document.findings if f.rule == "LAW003"]
    assert finding.address == "art_128__part_2"
