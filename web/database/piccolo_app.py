"""The one Piccolo app: where the migrations lie and which tables there are."""

from piccolo.conf.apps import AppConfig

from web.database.tables import TABLES
from web.settings.installation import resource

APP_CONFIG = AppConfig(
    app_name="packshot",
    migrations_folder_path=str(resource("migrations")),
    table_classes=list(TABLES),
)
