"""A verdict on a quotation in words, and the quotation beside the article word by word."""

from collections.abc import Iterator
from dataclasses import dataclass

from qa.verification.results import Verification

REPORTED = "The article reports it in these words, and not in quotation marks."
UNCLEAR = "Who said it is not clear."


@dataclass(frozen=True, slots=True)
class Compared:
    """Words that are the same, then those of the quotation and of the article that are not."""

    same: str
    quoted: str
    found: str


def verdict_sentence(verification: Verification) -> str:
    """What was found, in a sentence or two."""
    match verification.verdict:
        case "not found":
            return "Not found: the words do not stand in the articles, nor nearly."
        case "under another name":
            return f"Under another name: {_who(verification)}."
        case "altered":
            said = f"Altered: {'; '.join(difference_phrases(verification))}."
        case "negated there":
            said = "Negated there: the words stand in the article, which denies them."
        case _:
            said = "Word for word."
            if verification.citation and verification.citation.kind == "indirect":
                said += f" {REPORTED}"
    if not verification.named or verification.under_name:
        return said
    return f"{said} {UNCLEAR if verification.under_name is None else f'{_who(verification)}.'}"


def _who(verification: Verification) -> str:
    """Who says it in the article, which may be the article itself."""
    citation, named = verification.citation, verification.named
    attribution = citation.attribution if citation else None
    if not citation or not attribution:
        return f"The article says it in its own words, and not {named}"
    source = attribution.source.of(citation.article.text) if attribution.source else "Somebody"
    return f"{attribution.speaker.name if attribution.speaker else source} said it, not {named}"


def difference_phrases(verification: Verification) -> Iterator[str]:
    """Each difference of a quotation from the article, as a phrase."""
    for part in compared(verification):
        if part.quoted and part.found:
            yield f"“{part.quoted}” stands for “{part.found}”"
        elif part.found:
            yield f"“{part.found}” is left out"
        elif part.quoted:
            yield f"“{part.quoted}” is added"


def compared(verification: Verification) -> Iterator[Compared]:
    """The quotation from end to end, beside what the article has where it differs."""
    article = verification.citation.article.text if verification.citation else ""
    start = 0
    for difference in verification.differences:
        quoted, found = difference.quoted, difference.found
        same = verification.quotation[start : quoted.start]
        yield Compared(same, quoted.of(verification.quotation), found.of(article))
        start = quoted.end
    yield Compared(verification.quotation[start:], "", "")
