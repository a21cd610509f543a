"""A unit's content to a `Site`: Markdown rendered, pictures and questions in place, links resolved."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape

from markupsafe import Markup as Html

from builder.checks.coverage import unit_coverage
from builder.checks.keys import activity_key, key_of
from builder.languages import direction, same
from builder.model import Course, Criterion, Lesson, Organisation, Outcome, Part, Question, UnitContent
from builder.render.data import outcome_of, page_data, part_of, practice_by_lesson
from builder.render.draw import QuestionDraw
from builder.render.figures import Figures, sign
from builder.render.index import Index, fold
from builder.render.markdown import Renderer
from builder.render.media import Spoken, medium
from builder.render.site import (
    Site,
    SiteActivity,
    SiteCriterion,
    SiteEvidence,
    SiteLesson,
    SiteLink,
    SiteOrganisation,
    SiteOutcome,
    SitePart,
    SiteQualification,
    SiteQuestion,
    SiteRange,
    SiteTerm,
    SiteTest,
    SiteUnit,
)
from builder.render.terms import Terms
from builder.render.tongues import language_attributes
from builder.render.words import Words, words

_SIGN = re.compile(r'<span class="sign-of ([^"]+)"></span>')
_MEDIUM = re.compile(r'<div class="medium-of (\d+)"></div>')
_QUESTION = re.compile(r'<div class="question-of ([^"]+)"></div>')
_WRITING = re.compile(r'<div class="writing-of ([^"]+)"></div>')
_INSIDE = re.compile(r'href="#([^"]+)"')
_SYMBOLS = ("quote", "ribbon", "pencil", "note", "warning")

SECONDS_A_TEST_QUESTION = 100
"""How long a test question takes, for the estimate on a test's first page."""


def site_of(course: Course, content: UnitContent, renderer: Renderer, show: Callable[[SiteQuestion | SiteActivity], str], *, draft: bool) -> Site:
    """The site of one unit; `show` renders a question that an author placed in a part, or an activity's field."""
    return _Resolver(course, content, renderer, show).site(draft)


def interface_words(course: Course, contents: Iterable[UnitContent]) -> Words:
    """The phrases for pages of these units: marked as such where something on them is in another language than the interface."""
    said = words(course.interface)
    lessons = [lesson for content in contents for lesson in content.lessons]
    languages = {course.language, *(lesson.language for lesson in lessons), *(part.language for lesson in lessons for part in lesson.parts)}
    return said if all(same(said.language, each) for each in languages - {""}) else words(course.interface, marked=True)


def package_name(course: Course, content: UnitContent) -> str:
    """The stable name of a unit's package, such as `iao-601-3477-x-F5062131`."""
    return f"{course.qualification.name}-{content.unit.ref.replace('/', '')}"


@dataclass
class _Page:
    """A page in reading order, for previous and next."""

    href: str
    title: str


class _Resolver:
    def __init__(self, course: Course, content: UnitContent, renderer: Renderer, show: Callable[[SiteQuestion | SiteActivity], str]) -> None:
        self.course = course
        self.content = content
        self.renderer = renderer
        self.words = renderer.words
        self.show = show
        self.figures = Figures(course.files)
        self.signs = {each.id: self.sign(each) for each in course.organisations}
        self.links = {part.id: SiteLink(f"#p-{part.id}", part.title) for lesson in content.lessons for part in lesson.parts}
        self.targets = {name: link.href for name, link in self.links.items()} | {lesson.id: f"#l-{lesson.id}" for lesson in content.lessons}
        self.spoken = {part.id: part.language or lesson.language for lesson in content.lessons for part in lesson.parts}
        self.questions = {question.id: self.question(question) for question in content.questions}
        self.practice = practice_by_lesson(content)
        self.asked = defaultdict[str, list[Question]](list)
        for question in content.questions:
            for criterion in question.criteria:
                self.asked[criterion].append(question)
        self.evidence = tuple(self.written())
        self.order = self.reading_order()
        self.glossary = Terms(content.terms)
        self.index = Index(course.language)

    def site(self, draft: bool) -> Site:
        course, content = self.course, self.content
        unit, qualification = content.unit, course.qualification
        name = package_name(course, content)
        title = f"{unit.ref} {unit.title}"
        outcomes = tuple(self.outcome(outcome) for outcome in unit.outcomes)
        terms = self.terms()
        tests = [outcome.test.minutes for outcome in outcomes if outcome.test]
        return Site(
            name=name,
            course=course.title,
            title=self.words.catalogue.gettext("%(title)s (draft)") % {"title": title} if draft else title,
            language=course.language,
            direction=direction(course.language),
            draft=draft,
            uncovered=sum(not each.met for each in unit_coverage(content, course.settings.test_questions).criteria()),
            pass_mark=course.settings.pass_mark,
            qualification=SiteQualification(qualification.number, qualification.title, qualification.awarding_organisation),
            unit=SiteUnit(unit.ref, unit.title, unit.level, unit.credit, unit.guided_learning_hours, content.lede, unit.aim),
            minutes=sum(lesson.minutes for lesson in content.lessons) + sum(tests),
            about=self.renderer.text(content.about) if content.about else Html(""),
            logo=self.logo(),
            letterhead=self.logo(),
            organisations=tuple(self.organisation(each) for each in course.organisations),
            outcomes=outcomes,
            terms=terms,
            search=self.index.data(),
            data=page_data(course, content, name),
            media=self.figures.media,
        )

    def terms(self) -> tuple[SiteTerm, ...]:
        """The glossary's words that the lessons use; called when all of them are there."""
        found = []
        for term in sorted(self.content.terms, key=lambda term: fold(term.term)):
            if term.id in self.glossary.used:
                means = self.renderer.inline(term.means)
                used = self.glossary.used[term.id]
                lessons = tuple(SiteLink(f"#l-{lesson.id}", lesson.title) for lesson in self.content.lessons if lesson.id in used)
                self.index.add(f"g-{term.id}", term.term, means)
                found.append(SiteTerm(term.id, term.term, means, lessons))
        return tuple(found)

    def organisation(self, organisation: Organisation) -> SiteOrganisation:
        identifier, name, sector, about, _, _ = organisation
        return SiteOrganisation(identifier, name, self.words.sector(sector), about, self.signs[identifier])

    def sign(self, organisation: Organisation) -> Html:
        data = self.course.files.get(organisation.sign or "")
        return Html(sign(data)) if data else Html("")

    def logo(self) -> Html:
        mark = self.course.look.logo
        return Html(self.figures.logo(mark.path, escape(mark.alt))) if mark else Html("")

    def lang(self, language: str) -> Html:
        """The attributes of what is in another language than the course."""
        return language_attributes(language, self.course.language)

    def reading_order(self) -> list[_Page]:
        pages = [_Page("#start", self.words.gettext("About this unit"))]
        for outcome in self.content.unit.outcomes:
            pages += [_Page(f"#l-{lesson.id}", lesson.title) for lesson in self.lessons_of(outcome)]
            if self.drawn(outcome):
                pages.append(_Page(f"#t-{outcome.number}", self.words.gettext("Outcome %(number)s test") % {"number": outcome.number}))
        return pages

    def around(self, href: str) -> tuple[SiteLink | None, SiteLink | None]:
        place = next(number for number, page in enumerate(self.order) if page.href == href)
        before = self.order[place - 1] if place else None
        after = self.order[place + 1] if place + 1 < len(self.order) else None
        return (SiteLink(before.href, before.title) if before else None), (SiteLink(after.href, after.title) if after else None)

    def lessons_of(self, outcome: Outcome) -> list[Lesson]:
        return [lesson for lesson in self.content.lessons if outcome_of(self.content, lesson) == outcome.number]

    def drawn(self, outcome: Outcome) -> int:
        """How many questions a first run of the outcome's test asks, counted as if none served two criteria."""
        usual = self.course.settings.test_questions
        return sum(min(self.content.drawn_for(criterion.id, usual), len(self.tested(criterion))) for criterion in outcome.criteria)

    def tested(self, criterion: Criterion) -> list[Question]:
        return [question for question in self.asked[criterion.id] if question.purpose == "test"]

    def outcome(self, outcome: Outcome) -> SiteOutcome:
        intro = self.content.intros.get(outcome.number, "")
        return SiteOutcome(
            number=outcome.number,
            text=outcome.text,
            short=self.content.shorts.get(outcome.number) or outcome.text,
            intro=self.renderer.text(intro) if intro else Html(""),
            criteria=tuple(self.criterion(criterion) for criterion in outcome.criteria),
            lessons=tuple(self.lesson(lesson, outcome) for lesson in self.lessons_of(outcome)),
            test=self.test(outcome) if self.drawn(outcome) else None,
        )

    def criterion(self, criterion: Criterion) -> SiteCriterion:
        teaching = [(lesson, part) for lesson in self.content.lessons for part in lesson.parts if any(tag.criterion == criterion.id for tag in part.tags)]
        lessons = {lesson.id: SiteLink(f"#l-{lesson.id}", lesson.title) for lesson, _ in teaching}
        asked = self.asked[criterion.id]
        return SiteCriterion(
            id=criterion.id,
            text=criterion.text,
            range=tuple(SiteRange(item.id, item.text) for item in criterion.range),
            parts=tuple(self.links[part.id] for _, part in teaching),
            lessons=tuple(lessons.values()),
            practice=sum(question.purpose == "practice" for question in asked),
            test=sum(question.purpose == "test" for question in asked),
            evidence=tuple(each for each in self.evidence if criterion.id in each.criteria),
        )

    def written(self) -> Iterator[SiteEvidence]:
        """All that learners write in their own words, in the order of the lessons."""
        for lesson in self.content.lessons:
            for activity in lesson.activities:
                yield SiteEvidence(activity_key(activity.id), f"#a-{activity.id}", activity.title, activity.criteria, Html(""), lesson.title)
            for question in self.practice[lesson.id]:
                if not question.body.scored and question.body.solution()["kind"] == "texts":
                    shown = self.questions[question.id]
                    yield SiteEvidence(key_of(question.id), f"#q-{question.id}", "", question.criteria, shown.prompt, lesson.title)

    def lesson(self, lesson: Lesson, outcome: Outcome) -> SiteLesson:
        self.renderer.start({activity.id: activity.criteria for activity in lesson.activities})
        previous, following = self.around(f"#l-{lesson.id}")
        practice = self.practice[lesson.id]
        return SiteLesson(
            id=lesson.id,
            number=[page.href for page in self.order if page.href.startswith("#l-")].index(f"#l-{lesson.id}") + 1,
            title=lesson.title,
            lang=self.lang(lesson.language),
            goal=lesson.goal,
            minutes=lesson.minutes,
            criteria=tuple(dict.fromkeys(tag.criterion for part in lesson.parts for tag in part.tags)),
            outcome=outcome.number,
            opening=self.html(lesson.opening, lesson, f"l-{lesson.id}", f"{lesson.title} {lesson.goal}"),
            parts=tuple(self.part(part, lesson) for part in lesson.parts),
            practice=tuple(self.questions[question.id] for question in practice if question.id not in lesson.placed()),
            questions=len(practice),
            previous=previous,
            next=following,
        )

    def part(self, part: Part, lesson: Lesson) -> SitePart:
        title = self.renderer.inline(part.title)
        criteria = tuple(dict.fromkeys(tag.criterion for tag in part.tags))
        html = self.html(part.body, lesson, f"p-{part.id}", title, criteria)
        return SitePart(part.id, title, self.lang(part.language or lesson.language), criteria, html)

    def html(self, text: str, lesson: Lesson, place: str, title: str, criteria: tuple[str, ...] = ()) -> Html:
        """A piece of a lesson, finished: signs, questions, pictures, terms and inner links in place. Questions stay out of the index."""
        html: str = self.renderer.lesson(text, lesson.definitions) if text.strip() else ""
        self.index.add(place, title, html, criteria)
        html = self.glossary.mark(html, lesson.id, freely=lesson.glossary)
        html = _INSIDE.sub(lambda found: f'href="{self.targets.get(found[1], "#start")}"', html)
        html = _SIGN.sub(self.sign_for, html)
        html = self.figures.place(html, lesson.images)
        html = _WRITING.sub(lambda found: self.write(found, lesson), html)
        html = _MEDIUM.sub(lambda found: self.medium(int(found[1]), lesson), html)
        return Html(_QUESTION.sub(self.placed, html))

    def sign_for(self, found: re.Match[str]) -> str:
        if found[1] in _SYMBOLS:
            return f'<svg class="sign" aria-hidden="true"><use href="#{found[1]}"/></svg>'
        return self.signs.get(found[1], Html(""))

    def write(self, found: re.Match[str], lesson: Lesson) -> str:
        """The field of an activity; none where two have one id."""
        title = next((activity.title for activity in lesson.activities if activity.id == found[1]), None)
        return self.show(SiteActivity(found[1], activity_key(found[1]), title)) if title is not None else ""

    def medium(self, number: int, lesson: Lesson) -> str:
        """The video, sound or file that a block of a lesson asked for."""

        def keep(target: str) -> tuple[str, bytes] | None:
            path = lesson.images.get(target, "")
            data = self.course.files.get(path)
            return (self.figures.keep(path, data), data) if data is not None else None

        media = self.renderer.media
        spoken = Spoken(lesson.language or self.course.language, self.words.gettext("Captions"))
        return medium(media[number], keep, spoken) if number < len(media) else ""

    def placed(self, found: re.Match[str]) -> str:
        question = self.questions.get(found[1])
        return self.show(question) if question and question.purpose == "practice" else ""

    def question(self, question: Question) -> SiteQuestion:
        part = part_of(self.content, question)
        return SiteQuestion(
            id=question.id,
            type=question.type,
            purpose=question.purpose,
            criteria=question.criteria,
            lang=self.lang(self.spoken.get(part or "", "")),
            prompt=self.renderer.inline(question.prompt),
            view=question.body.view(QuestionDraw(self.renderer, self.figures, question.images)),
            part=self.links[part] if part else None,
        )

    def rule(self, criterion: Criterion) -> tuple[int, int, int]:
        rule = self.content.testing.criteria.get(criterion.id)
        share = rule.share if rule else 1
        drawn = min(self.content.drawn_for(criterion.id, self.course.settings.test_questions), len(self.tested(criterion)))
        whole = abs(drawn * share - round(drawn * share)) < 0.001
        return (round(drawn * share) if whole else 0, drawn, round(100 * share))

    def test(self, outcome: Outcome) -> SiteTest:
        previous, following = self.around(f"#t-{outcome.number}")
        ids = [question.id for criterion in outcome.criteria for question in self.tested(criterion)]
        drawn = self.drawn(outcome)
        testing = self.content.testing
        return SiteTest(
            href=f"#t-{outcome.number}",
            drawn=drawn,
            per_criterion=None if any(each.id in testing.criteria for each in outcome.criteria) else self.course.settings.test_questions,
            limit=testing.minutes,
            extra_time=testing.extra_time if testing.minutes else (),
            rules={criterion.id: self.rule(criterion) for criterion in outcome.criteria},
            minutes=min(testing.minutes or 600, max(5, round(drawn * SECONDS_A_TEST_QUESTION / 60 / 5) * 5)),
            questions=tuple(self.questions[name] for name in dict.fromkeys(ids)),
            previous=previous,
            next=following,
        )
