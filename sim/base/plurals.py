"""A count stands before its noun, in the singular where it is one."""


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
