"""`make bench`: everything, or what is named: `python -m bench lists pictures delivery uploads waiting pages live`."""

import sys

from bench import delivery, lists, live, pages, pictures, uploads, waiting

PARTS = {
    "lists": lists.run,
    "pictures": pictures.run,
    "delivery": delivery.run,
    "uploads": uploads.run,
    "waiting": waiting.run,
    "pages": pages.run,
    "live": live.run,
}


def main() -> None:
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
        print()


if __name__ == "__main__":
    main()
