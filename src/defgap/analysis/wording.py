"""Words for facts, stories and products, in English; the tables' other languages live with the reports."""

from collections.abc import Iterable

from defgap.analysis.comparison import Comparison
from defgap.analysis.mentions import Cite
from defgap.analysis.products import Product
from defgap.model.grounding import unresolved
from defgap.model.stories import Story


def pin(address: str) -> str:
    """Return an address as a lawyer cites it: `art. 128, part 2, point 3`."""
    if not address:
        return "the text"
    words = {"art": "art.", "note": "Note", "sec": "s."}
    parts = []
    for pair in address.split("__"):
        kind, _, number = pair.partition("_")
        if kind == "note":
            parts.append("Note" if number == "1" else f"Note {number}")
        elif kind == "point" and not number[:1].isdigit():
            parts.append(f"({number})")
        else:
            parts.append(f"{words.get(kind, kind)} {number}".strip())
    return ", ".join(parts)


def brief(address: str) -> str:
    """Return an address in the short form of tables: `art. 128(2)(3)`."""
    first, *rest = address.split("__") if address else [""]
    if first.startswith("note_") or not first:
        return pin(address)
    return pin(first) + "".join(
        f"({pair.partition('_')[2]})" if not pair.startswith("note") else f", {pin(pair)}" for pair in rest
    )


def pins(addresses: Iterable[str]) -> str:
    """Return several addresses, what they share said once: `art. 128, part 2, points 3, 4 and 8`."""
    groups: dict[tuple[str, str], list[str]] = {}
    for address in dict.fromkeys(addresses):
        head, _, last = address.rpartition("__")
        kind, _, number = last.partition("_")
        groups.setdefault((head, kind), []).append(number)
    parts: list[str] = []
    for (head, kind), numbers in groups.items():
        if len(numbers) == 1 or not head:
            parts.extend(pin(f"{head}__{kind}_{n}" if head else f"{kind}_{n}") for n in numbers)
        else:
            parts.append(f"{pin(head)}, {kind}s {listed(numbers)}")
    return listed(parts) if len(parts) < 3 else "; ".join(parts)


def quoted(cites: Iterable[Cite], limit: int = 3) -> str:
    """Return the quoted words of the first language, each once, at most `limit` of them."""
    seen: dict[str, None] = {}
    language = ""
    for cite in cites:
        language = language or cite.quote.language
        if cite.quote.language == language:
            seen.setdefault(" ".join(cite.quote.text.split()))
    words = [f"«{text}»" for text in seen]
    return ", ".join(words[:limit]) + (f" and {len(words) - limit} more" if len(words) > limit else "")


def bracket(text: str) -> str:
    """Return ` (text)`, or nothing for an empty text."""
    return f" ({text})" if text else ""


def upper(text: str) -> str:
    """Return the text with its first letter capital and the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(items: Iterable[str], last: str = "and") -> str:
    """Return the items as prose: `a, b and c`."""
    words = list(dict.fromkeys(items))
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def factored(names: list[str]) -> list[str]:
    """Return names with the words they share in front said once: `labour exacted by debt`, `by deception`."""
    groups: dict[tuple[str, ...], list[list[str]]] = {}
    for name in names:
        words = name.split()
        groups.setdefault(tuple(words[:3]), []).append(words)
    found = []
    for head, group in groups.items():
        shared = len(head)
        while len(group) > 1 and all(len(w) > shared + 1 and w[shared] == group[0][shared] for w in group):
            shared += 1
        found.append(" ".join(group[0]))
        # The last shared word is said again, since it is the preposition: "by".
        found += [" ".join(w[shared - 1 :] if shared > len(head) else w) for w in group[1:]]
    return found


class Wording:
    """Names facts of one comparison, where a merged fact stands for several."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.bands = {b.id: b.label for b in comparison.bands}

    def fact(self, fact: str) -> str:
        """Return the name of a fact or an age band."""
        if fact in self.bands:
            return self.bands[fact]
        return self.comparison.full.label(fact)

    def facts(self, values: Iterable[str], role: str) -> str:
        """Return the values of one dimension of a product: whole elements by their name, else every fact."""
        taxonomy = self.comparison.full
        given = {
            f
            for value in values
            for part in value.split(" + ")
            if part
            for f in self.comparison.members.get(part, (part,))
        }
        names: list[str] = []
        parts: list[str] = []
        rest = set(given)
        for element in (e for e in taxonomy.elements if e.startswith(role + ".")):
            facts = taxonomy.facts(element)
            if facts <= given:
                names.append(taxonomy.label(element))
                rest -= facts
        for element in (e for e in taxonomy.elements if e.startswith(role + ".")):
            parts += self._some(rest & taxonomy.facts(element))
            rest -= taxonomy.facts(element)
        return listed(names + parts + self._some(rest), "or")

    def _some(self, facts: set[str]) -> list[str]:
        rank = self.comparison.rank
        named = [f for f in sorted(facts, key=lambda f: (rank.get(f, len(rank)), f)) if not f.endswith("[other]")]
        others = [f for f in sorted(facts) if f.endswith("[other]")]
        names = factored([self.fact(f) for f in named])
        if not named:
            return [self.fact(f) for f in others]
        return [*names[:-1], f"{names[-1]} or otherwise"] if others else names

    def story(self, story: Story, law: bool = False) -> tuple[str, ...]:
        """Return a story as labels in the order act, means, purpose, circumstances, age.

        In a story of the `law` the purpose is not named where the law leaves exploitation undefined.
        """
        order = {"act": 0, "means": 1, "purpose": 2}
        facts = sorted(story, key=lambda f: (f.startswith("age:"), order.get(f.partition(".")[0], 3), f))
        unnamed = law and ("purpose", "exploitation") in unresolved(self.comparison.law)
        return tuple(
            "exploitation (not defined here)" if unnamed and f.startswith("purpose.") else self.fact(f) for f in facts
        )

    def product(self, product: Product, whole: Product) -> str:
        """Return a product in words; a dimension that equals that of `whole` is "any"."""
        act, means, purpose, age, other = product
        parts = []
        for values, all_values, role in zip((act, means, purpose), whole, ("act", "means", "purpose"), strict=False):
            if values - {""}:
                parts.append(f"any {role}" if values == all_values else self.facts(values, role))
        extra = self.facts(other, "") if other != frozenset(("",)) else ""
        if extra:
            parts.append(extra)
        ages = [self.bands[a] for a in self.bands if a in age]
        if len(ages) < len(self.bands):
            parts.append(self._ages(age))
        return " · ".join(parts)

    def _ages(self, ages: frozenset[str]) -> str:
        child = {b.id for b in self.comparison.child_bands}
        if ages == child:
            return "children"
        if ages == {b.id for b in self.comparison.adult_bands}:
            return "adults"
        return listed((self.bands[a] for a in self.bands if a in ages), "or")

    def whole(self) -> Product:
        """Return every value that the standard's stories have, per dimension."""
        from defgap.analysis.beyond import row

        rows = [row(s) for s in self.comparison.space.stories]
        return tuple(frozenset(r[i] for r in rows if i != 1 or r[i]) for i in range(5))
