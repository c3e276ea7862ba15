"""`make bench`: everything, or what is named: `python -m bench lists pictures delivery uploads waiting pages`."""

import sys

from bench import delivery, lists, pages, pictures, uploads, waiting

PARTS = {
    "lists": lists.run,
    "pictures": pictures.run,
    "delivery": delivery.run,
    "uploads": uploads.run,
    "waiting": waiting.run,
    "pages": pages.run,
}


def main() -> None:
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
        print()


if __name__ == "__main__":
    main()
