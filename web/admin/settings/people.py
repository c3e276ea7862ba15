"""The people who may sign in: adding them, what they may do, new passwords."""

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec.structs import replace

from web.admin.shell.session import HOME, AdminRequest
from web.auth import people
from web.auth.people import SHORTEST_PASSWORD, LastAdmin, NameTaken, PasswordTooShort, UnfitName
from web.gallery.model import Person, UserRole
from web.http.pages.forms import BadForm, form_of
from web.http.pages.language import _
from web.http.pages.rendering import Answer, Notice, flash_notice, redirect_done, render
from web.http.pages.session import COOKIE

HERE = f"{HOME}people"
REFUSALS = (NameTaken, UnfitName, PasswordTooShort, LastAdmin)


class PeoplePage(msgspec.Struct, frozen=True, kw_only=True):
    people: tuple[Person, ...]
    roles: dict[str, str]
    shortest: int = SHORTEST_PASSWORD
    trouble: str = ""
    typed: dict[str, str] = {}
    password_of: str = ""  # whose new password is shown, once
    password: str = ""


def role_names() -> dict[str, str]:
    return {"admin": _("Admin"), "staff": _("Staff"), "customer": _("Customer")}


@get("/people", for_admins=True)
async def people_page(request: AdminRequest) -> Answer:
    messages = {"saved": _("Saved."), "password": _("The new password is set.")}
    return _answer(request, await _page(), notice=flash_notice(request, messages))


@post("/people", for_admins=True, status_code=200)
async def add(request: AdminRequest) -> Answer:
    form = await form_of(request)
    typed = {name: form.text(name) for name in ("name", "full_name", "role")}
    try:
        given = form.raw("password") or None
        person, password = await people.add(typed["name"], _role(typed["role"]), typed["full_name"], given)
    except REFUSALS as error:
        return _answer(request, replace(await _page(), trouble=_refusal_message(error), typed=typed), status=422)
    return _answer(request, replace(await _page(), password_of=person.name, password="" if given else password))


@post("/people/{number:int}", for_admins=True, status_code=200)
async def change(request: AdminRequest, number: FromPath[int]) -> Answer:
    person, form = await _person(number), await form_of(request)
    try:
        if form.text("do") == "password":
            return await _new_password(request, person, form.raw("password") or None)
        role, full_name = _role(form.text("role")), form.text("full_name")
        await people.change(person, full_name, role, form.text("active") == "yes")
    except REFUSALS as error:
        return _answer(request, replace(await _page(), trouble=_refusal_message(error)), status=422)
    return redirect_done(HERE, "saved")


async def _new_password(request: AdminRequest, person: Person, given: str | None) -> Answer:
    """Set a password; people who set their own stay signed in here."""
    own = request.cookies[COOKIE] if person.id == request.user.id else ""
    password = await people.new_password(person, given, own)
    if given:
        return redirect_done(HERE, "password")
    return _answer(request, replace(await _page(), password_of=person.name, password=password))


async def _person(number: int) -> Person:
    person = await people.by_id(number)
    if person is None:
        raise NotFoundException
    return person


def _role(text: str) -> UserRole:
    match text:
        case "admin" | "staff" | "customer":
            return text
    raise BadForm(_("Choose what the person may do."))


def _refusal_message(error: Exception) -> str:
    match error:
        case NameTaken():
            return _("There is a person called %(name)s already.", name=error)
        case UnfitName():
            return _("A name is one line without a colon, and without blanks around it.")
        case PasswordTooShort():
            return _("A password needs at least %(number)s characters.", number=SHORTEST_PASSWORD)
        case _:
            return _("Somebody must be left who is an admin and may sign in.")


async def _page() -> PeoplePage:
    return PeoplePage(people=tuple(await people.listing()), roles=role_names())


def _answer(request: AdminRequest, page: PeoplePage, *, notice: Notice | None = None, status: int = 200) -> Answer:
    return render(request, "settings/people.html", page, notice=notice, status=status)


HANDLERS = (people_page, add, change)
