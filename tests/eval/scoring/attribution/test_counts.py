"""Counts of attributions: by hand on a small text, and as the public scorer counts them."""

import gzip
import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from eval.scoring.attribution import Counts, article_counts

SHARED = Path(__file__).parents[5] / "shared"
DEV = SHARED / "data" / "polnear" / "dev.jsonl.gz"
SCORER = SHARED / "tools" / "score_attribution.py"

TEXT = (
    "“The bridge is safe,” Mayor Ann Lee said. She added that it “will open” in May.\n"
    "Tom Ray called it a mistake. Nobody else spoke."
)


def spans(*parts: str) -> list[list[int]]:
    return [[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts]


def attribution(content: str, source: str, names: list[str] | None = None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "content": spans(content),
        "source": spans(source),
        "source_text": source,
    }
    return row | ({"source_resolved": names} if names else {})


JUDGED = [
    attribution("The bridge is safe", "Mayor Ann Lee"),
    attribution("that it “will open” in May", "She", ["Ann Lee"]),
    attribution("it a mistake", "Tom Ray"),
]


def predicted(content: str, source: str, speaker: str | None = None) -> dict[str, Any]:
    return {
        "content_spans": spans(content),
        "source_span": spans(source)[0],
        "source_text": source,
        "speaker": speaker,
    }


def test_every_statement_under_its_speaker() -> None:
    counts = article_counts(
        TEXT,
        JUDGED,
        [
            predicted("“The bridge is safe,”", "Mayor Ann Lee", "Ann Lee"),
            predicted("it “will open” in May", "She", "Ann Lee"),
            predicted("it a mistake", "Tom Ray", "Tom Ray"),
        ],
    )
    assert counts.found["content"] == [3, 3, 3, 3]
    assert counts.found["content exact"] == [2, 2, 3, 3]
    assert counts.found["end to end"] == [3, 3, 3, 3]
    assert counts.found["sentence speaker"] == [3, 3, 3, 3]
    assert counts.found["sentence speaker, direct"] == [1, 1, 1, 1]
    assert counts.found["sentence speaker, mixed"] == [1, 1, 1, 1]
    assert counts.right["name for a pronoun"] == [1, 1]


def test_wrong_speaker_costs_precision_and_recall() -> None:
    counts = article_counts(TEXT, JUDGED, [predicted("The bridge is safe", "Tom Ray", "Tom Ray")])
    assert counts.found["content"] == [1, 1, 3, 1]
    assert counts.found["end to end"] == [0, 0, 3, 1]
    assert counts.found["sentence speaker"] == [0, 0, 3, 1]
    assert counts.right["source"] == [0, 1]


def test_nothing_found() -> None:
    counts = article_counts(TEXT, JUDGED, [])
    assert counts.found["sentence speaker"] == [0, 0, 3, 0]
    assert counts.found["sentence attributed"] == [0, 0, 3, 0]


def perturbed(article: dict[str, Any], chance: random.Random) -> list[dict[str, Any]]:
    """Predictions with every kind of error."""
    rows = []
    for judged in article["attributions"]:
        lot = chance.random()
        if lot < 0.1:
            continue
        shift = chance.choice([0, 0, 0, 9, 40])
        content = [[start + shift, end + shift // 2] for start, end in judged["content"]]
        source = judged["source"] if lot < 0.6 else None
        text = judged["source_text"] if lot < 0.75 else chance.choice(["he", "Clinton", "", None])
        if lot > 0.95:
            other = chance.choice(article["attributions"])
            source, text = other["source"], other["source_text"]
        names = judged.get("source_resolved") or ["Trump"]
        rows.append(
            {
                "content_spans": [span for span in content if span[0] < span[1]],
                "source_span": source,
                "source_text": text,
                "speaker": chance.choice([None, names[0]]),
            }
        )
    return rows


@pytest.fixture
def scorer() -> ModuleType:
    if not SCORER.is_file() or not DEV.is_file():
        pytest.skip("the shared scorer and its data are not here")
    spec = importlib.util.spec_from_file_location("score_attribution", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NAMES = {
    "content.exact.{}": "content exact",
    "content.partial.{}": "content",
    "content.token.{}": "content words",
    "end2end.strict.{}": "end to end strict",
    "end2end.lenient.{}": "end to end",
    "sentence.speaker.{}": "sentence speaker",
    "sentence.speaker_strict.{}": "sentence speaker strict",
    "sentence.attributed": "sentence attributed",
}
RIGHT = {
    "source.overlap": "source place",
    "source.head": "source head",
    "source.lenient": "source",
    "sentence.top1": "first speaker of a sentence",
    "speaker.resolved_pronoun": "name for a pronoun",
    "source.none_predicted_none": "no source where none is",
}


def test_counts_are_those_of_the_public_scorer(scorer: ModuleType) -> None:
    with gzip.open(DEV, "rt", encoding="utf-8") as lines:
        golds = [json.loads(line) for line in lines][:40]
    chance = random.Random(3)  # noqa: S311 - a test, no secret
    predictions = {gold["id"]: perturbed(gold, chance) for gold in golds}
    theirs = scorer.score(golds, {key: {"attributions": rows} for key, rows in predictions.items()})
    total = Counts()
    for gold in golds:
        counts = article_counts(gold["text"], gold["attributions"], predictions[gold["id"]])
        for measure, sums in counts.found.items():
            total.add_found(measure, sums)
        for measure, (ok, count) in counts.right.items():
            before = total.right[measure]
            total.right[measure] = [before[0] + ok, before[1] + count]
    compared = 0
    for key, value in theirs.items():
        if key == "articles":
            continue
        name, _, kind = key.rpartition(".")
        kind = {"not_pronoun": "no pronoun"}.get(kind, kind)
        if key in RIGHT or name in RIGHT:
            measure = RIGHT.get(key) or RIGHT[name] + ("" if kind == "all" else f", {kind}")
            assert total.right[measure] == [value["ok"], value["n"]], key
        elif key in NAMES:
            assert_same(total.found[NAMES[key]], value, key)
        else:
            measure = NAMES[f"{name}.{{}}"] + ("" if kind == "all" else f", {kind}")
            assert_same(total.found[measure], value, key)
        compared += 1
    assert compared > 40


CLAIMED = "Lee denied that it leaked. Chen never said it was safe."


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"speaker": "Ann Lee", "polarity": "denied"}, (1, 1, 0)),
        ({"speaker": "Bo Chen", "polarity": "denied"}, (1, 0, 1)),
        ({"speaker": None, "polarity": "said"}, (0, 0, 0)),
    ],
)
def test_a_claim_is_right_by_its_polarity_and_its_name(
    found: dict[str, str | None], expected: tuple[int, int, int]
) -> None:
    judged = {"content": [[11, 25]], "speaker": "Ann Lee", "polarity": "denied"}
    predicted = {"content_spans": [[11, 25]], "source_span": None, "source_text": None, **found}
    right = article_counts(CLAIMED, [judged], [predicted]).right
    measures = ("polarity right", "name right", "name wrong")
    assert tuple(right[measure][0] for measure in measures) == expected
    assert right["polarity right, denied"] == right["polarity right"]


def assert_same(sums: list[int], value: dict[str, float], key: str) -> None:
    assert [sums[0], sums[2], sums[3]] == [value["tp"], value["gold"], value["pred"]], key
    assert sums[1] / max(sums[3], 1) == pytest.approx(value["p"], abs=6e-5), key
