#!/usr/bin/python3
"""bench_dedup: near-duplicates in a stream of documents, against MinHash-LSH on the same documents.

The peer is datasketch where it can be imported, else the same method written out below with numpy: 128
permutations over 5-word shingles, Jaccard >= 0.5, each document asked for and then inserted; shingles are
added one by one, as its documentation shows, or all of a document's in one call (its update_batch). The
peers get the texts for nothing; tidings reads and writes JSON. Times are CPU seconds. What follows is the index at up to
1,000,000 documents: its bytes on the disk, the memory of the process, the time of a look-up and insertion.

  ./dev bench dedup [DOCS.jsonl]      without a file: the shared near-duplicate corpus, or made-up articles
"""
import hashlib
import json
import os
import pathlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import time

import numpy

BIN = pathlib.Path(__file__).resolve().parent
PERMUTATIONS = 128
PRIME = numpy.uint64((1 << 61) - 1)
MAX_HASH = numpy.uint64((1 << 32) - 1)
THRESHOLD = 0.5


def made_up(count):
    """Articles of 400 words; every fourth repeats most of an earlier one."""
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 9))) for _ in range(20000)]
    texts = []
    for i in range(count):
        text = chance.choices(words, k=400)
        if i % 4 == 3:
            text[50:400] = texts[chance.randrange(i)].split()[50:400]
        texts.append(" ".join(text))
    return texts


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i:i + 5]) for i in range(max(1, len(words) - 4))}


class MinHash:
    """A. Broder's minwise hashing, as datasketch does it: (a h + b) mod p over SHA-1's first 32 bits."""

    def __init__(self):
        generator = numpy.random.RandomState(1)
        self.a = numpy.array([generator.randint(1, PRIME, dtype=numpy.uint64) for _ in range(PERMUTATIONS)])
        self.b = numpy.array([generator.randint(0, PRIME, dtype=numpy.uint64) for _ in range(PERMUTATIONS)])

    def one_by_one(self, items):
        values = numpy.full(PERMUTATIONS, MAX_HASH)
        for item in items:
            value = numpy.uint64(int.from_bytes(hashlib.sha1(item.encode()).digest()[:4], "little"))
            values = numpy.minimum((self.a * value + self.b) % PRIME & MAX_HASH, values)
        return values

    def at_once(self, items):
        hashes = numpy.array([int.from_bytes(hashlib.sha1(item.encode()).digest()[:4], "little")
                              for item in items], dtype=numpy.uint64)
        values = (numpy.outer(hashes, self.a) + self.b) % PRIME & MAX_HASH
        return values.min(axis=0)


def bands_for(threshold):
    """The (bands, rows) with the least sum of false positives and negatives."""
    points = numpy.linspace(0, 1, 1001)

    def error(bands, rows):
        hit = 1 - (1 - points ** rows) ** bands
        return hit[points < threshold].sum() + (1 - hit)[points >= threshold].sum()

    return min(((b, r) for b in range(1, PERMUTATIONS + 1) for r in range(1, PERMUTATIONS // b + 1)),
               key=lambda pair: error(*pair))


def with_numpy(texts, batch):
    minhash, (bands, rows) = MinHash(), bands_for(THRESHOLD)
    hashed = minhash.at_once if batch else minhash.one_by_one
    tables = [{} for _ in range(bands)]
    found = 0
    start = time.process_time()
    for number, text in enumerate(texts):
        values = hashed(shingles(text))
        keys = [values[i * rows:(i + 1) * rows].tobytes() for i in range(bands)]
        found += any(key in table for key, table in zip(keys, tables))
        for key, table in zip(keys, tables):
            table.setdefault(key, []).append(number)
    return time.process_time() - start, found, "MinHash-LSH, numpy" + (", batches" if batch else "")


def with_datasketch(texts, batch):
    import datasketch
    index = datasketch.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    found = 0
    start = time.process_time()
    for number, text in enumerate(texts):
        minhash = datasketch.MinHash(num_perm=PERMUTATIONS)
        if batch:
            minhash.update_batch([shingle.encode() for shingle in shingles(text)])
        else:
            for shingle in shingles(text):
                minhash.update(shingle.encode())
        found += bool(index.query(minhash))
        index.insert(number, minhash)
    return time.process_time() - start, found, "datasketch " + datasketch.__version__ + (", batches" if batch else "")


def with_tidings(texts):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"id": number, "text": text}) + "\n")
        file.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        out = subprocess.run([BIN.parent / "tidings", "dedup", "--batch", file.name], check=True,
                             stdout=subprocess.PIPE).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, out.count(b"duplicate_of"), "tidings dedup"


def main():
    shared = pathlib.Path(os.environ.get("TIDINGS_SHARED", BIN.parent.parent.parent / "shared"))
    file = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else shared / "corpus/neardup/docs.jsonl"
    texts = [json.loads(line)["text"] for line in file.open()] if file.exists() else made_up(3000)
    try:
        peer, batches = with_datasketch(texts, False), with_datasketch(texts, True)
    except ImportError:
        peer, batches = with_numpy(texts, False), with_numpy(texts, True)
    ours = with_tidings(texts)
    for seconds, found, name in (peer, batches, ours):
        print(f"{name:28} {len(texts) / seconds:6.0f} documents/s, {found} of {len(texts)} found to repeat one")
    print(f"ratio {peer[0] / ours[0]:.1f} (at least 10); against batches {batches[0] / ours[0]:.1f}", flush=True)
    index = subprocess.run([BIN / "bench_near_duplicates", "--benchmark_filter=lookup_and_insert"],
                           stderr=subprocess.DEVNULL)
    sys.exit(index.returncode or peer[0] / ours[0] < 10)


main()
