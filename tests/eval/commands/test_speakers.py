"""`python -m eval speakers`."""

import json
from pathlib import Path

from tests.fixtures.rote import figures, run


def test_speakers(tmp_path: Path) -> None:
    text = "“It is ugly,” Tom Ray said."
    content, source = [[0, 13]], [[14, 21]]
    gold = {
        "id": "a",
        "text": text,
        "attributions": [
            {"content": content, "source": source, "source_text": "Tom Ray", "cue": [[22, 26]]}
        ],
    }
    found = {"content_spans": content, "source_span": source[0], "source_text": "Tom Ray"}
    (tmp_path / "set.jsonl").write_text(json.dumps(gold))
    (tmp_path / "found.jsonl").write_text(json.dumps({"id": "a", "attributions": [found]}))
    out = tmp_path / "out.json"
    judged, predicted = tmp_path / "set.jsonl", tmp_path / "found.jsonl"
    page = tmp_path / "page.html"
    run("speakers", judged, "--predictions", predicted, "--json", out, "--html", page)
    assert figures(out)["sentence speaker F1"] == 1
    assert figures(out)["sentence speaker, direct R"] == 1
