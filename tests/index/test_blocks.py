"""Tests of the parts of an article: what is body, and what is around it."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.blocks import Blocks, find_blocks

BODY = (
    "The town opened its new bridge on Monday after nine years of work. Crowds came early.\n"
    "“It is a fine bridge,” said Mayor Ana Ruiz. “We are proud of it.”\n"
    "The bridge cost 12 million euros, twice as much as the council had planned for it in 2015."
)


def parts(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.role, block.span.of(text)) for block in find_blocks(text, title).blocks]


def furniture(text: str) -> list[str]:
    return [words for role, words in parts(text) if role == "furniture"]


def test_head_of_date_and_byline_in_one_line() -> None:
    text = "02/16/2025 / By Belle Carter\n" + BODY
    found = find_blocks(text)
    assert parts(text)[:2] == [("date", "02/16/2025"), ("byline", "By Belle Carter")]
    assert (found.title, found.authors, found.published) == (
        None,
        ("Belle Carter",),
        date(2025, 2, 16),
    )


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("BY ANN LEE", ("ANN LEE",)),
        ("by Ann Lee and Bo Ek", ("Ann Lee", "Bo Ek")),
        ("By Ann Lee, Bo Ek and Cy Day", ("Ann Lee", "Bo Ek", "Cy Day")),
        ("By Ann Lee, Reuters", ("Ann Lee",)),
        ("By Ann Lee | BBC News", ("Ann Lee",)),
        ("By Ann Lee in Paris", ("Ann Lee",)),
        ("By Ann Lee, political correspondent", ("Ann Lee",)),
        ("By María-José O’Neill and Jan van der Berg", ("María-José O’Neill", "Jan van der Berg")),
        ("By J. K. Lee Jr.", ("J. K. Lee Jr",)),
        ("By Ann Lee for The Daily Tide", ("Ann Lee",)),
        ("By Ann Lee (BBC News)", ("Ann Lee",)),
        ("BY ANN LEE, BO EK AND CY DAY", ("ANN LEE", "BO EK", "CY DAY")),
        ("Words: Ann Lee; pictures: Bo Ek", ("Ann Lee",)),
        ("Words by Ann Lee, photographs by Bo Ek", ("Ann Lee",)),
        ("By Megan Fox", ("Megan Fox",)),
        ("Written by Ann Lee", ("Ann Lee",)),
        ("Ann Lee, staff writer", ("Ann Lee",)),
        ("By Ann Lee @annlee", ("Ann Lee",)),
        ("By Ann Lee • ann@example.org", ("Ann Lee",)),
        ("By Monday", None),
        ("By the end of the year", None),
        ("By Monday, the bridge was open", None),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...] | None) -> None:
    text = f"A bridge for the town\n{line}\n{BODY}"
    assert find_blocks(text).authors == (authors or ())
    assert (("byline", line) in parts(text)) == (authors is not None) or any(
        map(line.__contains__, "•|")
    )


@pytest.mark.parametrize(
    "line",
    ["By The Associated Press", "By Reuters Staff", "By AFP", "By Admin", "By Daily Tide newsroom"],
)
def test_an_outlet_or_an_account_is_a_byline_of_nobody(line: str) -> None:
    text = f"A bridge for the town\n{line}\n{BODY}"
    assert parts(text)[1] == ("byline", line)
    assert find_blocks(text).authors == ()


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ann Lee in Lisbon and Bo Ek in Delft", ("Ann Lee", "Bo Ek")),
        ("by ann lee", ("ann lee",)),
        ("by and large it was a good year", ()),
    ],
)
def test_a_byline_that_only_the_date_beside_it_tells(line: str, authors: tuple[str, ...]) -> None:
    assert find_blocks(f"A bridge for the town\n{line}\n2 March 2025\n{BODY}").authors == authors
    assert find_blocks(f"A bridge for the town\n{line}\n{BODY}").authors == ()


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("(Reporting by Ann Lee in Paris; Editing by Bo Ek)", ("Ann Lee",)),
        (
            "Reporting by Ann Lee, Bo Ek; Writing by Cy Day; Editing by Di Fox.",
            ("Ann Lee", "Bo Ek"),
        ),
        ("Reporting by the newspaper led to his arrest.", ()),
        ("Reporting by Reuters found that prices rose.", ()),
        ("By Ann Lee, Paris", ("Ann Lee",)),
    ],
)
def test_bylines_at_the_end(line: str, authors: tuple[str, ...]) -> None:
    assert find_blocks(f"{BODY}\n{line}").authors == authors
    assert parts(f"{BODY}\n{line}")[-1] == ("byline" if authors else "body", line)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("February 16, 2025", date(2025, 2, 16)),
        ("Feb. 16, 2025", date(2025, 2, 16)),
        ("16 February 2025", date(2025, 2, 16)),
        ("Sunday, February 16th, 2025 at 3:41 p.m. EST", date(2025, 2, 16)),
        ("Sun 16 Feb 2025 15.41 GMT", date(2025, 2, 16)),
        ("2025-02-16", date(2025, 2, 16)),
        ("2025-02-16T15:41:00Z", date(2025, 2, 16)),
        ("16.02.2025", date(2025, 2, 16)),
        ("03.04.2025", date(2025, 4, 3)),
        ("16/02/2025", date(2025, 2, 16)),
        ("Published: February 16, 2025", date(2025, 2, 16)),
        ("Published on 16 February 2025, 10:42", date(2025, 2, 16)),
        ("Posted 10:42 GMT, 16 February 2025", date(2025, 2, 16)),
        ("03/04/2025", None),
        ("Updated February 16, 2025", None),
        ("3 hours ago", None),
    ],
)
def test_dates(line: str, day: date | None) -> None:
    text = f"A bridge for the town\n{line}\n{BODY}"
    assert parts(text)[1] == ("updated" if line.startswith("Updated") else "date", line)
    assert find_blocks(text).published == day


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        (["Mon 3 Mar 2025", "First published on Sun 2 Mar 2025"], ["updated", "date"]),
        (["Updated 3 March 2025 / Posted 2 March 2025"], ["updated", "date"]),
        (["2 March 2025", "Last modified 3 March 2025"], ["date", "updated"]),
    ],
)
def test_published_is_told_from_updated(lines: list[str], roles: list[str]) -> None:
    text = "\n".join(["A bridge for the town", "By Ann Lee", *lines, BODY])
    assert [role for role, _ in parts(text)[2:4]] == roles
    assert find_blocks(text).published == date(2025, 3, 2)


def test_a_date_that_does_not_exist_is_no_date_of_publication() -> None:
    assert find_blocks(f"By Ann Lee\nFebruary 31, 2025\n{BODY}").published is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "By Ann Lee, February 16, 2025",
            [("byline", "By Ann Lee"), ("date", "February 16, 2025")],
        ),
        (
            "By Ann Lee on February 16, 2025",
            [("byline", "By Ann Lee"), ("date", "February 16, 2025")],
        ),
        (
            "February 16, 2025 by Ann Lee",
            [("date", "February 16, 2025"), ("byline", "by Ann Lee")],
        ),
        (
            "By Ann Lee | Published February 16, 2025 | Updated March 2, 2025",
            [
                ("byline", "By Ann Lee"),
                ("date", "Published February 16, 2025"),
                ("updated", "Updated March 2, 2025"),
            ],
        ),
        (
            "By Ann Lee · February 16, 2025 · 5 min read",
            [
                ("byline", "By Ann Lee"),
                ("date", "February 16, 2025"),
                ("furniture", "5 min read"),
            ],
        ),
    ],
)
def test_lines_of_several_parts(line: str, expected: list[tuple[str, str]]) -> None:
    text = f"A bridge for the town\n{line}\n{BODY}"
    assert parts(text)[1 : 1 + len(expected)] == expected
    assert find_blocks(text).published == date(2025, 2, 16)


def test_a_name_alone_is_a_byline_beside_a_date_only() -> None:
    with_date = f"A bridge for the town\nAnn Lee\n16 February 2025\n{BODY}"
    assert find_blocks(with_date).authors == ("Ann Lee",)
    assert find_blocks(f"A bridge for the town\nAnn Lee\n{BODY}").authors == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"A bridge for the town\n\n{BODY}", "A bridge for the town"),
        (f"Will the bridge hold?\n{BODY}", "Will the bridge hold?"),
        (f"WORLD\nA bridge for the town\nBy Ann Lee\n{BODY}", "A bridge for the town"),
        (f"By Ann Lee\nA bridge for the town\n{BODY}", "A bridge for the town"),
        (f"# A bridge, and more.\n\n{BODY}", "A bridge, and more."),
        (f"Bridges\n{BODY}", "Bridges"),
        (BODY, None),
        (f"The bridge is open.\n{BODY}", None),
        ("A bridge for the town", None),
        ("One line\nanother line\na third line", None),
        ("", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert find_blocks(text).title == title


def test_a_title_that_is_given_is_found_whatever_its_signs() -> None:
    text = f"“A bridge” for the town.\n{BODY}"
    assert parts(text, "A Bridge for the Town")[0] == ("title", "“A bridge” for the town.")
    long = f"A new bridge for the old town\n{BODY}"
    assert parts(long, "A new bridge for the old town - The Daily Tide")[0][0] == "title"
    assert "title" not in dict(parts(text, "Something else"))


def test_markdown_signs_are_left_out_and_the_text_is_kept() -> None:
    text = (
        f"# A bridge\n\n**By Ann Lee**\n\n---\n\n{BODY}\n\n## Costs ##\n\n- 12 million -5 degrees"
    )
    assert parts(text)[:2] == [("title", "A bridge"), ("byline", "By Ann Lee")]
    assert ("body", "Costs") in parts(text)
    assert ("body", "12 million -5 degrees") in parts(text)


def test_a_sign_that_belongs_to_a_word_is_kept() -> None:
    assert parts("-5 degrees were measured.") == [("body", "-5 degrees were measured.")]


def test_signs_at_the_end_that_are_words_stay() -> None:
    assert parts("It is written in C#") == [("body", "It is written in C#")]
    assert parts("Prices rose by 5*") == [("body", "Prices rose by 5*")]


def test_front_matter() -> None:
    text = (
        '---\r\ntitle: "A bridge for the town"\r\nauthor: [Ann Lee, Bo Ek]\r\ndate: 2025-02-16 10:00\r\n'
        "layout: post\r\ntags:\r\n  - towns\r\n---\r\n# A bridge for the town\r\n" + BODY
    )
    found = find_blocks(text)
    assert [part for part in parts(text) if part[0] != "furniture"][:5] == [
        ("title", "A bridge for the town"),
        ("byline", "Ann Lee, Bo Ek"),
        ("date", "2025-02-16 10:00"),
        ("title", "A bridge for the town"),
        ("body", BODY.split("\n", 1)[0]),
    ]
    assert furniture(text) == [
        'title: "',
        "author: [",
        "date:",
        "layout: post",
        "tags:",
        "- towns",
    ]
    assert (found.title, found.authors, found.published) == (
        "A bridge for the town",
        ("Ann Lee", "Bo Ek"),
        date(2025, 2, 16),
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\nauthor: nobody in particular\ndate: soon\ntitle: ...\n---\nIt rained.",
        "\ufeff---\na: b\n---",
    ],
)
def test_front_matter_that_says_little_is_furniture(text: str) -> None:
    assert {role for role, _ in parts(text)} <= {"furniture", "body"}
    assert find_blocks(text).authors == ()


def test_a_rule_is_no_front_matter() -> None:
    assert parts("---\nIt rained.\n---\nIt ended.") == [
        ("body", "It rained."),
        ("body", "It ended."),
    ]


def test_lines_of_a_fixed_width_make_paragraphs() -> None:
    text = (
        "A bridge for the town\r\nBy Ann Lee\r\n\r\n"
        "The town opened its new bridge on Monday after nine years\r\n"
        "of work. Crowds came early, said Mayor Ana Ruiz, who had\r\n"
        "waited for the day “for a whole decade.”\r\n\r\n"
        "The bridge cost 12 million euros, twice as much as planned\r\n"
        "by the council.\r\n\r\n- A first point of the list that is as long as lines are\r\n- A second"
    )
    assert [words.replace("\r\n", " ") for _, words in parts(text)] == [
        "A bridge for the town",
        "By Ann Lee",
        "The town opened its new bridge on Monday after nine years of work. Crowds came early, said "
        "Mayor Ana Ruiz, who had waited for the day “for a whole decade.”",
        "The bridge cost 12 million euros, twice as much as planned by the council.",
        "A first point of the list that is as long as lines are",
        "A second",
    ]
    assert find_blocks(text).authors == ("Ann Lee",)


@pytest.mark.parametrize(
    "text",
    [
        "It rained.\nIt ended.\nThe sun came out again over the town.\nAll were glad.\nSo was he.",
        "\n".join(["He spoke of the bridge, the town and all of its people."] * 5),
        "\n".join(["A short line of verse", "that goes on"] * 5),
    ],
)
def test_short_lines_are_paragraphs_of_their_own(text: str) -> None:
    assert [words for _, words in parts(text)] == text.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Story continues below",
        "Share this article",
        "Share on Facebook",
        "Tweet | Email | Print",
        "Facebook Twitter WhatsApp",
        "Follow us on Instagram",
        "Follow Ann Lee on Twitter @annlee.",
        "Sign up for our newsletter to get the main stories each morning.",
        "Subscribe to our podcast",
        "Subscribe now",
        "READ MORE: Ten bridges that you should see",
        "Related: Ten bridges that you should see",
        "Watch the video below that shows the bridge.",
        "This video is from the Bridges channel on Example.com.",
        "Head over to Bridges.news for stories related to bridges.",
        "Click here to see all pictures",
        "Read the full report here.",
        "Photo: Ann Lee/AFP",
        "(Photo by Ann Lee/Getty Images)",
        "The bridge after its opening on Monday. REUTERS/Ann Lee",
        "Workers on the bridge. (Ann Lee/AFP/Getty Images)",
        "Ann Lee via Getty Images",
        "File photo of the bridge",
        "Credit: Ann Lee/Shutterstock.com View full size image",
        "Photo courtesy of Ann Lee and the Daily Tide",
        "Ann Lee can be reached at ann@example.org.",
        "Like us on Facebook",
        "Next Page Continued on Next Page >> 1 2",
        "Leave a comment",
        "Have something to add to this story? Share it in the comments.",
        "12 comments",
        "What do you think? Tell us in the comments below.",
        "Copyright © 2025 The Daily Tide",
        "© 2025 The Daily Tide. All rights reserved.",
        "All rights reserved.",
        "Tags: bridges, towns, Ana Ruiz",
        "Filed under: bridges",
        "Sources include: Example.com Bridges.org",
        "https://example.org/bridges",
        "Home > News > Bridges",
        "5 min read",
    ],
)
def test_lines_that_are_furniture_by_their_own_words(line: str) -> None:
    first, *rest = BODY.split("\n")
    assert furniture("\n".join([first, line, *rest])) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Read the room, she told him.",
        "Follow the money, the lawyer said, and you will find them.",
        "Share prices fell on Monday after the bank warned of losses.",
        "Related costs rose by a third.",
        "Watch sales in Switzerland fell for a third year.",
        "Subscribers left the newspaper in large numbers.",
        "Comments by the mayor drew anger.",
        "“Sign up for the newsletter,” the mayor told the crowd.",
        "Copyright law does not protect ideas, the judge said.",
        "Photographs of the bridge were shown to the jury.",
        "Tags were found on the bodies of 12 birds.",
        "Sources close to the talks said that a deal was near.",
        "Get out, he shouted.",
        "See you in court!",
        "The views expressed by the mayor were her own, she said.",
        "X.",
        "Photos by witnesses show that troops crossed the border.",
        "Video by a bystander showed the officer on the bridge.",
        "The ministry sent its answer via Reuters.",
        "Join us on the march, she urged the crowd.",
        "An agreement can be reached by Friday.",
        "Loading docks were closed on Monday.",
        "Show more restraint, the bishop urged.",
        "Story continues to divide the town.",
        "For more than 20 years he has lived here.",
        "For other companies such as Amazon.com growth slowed.",
        "Copyright law from 1976 protects such pictures.",
        "Follow me to the end of the world.",
        "Get all the troops out of here, he demanded.",
        "Watch sales fell below the level of last year.",
        "The report was published on Monday.",
        "Russia is not responsible for the crash.",
        "#bridges: a day in the life of the town.",
        "Twitter said that it had removed the post.",
        "PARIS (Reuters) - The bridge was opened.",
        "WASHINGTON — The bridge was opened.",
    ],
)
def test_sentences_are_not_furniture(line: str) -> None:
    assert furniture(f"{BODY}\n{line}\n{BODY}") == []
    assert furniture(f"{BODY}\n{line}") == []


@pytest.mark.parametrize(
    "line",
    [
        "The views expressed in this article are those of its author.",
        "This article originally appeared at The Daily Tide.",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "Example.com is not responsible for what others write.",
        "Top Picks",
    ],
)
def test_lines_that_are_furniture_at_the_end_only(line: str) -> None:
    assert furniture(f"{BODY}\n{line}") == [line]
    assert furniture(f"{line}\n{BODY}") == []


def test_a_hashtag_keeps_its_sign() -> None:
    assert parts("#bridges are open.") == [("body", "#bridges are open.")]


def test_brackets_inside_a_paragraph() -> None:
    line = (
        "He agreed. (Related: Ten bridges.) She did not. (AP Photo/Ann Lee) “No (never),” she said."
    )
    assert parts(f"{BODY}\n{line}")[3:] == [
        ("body", "He agreed."),
        ("furniture", "(Related: Ten bridges.)"),
        ("body", "She did not."),
        ("furniture", "(AP Photo/Ann Lee)"),
        ("body", "“No (never),” she said."),
    ]


def test_a_bracket_at_the_edge_of_a_paragraph() -> None:
    assert parts("(Related: Ten bridges.) He agreed. (AP Photo/Ann Lee).") == [
        ("furniture", "(Related: Ten bridges.)"),
        ("body", "He agreed."),
        ("furniture", "(AP Photo/Ann Lee)"),
    ]


def test_a_paragraph_before_a_credit_is_body() -> None:
    line = "“It is long,” the mayor said. (AP Photo/Ann Lee)"
    assert furniture(f"{BODY}\n{line}") == ["(AP Photo/Ann Lee)"]


def test_the_list_below_a_label() -> None:
    listed = ["Related stories", "Ten bridges that you should see", "How a bridge is built"]
    text = "\n".join(
        [BODY, *listed, "The mayor will speak again on Tuesday.", "Tagged Under:", "a, b, c"]
    )
    assert furniture(text) == [*listed, "Tagged Under:", "a, b, c"]


def test_a_label_without_a_list_is_a_word_of_the_article() -> None:
    assert furniture(f"{BODY}\nTopics\nThe council spoke about the bridge.") == []


def test_headlines_between_furniture_at_the_end() -> None:
    closing = [
        "Watch the video below.",
        "Mayor ready to open second bridge amid protests.",
        "River town set for costly repairs.",
        "Tagged under:",
        "bridges, rivers, towns",
        "COPYRIGHT © 2022 Example.com",
        "All content on this site is free. Example.com is not responsible for what authors write. "
        "It is no substitute for professional advice. Trademarks belong to their respective owners.",
    ]
    assert furniture("\n".join([BODY, *closing])) == closing


def test_short_sentences_between_advertisements_are_body() -> None:
    text = f"{BODY}\nAdvertisement\nThe mayor was pleased.\nAdvertisement"
    assert furniture(text) == ["Advertisement", "Advertisement"]


def test_lines_between_furniture_that_are_no_headlines_are_body() -> None:
    text = f"{BODY}\nWatch the video below.\nIt rained.\nAll were glad.\nTagged under:\na, b"
    assert furniture(text) == ["Watch the video below.", "Tagged under:", "a, b"]


def test_headlines_in_title_case_at_the_very_end() -> None:
    headlines = [
        "River Town Set For Costly Bridge Repairs",
        "Mayor Opens Second Bridge After Protests",
    ]
    assert furniture("\n".join([BODY, *headlines])) == headlines


def test_a_clipped_sentence_between_an_advertisement_and_the_end_is_body() -> None:
    text = f"{BODY}\nAdvertisement\nOfficials blamed heavy rains.\n© 2025 The Daily Tide"
    assert furniture(text) == ["Advertisement", "© 2025 The Daily Tide"]


def test_a_list_of_results_at_the_end_is_body() -> None:
    assert furniture(f"{BODY}\n- Ana Ruiz, 52 percent\n- Bo Ek, 48 percent") == []


def test_last_paragraph_about_rights_is_body_without_furniture_beside_it() -> None:
    about = "The website must respect copyright, trademarks and its terms of use."
    assert furniture(f"{BODY}\n{about}") == []
    assert furniture(f"{BODY}\n{about}\n© 2025 The Daily Tide") == ["© 2025 The Daily Tide"]


@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                [
                    *BODY.split("\n"),
                    "# A bridge",
                    "By Ann Lee / 02/16/2025",
                    "Related stories",
                    "Advertisement",
                    "---\ntitle: A bridge\n---",
                    "The town opened its new bridge on a Monday\nafter nine long years of work for it,\nand",
                    "He left. (Related: More.) (AP Photo/Ann)",
                    "\u2028\x85 \ufeff\u202e",
                ]
            ),
        ),
        max_size=12,
    ),
    st.sampled_from(["\n", "\r\n", "\n\n", "\r"]),
    st.one_of(st.none(), st.text(max_size=20), st.just("A bridge")),
)
def test_blocks_are_in_order_apart_and_hold_every_letter(
    lines: list[str], line_end: str, title: str | None
) -> None:
    text = line_end.join(lines)
    blocks = find_blocks(text, title).blocks
    position = 0
    for block in blocks:
        assert position <= block.span.start < block.span.end <= len(text)
        assert not any(map(str.isalnum, text[position : block.span.start]))
        words = block.span.of(text)
        assert words == words.strip()
        position = block.span.end
    assert not any(map(str.isalnum, text[position:]))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 200_000,
        "“" * 200_000,
        "Share " * 30_000,
        "By A, " * 30_000,
        ("By " + "A " * 90 + "\n") * 1_000,
        ("Home > " + " " * 590 + "\n") * 200,
        ("a" * 300 + "(" * 290 + "\n") * 200,
        ("Related: " * 60 + "\n") * 500,
        ("A/" * 290 + "\n") * 200,
        ("1 1/1/" * 30 + "\n") * 500,
        "#" * 200_000,
        "\n" * 200_000 + "a",
    ],
)
def test_hostile_lines_take_no_time(text: str) -> None:
    started = time.process_time()
    assert isinstance(find_blocks(text), Blocks)
    assert time.process_time() - started < 2
