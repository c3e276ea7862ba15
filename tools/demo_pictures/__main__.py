"""`python -m tools.demo_pictures`: draws every picture of the demo, or those whose file names are given."""

import sys

from tools.demo_pictures.shots import SHOTS
from web.demo.loading import FOLDER, demo_pictures


def main() -> None:
    for file_name in sys.argv[1:] or [picture.file_name for picture in demo_pictures()]:
        written = (FOLDER / file_name).write_bytes(SHOTS[file_name]())
        print(f"{file_name}: {written} bytes")


if __name__ == "__main__":
    main()
