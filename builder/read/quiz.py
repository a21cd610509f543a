"""A quiz file to `Question` values, each read as its type."""

from functools import partial

from builder.diagnostics import Diagnostic, Rule, did_you_mean
from builder.markup import Image
from builder.memo import remembered
from builder.model import Question, Tag
from builder.questions import TYPES
from builder.questions.base import QuestionForm, tags_of
from builder.read.forms import QuizForm
from builder.read.texts import texts
from builder.read.validate import MISSING_KEY, validate
from builder.read.yaml import read_yaml
from builder.read.yaml_text import Loc, YamlText
from builder.source import Source, Span

UNKNOWN_TYPE = Rule("CW404", "unknown-question-type")


@remembered
def read_quiz(source: Source) -> tuple[list[Question], list[Diagnostic]]:
    """Every question that could be read, its pictures not yet, and what is wrong with the rest."""
    document = read_yaml(source)
    if document.data is None and document.findings:
        return [], list(document.findings)
    _, wrong = validate(QuizForm, document)
    findings = [*document.findings, *wrong]
    questions = []
    for place in _readable(document):
        question, found = _question(source, document, place)
        findings += found
        if question:
            questions.append(question)
    return questions, findings


def _readable(document: YamlText) -> list[int]:
    """The places of the questions that can be read, whatever else is wrong with the file."""
    listed = document.data.get("questions") if isinstance(document.data, dict) else None
    return [place for place, each in enumerate(listed) if isinstance(each, dict)] if isinstance(listed, list) else []


def _question(source: Source, document: YamlText, place: int) -> tuple[Question | None, list[Diagnostic]]:
    at: Loc = ("questions", place)
    kind = document.data["questions"][place].get("type")
    if kind is None:
        return None, [MISSING_KEY.at(document.place(at), "`type` is missing here", hint=f"add `type: …`, one of {_names()}")]
    if kind not in TYPES:
        near = did_you_mean(str(kind), TYPES)
        hint = f"did you mean `{near}`?" if near else f"the types are {_names()}"
        return None, [UNKNOWN_TYPE.at(document.place((*at, "type")), f"there is no question type `{kind}`", hint=hint)]
    form, findings = validate(TYPES[kind], document, at)
    if form is None:
        return None, findings
    locate = partial(_locate, document, at)
    return _value(source, form, document, at), findings or list(form.findings(locate))


def _names() -> str:
    return ", ".join(sorted(TYPES))


def _locate(document: YamlText, at: Loc, *loc: str | int) -> Span:
    """The place of a value in the question: of its key where it has one."""
    whole = (*at, *loc)
    return document.key(whole)


def _value(source: Source, form: QuestionForm, document: YamlText, at: Loc) -> Question:
    return Question(
        id=form.id,
        type=form.type,
        purpose=form.purpose,
        tags=tuple(Tag.parse(text, _tag_span(document, at, place)) for place, text in enumerate(tags_of(form.criteria))),
        part=form.part,
        part_span=document.place((*at, "part")),
        prompt=form.prompt,
        body=form,
        texts=texts(document, at, form.plain),
        pictures=tuple(Image(each.alt, each.target, False, document.place((*at, each.key))) for each in form.pictures()),
        images={},
        path=source.path,
        span=document.place((*at, "id")),
        draft=form.draft,
    )


def _tag_span(document: YamlText, at: Loc, place: int) -> Span:
    return document.place((*at, "criteria", place))
