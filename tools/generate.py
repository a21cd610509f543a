"""A course of a known size, for measuring: 4 units, 90 lessons of 650 words, 180 test questions."""

import random
from pathlib import Path

import yaml

UNITS = (("H/503/0322", 25), ("M/503/0324", 29), ("K/503/0323", 27), ("F/506/2131", 9))
WORDS = [
    "customer",
    "service",
    "order",
    "delivery",
    "office",
    "manager",
    "colleague",
    "account",
    "answer",
    "question",
    "phone",
    "letter",
    "branch",
    "council",
    "charity",
    "library",
    "repair",
    "visit",
    "driver",
    "volunteer",
    "promise",
    "delay",
    "reason",
    "result",
    "record",
    "team",
    "desk",
    "counter",
    "morning",
    "system",
    "price",
    "member",
    "student",
    "tenant",
    "patient",
    "guest",
]


def generate(folder: Path, words: int = 650) -> None:
    """Write the course into `folder`, the same at every call."""
    chance = random.Random(1)  # noqa: S311  # the same text every time is the point
    (folder / "qualifications").mkdir(parents=True)
    (folder / "course.yaml").write_text("title: Generated\nqualifications: [generated]\n", "utf-8")
    (folder / "qualifications" / "generated.yaml").write_text(yaml.safe_dump(_qualification(), sort_keys=False), "utf-8")
    for ref, count in UNITS:
        unit = folder / "units" / ref.replace("/", "").lower()
        unit.mkdir(parents=True)
        (unit / "unit.yaml").write_text(f"unit: {ref}\nlede: A generated unit.\n", "utf-8")
        for number in range(1, count + 1):
            (unit / f"{number:02}-lesson.md").write_text(_lesson(number, words, chance), "utf-8")
        questions = [_question(number, place, chance) for number in range(1, count + 1) for place in (1, 2)]
        (unit / "quiz.yaml").write_text(yaml.safe_dump({"questions": questions}, sort_keys=False), "utf-8")


def _qualification() -> dict[str, object]:
    units = [
        {
            "ref": ref,
            "title": f"Unit {ref}",
            "level": 2,
            "credit": 4,
            "guided_learning_hours": 35,
            "outcomes": [{"number": "1", "text": "Know it", "criteria": [{"id": f"1.{n}", "text": f"Explain matter {n}"} for n in range(1, count + 1)]}],
        }
        for ref, count in UNITS
    ]
    return {
        "number": "600/0000/0",
        "title": "Generated certificate",
        "awarding_organisation": "Nobody",
        "level": 2,
        "credit": 16,
        "guided_learning_hours": 140,
        "total_qualification_time": 160,
        "review_date": "2030-01-01",
        "units": units,
    }


def _prose(count: int, chance: random.Random) -> str:
    words = chance.choices(WORDS, k=count)
    words[0] = words[0].title()
    return f"{' '.join(words)}."


def _lesson(number: int, words: int, chance: random.Random) -> str:
    paragraphs = [_prose(50, chance) for _ in range((words - 150) // 50)]
    paragraphs[1] = paragraphs[1].replace("customer", "**customer**")
    points = "\n".join(f"- {_prose(15, chance)}" for _ in range(3))
    rows = "\n".join(f"| {_prose(3, chance)} | {_prose(8, chance)} |" for _ in range(4))
    body = "\n\n".join(paragraphs)
    head = f"---\ntitle: Lesson {number}\ncriteria: [1.{number}]\nminutes: 20\n---"
    part = f'## Matter {number} {{: #matter-{number} criteria="1.{number}" }}'
    table = f"| What | Why |\n|---|---|\n{rows}"
    example = f"/// example | At work\n{_prose(60, chance)}\n///"
    return "\n\n".join([head, part, body, table, example, f"/// keypoints\n{points}\n///\n"])


def _question(number: int, place: int, chance: random.Random) -> dict[str, object]:
    options = [{"text": _prose(8, chance), "feedback": _prose(14, chance), **({"correct": "true"} if n == place else {})} for n in range(4)]
    return {
        "id": f"matter-{number}-{place}",
        "type": "choice",
        "criteria": [f"1.{number}"],
        "purpose": "test",
        "prompt": _prose(25, chance),
        "options": options,
    }
