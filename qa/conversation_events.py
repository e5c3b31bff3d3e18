"""Events of the conversations: opening, renaming, deleting, saving as a file."""

from dataclasses import replace

from qa.chat_store import Conversation
from qa.events import Changes, Events
from qa.export import KINDS, file_name, write_export
from qa.index_facts import audit_facts
from qa.visit import Visit

__all__ = ["ConversationEvents"]


class ConversationEvents:
    """Events that change which conversations there are and which is shown."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._page = events.page
        self._desk = events.desk

    def _show(self, visit: Visit) -> Changes:
        return {self._page.editing: None} | self._events.show(visit)

    def new_chat(self, visit: Visit) -> Changes:
        """Show an empty conversation; it is stored with its first question."""
        return self._show(visit.identified().showing(""))

    def open_chat(self, visit: Visit) -> Changes:
        """Show the clicked conversation."""
        return self._show(visit.showing(visit.text("chat")))

    def rename(self, visit: Visit) -> Changes:
        """Give the conversation the typed title."""
        self._desk.conversations.rename(visit.owner, visit.text("chat"), visit.text("title"))
        return self._events.list_chats(visit)

    def delete(self, visit: Visit) -> Changes:
        """Delete the conversation; the page shows an empty one if it was open."""
        self._desk.conversations.delete(visit.owner, visit.text("chat"))
        return self._show(visit)

    def ask_rename(self, visit: Visit) -> Changes:
        """Turn the clicked row into a form."""
        return self._events.list_chats(visit, renaming=visit.text("chat"))

    def ask_delete(self, visit: Visit) -> Changes:
        """Ask whether to delete the clicked conversation."""
        return self._events.list_chats(visit, deleting=visit.text("chat"))

    def keep(self, visit: Visit) -> Changes:
        """Ask no more."""
        return self._events.list_chats(visit)

    def export(self, visit: Visit) -> Changes:
        """Hand the browser a file of the clicked turn."""
        _, turn = self._events.turn(visit)
        found = self._events.current(visit)
        if not turn or not found or visit.text("format") not in KINDS:
            return {}
        return self._file(replace(found, title=turn.question, turns=(turn,)), visit.text("format"))

    def export_all(self, visit: Visit, kind: str) -> Changes:
        """Hand the browser a file of the conversation."""
        found = self._events.current(visit)
        return self._file(found, kind) if found and found.turns and kind in KINDS else {}

    def _file(self, found: Conversation, kind: str) -> Changes:
        text, media = write_export(found, kind=kind, index=audit_facts(self._desk.assistant))
        name = file_name(found, kind=kind)
        return {self._page.download: {"name": name, "text": text, "type": media}}
