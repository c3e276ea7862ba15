"""Input by mouse, or by keyboard alone with Tab, Enter, blanks and letters."""

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 200
AT_THE_TOP = "target => document.activeElement === document.body && target.closest('main') !== null"


class InputDevice:
    def __init__(self, page: Page, mouse: bool) -> None:
        self.page, self.mouse = page, mouse

    def press(self, button: Locator) -> None:
        """A button or a link."""
        if self.mouse:
            return button.click()
        self._tab_to(button)
        self.page.keyboard.press("Enter")
        return None

    def tick(self, box: Locator) -> None:
        if self.mouse:
            return box.click()
        self._tab_to(box)
        self.page.keyboard.press("Space")
        return None

    def write(self, field: Locator, text: str) -> None:
        """Replace the field's text."""
        if self.mouse:
            field.click()
        else:
            self._tab_to(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, field: Locator, option: str) -> None:
        """Select an option. By mouse a list opens outside the page, where no test can point."""
        if self.mouse:
            field.select_option(label=option)
            return
        self._tab_to(field)
        self.page.keyboard.type(option)

    def _tab_to(self, target: Locator) -> None:
        if target.evaluate(AT_THE_TOP):  # as people do who know the keyboard, past what is the same on every page
            self.page.keyboard.press("Tab")
            expect(self.page.locator(".skip")).to_be_focused()
            self.page.keyboard.press("Enter")
        for _ in range(MOST_STOPS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {target}")
