"""What a text is made of: who speaks by its form, and what stands in it that is not the story.

`turns` brings together the forms in which words stand under a name: `labels` before them,
`interviews` without names, `signatures` and `letters` after them, `introductions` in the sentence
above. `asides` are datelines, corrections, key points and captions. The numbers in these
modules were set on the 37 pieces of `training/forms.jsonl` and are measured on 32 others.
"""

from index.structure.asides import asides, dateline_end
from index.structure.turns import find_turns
from index.structure.voices import Told, Turn

__all__ = ["Told", "Turn", "asides", "dateline_end", "find_turns"]
