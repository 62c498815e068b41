"""How well search finds, and whether it knows when nothing answers.

Pools: the sample base with the questions in `prompts/cases/retrieval`, and, where the folder that
ASSISTANT_BENCHMARK_DATA names has them, statutes with questions of their own (measuring only),
SQuAD-id and FacQA. All lie in one base, so that every
question is asked among all passages. The usual ways of searching are measured on the same pool.
"""

import ast
import csv
import json
import math
import os
import random
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

from assistant.assembly import assemble
from assistant.prompts import load_table
from assistant.queueing.question_words import question_words
from assistant.settings import Settings
from assistant.vocabulary import load_vocabulary
from knowledge.base import KnowledgeBase
from knowledge.documents import Passage, Reading
from knowledge.reading import read_file
from knowledge.sample.sample import SAMPLE
from knowledge.vectors import HashedWords
from knowledge.words import Vocabulary, grams, stem, stems, tokens

Part = Literal["development", "measuring", "both"]
TODAY = date(2026, 3, 2)
_OUTSIDE_QUESTIONS = 700  # of each outside set
_FORMAL = ("squad", "facqa", "own_formal", "statute_formal")  # made informal by chance too
_FORMS = ("formal", "informal", "javanese")
Ranker = Callable[[str], list[str]]


@dataclass(frozen=True)
class Question:
    """`gold`: keys of the passages that answer; empty where none does. `family`: which kind."""

    text: str
    family: str
    gold: frozenset[str]


@dataclass(frozen=True)
class Pool:
    readings: tuple[Reading, ...]
    questions: tuple[Question, ...]

    @property
    def passages(self) -> list[tuple[str, str]]:
        """Every passage as the indexes see it."""
        return [
            (passage.id, f"{reading.title}\n{passage.heading}\n{passage.text}")
            for reading in self.readings
            for passage in reading.passages
        ]

    def without(self, gold: frozenset[str]) -> "Pool":
        kept = (
            replace(r, passages=tuple(p for p in r.passages if p.id not in gold))
            for r in self.readings
        )
        return replace(self, readings=tuple(kept))


def run(part: Part = "both") -> dict[str, Any]:
    """Figures by part: recall@5 and nDCG@10 by set and way, and refusals by family."""
    parts: tuple[Part, ...] = ("development", "measuring") if part == "both" else (part,)
    return {name: _measure(name) for name in parts}


def _measure(part: Part) -> dict[str, Any]:
    pool = build_pool(part)
    words = load_vocabulary()
    figures: dict[str, Any] = {"passages": len(pool.passages)}
    with opened(pool, words) as base:
        ways: dict[str, Ranker] = {
            "hybrid": _ranker(base),
            "lexical": _ranker(base, lexical_only=True),
            "fts5": _fts5(pool.passages, words.stop),
        }
        if bm25 := _bm25s(pool.passages, words.stop):
            ways["bm25s"] = bm25
        with _usual_recipe(pool) as recipe:
            figures["found"] = {
                name: _found(pool.questions, rank) for name, rank in ways.items()
            } | {"usual_recipe": _found(pool.questions, recipe)}
            formal = [q for q in pool.questions if q.family in _FORMAL]
            informal = [replace(q, text=roughen(q.text, n)) for n, q in enumerate(formal)]
            figures["made_informal"] = {
                "hybrid": _found(informal, ways["hybrid"]),
                "usual_recipe": _found(informal, recipe),
                "tokens_changed": _changed(formal, informal),
            }
    own = build_pool(part, outside=False)
    figures["grouping"] = _grouping(part)
    figures["answerable"] = {"sample_base": _refusals(own, words), "pool": _refusals(pool, words)}
    return figures


# --- pools ---------------------------------------------------------------------------------


def build_pool(part: Part, *, outside: bool = True) -> Pool:
    """The sample base with its questions, and the sets from outside the project."""
    cases = load_table(f"cases/retrieval/{part}.yaml")
    readings = [
        read_file(one.path, title=one.title, agency=one.agency, published=one.published)
        for one in SAMPLE
    ]
    questions: list[Question] = []
    for case in cases["answered"]:
        gold = _gold(readings, case["answer"])
        questions += [Question(case[form], f"own_{form}", gold) for form in _FORMS]
    for family, asked in cases["unanswered"].items():
        questions += [Question(text, family, frozenset()) for text in asked]
    if outside:
        statutes, asked = _statutes(part)
        readings += statutes
        questions += asked
        for reading, asked in _outside_sets(part):
            readings.append(reading)
            questions += asked
    return Pool(tuple(readings), tuple(questions))


def _statutes(part: Part) -> tuple[list[Reading], list[Question]]:
    """Statutes, and in the measuring part what is asked of them."""
    folder = os.environ.get("ASSISTANT_BENCHMARK_DATA")
    cases = load_table("cases/retrieval/statutes.yaml")
    if not folder or not all(Path(folder, file).is_file() for file in cases["files"]):
        return [], []
    readings = [read_file(Path(folder, file)) for file in cases["files"]]
    questions = [
        Question(case[form], f"statute_{form}", _gold(readings, case["answer"]))
        for case in cases["answered"]
        for form in _FORMS
        if form in case and part == "measuring"
    ]
    return readings, questions


def _gold(readings: Sequence[Reading], answers: Sequence[object]) -> frozenset[str]:
    wanted = [[_plain(part) for part in str(answer).split(" & ")] for answer in answers]
    return frozenset(
        passage.id
        for reading in readings
        for passage in reading.passages
        if any(all(part in _plain(passage.text) for part in parts) for parts in wanted)
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _outside_sets(part: Part) -> Iterator[tuple[Reading, list[Question]]]:
    folder = os.environ.get("ASSISTANT_BENCHMARK_DATA")
    if not folder:
        return
    root = Path(folder)
    for name, pairs in (
        ("squad", _squad(root / "squad-id" / "valid.json")),
        ("facqa", _facqa(root / "indonlu")),
    ):
        if not pairs:
            continue
        texts = list(dict.fromkeys(text for _, text in pairs))
        reading = _as_reading(name, texts)
        keys = {passage.text: passage.id for passage in reading.passages}
        chance = random.Random(name)
        chance.shuffle(pairs)
        half = len(pairs) // 2
        chosen = pairs[:half] if part == "development" else pairs[half:]
        yield (
            reading,
            [
                Question(question, name, frozenset([keys[text]]))
                for question, text in chosen[:_OUTSIDE_QUESTIONS]
            ],
        )


def _squad(path: Path) -> list[tuple[str, str]]:
    if not path.is_file():
        return []
    pairs = []
    for entry in json.loads(path.read_text("utf-8")):
        for question in entry["qas"]:
            if not question.get("is_impossible"):
                pairs.append((question["question"], " ".join(entry["context"].split())))
    return pairs


def _facqa(folder: Path) -> list[tuple[str, str]]:
    pairs = []
    for path in sorted(folder.glob("facqa_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                question, passage = (
                    " ".join(ast.literal_eval(row[name])) for name in ("question", "passage")
                )
                pairs.append((question, passage))
    return pairs


def _as_reading(name: str, texts: Sequence[str]) -> Reading:
    passages = []
    at = 0
    for number, text in enumerate(texts):
        passages.append(Passage(f"{name}-{number}", None, "", at, at + len(text), text))
        at += len(text) + 2
    return Reading("", "\n\n".join(texts), (), tuple(passages), source_name=name)


# --- ways of searching ---------------------------------------------------------------------


@contextmanager
def opened(pool: Pool, words: Vocabulary) -> Iterator[KnowledgeBase]:
    with tempfile.TemporaryDirectory() as folder:
        base = KnowledgeBase(Path(folder), today=lambda: TODAY, vocabulary=words)
        try:
            base.add_readings(pool.readings)
            yield base
        finally:
            base.close()


def _ranker(base: KnowledgeBase, *, lexical_only: bool = False) -> Ranker:
    def rank(text: str) -> list[str]:
        found = base.search(text, limit=10, lexical_only=lexical_only)
        return [hit.passage.id for hit in found.hits]

    return rank


def _fts5(passages: Sequence[tuple[str, str]], stop: frozenset[str]) -> Ranker:
    """FTS5 with the words and their Indonesian stems in two columns."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE pool USING fts5 (raw, stem)")
    for _, text in passages:
        words = tokens(text)
        connection.execute(
            "INSERT INTO pool VALUES (?, ?)", (" ".join(words), " ".join(stems(words)))
        )

    def rank(text: str) -> list[str]:
        words = _content(text, stop)
        query = " OR ".join(
            [f'raw : "{word}"' for word in words] + [f'stem : "{stem(word)}"' for word in words]
        )
        if not query:
            return []
        rows = connection.execute(
            "SELECT rowid FROM pool WHERE pool MATCH ? ORDER BY rank LIMIT 10", (query,)
        )
        return [passages[row[0] - 1][0] for row in rows]

    return rank


def _bm25s(passages: Sequence[tuple[str, str]], stop: frozenset[str]) -> Ranker | None:
    """bm25s with stems and pieces of four characters in one index, where it is installed."""
    try:
        import bm25s
    except ImportError:
        return None

    def features(words: Iterable[str]) -> list[str]:
        return [one for word in words for one in ("=" + stem(word), *grams(word))]

    index = bm25s.BM25()
    index.index([features(tokens(text)) for _, text in passages], show_progress=False)

    def rank(text: str) -> list[str]:
        asked = features(_content(text, stop))
        if not asked:
            return []
        found, _ = index.retrieve([asked], k=min(10, len(passages)), show_progress=False)
        return [passages[number][0] for number in found[0]]

    return rank


def _content(text: str, stop: frozenset[str]) -> list[str]:
    words = list(dict.fromkeys(tokens(text)))
    return [word for word in words if word not in stop] or words


@contextmanager
def _usual_recipe(pool: Pool) -> Iterator[Ranker]:
    """LangChain's recipe: pieces of 1,000 characters, 200 shared, into Chroma; the same vectors."""
    import chromadb
    from chromadb.config import Settings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=1000, chunk_overlap=200, add_start_index=True
    )
    pieces: list[tuple[str, frozenset[str]]] = []
    for reading in pool.readings:
        # A set of ready passages is many short documents.
        units = (
            [(passage.text, passage.start) for passage in reading.passages]
            if not reading.blocks
            else [(reading.text, 0)]
        )
        for text, offset in units:
            for piece in splitter.create_documents([text]):
                start = offset + piece.metadata["start_index"]
                end = start + len(piece.page_content)
                pieces.append(
                    (
                        piece.page_content,
                        frozenset(
                            p.id
                            for p in reading.passages
                            if min(end, p.end) - max(start, p.start) > 0.5 * (p.end - p.start)
                        ),
                    )
                )
    embed = HashedWords.learn(text for text, _ in pieces)
    with tempfile.TemporaryDirectory() as folder:
        client = chromadb.PersistentClient(folder, settings=Settings(anonymized_telemetry=False))
        collection = client.create_collection(
            "usual", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        for at in range(0, len(pieces), 1000):
            part = pieces[at : at + 1000]
            collection.add(
                ids=[str(at + number) for number in range(len(part))],
                embeddings=embed.embed([text for text, _ in part]),
            )

        def rank(text: str) -> list[str]:
            found = collection.query(query_embeddings=embed.embed([text]), n_results=10)
            keys = [pieces[int(one)][1] for one in found["ids"][0]]
            # A piece that holds several passages counts for whichever is asked for.
            return ["|".join(sorted(some)) for some in keys]

        try:
            yield rank
        finally:
            client.close()  # type: ignore[attr-defined]


# --- figures -------------------------------------------------------------------------------


def _found(questions: Sequence[Question], rank: Ranker) -> dict[str, dict[str, float]]:
    ranks: dict[str, list[int]] = defaultdict(list)
    for question in questions:
        if question.gold:
            found = rank(question.text)
            ranks[question.family].append(
                next(
                    (
                        place
                        for place, keys in enumerate(found, 1)
                        if question.gold & set(keys.split("|"))
                    ),
                    0,
                )
            )
    ranks["all"] = [one for family in list(ranks) for one in ranks[family]]
    return {
        family: {
            "questions": len(places),
            "recall@5": round(sum(0 < place <= 5 for place in places) / len(places), 3),
            "ndcg@10": round(
                sum(1 / math.log2(1 + place) for place in places if place) / len(places), 3
            ),
        }
        for family, places in ranks.items()
        if places
    }


def _refusals(pool: Pool, words: Vocabulary) -> dict[str, Any]:
    """Half of the gold passages are taken out: their questions have no answer, the others do."""
    golds = list(dict.fromkeys(question.gold for question in pool.questions if question.gold))
    taken = frozenset[str]().union(*golds[::2])
    asked: dict[str, list[bool]] = defaultdict(list)
    with opened(pool.without(taken), words) as base:
        for question in pool.questions:
            answered = base.search(question.text).answerable
            left = question.gold - taken
            if not question.gold:
                asked[question.family].append(answered)
            elif not left:
                asked[f"taken_out_{question.family}"].append(answered)
            else:
                asked[f"answered_{question.family}"].append(answered)
    figures = {
        family: {
            "questions": len(answers),
            "refused": round(1 - sum(answers) / len(answers), 3),
        }
        for family, answers in sorted(asked.items())
    }
    for group, is_right in (("answered", True), ("unanswered", False)):
        answers = [
            one
            for family, some in asked.items()
            if family.startswith("answered") == is_right
            for one in some
        ]
        figures[f"all_{group}"] = {
            "questions": len(answers),
            "refused": round(1 - sum(answers) / len(answers), 3),
        }
    return figures


def _grouping(part: Part) -> dict[str, float]:
    """Of the pairs of questions that are kept as one, how many ask the same; and how many do not.

    All go into one list, as citizens ask them: in any order.
    """
    groups = load_table("cases/retrieval/grouping.yaml")[part]
    asked = {text: number for number, group in enumerate(groups) for text in group}
    with tempfile.TemporaryDirectory() as folder:
        assistant = assemble(Settings(data_dir=Path(folder)))
        questions = assistant.records.questions
        for text in random.Random(1).sample(list(asked), len(asked)):
            questions.collect(text, question_words(text), None)
        kept = [one.wordings for one in questions.ranked()]
        assistant.close()
    together = [pair for some in kept for pair in combinations(some, 2)]
    right = sum(asked[one] == asked[other] for one, other in together)
    wanted = sum(math.comb(len(group), 2) for group in groups)
    return {
        "questions": len(asked),
        "pairs_alike": wanted,
        "pairs_unlike": math.comb(len(asked), 2) - wanted,
        "precision": round(right / max(len(together), 1), 3),
        "recall": round(right / wanted, 3),
    }


# --- the same question, written carelessly -------------------------------------------------

_ENDINGS = (("kan", "in"), ("ai", "e"), ("au", "o"), ("kah", ""))
_STARTS = (("meng", "ng"), ("meny", "ny"), ("mem", "m"), ("men", "n"), ("h", ""))
_NEIGHBOURS = {
    "a": "s", "s": "d", "d": "f", "e": "r", "i": "o", "o": "p", "n": "m", "m": "n", "k": "l",
    "t": "y", "r": "t", "u": "y", "g": "h", "b": "v", "l": "k", "p": "o",
}  # fmt: skip
_ROUGH = 0.63  # short words and numbers stay as they are
_NOISE = ("min", "gaes", "woi", "dong", "cuy", "yah", "hm", "pliss", "btw", "bestie")


def roughen(text: str, seed: int) -> str:
    """About 60 % of the words in another form, by rules and chance: no word list knows them."""
    chance = random.Random(seed)
    words = text.lower().rstrip("?. ").split()
    made = [_rough(word, chance) if chance.random() < _ROUGH else word for word in words]
    made.insert(chance.choice((0, len(made))), chance.choice(_NOISE))
    return " ".join(made)


def _rough(word: str, chance: random.Random) -> str:
    if len(word) < 3 or not word.isalpha():
        return word
    ways = [_spoken, _without_vowels, _mistyped]
    chance.shuffle(ways)
    for way in ways:
        changed = way(word, chance)
        if changed != word:
            return changed
    return word


def _spoken(word: str, _chance: random.Random) -> str:
    for ending, other in _ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)] + other
    for start, other in _STARTS:
        if word.startswith(start):
            return other + word[len(start) :]
    return word


def _without_vowels(word: str, chance: random.Random) -> str:
    inside = [at for at in range(1, len(word) - 1) if word[at] in "aiueo"]
    if not inside:
        return word
    dropped = set(chance.sample(inside, k=max(1, round(0.7 * len(inside)))))
    return "".join(char for at, char in enumerate(word) if at not in dropped)


def _mistyped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    match chance.randrange(4):
        case 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case 2:
            return word[: at + 1] + word[at:]
        case _:
            return word[:at] + _NEIGHBOURS.get(word[at], word[at] * 2) + word[at + 1 :]


def _changed(before: Sequence[Question], after: Sequence[Question]) -> float:
    """The share of words that are not those of the question any more."""
    changed = total = 0
    for one, other in zip(before, after, strict=True):
        known = set(one.text.lower().rstrip("?. ").split())
        words = other.text.split()
        total += len(words)
        changed += sum(word not in known for word in words)
    return round(changed / max(total, 1), 3)
