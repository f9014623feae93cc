#!/usr/bin/env python3
"""Trains the body model of parsers/article and scores it out of fold.

    train.py features            parse the corpora, keep texts and feature rows in WORK
    train.py score [-v]          K folds grouped by site: train without the fold, extract the fold
                                 with the real pipeline, score all pages
    train.py rescore             the same with the models that score left
    train.py losses              what the rules of mark_noise cost and save
    train.py write               train on everything, write parsers/article/body_model.cpp

Needs python3-xgboost and the corpora in $TIDINGS_SHARED (default ../shared). Deterministic.
"""
import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import xgboost

from labels import (EXTRACTION, FOLDS, FULL, PARTIAL, ROOT, SHARED, SITES, STATED, fold_of,
                    label_full, label_partial, label_stated, matched_share, read_corpus,
                    write_list)

PROGRAM = ROOT / "build" / "bin" / "train_body"
SCORER = SHARED / "tools" / "score_extraction.py"
NO_LEAD = ["scrapinghub"]  # its truth leaves the stand-first out, the document format keeps it
NEVER_TRAINED = {"navigation", "short link"}  # what other rules drop still teaches what noise is


# ---------------------------------------------------------------- data

class Data:
    """Rows of all pages, with labels and weights."""

    def __init__(self, work, partial_weight, stated_page_weight):
        self.pages = read_corpus()
        self.names = json.loads(subprocess.check_output([PROGRAM, "names"]))
        rows = np.fromfile(work / "rows.bin", np.float32).reshape(-1, len(self.names))
        records = [json.loads(line) for line in open(work / "pages.jsonl", encoding="utf-8")]
        labels, weights, page_number, start = [], [], [], 0
        for number, (page, record) in enumerate(zip(self.pages, records)):
            texts = record.get("texts", [])
            asked = np.array([reason not in NEVER_TRAINED for reason in record.get("noise", [])], bool)
            here = slice(start, start + len(texts))
            stated, stated_weight = label_stated(texts, record.get("stated", []), stated_page_weight)
            if page["set"] in STATED:
                label, weight = stated, stated_weight
                rows[here, self.names.index("body stated")] = 0
                rows[here, self.names.index("in body")] = -1
            elif page["set"] in PARTIAL:
                label, weight = label_partial(texts, page["truth"], partial_weight)
            else:
                label, weight = label_full(texts, page["truth"])
            weight = np.where(asked, weight, 0) if len(texts) else weight
            if page["set"] in NO_LEAD and label.any():
                self.forget_lead(rows[start:start + len(texts)], label, weight)
            page["rows"] = slice(start, start + len(texts))
            start += len(texts)
            labels.append(label)
            weights.append(weight)
            page_number.append(np.full(len(texts), number))
        assert start == len(rows)
        self.rows = rows
        self.labels = np.concatenate(labels)
        self.weights = np.concatenate(weights)
        self.page_number = np.concatenate(page_number)
        self.sites = np.array([page["site"] for page in self.pages])

    def forget_lead(self, rows, label, weight):
        """Stand-firsts are dropped by this set's convention, not for being noise."""
        column = {name: i for i, name in enumerate(self.names)}
        first = int(np.argmax(label > 0))
        lead = ((rows[:first, column["in description"]] > 0.4) | (rows[:first, column["mark:lead"]] < 3)
                | (rows[:first, column["ends sentence"]] > 0) & (rows[:first, column["good from title"]] >= 0))
        weight[:first][lead & (rows[:first, column["length"]] >= 30)] = 0

    def training_rows(self, without_fold, salt=""):
        folds = np.array([fold_of(site, salt) for site in self.sites])
        use = self.weights > 0
        if without_fold is not None:
            use &= folds[self.page_number] != without_fold
        return use


# ---------------------------------------------------------------- the model

MISSING_MARK = 12  # kFar


def train(data, use, options):
    """An ensemble: trees of `options.models` runs with different seeds, their mean."""
    rows, labels, weights = data.rows[use], data.labels[use], data.weights[use]
    marks = [i for i, name in enumerate(data.names) if name.startswith("mark:") and "<" not in name]
    kept = [i for i, name in enumerate(data.names) if name not in options.drop]
    dropped = [i for i in range(len(data.names)) if i not in set(kept)]
    trees, bias = [], 0.0
    for seed in range(options.models):
        generator = np.random.default_rng(seed)
        copies = [rows.copy()]
        if options.blind:
            blind = rows.copy()
            hide = generator.random((len(rows), len(marks))) < 0.5
            block = blind[:, marks]
            block[hide] = MISSING_MARK
            blind[:, marks] = block
            copies.append(blind)
        x = np.concatenate(copies)
        x[:, dropped] = 0
        y = np.tile(labels, len(copies))
        w = np.tile(weights, len(copies)) * (len(labels) / weights.sum() / len(copies))
        matrix = xgboost.DMatrix(x, label=y, weight=w)
        booster = xgboost.train(
            {"objective": "binary:logistic", "tree_method": "hist", "grow_policy": "lossguide",
             "max_leaves": options.leaves, "max_depth": 0, "eta": options.eta,
             "subsample": options.subsample, "colsample_bynode": options.columns,
             "min_child_weight": options.child, "lambda": options.l2, "base_score": 0.5,
             "seed": seed, "nthread": 1, "max_bin": 128},
            matrix, options.trees)
        trees += [read_tree(json.loads(t), data.names, options.models)
                  for t in booster.get_dump(dump_format="json")]
    return bias, trees


def read_tree(node, names, models):
    """[(value, feature, left)] with siblings side by side; feature 65535 is a leaf."""
    nodes, queue = [None], [(0, node)]
    while queue:
        place, here = queue.pop(0)
        if "leaf" in here:
            nodes[place] = (here["leaf"] / models, 65535, 0)
            continue
        left = len(nodes)
        nodes += [None, None]
        nodes[place] = (here["split_condition"], int(here["split"][1:]), left)
        children = {child["nodeid"]: child for child in here["children"]}
        queue += [(left, children[here["yes"]]), (left + 1, children[here["no"]])]
    return nodes


def write_model(model, trainings, path):
    bias, trees = model
    with open(path, "w") as out:
        out.write(f"{bias} {trainings}\n")
        for tree in trees:
            out.write(" ".join(f"{np.float32(v)!s} {f} {l}" for v, f, l in tree) + "\n")


TABLE_HEAD = """// Written by tests/training/train.py write; not to be edited by hand.
#include <array>

#include "parsers/article/model.hpp"

namespace tidings::article {
namespace {

// clang-format off
"""


def write_table(model, trainings, names, path):
    """The model as constant tables of C++."""
    bias, trees = model
    with open(path, "w") as out:
        out.write(TABLE_HEAD)
        out.write(f"constexpr std::array<std::string_view, {len(names)}> kFeatures = {{\n")
        for name in names:
            out.write(f'    "{name}",\n')
        roots, start = [], 0
        out.write(f"}};\nconstexpr std::array<ModelNode, {sum(map(len, trees))}> kNodes = {{{{\n")
        for tree in trees:
            roots.append(start)
            start += len(tree)
            for value, feature, left in tree:
                out.write(f"{{{float(np.float32(value)):.9g}F,{feature},{left}}},".replace("{-0F", "{0F")
                          if "." in f"{float(np.float32(value)):.9g}" or "e" in f"{float(np.float32(value)):.9g}"
                          else f"{{{float(np.float32(value)):.1f}F,{feature},{left}}},")
            out.write("\n")
        out.write(f"}}}};\nconstexpr std::array<std::uint32_t, {len(roots)}> kRoots = {{\n")
        out.write(",".join(map(str, roots)))
        out.write(f"}};\nconstexpr float kBias = {bias:.1f}F;\n// clang-format on\n\n}}  // namespace\n\n"
                  "const Model& body_model() {\n"
                  "  static constexpr Model kModel{"
                  f".nodes = kNodes, .roots = kRoots, .bias = kBias, .trainings = {trainings}}};\n"
                  "  return kModel;\n}\n\n"
                  "std::span<const std::string_view> body_model_features() { return kFeatures; }\n\n"
                  "}  // namespace tidings::article\n")


def gains(model, names):
    splits = Counter(names[f] for tree in model[1] for _, f, _ in tree if f != 65535)
    return splits.most_common()


# ---------------------------------------------------------------- commands

def make_features(work):
    pages = read_corpus()
    write_list(pages, work / "list.jsonl")
    with open(work / "pages.jsonl", "w") as out:
        subprocess.run([PROGRAM, "features", work / "rows.bin", work / "list.jsonl"], stdout=out, check=True)


def extract_fold(work, data, fold, options):
    if options.command == "score":
        model = train(data, data.training_rows(fold, options.salt), options)
        write_model(model, options.models, work / f"model{fold}.txt")
    pages = [p for p in data.pages if fold_of(p["site"], options.salt) == fold]
    write_list(pages, work / f"list{fold}.jsonl")
    output = subprocess.check_output([PROGRAM, "extract", work / f"model{fold}.txt", work / f"list{fold}.jsonl"],
                                     encoding="utf-8")
    return [json.loads(line) for line in output.splitlines()]


def score(work, options):
    data = Data(work, options.partial, options.stated)
    totals = defaultdict(list)
    for salt in options.salts.split(","):
        options.salt = salt
        for key, value in score_once(work, data, options).items():
            totals[key].append(value)
    print("mean  " + "  ".join(f"{k} {np.mean(v):.4f}" for k, v in totals.items()))


def score_once(work, data, options):
    print(f"{len(data.pages)} pages, {len(data.rows)} blocks, {int((data.weights > 0).sum())} labelled, "
          f"{len(data.names)} features, {len(set(data.sites))} sites", file=sys.stderr)
    predictions = []
    for fold in range(FOLDS):
        predictions += extract_fold(work, data, fold, options)
    with open(work / "predictions.jsonl", "w", encoding="utf-8") as out:
        for p in predictions:
            out.write(json.dumps(p, ensure_ascii=False) + "\n")
    return report(work, options)


def without_lead(work):
    """scrapinghub scored with the stand-first left out, as its truth does."""
    with open(work / "without_lead.jsonl", "w", encoding="utf-8") as out:
        for line in open(work / "predictions.jsonl", encoding="utf-8"):
            record = json.loads(line)
            if record["id"].startswith("scrapinghub/"):
                out.write(json.dumps({"id": record["id"], "text": record.get("without_lead", "")}) + "\n")
    subprocess.run([sys.executable, SCORER, EXTRACTION, "--predictions", work / "without_lead.jsonl",
                    "--set", "scrapinghub", "--json", work / "without_lead.json"], capture_output=True)
    f = json.load(open(work / "without_lead.json"))["scrapinghub"]
    return (f"--lead drop  F1 {f['f1']:.4f} P {f['precision']:.4f} R {f['recall']:.4f} "
            f"perfect {f['accuracy']:.3f}")


def report(work, options):
    extra = ["--worst", str(options.worst), "--lines", str(options.lines)] if options.worst else []
    command = [sys.executable, SCORER, EXTRACTION, "--predictions", work / "predictions.jsonl",
               "--json", work / "figures.json"] + extra
    for name in FULL + PARTIAL:
        command += ["--set", name]
    text = subprocess.run(command, capture_output=True, encoding="utf-8").stdout
    if options.worst:
        print(text)
    figures = json.load(open(work / "figures.json"))
    for name in FULL:
        f = figures[name]
        print(f"{name:12} F1 {f['f1']:.4f} P {f['precision']:.4f} R {f['recall']:.4f} perfect {f['accuracy']:.3f}")
    print(without_lead(work))
    print("  ".join(f"{k} {v['f1']:.3f}({v['n']})" for k, v in sorted(figures["fundus"]["languages"].items())))
    f = figures["trafilatura-segments"]
    print(f"segments     F1 {f['seg_f1']:.4f} P {f['seg_precision']:.4f} R {f['seg_recall']:.4f}")
    with open(work / "sites.jsonl", "w") as out:
        for line in open(work / "predictions.jsonl", encoding="utf-8"):
            record = json.loads(line)
            if record["id"].startswith("sites/"):
                record["id"] = record["id"][6:]
                out.write(json.dumps(record) + "\n")
    text = subprocess.run([sys.executable, SITES / "score.py", SITES / "truth.jsonl", work / "sites.jsonl"]
                          + (["--verbose"] if options.worst else []), capture_output=True, encoding="utf-8").stdout
    print("\n".join(l for l in text.splitlines() if l.startswith("ALL") or options.worst))
    site = [l for l in text.splitlines() if l.startswith("ALL")][0].split()
    return {"sh": figures["scrapinghub"]["f1"], "sh P": figures["scrapinghub"]["precision"],
            "sh perfect": figures["scrapinghub"]["accuracy"], "fundus": figures["fundus"]["f1"],
            "fu perfect": figures["fundus"]["accuracy"], "segments": f["seg_f1"], "sites": float(site[2]),
            "sites clean": float(site[4])}


def report_losses(work):
    """What the rules of mark_noise cost: true and false tokens under each reason."""
    totals, examples = defaultdict(lambda: [0, 0]), defaultdict(list)
    for page, line in zip(read_corpus(), open(work / "pages.jsonl", encoding="utf-8")):
        record = json.loads(line)
        if page["set"] in PARTIAL + STATED or "texts" not in record:
            continue
        share, size = matched_share(record["texts"], page["truth"]["text"])
        for text, reason, s, n in zip(record["texts"], record["noise"], share, size):
            totals[reason][0 if s >= 0.5 else 1] += n
            if reason and s >= 0.5:
                examples[reason].append(f"{page['id'][:30]}: {text[:80]}")
    for reason, (true, false) in sorted(totals.items()):
        print(f"{reason:24} true {true:7} false {false:7}")
        for example in examples[reason][:8]:
            print("    ", example)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["features", "score", "rescore", "write", "report", "losses"])
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "training")
    parser.add_argument("--worst", type=int, default=0, help="show the worst pages of each set")
    parser.add_argument("--lines", type=int, default=4)
    parser.add_argument("--models", type=int, default=10)
    parser.add_argument("--trees", type=int, default=100)
    parser.add_argument("--leaves", type=int, default=15)
    parser.add_argument("--eta", type=float, default=0.09)
    parser.add_argument("--subsample", type=float, default=0.7)
    parser.add_argument("--columns", type=float, default=0.3)
    parser.add_argument("--child", type=float, default=5)
    parser.add_argument("--l2", type=float, default=3)
    parser.add_argument("--partial", type=float, default=0.08, help="weight of a block of a page with partial truth")
    parser.add_argument("--stated", type=float, default=0.5, help="weight of a page whose body is stated")
    parser.add_argument("--blind", type=int, default=1, help="add copies of the rows without half of the marks")
    parser.add_argument("--salts", default="", help="partitions into folds to score on")
    parser.add_argument("--drop", nargs="*", default=[])
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    if options.command == "rescore":
        score(options.work, options)
    elif options.command == "features":
        make_features(options.work)
    elif options.command == "score":
        score(options.work, options)
    elif options.command == "write":
        data = Data(options.work, options.partial, options.stated)
        model = train(data, data.training_rows(None), options)
        write_table(model, options.models, data.names, ROOT / "parsers" / "article" / "body_model.cpp")
    elif options.command == "losses":
        report_losses(options.work)
    elif options.command == "report":
        report(options.work, options)


if __name__ == "__main__":
    main()
