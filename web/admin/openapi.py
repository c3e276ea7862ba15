"""All addresses of our own API for `/openapi.json`."""

from web.admin.gallery.openapi import OPERATIONS as GALLERY
from web.admin.image.openapi import OPERATIONS as IMAGE
from web.admin.settings.openapi import OPERATIONS as SETTINGS

OPERATIONS = (*GALLERY, *IMAGE, *SETTINGS)
