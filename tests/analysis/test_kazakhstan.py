"""What the program says of Kazakhstan's law, edition by edition."""

import pytest
from tests.analysis.helpers import built_in, compare, findings, left_out, placement, witnesses

from defgap import library


@pytest.fixture(scope="module")
def art_128():
    return compare(built_in("kz-cc-128@2023"))


@pytest.fixture(scope="module")
def early_2023():
    return compare(built_in("kz-cc-128@2023", "kz-cc-003@2023"))


@pytest.fixture(scope="module")
def current():
    return compare(built_in("kz-cc-128", "kz-cc-003"))


def test_the_protocol_against_itself_has_no_finding():
    analysis = compare(library.load("palermo"))
    assert not findings(analysis)
    assert not analysis.gaps
    assert not analysis.verdict.beyond


class TestArticle128InEarly2023:
    def test_act_is_required_and_five_acts_stand_in_the_basic_offence(self, art_128):
        assert art_128.verdict.roles["act"] == "required"
        for act in ("recruitment", "transportation", "transfer", "harbouring", "receipt"):
            assert placement(art_128, f"act.{act}") == ("essential", "full")

    def test_no_means_is_required(self, art_128, early_2023):
        assert art_128.verdict.roles["means"] == "not-required"
        assert early_2023.verdict.coercion_in_purpose == "some"

    @pytest.mark.parametrize(
        ("means", "breadth"),
        [
            ("force", "narrower"),
            ("threat", "narrower"),
            ("deception", "full"),
            ("fraud", "full"),
            ("abuse-of-power", "narrower"),
            ("abuse-of-vulnerability", "narrower"),
            ("coercion", "narrower"),
        ],
    )
    def test_means_stand_only_as_aggravating(self, art_128, means, breadth):
        assert placement(art_128, f"means.{means}") == ("aggravating", breadth)

    def test_violence_counts_only_if_dangerous_to_life_and_health(self, art_128):
        mentions = art_128.verdict.elements["means.force"].standings[0].mentions
        assert {m.concept for m in mentions} == {"means.violence-dangerous-to-both", "means.weapon"}

    def test_points_5_and_11_are_status(self, art_128):
        standing = art_128.verdict.elements["means.abuse-of-vulnerability"].standings[0]
        assert standing.status
        status = {m.address.rpartition("_")[2] for m in standing.mentions if m.role == "victim"}
        assert status == {"5", "11"}

    def test_taking_documents_is_a_narrower_coercion(self, art_128):
        mentions = art_128.verdict.elements["means.coercion"].standings[0].mentions
        assert [(m.concept, m.address) for m in mentions] == [("means.document-taking", "art_128__part_2__point_12")]

    def test_payments_and_abduction_are_absent_and_abduction_is_elsewhere_with_article_125(self, art_128):
        assert placement(art_128, "means.payments") == ("absent", None)
        assert placement(art_128, "means.abduction") == ("absent", None)
        with_125 = compare(built_in("kz-cc-128@2023", "kz-cc-125@2023"))
        assert with_125.verdict.elements["means.abduction"].value == "elsewhere"

    def test_purpose_is_required_in_some_limbs_and_the_supreme_court_decides_which(self, art_128):
        assert art_128.verdict.roles["purpose"] == "some"
        settled = art_128.readings.settled["purpose-scope"]
        assert (settled.authority, settled.pin, settled.option) == ("kz-sc-2012-7", "p. 2", "last-two")
        choice = next(c for c in art_128.law.choices if c.id == "purpose-scope")
        assert {o.id for o in choice.options} == {"last", "last-two", "all"}

    def test_sale_and_other_transactions_need_no_purpose(self, art_128):
        free = {
            f
            for b in art_128.verdict.beyond
            if not any(x.startswith("purpose.") for x in b.witness)
            for p in b.products
            for f in p[0]
        }
        assert free == {"act.sale", "act.purchase", "act.other-transaction", "act.exploitation"}

    def test_organ_removal_is_only_aggravating_and_a_shortfall_on_the_literal_reading(self, early_2023):
        assert placement(early_2023, "purpose.organ-removal") == ("aggravating", "full")
        assert "purpose.organ-removal" in left_out(early_2023, "shortfall-on-one-reading")
        assert "purpose.organ-removal" not in left_out(early_2023, "shortfall")

    def test_border_and_group_aggravate_and_are_no_extra_requirement(self, art_128):
        assert art_128.verdict.extra_requirements == ()
        assert not findings(art_128, "EXT001")

    def test_it_is_a_departure_and_not_a_failure_under_article_5(self, art_128):
        (finding,) = findings(art_128, "MEA001")
        assert finding.effect == "departure"
        assert finding.severity == "error"
        assert "departure from the definition, not in itself a failure under article 5(1)" in finding.message

    def test_without_a_definition_of_exploitation_the_forms_are_undetermined(self, art_128):
        assert placement(art_128, "purpose.slavery") == ("undetermined", "undefined")
        assert findings(art_128, "PUR005")


class TestShortfallsOfEarly2023:
    @pytest.mark.parametrize("how", ["debt", "denunciation", "deportation", "deception"])
    def test_labour_exacted_otherwise_than_by_violence_is_left_out(self, early_2023, how):
        assert f"purpose.forced-labour[{how}]" in left_out(early_2023, "shortfall")

    def test_labour_exacted_by_violence_or_its_threat_is_not(self, early_2023):
        out = left_out(early_2023, "shortfall") | left_out(early_2023, "shortfall-on-one-reading")
        assert "purpose.forced-labour[violence]" not in out
        assert "purpose.forced-labour[threat-of-violence]" not in out

    def test_servitude_and_the_practices_of_1956_are_left_out(self, early_2023):
        assert {"purpose.servitude", "purpose.servile-marriage", "purpose.debt-bondage"} <= left_out(
            early_2023, "shortfall"
        )

    def test_they_outrank_the_misplaced_means(self, early_2023):
        order = [f.rule for f in findings(early_2023)]
        assert max(order.index("PUR002"), order.index("PUR003")) < order.index("MEA001")

    def test_slavery_is_narrower_before_and_full_after_september_2024(self, early_2023, current):
        assert placement(early_2023, "purpose.slavery") == ("essential", "narrower")
        assert placement(current, "purpose.slavery") == ("essential", "full")

    def test_threat_of_any_punishment_narrows_the_gap_since_september_2024(self, early_2023, current):
        before = left_out(early_2023, "shortfall")
        after = left_out(current, "shortfall")
        closed = {f for f in before - after if "forced-labour" in f}
        assert {"purpose.forced-labour[denunciation]", "purpose.forced-labour[deportation]"} <= closed
        assert "purpose.forced-labour[debt]" in before - after
        assert "purpose.forced-labour[debt]" in left_out(current, "shortfall-on-one-reading")


class TestWitnesses:
    def test_the_witness_for_missing_means_is_open_recruitment_into_prostitution(self, early_2023):
        (finding,) = findings(early_2023, "MEA001")
        assert finding.witness == ("recruitment", "uncompelled prostitution of another", "18 or over")

    def test_in_the_current_edition_it_is_a_sale(self, current):
        (finding,) = findings(current, "MEA001")
        assert finding.witness == ("sale", "18 or over")

    def test_no_witness_is_forced_labour_without_means(self, early_2023, current):
        for analysis in (early_2023, current):
            for story in witnesses(analysis):
                assert not any("forced labour" in label for label in story)


class TestArticle135:
    def test_alone_the_child_rule_is_satisfied_in_substance(self):
        analysis = compare(built_in("kz-cc-135@2023"))
        assert analysis.verdict.child_no_means == "satisfied"
        assert analysis.verdict.child_age is None
        assert analysis.verdict.extra_requirements == ("victim-age",)
        assert placement(analysis, "means.deception") == ("aggravating", "full")
        assert {f.effect for f in findings(analysis, "EXT002")} == {"not-given"}

    def test_with_article_3_non_commercial_sexual_services_needed_compulsion(self):
        analysis = compare(built_in("kz-cc-135@2023", "kz-cc-003@2023"))
        assert analysis.verdict.child_no_means == "partial"
        assert analysis.verdict.child_forms == ("purpose.sexual-exploitation",)

    def test_since_2024_all_prostitution_and_sexual_services_need_it(self):
        analysis = compare(built_in("kz-cc-135", "kz-cc-003"))
        assert analysis.verdict.child_no_means == "partial"
        assert set(analysis.verdict.child_forms) == {"purpose.prostitution", "purpose.sexual-exploitation"}

    def test_the_note_of_2024_is_a_choice_that_would_cure_it(self):
        analysis = compare(built_in("kz-cc-135", "kz-cc-003"))
        values = {
            a.option: a.verdict.child_no_means for a in analysis.alternatives if a.choice.id == "child-compulsion"
        }
        assert values == {"cured": "satisfied"}

    def test_article_134_is_what_remains(self):
        (finding,) = findings(compare(library.load("kz@2023")), "CHI004")
        assert "art. 134 (3 to 6 years)" in finding.message
        gaps = [g for g in compare(library.load("kz@2023")).gaps if g.effect == "only-elsewhere"]
        assert gaps and all(g.children and not g.adults for g in gaps)


class TestConsent:
    def test_it_is_absent_from_the_code_before_september_2024(self):
        verdict = compare(library.load("kz@2023")).verdict
        assert (verdict.consent, verdict.consent_child) == ("absent", "absent")

    def test_then_conditional_for_adults_and_unconditional_for_children(self):
        verdict = compare(library.load("kz")).verdict
        assert (verdict.consent, verdict.consent_child) == ("if-means", "unconditional")

    def test_a_conditional_rule_is_a_weakness_only_without_a_means_element(self):
        assert findings(compare(library.load("kz")), "CON002")
        assert not findings(compare(library.load("palermo")), "CON002")


class TestOtherTexts:
    def test_the_means_of_law_110_are_illustrative_and_change_no_reach(self):
        with_means = compare(library.load("kz-law-110"))
        assert with_means.verdict.roles["means"] == "not-required"
        for means in ("force", "threat", "coercion", "deception", "fraud"):
            assert placement(with_means, f"means.{means}") == ("illustrative", "full")

    @pytest.mark.parametrize("name", ["kz-cc-125", "kz-cc-126", "kz-cc-134", "kz-cc-308", "kz-cc-116"])
    def test_neighbouring_offences_are_no_trafficking_provision(self, name):
        assert not library.load(name).trafficking

    def test_the_penalties_of_2014_began_below_the_line_and_reached_it(self):
        old = compare(built_in("kz-cc-128@2014"))
        assert not findings(old, "SAN001")
        (tier,) = old.law.trafficking[0].basic
        assert (tier.sanction.minimum, tier.sanction.maximum) == (3, 5)

    def test_the_example_list_of_law_110_changes_no_reach(self):
        from attrs import evolve

        from defgap.model.formulas import atoms

        law = library.load("kz-law-110")
        (offence,) = law.offences
        bare = tuple(
            evolve(
                tier,
                limbs=tuple(
                    evolve(
                        limb,
                        clauses=tuple(
                            c for c in limb.clauses if {x.role for x, _ in atoms(c) if hasattr(x, "role")} != {"means"}
                        ),
                    )
                    for limb in tier.limbs
                ),
            )
            for tier in offence.tiers
        )
        assert bare != offence.tiers
        without = evolve(law, offences=(evolve(offence, tiers=bare),))
        one, other = compare(law), compare(without)
        assert one.counts() == other.counts()
        assert {b.lacking for b in one.verdict.beyond} == {b.lacking for b in other.verdict.beyond}
