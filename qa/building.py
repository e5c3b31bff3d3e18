"""Find, make and check the folder of an index."""

from pathlib import Path

from qa.disk import disk_full
from qa.errors import IndexFailure, IndexNotFound
from qa.intake import cut
from qa.ledger import Ledger
from qa.ledger_rows import ARTICLE_COLUMNS, article_from_row
from qa.lock import LOCK_FILES
from qa.manifest import Manifest
from qa.settings import Settings

__all__ = ["CHROMA", "KEYWORDS", "LEDGER", "MANIFEST", "manifest_of", "prepared", "recut"]

LEDGER, MANIFEST, KEYWORDS, CHROMA = "ledger.sqlite3", "manifest.json", "keywords", "chroma"
_NOTE = "manifest"


def prepared(path: Path, *, create: bool) -> Path:
    """The index folder *path*, made if it is new and *create* allows it.

    Raises:
        IndexNotFound: There is none and *create* is False; nothing was made.
        IndexFailure: It is a file, or holds other things than an index.
    """
    folder = path.expanduser().absolute()
    if (folder / LEDGER).is_file():
        return folder
    if not create:
        raise IndexNotFound(
            f"there is no index at {folder}. Check the path, or build one: "
            f"qa ingest FILES --index {folder}"
        )
    own = {LEDGER, MANIFEST, KEYWORDS, CHROMA, *LOCK_FILES}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        foreign = sorted(item.name for item in folder.iterdir() if item.name not in own)
    except OSError as error:
        raise IndexFailure(
            f"{folder} cannot hold an index ({error}); give the path of a folder that this user "
            "may write."
        ) from error
    if foreign:
        raise IndexFailure(
            f"{folder} holds other files ({', '.join(foreign[:3])}); an index needs a folder of "
            "its own. Give the path of a new or empty one."
        )
    return folder


def manifest_of(ledger: Ledger, settings: Settings) -> Manifest:
    """The manifest that *ledger* keeps, or a new one for *settings*."""
    kept = ledger.note(_NOTE)
    if kept is not None:
        return Manifest.from_json(kept)
    manifest = Manifest.new(settings)
    ledger.set_note(_NOTE, manifest.to_json())
    return manifest


def keep_manifest(ledger: Ledger, manifest: Manifest, folder: Path) -> None:
    """Write *manifest* to the ledger, which is the truth, and to its file, which is for people.

    Raises:
        StoreUnavailable: The disk is full.
    """
    if ledger.note(_NOTE) != manifest.to_json():
        ledger.set_note(_NOTE, manifest.to_json())
    path = folder / MANIFEST
    try:
        if not path.is_file() or path.read_text(encoding="utf-8") != manifest.to_json() + "\n":
            manifest.write(path)
    except OSError as error:
        raise disk_full(path, error) from error


def recut(ledger: Ledger, settings: Settings) -> Manifest:
    """Cut every article anew for *settings*, in one transaction; the vectors stay cached.

    The keyword index learns of it from its queue; the vector store has to be built anew.
    """
    old = manifest_of(ledger, settings)
    new = Manifest.new(settings).following(old)
    with ledger.write() as connection:
        connection.execute("DELETE FROM chunks")
        connection.execute("DELETE FROM vector_removals")
        ledger.model = None
        if new.encoder:
            row = connection.execute("SELECT pk FROM models WHERE name = ?", (new.encoder,))
            ledger.model = (row.fetchone() or [None])[0]
        rows = connection.execute("SELECT pk FROM articles WHERE current ORDER BY pk").fetchall()
        for (pk,) in rows:
            row = connection.execute(
                f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE pk = ?",  # noqa: S608 - a literal of the ledger
                (pk,),
            ).fetchone()
            chunks, keys = cut(article_from_row(row), new)
            ledger.insert_chunks(connection, pk, (chunks, keys))
            connection.execute(
                "UPDATE articles SET chunk_count = ? WHERE pk = ?", (len(chunks), pk)
            )
        connection.execute("REPLACE INTO meta VALUES (?, ?)", (_NOTE, new.to_json()))
    return new
