"""All addresses of our own API for `/openapi.json`."""

from web.admin.activity.openapi import OPERATIONS as ACTIVITY
from web.admin.coverage.openapi import OPERATIONS as COVERAGE
from web.admin.gallery.openapi import OPERATIONS as GALLERY
from web.admin.home.openapi import OPERATIONS as HOME
from web.admin.image.openapi import OPERATIONS as IMAGE
from web.admin.labels.openapi import OPERATIONS as LABELS
from web.admin.preview.openapi import OPERATIONS as PREVIEW
from web.admin.settings.openapi import OPERATIONS as SETTINGS

OPERATIONS = (*HOME, *GALLERY, *IMAGE, *LABELS, *PREVIEW, *COVERAGE, *ACTIVITY, *SETTINGS)
