"""All addresses of our own API for `/openapi.json`."""

from web.admin.activity.openapi import OPERATIONS as ACTIVITY
from web.admin.gallery.openapi import OPERATIONS as GALLERY
from web.admin.image.openapi import OPERATIONS as IMAGE
from web.admin.labels.openapi import OPERATIONS as LABELS

OPERATIONS = (*GALLERY, *IMAGE, *LABELS, *ACTIVITY)
