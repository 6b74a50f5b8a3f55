"""Laws that have misled a reader once: joined laws, circles, twins, undefined words, hidden requirements."""

import pytest
from tests.analysis.helpers import compare, findings, placement

import defgap
from defgap import library
from defgap.errors import DefgapError, UnknownName
from defgap.model.offences import join

ACTS = "act recruitment, transportation, transfer, harbouring, receipt"
MEANS = "means threat, force, coercion, abduction, fraud, deception, abuse-of-power, abuse-of-vulnerability, payments"
FORMS = """define exploitation as purpose closed {
  purpose prostitution, sexual-exploitation, forced-labour, slavery, similar-practices, servitude, organ-removal }"""
WHOLE = f"{ACTS} {MEANS} purpose exploitation"
CHILD = f"limb {{ victim under 18 {ACTS} purpose exploitation }}"


def law(body, name="x"):
    (made,) = library.parse(f"law {name} {{ {body} }}")
    return made


def offence(*limbs, tiers="", name="t"):
    return f"offence {name} art 1 {{ basic part 1 {{ {' '.join(limbs)} }} {tiers} }}"


class TestJoinedLaws:
    def test_each_law_keeps_its_own_age_of_minority(self):
        one = law(
            f"minor under 16 {FORMS} "
            + offence(f"limb {{ {WHOLE} }}", f"limb {{ victim minor {ACTS} purpose exploitation }}"),
            "one",
        )
        other = law("minor under 14 neighbour n art 9 { basic { limb { act sale victim minor } } }", "other")
        alone, joined = compare(one), compare(join((one, other)))
        assert (alone.verdict.child_no_means, joined.verdict.child_no_means) == ("partial", "partial")
        assert alone.counts() == joined.counts()

    def test_three_choices_of_one_name_stay_three(self):
        text = (
            "offence t{n} art {n} {{ basic {{ limb {{ act {act} if c = p }} }} }} "
            "choice c {{ option p option q default {default} }}"
        )
        laws = [
            law(text.format(n=n, act=act, default=d))
            for n, act, d in ((1, "sale", "p"), (2, "hiring", "p"), (3, "purchase", "q"))
        ]
        joined = join(tuple(laws))
        assert len({c.id for c in joined.choices}) == 3
        assert set(compare(joined).verdict.extra_acts) == {"sale", "hiring"}


class TestWords:
    def test_a_word_defined_by_itself_is_undefined(self):
        analysis = compare(
            law("define exploitation as purpose { purpose exploitation } " + offence(f"limb {{ {WHOLE} }}", CHILD))
        )
        assert analysis.counts()["undetermined"] == 350
        assert placement(analysis, "purpose.slavery")[0] == "undetermined"

    def test_many_words_that_all_name_each_other_take_no_time(self):
        words = [f"w{i}" for i in range(12)]
        text = " ".join(
            f"define {w} as act {{ act {', '.join(f'term {o}' for o in words if o != w)}, sale }}" for w in words
        )
        analysis = compare(law(f"{text} {FORMS} " + offence(f"limb {{ act term w0 {MEANS} purpose exploitation }}")))
        assert analysis.verdict.roles == {"act": "required", "means": "required", "purpose": "required"}
        assert placement(analysis, "act.recruitment")[0] == "undetermined"

    def test_an_undefined_act_decides_nothing(self):
        analysis = compare(law(FORMS + offence(f"limb {{ {WHOLE} }}", "limb { act term traffics }")))
        assert analysis.verdict.roles == {"act": "required", "means": "undetermined", "purpose": "undetermined"}
        assert placement(analysis, "means.force") == ("essential", "full")
        assert not findings(analysis, "MEA001", "MEA003", "PUR001", "PUR004")

    def test_a_child_rule_that_hangs_on_an_undefined_act_is_undetermined(self):
        analysis = compare(
            law(
                FORMS
                + offence(f"limb {{ {WHOLE} }}", "limb { victim under 18 act term traffics purpose exploitation }")
            )
        )
        assert analysis.verdict.child_no_means == "undetermined"

    def test_an_undefined_word_of_another_role_is_granted_and_said(self):
        analysis = compare(law(FORMS + offence(f"limb {{ {WHOLE} circumstance term unlawfully }}", CHILD)))
        assert analysis.counts()["covered"] == 350
        assert findings(analysis, "TXT005")


class TestLimbs:
    def test_two_limbs_that_say_the_same_are_no_examples(self):
        analysis = compare(law(FORMS + offence(f"limb {{ {WHOLE} }}", f"limb {{ {WHOLE} }}", CHILD)))
        assert placement(analysis, "means.force") == ("essential", "full")
        assert not [f for f in findings(analysis) if f.severity == "error"]

    def test_means_beside_a_basic_part_without_them_are_examples(self):
        text = f"""{FORMS} offence t art 1 {{
          basic part 1 {{ limb {{ {ACTS} purpose exploitation }} }}
          basic part 2 {{ limb {{ {ACTS} means force purpose exploitation }} }} }}"""
        assert placement(compare(law(text)), "means.force") == ("illustrative", "full")


class TestExtraRequirements:
    def test_alternatives_beside_a_requirement_are_both_found(self):
        analysis = compare(
            law(FORMS + offence(f"limb {{ {WHOLE} circumstance cross-border, profit actor organised-group }}"))
        )
        assert set(analysis.verdict.extra_requirements) == {"organised-group", "cross-border", "profit"}
        assert len(findings(analysis, "EXT001")) == 2

    def test_a_requirement_that_an_aggravated_limb_replaces_by_another_is_found(self):
        analysis = compare(
            law(
                FORMS
                + offence(
                    f"limb {{ {WHOLE} circumstance profit }}",
                    tiers=f"aggravated part 2 of part 1 {{ limb {{ {WHOLE} circumstance cross-border }} }}",
                )
            )
        )
        assert set(analysis.verdict.extra_requirements) == {"profit", "cross-border"}
        assert findings(analysis, "EXT001")


class TestAges:
    @pytest.mark.parametrize("age", ["from 21", "18..60"])
    def test_an_age_limit_among_adults_is_one_finding(self, age):
        analysis = compare(law(FORMS + offence(f"limb {{ victim {age} {WHOLE} }}", CHILD)))
        assert [f.rule for f in findings(analysis) if f.severity == "error"] == ["EXT003"]
        assert analysis.verdict.child_age == 18

    def test_knowledge_of_age_in_a_needless_limb_spoils_nothing(self):
        analysis = compare(
            law(
                FORMS
                + offence(
                    f"limb {{ {WHOLE} }}", CHILD, "limb { victim under 18 act sale circumstance knowledge-of-age }"
                )
            )
        )
        assert analysis.verdict.child_no_means == "satisfied"

    def test_knowledge_of_age_where_it_matters_makes_the_rule_partial(self):
        analysis = compare(
            law(
                FORMS
                + offence(
                    f"limb {{ {WHOLE} }}",
                    f"limb {{ victim under 18 {ACTS} purpose exploitation circumstance knowledge-of-age }}",
                )
            )
        )
        assert analysis.verdict.child_no_means == "partial"

    def test_an_age_that_protects_no_child_without_means_is_not_praised(self):
        analysis = compare(law(f"minor under 16 {FORMS}" + offence(f"limb {{ {WHOLE} }}")))
        assert [f.rule for f in findings(analysis) if f.severity == "error"] == ["CHI001"]


class TestTiers:
    def test_a_purpose_in_place_of_another_also_replaces_one_that_was_added_before(self):
        text = f"""define exploitation as purpose closed {{ purpose forced-labour }} offence t art 1 {{
          basic part 1 {{ limb {{ {WHOLE} }} {CHILD} }}
          aggravated part 2 of part 1 {{ on point 1 in-place-of purpose {{ purpose organ-removal }} }}
          aggravated part 3 of part 2 {{ on point 1 in-place-of purpose {{ purpose slavery }} }} }}"""
        analysis = compare(law(text))
        out = {v for g in analysis.gaps for v in g.product[2]}
        assert not {"purpose.organ-removal"} & out
        assert not any(v.startswith("purpose.slavery") for v in out)

    def test_parts_that_build_on_each_other_in_a_circle_end(self):
        text = f"""{FORMS} offence t art 1 {{
          basic part 1 {{ limb {{ {WHOLE} }} {CHILD} }}
          aggravated part 2 of part 3 {{ on in-place-of purpose {{ purpose organ-removal }} }}
          aggravated part 3 of part 2 {{ on in-place-of purpose {{ purpose slavery }} }} }}"""
        assert compare(law(text)).verdict.child_no_means == "satisfied"

    def test_an_offence_without_a_basic_part_is_said_to_have_none(self):
        report = defgap.check(law("offence t art 1 { }"))
        (finding,) = [f for f in report.findings if f.rule == "TXT004"]
        assert "no basic offence was given" in finding.message
        assert "x not covered: everything" in report.to_text()


class TestPartialTexts:
    def test_what_was_not_given_is_not_held_against_a_law(self):
        made = law(FORMS + offence(f"limb {{ {WHOLE} }}"))
        report = defgap.check(made, complete=False)
        assert not [f for f in report.findings if f.effect == "shortfall"]
        summary = report.documents[0].summary
        assert (summary.child_no_means.value, summary.consent.value) == ("undetermined", "undetermined")

    def test_words_not_read_in_a_basic_disposition_make_absence_undetermined(self):
        made = law(
            FORMS
            + offence("limb { act recruitment means force purpose exploitation }")
            + ' residue art 1 part 1 "и тому подобное"'
        )
        analysis = compare(made)
        assert placement(analysis, "means.payments")[0] == "undetermined"
        assert not [f for f in findings(analysis) if f.effect == "shortfall"]


class TestInputs:
    def test_a_long_line_is_a_text_and_no_file_name(self):
        with pytest.raises(DefgapError):
            defgap.check("я" * 300)

    def test_a_standard_must_be_named(self):
        with pytest.raises(UnknownName, match="nothing to compare against"):
            defgap.check("kz", against=())
        assert defgap.check("kz-cc-128", against="palermo").standards[0].id == "palermo"

    def test_deep_nesting_is_an_error_and_no_crash(self):
        deep = "(" * 400 + "sale" + ")" * 400
        with pytest.raises(DefgapError):
            library.parse(f"law x {{ offence t {{ basic {{ limb {{ act {deep} }} }} }} }}")
        chain = " ".join(f"define w{i} as act {{ act term w{i + 1} }}" for i in range(400))
        with pytest.raises(DefgapError):
            defgap.check(law(f"{chain} define w400 as act {{ act sale }} " + offence("limb { act term w0 }")))


class TestReadings:
    def test_a_canon_moves_the_default_of_scope_choices_only(self):
        for canon, option in (("last-antecedent", "last"), ("series-qualifier", "all")):
            analysis = compare(library.load("kz-cc-128"), authorities=(), canon=canon)
            assert analysis.readings.settings["purpose-scope"] == option
            assert analysis.readings.settings["purpose-added-7"] == "added"

    def test_a_reading_chosen_by_hand_goes_before_an_authority(self):
        analysis = compare(library.load("kz-cc-128"), chosen={"purpose-scope": "all"})
        assert analysis.verdict.roles["purpose"] == "some"
        assert "purpose-scope" not in analysis.readings.settled

    def test_unknown_canons_choices_and_options_are_named(self):
        for options in ({"canon": "x"}, {"chosen": {"x": "y"}}, {"chosen": {"purpose-scope": "x"}}):
            with pytest.raises(UnknownName):
                compare(library.load("kz-cc-128"), **options)


class TestLimits:
    def test_an_offence_with_too_many_stories_is_a_finding_and_no_hang(self):
        every = library.taxonomy().concepts
        roles = ("act", "means", "purpose", "circumstance", "result", "actor")
        clauses = " ".join(
            f"{role} " + ", ".join(c for c in every if c.startswith(role + ".") and "[" not in c) for role in roles
        )
        limb = f"limb {{ {clauses} }}"
        analysis = compare(law(offence(limb, limb)))
        assert analysis.verdict.over_budget
        assert any("too many stories" in f.message for f in findings(analysis, "TXT006"))

    def test_words_unread_in_a_definition_leave_what_the_offence_requires_certain(self):
        made = law(f"""define exploitation as purpose closed art 3 {{ purpose forced-labour }}
                       {offence(f"limb {{ {WHOLE} }}", "limb { act sale }", CHILD)} residue art 3 "and so on" """)
        analysis = compare(made)
        assert analysis.verdict.roles["purpose"] == "some"
        assert placement(analysis, "purpose.slavery")[0] == "undetermined"
