"""How long reading takes, in milliseconds; it must grow linearly. Run `python -m tests.reading.benchmark`."""

import sys
import time

from tests.reading.texts import statute

from defgap.library import taxonomy
from defgap.reading.reader import read
from defgap.reading.source import from_text


def main() -> None:
    known = taxonomy()
    text = statute("kz-cc-128")
    begin = time.perf_counter()
    read([from_text(text)], known)
    sys.stdout.write(f"first read {1e3 * (time.perf_counter() - begin):.0f}\n")
    for copies in (1, 4, 16, 64):
        whole = "\n".join(text.replace("Статья 128", f"Статья {128 + n}") for n in range(copies))
        source = from_text(whole)
        times = []
        for _ in range(5 if copies < 64 else 2):
            begin = time.perf_counter()
            read([source], known)
            times.append(time.perf_counter() - begin)
        sys.stdout.write(f"{len(whole):8} characters {1e3 * min(times):8.1f}\n")


if __name__ == "__main__":
    main()
