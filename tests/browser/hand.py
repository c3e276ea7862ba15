"""One piece of work done in two ways: by mouse, or by keyboard alone with Tab, Enter, blanks and letters."""

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 200
AT_THE_TOP = "target => document.activeElement === document.body && target.closest('main') !== null"


class Hand:
    def __init__(self, page: Page, mouse: bool) -> None:
        self.page, self.mouse = page, mouse

    def push(self, button: Locator) -> None:
        """A button or a link."""
        if self.mouse:
            return button.click()
        self._reach(button)
        self.page.keyboard.press("Enter")
        return None

    def tick(self, box: Locator) -> None:
        if self.mouse:
            return box.click()
        self._reach(box)
        self.page.keyboard.press("Space")
        return None

    def write(self, field: Locator, text: str) -> None:
        """In place of what is there."""
        if self.mouse:
            field.click()
        else:
            self._reach(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, field: Locator, option: str) -> None:
        """By mouse a list opens outside the page, where no test can point."""
        if self.mouse:
            field.select_option(label=option)
            return
        self._reach(field)
        self.page.keyboard.type(option)

    def _reach(self, target: Locator) -> None:
        if target.evaluate(AT_THE_TOP):  # as people do who know the keyboard, past what is the same on every page
            self.page.keyboard.press("Tab")
            expect(self.page.locator(".skip")).to_be_focused()
            self.page.keyboard.press("Enter")
        for _ in range(MOST_STOPS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {target}")
