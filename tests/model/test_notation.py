"""The notation: what is printed reads back as the same value, and every mistake is shown where it stands."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from defgap import library, resources
from defgap.errors import NotationError
from defgap.model.formulas import BOTTOM, TOP, Age, And, Atom, Including, Or, Quote, Term, When
from defgap.model.offences import Law, Offence, Sanction, Tier
from defgap.model.printing import print_law
from strategies import filled_text, laws, odd_text

MONTHS = Sanction(1 / 12, 1 / 6)
"""From one month to two, in years."""

LAWS = sorted((Path(__file__).parent.parent / "laws").glob("*.defgap"))


def limb(clause: str) -> tuple:
    """The clauses of a law with one limb."""
    (law,) = library.parse(f"law x {{ offence t {{ basic {{ limb {{ {clause} }} }} }} }}")
    return law.offences[0].tiers[0].limbs[0].clauses


def fault(text: str) -> NotationError:
    with pytest.raises(NotationError) as caught:
        library.parse(text, "draft.defgap")
    return caught.value


# ---------------------------------------------------------------- parse(print(x)) == x


@given(laws())
@example(Law("x", ""))
@example(Law("x", "", offences=(Offence("t", "trafficking", "", (Tier("basic", "", sanction=MONTHS),)),)))
@settings(deadline=None, max_examples=70, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_is_printed_reads_back_as_the_same_law(law: Law) -> None:
    assert library.parse(print_law(law)) == (law,)


@pytest.mark.parametrize("name", library.names())
def test_every_built_in_law_survives_printing(name: str) -> None:
    law = library.load(name)
    (again,) = library.parse(print_law(law))
    assert again == law


@pytest.mark.parametrize("path", LAWS, ids=lambda p: p.stem)
def test_every_small_law_survives_printing_and_says_its_shape(path: Path) -> None:
    (law,) = library.parse(path.read_text(encoding="utf-8"), str(path))
    assert library.parse(print_law(law)) == (law,)
    assert law.note
    assert law.id == path.stem


# ---------------------------------------------------------------- reading


def test_a_comma_means_any_of_and_lines_hold_together() -> None:
    assert limb("act sale, purchase means force and deception") == (
        Or((Atom("act.sale"), Atom("act.purchase"))),
        And((Atom("means.force"), Atom("means.deception"))),
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("victim under 18", Age(0, 18)),
        ("victim from 18", Age(18, None)),
        ("victim 14..17", Age(14, 18)),
        ("victim 14..", Age(14, None)),
        ("victim ..17", Age(0, 18)),
        ("victim minor", Age(0, None, "minor")),
        ("victim female", Atom("victim.female")),
        ("act act", Atom("act")),
        ("act act[other]", Atom("act[other]")),
        ("result result", Atom("result")),
        ("actor actor[other]", Atom("actor[other]")),
        ("means force[other]", Atom("means.force[other]")),
        ("purpose exploitation", Term("purpose", "exploitation")),
        ("act exploitation", Atom("act.exploitation")),
        ("act term traffics", Term("act", "traffics")),
        ("act purpose.prostitution[compelled]", Atom("purpose.prostitution[compelled]")),
        ("means anything including (force)", Including(TOP, Atom("means.force"))),
        ("means coercion including (blackmail)", Including(Atom("means.coercion"), Atom("means.blackmail"))),
        ("means everything", TOP),
        ("means nothing", BOTTOM),
    ],
)
def test_every_way_to_write_a_condition(written: str, read: object) -> None:
    assert limb(written) == (read,)


def test_a_reading_guards_an_item_a_group_or_a_clause() -> None:
    (law,) = library.parse("""
        law x {
          offence t { basic { limb {
            act sale, purchase if scope = wide
            act (when scope = wide|all: sale otherwise purchase)
            when scope = all: means force
          } } }
          choice scope { option wide option all option narrow default narrow }
        }""")
    assert law.offences[0].tiers[0].limbs[0].clauses == (
        Or((Atom("act.sale"), When("scope", ("wide",), Atom("act.purchase"), BOTTOM))),
        When("scope", ("wide", "all"), Atom("act.sale"), Atom("act.purchase")),
        When("scope", ("all",), Atom("means.force"), TOP),
    )


@given(filled_text)
@settings(deadline=None, max_examples=60)
def test_quoted_words_are_kept_verbatim(words: str) -> None:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    (atom,) = limb(f'act sale ru"{escaped}"@3..17^art_128__part_1')
    assert atom == Atom("act.sale", (Quote("ru", words, 3, 17, "art_128__part_1"),))


def test_letters_beyond_the_basic_plane_count_as_one_column() -> None:
    error = fault('law x { note "𝔄😀" note 5 }')
    assert (error.line, error.column) == (1, 24)


def test_windows_line_ends_tabs_and_comments_are_layout() -> None:
    plain = 'law x "t" { offence t { basic { limb { act sale en"a" } } } }'
    laid_out = (
        '// a draft: "quotes" { and braces } in a comment\r\nlaw x "t" {\r\n\toffence t {\r\n'
        "\t\tbasic { // one tier\r\n"
        '\t\t\tlimb {\r\n\t\t\t\tact sale en"a"\r\n\t\t\t}\r\n\t\t}\r\n\t}\r\n}\r\n// end'
    )
    assert library.parse(laid_out) == library.parse(plain)


def test_a_line_end_within_quoted_words_is_kept() -> None:
    (atom,) = limb('act sale en"two\r\nlines"')
    assert atom.evidence[0].text == "two\r\nlines"


def test_two_slashes_within_quoted_words_start_no_comment() -> None:
    (law,) = library.parse('law x { text en "a.txt" from "https://example.org/act" }')
    assert law.texts[0].source == "https://example.org/act"


def test_an_address_counts_from_the_provision_around_it_and_a_slash_from_the_act() -> None:
    (law,) = library.parse(
        "law x { offence t art 128.1 { basic part 1 { limb point a { } limb /art 3 point 1 { } } } }"
    )
    (tier,) = law.offences[0].tiers
    assert tier.address == "art_128.1__part_1"
    assert [part.address for part in tier.limbs] == ["art_128.1__part_1__point_a", "art_3__point_1"]


def test_words_of_statements_can_be_parts_of_an_address() -> None:
    (law,) = library.parse("law x { offence t { consent if-means for any to travel of victim, parent note 2 } }")
    assert law.offences[0].consents[0].address == "note_2"
    assert law.offences[0].consents[0].whose == ("victim", "parent")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("imprisonment 4..7 years, confiscation", Sanction(4, 7, confiscation="yes")),
        ("imprisonment ..15 years, fine", Sanction(None, 15, alternatives=("fine",))),
        ("imprisonment 0.5.. years, life, optional confiscation", Sanction(0.5, None, True, confiscation="optional")),
        ("fine, community-service", Sanction(alternatives=("fine", "community-service"))),
    ],
)
def test_sanctions(written: str, read: Sanction) -> None:
    (law,) = library.parse(f"law x {{ offence t {{ basic {{ sanction {written} }} }} }}")
    assert law.offences[0].tiers[0].sanction == read


def test_several_laws_in_one_text() -> None:
    assert [law.id for law in library.parse("law a { } standard b { }")] == ["a", "b"]


# ---------------------------------------------------------------- mistakes


T = "law x {{ offence t art 1 {{ basic part 1 {{ limb {{ {0} }} }} {1} }} choice scope {{ option a default a }} }}"


@pytest.mark.parametrize(
    ("text", "marked", "reason"),
    [
        (T.format("act sale,", ""), "}", "unexpected '}'"),
        (
            T.format("act recruitmnt", ""),
            "recruitmnt",
            "unknown concept 'act.recruitmnt'; did you mean 'act.recruitment'?",
        ),
        (T.format("means purpose.slavry", ""), "purpose.slavry", "did you mean 'purpose.slavery'?"),
        (T.format("purpose sexual[other]", ""), "sexual[other]", "unknown concept 'purpose.sexual[other]'"),
        (T.format("act sale if scoop = a", ""), "if scoop = a", "no choice 'scoop' in x"),
        (T.format("when scope = b: act sale", ""), "when scope = b", "choice 'scope' has no option 'b'"),
        (T.format("", "aggravated part 2 of part 9 { }"), "part 9", "no tier 'art 1 part 9' in t"),
        (T.format("victim 3.5..4", ""), "3.5..4", "an age runs in whole years"),
        (T.format("victim 17..14", ""), "17..14", "from the lower to the higher"),
        (T.format("act sale §", ""), "§", "unexpected '§'"),
        (T.format("", "consent sometimes"), "sometimes", "unexpected 'sometimes'"),
    ],
    ids=lambda value: value[:20] if " " not in value else "",
)
def test_a_mistake_is_shown_with_its_place_and_its_words(text: str, marked: str, reason: str) -> None:
    error = fault(text)
    message, line, mark = str(error).split("\n")
    assert line == "  " + text
    start = mark.index("^") - 2
    assert mark == " " * (start + 2) + "^" * len(marked)
    assert text[start : start + len(marked)] == marked
    assert message.startswith(f"draft.defgap:1:{start + 1}: ")
    assert reason in message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("law x { choice c { option a } }", "choice 'c' names no default"),
        ("law x { choice c { option a default b } }", "choice 'c' has no option 'b'"),
        ('law x { choice c { option a default a authority z "p. 2" sets b } }', "choice 'c' has no option 'b'"),
        ("law x { choice c { option a default a } choice c { option b default b } }", "the same name"),
    ],
)
def test_a_choice_must_be_whole(text: str, reason: str) -> None:
    assert reason in str(fault(text))


def test_the_line_of_a_mistake_is_shown_alone() -> None:
    error = fault('law x "t" {\n  note "n"\n    nota "m"\n}\n')
    assert str(error).split("\n")[1:] == ['      nota "m"', "      ^^^^"]
    assert (error.line, error.column) == (3, 5)


def test_a_mistake_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    error = fault("law x {\n  choice c {\n    option a\n    default b\n  }\n}")
    assert str(error).split("\n")[1:] == ["    choice c {", "    " + "^" * len("choice c {")]


def test_what_can_stand_here_is_said_in_plain_words() -> None:
    message = str(fault("law x { § }"))
    assert "here can stand" in message
    for internal in ("ANON", "anon", "$END", "LBRACE", "lbrace"):
        assert internal not in message
    assert "a text" in str(fault("law x { note 5 }"))


def test_a_tier_of_another_offence_is_no_basis() -> None:
    """Without the check the reference would silently fall back to the basic tiers."""
    text = "law x { offence a art 1 { basic part 1 { } } offence b art 2 { basic { } aggravated of part 1 { } } }"
    assert "no tier 'art 2 part 1' in b" in str(fault(text))


@pytest.mark.parametrize("text", ["law x {", "law x { offence t { basic {", "law x", 'law x "t" { note "n"\n'])
def test_a_text_that_ends_early_is_marked_at_its_end(text: str) -> None:
    error = fault(text)
    assert "ends too early" in error.reason
    assert error.line == text.count("\n") + 1
    assert error.column == len(text) - (text.rfind("\n") + 1) + 1


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_text_holds_no_law(text: str) -> None:
    assert "it holds no law and no standard" in str(fault(text))


@given(odd_text, st.integers(0, 200))
@settings(deadline=None, max_examples=100)
def test_a_damaged_text_gives_a_law_or_a_clear_error(inserted: str, place: int) -> None:
    """Never another exception: what is wrong is always a NotationError with a place within the text."""
    text = T.format('act sale en"q" if scope = a victim 14..17', "aggravated part 2 of part 1 { sanction life }")
    damaged = text[:place] + inserted + text[place:]
    try:
        library.parse(damaged)
    except NotationError as error:
        assert 1 <= error.line <= damaged.count("\n") + 1
        assert error.reason


@given(st.integers(0, 250), st.integers(1, 40))
@settings(deadline=None, max_examples=100)
def test_a_text_with_a_hole_gives_a_law_or_a_clear_error(place: int, length: int) -> None:
    text = T.format('act sale en"q" if scope = a victim 14..17', "aggravated part 2 of part 1 { sanction life }")
    try:
        library.parse(text[:place] + text[place + length :])
    except NotationError as error:
        assert error.reason


# ---------------------------------------------------------------- the grammar


def test_the_grammar_is_free_of_conflicts() -> None:
    """Strict: no two terminals of one priority match the same text, no rule shadows another."""
    from lark import Lark
    from lark.lexer import Lexer

    class Silent(Lexer):
        """No tokens: only the grammar's own conflicts are looked for."""

        def __init__(self, conf):
            pass

        def lex(self, state):
            return iter(())

    Lark(resources.read("grammars/notation.lark"), parser="lalr", strict=True, lexer=Silent)
