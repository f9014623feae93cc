"""The pages of the corpora in $TIDINGS_SHARED, and what their truths say of each block of a page."""
import hashlib
import json
import os
import re
from bisect import bisect_left
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("TIDINGS_SHARED", ROOT.parent / "shared"))
EXTRACTION = SHARED / "corpus" / "extraction"
SITES = SHARED / "corpus" / "sites"
FULL = ["scrapinghub", "fundus"]
PARTIAL = ["trafilatura-segments"]
STATED = ["htmldate"]  # no truth of the text: what JSON-LD states as articleBody stands in
FOLDS = 8

SECOND_LEVEL = {"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob", "gouv"}


def site_of(url):
    """The registrable label: pages of one publisher fall together whatever their suffix."""
    labels = (urlsplit(url).hostname or url).lower().split(".")
    if len(labels) >= 3 and labels[-2] in SECOND_LEVEL:
        return labels[-3]
    return labels[-2] if len(labels) >= 2 else labels[0]


def fold_of(site, salt=""):
    return hashlib.sha256(("fold:" + salt + site).encode()).digest()[0] % FOLDS


def read_corpus():
    """All pages: {id, path, url, site, set, truth}."""
    pages = []
    for name in FULL + PARTIAL + STATED:
        for line in open(EXTRACTION / name / "truth.jsonl", encoding="utf-8"):
            truth = json.loads(line)
            pages.append({"id": f"{name}/{truth['id']}", "set": name, "url": truth["url"],
                          "path": str(EXTRACTION / name / "pages" / f"{truth['id']}.html.gz"),
                          "site": site_of(truth["url"]), "truth": truth})
    truths = {t["id"]: t for t in map(json.loads, open(SITES / "truth.jsonl", encoding="utf-8"))}
    for line in open(SITES / "list.jsonl", encoding="utf-8"):
        page = json.loads(line)
        pages.append({"id": f"sites/{page['id']}", "set": "sites", "url": page["url"],
                      "path": str(SITES / page["path"]), "site": site_of(page["url"]),
                      "truth": truths[page["id"]]})
    return pages


def write_list(pages, path):
    with open(path, "w", encoding="utf-8") as out:
        for page in pages:
            out.write(json.dumps({k: page[k] for k in ("id", "path", "url")}) + "\n")


# ---------------------------------------------------------------- labels

WORD = re.compile(r"\w+")
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
CHARACTER = re.compile(f"[{UNSPACED}]|(?:(?![{UNSPACED}])\\w)+")


def tokenizer(text):
    letters = sum(len(word) for word in WORD.findall(text))
    unspaced = len(re.findall(f"[{UNSPACED}]", text))
    return (CHARACTER, 6) if letters and unspaced > 0.3 * letters else (WORD, 4)


def longest_increasing(pairs):
    """The longest chain of (page, truth) positions that rises in both; pairs sorted by page
    ascending, truth descending."""
    tails, links, chain = [], [], []
    for number, (_, there) in enumerate(pairs):
        place = bisect_left(tails, there)
        if place == len(tails):
            tails.append(there)
            chain.append(number)
        else:
            tails[place] = there
            chain[place] = number
        links.append(chain[place - 1] if place else -1)
    result, number = [], chain[-1] if chain else -1
    while number >= 0:
        result.append(pairs[number])
        number = links[number]
    return result


def matched_share(texts, truth):
    """For each text the share of its tokens that a monotone alignment finds in the truth, and its
    number of tokens."""
    token, n = tokenizer(truth)
    want = token.findall(truth)
    places = defaultdict(list)
    for i in range(len(want) - n + 1):
        places[tuple(want[i:i + n])].append(i)
    have, owner = [], []
    for block, text in enumerate(texts):
        tokens = token.findall(text)
        have += tokens
        owner += [block] * len(tokens)
    pairs = []
    for i in range(len(have) - n + 1):
        for there in reversed(places.get(tuple(have[i:i + n]), ())[:50]):
            pairs.append((i, there))
    good = np.zeros(len(have), bool)
    for here, _ in longest_increasing(pairs):
        good[here:here + n] = True
    size = np.bincount(owner, minlength=len(texts)) if owner else np.zeros(len(texts), int)
    hits = np.bincount(owner, weights=good, minlength=len(texts)) if owner else np.zeros(len(texts))
    return hits / np.maximum(size, 1), size


def squeeze(text):
    return " ".join(text.split())


def label_full(texts, truth):
    share, size = matched_share(texts, truth["text"])
    labels = (share >= 0.5).astype(float)
    weights = (size + 2.0) / max(20, len(tokenizer(truth["text"])[0].findall(truth["text"])))
    weights[size == 0] = 0
    optional = [squeeze(o) for o in truth.get("optional", [])]
    for i, text in enumerate(texts):
        if any(text in o or (len(o) > 20 and o in text) for o in optional):
            weights[i] = 0
    return labels, weights


def label_partial(texts, truth, page_weight):
    labels, weights = np.zeros(len(texts)), np.zeros(len(texts))
    plain = [squeeze(t) for t in texts]
    for segment in map(squeeze, truth.get("without") or []):
        for i, text in enumerate(plain):
            if segment in text and len(segment) > 0.25 * min(len(text), 120):
                labels[i], weights[i] = 0, page_weight
    for segment in map(squeeze, truth.get("with") or []):
        inside = [i for i, text in enumerate(plain) if segment in text]
        if inside:
            best = max(inside, key=lambda i: len(plain[i]))
            labels[best], weights[best] = 1, page_weight
    return labels, weights


def label_stated(texts, stated, page_weight):
    """Blocks that a stated body says nearly whole are text, those behind it that it does not say
    are noise; what lies before and between may be a stand-first or a subheading: not used."""
    labels, weights = np.zeros(len(texts)), np.zeros(len(texts))
    body = max(stated, key=len, default="")
    words = len(tokenizer(body)[0].findall(body))
    if words < 150:
        return labels, weights
    share, size = matched_share(texts, body)
    good = (share >= 0.8) & (size >= 8)
    if size[good].sum() < 0.7 * words:
        return labels, weights
    last = int(np.flatnonzero(good)[-1])
    noise = (share <= 0.1) & (size >= 4) & (np.arange(len(texts)) > last)
    labels[good] = 1
    weights[good] = (size[good] + 2.0) / words
    weights[noise] = (size[noise] + 2.0) / words
    return labels, weights * page_weight
