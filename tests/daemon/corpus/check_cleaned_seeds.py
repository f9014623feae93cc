#!/usr/bin/env python3
"""check_cleaned_seeds.py TIDINGS SHARED

Imports the five documents of the existing corpus with `import --clean` and holds the cleaned files against the facts
about their publishers: none of the strings that a clean document must not hold, as many paragraphs and words as the
articles have, no line twice, all lines in the order of the original.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

# Number of the document: its publisher's facts, paragraphs, words of the body (counted by blanks).
EXPECTED = {
    "000": ("sputnik", 7, 250),
    "001": ("ifp", 7, 211),
    "002": ("menafn", 6, 308),
    "003": ("farda", 9, 363),
    "004": ("trt", 17, 439),
}


def normal(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def forbidden(facts):
    """The strings in backticks behind "Must not hold"; what a "…" leaves out is not known."""
    part = facts.split("## A clean document", 1)[1].split("Must not hold", 1)[1]
    part = part.split("\n\n", 1)[0].split("Square brackets")[0].split("Authors:")[0].split("` -- `")[0]
    for string in re.findall(r"`([^`]+)`", part):
        for piece in string.split("…") if "…" in string else [string]:
            piece = normal(piece)
            if piece and (len(piece) >= 25 or "…" not in string):
                yield piece


def problems(name, cleaned, raw, facts):
    lines = cleaned.split("\n")
    body = [line for line in lines[2:] if line]
    _, paragraphs, words = EXPECTED[name]
    for string in forbidden(facts):
        if string in body if len(string) < 25 else any(string in line for line in body):
            yield f"holds {string!r}"
    if len(body) != paragraphs:
        yield f"has {len(body)} paragraphs, not {paragraphs}"
    if abs(sum(len(line.split()) for line in body) - words) > 0:
        yield f"has {sum(len(line.split()) for line in body)} words, not {words}"
    if len(set(body)) != len(body):
        yield "says a line twice"
    original = [normal(line) for line in raw.split("\n")]
    last = -1
    for line in body:
        places = [place for place, text in enumerate(original) if text == line]
        if not places or places[-1] < last:
            yield f"changes or moves {line[:60]!r}"
        last = min([place for place in places if place > last] or [last])
    if lines[1] in ("-", "") or lines[1] in body:
        yield f"has the title {lines[1]!r}"


def main(tidings, shared):
    shared = pathlib.Path(shared)
    short = 0
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder, "clean")
        subprocess.run([tidings, "--corpus", f"{folder}/corpus", "--state", f"{folder}/state.db", "import",
                        str(shared / "seeds"), "--clean", str(out)], check=True, stdout=subprocess.DEVNULL)
        for name, (site, _, _) in EXPECTED.items():
            raw = next((shared / "seeds").glob(name + "_*")).read_text("utf-8")
            facts = (shared / "sites" / f"{site}.md").read_text("utf-8")
            cleaned = list(out.glob(name + "_*"))
            found = ["is missing"] if len(cleaned) != 1 else list(
                problems(name, cleaned[0].read_text("utf-8"), raw, facts))
            for problem in found:
                print(f"{name} ({site}) {problem}")
            short += len(found)
    print(f"{len(EXPECTED)} documents, {short} problems")
    sys.exit(1 if short else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
