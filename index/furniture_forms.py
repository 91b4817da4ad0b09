"""The words of furniture: a regular expression for each kind of line."""

import re


def _compiled(forms: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


SITE = r"\b[\w-]+\.(?:com|org|net|news|info|co|uk|tv|io|gov|edu|eu|de|fr)\b"
NETWORK = (
    r"(?:facebook|twitter|instagram|x|youtube|linkedin|telegram|tiktok|threads|bluesky|mastodon|"
    r"google news|social media|soundcloud|itunes)"
)
STORY = (
    r"(?:articles?|story|stories|posts?|pages?|reports?|news|coverage|videos?|headlines?|links?|"
    r"topics|content|reading)"
)
AGENCY = (
    r"(?:Getty(?: Images)?|Shutterstock|iStock|AFP|EPA(?:-EFE)?|AP(?: Photo)?|Associated Press|"
    r"Reuters|Alamy|Bloomberg|Wikimedia(?: Commons)?|Pixabay|Unsplash|Flickr|NurPhoto|Anadolu|"
    r"Corbis|Zuma(?: Press)?|PA(?: Wire)?|UPI)"
)
PICTURE = (
    r"(?:photo|image|picture|illustration|graphic|photograph|video|screenshot|caption|foto|credit)"
)
NAME = r"(?:[^\Wa-z]\S*|and|of|for|by|the)"
NAMED = rf"(?-i:(?:\s+{NAME}){{1,10}}[.)]*)"
"""Names of people and firms only: no verb makes it a sentence."""
REMARK = r"(?:comments?|reply|replies|responses)"
NO_QUOTE = r"[^“”\"?]{0,200}"

SIGN_UP = (
    r"(?:sign up|subscribe|register|enter your e-?mail|get (?:the|our|all|more)|join (?:our|the)|"
    r"download (?:our|the)|receive (?:the|our))"
)
SIGN_UP_THING = (
    r"(?:newsletters?|e-?mails?|inbox|alerts?|app|channel|podcasts?|subscri\w+|updates|"
    r"notifications|membership|mailing list|breaking news|conversation|discussion)"
)
ASKING_WORDS = (
    r"(?:what do you think|have something to (?:add|say)|have your say|tell us|let us know|"
    r"got a tip|have a (?:news )?tip|"
    r"share your (?:thoughts|views|opinion)|send (?:us )?(?:your )?(?:news )?tips?)"
)
POINTING_WORDS = (
    r"(?:watch|see|view|read|listen to|check out|click|head over to|go to|visit|learn|find)"
)
BELOW_WORDS = r"\b(?:below|above)\b(?=\W*$|[:.,]| (?:that|to|for|which|and)\b)"
ELSEWHERE_WORDS = (
    r"(?:see (?:also|more)|(?:read|watch) (?:also|more|next)|also (?:read|see)|up next|recommended|"
    rf"(?:related|more|recommended|top|latest|other|popular|further) {STORY}|related|"
    r"(?:also on|more from|elsewhere on) [\w .]{2,30}|more on this(?: story| topic)?|"
    r"don[’']t miss|in case you missed it|editors?[’'] picks?|trending(?: now)?|around the web|"
    r"most (?:read|popular|viewed|shared)|top picks|what to read next|from our partners|"
    r"you (?:may|might) (?:also )?(?:like|be interested in))"
)
TAG_WORDS = (
    r"(?:tagged(?: under| with| as| in)?|tags?|filed under|posted in|topics|categories|keywords)"
)
SOURCE_WORDS = r"(?:our |other )?sources?(?: for this (?:article|story))?(?: include| used)?"

PASSING_LINE = _compiled(
    [
        # advertisements and the machinery of the page
        r"(?:advertisements?|advert|ad|(?:sponsored|promoted|paid)(?: content)?)\W*",
        r"(?:story|article|text) continues(?: (?:below|after|on)\b[^.]{0,40})?\W*",
        r"(?:skip|scroll|jump|back) (?:advertisement|ad\b|down|up|to|past)\b[^.]{0,40}",
        r"(?:continue reading|loading|(?:show|see|view|load) more(?: \w+){0,2})[^\w.!?]*",
        r"(?:we are )?sorry, ?this video\b.{0,80}",
        r"(?:next page|continued on (?:the )?next page)\b.{0,60}",
        r"\d+ min(?:ute)?s? read|estimated reading time.{0,20}|listen to this (?:article|story)\W*",
        r"https?://\S+",
        r"home\s*(?:[>»›/]\s*[\w &’'-]{1,40}){1,5}",
        # sharing and following
        r"share (?:this|on|via)\b[^.!?]{0,60}",
        rf"(?:please )?(?:on twitter,? )?follow\b(?=.{{0,150}}(?:@\w|https?://|\bon {NETWORK}\b))"
        r".{0,200}",
        r"(?:(?:like|find|join|connect with|follow) us|follow me)"
        rf"(?: (?:on|at)\b(?=.{{0,60}}(?:{NETWORK}\b|{SITE}|@)).{{0,80}}|\s*:.{{0,80}}|[^\w.!?]*)",
        r"(?:twitter|facebook|instagram|e-?mail|contact|tips?):\s*\S{1,80}\W*",
        r".{0,60} (?:can|may) be (?:reached|contacted|followed) (?:at|on|by|via)\b"
        rf"(?=.{{0,60}}(?:@\w|{NETWORK}\b|{SITE}|\d{{3}}\W?\d{{3}})).{{0,120}}",
        # signing up
        rf"(?:please )?(?:want\b.{{0,60}}\?\s*)?{SIGN_UP}\b(?=.{{0,120}}\b{SIGN_UP_THING}\b)"
        r".{0,250}",
        r"(?:sign up|subscribe)\b(?=.{0,120}\bhere\b).{0,250}",
        r"\(?(?:subscribe|sign up)(?: (?:now|here|today|to|for)\b.{0,80})?",
        r"(?:register|log in|sign in)(?: (?:now|here|today|to (?:comment|read).{0,40}))?\W*",
        r"enter your e-?mail\b.{0,60}",
        rf"(?:this {STORY} is |exclusive(?:ly)? )?(?:only )?(?:for|available to) (?:our )?"
        r"(?:subscribers|members)\b.{0,200}",
        r"(?:to (?:go on|continue|keep) reading|already a (?:subscriber|member))\b.{0,150}",
        # credits and captions that are marked as such
        rf"\(?(?:file |featured |cover |main )?{PICTURE}s?(?: credit| source| caption)?s?\s*"
        rf"(?:[:/].{{0,200}}|\b(?:by|courtesy){NAMED})",
        r"file ?photo\b.{0,300}",
        rf"(?-i:{NAME}(?:\s+{NAME}){{0,7}})?\s*(?:\bvia\b|/|©|\|)\s*{AGENCY}\b[^.!?]{{0,40}}[.)]*",
        rf"{AGENCY}\W*",
    ]
)
"""Lines that are furniture wherever they stand, and can stand between paragraphs."""

CAPTION_LINE = _compiled(
    [
        rf".{{0,400}}[(\[][^()\[\]]{{0,60}}[/|]\s*{AGENCY}\b[^()\[\]]{{0,40}}[.)\]]+",
        rf".{{0,400}}[(\[]{PICTURE}s?(?: credit)?(?: by|:|/)[^()\[\]]{{2,60}}[.)\]]+",
        r".{0,300}\b(?:REUTERS|AP Photo|AFP|Getty Images)/[A-Z][\w.’' -]{2,40}\W*",
        rf"[^“”\"]{{0,300}}[.!] {PICTURE}s?(?: credit)?(?: by|:) [^.!?“”\"]{{2,60}}",
    ]
)
"""Lines that end with the credit of a picture."""

ENDING_LINE = _compiled(
    [
        # asking for comments and tips
        r"(?:leave|post|write|add|view|read|show|hide) (?:a |your |all )?(?:\d+ )?"
        rf"{REMARK}\b[^.!?,]{{0,40}}",
        rf"(?:\d+ )?{REMARK}\W*(?:\(\d+\))?",
        r"comments are (?:closed|moderated|off)\b.{0,60}",
        r"join the (?:conversation|discussion|debate)\b.{0,60}",
        rf"{ASKING_WORDS}\b(?=.{{0,150}}\b(?:{REMARK}|below|e-?mail|section|tips?|@\w+)\b).{{0,200}}",
        r"do you (?:support|agree|like)\b.{0,60}\?.{0,20}(?:page|below)\W*",
        # pointers to other pages, pictures and videos
        rf"{POINTING_WORDS}\b(?=.{{0,150}}(?:{BELOW_WORDS}|"
        rf"\bhere\b\W*$|{SITE})){NO_QUOTE}",
        r"(?:for|to (?:read|see|learn|get|find)) (?:more (?!than\b)|other |related |the latest )"
        r"(?=.{0,150}(?:\b(?:click|visit|subscribe|go to|head|follow|see our|read our)\b))"
        rf"{NO_QUOTE}",
        r"click here\b[^“”\"?]{0,80}",
        rf"(?:this|the) video (?:is|comes|was taken) from\b(?=.*(?:\bchannel\b|{SITE})){NO_QUOTE}",
        r"(?:read|see|watch|view|learn|click for|find out) more\b[^“”\".]{0,80}\W*",
        rf"{ELSEWHERE_WORDS}\s*[:»>→|].{{0,250}}",
        # rights
        r"(?:©|copyright(?=\W*(?:©|\(c\)|by\b|notice\b|(?:19|20)\d\d)|"
        r" (?:the )?(?-i:[A-Z])[^.]{0,60}$)).{0,600}",
        r"[^.]{0,80}(?:©|copyright|\(c\)) ?(?:copyright )?(?:19|20)\d\d\b"
        r"(?!.*\bsa(?:id|ys)\b).{0,250}",
        r"all rights reserved\b.{0,200}",
        # lists in one line
        rf"{TAG_WORDS}\s*:\s*.{{1,500}}",
        rf"{SOURCE_WORDS}\s*:\s*(?=.*{SITE})[^“”\"]{{1,300}}",
    ]
)
"""Lines that are furniture wherever they stand, and mostly stand after the article."""

LABEL_LINE = _compiled(
    [
        rf"{TAG_WORDS}\s*:?",
        rf"(?:{SOURCE_WORDS}|references)\s*:",
        r"sources (?:for this article )?include\s*:?",
        rf"{ELSEWHERE_WORDS}\s*:?",
    ]
)
"""Lines above a list of tags, sources or other stories."""

FURNITURE_IN_BRACKETS = _compiled(
    [
        rf"[(\[](?:related(?: {STORY})?|read more|see also|read also|also read|watch)\s*:"
        r"[^()\[\]]{2,300}[)\]]",
        rf"[(\[](?:file )?{PICTURE}s?(?: credit)?(?:\s*:|\s+by\b|\s?/)[^()\[\]]{{2,300}}[)\]]",
        r"[(\[](?:story|article) continues below[)\]]",
        rf"[(\[][^()\[\]]{{0,60}}(?:\bvia\b|[|/])\s*{AGENCY}\b[^()\[\]]{{0,40}}[)\]]",
        r"[(\[](?:AP Photo|Reuters|AFP|Getty)/[^()\[\]]{2,60}[)\]]",
    ]
)
"""Brackets inside a paragraph that hold a link to another story or the credit of a picture."""

CLOSING_LINE = _compiled(
    [
        r"(?:the )?(?:views|opinions)(?: (?:and|or) (?:views|opinions))? (?:expressed|stated)\b"
        r".{0,400}",
        r"(?:this (?:article|material|story|content|piece|post)|the (?:article|story) above)\b"
        r".{0,60}\b(?:may not be|may contain|(?:re)?published|syndicated|appeared)\b"
        r".{0,400}",
        rf"{SITE}.{{0,20}} is (?:a registered trademark|not responsible for)\b.{{0,400}}",
    ]
)
"""Lines that are furniture after the last paragraph of an article."""

RIGHTS_WORD = re.compile(
    r"\b(?:(?:web)?sites?|trademarks?|copyright\w*|liab\w+|warrant\w+|responsib\w+|purposes only|"
    r"(?:professional|legal|medical|financial|investment) advice|free speech|affiliate|commission|"
    r"terms of (?:use|service)|privacy policy|cookies?|republish\w*|redistribut\w*|reproduc\w+|"
    r"reprint\w*|(?:prior|written) permission|respective owners|contributing authors|endorse\w*)\b",
    re.IGNORECASE,
)
WORDS_OF_THE_SITE = re.compile(
    r"\b(?:this (?:web)?site|this (?:article|material|content|page|story)|respective owners|"
    r"all (?:content|rights|trademarks|information|material)|for (?:informational|educational)|"
    r"without (?:the |our )?(?:prior|written)|our (?:terms|partners|site|website|readers))\b",
    re.IGNORECASE,
)

SHARE_WORDS = frozenset("share tweet print email".split())
NETWORK_NAMES = frozenset(
    "facebook twitter whatsapp linkedin reddit telegram pinterest instagram".split()
)
BUTTON_WORDS = SHARE_WORDS.union(
    NETWORK_NAMES,
    "pin mail e copy link flipboard bluesky threads youtube tiktok messenger gab parler x".split(),
    "save this on via to with by the and or article story page friends your".split(),
)
"""Words of which a row of share buttons consists."""
