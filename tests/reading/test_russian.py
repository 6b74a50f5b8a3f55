"""Russian drafting beyond Kazakhstan: texts composed for these tests, which are no law."""
# ruff: noqa: E501

import pytest
from tests.reading.comparing import clauses, normal
from tests.reading.test_variants import FIVE, law, limbs, reading

from defgap.model.formulas import Or
from defgap.model.offences import Law

ACTS = "вербовка, перевозка, передача, укрывательство или получение человека"
MEANS = "путем обмана или применения насилия"
FORMS = "эксплуатация проституции других лиц, принудительный труд или услуги, рабство"


def forms(found: Law) -> set[object]:
    (term,) = found.definitions
    whole = normal(Or(term.alternatives))
    assert isinstance(whole, tuple)
    return set(whole[1])


def punished(words: str, more: str = "") -> str:
    return f"Статья 7. Торговля людьми\n1. {words} -\nнаказывается лишением свободы на срок до восьми лет.\n{more}"


@pytest.mark.parametrize(
    "text",
    [
        f"торговля людьми - {ACTS} {MEANS} в целях эксплуатации;\nэксплуатация - {FORMS}.",
        f"«торговля людьми» – {ACTS} {MEANS} в целях эксплуатации;\n«эксплуатация» – {FORMS}.",
        f"– торговля людьми – {ACTS} {MEANS} в целях эксплуатации;\n– эксплуатация – {FORMS}.",
        f"торговля людьми: {ACTS} {MEANS} в целях эксплуатации;\nэксплуатация: {FORMS}.",
        f"1.0.1. торговля людьми — {ACTS} {MEANS} в целях эксплуатации;\n1.0.2. эксплуатация — {FORMS}.",
        f"торговля людьми (трефикинг) – {ACTS} {MEANS} в целях эксплуатации;\nэксплуатация людей – {FORMS}.",
    ],
)
def test_definitions_however_they_are_set(text: str) -> None:
    found = law(f"Статья 1. Основные понятия\nВ настоящем Законе применяются следующие понятия:\n{text}\n")
    assert [o.kind for o in found.offences] == ["definition"]
    ((limb),) = limbs(found)
    assert FIVE in limb and ("Or", ("means.deception", "means.force")) in limb
    assert forms(found) == {"purpose.prostitution", "purpose.forced-labour", "purpose.slavery"}
    assert found.residue == ()


def test_other_terms_of_a_law_are_no_part_of_the_definition() -> None:
    found = law(
        "Статья 1. Основные понятия\nВ настоящем Законе применяются следующие понятия:\n"
        "жертва торговли людьми - лицо, пострадавшее от торговли людьми, независимо от его согласия на перевозку;\n"
        "вербовка - поиск и отбор лиц для выполнения работ;\n"
        f"торговля людьми - {ACTS} {MEANS} в целях эксплуатации;\n"
        f"эксплуатация - {FORMS};\n"
        "ребенок - лицо, не достигшее восемнадцати лет;\n"
        "приют - учреждение, предоставляющее помощь.\n"
        "Статья 2. Законодательство о борьбе с торговлей людьми\nЗаконодательство о борьбе с торговлей людьми состоит из настоящего Закона.\n"
    )
    assert len(limbs(found)) == 1
    assert found.minor_age == 18
    assert found.residue == ()


def test_a_definition_that_frees_acts_against_a_child_of_means() -> None:
    found = law(
        "Статья 1. Основные понятия\nВ настоящем Законе применяются следующие понятия:\n"
        f"торговля людьми – {ACTS} {MEANS} в целях эксплуатации, а в отношении ребенка – независимо от применения этих способов;\n"
        f"эксплуатация – {FORMS}.\n"
    )
    adult, child = limbs(found)
    assert ("Or", ("means.deception", "means.force")) in adult and "age 0 None minor" not in adult
    assert set(child) == {FIVE, "age 0 None minor", "term purpose.exploitation"}
    assert found.residue == ()


def test_a_list_of_aims_goes_on_behind_a_connective() -> None:
    found = law(
        punished(
            f"{ACTS.capitalize()} в целях эксплуатации посредством принудительного труда, попрошайничества, а также изъятия органов, тканей и/или клеток, совершенные {MEANS},"
        )
    )
    ((limb),) = limbs(found)
    assert ("Or", ("purpose.begging", "purpose.forced-labour", "purpose.organ-removal")) in limb
    assert found.residue == ()


def test_an_aim_that_is_no_exploitation_is_an_alternative() -> None:
    found = law(punished(f"{ACTS.capitalize()} в целях эксплуатации или извлечения иной выгоды"))
    ((limb),) = limbs(found)
    assert ("Or", ("circumstance.profit", "term purpose.exploitation")) in limb


def test_signs_between_means_keep_them_apart() -> None:
    found = law(punished(f"{ACTS.capitalize()} путем угрозы, применения насилия, обмана в целях эксплуатации"))
    ((limb),) = limbs(found)
    assert ("Or", ("means.deception", "means.force", "means.threat")) in limb


@pytest.mark.parametrize(
    "words",
    [
        "предоставления либо получения платежей или выгод с целью получения согласия лица, контролирующего другое лицо",
        "получения благ материального или иного характера для достижения согласия лица, от которого зависит жертва",
        "выплаты вознаграждения или предоставления выгод для получения согласия лица, способного повлиять на другое лицо",
        "подкупа в виде платежей или выгод для получения согласия лица, осуществляющего контроль над другим лицом",
    ],
)
def test_payments_to_one_who_has_control(words: str) -> None:
    found = law(punished(f"{ACTS.capitalize()} в целях эксплуатации, совершенные путем {words},"))
    ((limb),) = limbs(found)
    assert "means.payments" in limb
    assert found.residue == ()


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("с использованием поддельных документов", "circumstance"),
        (
            "лицом, ранее совершившим преступления, предусмотренные статьями 171, 181-1 или частью 2 статьи 343 настоящего Кодекса",
            "circumstance.repetition",
        ),
        ("особо опасным рецидивистом", "circumstance.repetition"),
        ("с вывозом потерпевшего за пределы государства", "circumstance.cross-border"),
        ("лицом, выполняющим управленческие функции в коммерческой или иной организации", "actor.official"),
        ("организованной преступной группой или преступной организацией", "actor.organised-group"),
        ("в отношении лица, находящегося под опекой или попечительством виновного", "victim.dependent"),
        ("с применением пыток", "means.force"),
    ],
)
def test_circumstances_of_graver_tiers(words: str, concept: str) -> None:
    found = law(
        punished(
            f"{ACTS.capitalize()} в целях эксплуатации",
            f"2. Те же деяния, совершенные:\n1) повторно;\n2) {words};\n3) в отношении двух или более лиц, -\nнаказываются лишением свободы на срок до десяти лет.\n",
        )
    )
    graver = found.offences[0].tiers[1]
    assert concept in str(clauses(graver.points[1].clauses))
    assert found.residue == ()


def test_the_name_of_the_offence_opens_a_graver_part() -> None:
    found = law(
        punished(
            f"Торговля людьми, то есть {ACTS} в целях эксплуатации",
            "2. Торговля людьми, совершенная:\n1) повторно;\n2) организованной группой, -\nнаказывается лишением свободы на срок до десяти лет.\n",
        )
    )
    assert [t.kind for t in found.offences[0].tiers] == ["basic", "aggravated"]
    assert found.residue == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Лицо, пострадавшее от торговли людьми, не несет уголовной ответственности за действия, к которым оно было принуждено.",
        "Имущество, полученное в результате торговли людьми, подлежит конфискации.",
        "Под уязвимым положением понимается ситуация, при которой у лица нет иного выбора.",
    ],
)
def test_sentences_that_say_nothing_of_the_elements(sentence: str) -> None:
    found = law(punished(f"{ACTS.capitalize()} в целях эксплуатации", f"Примечание. {sentence}\n"))
    assert found.residue == ()


@pytest.mark.parametrize(
    "text",
    [
        "Статья 205. Содействие террористической деятельности\n1. Склонение или вербовка лица в целях осуществления террористической деятельности -\nнаказываются лишением свободы на срок до десяти лет.\n",
        "Статья 241. Организация занятия проституцией\n1. Деяния, направленные на организацию занятия проституцией, а равно предоставление помещений для занятия проституцией -\nнаказываются лишением свободы на срок до пяти лет.\n",
        "Статья 9. Пользование услугами жертвы торговли людьми\n1. Пользование услугами лица, заведомо являющегося жертвой торговли людьми, -\nнаказывается лишением свободы на срок до трех лет.\n",
    ],
)
def test_neighbours_are_no_trafficking(text: str) -> None:
    assert reading(text).law is None


def test_numbers_with_superscripts() -> None:
    found = law(punished(f"{ACTS.capitalize()} в целях эксплуатации").replace("Статья 7.", "Статья 129¹."))
    assert found.offences[0].address == "art_129¹"
    assert found.residue == ()
