"""Ukrainian: a language that is a folder and nothing else. The texts are written for these tests in the idiom of the law.

None of them is a statute; PALERMO says what article 3 of the Protocol says, in the terms of its Ukrainian wording.
"""
# ruff: noqa: E501

import pytest
from tests.reading.comparing import clauses, meaning, normal, quotes, sanction
from tests.reading.texts import BELARUS
from tests.reading.texts import PALERMO as RUSSIAN

import defgap
from defgap.library import taxonomy
from defgap.model.formulas import Or
from defgap.model.notation import parse
from defgap.model.offences import Law
from defgap.model.printing import print_law
from defgap.reading.layout import layout
from defgap.reading.reader import Reading, read
from defgap.reading.source import detect, from_text
from defgap.resources import read as resource

PALERMO = (
    "Стаття 3. Термінологія\n"
    "Для цілей цього Протоколу:\n"
    "a) «торгівля людьми» означає здійснювані з метою експлуатації вербування, перевезення, передачу, приховування або "
    "одержання людей шляхом загрози силою або її застосування або інших форм примусу, викрадення, шахрайства, обману, "
    "зловживання владою або уразливістю положення, або шляхом підкупу, у вигляді платежів або вигод, для одержання згоди "
    "особи, яка контролює іншу особу. Експлуатація включає, як мінімум, експлуатацію проституції інших осіб або інші форми "
    "сексуальної експлуатації, примусову працю або послуги, рабство або звичаї, подібні до рабства, підневільний стан або "
    "вилучення органів;\n"
    "b) згода жертви торгівлі людьми на заплановану експлуатацію, про яку йдеться в підпункті a) цієї статті, не береться "
    "до уваги, якщо було використано будь-який із заходів впливу, зазначених у підпункті a);\n"
    "c) вербування, перевезення, передача, приховування або одержання дитини для цілей експлуатації вважаються «торгівлею "
    "людьми» навіть у тому разі, якщо вони не пов’язані із застосуванням будь-якого із заходів впливу, зазначених у "
    "підпункті a) цієї статті;\n"
    "d) «дитина» означає будь-яку особу, яка не досягла 18-річного віку.\n"
)
ARTICLE = (
    "Стаття 149. Торгівля людьми\n"
    "1. Вербування, переміщення, переховування, передача або одержання людини, вчинені з метою експлуатації, з "
    "використанням примусу, викрадення, обману, шантажу, матеріальної чи іншої залежності потерпілого, його уразливого "
    "стану або підкупу третьої особи, яка контролює потерпілого, для отримання згоди на його експлуатацію, –\n"
    "караються позбавленням волі на строк від трьох до восьми років.\n"
    "2. Дії, передбачені частиною першою цієї статті, вчинені щодо неповнолітнього або щодо кількох осіб, або повторно, "
    "або за попередньою змовою групою осіб, або службовою особою з використанням службового становища, або особою, від "
    "якої потерпілий був у матеріальній або іншій залежності, або поєднані з насильством, яке не є небезпечним для життя "
    "чи здоров'я потерпілого чи його близьких, або з погрозою застосування такого насильства, –\n"
    "караються позбавленням волі на строк від п'яти до дванадцяти років з конфіскацією майна або без такої.\n"
    "3. Дії, передбачені частиною першою або другою цієї статті, вчинені щодо неповнолітнього його батьками, опікунами чи "
    "піклувальниками, або вчинені щодо малолітнього, або організованою групою, або поєднані з насильством, небезпечним для "
    "життя або здоров'я потерпілого чи його близьких, або якщо вони спричинили тяжкі наслідки, –\n"
    "караються позбавленням волі на строк від восьми до п'ятнадцяти років.\n"
    "Примітка. 1. Під експлуатацією людини в цій статті слід розуміти всі форми сексуальної експлуатації, використання в "
    "порнобізнесі, примусову працю або примусове надання послуг, рабство або звичаї, подібні до рабства, підневільний "
    "стан, залучення в боргову кабалу, вилучення органів, усиновлення (удочеріння) з метою наживи, примусове одруження, "
    "примусове втягнення у заняття жебрацтвом, втягнення у злочинну діяльність, використання у збройних конфліктах тощо.\n"
    "2. Відповідальність за вербування, переміщення, переховування, передачу або одержання малолітнього чи неповнолітнього "
    "за цією статтею настає незалежно від того, чи вчинені такі дії з використанням примусу, викрадення, обману, шантажу "
    "чи уразливого стану зазначених осіб або із застосуванням чи погрозою застосування насильства.\n"
    "3. Згода потерпілого на його експлуатацію не береться до уваги, якщо застосовано будь-який із зазначених засобів.\n"
)

DEFINED = (
    "Стаття 1. Визначення термінів\n"
    "1. У цьому Законі терміни вживаються в такому значенні:\n"
    "1) торгівля людьми – вербування, переміщення, переховування, передача або одержання людини, вчинені з метою "
    "експлуатації, з використанням обману, шахрайства, шантажу, уразливого стану людини або із застосуванням чи погрозою "
    "застосування насильства, з використанням службового становища або матеріальної чи іншої залежності від іншої особи;\n"
    "2) експлуатація людини – примусова праця, рабство, вилучення органів та інші форми експлуатації;\n"
    "3) дитина – особа віком до 18 років;\n"
    "4) потерпілий – особа, яка постраждала від торгівлі людьми.\n"
)

GRAVER = (
    "Стаття 12. Торгівля людьми\n"
    "1. Вербування, перевезення, передача, переховування або одержання людини з метою експлуатації –\n"
    "караються позбавленням волі на строк до п’яти років або обмеженням волі на той самий строк.\n"
    "2. Ті самі дії, вчинені:\n"
    "а) із застосуванням насильства або погрозою його застосування;\n"
    "б) шляхом обману або зловживання владою;\n"
    "в) щодо особи, яка не досягла шістнадцяти років, –\n"
    "караються позбавленням волі на строк від семи до дев'ятнадцяти років або довічним позбавленням волі.\n"
)

FRAME = "Стаття 7. Торгівля людьми\n1. {} –\nкараються позбавленням волі на строк від трьох до восьми років.\n{}"
ACTS = "Вербування, перевезення, передача, переховування або одержання людини"
FIVE = ("Or", ("act.harbouring", "act.receipt", "act.recruitment", "act.transfer", "act.transportation"))
AIM = "term purpose.exploitation"


def reading(text: str) -> Reading:
    return read([from_text(text, language="uk")], taxonomy())


def law(text: str) -> Law:
    found = reading(text).law
    assert found is not None
    return found


def frame(words: str, rest: str = "") -> Law:
    return law(FRAME.format(f"{ACTS} {words}", rest))


def limbs(found: Law) -> list[tuple[object, ...]]:
    return [clauses(limb.clauses) for limb in found.offences[0].tiers[0].limbs]


def means(found: Law) -> set[object]:
    return {
        c
        for limb in limbs(found)
        for clause in limb
        for c in (clause[1] if isinstance(clause, tuple) and clause[0] == "Or" else (clause,))
        if str(c).startswith("means.")
    }


def forms(found: Law) -> set[object]:
    (term,) = found.definitions
    named = normal(Or(term.alternatives))
    return set(named[1] if isinstance(named, tuple) else [named])


# ---------------------------------------------------------------- whole texts, checked


def test_the_definition_of_the_protocol_has_no_gap_against_itself() -> None:
    (document,) = defgap.check(PALERMO).documents
    assert (document.status, document.problems, document.law.residue) == ("analysed", (), ())
    assert {role: cell.value for role, cell in document.summary.roles.items()} == dict.fromkeys(
        ("act", "means", "purpose"), "required"
    )
    assert {cell.value for cell in document.summary.elements.values()} == {"essential"}
    assert len(document.summary.elements) == 21
    assert document.summary.coverage["covered"] == document.summary.coverage["combinations"] == 350
    assert document.summary.child_no_means.value == "satisfied"
    assert (document.summary.consent.value, document.summary.consent.object) == ("if-means", "exploitation")
    assert (document.summary.openness, document.law.minor_age) == ("open", 18)
    assert document.findings == ()


def test_an_article_with_three_parts_and_notes() -> None:
    (document,) = defgap.check(ARTICLE).documents
    assert (document.status, document.problems, document.law.residue) == ("analysed", (), ())
    summary = document.summary
    assert {role: cell.value for role, cell in summary.roles.items()} == dict.fromkeys(
        ("act", "means", "purpose"), "required"
    )
    values = {element: cell.value for element, cell in summary.elements.items()}
    graver = {"means.threat", "means.force", "means.abuse-of-power"}
    assert {e for e, value in values.items() if value == "aggravating"} == graver
    assert {e for e, value in values.items() if value == "essential"} == set(values) - graver
    assert summary.child_no_means.value == "satisfied"
    assert summary.consent.value == "if-means"
    assert summary.openness == "open"
    assert set(summary.extra_purposes) >= {"pornography", "adoption", "armed-conflict", "begging[compelled]"}
    (offence,) = document.law.offences
    assert [sanction(t.sanction) for t in offence.tiers] == [
        (3, 8, False, (), "no"),
        (5, 12, False, (), "optional"),
        (8, 15, False, (), "no"),
    ]
    assert offence.tiers[2].of == ("art_149__part_1", "art_149__part_2")
    assert ("age 0 14 ",) in [clauses(p.clauses) for p in offence.tiers[2].points]


def test_a_law_that_defines_its_terms() -> None:
    (document,) = defgap.check(DEFINED).documents
    assert (document.status, document.problems, document.law.residue) == ("analysed", (), ())
    (offence,) = document.law.offences
    assert (offence.kind, offence.title, offence.address) == ("definition", "торгівля людьми", "art_1__part_1__point_1")
    assert means(document.law) == {
        f"means.{m}"
        for m in (
            *("deception", "fraud", "blackmail", "force", "threat"),
            *("abuse-of-vulnerability", "abuse-of-office", "abuse-of-dependence"),
        )
    }
    assert forms(document.law) == {"purpose.forced-labour", "purpose.slavery", "purpose.organ-removal"}
    assert document.law.definitions[0].openness == "open"
    assert document.law.minor_age == 18
    assert document.summary.roles["means"].value == "required"
    assert document.summary.child_no_means.value == "violated"
    assert document.summary.consent.value == "absent"


def test_means_that_only_aggravate() -> None:
    (document,) = defgap.check(GRAVER).documents
    assert (document.problems, document.law.residue) == ((), ())
    summary = document.summary
    assert summary.roles["means"].value == "not-required"
    for element in ("force", "threat", "deception", "abuse-of-power"):
        assert summary.elements[f"means.{element}"].value == "aggravating"
    assert summary.elements["means.abduction"].value == "absent"
    basic, graver = document.law.offences[0].tiers
    assert sanction(basic.sanction) == (None, 5, False, ("restriction-of-liberty",), "no")
    assert sanction(graver.sanction) == (7, 19, True, (), "no")
    assert [p.address for p in graver.points] == [f"art_12__part_2__point_{n}" for n in "абв"]
    assert clauses(graver.points[2].clauses) == ("age 0 16 ",)


@pytest.mark.parametrize("text", [PALERMO, ARTICLE, DEFINED, GRAVER])
def test_every_quote_is_verbatim_and_the_law_can_be_written_and_read_back(text: str) -> None:
    found = law(text)
    assert quotes(found)
    for quote in quotes(found):
        assert (quote.language, quote.text) == ("uk", text[quote.start : quote.end])
    (back,) = parse(print_law(found), resource("grammars/notation.lark"), taxonomy())
    assert meaning(back) == meaning(found)


# ---------------------------------------------------------------- the language


@pytest.mark.parametrize("text", [PALERMO, ARTICLE, DEFINED, GRAVER, "Торгівля людьми", "Вербування людини"])
def test_ukrainian_is_recognised(text: str) -> None:
    assert detect(text) == "uk"


def test_the_latin_i_is_read_as_the_ukrainian_letter() -> None:
    alike = ARTICLE.replace("і", "i")
    assert detect(alike) == "uk"
    assert meaning(law(alike)) == meaning(law(ARTICLE))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (RUSSIAN, "ru"),
        (BELARUS, "ru"),
        ("Торговля людьми", "ru"),
        ("Гандаль людзьмі", "be"),
        ("Вярбоўка, перавозка, перадача, укрывальніцтва або атрыманне чалавека з мэтай эксплуатацыі", "be"),
        ("Който набира, транспортира, укрива или приема отделни лица с цел да бъдат използвани", "bg"),
    ],
)
def test_its_neighbours_are_not_taken_for_ukrainian(text: str, code: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ", "‘", "`"])
def test_words_with_an_apostrophe_are_read_however_it_is_written(apostrophe: str) -> None:
    text = FRAME.format(
        f"{ACTS} з метою експлуатації",
        "2. Ті самі дії, вчинені із застосуванням насильства, небезпечного для життя чи здоров'я, –\n"
        "караються позбавленням волі на строк від дев'яти до п'ятнадцяти років.\n"
        "3. Дії, передбачені частиною першою цієї статті, що спричинили тяжкі наслідки, –\n"
        "караються позбавленням волі на строк від п'яти до десяти років.",
    )
    found = law(text.replace("'", apostrophe))
    _, second, third = found.offences[0].tiers
    assert clauses(second.points[0].clauses) == ("means.violence-dangerous",)
    assert [sanction(t.sanction) for t in (second, third)] == [(9, 15, False, (), "no"), (5, 10, False, (), "no")]
    assert found.residue == ()


def test_notes_of_the_publisher_and_letters_of_lists() -> None:
    text = (
        "Стаття 149-1. Торгівля людьми\n"
        "1. Один.\n"
        "{Частина перша в редакції Закону № 5 від 01.02.2003}\n"
        "2. Два:\nа) а;\nб) б;\nв) в;\nг) г;\nґ) ґ;\nд) д;\nе) е;\nє) є.\n"
        "Примітки. 1. Перша.\n2. Друга.\n"
    )
    assert [n.address for n in layout(text, "uk").root.walk() if n.address] == [
        "art_149-1",
        "art_149-1__part_1",
        "art_149-1__part_2",
        *(f"art_149-1__part_2__point_{n}" for n in "абвгґдеє"),
        "art_149-1__note_1",
        "art_149-1__note_2",
    ]


# ---------------------------------------------------------------- dispositions


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("з використанням примусу, викрадення, обману", {"coercion", "abduction", "deception"}),
        (
            "шляхом викрадення, застосування насильства або із застосуванням інших форм примусу",
            {"abduction", "force", "coercion"},
        ),
        (
            "шляхом зловживання довірою, службовим становищем або вразливим становищем особи",
            {"abuse-of-trust", "abuse-of-office", "abuse-of-vulnerability"},
        ),
        ("під погрозою застосування сили або із застосуванням інших засобів примусу", {"threat", "coercion"}),
        (
            "шляхом надання або одержання матеріальної чи іншої вигоди з метою отримання згоди особи, яка контролює іншу особу",
            {"payments"},
        ),
        ("із застосуванням чи погрозою застосування насильства", {"threat", "force"}),
        ("шляхом застосування насильства, небезпечного або не небезпечного для життя чи здоров'я", {"force"}),
        ("поєднані з насильством, яке не є небезпечним для життя чи здоров'я потерпілого", {"violence-not-dangerous"}),
    ],
)
def test_everything_in_a_list_of_means_is_a_means(words: str, expected: set[str]) -> None:
    for text in (f"з метою експлуатації, {words}", f"{words}, з метою експлуатації"):
        found = frame(text)
        assert means(found) == {f"means.{m}" for m in expected}
        assert {FIVE, AIM} <= set(limbs(found)[0]) and found.residue == ()


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("з метою експлуатації, не пов'язані з насильством", "насильством"),
        ("з метою експлуатації, без погроз і без обману", "без погроз"),
        ("з метою експлуатації за відсутності обману", "обману"),
        ("з метою експлуатації незалежно від громадянства і обману", "обману"),
        ("з метою експлуатації, не вимагається обману", "обману"),
    ],
)
def test_what_is_denied_is_residue_and_no_element(words: str, left: str) -> None:
    found = frame(words)
    assert means(found) == set()
    assert any(left in r.quote for r in found.residue)


def test_a_sale_stands_apart_from_acts_with_a_purpose() -> None:
    found = law(
        FRAME.format(
            "Купівля-продаж людини чи здійснення іншої незаконної угоди, об'єктом якої є людина, а так само вчинені з метою "
            "експлуатації вербування, перевезення, передача, переховування або одержання людини (торгівля людьми)",
            "",
        )
    )
    assert limbs(found) == [(("Or", ("act.other-transaction", "act.purchase", "act.sale")),), (AIM, FIVE)]
    assert found.choices == () and found.residue == ()


def test_parts_may_be_paragraphs_without_a_number() -> None:
    found = law(
        f"Стаття 7. Торгівля людьми\n{ACTS} з метою експлуатації, –\nкараються позбавленням волі на строк до п'яти років.\n"
        "Ті самі дії, вчинені повторно, –\nкараються позбавленням волі на строк від п'яти до десяти років.\n"
    )
    basic, graver = found.offences[0].tiers
    assert (graver.address, graver.of) == ("art_7__part_2", (basic.address,))
    assert [clauses(p.clauses) for p in graver.points] == [("circumstance.repetition",)]


def test_a_trailing_purpose_leaves_a_choice_of_scope() -> None:
    found = law(FRAME.format("Купівля людини, а так само вербування людини з метою експлуатації", ""))
    assert [(c.id, c.default, c.canon) for c in found.choices] == [("purpose-scope", "last", "nearest-connective")]
    assert found.residue == ()


def test_the_name_of_the_offence_as_an_alternative_is_reported() -> None:
    found = law(FRAME.format("Торгівля людиною, а так само вербування людини з метою експлуатації", ""))
    assert [r.quote for r in found.residue] == ["Торгівля людиною"]


def test_a_lead_in_distributes_over_its_items() -> None:
    found = law(
        "Стаття 7. Торгівля людьми\n"
        "1. Торгівля людьми, тобто вчинені з метою експлуатації:\n"
        "1) купівля-продаж людини;\n"
        "2) вербування, перевезення або одержання людини шляхом обману;\n"
        "3) передача людини, –\n"
        "карається позбавленням волі на строк від трьох років до семи років з конфіскацією майна або без такої.\n"
    )
    first, second, third = limbs(found)
    assert first == (AIM, ("Or", ("act.purchase", "act.sale")))
    assert "means.deception" in second and AIM in second
    assert third == ("act.transfer", AIM)
    assert sanction(found.offences[0].tiers[0].sanction) == (3, 7, False, (), "optional")
    assert found.residue == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("всі форми сексуальної експлуатації", {"sexual"}),
        ("рабська праця", {"slavery", "forced-labour[violence]"}),
        ("стан, подібний до рабства", {"similar-practices"}),
        ("примушування людини до роботи або надання послуг", {"forced-labour"}),
        ("втягнення в проституцію інших осіб", {"prostitution"}),
        ("трансплантація органів і тканин", {"organ-removal"}),
        ("вилучення в особи органів", {"organ-removal"}),
        ("боргова кабала, підневільний стан", {"debt-bondage", "servitude"}),
        (
            "примушування до заняття проституцією або надання послуг сексуального характеру",
            {"prostitution[compelled]", "sexual-exploitation[compelled]"},
        ),
        ("проведення дослідів над людиною без її згоди", {"experiments"}),
    ],
)
def test_forms_of_exploitation(words: str, expected: set[str]) -> None:
    for sentence in (f"Під експлуатацією розуміється {words}.", f"Експлуатація людини – {words}."):
        found = frame("з метою експлуатації", f"Примітка. {sentence}")
        assert forms(found) == {f"purpose.{f}" for f in expected}
        assert found.residue == ()


# ---------------------------------------------------------------- children and consent


@pytest.mark.parametrize(
    "rest",
    [
        "Примітка. Вербування, перевезення, передача, переховування або одержання дитини з метою експлуатації вважаються торгівлею людьми навіть у тому разі, якщо не застосовуються зазначені засоби.",
        "2. Вербування, перевезення, передача, переховування або одержання дитини з метою експлуатації визнаються торгівлею людьми, навіть якщо вони не пов'язані із застосуванням засобів, зазначених у частині першій цієї статті.",
        "Примітка. Дії, зазначені в частині першій цієї статті, щодо дитини караються незалежно від застосування зазначених засобів.",
        "Примітка. Відповідальність за вербування, перевезення, передачу, переховування або одержання неповнолітнього з метою експлуатації настає незалежно від того, чи вчинені такі дії з використанням примусу або обману.",
    ],
)
def test_a_rule_for_children_is_a_limb_without_means(rest: str) -> None:
    found = frame("шляхом обману з метою експлуатації", rest)
    adult, child = limbs(found)
    assert "means.deception" in adult
    assert set(child) == {FIVE, AIM, "age 0 None minor"}
    assert found.residue == ()


@pytest.mark.parametrize(
    ("words", "under"),
    [
        (", яка не досягла шістнадцяти років,", 16),
        (", яка не досягла 17-річного віку,", 17),
        (", яка не досягла вісімнадцятирічного віку,", 18),
        (", якій не виповнилося 15 років,", 15),
        (" віком до чотирнадцяти років", 14),
        (" у віці до 16 років", 16),
    ],
)
def test_an_age_in_words_or_digits_is_the_age_of_the_child(words: str, under: int) -> None:
    found = frame(
        "шляхом обману з метою експлуатації",
        f"Примітка. Угода щодо дитини{words} визнається торгівлею людьми незалежно від способу її вчинення.",
    )
    assert limbs(found)[1] == ("act.other-transaction", f"age 0 {under} ")
    assert found.residue == ()


def test_a_graver_tier_for_children_whatever_the_means_takes_their_place() -> None:
    found = frame(
        "шляхом обману з метою експлуатації",
        "2. Ті самі дії, вчинені щодо неповнолітнього незалежно від використання засобів впливу, зазначених у частині 1 цієї статті, –\nкараються позбавленням волі на строк від п'яти до десяти років.",
    )
    (point,) = found.offences[0].tiers[1].points
    assert point.in_place_of == ("means",) and clauses(point.clauses) == ("age 0 None minor",)
    assert found.residue == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Згода потерпілого на експлуатацію не береться до уваги.", ("unconditional", "any", "exploitation")),
        ("Згода дитини на її вербування не має значення.", ("unconditional", "child", "act")),
        (
            "Згода потерпілого на його експлуатацію не береться до уваги, якщо було застосовано будь-який із зазначених засобів.",
            ("if-means", "any", "exploitation"),
        ),
    ],
)
def test_rules_on_consent(sentence: str, expected: tuple[str, str, str]) -> None:
    found = frame("шляхом обману з метою експлуатації", f"Примітка. {sentence}")
    assert [(c.rule, c.victim, c.object) for c in found.offences[0].consents] == [expected]
    assert found.residue == ()


@pytest.mark.parametrize(
    "words",
    [
        "за його згодою або без його згоди",
        "незалежно від згоди потерпілого",
        "незалежно від наявності чи відсутності його згоди",
    ],
)
def test_with_consent_or_without_it_consent_does_not_matter(words: str) -> None:
    found = frame(f"{words}, з метою експлуатації")
    assert [(c.rule, c.victim, c.object) for c in found.offences[0].consents] == [("unconditional", "any", "act")]
    assert limbs(found) == [(AIM, FIVE)] and found.residue == ()


@pytest.mark.parametrize("words", ["за відсутності його згоди", "без згоди потерпілого", "проти його волі"])
def test_against_the_will_is_a_circumstance(words: str) -> None:
    found = frame(f"шляхом обману {words}, з метою експлуатації")
    assert "circumstance.against-will" in limbs(found)[0]
    assert found.offences[0].consents == () and found.residue == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Не визнаються торгівлею людьми перевезення і передача дитини батьками.",
        "Під уразливим станом розуміється збіг тяжких обставин.",
        "Експлуатацією вважається щось невідоме.",
    ],
)
def test_a_sentence_that_was_recognised_but_not_composed_is_reported(sentence: str) -> None:
    found = reading(FRAME.format(f"{ACTS} шляхом обману з метою експлуатації", f"Примітка. {sentence}"))
    assert found.law is not None
    assert sentence in [r.quote for r in found.law.residue]
    assert any("not understood" in p for p in found.problems)


def test_a_law_about_victims_is_no_offence() -> None:
    found = reading(
        "Стаття 4. Органи протидії торгівлі людьми\n"
        "1. Уповноважений орган забезпечує отримання і передачу відомостей про перевезення осіб.\n"
        "2. Згода особи на отримання допомоги не вимагається.\n"
    )
    assert (found.law, found.reason) == (None, "no trafficking provision")
