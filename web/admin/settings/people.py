"""The people who may sign in: adding them, what they may do, new passwords."""

import msgspec
from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec.structs import replace

from web.admin.settings.data import PeopleData, account_data
from web.admin.shell.session import HOME, AdminRequest
from web.auth import people
from web.auth.people import SHORTEST_PASSWORD, LastAdmin, NameTaken, PasswordTooShort, UnfitName
from web.gallery.model import Person, UserRole
from web.http.pages.faces import wants_json
from web.http.pages.forms import BadForm, Form, form_of
from web.http.pages.language import _
from web.http.pages.problems import Problem, problem_for
from web.http.pages.rendering import Answer, Notice, answer_done, flash_notice, render
from web.http.pages.session import COOKIE

HERE = f"{HOME}people"
REFUSALS = (NameTaken, UnfitName, PasswordTooShort, LastAdmin)


class PeoplePage(msgspec.Struct, frozen=True, kw_only=True):
    data: PeopleData
    roles: dict[str, str]
    typed: dict[str, str] = {}
    password_of: str = ""  # whose new password is shown, once


def role_names() -> dict[str, str]:
    return {"admin": _("Admin"), "staff": _("Staff"), "customer": _("Customer")}


@get("/people", for_admins=True)
async def people_page(request: AdminRequest) -> Answer:
    messages = {"saved": _("Saved."), "password": _("The new password is set.")}
    return _answer(request, await _page(), notice=flash_notice(request, messages))


@post("/people", for_admins=True, status_code=200)
async def add(request: AdminRequest) -> Answer:
    form = await form_of(request)
    form.require("name", "role")
    typed = {name: form.text(name) for name in ("name", "full_name", "role")}
    try:
        given = form.raw("password") or None
        person, password = await people.add(typed["name"], _role(typed["role"]), typed["full_name"], given)
    except REFUSALS as error:
        return _answer(request, replace(await _page(), typed=typed), problem=_problem(error))
    page = await _page(person, added=person.id, password=None if given else password)
    return _answer(request, page, status=201 if wants_json(request) else 200)


@post("/people/{number:int}", for_admins=True, status_code=200)
async def change(request: AdminRequest, number: FromPath[int]) -> Answer:
    person, form = await _person(number), await form_of(request)
    try:
        match form.text("do"):
            case "password":
                return await _new_password(request, person, form.raw("password") or None)
            case "save":
                await _save(person, form)
            case _:
                raise BadForm(_("The button that was pressed is not one of ours."), "do")
    except REFUSALS as error:
        return _answer(request, await _page(), problem=_problem(error))
    return await answer_done(request, HERE, "saved", _page)


async def _save(person: Person, form: Form) -> None:
    """Save what the form says of the person; what a program leaves out stays. Raises LastAdmin."""
    full_name = person.full_name if form.leaves_out("full_name") else form.text("full_name")
    role = person.role if form.leaves_out("role") else _role(form.text("role"))
    active = person.active if form.leaves_out("active") else _ticked(form, "active")
    await people.change(person, full_name, role, active)


async def _new_password(request: AdminRequest, person: Person, given: str | None) -> Answer:
    """Set a password; people who set their own stay signed in here."""
    own = request.cookies[COOKIE] if person.id == request.user.id and request.auth is None else ""
    password = await people.new_password(person, given, own)
    if given:
        return await answer_done(request, HERE, "password", _page)
    return _answer(request, await _page(person, password=password))


async def _person(number: int) -> Person:
    person = await people.by_id(number)
    if person is None:
        raise NotFoundException
    return person


def _role(text: str) -> UserRole:
    match text:
        case "admin" | "staff" | "customer":
            return text
    raise BadForm(_("Choose what the person may do."), "role")


def _ticked(form: Form, name: str) -> bool:
    """Raises BadForm where a program writes something else than true or false."""
    if form.text(name) not in ("", "yes"):
        raise BadForm(_("“%(name)s” must be true or false.", name=name), name)
    return form.text(name) == "yes"


def _problem(error: Exception) -> Problem:
    return problem_for(error, 422, _("That did not work"), _refusal_message(error))


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


async def _page(person: Person | None = None, added: int | None = None, password: str | None = None) -> PeoplePage:
    """`person`: who was just added or given the password."""
    data = PeopleData(
        people=tuple(account_data(one) for one in await people.listing()),
        shortest_password=SHORTEST_PASSWORD,
        added=added,
        password=password,
    )
    return PeoplePage(data=data, roles=role_names(), password_of=person.name if person else "")


def _answer(
    request: AdminRequest,
    page: PeoplePage,
    *,
    notice: Notice | None = None,
    problem: Problem | None = None,
    status: int = 200,
) -> Answer:
    return render(request, "settings/people.html", page, notice=notice, problem=problem, status=status)


HANDLERS = (people_page, add, change)
