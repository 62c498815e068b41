"""Failures that a person can do something about; the message is Indonesian and says what to do."""


class KnowledgeError(Exception):
    """The knowledge base cannot do what was asked."""


class UnreadableFile(KnowledgeError):
    """A file cannot be read as a document (broken, encrypted, scanned, empty, of another kind)."""


class UnknownDocument(KnowledgeError):
    """No document has the identifier that was given."""
