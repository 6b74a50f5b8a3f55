"""Drafting patterns beyond the Kazakh articles: the mechanism is general, the words are data."""
# ruff: noqa: E501

import pytest
from tests.reading.comparing import clauses, meaning, normal, sanction
from tests.reading.texts import BELARUS, FRONT, ITEMS, MEANS, PALERMO, statute

from defgap.library import taxonomy
from defgap.model.formulas import Or
from defgap.model.offences import Law
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
        "means.threat", "means.force", "means.coercion", "means.abduction", "means.fraud", "means.deception",
        "means.abuse-of-power", "means.abuse-of-vulnerability", "means.payments",
    }
    (term,) = found.definitions
    assert term.openness == "open"
    forms = normal(Or(term.alternatives))
    assert isinstance(forms, tuple)
    assert set(forms[1]) == {
        "purpose.prostitution", "purpose.sexual-exploitation", "purpose.forced-labour", "purpose.slavery",
        "purpose.similar-practices", "purpose.servitude", "purpose.organ-removal",
    }
    assert [(c.rule, c.victim, c.object) for c in offence.consents] == [("if-means", "any", "exploitation")]
    assert found.minor_age == 18
    assert found.residue == ()


def test_essential_means_with_shared_heads() -> None:
    found = law(MEANS)
    (limb,) = limbs(found)
    assert limb[0] == AIM
    assert ("Or", ("means.abduction", "means.abuse-of-power", "means.abuse-of-vulnerability", "means.deception",
                   "means.force", "means.fraud", "means.threat")) in limb
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
    assert [limb.address for limb in found.offences[0].tiers[0].limbs] == [f"art_7__part_1__point_{n}" for n in (1, 2, 3)]
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
        "наказываются лишением свободы на срок от 10 до 15 лет.")
    basic, graver = found.offences[0].tiers
    assert [limb.address for limb in basic.limbs] == [f"art_165__part_1__point_{n}" for n in "abc"]
    assert "means.abduction" in clauses(basic.limbs[1].clauses)
    assert all(("Or", ("purpose.begging", "purpose.organ-removal", "purpose.sexual-exploitation")) in c for c in limbs(found))
    assert graver.of == ("art_165__part_1",)
    assert [p.address for p in graver.points] == ["art_165__part_2__point_a", "art_165__part_2__point_b"]
    assert found.residue == ()


def test_a_list_of_means_without_a_cue_goes_on_with_means() -> None:
    found = law("Статья 1. Торговля людьми\nВербовка, перевозка человека, осуществленные с применением силы, шантажа, обмана, похищения, "
                "с целью эксплуатации, -\nнаказываются лишением свободы на срок до пяти лет.")
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
        "сексуальной эксплуатации, рабский труд (услуги), подневольное состояние.")
    assert found.offences[0].address == "art_127-1"
    assert limbs(found) == [(("Or", ("act.other-transaction", "act.purchase", "act.sale")),), (AIM, FIVE)]
    assert [sanction(t.sanction) for t in found.offences[0].tiers] == [
        (None, 6, False, ("forced-work",), "no"), (3, 10, False, (), "no")]
    (term,) = found.definitions
    assert term.address == "art_127-1__note_2"
    assert normal(Or(term.alternatives)) == ("Or", (
        "purpose.forced-labour[violence]", "purpose.prostitution", "purpose.servitude", "purpose.sexual-exploitation", "purpose.slavery"))
    assert [r.address for r in found.residue] == ["art_127-1__part_2__point_в"]


@pytest.mark.parametrize(("count", "options"), [
    (1, None), (2, ("last", "all")), (3, ("last", "last-two", "all")), (4, ("last", "last-two", "last-three", "all")),
])
def test_a_trailing_purpose_leaves_a_choice_of_scope(count: int, options: tuple[str, ...] | None) -> None:
    acts = ["вербовка", "перевозка", "передача", "укрывательство"][:count]
    found = law(f"Статья 1. Торговля людьми\n{', а равно '.join(acts)} лица в целях эксплуатации –\n"
                "наказываются лишением свободы на срок от двух до шести лет.")
    if options is None:
        assert found.choices == ()
    else:
        (choice,) = found.choices
        assert tuple(o.id for o in choice.options) == options
        assert (choice.id, choice.default, choice.canon) == ("purpose-scope", "last", "nearest-connective")
        assert choice.options[-1].text
    assert len(limbs(found)) == count


def test_and_or_in_dangerous_violence_are_two_concepts() -> None:
    text = "Статья 1. Торговля людьми\n1. Вербовка лица в целях эксплуатации –\nнаказывается лишением свободы на срок до пяти лет.\n" \
           "2. То же деяние, совершенное с применением насилия, опасного для жизни {} здоровья, или угрозой его применения, –\n" \
           "наказывается лишением свободы на срок от пяти до восьми лет."
    (both,) = law(text.format("и")).offences[0].tiers[1].points
    (either,) = law(text.format("или")).offences[0].tiers[1].points
    assert clauses(both.clauses) == (
        ("Or", ("means.threat-of-violence-dangerous-to-both", "means.violence-dangerous-to-both")),)
    assert clauses(either.clauses) == (("Or", ("means.threat-of-violence-dangerous", "means.violence-dangerous")),)


def test_penalties_in_words_and_digits() -> None:
    def penalty(words: str) -> object:
        text = f"Статья 1. Торговля людьми\nВербовка лица в целях эксплуатации –\n{words}."
        return sanction(law(text).offences[0].tiers[0].sanction)

    assert penalty("наказывается лишением свободы на срок до двенадцати лет") == (None, 12, False, (), "no")
    assert penalty("наказывается лишением свободы на срок от 3 до 8 лет со штрафом") == (3, 8, False, (), "no")
    assert penalty("наказывается штрафом либо лишением свободы на срок от шести месяцев до двух лет") == (
        0.5, 2, False, ("fine",), "no")
    assert penalty("наказываются лишением свободы на срок от двадцати пяти до тридцати лет либо пожизненным лишением "
                   "свободы с конфискацией имущества или без таковой") == (25, 30, True, (), "optional")
    assert penalty("наказывается ограничением свободы на срок до трех лет либо лишением свободы на тот же срок") == (
        None, 3, False, ("restriction-of-liberty",), "no")
    assert penalty("наказывается лишением свободы на срок до семи лет с лишением права занимать определенные должности "
                   "на срок до трех лет или без такового") == (None, 7, False, (), "no")


def test_a_reference_to_a_part_that_is_not_there_is_a_problem() -> None:
    text = statute("kz-cc-128").replace("частями первой, второй или третьей", "частями первой, второй или седьмой")
    assert any("part 7" in p for p in reading(text).problems)


def test_a_missing_number_makes_the_text_incomplete() -> None:
    text = statute("kz-cc-128").replace("2) неоднократно;\n", "")
    found = reading(text)
    assert found.law is not None
    assert found.law.incomplete == ("act", "means", "purpose")
    assert any("point_3" in p for p in found.problems)


@pytest.mark.parametrize(("old", "new"), [
    ("передача, укрывательство", "передача, ..., укрывательство"), ("передача, укрывательство", "передача … укрывательство"),
])
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
        "2. Проведение неведомого дела –\nнаказывается штрафом.")
    assert found.law is not None
    assert len(found.law.offences[0].tiers) == 1
    assert found.problems == ("art_1__part_2: an offence whose acts were not understood",)
    assert any("неведомого" in r.quote for r in found.law.residue)


def test_a_heading_over_words_that_cannot_be_composed_is_said() -> None:
    found = reading("Статья 1. Торговля людьми\nПроведение неведомого дела –\nнаказывается штрафом.")
    assert found.law is None
    assert "could not be composed" in found.reason


def test_a_law_about_victims_is_no_offence() -> None:
    text = ("Статья 4. Органы противодействия торговле людьми\n"
            "1. Уполномоченный орган обеспечивает получение и передачу сведений о перевозке лиц.\n"
            "2. Согласие лица на получение помощи не требуется.")
    found = reading(text)
    assert found.law is None
    assert found.reason == "no trafficking provision"


def test_a_negation_is_never_silently_dropped() -> None:
    text = statute("kz-cc-128").replace("в целях эксплуатации –", "не в целях эксплуатации –")
    assert any("не" in r.quote for r in law(text).residue)


def test_penalty_alone_differs_between_editions() -> None:
    new, old = meaning(law(statute("kz-cc-128@2023"))), meaning(law(statute("kz-cc-128@2014")))
    assert {k.rpartition(" ")[2] for k in new if new[k] != old.get(k)} == {"sanction"}
