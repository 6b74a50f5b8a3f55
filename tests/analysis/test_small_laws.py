"""Small laws of one shape each, and the verdicts a lawyer would give."""

import pytest
from tests.analysis.helpers import compare, findings, placement, small


def severe(analysis):
    return {(f.rule, f.effect, f.element) for f in findings(analysis) if f.severity != "note"}


def roles(analysis):
    return tuple(analysis.verdict.roles.values())


REQUIRED = ("required", "required", "required")


@pytest.mark.parametrize("name", ["means-and-child-rule", "closed-list-of-seven", "child-separate-offence"])
def test_a_law_that_says_what_the_protocol_says_has_no_gap(name):
    analysis = compare(small(name))
    assert roles(analysis) == REQUIRED
    assert not severe(analysis)
    assert not analysis.gaps
    assert not analysis.verdict.beyond
    assert analysis.counts() == {"combinations": 350, "covered": 350, "partly": 0, "uncovered": 0, "undetermined": 0}
    assert analysis.verdict.child_no_means == "satisfied"


def test_any_person_with_means_is_nothing_over_inclusive_but_leaves_children_out():
    analysis = compare(small("means-no-child-rule"))
    assert roles(analysis) == REQUIRED
    assert not analysis.verdict.beyond
    assert analysis.verdict.child_no_means == "violated"
    assert severe(analysis) == {("CHI001", "shortfall", "child_no_means")}
    (gap,) = analysis.gaps
    assert gap.children and not gap.adults
    assert analysis.counts()["uncovered"] == 35


def test_a_child_rule_below_eighteen_is_a_shortfall():
    analysis = compare(small("child-under-16"))
    assert analysis.verdict.child_age == 16
    assert analysis.verdict.child_no_means == "partial"
    assert severe(analysis) == {("CHI002", "shortfall", "child_age")}
    assert findings(analysis, "CHI002")[0].witness[-1] == "16–17"


def test_a_child_rule_under_twenty_one_goes_beyond_the_protocol():
    analysis = compare(small("child-under-21"))
    assert analysis.verdict.roles["means"] == "some"
    assert analysis.verdict.child_age == 21
    assert analysis.verdict.child_no_means == "satisfied"
    assert not analysis.gaps
    (beyond,) = analysis.verdict.beyond
    assert beyond.lacking == ("means",)
    assert "age:18-20" in beyond.witness


def test_compulsion_in_the_definition_of_exploitation_is_no_means():
    analysis = compare(small("means-in-exploitation"))
    assert roles(analysis) == ("required", "not-required", "required")
    assert analysis.verdict.coercion_in_purpose == "all"
    assert placement(analysis, "means.force") == ("absent", None)
    assert placement(analysis, "purpose.prostitution") == ("essential", "narrower")
    assert analysis.verdict.child_no_means == "partial"
    assert analysis.verdict.child_forms == ("purpose.prostitution",)
    reading = {f.element for f in findings(analysis) if f.effect == "shortfall-on-one-reading"}
    assert reading == {"purpose.prostitution"}


@pytest.mark.parametrize("name", ["means-or-purpose", "means-limb-purpose-limb"])
def test_means_on_one_limb_and_purpose_on_the_other_are_each_required_in_some(name):
    analysis = compare(small(name))
    assert roles(analysis) == ("required", "some", "some")
    assert {b.lacking for b in analysis.verdict.beyond} == {("means",), ("purpose",)}
    assert not analysis.gaps
    assert placement(analysis, "means.force") == ("essential", "full")


@pytest.mark.parametrize(
    ("name", "requirement"),
    [
        ("travel", "movement"),
        ("cross-border", "cross-border"),
        ("organised-group", "organised-group"),
        ("profit", "profit"),
    ],
)
def test_an_extra_requirement_is_one_finding_and_no_flood(name, requirement):
    analysis = compare(small(name))
    assert analysis.verdict.extra_requirements == (requirement,)
    assert severe(analysis) == {("EXT001", "shortfall", requirement)}
    assert not analysis.gaps
    assert not analysis.verdict.beyond
    assert roles(analysis) == REQUIRED


def test_the_border_and_the_group_are_told_apart_by_untoc():
    assert "UNTOC art. 34(2)" in findings(compare(small("cross-border")), "EXT001")[0].message
    assert "UNTOC art. 34(2)" not in findings(compare(small("profit")), "EXT001")[0].message


def test_an_element_at_two_tiers_shows_both():
    analysis = compare(small("graded-force"))
    standings = analysis.verdict.elements["means.force"].standings
    assert [(s.placement, s.breadth) for s in standings] == [("essential", "narrower"), ("aggravating", "narrower")]
    assert ("MEA005", "shortfall", "means.force") in severe(analysis)
    assert ("MEA004", "shortfall", "means.abduction") in severe(analysis)


def test_a_graver_twin_with_means_is_the_aggravated_tier():
    analysis = compare(small("general-and-graver"))
    assert len(analysis.verdict.roster.graver) == 1
    assert analysis.verdict.roles["means"] == "not-required"
    assert placement(analysis, "means.deception") == ("aggravating", "full")
    assert not analysis.gaps


def test_two_means_required_together_leave_each_alone_unpunished():
    analysis = compare(small("force-and-deception"))
    assert roles(analysis) == REQUIRED
    assert placement(analysis, "means.force") == ("essential", "full")
    found = severe(analysis)
    assert ("MEA005", "shortfall", "means.force") in found
    assert ("MEA004", "shortfall", "means.payments") in found
    assert not {f for f in found if not f[0].startswith("MEA")}
    assert analysis.counts()["uncovered"] == 315


def test_illustrative_means_are_not_required():
    analysis = compare(small("illustrative-means"))
    assert analysis.verdict.roles["means"] == "not-required"
    assert placement(analysis, "means.force") == ("illustrative", "full")
    assert placement(analysis, "means.payments") == ("absent", None)
    assert not analysis.gaps


def test_an_offence_with_one_act_leaves_the_other_four_out():
    analysis = compare(small("single-act"))
    assert {f.element for f in findings(analysis, "ACT001")} == {
        "act.transportation",
        "act.transfer",
        "act.harbouring",
        "act.receipt",
    }
    assert analysis.verdict.child_no_means == "satisfied"
    assert placement(analysis, "act.recruitment") == ("essential", "full")


def test_a_form_missing_from_an_open_list_is_a_matter_of_reading():
    analysis = compare(small("open-list-without-organs"))
    assert severe(analysis) == {("PUR002", "shortfall-on-one-reading", "purpose.organ-removal")}
    assert placement(analysis, "purpose.organ-removal") == ("absent", None)


def test_undefined_exploitation_leaves_the_purposes_undetermined():
    analysis = compare(small("undefined-exploitation"))
    assert roles(analysis) == REQUIRED
    assert placement(analysis, "purpose.slavery") == ("undetermined", "undefined")
    assert severe(analysis) == {("PUR005", "not-given", "purpose")}
    assert analysis.counts()["undetermined"] == 350


def test_an_offence_without_a_story_is_a_finding_and_never_all_required():
    analysis = compare(small("unsatisfiable"))
    assert roles(analysis) == ("undetermined", "undetermined", "undetermined")
    assert severe(analysis) == {("TXT004", "shortfall", "offence")}


def test_want_of_consent_as_a_condition_contradicts_the_protocol():
    analysis = compare(small("against-will"))
    assert severe(analysis) == {("CON003", "shortfall", "consent")}
    assert analysis.verdict.extra_requirements == ("against-will",)


def test_the_minimum_profile_makes_departures_warnings_and_keeps_shortfalls_errors():
    departure = compare(small("illustrative-means"), profile="minimum")
    assert {f.severity for f in findings(departure, "MEA001", "MEA003")} == {"warning"}
    shortfall = compare(small("single-act"), profile="minimum")
    assert {f.severity for f in findings(shortfall, "ACT001")} == {"error"}
