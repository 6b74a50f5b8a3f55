"""English: drafting patterns, each as a small provision written for the test, with every cell that it must give.

None of the provisions is a law. A case names what differs from an offence with all three roles, no rule on children or
consent, and nothing unread; see `EXPECTED`.
"""
# ruff: noqa: E501

import re
from functools import cache
from typing import Any

import pytest

import defgap
from defgap.report.data import report_data

FIVE = "recruitment transportation transfer harbouring receipt"
NINE = "threat force coercion abduction fraud deception abuse-of-power abuse-of-vulnerability payments"
SEVEN = "prostitution sexual-exploitation forced-labour slavery similar-practices servitude organ-removal"
SEXUAL = "prostitution sexual-exploitation"
DECEIT = "deception fraud"

EXPECTED = {
    "status": "analysed",
    "act": "required",
    "means": "required",
    "purpose": "required",
    "essential": "",
    "illustrative": "",
    "aggravating": "",
    "elsewhere": "",
    "undetermined": "",
    "child": "violated",
    "age": None,
    "consent": "absent",
    "consent_child": "absent",
    "coercion": "none",
    "requires": "",
    "extra_acts": "",
    "unread": [],
}
"""The cells of an offence where a case says nothing else; elements that a case does not name are absent."""
OPTIONAL = ("defined", "list", "forms", "basic", "tiers", "uncertain")


@cache
def document(text: str) -> dict[str, Any]:
    return report_data(defgap.check(text, lang="en"))["documents"][0]  # type: ignore[no-any-return]


def cells(text: str) -> dict[str, Any]:
    """Return what is said of a text, in the words of `EXPECTED`."""
    found = document(text)
    summary = found["summary"]
    if summary is None:
        return {"status": found["status"]}
    placed: dict[str, list[str]] = {}
    for name, cell in summary["elements"].items():
        placed.setdefault(cell["value"], []).append(name.partition(".")[2])
    uncertain = [name for name, cell in {**summary["roles"], **summary["elements"]}.items() if not cell["certain"]]
    return {
        "status": found["status"],
        **{role: cell["value"] for role, cell in summary["roles"].items()},
        **{p: words(" ".join(placed.get(p, ()))) for p in ("essential", "illustrative", "aggravating", "elsewhere")},
        "undetermined": words(" ".join(placed.get("undetermined", ()))),
        "child": summary["child_no_means"]["value"],
        "age": summary["child_age"],
        "consent": summary["consent"]["value"],
        "consent_child": summary["consent_child"]["value"],
        "coercion": summary["coercion_in_purpose"],
        "requires": words(" ".join(summary["extra_requirements"])),
        "extra_acts": words(" ".join(summary["extra_acts"])),
        "unread": [r["quote"] for o in found["offences"] for r in o["residue"]],
        "defined": summary["exploitation"]["defined"],
        "list": summary["exploitation"]["list"],
        "forms": words(" ".join(summary["extra_purposes"])),
        "basic": [limb["address"] for o in found["offences"] for limb in o["limbs"]],
        "tiers": [t["kind"] for o in found["offences"] for t in o["tiers"]],
        "uncertain": words(" ".join(uncertain)),
    }


def words(text: str) -> set[str]:
    return set(text.split())


def case(name: str, text: str, **changes: Any) -> Any:
    """A text and the cells it must give, as the differences from `EXPECTED`."""
    if changes.get("status", "analysed") != "analysed":
        return pytest.param(text, changes, id=name)
    assert set(changes) <= {*EXPECTED, *OPTIONAL}, name
    if "consent" in changes:
        changes.setdefault("consent_child", changes["consent"])
    expected = {**EXPECTED, **changes}
    sets = ("essential", "illustrative", "aggravating", "elsewhere", "undetermined", "requires", "extra_acts")
    for key in (*sets, *(k for k in ("forms", "uncertain") if k in changes)):
        expected[key] = words(expected[key])
    return pytest.param(text, expected, id=name)


def check(text: str, expected: dict[str, Any]) -> None:
    found = cells(text)
    assert {key: found.get(key) for key in expected} == expected


# ---------------------------------------------------------------- anatomy

ACTS = "recruits, transports, transfers, harbours or receives"
NOUNS = "recruitment, transportation, transfer, harbouring or receipt of persons"
PRISON = "commits an offence and is liable to imprisonment for a term not exceeding fifteen years."

ANATOMY = [
    case(
        "one sentence",
        f"Section 5. Trafficking in persons\nAny person who {ACTS} another person by means of threat, force, abduction, fraud or deception, for the purpose of "
        f"forced labour, slavery or the removal of organs, {PRISON}\n",
        essential=f"{FIVE} threat force abduction {DECEIT} forced-labour slavery organ-removal",
    ),
    case(
        "acts lead in, means are lettered items",
        f"Section 8. Human trafficking\n(1) A person who, for the purpose of forced labour, {ACTS} another person by means of –\n(a) threat or use of force;\n"
        f"(b) deception;\n(c) abuse of power; or\n(d) abuse of a position of vulnerability,\n{PRISON}\n",
        essential=f"{FIVE} threat force {DECEIT} abuse-of-power abuse-of-vulnerability forced-labour",
    ),
    case(
        "acts lead in, purposes are lettered items",
        f"12. Trafficking in persons\nWhoever by force or fraud {ACTS} a person for the purpose of:\n(a) slavery;\n(b) servitude;\n(c) forced labour or services; or\n"
        "(d) removal of organs,\nshall be punished with imprisonment for eight years.\n",
        essential=f"{FIVE} force {DECEIT} slavery servitude forced-labour organ-removal",
    ),
    case(
        "items inline in one long line",
        f"Section 3. Trafficking in persons. A person who {ACTS} another person by (a) threat; (b) use of force; or (c) deception for the purpose of (i) slavery; "
        f"(ii) servitude; or (iii) forced labour {PRISON}",
        essential=f"{FIVE} threat force {DECEIT} slavery servitude forced-labour",
    ),
    case(
        "definitions first, a defined word in the offence",
        f"Section 2. Interpretation\nIn this Act—\n“exploitation” includes sexual exploitation, forced labour, slavery and servitude;\n“trafficking in persons” means the "
        f"{NOUNS} by means of force or deception for the purpose of exploitation.\nSection 3. Offence\nA person who commits the offence of trafficking in persons is liable to "
        "imprisonment for a term of twelve years.\n",
        essential=f"{FIVE} force {DECEIT} {SEXUAL} forced-labour slavery servitude",
        defined=True,
        list="open",
    ),
    case(
        "a term refers to",
        f"Section 3. Definition of terms\n(a) Trafficking in persons - refers to the {NOUNS} by means of threat, coercion or fraud for the purpose of exploitation.\n"
        "(b) Exploitation - refers to forced labour, slavery or the removal of organs.\nSection 4. Penalties\nAny person found guilty of trafficking in persons shall suffer "
        "the penalty of imprisonment of twenty years.\n",
        essential=f"{FIVE} threat coercion {DECEIT} forced-labour slavery organ-removal",
        list="closed",
    ),
    case(
        "terms behind a colon",
        f"Article 1. Definitions\nHuman trafficking: the {NOUNS} by force, abduction or deception for the purpose of exploitation.\nExploitation: forced labour, slavery, "
        "servitude or removal of organs.\nArticle 2. Punishment\nWhoever commits human trafficking shall be punished by imprisonment of five to ten years.\n",
        essential=f"{FIVE} force abduction {DECEIT} forced-labour slavery servitude organ-removal",
        list="closed",
    ),
    case(
        "a dash defines",
        f"Article 1. Terms\n1) trafficking in persons – the {NOUNS} by means of fraud for the purpose of exploitation;\n2) exploitation – forced labour, slavery or servitude.\n",
        essential=f"{FIVE} {DECEIT} forced-labour slavery servitude",
        list="closed",
    ),
    case(
        "a defined verb",
        f"Section 1. Interpretation\n“traffics”, in relation to a person, means {ACTS} the person by means of coercion or deception;\n“exploitation” means forced labour or slavery.\n"
        "Section 2. Trafficking\nA person who traffics another person for the purpose of exploitation commits an offence and shall be liable to imprisonment for ten years.\n",
        essential=f"{FIVE} coercion {DECEIT} forced-labour slavery",
    ),
    case(
        "joined by a section number",
        f"Section 4. Trafficking in persons\nTrafficking in persons means the {NOUNS} by means of force or fraud for the purpose of forced labour or slavery.\n"
        "Section 5. Penalty\nWhoever commits an act described in section 4 shall be liable to imprisonment for nine years.\n",
        essential=f"{FIVE} force {DECEIT} forced-labour slavery",
    ),
    case(
        "adults and children in separate offences",
        f"Section 6. Trafficking in adults\nAny person who {ACTS} an adult by threat, force or deception for the purpose of forced labour or slavery {PRISON}\n"
        f"Section 7. Trafficking in children\nAny person who {ACTS} a child for the purpose of forced labour or slavery commits an offence and is liable to imprisonment for twenty years.\n"
        "“Child” means a person under the age of eighteen years.\n",
        essential=f"{FIVE} threat force {DECEIT} forced-labour slavery",
        child="satisfied",
        age=18,
    ),
    case(
        "penalty in another section",
        "Section 10. Trafficking in persons\nNo person shall recruit, transport, transfer, harbour or receive another person by force or deception for the purpose of slavery.\n"
        "Section 11. Penalties\nA person who contravenes section 10 is liable to imprisonment for fourteen years.\n",
        essential=f"{FIVE} force {DECEIT} slavery",
    ),
    case(
        "penalty before the conduct",
        f"Article 143. Trafficking in persons\nImprisonment for a term of six to twelve years shall be imposed on whoever {ACTS} a person by force, threat or fraud for the purpose of "
        "forced labour or servitude.\n",
        essential=f"{FIVE} force threat {DECEIT} forced-labour servitude",
    ),
    case(
        "purpose first",
        f"Section 18. Trafficking in persons\nWhoever, for the purpose of sexual exploitation or slavery, {ACTS} a person by means of force or abuse of power, {PRISON}\n",
        essential=f"{FIVE} force abuse-of-power {SEXUAL} slavery",
    ),
    case(
        "model list of acts, means and purpose",
        "Article 8. Trafficking in persons\n1. Any person who:\n(a) recruits, transports, transfers, harbours or receives another person;\n(b) by means of the threat or use of force, "
        "abduction, fraud, deception or abuse of power;\n(c) for the purpose of forced labour, slavery or servitude;\nshall be guilty of an offence and liable to imprisonment for ten years.\n",
        essential=f"{FIVE} threat force abduction {DECEIT} abuse-of-power forced-labour slavery servitude",
    ),
    case(
        "a list of acts, then a list of means",
        "Section 9. Trafficking in persons\n(1) A person commits an offence if he—\n(a) recruits;\n(b) transports or transfers; or\n(c) harbours or receives,\nanother person by means of—\n"
        "(i) threat or use of force;\n(ii) fraud or deception; or\n(iii) abuse of power,\nfor the purpose of slavery or forced labour.\n(2) A person who commits an offence under "
        "subsection (1) is liable to imprisonment for twelve years.\n",
        essential=f"{FIVE} threat force {DECEIT} abuse-of-power slavery forced-labour",
    ),
    case(
        "paragraphs without numbers",
        f"Trafficking in persons\n\nWhoever {ACTS} a person by force, threat or deception for the purpose of slavery or forced labour shall be punished with imprisonment of four to ten years.\n\n"
        "If the offence is committed by an organised criminal group, the punishment shall be imprisonment of ten to twenty years.\n",
        essential=f"{FIVE} force threat {DECEIT} slavery forced-labour",
    ),
    case(
        "a paragraph sign",
        f"§ 104. Trafficking in persons\n(1) Whoever {ACTS} a person by force or deception for the purpose of slavery or servitude shall be liable to imprisonment for six months to five years.\n",
        essential=f"{FIVE} force {DECEIT} slavery servitude",
    ),
    case(
        "decimal section numbers",
        f"Trafficking in persons\n279.01 (1) Every person who {ACTS} a person by force or deception for the purpose of slavery or servitude is guilty of an indictable offence and liable "
        "to imprisonment for a term of not more than 14 years.\n(2) No consent to the activity that forms the subject-matter of a charge under subsection (1) is valid.\n",
        essential=f"{FIVE} force {DECEIT} slavery servitude",
        consent="unconditional",
    ),
    case(
        "a heading above the number",
        f"Trafficking in persons\n71. (1) A person who {ACTS} another person by force or deception for the purpose of slavery or servitude {PRISON}\n",
        essential=f"{FIVE} force {DECEIT} slavery servitude",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ANATOMY)
def test_anatomy(text: str, expected: dict[str, Any]) -> None:
    check(text, expected)


# ---------------------------------------------------------------- acts


def offence(
    acts: str = f"Whoever {ACTS} a person",
    means: str = "by force or deception",
    aim: str = "for the purpose of slavery",
) -> str:
    """Return a one-sentence offence; by default one whose elements are `PLAIN`."""
    said = " ".join(part for part in (acts, means, aim) if part)
    return (
        f"Section 7. Trafficking in persons\n{said} shall be punished with imprisonment of not less than five years.\n"
    )


PLAIN = f"{FIVE} force {DECEIT} slavery"
REST = f"force {DECEIT} slavery"

ACTING = [
    case("verbs", offence(), essential=PLAIN),
    case("nouns", offence(f"The {NOUNS}"), essential=PLAIN),
    case(
        "gerunds", offence("Recruiting, transporting, transferring, harbouring or receiving a person"), essential=PLAIN
    ),
    case(
        "gerunds behind an offence clause",
        "Section 7. Trafficking in persons\nA person commits an offence by recruiting, transporting, transferring, harbouring or receiving another person by force or deception for the "
        "purpose of slavery.\nPenalty: imprisonment for ten years.\n",
        essential=PLAIN,
    ),
    case("synonyms", offence("Whoever enlists, conveys, hands over, shelters or accepts a person"), essential=PLAIN),
    case(
        "conceals and takes in",
        offence("Whoever recruits, moves, conceals or takes in a person"),
        essential=f"recruitment transportation harbouring receipt {REST}",
    ),
    case("a single act", offence("Whoever recruits a person"), essential=f"recruitment {REST}"),
    case("two acts", offence("Whoever transports or harbors a person"), essential=f"transportation harbouring {REST}"),
    case(
        "sale and purchase",
        offence("Whoever sells, buys, recruits or transports a person"),
        essential=f"recruitment transportation {REST}",
        extra_acts="sale purchase",
    ),
    case(
        "provides and obtains",
        offence("Whoever recruits, provides or obtains a person"),
        essential=f"recruitment {REST}",
        extra_acts="provision obtaining",
    ),
    case(
        "hires, maintains, offers",
        offence("Whoever recruits, hires, maintains or offers a person"),
        essential=f"recruitment {REST}",
        extra_acts="hiring maintaining offering",
    ),
    case(
        "entices and exchanges",
        offence("Whoever entices, exchanges or receives a person"),
        essential=f"receipt {REST}",
        extra_acts="enticement exchange",
    ),
    case(
        "delivers, leases, detains",
        offence("Whoever delivers, leases, detains or receives a person"),
        essential=f"receipt {REST}",
        extra_acts="delivery lease detention",
    ),
    case(
        "procures",
        offence("Whoever procures, recruits or keeps a person"),
        essential=f"recruitment {REST}",
        extra_acts="procuring keeping",
    ),
    case(
        "arranges the travel",
        offence("Whoever arranges or facilitates the travel of another person"),
        essential=f"{REST}",
        extra_acts="travel-arrangement",
        child="undetermined",
    ),
    case(
        "brings in or out of the country",
        offence("Whoever recruits a person or brings a person into the country or takes a person out of the country"),
        essential=f"recruitment {REST}",
        extra_acts="bringing-in-or-out",
    ),
    case(
        "control over the movements",
        offence("Whoever recruits, holds or exercises control over the movements of a person"),
        essential=f"recruitment {REST}",
        extra_acts="holding control",
    ),
    case(
        "other acts",
        offence(
            "The recruitment, transportation, transfer, harbouring, receipt or any other act in relation to a person"
        ),
        essential=PLAIN,
        extra_acts="other-act",
    ),
    case(
        "a verb defined by a list",
        "Section 1. Trafficking of persons\n(1) A person who trafficks another person by force or deception for the purpose of slavery shall be punished with imprisonment for twelve years.\n"
        "(2) In this section, “trafficks” means—\n(a) recruits or transports;\n(b) transfers or harbours; or\n(c) receives.\n",
        essential=PLAIN,
    ),
    case("knowingly", offence(f"Any person who knowingly and intentionally {ACTS} another person"), essential=PLAIN),
    case(
        "directly or indirectly",
        offence(f"Every person who, directly or indirectly, {ACTS} one or more persons"),
        essential=PLAIN,
    ),
    case(
        "it is an offence to",
        offence("It is an offence for a person to recruit, transport, transfer, harbour or receive another person"),
        essential=PLAIN,
    ),
    case(
        "it is unlawful to",
        offence(
            "It shall be unlawful for any person to recruit, transport, transfer, harbour or receive another person"
        ),
        essential=PLAIN,
    ),
    case(
        "a person is guilty who",
        f"Section 2. Trafficking in persons\nA person is guilty of trafficking in persons who {ACTS} another person by force or deception for the purpose of slavery.\n",
        essential=PLAIN,
    ),
    case(
        "spelled harbor",
        offence("Any person who recruits, transports, transfers, harbors or receives a person"),
        essential=PLAIN,
    ),
]


@pytest.mark.parametrize(("text", "expected"), ACTING)
def test_acts(text: str, expected: dict[str, Any]) -> None:
    check(text, expected)


# ---------------------------------------------------------------- means


def by(means: str, found: str, name: str = "", **changes: Any) -> Any:
    return case(name or means, offence(means=means), essential=f"{FIVE} {found} slavery", **changes)


BY = [
    by("by means of coercion or fraud", f"coercion {DECEIT}"),
    by("through abduction", "abduction"),
    by("through the use of force", "force"),
    by("using threats or deception", f"threat {DECEIT}"),
    by("with the use of violence", "force"),
    by("by any of the following means: force, fraud or coercion,", f"force {DECEIT} coercion"),
    by("by the threat or use of force or other forms of coercion", "threat force coercion"),
    by("by intimidation", "threat"),
    by("by deceit or false promises", DECEIT),
    by("by misrepresentation", DECEIT),
    by("by abuse of power or of a position of vulnerability", "abuse-of-power abuse-of-vulnerability"),
    by("by abusing his authority", "abuse-of-power"),
    by("by abuse of his official position", "abuse-of-power"),
    by("by taking advantage of the vulnerability of the person", "abuse-of-vulnerability"),
    by(
        "by the giving or receiving of payments or benefits to achieve the consent of a person having control over another person",
        "payments",
    ),
    by("by bribery", "payments"),
    by("by blackmail", "coercion"),
    by("by debt bondage or confiscation of identity documents", "coercion"),
    by("by kidnapping", "abduction"),
    by(
        "by means of the threat or use of force or other forms of coercion, of abduction, of fraud, of deception, of the abuse of power or of a position of vulnerability or of the giving "
        "or receiving of payments or benefits to achieve the consent of a person having control over another person,",
        NINE,
        "all nine",
    ),
    case(
        "if one of the following means is used",
        f"Section 7. Trafficking in persons\nWhoever {ACTS} a person for the purpose of slavery shall be punished with imprisonment of five to ten years if one or more of the following "
        "means is used:\n(a) force;\n(b) deception;\n(c) abuse of power.\n",
        essential=f"{PLAIN} abuse-of-power",
    ),
    case(
        "means and purpose behind the penalty",
        f"Section 7. Trafficking in persons\nWhoever {ACTS} a person shall be punished with imprisonment of ten years if it is done by force or deception for the purpose of slavery.\n",
        essential=PLAIN,
    ),
    case(
        "under any of the following circumstances",
        f"Section 7. Trafficking in persons\nA person who {ACTS} another person for the purpose of slavery under any of the following circumstances:\n(a) by the use of force;\n"
        "(b) by deception; or\n(c) by abuse of power,\nshall be punished with imprisonment of five years.\n",
        essential=f"{PLAIN} abuse-of-power",
    ),
    case(
        "aggravating points after the same act",
        f"Article 150. Trafficking in persons\n1. The {NOUNS} for the purpose of forced labour or slavery shall be punished by imprisonment from three to six years.\n"
        "2. The same act committed:\na) with the use of violence or threat of violence;\nb) by deception;\nc) by abuse of official position,\nshall be punished by imprisonment from six to twelve years.\n",
        essential=f"{FIVE} forced-labour slavery",
        aggravating=f"force threat {DECEIT} abuse-of-power",
        means="not-required",
        child="satisfied",
    ),
    case(
        "aggravating circumstance in a sentence",
        f"Article 150. Trafficking in persons\n1. Whoever {ACTS} a person for the purpose of slavery shall be punished by imprisonment for five years.\n"
        "2. If the offence is committed by force or threat, the offender shall be punished by imprisonment for ten years.\n",
        essential=f"{FIVE} slavery",
        aggravating="force threat",
        means="not-required",
        child="satisfied",
    ),
    case(
        "illustrative means",
        offence(means="by any means, including by force, fraud or deception,"),
        essential=f"{FIVE} slavery",
        illustrative=f"force {DECEIT}",
        means="not-required",
        child="satisfied",
    ),
    case(
        "means on one limb only",
        "Section 7. Trafficking in persons\n(1) A person commits an offence if the person, for the purpose of slavery,—\n(a) sells another person; or\n"
        "(b) recruits or transports another person by force or deception.\n(2) The penalty is imprisonment for ten years.\n",
        essential=f"recruitment transportation {REST}",
        extra_acts="sale",
        means="some",
    ),
    case(
        "means hidden in the purpose",
        f"Section 7. Trafficking in persons\nWhoever {ACTS} a person for the purpose of exploitation shall be liable to imprisonment for ten years.\n"
        "“Exploitation” means forced labour or slavery.\n“Forced labour” means labour obtained by force or threat.\n",
        essential=f"{FIVE} forced-labour slavery",
        means="not-required",
        child="satisfied",
        list="closed",
    ),
    case(
        "transport is no means",
        offence(means="by any means of transport"),
        essential=f"{FIVE} slavery",
        means="not-required",
        child="satisfied",
    ),
    case(
        "means explained apart",
        offence(means="by coercion") + "“Coercion” means threat or use of force, abduction or debt bondage.\n",
        essential=f"{FIVE} threat force abduction coercion slavery",
    ),
]


@pytest.mark.parametrize(("text", "expected"), BY)
def test_means(text: str, expected: dict[str, Any]) -> None:
    check(text, expected)


# ---------------------------------------------------------------- purpose


def aim(aim: str, found: str, name: str = "", **changes: Any) -> Any:
    return case(name or aim, offence(aim=aim), essential=f"{FIVE} force {DECEIT} {found}", **changes)


AIMS = [
    aim("for the purpose of forced labour or services, slavery or servitude", "forced-labour slavery servitude"),
    aim("for the purposes of removing organs", "organ-removal"),
    aim("with the aim of sexual exploitation", SEXUAL),
    aim("with a view to the exploitation of the prostitution of others", "prostitution"),
    aim("with the intent to subject that person to servitude", "servitude"),
    aim("with the intention of placing the person in slavery", "slavery"),
    aim("in order to hold the person in slavery or servitude", "slavery servitude"),
    aim("so as to exact forced labour from the person", "forced-labour"),
    aim("for slavery or the removal of organs", "slavery organ-removal"),
    aim("knowing that the person will be subjected to forced labour", "forced-labour"),
    aim("for the purpose of debt bondage or serfdom", "similar-practices"),
    aim("for the purpose of slavery or practices similar to slavery", "slavery similar-practices"),
    aim("for the purpose of prostitution or pornography", "prostitution", forms="pornography"),
    aim("for the purpose of begging or slavery", "slavery", forms="begging"),
    aim("for the purpose of forced labor or slavery", "forced-labour slavery", "labor"),
    aim("for the purpose of the removal of his or her organs or tissues", "organ-removal"),
    aim(
        "for the purpose of exploitation, which includes at a minimum the exploitation of the prostitution of others or other forms of sexual exploitation, forced labour or services, slavery "
        "or practices similar to slavery, servitude or the removal of organs,",
        SEVEN,
        "all seven in the sentence",
        defined=True,
        list="open",
    ),
    aim("for the purpose of exploitation", "", "not defined", undetermined=SEVEN, defined=False),
    aim(
        "knowing that the person is being or will be exploited",
        "",
        "knowing that the person will be exploited",
        undetermined=SEVEN,
    ),
    case("no purpose", offence(aim=""), essential=f"{FIVE} force {DECEIT}", purpose="not-required"),
    case(
        "profit in place of a purpose",
        offence(aim="for profit"),
        essential=f"{FIVE} force {DECEIT}",
        purpose="not-required",
        requires="profit",
    ),
    case(
        "sale in place of a purpose",
        offence(aim="for the purpose of sale"),
        essential=f"{FIVE} force {DECEIT}",
        purpose="not-required",
        requires="purpose-of-sale",
    ),
    case(
        "purpose on one limb only",
        "Section 7. Trafficking in persons\n(1) A person commits an offence if the person, by force or deception,—\n(a) sells or buys another person; or\n"
        "(b) recruits or transports another person for the purpose of slavery.\n(2) The penalty is imprisonment for ten years.\n",
        essential=f"recruitment transportation {REST}",
        extra_acts="sale purchase",
        purpose="some",
    ),
    case(
        "closed definition",
        offence(aim="for the purpose of exploitation")
        + "For the purposes of this section, “exploitation” means forced labour, slavery or servitude.\n",
        essential=f"{FIVE} force {DECEIT} forced-labour slavery servitude",
        list="closed",
        defined=True,
    ),
    case(
        "open definition",
        offence(aim="for the purpose of exploitation")
        + "In this section, “exploitation” includes, but is not limited to, forced labour, slavery or servitude.\n",
        essential=f"{FIVE} force {DECEIT} forced-labour slavery servitude",
        list="open",
    ),
    case(
        "definition as a list",
        offence(aim="for the purpose of exploitation")
        + "In this section, “exploitation” means—\n(a) sexual exploitation;\n(b) forced labour;\n(c) slavery; or\n(d) the removal of organs.\n",
        essential=f"{FIVE} force {DECEIT} {SEXUAL} forced-labour slavery organ-removal",
        list="closed",
    ),
    case(
        "a definition as a condition",
        f"Section 7. Trafficking in persons\n(1) A person who {ACTS} another person by force or deception for the purpose of exploitation shall be liable to imprisonment for ten years.\n"
        "(2) For the purposes of this section, a person exploits another person if—\n(a) the other person is held in slavery or servitude; or\n(b) the other person is required to perform forced labour.\n",
        essential=f"{FIVE} force {DECEIT} slavery servitude forced-labour",
        defined=True,
    ),
    case(
        "definition in a note",
        offence(aim="for the purpose of exploitation")
        + "Note. Exploitation means forced labour, slavery or the removal of organs.\n",
        essential=f"{FIVE} force {DECEIT} forced-labour slavery organ-removal",
        list="closed",
    ),
]


@pytest.mark.parametrize(("text", "expected"), AIMS)
def test_purposes(text: str, expected: dict[str, Any]) -> None:
    check(text, expected)


# ---------------------------------------------------------------- children


def adults(rest: str, **parts: str) -> str:
    """Return an offence that needs means, followed by a second part and, where `rest` has none, a definition of child."""
    plain = offence(**parts).replace("\n", "\n(1) ", 1)
    age = (
        "" if "“Child” means" in rest else "(3) In this section, “child” means a person under eighteen years of age.\n"
    )
    return f"{plain}(2) {rest}\n{age}"


CHILD = f"The {NOUNS.replace('persons', 'a child')} for the purpose of slavery"
CHILD_RULES = [
    "shall be considered trafficking in persons even if it does not involve any of the means set out in subsection (1).",
    "shall be considered “trafficking in persons” even if this does not involve any of the means referred to in subsection (1).",
    "shall constitute trafficking in persons even if none of the means mentioned in subsection (1) is used.",
    "constitutes trafficking in persons irrespective of the means used.",
    "is trafficking in persons whether or not any of the means set out in subsection (1) is used.",
    "shall be regarded as trafficking in persons regardless of whether any of the means listed in subsection (1) was used.",
    "shall be deemed trafficking in persons even where no means is used.",
]
CHILDREN = [
    *(case(rule, adults(f"{CHILD} {rule}"), essential=PLAIN, child="satisfied", age=18) for rule in CHILD_RULES),
    case(
        "an offence of its own",
        adults(
            f"Whoever {ACTS} a child for the purpose of slavery shall be punished with imprisonment of not less than ten years."
        ),
        essential=PLAIN,
        child="satisfied",
        age=18,
    ),
    case(
        "other than a child",
        f"Section 7. Trafficking in persons\n(1) A person who {ACTS} another person, other than a child, by force or deception for the purpose of slavery commits an offence.\n"
        f"(2) A person who {ACTS} a child for the purpose of slavery commits an offence.\n(3) A person who commits an offence under this section is liable to imprisonment for ten years.\n"
        "(4) “Child” means a person under the age of 18 years.\n",
        essential=PLAIN,
        child="satisfied",
        age=18,
    ),
    case(
        "a presumption",
        adults(
            "Where the victim is a child, the prosecution need not prove that any of the means set out in subsection (1) was used."
        ),
        essential=PLAIN,
        child="satisfied",
        age=18,
    ),
    case(
        "a child only aggravates",
        adults(
            "If the offence is committed against a child, the punishment shall be imprisonment of not less than ten years."
        ),
        essential=PLAIN,
        age=18,
    ),
    case(
        "children under sixteen only",
        adults(
            f"Whoever {ACTS} a person under the age of sixteen years for the purpose of slavery shall be punished with imprisonment of not less than ten years."
        ),
        essential=PLAIN,
        child="partial",
        age=16,
    ),
    case(
        "a child is under sixteen",
        adults(
            f"{CHILD} shall be considered trafficking in persons even if it does not involve any of the means set out in subsection (1). “Child” means a person under sixteen years of age."
        ),
        essential=PLAIN,
        child="partial",
        age=16,
    ),
    case(
        "a child is under twenty-one",
        adults(
            f"Whoever {ACTS} a child for the purpose of slavery shall be punished with imprisonment for ten years."
        ).replace("under eighteen years of age", "under twenty-one years of age"),
        essential=PLAIN,
        means="some",
        child="satisfied",
        age=21,
    ),
    case(
        "a minor that is not defined",
        offence()
        + f"Section 8. Trafficking in minors\nWhoever {ACTS} a minor for the purpose of slavery shall be punished with imprisonment for ten years.\n",
        essential=PLAIN,
        child="satisfied",
    ),
    case(
        "children only",
        f"Section 3. Trafficking in children\nWhoever {ACTS} a child for the purpose of slavery shall be punished with imprisonment for ten years.\n“Child” means a person under eighteen years of age.\n",
        essential=f"{FIVE} slavery",
        means="not-required",
        child="satisfied",
        age=18,
        requires="victim-age",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CHILDREN)
def test_children(text: str, expected: dict[str, Any]) -> None:
    check(text, expected)


# ---------------------------------------------------------------- consent

RULES = [
    ("The consent of the victim is irrelevant.", "unconditional"),
    ("The consent of the victim to the intended exploitation shall be irrelevant.", "unconditional"),
    ("It is no defence that the victim consented to the exploitation.", "unconditional"),
    ("It is not a defence to a charge under this section that the victim consented to the act.", "unconditional"),
    ("The consent of the victim shall not be a defense.", "unconditional"),
    ("The victim’s consent shall not be taken into account.", "unconditional"),
    (
        "The consent of the victim to the intended exploitation shall be irrelevant where any of the means set forth in subsection (1) have been used.",
        "if-means",
    ),
    (
        "The consent of a victim of trafficking in persons shall be immaterial if one of the means set out in subsection (1) was used.",
        "if-means",
    ),
]
CONSENTS = [
    *(
        case(rule, offence().replace("\n", "\n(1) ", 1) + f"(2) {rule}\n", essential=PLAIN, consent=value)
        for rule, value in RULES
    ),
    case(
        "with or without consent",
        offence(f"Whoever, with or without the consent of the victim, {ACTS} a person"),
        essential=PLAIN,
        consent="unconditional",
    ),
    case(
        "with or without consent or knowledge",
        offence(f"Whoever {ACTS} a person with or without the victim’s consent or knowledge"),
        essential=PLAIN,
        consent="unconditional",
    ),
    case(
        "regardless of consent",
        offence(f"Whoever {ACTS} a person, regardless of the consent of that person,"),
        essential=PLAIN,
        consent="unconditional",
    ),
    case(
        "even with consent",
        offence(f"Whoever {ACTS} a person, even with his or her consent,"),
        essential=PLAIN,
        consent="unconditional",
    ),
    case(
        "children only",
        adults("The consent of a child to the exploitation is irrelevant."),
        essential=PLAIN,
        consent="absent",
        consent_child="unconditional",
        age=18,
    ),
    case("consent is not mentioned", offence(), essential=PLAIN, consent="absent"),
    case(
        "in a section of its own",
        offence()
        + "Section 8. Consent\nIn a prosecution for trafficking in persons under section 7, the consent of the victim shall be irrelevant.\n",
        essential=PLAIN,
        consent="unconditional",
    ),
    case(
        "inside the items",
        "Section 7. Trafficking in persons\n(1) A person who, by force or deception,—\n(a) recruits or transports another person, with or without that person’s consent; or\n"
        "(b) transfers, harbours or receives another person, with or without that person’s consent,\nfor the purpose of slavery, commits an offence and is liable to imprisonment for ten years.\n",
        essential=PLAIN,
        consent="unconditional",
    ),
    case(
        "without consent is a condition",
        offence(f"Whoever {ACTS} a person without the consent of that person", ""),
        essential=f"{FIVE} slavery",
        means="not-required",
        child="satisfied",
        requires="against-will",
    ),
    case(
        "consent of one who controls is a means",
        offence(means="by giving payments to obtain the consent of a person having control over the victim"),
        essential=f"{FIVE} payments slavery",
        consent="absent",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONSENTS)
def test_consent(text: str, expected: dict[str, Any]) -> None:
    check(text, expected)


# ---------------------------------------------------------------- reach

REACH = [
    case(
        "within or across borders",
        offence(f"Whoever {ACTS} a person within or across national borders"),
        essential=PLAIN,
    ),
    case(
        "inside or outside the country",
        offence(f"Whoever, whether within or outside the country, {ACTS} a person"),
        essential=PLAIN,
    ),
    case(
        "domestically or internationally",
        offence(f"Whoever {ACTS} a person, domestically or internationally,"),
        essential=PLAIN,
    ),
    case(
        "a border is a condition",
        offence(f"Whoever {ACTS} a person across the state border"),
        essential=PLAIN,
        requires="cross-border",
    ),
    case(
        "abroad is a condition",
        offence("Whoever transports or transfers a person abroad"),
        essential=f"transportation transfer {REST}",
        requires="cross-border",
    ),
    case("for profit", offence(f"Whoever, for profit, {ACTS} a person"), essential=PLAIN, requires="profit"),
    case(
        "for financial gain", offence(f"Whoever {ACTS} a person for financial gain"), essential=PLAIN, requires="profit"
    ),
    case(
        "by an organised group",
        offence(f"Whoever, as a member of an organised criminal group, {ACTS} a person"),
        essential=PLAIN,
        requires="organised-group",
    ),
    case("women only", offence(f"Whoever {ACTS} a woman"), essential=PLAIN, requires="sex-of-victim"),
    case("women and children", offence(f"Whoever {ACTS} women or children"), essential=PLAIN, requires="sex-of-victim"),
    case(
        "an organised group only aggravates",
        offence().replace("\n", "\n(1) ", 1)
        + "(2) If the offence is committed by an organised criminal group, the punishment shall be imprisonment of not less than ten years.\n",
        essential=PLAIN,
    ),
]


@pytest.mark.parametrize(("text", "expected"), REACH)
def test_reach(text: str, expected: dict[str, Any]) -> None:
    check(text, expected)


# ---------------------------------------------------------------- the text itself

LISTED = (
    "Section 9. Trafficking in persons\n(1) A person who recruits, transports, transfers, harbours or receives another person by means of—\n(a) force;\n(b) deception; or\n"
    "(c) abduction,\nfor the purpose of forced labour or slavery, commits an offence and is liable to imprisonment for a term of ten years.\n"
)
IN_LIST = f"{FIVE} force {DECEIT} abduction forced-labour slavery"
SEPARATE = (
    'Section 2. Definitions\n"exploitation" means forced labour or slavery;\n"trafficking in persons" means the recruitment, transportation, transfer, harbouring or receipt of '
    "persons by force or deception for the purpose of exploitation.\n"
)
TEXTS = [
    case("amendment brackets", LISTED.replace("abduction", "1[abduction]"), essential=IN_LIST),
    case("starred brackets", LISTED.replace("(b) deception", "(b) [deception]"), essential=IN_LIST),
    case("hard breaks", re.sub(r"(another|forced|commits|liable to) ", r"\1\n", LISTED), essential=IN_LIST),
    case("page numbers", LISTED.replace("(c) abduction", "- 14 -\n(c) abduction"), essential=IN_LIST),
    case("a page number alone", LISTED.replace("for the purpose", "27\nfor the purpose"), essential=IN_LIST),
    case("labor", LISTED.replace("labour", "labor").replace("harbours", "harbors"), essential=IN_LIST),
    case("straight quotes", SEPARATE, essential=f"{FIVE} force {DECEIT} forced-labour slavery", list="closed"),
    case(
        "curly quotes",
        re.sub(r'"([^"]+)"', r"“\1”", SEPARATE),
        essential=f"{FIVE} force {DECEIT} forced-labour slavery",
        list="closed",
    ),
    case(
        "single quotes",
        re.sub(r'"([^"]+)"', r"‘\1’", SEPARATE),
        essential=f"{FIVE} force {DECEIT} forced-labour slavery",
        list="closed",
    ),
    case("windows line ends", LISTED.replace("\n", "\r\n"), essential=IN_LIST),
    case("no-break spaces", LISTED.replace("forced labour", "forced\u00a0labour"), essential=IN_LIST),
    case("soft hyphens", LISTED.replace("deception", "decep\u00adtion"), essential=IN_LIST),
    case("a word cut at the end of a line", LISTED.replace("transports", "trans-\nports"), essential=IN_LIST),
    case(
        "capitals",
        LISTED.replace("(a) force", "(a) FORCE").replace("(b) deception", "(b) Deception"),
        essential=IN_LIST,
    ),
    case("a division above", "PART II\nOFFENCES AGAINST LIBERTY\n" + LISTED, essential=IN_LIST),
    case(
        "sections around it",
        f"Section 8. Theft\nWhoever steals shall be liable to imprisonment for two years.\n{LISTED}",
        essential=IN_LIST,
    ),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_texts(text: str, expected: dict[str, Any]) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    "end",
    [
        "(b) deception; or",
        "(c) abduction,",
        "for the purpose of",
        "forced labour or",
    ],
)
def test_of_a_text_that_breaks_off_nothing_is_absent(end: str) -> None:
    found = cells(LISTED[: LISTED.index(end) + len(end)])
    if found["status"] == "analysed":
        placed = set().union(
            *(found[p] for p in ("essential", "illustrative", "aggravating", "elsewhere", "undetermined"))
        )
        assert placed == words(f"{FIVE} {NINE} {SEVEN}")
        assert "not-required" not in {found[role] for role in ("act", "means", "purpose")}
        assert found["consent"] != "absent"


def test_of_a_text_marked_as_partial_nothing_is_absent() -> None:
    summary = report_data(defgap.check(LISTED, lang="en", complete=False))["documents"][0]["summary"]
    assert "absent" not in {cell["value"] for cell in summary["elements"].values()}


# ---------------------------------------------------------------- other offences

NEGATIVES = {
    "drug trafficking": "Section 5. Drug trafficking\nAny person who traffics in, transports, sells or distributes a narcotic drug by any means commits an offence and is liable to imprisonment for life.\n",
    "drugs of several kinds": "Section 5. Trafficking in drugs\nWhoever possesses, transports, sells or exports a psychotropic substance for the purpose of trafficking shall be imprisoned for ten years.\n",
    "arms": "Section 12. Arms trafficking\nWhoever imports, exports, acquires, sells, delivers, moves or transfers firearms across a border shall be punished with imprisonment of five years.\n",
    "migrant smuggling": "Section 30. Smuggling of migrants\nA person who, for financial gain, procures the illegal entry of a person into a State of which the person is not a national or resident commits an offence and is liable to imprisonment for ten years.\n",
    "kidnapping for ransom": "Section 44. Kidnapping\nWhoever kidnaps or abducts a person by force or deception in order to obtain a ransom shall be punished with imprisonment of ten years.\n",
    "brothel keeping": "Section 61. Brothels\nAny person who keeps or manages a brothel, or lets premises for use as a brothel, commits an offence and is liable to a fine or imprisonment for three years.\n",
    "theft": "Section 3. Theft\nWhoever takes the property of another by force or deception commits an offence and is liable to imprisonment for three years.\n",
    "wildlife": "Section 9. Wildlife trafficking\nWhoever captures, transports, sells or receives a protected animal for profit shall be liable to a fine.\n",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in NEGATIVES.items()])
def test_other_offences_are_no_trafficking_provision(text: str) -> None:
    assert cells(text) == {"status": "no-trafficking-provision"}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in NEGATIVES.items()])
def test_another_offence_beside_it_changes_nothing(text: str) -> None:
    """Elements that the neighbour names stand elsewhere at most."""
    alone, beside = cells(LISTED), cells(LISTED + text.replace("Section ", "Section 1"))
    assert beside["essential"] == alone["essential"]
    assert {k: beside[k] for k in ("act", "means", "purpose", "child", "consent", "requires", "extra_acts")} == {
        k: alone[k] for k in ("act", "means", "purpose", "child", "consent", "requires", "extra_acts")
    }


def test_an_unknown_word_with_a_capital_may_be_a_means() -> None:
    found = cells(offence(means="by Gwozdation"))
    assert "Gwozdation" in found["unread"]
    assert (found["means"], found["child"]) == ("undetermined", "undetermined")


def test_conduct_beyond_the_protocol_is_uncertain_where_a_means_may_stand_unread() -> None:
    plain = defgap.check(offence(means="")).to_dict()["documents"][0]["summary"]["beyond"]
    unread = defgap.check(offence(means="by Gwozdation")).to_dict()["documents"][0]["summary"]["beyond"]
    assert {b["certain"] for b in plain if "means" in b["without"]} == {True}
    assert {b["certain"] for b in unread if "means" in b["without"]} == {False}
