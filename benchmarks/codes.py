"""Make a criminal code of any length: sections of other offences, with one on trafficking in the middle."""

import random

WORDS = """
person theft damage property another without lawful authority knowingly vehicle document court public officer
fraud forgery false statement premises licence duty tax revenue water land road animal injury weapon explosive
drug possession sale control offence intent dishonest obtain credit bank record register notice order sentence
"""
OTHER = WORDS.split()
TRAFFICKING = """Section {number}A. Trafficking in persons
(1) Any person who recruits, transports, transfers, harbours or receives another person, by means of the threat or
use of force, abduction, fraud, deception or the abuse of power, for the purpose of exploitation, commits an offence and
shall be punished with imprisonment for a term not exceeding ten years.
(2) In this section "exploitation" includes sexual exploitation, forced labour, slavery and the removal of organs."""


def code(size: int, seed: int = 1) -> str:
    """Return the English text of a code of at least `size` code points; the same for the same seed."""
    chance = random.Random(seed)
    sections: list[str] = []
    written = len(TRAFFICKING)
    while written < size or not sections:
        sections.append(_section(len(sections) + 1, chance))
        written += len(sections[-1]) + 2
    middle = len(sections) // 2
    sections.insert(middle, TRAFFICKING.format(number=middle))
    return "\n\n".join(sections)


def _section(number: int, chance: random.Random) -> str:
    lines = [f"Section {number}. {' '.join(chance.choices(OTHER, k=4)).capitalize()}"]
    for paragraph in range(1, chance.randint(2, 5)):
        conduct = " ".join(chance.choices(OTHER, k=chance.randint(25, 60)))
        years = chance.randint(2, 10)
        penalty = f"shall be punished with imprisonment for a term not exceeding {years} years."
        lines.append(f"({paragraph}) A person who {conduct}, {penalty}")
        if chance.random() < 0.3:
            lines += [f"({letter}) {' '.join(chance.choices(OTHER, k=8))};" for letter in "abc"]
    return "\n".join(lines)
