"""A slow line: requests of a page that wait until the test lets them go on."""

import re

from playwright.sync_api import Page, Route

from tests.waiting import wait_until


def hold_requests(page: Page, method: str, path: str) -> list[Route]:
    """The requests that wait, of those that are yet to come."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        if route.request.method == method:
            held.append(route)
        else:
            route.continue_()

    page.route(re.compile(path), keep)
    return held


def wait_for_request(page: Page, held: list[Route]) -> Route:
    """The first of them, once there is one. They are handed over while the page is asked something."""

    def first() -> Route | None:
        page.title()
        return held[0] if held else None

    return wait_until(first, "a request")
