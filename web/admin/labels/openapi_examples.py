"""Examples of a gallery's texts: read, saved, and what a CSV file would change."""

from base64 import b64encode

from web.admin.gallery.openapi_examples import IN_ENGLISH, IN_FRENCH
from web.admin.labels.data import (
    CellChange,
    LabelCellData,
    LabelConflictData,
    LabelRowData,
    LabelsData,
    LabelsEditData,
    LabelsPreviewData,
    labels_links,
)
from web.admin.shell.openapi_examples import DOG, OWNER, PICTURE_FILE, STORES
from web.gallery.model import GLOBAL
from web.services.exchange.labels_csv import CsvProblem

LINKS = labels_links(DOG)
IN_GERMAN = "Ein Hund am Strand"
CSV_FILE = b64encode(f"image,label:german\n90,{IN_GERMAN}\n91,Ein Gesicht\n".encode()).decode()


def _labels(texts: dict[int, str], revision: int, edit: LabelsEditData | None = None) -> LabelsData:
    """`texts`: by store."""
    cells = tuple(_cell(store, texts.get(store)) for store in (GLOBAL, *(one.id for one in STORES)))
    return LabelsData(
        owner=OWNER,
        revision=revision,
        stores=STORES,
        images=1,
        rows=(LabelRowData(image=90, rank=1, picture=PICTURE_FILE, cells=cells),),
        links=LINKS,
        edit=edit,
    )


def _cell(store: int, text: str | None) -> LabelCellData:
    return LabelCellData(store=store, text=text, inherited=IN_ENGLISH if store else None, removed=False)


LABELS = _labels({GLOBAL: IN_ENGLISH, 2: IN_FRENCH}, 4)
SAVED = _labels(
    {GLOBAL: IN_ENGLISH, 2: IN_FRENCH, 3: IN_GERMAN},
    5,
    LabelsEditData(
        entry=15,
        added=(),
        changed=(90,),
        removed=(),
        saved=1,
        conflicts=(LabelConflictData(image=90, store=2, text="Un chien", stored=IN_FRENCH, gone=False),),
    ),
)
PREVIEW = LabelsPreviewData(
    owner=OWNER,
    changes=(CellChange(image=90, store=3, was=None, text=IN_GERMAN),),
    problems=(CsvProblem(line=3, code="unknown-image", what="91"),),
    links=LINKS,
)
