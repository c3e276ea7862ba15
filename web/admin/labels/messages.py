"""Words about the label grid: what was saved, what was not, and what is wrong in a file."""

from web.gallery.changes import Changes
from web.gallery.model import GLOBAL
from web.http.pages.language import _, n_
from web.services.editing.labels import LabelPlan
from web.services.exchange.labels_csv import Problem


def said(plan: LabelPlan) -> str:
    """Whatever could not be put where it was typed is at least said again."""
    changed = sum(not clash.gone for clash in plan.clashes)
    sentences = [_saved(len(plan.cells))] if plan.cells or not plan.clashes else []
    if changed:
        words = "%(num)s text was changed by somebody else meanwhile. Choose there which one counts."
        many = "%(num)s texts were changed by somebody else meanwhile. Choose there which ones count."
        sentences.append(n_(words, many, changed))
    for clash in plan.clashes:
        if clash.gone:
            words = _("An image was removed meanwhile, so this is not saved: “%(typed)s”", typed=clash.cell.text or "")
            sentences.append(words)
    return " ".join(sentences)


def said_of(changes: Changes) -> str:
    """Of an entry of the journal."""
    pairs = [(one.before, one.after) for one in changes.images.values() if one.before and one.after]
    scopes = [(was, now, store) for was, now in pairs for store in {GLOBAL, *was.overrides, *now.overrides}]
    return _saved(sum(was.own_label(store) != now.own_label(store) for was, now, store in scopes))


def _saved(count: int) -> str:
    return n_("Saved %(num)s text.", "Saved %(num)s texts.", count) if count else _("Nothing changed.")


def problem(one: Problem) -> str:
    values = {"line": one.line, "what": one.what}
    match one.kind:
        case "no image column":
            return _("There is no column “image”, so nothing says which image a row is about.")
        case "column":
            return _("Line %(line)s: no store of this gallery has the column “%(what)s”. It is left out.", **values)
        case "twice":
            return _("Line %(line)s: the column “%(what)s” stands there twice. The last one counts.", **values)
        case "number":
            return _("Line %(line)s: “%(what)s” is not the number of an image. The row is left out.", **values)
        case "unknown image":
            return _("Line %(line)s: image %(what)s is not in this gallery. The row is left out.", **values)
        case "image twice":
            return _("Line %(line)s: image %(what)s stood there before. The row is left out.", **values)
        case _:
            return _("Line %(line)s: the image is not in the store of “%(what)s”. The text is left out.", **values)
