"""The error tree.

QAError                        every failure that a user can act on; the CLI prints it on one line
├── InputError                 what was given cannot be used (exit 2)
│   ├── RejectedArticle        one file or record cannot become an article; the batch goes on
│   └── QuestionError          a question, filter or history cannot be used
├── IndexFailure               the index folder cannot serve the request (exit 1)
│   ├── IndexNotFound          there is no index at the path given
│   ├── IndexMismatch          the index was built with other settings than those asked for
│   ├── IndexLocked            another process owns the index
│   └── StoreUnavailable       the vector store does not answer
├── ModelFailure               weights are missing, altered or do not fit (exit 1)
├── CitationError              a quote is not, to the letter, in the article it names (exit 1)
└── LanguageModelError         the configured chat model did not answer usefully (exit 1)
"""

__all__ = [
    "CitationError",
    "IndexFailure",
    "IndexLocked",
    "IndexMismatch",
    "IndexNotFound",
    "InputError",
    "LanguageModelError",
    "ModelFailure",
    "QAError",
    "QuestionError",
    "RejectedArticle",
    "StoreUnavailable",
]


class QAError(Exception):
    """A failure that a user can act on; its message says what was given, needed and next."""

    exit_code = 1


class InputError(QAError):
    """What was given cannot be used."""

    exit_code = 2


class RejectedArticle(InputError):
    """One file or record cannot become an article."""

    def __init__(self, reason: str, detail: str) -> None:
        """Keep the short *reason* (for counting) apart from the *detail* (for reading)."""
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class QuestionError(InputError):
    """A question, filter or history cannot be used."""


class IndexFailure(QAError):
    """The index folder cannot serve the request."""


class IndexNotFound(IndexFailure):
    """There is no index at the path given."""


class IndexMismatch(IndexFailure):
    """The index was built with other settings than those asked for."""


class IndexLocked(IndexFailure):
    """Another process owns the index."""


class StoreUnavailable(IndexFailure):
    """The vector store does not answer."""


class ModelFailure(QAError):
    """Weights are missing, altered or do not fit."""


class CitationError(QAError):
    """A quote is not, to the letter, in the article it names."""


class LanguageModelError(QAError):
    """The configured chat model did not answer usefully."""
