"""Every line of the checklist has a test of its own here, and those it names elsewhere are still there."""

import re
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
TEST = re.compile(r"^(?:async )?def (test_\w+)\(", re.MULTILINE)


def names_below(folder: Path) -> set[str]:
    return {name for path in folder.rglob("test_*.py") for name in TEST.findall(path.read_text())}


def test_the_table_holds_every_number() -> None:
    assert set(LINES) == {f"{heading}_{number}" for heading, last in LAST.items() for number in range(1, last + 1)}
    assert all(line.rule.endswith(".") for line in LINES.values())


def test_every_line_has_a_test_and_every_test_a_line() -> None:
    numbered = names_below(HERE) - set(TEST.findall(Path(__file__).read_text()))
    shown = {found[1] for name in numbered if (found := re.match(r"test_([a-z]_\d+)_", name))}
    assert shown == set(LINES)
    assert all(re.match(r"test_[a-z]_\d+_", name) for name in numbered)


def test_no_test_that_a_line_names_elsewhere_was_lost() -> None:
    elsewhere = {name for line in LINES.values() for name in line.elsewhere}
    assert elsewhere - names_below(HERE.parent) == set()


class Rule(NamedTuple):
    rule: str
    elsewhere: tuple[str, ...] = ()


LINES = {
    "i_1": Rule("Content decides the type, by a list; names and declared types count for nothing."),
    "i_2": Rule("What is answered fits its ending; nothing lies in the store under a name of the sender's."),
    "i_3": Rule(
        "File names are text; import paths stay inside the import directory.",
        ("test_nothing_else_can_be_reached_through_it", "test_file_names_are_text"),
    ),
    "i_4": Rule(
        "Of a file that is two things only the picture comes out.",
        ("test_a_part_that_no_picture_needs_is_something_else",),
    ),
    "i_5": Rule(
        "Bytes are counted while they come, whatever was promised, and base64 as decoded.",
        ("test_an_endless_stream_ends_at_the_limit", "test_base64_is_counted_as_decoded"),
    ),
    "i_6": Rule("Forms have few parts and short heads; a field that no document knows does nothing."),
    "i_7": Rule(
        "Who uploads is known, a browser's form is ours, and calls are counted.",
        ("test_forms_without_the_pages_token_are_refused", "test_guessing_is_slowed_down_with_the_time_to_wait"),
    ),
    "i_8": Rule(
        "Temporary files are private, and gone with their request or at the next start.",
        ("test_who_leaves_in_the_middle_of_an_upload_is_no_failure", "test_an_upload_given_up_leaves_nothing"),
    ),
    "d_1": Rule(
        "The header is judged before a pixel is decoded: width × height × frames, and metadata unpacked.",
        ("test_too_many_pixels_are_refused_before_any_is_decoded",),
    ),
    "d_2": Rule("Five formats are opened, in one place, and no other decoder can be reached."),
    "d_3": Rule("The library's own guard against bombs is an error, and never off."),
    "d_4": Rule(
        "Decoding is apart, within memory, processor, clock and no network; a killed decoder is a refusal.",
        (
            "test_what_takes_more_memory_than_it_may_is_refused_and_the_child_lives",
            "test_what_takes_more_of_the_processor_than_it_may_is_ended",
            "test_what_hangs_is_ended_by_the_clock",
            "test_not_even_this_machine_can_be_called",
        ),
    ),
    "d_5": Rule(
        "Decoding is bounded over the machine; who finds no room is told when to come back.",
        ("test_fifty_uploads_of_fifty_megapixels_at_once_stay_within_memory_and_everybody_is_answered",),
    ),
    "d_6": Rule("Progressive JPEGs and interlaced PNGs count at what they really take."),
    "d_7": Rule("Damaged, cut short and empty files are refused with a reason; tiny and thin ones are shown whole."),
    "d_8": Rule(
        "Random damage crashes, hangs and leaks nothing.",
        ("test_damaged_pictures_are_refused_or_fine_and_nothing_else",),
    ),
    "d_9": Rule("A broken or giant colour profile is dropped."),
    "m_1": Rule("Nothing served tells of places, people or machines.", ("test_nothing_but_the_picture_is_left",)),
    "m_2": Rule(
        "All eight ways of holding a camera come out upright.", ("test_every_pixel_stays_and_nothing_that_tells",)
    ),
    "m_3": Rule("Colours are converted, and the profile left out.", ("test_the_embedded_profile_is_applied",)),
    "m_4": Rule("What files say is shown as text.", ("test_labels_are_text_wherever_they_are_shown",)),
    "m_5": Rule("A file as it was sent, with what it tells, is given to nobody."),
    "v_1": Rule("No SVG is taken."),
    "v_2": Rule("No answer is an SVG, and every picture is inert."),
    "v_3": Rule("Bombs of entities and uses are refused unread."),
    "o_1": Rule("Pictures are answered with an exact type, inert, without cookies."),
    "o_2": Rule("No path and no link leads out of the store."),
    "o_3": Rule("Only sizes that are offered are made."),
    "o_4": Rule("What went wrong is no picture, and nobody keeps it.", ("test_refusals_are_short_and_never_cached",)),
    "o_5": Rule("Parts and conditions are answered as asked.", ("test_a_part_is_answered_as_asked",)),
    "o_6": Rule(
        "What was removed is public nowhere, and no header poisons what others get.",
        ("test_the_address_of_a_removed_image_answers_410_at_once_and_the_picture_to_who_may_put_it_back",),
    ),
}
LAST = {"i": 8, "d": 9, "m": 5, "v": 3, "o": 6}
