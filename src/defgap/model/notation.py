"""Reading the notation: text to laws and standards, with errors that mark the words."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from defgap.errors import NotationError, UnknownName
from defgap.model.concepts import ROLES, Taxonomy
from defgap.model.formulas import (
    BOTTOM,
    TOP,
    Age,
    And,
    Atom,
    Evidence,
    Formula,
    Including,
    Or,
    Quote,
    Term,
    When,
    atoms,
)
from defgap.model.offences import (
    Choice,
    Consent,
    Definition,
    Law,
    Limb,
    Offence,
    Option,
    Point,
    Residue,
    Sanction,
    Settlement,
    Text,
    Tier,
)

DEFINED = {("purpose", "exploitation")}
"""Words that always refer to a definition; where none is given the word is opaque, never a concept."""


def parse(
    text: str, grammar: str, taxonomy: Taxonomy, name: str = "notation", tables: str | None = None
) -> tuple[Law, ...]:
    """Return the laws and standards written in `text`.

    `grammar` is the text of grammars/notation.lark; `tables` the path of a file that keeps the parser's tables between
    runs, None for none. `name` stands in error messages, usually the file's path.
    Raises NotationError, which shows the line and marks the words: for a syntax error, an unknown concept (with the
    nearest known one), an unknown choice, option or tier.
    """
    from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken

    try:
        tree = _parser(grammar, tables).parse(text)
    except UnexpectedToken as fault:
        start = len(text) if fault.pos_in_stream is None else fault.pos_in_stream
        if fault.token.type == "$END":
            missing = ": a closing brace is missing" if text.strip() else ": it holds no law and no standard"
            raise NotationError(f"the text ends too early{missing}", text, len(text), len(text) + 1, name) from None
        wanted = _plain(fault.accepts or fault.expected)
        raise NotationError(
            f"unexpected {str(fault.token)!r}; here can stand {wanted}", text, start, start + len(fault.token), name
        ) from None
    except UnexpectedCharacters as fault:
        start = int(fault.pos_in_stream or 0)
        raise NotationError(
            f"unexpected {text[start]!r}; here can stand {_plain(fault.allowed or ())}", text, start, start + 1, name
        ) from None
    except UnexpectedEOF:
        raise NotationError("the text ends too early", text, len(text), len(text) + 1, name) from None
    try:
        return tuple(_Reader(text, taxonomy, name).instrument(child) for child in tree.children)
    except RecursionError:
        raise NotationError("brackets are nested too deeply to be read", text, 0, 1, name) from None


@cache
def _parser(grammar: str, tables: str | None) -> Any:
    from lark import Lark

    return Lark(grammar, parser="lalr", propagate_positions=True, maybe_placeholders=True, cache=tables or False)


def _plain(names: Iterable[str]) -> str:
    signs = {
        "LBRACE": "'{'",
        "RBRACE": "'}'",
        "COMMA": "','",
        "COLON": "':'",
        "LPAR": "'('",
        "RPAR": "')'",
        "EQUAL": "'='",
        "VBAR": "'|'",
        "QUOTE": 'a quote such as ru"…"',
        "STRING": '"a text"',
        "ID": "a name",
        "INT": "a number",
        "NUMBER": "a number",
        "ABSOLUTE": "'/'",
        "DOTTED": "a name",
        "QUALIFIER": "'['",
        "YEARS": "a range",
        "SPAN": "'@'",
        "$END": "the end",
    }
    words = sorted({signs.get(n, n.lower().replace("_", "-")) for n in names})
    return ", ".join(words[:8]) + (" …" if len(words) > 8 else "")


def _word(token: Any) -> Any:
    # The grammar admits only the words of the literal types, so a token's text is one of them.
    return None if token is None else str(token)


def _unquote(token: str) -> str:
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), token[1:-1])


class _Reader:
    """Turns the tree of one text into values; holds the text to mark errors in it."""

    def __init__(self, text: str, taxonomy: Taxonomy, name: str) -> None:
        self.text, self.taxonomy, self.name = text, taxonomy, name

    def fail(self, reason: str, node: Any) -> NotationError:
        meta = node.meta if hasattr(node, "meta") else node
        start = getattr(meta, "start_pos", 0) or 0
        end = getattr(meta, "end_pos", None) or start + 1
        return NotationError(reason, self.text, start, end, self.name)

    def instrument(self, node: Any) -> Law:
        kind, ident, title, *statements = node.children
        fields: dict[str, Any] = {"id": str(ident), "kind": str(kind), "title": _unquote(title) if title else ""}
        lists: dict[str, list[Any]] = {
            "texts": [],
            "definitions": [],
            "offences": [],
            "choices": [],
            "incomplete": [],
            "residue": [],
            "joins": [],
        }
        for statement in statements:
            rule, parts = statement.data, statement.children
            match rule:
                case "jurisdiction" | "edition" | "in_force" | "reviewed" | "binding_since" | "note":
                    fields[rule] = _unquote(parts[0])
                case "minor_age":
                    fields["minor_age"] = int(parts[0])
                case "text":
                    source, note = (_unquote(p.children[0]) if p else "" for p in parts[2:4])
                    lists["texts"].append(Text(str(parts[0]), _unquote(parts[1]), source, note))
                case "incomplete" | "joins":
                    lists[rule].extend(str(p) for p in parts)
                case "residue":
                    start, end = self.span(parts[2]) if parts[2] else (None, None)
                    where = self.address(parts[0], "")
                    roles = tuple(str(r) for r in parts[3].children) if parts[3] else ()
                    lists["residue"].append(Residue(where, _unquote(parts[1]), start, end, roles))
                case "definition":
                    lists["definitions"].append(self.definition(statement))
                case "offence":
                    lists["offences"].append(self.offence(statement))
                case "choice":
                    lists["choices"].append(self.choice(statement))
        fields.update((k, tuple(v)) for k, v in lists.items())
        law = Law(**fields)
        self.check(law, node)
        return law

    def check(self, law: Law, node: Any) -> None:
        choices = {c.id: {o.id for o in c.options} for c in law.choices}
        if len(choices) < len(law.choices):
            raise self.fail(f"two choices of {law.id} have the same name", node)
        for condition in (*node.find_data("condition"), *node.find_data("reading")):
            choice, *options = condition.children
            if choice not in choices:
                raise self.fail(f"no choice {str(choice)!r} in {law.id}", condition)
            for option in options:
                if option not in choices[choice]:
                    raise self.fail(f"choice {str(choice)!r} has no option {str(option)!r}", condition)

    def address(self, node: Any, parent: str) -> str:
        if node is None:
            return parent
        absolute, *pairs = node.children
        own = "__".join(f"{p.children[0]}_{p.children[1]}" for p in pairs)
        return own if absolute or not parent else f"{parent}__{own}"

    def span(self, token: str) -> tuple[int, int]:
        start, _, end = token.removeprefix("@").partition("..")
        return int(start), int(end)

    def quotes(self, node: Any) -> Evidence:
        return tuple(self.quote(str(token)) for token in node.children)

    def quote(self, token: str) -> Quote:
        found = re.fullmatch(r'([a-z]+)("(?:\\.|[^"\\])*")(?:@(\d+)\.\.(\d+))?(?:\^(\S+))?', token, re.DOTALL)
        assert found is not None
        language, text, start, end, address = found.groups()
        return Quote(language, _unquote(text), int(start) if start else None, int(end) if end else None, address or "")

    def condition(self, node: Any) -> tuple[str, tuple[str, ...]]:
        if node is None:
            return "", ()
        choice, *options = (str(c) for c in node.children)
        return choice, tuple(options)

    def definition(self, node: Any) -> Definition:
        name, role, openness, place, quotes, *clauses = node.children
        return Definition(
            str(name),
            str(role),
            tuple(self.clause(c, BOTTOM) for c in clauses),
            _word(openness),
            self.address(place, ""),
            self.quotes(quotes),
        )

    def choice(self, node: Any) -> Choice:
        name, place, quotes, *parts = node.children
        options: list[Option] = []
        settlements: list[Settlement] = []
        default = canon = ""
        for part in parts:
            match part.data:
                case "option":
                    options.append(
                        Option(str(part.children[0]), _unquote(part.children[1]) if part.children[1] else "")
                    )
                case "default":
                    default = _word(part.children[0])
                case "canon":
                    canon = str(part.children[0])
                case "settlement":
                    who, pin, option = part.children
                    settlements.append(Settlement(str(who), _unquote(pin), str(option)))
        known = {o.id for o in options}
        if not default:
            raise self.fail(f"choice {str(name)!r} names no default", node)
        for wanted in (default, *(s.option for s in settlements)):
            if wanted not in known:
                raise self.fail(f"choice {str(name)!r} has no option {wanted!r}", node)
        return Choice(
            str(name), tuple(options), default, canon, tuple(settlements), self.address(place, ""), self.quotes(quotes)
        )

    def offence(self, node: Any) -> Offence:
        kind, name, title, place, *parts = node.children
        address = self.address(place, "")
        tiers: list[Tier] = []
        consents: list[Consent] = []
        fault = None
        for part in parts:
            match part.data:
                case "fault":
                    fault = _word(part.children[0])
                case "consent":
                    consents.append(self.consent(part, address))
                case "basic" | "aggravated":
                    tiers.append(self.tier(part, address))
        for of in node.find_data("of"):
            for place in of.children:
                wanted = self.address(place, address)
                if not any(t.address == wanted for t in tiers):
                    raise self.fail(f"no tier {wanted.replace('__', ' ').replace('_', ' ')!r} in {name}", place)
        return Offence(
            str(name),
            "trafficking" if kind == "offence" else _word(kind),
            address,
            tuple(tiers),
            _unquote(title) if title else "",
            tuple(consents),
            fault,
        )

    def consent(self, node: Any, parent: str) -> Consent:
        rule, victim, target, whose, lifting, place, quotes, condition = node.children
        choice, options = self.condition(condition)
        return Consent(
            _word(rule),
            _word(victim) or "any",
            str(target or "exploitation"),
            tuple(str(w) for w in whose.children) if whose else ("victim",),
            self.address(place, parent),
            self.quotes(quotes),
            choice,
            options,
            lifting is not None,
        )

    def tier(self, node: Any, parent: str) -> Tier:
        basic = node.data == "basic"
        place, *parts = node.children
        address = self.address(place, parent)
        of: tuple[str, ...] = ()
        if not basic:
            bases, *parts = parts
            of = tuple(self.address(p, parent) for p in bases.children) if bases else ()
        limbs: list[Limb] = []
        points: list[Point] = []
        sanction = None
        for part in parts:
            match part.data:
                case "limb":
                    where, *clauses = part.children
                    limbs.append(Limb(tuple(self.clause(c, TOP) for c in clauses), self.address(where, address)))
                case "on":
                    where, replacing, *clauses = part.children
                    roles, choice, options = self.replacing(replacing)
                    points.append(
                        Point(
                            tuple(self.clause(c, TOP) for c in clauses),
                            self.address(where, address),
                            roles,
                            choice,
                            options,
                        )
                    )
                case "sanction":
                    sanction = self.sanction(part)
        return Tier("basic" if basic else "aggravated", address, tuple(limbs), tuple(points), of, sanction)

    def replacing(self, node: Any) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        if node is None:
            return (), "", ()
        *roles, condition = node.children
        choice, options = self.condition(condition)
        return tuple(str(r) for r in roles), choice, options

    def sanction(self, node: Any) -> Sanction:
        *penalties, quotes = node.children
        fields: dict[str, Any] = {"alternatives": ()}
        for penalty in penalties:
            match penalty.data:
                case "imprisonment":
                    low, _, high = str(penalty.children[0].children[0]).partition("..")
                    fields["minimum"] = float(low) if low else None
                    fields["maximum"] = float(high) if high else None
                case "life":
                    fields["life"] = True
                case "confiscation":
                    fields["confiscation"] = "yes"
                case "optional_confiscation":
                    fields["confiscation"] = "optional"
                case "alternative":
                    fields["alternatives"] += (str(penalty.children[0]),)
        return Sanction(**fields, evidence=self.quotes(quotes))

    def clause(self, node: Any, otherwise: Formula) -> Formula:
        if node.data == "conditional_clause":
            choice, options = self.condition(node.children[0])
            return When(choice, options, self.clause(node.children[1], otherwise), otherwise)
        role, items = node.children
        return self.list(items, str(role))

    def list(self, node: Any, role: str) -> Formula:
        parts = [self.item(child, role) for child in node.children]
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def item(self, node: Any, role: str) -> Formula:
        conjunction, condition = node.children
        parts = [self.primary(child, role) for child in conjunction.children]
        formula = parts[0] if len(parts) == 1 else And(tuple(parts))
        if condition is None:
            return formula
        choice, options = self.condition(condition)
        return When(choice, options, formula, BOTTOM)

    def primary(self, node: Any, role: str) -> Formula:
        match node.data:
            case "mention":
                return self.mention(node.children[0], node.children[1], role)
            case "term":
                where, _, name = str(node.children[0]).rpartition(".")
                return Term(where or role, name, self.quotes(node.children[1]))
            case "age":
                return self.age(node.children[0], self.quotes(node.children[1]))
            case "including":
                return Including(
                    self.mention(node.children[0], node.children[1], role), self.list(node.children[2], role)
                )
            case "anything_including":
                return Including(TOP, self.list(node.children[0], role))
            case "list_including":
                return Including(self.list(node.children[0], role), self.list(node.children[1], role))
            case "group":
                return self.list(node.children[0], role)
            case "either":
                choice, options = self.condition(node.children[0])
                return When(choice, options, self.list(node.children[1], role), self.list(node.children[2], role))
            case "everything":
                return TOP
            case _:
                return BOTTOM

    def mention(self, name: Any, quotes: Any, role: str) -> Formula:
        base, qualifier = name.children
        dotted = str(base) if "." in base else f"{role}.{base}"
        where, _, word = dotted.partition(".")
        if (where, word) in DEFINED and not qualifier:
            return Term(where, word, self.quotes(quotes))
        concept = (base if base in ROLES else dotted) + (qualifier or "")
        try:
            self.taxonomy.facts(concept)
        except UnknownName as unknown:
            raise self.fail(str(unknown), name) from None
        return Atom(concept, self.quotes(quotes))

    def age(self, node: Any, evidence: Evidence) -> Age:
        match node.data:
            case "under":
                return Age(0, int(node.children[0]), "", evidence)
            case "from_age":
                return Age(int(node.children[0]), None, "", evidence)
            case "between":
                low, _, high = str(node.children[0]).partition("..")
                if "." in low + high or int(low or 0) > int(high or low):
                    raise self.fail("an age runs in whole years from the lower to the higher, such as 14..17", node)
                return Age(int(low or 0), int(high) + 1 if high else None, "", evidence)
            case word:
                return Age(0, None, str(word), evidence)


def mentions_role(formula: Formula) -> str:
    """Return the role of the first mention in a formula, or `circumstance` if it has none."""
    for leaf, _ in atoms(formula):
        return "victim" if isinstance(leaf, Age) else leaf.role
    return "circumstance"
