"""`python -m eval conversation`."""

from pathlib import Path

from tests.fixtures.rote import figures, run, write_set


def test_conversation(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run("conversation", write_set(tmp_path / "set.jsonl"), "--json", out)
    values = figures(out)
    assert (values["hit@1"], values["hit@1 in full"], values["hit@1 without turns"]) == (1, 1, 0)
