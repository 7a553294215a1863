#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Trains the eight networks of the paper, three seeds each, and prunes each to a tenth.

usage: train.py --data FOLDER [--work FOLDER] [--out FOLDER] [--only WORD] [--seeds N]

Needs torch and numpy; one thread. Every training that is done is kept in --work, so a killed run goes on. Into --out:
programs/NAME.pt2 and programs/NAME_pruned.pt2 of the seed that validation likes best, and
training.json with all seeds. Test samples are looked at once a training, at its end, and choose
nothing. The same seed, torch and machine give the same weights again.
"""
import argparse
import json
import pathlib
import statistics
import time
import zlib
from typing import Any

import torch

from datasets import Task  # makes the modules of ../accuracy known
from fit import fit_recipe
from models import INPUTS
from official.folder import with_arrays
from recipes import RECIPES, Recipe
from training import folded, trainable

import archives
from fitting import percent_right
from pruning import SHARE, Pruner, prunable, zero_share

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
TORCH = "2.13.0"
FORMS = ("dense", "pruned")


def train(name: str, form: str, seed: int, task: Task, work: pathlib.Path) -> None:
    """One training, from nothing or from the dense weights; into the work folder."""
    title, recipe = f"{name}_{form}_{seed}", RECIPES[name]
    torch.manual_seed(zlib.crc32(title.encode()))
    start = time.process_time()
    model = trainable(recipe.build(), recipe.dropout)
    pruner = None
    if form == "pruned":
        model.load_state_dict(torch.load(work / f"{name}_dense_{seed}.pt")["trained"])
        pruner = Pruner(model, keep_filters=True)
    validation = fit_recipe(title, model, recipe, task, pruner)
    plain = folded(model, recipe.build())
    if pruner and min(zero_share([weight]) for weight in prunable(plain)) < SHARE:
        raise RuntimeError(f"{title}: a layer has kept more than a tenth of its weights")
    record = {"validation_percent": round(validation, 2),
              "test_percent": round(percent_right(plain, task.test), 2),
              "cpu_seconds": round(time.process_time() - start, 1)}
    print(f"{title}: {record}", flush=True)
    unfinished = work / f"{title}.part"
    torch.save({"trained": model.state_dict(), "plain": plain.state_dict(), "record": record,
                "recipe": recipe.text(form)}, unfinished)
    unfinished.replace(work / f"{title}.pt")


def is_done(name: str, form: str, seed: int, work: pathlib.Path) -> bool:
    """Whether the training is there, by the recipe of today."""
    path = work / f"{name}_{form}_{seed}.pt"
    return path.exists() and torch.load(path)["recipe"] == RECIPES[name].text(form)


def summary(recipe: Recipe, records: dict[str, Any], chosen: str) -> dict[str, Any]:
    """What training.json says of one program."""
    plain = recipe.build()
    tests = [record["test_percent"] for record in records.values()]
    return {"parameters": sum(p.numel() for p in plain.parameters()), "seeds": records,
            "chosen_seed": int(chosen), "test_percent": records[chosen]["test_percent"],
            "test_mean": round(statistics.mean(tests), 2),
            "test_sigma": round(statistics.stdev(tests), 2) if len(tests) > 1 else None}


def publish(name: str, form: str, work: pathlib.Path, out: pathlib.Path) -> dict[str, Any] | None:
    """Exports the seed that validation likes best of those that are there."""
    recipe = RECIPES[name]
    seeds = [path.stem.rpartition("_")[2] for path in sorted(work.glob(f"{name}_{form}_[0-9].pt"))]
    done = {seed: torch.load(work / f"{name}_{form}_{seed}.pt") for seed in seeds
            if is_done(name, form, int(seed), work)}
    if not done:
        return None
    records = {seed: each["record"] for seed, each in done.items()}
    chosen = max(records, key=lambda seed: records[seed]["validation_percent"])
    if recipe.exported:
        plain = recipe.build()
        plain.load_state_dict(done[chosen]["plain"])
        target = out / "programs" / (f"{name}.pt2" if form == "dense" else f"{name}_pruned.pt2")
        example = torch.zeros(1, *INPUTS[name])
        archives.save(plain.eval(), example, target, compressed=form == "pruned")
    return summary(recipe, records, chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, required=True, help="see README.md")
    parser.add_argument("--work", type=pathlib.Path, default=REPOSITORY / "build" / "suite" / "training")
    parser.add_argument("--out", type=pathlib.Path, default=HERE)
    parser.add_argument("--only", default="", metavar="WORD", help="names that contain WORD")
    parser.add_argument("--seeds", type=int, default=3, metavar="N")
    arguments = parser.parse_args()
    if not torch.__version__.startswith(TORCH):
        raise SystemExit(f"needs torch {TORCH}, this is {torch.__version__}")
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)

    names = [name for name in RECIPES if arguments.only in name]
    arguments.work.mkdir(parents=True, exist_ok=True)
    data = with_arrays(arguments.data, arguments.work / "data")
    (arguments.out / "programs").mkdir(parents=True, exist_ok=True)
    for seed in range(arguments.seeds):
        for name in names:
            missing = [form for form in FORMS if not is_done(name, form, seed, arguments.work)]
            if missing:
                task = RECIPES[name].load(data)
                for form in missing:
                    train(name, form, seed, task, arguments.work)
    record_path = arguments.out / "training.json"
    record = json.loads(record_path.read_text()) if record_path.exists() else {}
    for name in names:
        for form in FORMS:
            if (found := publish(name, form, arguments.work, arguments.out)) is not None:
                record[name if form == "dense" else f"{name}_pruned"] = found
    record_path.write_text(json.dumps(record, indent=2, sort_keys=True) + "\n")
    total = sum(seed["cpu_seconds"] for each in record.values() for seed in each["seeds"].values())
    print(f"{total / 60:.1f} CPU minutes in all trainings")


if __name__ == "__main__":
    main()
