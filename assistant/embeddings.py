"""The dense half of the search from a model: patient with documents, quick with a question."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.errors import ModelError
from assistant.llm import Call, EmbeddingModel, Limits
from assistant.settings import Settings
from knowledge.vectors import UnreachableVectors

_PREFIX = "model:"
# Words alone answer a question when the model takes longer than this.
_QUESTION = Limits(total=4, first=4, retries=0, trips=2)


class ModelVectors:
    """An Embedder (see knowledge.vectors) over the model that the settings name."""

    def __init__(self, settings: Settings, record: Callable[[Call], None]) -> None:
        self.name = f"{_PREFIX}{settings.openai_embedding_model}"
        self._settings = settings
        self._record = record
        self._documents = EmbeddingModel(settings, self._record_documents)
        self._questions = EmbeddingModel(settings, record, limits=_QUESTION)
        self._former: ModelVectors | None = None

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One text is a question, several are passages. Raises UnreachableVectors."""
        model = self._questions if len(texts) == 1 else self._documents
        try:
            return model.embed(texts)
        except ModelError as error:
            raise UnreachableVectors(str(error)) from error

    def former(self, name: str) -> "ModelVectors | None":
        """The model that an older index was made with: asked until the new index stands."""
        if not name.startswith(_PREFIX):
            return None
        if self._former is None or self._former.name != name:
            model = name.removeprefix(_PREFIX)
            settings = replace(self._settings, openai_embedding_model=model)
            self._former = ModelVectors(settings, self._record)
        return self._former

    def close(self) -> None:
        if self._former is not None:
            self._former.close()
        self._documents.close()
        self._questions.close()

    def _record_documents(self, call: Call) -> None:
        """That they were sent, not their text: it stands in the record already."""
        self._record(replace(call, sent=f"{call.sent.count(chr(10)) + 1} baris dokumen"))
