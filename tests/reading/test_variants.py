"""Drafting patterns beyond the Kazakh articles: the mechanism is general, the words are data."""
# ruff: noqa: E501

import pytest
from tests.reading.comparing import clauses, meaning, normal, sanction
from tests.reading.texts import BELARUS, FRONT, ITEMS, MEANS, PALERMO, statute

from defgap.library import taxonomy
from defgap.model.ages import bands
from defgap.model.formulas import Or
from defgap.model.grounding import Grounding
from defgap.model.offences import Law
from defgap.model.stories import stories
from defgap.reading.reader import Reading, read
from defgap.reading.source import from_text

FIVE = ("Or", ("act.harbouring", "act.receipt", "act.recruitment", "act.transfer", "act.transportation"))
AIM = "term purpose.exploitation"


def reading(text: str) -> Reading:
    return read([from_text(text)], taxonomy())


def law(text: str) -> Law:
    found = reading(text).law
    assert found is not None
    return found


def limbs(found: Law, offence: int = 0, tier: int = 0) -> list[tuple[object, ...]]:
    return [clauses(limb.clauses) for limb in found.offences[offence].tiers[tier].limbs]


def test_belarus_a_front_modifier_covers_its_own_segment() -> None:
    found = law(BELARUS)
    assert found.offences[0].kind == "trafficking"
    assert limbs(found) == [(("Or", ("act.other-transaction", "act.purchase", "act.sale")),), (AIM, FIVE)]
    assert found.choices == ()
    assert sanction(found.offences[0].tiers[0].sanction) == (5, 7, False, (), "yes")
    assert found.residue == ()


def test_the_protocol_itself_in_russian() -> None:
    found = law(PALERMO)
    (offence,) = found.offences
    assert (offence.kind, offence.address) == ("definition", "art_3")
    adult, child = offence.tiers[0].limbs
    assert (adult.address, child.address) == ("art_3__point_а", "art_3__point_в")
    assert len(adult.clauses) == 3
    assert set(clauses(child.clauses)) == {AIM, FIVE, "age 0 None minor"}
    means = normal(adult.clauses[1])
    assert isinstance(means, tuple)
    assert set(means[1]) == {
        "means.threat",
        "means.force",
        "means.coercion",
        "means.abduction",
        "means.fraud",
        "means.deception",
        "means.abuse-of-power",
        "means.abuse-of-vulnerability",
        "means.payments",
    }
    (term,) = found.definitions
    assert term.openness == "open"
    forms = normal(Or(term.alternatives))
    assert isinstance(forms, tuple)
    assert set(forms[1]) == {
        "purpose.prostitution",
        "purpose.sexual-exploitation",
        "purpose.forced-labour",
        "purpose.slavery",
        "purpose.similar-practices",
        "purpose.servitude",
        "purpose.organ-removal",
    }
    assert [(c.rule, c.victim, c.object) for c in offence.consents] == [("if-means", "any", "exploitation")]
    assert found.minor_age == 18
    assert found.residue == ()


def test_essential_means_with_shared_heads() -> None:
    found = law(MEANS)
    (limb,) = limbs(found)
    assert limb[0] == AIM
    assert (
        "Or",
        (
            "means.abduction",
            "means.abuse-of-power",
            "means.abuse-of-vulnerability",
            "means.deception",
            "means.force",
            "means.fraud",
            "means.threat",
        ),
    ) in limb
    graver = found.offences[0].tiers[1]
    assert graver.of == ("art_200__part_1",)
    assert sanction(graver.sanction) == (10, 15, True, (), "no")


def test_trafficking_is_known_by_its_elements_where_no_heading_names_it() -> None:
    found = reading(FRONT)
    assert found.law is not None
    assert found.law.offences[0].kind == "trafficking"
    assert "purpose of exploitation" in found.reason
    assert limbs(found.law) == [(AIM, FIVE)]


def test_a_lead_in_distributes_over_its_items_and_an_items_own_modifier_stays_in_it() -> None:
    found = law(ITEMS)
    assert [limb.address for limb in found.offences[0].tiers[0].limbs] == [
        f"art_7__part_1__point_{n}" for n in (1, 2, 3)
    ]
    first, second, third = limbs(found)
    assert first == (AIM, ("Or", ("act.purchase", "act.sale")))
    assert "means.deception" in second and AIM in second
    assert third == ("act.transfer", AIM)
    assert found.choices == ()
    assert sanction(found.offences[0].tiers[0].sanction) == (3, 7, False, (), "optional")


def test_a_cue_at_the_end_of_a_lead_in_governs_its_items() -> None:
    found = law(
        "Статья 165. Торговля людьми\n"
        "(1) Вербовка или получение человека в целях сексуальной эксплуатации, попрошайничества или изъятия органов, совершенные путем:\n"
        "a) применения насилия или угрозы его применения;\n"
        "b) похищения;\n"
        "c) обмана, злоупотребления властью или уязвимостью положения, –\n"
        "наказываются лишением свободы на срок от 6 до 12 лет.\n"
        "(2) Те же действия, совершенные:\n"
        "a) повторно;\n"
        "b) в отношении двух или более лиц, –\n"
        "наказываются лишением свободы на срок от 10 до 15 лет."
    )
    basic, graver = found.offences[0].tiers
    assert [limb.address for limb in basic.limbs] == [f"art_165__part_1__point_{n}" for n in "abc"]
    assert "means.abduction" in clauses(basic.limbs[1].clauses)
    assert all(
        ("Or", ("purpose.begging", "purpose.organ-removal", "purpose.sexual-exploitation")) in c for c in limbs(found)
    )
    assert graver.of == ("art_165__part_1",)
    assert [p.address for p in graver.points] == ["art_165__part_2__point_a", "art_165__part_2__point_b"]
    assert found.residue == ()


def test_a_list_of_means_without_a_cue_goes_on_with_means() -> None:
    found = law(
        "Статья 1. Торговля людьми\nВербовка, перевозка человека, осуществленные с применением силы, шантажа, обмана, похищения, "
        "с целью эксплуатации, -\nнаказываются лишением свободы на срок до пяти лет."
    )
    ((_, acts, means),) = limbs(found)
    assert acts == ("Or", ("act.recruitment", "act.transportation"))
    assert means == ("Or", ("means.abduction", "means.blackmail", "means.deception", "means.force"))


def test_other_russian_code_words_are_reported_not_dropped() -> None:
    found = law(
        "Статья 127.1. Торговля людьми\n"
        "1. Купля-продажа человека, иные сделки в отношении человека, а равно совершенные в целях его эксплуатации вербовка, перевозка, "
        "передача, укрывательство или получение -\n"
        "наказываются принудительными работами на срок до пяти лет либо лишением свободы на срок до шести лет.\n"
        "2. Те же деяния, совершенные:\n"
        "а) в отношении несовершеннолетнего;\n"
        "б) с применением насилия или с угрозой его применения;\n"
        "в) способом, опасным для многих людей, -\n"
        "наказываются лишением свободы на срок от трех до десяти лет с ограничением свободы на срок до двух лет либо без такового.\n"
        "Примечания. 1. Лицо, добровольно освободившее потерпевшего, освобождается от уголовной ответственности.\n"
        "2. Под эксплуатацией человека в настоящей статье понимаются использование занятия проституцией другими лицами и иные формы "
        "сексуальной эксплуатации, рабский труд (услуги), подневольное состояние."
    )
    assert found.offences[0].address == "art_127-1"
    assert limbs(found) == [(("Or", ("act.other-transaction", "act.purchase", "act.sale")),), (AIM, FIVE)]
    assert [sanction(t.sanction) for t in found.offences[0].tiers] == [
        (None, 6, False, ("forced-work",), "no"),
        (3, 10, False, (), "no"),
    ]
    (term,) = found.definitions
    assert term.address == "art_127-1__note_2"
    assert normal(Or(term.alternatives)) == (
        "Or",
        (
            "purpose.forced-labour[violence]",
            "purpose.prostitution",
            "purpose.servitude",
            "purpose.sexual-exploitation",
            "purpose.slavery",
        ),
    )
    assert [r.address for r in found.residue] == ["art_127-1__part_2__point_в"]


@pytest.mark.parametrize(
    ("count", "options"),
    [
        (1, None),
        (2, ("last", "all")),
        (3, ("last", "last-two", "all")),
        (4, ("last", "last-two", "last-three", "all")),
    ],
)
def test_a_trailing_purpose_leaves_a_choice_of_scope(count: int, options: tuple[str, ...] | None) -> None:
    acts = ["вербовка", "перевозка", "передача", "укрывательство"][:count]
    found = law(
        f"Статья 1. Торговля людьми\n{', а равно '.join(acts)} лица в целях эксплуатации –\n"
        "наказываются лишением свободы на срок от двух до шести лет."
    )
    if options is None:
        assert found.choices == ()
    else:
        (choice,) = found.choices
        assert tuple(o.id for o in choice.options) == options
        assert (choice.id, choice.default, choice.canon) == ("purpose-scope", "last", "nearest-connective")
        assert choice.options[-1].text
    assert len(limbs(found)) == count


def test_and_or_in_dangerous_violence_are_two_concepts() -> None:
    text = (
        "Статья 1. Торговля людьми\n1. Вербовка лица в целях эксплуатации –\nнаказывается лишением свободы на срок до пяти лет.\n"
        "2. То же деяние, совершенное с применением насилия, опасного для жизни {} здоровья, или угрозой его применения, –\n"
        "наказывается лишением свободы на срок от пяти до восьми лет."
    )
    (both,) = law(text.format("и")).offences[0].tiers[1].points
    (either,) = law(text.format("или")).offences[0].tiers[1].points
    assert clauses(both.clauses) == (
        ("Or", ("means.threat-of-violence-dangerous-to-both", "means.violence-dangerous-to-both")),
    )
    assert clauses(either.clauses) == (("Or", ("means.threat-of-violence-dangerous", "means.violence-dangerous")),)


def test_penalties_in_words_and_digits() -> None:
    def penalty(words: str) -> object:
        text = f"Статья 1. Торговля людьми\nВербовка лица в целях эксплуатации –\n{words}."
        return sanction(law(text).offences[0].tiers[0].sanction)

    assert penalty("наказывается лишением свободы на срок до двенадцати лет") == (None, 12, False, (), "no")
    assert penalty("наказывается лишением свободы на срок от 3 до 8 лет со штрафом") == (3, 8, False, (), "no")
    assert penalty("наказывается штрафом либо лишением свободы на срок от шести месяцев до двух лет") == (
        0.5,
        2,
        False,
        ("fine",),
        "no",
    )
    assert penalty(
        "наказываются лишением свободы на срок от двадцати пяти до тридцати лет либо пожизненным лишением "
        "свободы с конфискацией имущества или без таковой"
    ) == (25, 30, True, (), "optional")
    assert penalty("наказывается ограничением свободы на срок до трех лет либо лишением свободы на тот же срок") == (
        None,
        3,
        False,
        ("restriction-of-liberty",),
        "no",
    )
    assert penalty(
        "наказывается лишением свободы на срок до семи лет с лишением права занимать определенные должности "
        "на срок до трех лет или без такового"
    ) == (None, 7, False, (), "no")


def test_a_reference_to_a_part_that_is_not_there_is_a_problem() -> None:
    text = statute("kz-cc-128").replace("частями первой, второй или третьей", "частями первой, второй или седьмой")
    assert any("part 7" in p for p in reading(text).problems)


def test_a_missing_number_makes_the_text_incomplete() -> None:
    text = statute("kz-cc-128").replace("2) неоднократно;\n", "")
    found = reading(text)
    assert found.law is not None
    assert found.law.incomplete == ("act", "means", "purpose")
    assert any("point_3" in p for p in found.problems)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("передача, укрывательство", "передача, ..., укрывательство"),
        ("передача, укрывательство", "передача … укрывательство"),
    ],
)
def test_an_ellipsis_makes_the_text_incomplete(old: str, new: str) -> None:
    found = reading(statute("kz-cc-128").replace(old, new))
    assert found.law is not None
    assert found.law.incomplete == ("act", "means", "purpose")


def test_a_text_cut_off_is_incomplete() -> None:
    found = reading(statute("kz-cc-128@2014").rstrip()[:-30])
    assert found.law is not None
    assert found.law.incomplete == ("act", "means", "purpose")


def test_a_repealed_point_is_no_gap() -> None:
    text = statute("kz-cc-128").replace("2) неоднократно;", "2) исключен Законом РК от 15.04.2024 № 72-VIII;")
    found = reading(text)
    assert found.law is not None
    assert found.law.incomplete == () and found.law.residue == ()


def test_a_punished_part_that_is_not_understood_is_a_problem() -> None:
    found = reading(
        "Статья 1. Торговля людьми\n1. Купля-продажа лица –\nнаказывается лишением свободы на срок до 5 лет.\n"
        "2. Проведение неведомого дела –\nнаказывается штрафом."
    )
    assert found.law is not None
    assert len(found.law.offences[0].tiers) == 1
    assert found.problems == ("art_1__part_2: an offence whose acts were not understood",)
    assert any("неведомого" in r.quote for r in found.law.residue)


def test_a_heading_over_words_that_cannot_be_composed_is_said() -> None:
    found = reading("Статья 1. Торговля людьми\nПроведение неведомого дела –\nнаказывается штрафом.")
    assert found.law is None
    assert "could not be composed" in found.reason


def test_a_law_about_victims_is_no_offence() -> None:
    text = (
        "Статья 4. Органы противодействия торговле людьми\n"
        "1. Уполномоченный орган обеспечивает получение и передачу сведений о перевозке лиц.\n"
        "2. Согласие лица на получение помощи не требуется."
    )
    found = reading(text)
    assert found.law is None
    assert found.reason == "no trafficking provision"


def test_a_negation_is_never_silently_dropped() -> None:
    text = statute("kz-cc-128").replace("в целях эксплуатации –", "не в целях эксплуатации –")
    assert any("не" in r.quote for r in law(text).residue)


def test_penalty_alone_differs_between_editions() -> None:
    new, old = meaning(law(statute("kz-cc-128@2023"))), meaning(law(statute("kz-cc-128@2014")))
    assert {k.rpartition(" ")[2] for k in new if new[k] != old.get(k)} == {"sanction"}


# ---------------------------------------------------------------- CIS articles: nothing lost, nothing turned round

FRAME = "Статья 7. Торговля людьми\n1. {} –\nнаказываются лишением свободы на срок от трех до восьми лет.\n{}"
ACTS = "Вербовка, перевозка, передача, укрывательство или получение человека"


def frame(words: str, rest: str = "") -> Law:
    return law(FRAME.format(f"{ACTS} {words}", rest))


def means(found: Law) -> set[object]:
    return {
        c
        for limb in limbs(found)
        for clause in limb
        for c in (clause[1] if isinstance(clause, tuple) and clause[0] == "Or" else (clause,))
        if str(c).startswith("means.")
    }


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("в целях эксплуатации, не связанные с насилием", "насилием"),
        ("в целях эксплуатации, без угрозы и без обмана", "без угрозы"),
        ("в целях эксплуатации при отсутствии обмана", "обмана"),
        ("в целях эксплуатации независимо от гражданства и обмана", "обмана"),
        ("в целях эксплуатации, не требуется обмана", "обмана"),
    ],
)
def test_what_is_denied_is_residue_and_no_element(words: str, left: str) -> None:
    found = frame(words)
    assert means(found) == set()
    assert any(left in r.quote for r in found.residue)


def test_the_name_of_the_offence_as_an_alternative_is_reported_and_as_a_title_it_is_not() -> None:
    found = law(FRAME.format("Торговля человеком, а равно вербовка человека в целях эксплуатации", ""))
    assert [r.quote for r in found.residue] == ["Торговля человеком"]
    assert frame("в целях эксплуатации (торговля людьми)").residue == ()
    assert law(FRAME.format("Торговля людьми, то есть вербовка человека в целях эксплуатации", "")).residue == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Не признаются торговлей людьми перевозка и передача ребенка родителями.",
        "Под принудительным трудом понимается нечто неведомое.",
        "Вербовка взрослого признается торговлей людьми.",
        "Эксплуатацией считается нечто неведомое.",
    ],
)
def test_a_sentence_that_was_recognised_but_not_composed_is_reported(sentence: str) -> None:
    found = reading(FRAME.format(f"{ACTS} путем обмана в целях эксплуатации", f"Примечание. {sentence}"))
    assert found.law is not None
    assert sentence in [r.quote for r in found.law.residue]
    assert any("not understood" in p for p in found.problems)


@pytest.mark.parametrize(
    "words",
    [
        "с его согласия или без его согласия",
        "независимо от согласия потерпевшего",
        "независимо от наличия или отсутствия его согласия",
    ],
)
def test_with_consent_or_without_it_consent_does_not_matter(words: str) -> None:
    found = frame(f"{words}, в целях эксплуатации")
    assert [(c.rule, c.victim, c.object) for c in found.offences[0].consents] == [("unconditional", "any", "act")]
    assert limbs(found) == [(AIM, FIVE)] and found.residue == ()


@pytest.mark.parametrize("words", ["при отсутствии его согласия", "без согласия потерпевшего", "против его воли"])
def test_against_the_will_is_a_circumstance(words: str) -> None:
    found = frame(f"путем обмана {words}, в целях эксплуатации")
    assert "circumstance.against-will" in limbs(found)[0]
    assert found.offences[0].consents == () and found.residue == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("с использованием принуждения, похищения, обмана", {"coercion", "abduction", "deception"}),
        (
            "путем похищения, применения насилия либо с применением иных форм принуждения",
            {"abduction", "force", "coercion"},
        ),
        (
            "путем злоупотребления доверием, служебным положением или уязвимым положением лица",
            {"abuse-of-trust", "abuse-of-office", "abuse-of-vulnerability"},
        ),
        ("путем злоупотребления возможностями влияния или беспомощностью", {"abuse-of-power", "abuse-of-helplessness"}),
        ("под угрозой применения силы либо с применением других средств принуждения", {"threat", "coercion"}),
        (
            "путем предоставления или получения материальной или иной выгоды с целью получения согласия лица, контролирующего данное лицо",
            {"payments"},
        ),
        (
            "посредством дачи либо получения платежей или выгод для получения согласия лица, имеющего контроль над другим лицом",
            {"payments"},
        ),
        ("путем применения насилия, опасного или не опасного для жизни или здоровья", {"force"}),
        ("с применением не опасного для жизни или здоровья насилия", {"violence-not-dangerous"}),
    ],
)
def test_everything_in_a_list_of_means_is_a_means(words: str, expected: set[str]) -> None:
    for text in (f"в целях эксплуатации {words}", f"{words}, с целью эксплуатации"):
        found = frame(text)
        assert means(found) == {f"means.{m}" for m in expected}
        assert FIVE in limbs(found)[0] and found.residue == ()


@pytest.mark.parametrize(
    "rest",
    [
        "Примечание. Вербовка, перевозка, передача, укрывательство или получение ребенка в целях эксплуатации считаются торговлей людьми даже в том случае, если не применяются указанные средства.",
        "2. Вербовка, перевозка, передача, укрывательство или получение ребенка в целях эксплуатации признаются торговлей людьми даже если они не связаны с применением способов, указанных в части первой настоящей статьи.",
        "Примечание. Деяния, указанные в части первой настоящей статьи, в отношении ребенка наказуемы независимо от применения указанных способов.",
        "Примечание. Ответственность за вербовку, перевозку, передачу, укрывательство или получение ребенка в целях эксплуатации наступает независимо от того, совершены ли такие деяния с использованием принуждения или обмана.",
    ],
)
def test_a_rule_for_children_is_a_limb_without_means(rest: str) -> None:
    found = frame("путем обмана в целях эксплуатации", rest)
    adult, child = limbs(found)
    assert "means.deception" in adult
    assert set(child) == {FIVE, AIM, "age 0 None minor"}


@pytest.mark.parametrize(
    ("words", "under"),
    [
        ("не достигшего шестнадцати лет", 16),
        ("не достигшего 17-летнего возраста", 17),
        ("не достигшего восемнадцатилетнего возраста", 18),
    ],
)
def test_an_age_in_words_or_digits_is_the_age_of_the_child(words: str, under: int) -> None:
    found = frame(
        "путем обмана в целях эксплуатации",
        f"Примечание. Сделка в отношении ребенка, {words}, признается торговлей людьми независимо от способа ее совершения.",
    )
    assert limbs(found)[1] == ("act.other-transaction", f"age 0 {under} ")
    assert found.residue == ()


def test_a_graver_tier_for_children_whatever_the_means_takes_their_place() -> None:
    found = frame(
        "путем обмана в целях эксплуатации",
        "2. Те же действия, совершенные в отношении несовершеннолетнего независимо от использования средств воздействия, указанных в части 1 настоящей статьи, –\nнаказываются лишением свободы на срок от пяти до десяти лет.",
    )
    (point,) = found.offences[0].tiers[1].points
    assert point.in_place_of == ("means",) and clauses(point.clauses) == ("age 0 None minor",)
    assert found.residue == ()


GRAVER = "Те же действия, совершенные:\nа) повторно;\nж) организованной группой, –\nнаказываются лишением свободы на срок от пяти до десяти лет."
BASIC = f"{ACTS} в целях эксплуатации, –\nнаказываются лишением свободы на срок от трех до пяти лет."


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (f"Статья 8. Торговля людьми\n{BASIC}\n{GRAVER}", "art_8__part_2"),
        (f"Статья 8. Торговля людьми\n1) {BASIC}\n2) {GRAVER}", "art_8__part_2"),
        (f"Статья 14-1. Торговля людьми\n14-1.1. {BASIC}\n14-1.2. {GRAVER}", "art_14-1__part_2"),
        (f"Статья 8(1). Торговля людьми\n(1) {BASIC}\n(2) {GRAVER}", "art_8-1__part_2"),
    ],
)
def test_parts_are_found_however_they_are_numbered_and_letters_are_kept(text: str, second: str) -> None:
    from defgap.model.notation import parse
    from defgap.model.printing import print_law
    from defgap.resources import read as resource

    found = law(text)
    basic, graver = found.offences[0].tiers
    assert limbs(found) == [(AIM, FIVE)]
    assert graver.address == second and graver.of == (basic.address,)
    assert [p.address for p in graver.points] == [f"{second}__point_а", f"{second}__point_ж"]
    assert [sanction(t.sanction) for t in (basic, graver)] == [(3, 5, False, (), "no"), (5, 10, False, (), "no")]
    (back,) = parse(print_law(found), resource("grammars/notation.lark"), taxonomy())
    assert meaning(back) == meaning(found)


def test_an_opening_cue_in_numbered_parts_with_letters() -> None:
    found = law(
        FRAME.format("", "").split("1.")[0]
        + f"(1) {ACTS} в целях эксплуатации, совершенные путем:\na) обмана;\nb) злоупотребления властью; –\nнаказываются лишением свободы на срок от 6 до 12 лет."
    )
    assert [limb.address for limb in found.offences[0].tiers[0].limbs] == [
        "art_7__part_1__point_a",
        "art_7__part_1__point_b",
    ]
    assert means(found) == {"means.deception", "means.abuse-of-power"}


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("все формы сексуальной эксплуатации", {"sexual"}),
        ("рабский труд (услуги)", {"slavery", "forced-labour[violence]"}),
        ("состояние, сходное с рабством", {"similar-practices"}),
        ("принуждение человека к работе или оказанию услуг", {"forced-labour"}),
        ("вовлечение в проституцию других лиц", {"prostitution"}),
        ("трансплантация органов и тканей", {"organ-removal"}),
        ("долговая кабала, подневольное состояние", {"debt-bondage", "servitude"}),
        ("извлечение у лица органов", {"organ-removal"}),
    ],
)
def test_forms_of_exploitation_in_general_terms(words: str, forms: set[str]) -> None:
    found = frame("в целях эксплуатации", f"Примечание. Под эксплуатацией понимается {words}.")
    (term,) = found.definitions
    named = normal(Or(term.alternatives))
    assert set(named[1] if isinstance(named, tuple) else [named]) == {f"purpose.{f}" for f in forms}
    assert found.residue == ()


def test_women_and_minors_are_alternatives() -> None:
    found = law(FRAME.format("Вербовка женщин и несовершеннолетних для сексуальной или иной эксплуатации", ""))
    assert ("Or", ("age 0 None minor", "victim.female")) in limbs(found)[0]
    assert ("Or", ("purpose.sexual-exploitation", AIM)) in limbs(found)[0]


def test_acts_that_led_to_exploitation_and_acts_aimed_at_it() -> None:
    assert "result.exploitation" in limbs(frame("путем обмана, повлекшие его эксплуатацию"))[0]
    assert AIM in limbs(frame("путем обмана, направленные на его эксплуатацию"))[0]


def test_a_quote_is_the_words_of_its_own_item() -> None:
    found = frame(
        "в целях эксплуатации",
        "Примечание. Под эксплуатацией понимается принуждение к занятию проституцией или оказанию услуг сексуального характера.",
    )
    texts = [q.text for a in found.definitions[0].alternatives[0].parts for q in a.evidence]
    assert texts == ["принуждение к занятию проституцией", "оказанию услуг сексуального характера"]


def test_means_listed_with_and_are_alternatives_unless_the_reader_decides_otherwise() -> None:
    """«И» in a list may join or enumerate: a choice, on which one of the listed means is enough."""
    text = (
        "Статья 7. Торговля людьми\n1. Вербовка, перевозка или получение человека путем насилия, угрозы и обмана "
        "в целях эксплуатации –\nнаказываются лишением свободы на срок от пяти до семи лет.\n"
    )
    law = read([from_text(text)], taxonomy()).law
    assert law is not None
    (choice,) = [c for c in law.choices if c.id == "and-list"]
    assert (choice.default, choice.canon) == ("each", "distributive")
    roles = {}
    for option in ("each", "together"):
        formula = Grounding(law, taxonomy(), {"and-list": option}).offence(law.offences[0])
        found = stories(formula, taxonomy(), bands())
        roles[option] = {sum(f.startswith("means.") for f in s) for s in found}
    assert roles == {"each": {1}, "together": {3}}
