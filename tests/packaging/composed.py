"""What compose.yaml says of each service, with its variables filled in."""

import re
from pathlib import Path
from typing import Any

import yaml

VARIABLE = re.compile(r"\$\{(\w+):([?-])([^}]*)\}")


def read_compose(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text())
    return read


def filled_in(text: str, variables: dict[str, str]) -> str:
    """`${NAME:?message}` must be given, `${NAME:-default}` may be."""
    return VARIABLE.sub(
        lambda found: variables[found[1]] if found[2] == "?" else variables.get(found[1], found[3]), text
    )


def environ_of(service: dict[str, Any], variables: dict[str, str]) -> dict[str, str]:
    return {name: filled_in(value, variables) for name, value in service["environment"].items()}
