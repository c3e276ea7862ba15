"""Names of files as they are kept and given back: text, never a path; no control characters, not too long."""

import re

from web.gallery.formats import extension, format_of_extension

LONGEST = 255  # characters; in names to save, bytes of UTF-8, as file systems count
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


UNSAFE = re.compile(
    r"%[0-9A-Fa-f]{2}"  # some clients decode it once more
    r"|[<>:\"|?*\x00-\x1f\x7f-\x9f]"  # no file system of Windows takes them
    # seen by nobody, these turn or hide what follows
    r"|[\u00ad\u061c\u180e\u200b-\u200f"
    r"\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9\xb9\xb2\xb3]|lpt[0-9\xb9\xb2\xb3])(?=\s*(\.|$))")


def download_name(file_name: str, format: str) -> str:
    """A name to save a picture under on any system: no path, nothing hidden, and the extension of what it is."""
    last = UNSAFE.sub("_", clean_file_name(file_name)).replace("\\", "/").rpartition("/")[2].strip(" .")
    name = RESERVED.sub(r"_\1", last).lstrip("-") or "picture"
    stem, _, ending = name.rpartition(".")
    if not stem or format_of_extension(ending) != format:
        stem, ending = name, extension(format)
    short = stem.encode()[: LONGEST - 1 - len(ending)].decode("utf-8", "ignore").rstrip(" .\xa0")
    return f"{short}.{ending}"
