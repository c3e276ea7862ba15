"""The one Piccolo app: where the migrations lie, which tables there are, and the engine that they are bound to."""

from piccolo.conf.apps import AppConfig, AppRegistry

from web.database.engines.bound import PICCOLO_CONF, Database, bound_engine
from web.database.migrations import APP
from web.database.tables import TABLES
from web.settings.installation import resource

APP_CONFIG = AppConfig(
    app_name=APP,
    migrations_folder_path=str(resource("migrations")),
    table_classes=list(TABLES),
)
APP_REGISTRY = AppRegistry(apps=[PICCOLO_CONF])


def __getattr__(name: str) -> Database:
    """`DB`, as Piccolo calls the engine, is whichever was bound last."""
    if name == "DB":
        return bound_engine()
    raise AttributeError(name)
