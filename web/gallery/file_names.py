"""Names of files as they are kept and given back: text, never a path; no control characters, not too long."""

import re

LONGEST = 255  # characters
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,16}")


def clean_file_name(sent: str) -> str:
    """The name as sent but for control characters; one that is too long loses its folders, then the stem's end."""
    name = CONTROL.sub("", sent)
    if len(name) <= LONGEST:
        return name
    name = name.replace("\\", "/").rpartition("/")[2]
    dot = name.rfind(".")
    extension = name[dot:] if dot > 0 and EXTENSION.fullmatch(name, dot) else ""
    return name[: len(name) - len(extension)][: LONGEST - len(extension)] + extension
