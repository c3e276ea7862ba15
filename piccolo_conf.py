"""What Piccolo's own command line reads: the database of the settings, and the one app."""

from piccolo.conf.apps import AppRegistry

from web.database.engines.bound import engine_for
from web.settings import read_settings

DB = engine_for(read_settings())
APP_REGISTRY = AppRegistry(apps=["web.database.piccolo_app"])
