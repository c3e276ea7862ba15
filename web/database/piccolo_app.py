"""The one Piccolo app: where the migrations lie and which tables there are."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from web.database.tables import TABLES

APP_CONFIG = AppConfig(
    app_name="packshot",
    migrations_folder_path=str(Path(__file__).resolve().parents[2] / "migrations"),
    table_classes=list(TABLES),
)
