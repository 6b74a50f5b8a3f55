"""Faults of the input, each one clear sentence; a gap in a law is never an error but a finding."""


class DefgapError(Exception):
    """Base of all errors that name something the user can mend; the command line prints it and exits 2."""


class UnreadableInput(DefgapError):
    """A file is missing, empty, binary, undecodable or in a language that has no reader."""


class UnknownName(DefgapError, LookupError):
    """A law, standard, authority, rule, element or concept of that name does not exist."""


class NotationError(DefgapError, ValueError):
    """A text in the notation is wrong; the message shows the line and marks the words.

    `line` and `column` count from 1, in code points.
    """

    def __init__(self, reason: str, text: str, start: int, end: int, name: str = "notation") -> None:
        self.reason, self.start, self.end, self.name = reason, start, end, name
        self.line = text.count("\n", 0, start) + 1
        begin = text.rfind("\n", 0, start) + 1
        stop = text.find("\n", start)
        shown = text[begin : stop if stop >= 0 else len(text)].rstrip("\r")
        self.column = start - begin + 1
        width = max(1, min(end, begin + len(shown)) - start)
        mark = "".join("\t" if c == "\t" else " " for c in text[begin:start]) + "^" * width
        super().__init__(f"{name}:{self.line}:{self.column}: {reason}\n  {shown}\n  {mark}")


class ModelError(DefgapError, ValueError):
    """A model contradicts itself: a cycle in the taxonomy, an unknown concept, a reference to nothing."""
