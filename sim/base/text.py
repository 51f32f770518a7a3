"""Text that anybody may have written is made fit to be shown: control characters, JSON, letters that are missing.

A count stands before its noun, in the singular where it is one.
"""

import json
import re
import unicodedata

_ASCII = {
    "\u2212": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2026": "...",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u00d7": "x",
    "\u00b1": "+/-",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
}
"""What is written for marks that an encoding lacks."""
_LAST_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
CONTROLS = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef{_LAST_OF_PLANES}]"
)
"""What acts on a terminal or cannot stand in a page: line breaks and other controls (C0, C1), marks that turn the
direction of writing (bidi), surrogates, and codes that are no characters."""


def visible(text: str) -> str:
    r"""Write control characters as escapes.

    >>> visible("a\x1b[31m")
    'a\\x1b[31m'
    """
    return CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def json_text(content: object, *, is_ascii: bool = False) -> str:
    """Write a JSON value over several lines, with control characters as escapes.

    Args:
        content: what JSON can hold, without NaN and infinity.
        is_ascii: whether all letters beyond ASCII are escapes too.
    """
    lines = json.dumps(content, indent=2, ensure_ascii=is_ascii, allow_nan=False).split("\n")
    return "\n".join(CONTROLS.sub(lambda found: json.dumps(found[0])[1:-1], line) for line in lines)


def nearest(error: UnicodeError) -> tuple[str, int]:
    """Write letters that an encoding lacks without their accents, as a mark of ASCII, or as an escape."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_letter, error.object[error.start : error.end])), error.end


def _letter(letter: str) -> str:
    plain = _ASCII.get(letter) or unicodedata.normalize("NFD", letter).encode("ascii", "ignore").decode()
    return plain or letter.encode("ascii", "backslashreplace").decode()


def count_of(count: int, noun: str, nouns: str = "") -> str:
    """Write a count with what is counted.

    Args:
        count: how many.
        noun: what one of them is called.
        nouns: what several are called; with an s where not given.

    >>> count_of(1, "replication"), count_of(0, "year"), count_of(2500, "case"), count_of(2, "class", "classes")
    ('1 replication', '0 years', '2,500 cases', '2 classes')
    """
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"
