"""The template environment: folder, filters, globals."""

import re

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.template import TemplateConfig

from web.http.pages import language, navigation
from web.http.pages.static_files import static
from web.http.urls import with_query
from web.settings.installation import resource

FILTERS = (language.whole, language.share, language.moment, language.day, language.iso, language.file_size)
NAVIGATION = {one.__name__: one for one in (navigation.nav_items, navigation.settings_of, navigation.shortcuts)}


class Unindented(Extension):
    """Removes indentation, which makes a page of two hundred images half as large."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE)


def templates() -> TemplateConfig[JinjaTemplateEngine]:
    environment = Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=True,
        extensions=["jinja2.ext.i18n", Unindented],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update({one.__name__: one for one in FILTERS})
    environment.globals.update(
        current_language=language.current_language,
        languages=language.NAMES,
        static=static,
        with_query=with_query,
        **NAVIGATION,
    )
    return TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment))
