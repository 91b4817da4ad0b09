"""An answer as the cells of a row: its verdict, and its first citation with who said it."""

from qa.citing.answers import Answer, Citation
from qa.showing.texts import shown_source

COLUMNS = (
    "searched verdict probability answer extract words speaker_name speaker_role cue polarity kind "
    "start end page article title source link"
).split()


def answer_cells(answer: Answer) -> list[str]:
    """The cells of the columns in `COLUMNS`; those of a citation are empty where there is none."""
    cells = [answer.searched, answer.verdict, f"{answer.probability:.4f}", answer.text]
    cited = _citation_cells(answer.citations[0]) if answer.citations else []
    return cells + cited + [""] * (len(COLUMNS) - len(cells) - len(cited))


def _citation_cells(citation: Citation) -> list[str]:
    article, said, speaker = citation.article, citation.attribution, citation.speaker
    cue = said.cue.of(article.text) if said and said.cue else None
    cells = [
        citation.text,
        citation.answer,
        speaker and speaker.name,
        speaker and speaker.role,
        cue,
        citation.polarity,
        citation.kind,
        citation.start,
        citation.end,
        citation.page,
        article.id,
        article.title,
        shown_source(article),
        citation.link,
    ]
    return ["" if cell is None else str(cell) for cell in cells]
