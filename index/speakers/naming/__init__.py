"""Who said it: from the words of a source to the person, group or paper that they mean.

`resolver` is the door. `mentions` finds the names of an article, `people` brings them together,
`references` follows the pronouns, and `descriptions` what stands for a name.
"""
