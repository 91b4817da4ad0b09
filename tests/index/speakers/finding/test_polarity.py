"""What was said, denied, or not said."""

import json
from pathlib import Path

import pytest

from index.errors import EncoderError
from index.speakers.attribution import Attribution, Polarity
from index.speakers.finding.polarity import load_weights, polarity_of, with_polarity
from index.speakers.finding.polarity_clues import clues
from index.speakers.parsing import parse
from index.text import Span


def attributed(marked: str) -> tuple[str, Attribution]:
    """A text and its attribution: the cue stands in [ ], the content in { }."""
    text = marked.translate({ord(mark): None for mark in "[]{}"})
    before = {mark: marked.index(mark) for mark in "[]{}"}
    places = {
        mark: at - sum(other < at for other in before.values()) for mark, at in before.items()
    }
    cue, content = Span(places["["], places["]"]), Span(places["{"], places["}"])
    return text, Attribution((content,), None, None, cue, "indirect", 0.9)


def polarity(marked: str) -> Polarity:
    text, attribution = attributed(marked)
    (found,) = with_polarity(parse(text), [attribution])
    return found.polarity


@pytest.mark.parametrize(
    "marked",
    [
        "Ola Byrne [did not say] {whether the dam would hold}.",
        "The surveyor [never said] {that the roof was sound}.",
        "The coach [refused to say] {who had missed training}.",
        "The bank has yet to [say] {when the branch will open}.",
        "A spokeswoman [would not confirm] {the number of layoffs}.",
        "At no point did Ola Byrne [say] {that the dam was safe}.",
        "Nobody [told] us {that the road was shut}.",
        "She stopped short of [calling] {the vote a fraud}.",
        "He left without [saying] {who would follow him}.",
        "The firm would neither confirm nor [deny] {that it had been hacked}.",
        "The letter [makes no mention of] {the fine}.",
    ],
)
def test_what_was_not_said(marked: str) -> None:
    assert polarity(marked) == "not said"


@pytest.mark.parametrize(
    "marked",
    [
        "Ola Byrne [denied] {that the dam was cracked}.",
        "The firm [has repeatedly denied] {dumping oil at sea}.",
        "He [disputed] {that anybody had been hurt}.",
        "The union [rejected] {claims that it had known}.",
        "She [laughed off] {reports of a move to Turin}.",
    ],
)
def test_what_was_denied(marked: str) -> None:
    assert polarity(marked) == "denied"


@pytest.mark.parametrize(
    "marked",
    [
        "Ola Byrne [said] {that the dam was not safe}.",
        "Ola Byrne [said] {nobody had told her}.",
        "She did not wait. The dam, she [said], {would hold}.",
        "“{We never said that},” the mayor [insisted].",
        "He [added] {that he would never refuse a lift}.",
        "Ola Byrne did not hesitate to [call] {the dam a ruin}.",
        "They [could not resist pointing out] {that it leaked}.",
        "The mayor not only [said] {that it leaked}, he showed it.",
        "Yet the mayor [said] {that it leaked}.",
        "The mayor [said at a campaign stop] {that it leaked}.",
    ],
)
def test_a_no_within_the_words_leaves_them_said(marked: str) -> None:
    assert polarity(marked) == "said"


def test_words_without_a_cue_are_said() -> None:
    assert not clues(parse("“We wait.”"), None, [Span(0, 10)])
    assert polarity_of((), load_weights()) == "said"


@pytest.mark.parametrize("damaged", ["", "[]", '{"constant": [1, 2]}', '{"verb say": [1, 2, 3]}'])
def test_damaged_weights_are_told(damaged: str, tmp_path: Path) -> None:
    file = tmp_path / "polarity.json"
    file.write_text(damaged, encoding="utf-8")
    with pytest.raises(EncoderError, match=r"polarity\.json cannot be read"):
        load_weights(file)


def test_the_weights_have_a_number_for_each_polarity(tmp_path: Path) -> None:
    file = tmp_path / "polarity.json"
    file.write_text(json.dumps({"constant": [0, 0, 0], "head deny": [0, 1, 0]}), encoding="utf-8")
    assert polarity_of({"head deny"}, load_weights(file)) == "denied"
