"""Question banks for tests: some of each format, and the command that imports them."""

from pathlib import Path
from typing import Any

from builder.read.yaml import read_yaml
from builder.source import Source

from .desk import run

GIFT = r"""// what a bakery asks
$CATEGORY: $course$/bread

::Colour::What colour is a crust? {
  =brown # Sugar browns.
  ~blue # It never is.
  ~%0%green
}

Two of these rise. {~%50%loaf ~%50%roll ~%-100%biscuit}

A roll is bread.{T#It is.#Right\: it is.}

Who sells it?{=baker =the baker =%0%butcher#He sells meat.}

A loaf of {=bread =brown bread} keeps for three days.

Two plus {~one =two ~three} is four.

Match them. {=loaf -> slice =roll -> spread = -> drink}

How many rolls in a dozen?{#12:0.5#Twelve.}

Ten to twenty?{#10..20}

How warm?{#=26:1#Warm. =%0%40:5#Too hot. ~#Feel it.}

Why does dough rise?{####Yeast makes gas.}

[html]<p>A <b>roll</b> &amp; a <i>loaf</i></p>{=one ~two}

A_B *stars* \{braces\} 1 \= 1 \# \~ {TRUE}
"""


AIKEN = "What rises?\nA. Dough\nB) Sand\nANSWER: A\n\nWhat is *this*?\n\nA. A roll\nB. A brick\nANSWER: B\n"


def imported(text: str | bytes, *options: str, code: int = 0) -> list[dict[str, Any]]:
    """The questions of a bank, without what an import adds to each."""
    Path("bank").write_bytes(text.encode() if isinstance(text, str) else text)
    result = run("import", "questions", "bank", *options)
    assert result.exit_code == code, result.stderr
    document = read_yaml(Source("out", result.stdout))
    assert not document.findings
    return [{key: each[key] for key in each if key not in ("id", "criteria", "purpose")} for each in document.data["questions"]]


def told(text: str | bytes, *options: str) -> str:
    """What an import of a bank says beside its result."""
    Path("bank").write_bytes(text.encode() if isinstance(text, str) else text)
    result = run("import", "questions", "bank", *options)
    return " ".join(result.stderr.split())


def moodle(kind: str, inside: str, prompt: str = "<p>What is <b>it</b>?</p>") -> str:
    return (
        f'<?xml version="1.0"?>\n<quiz>\n<question type="category"><category><text>x</text></category></question>\n<question type="{kind}">\n'
        f"<name><text>Q</text></name><questiontext format='html'><text><![CDATA[{prompt}]]></text></questiontext>{inside}</question></quiz>"
    )


def answer(fraction: str, text: str, feedback: str = "", more: str = "") -> str:
    told = f"<feedback format='html'><text>{feedback}</text></feedback>" if feedback else ""
    return f"<answer fraction='{fraction}' format='html'><text>{text}</text>{told}{more}</answer>"


def item(body: str, *right: str, more: str = "", kind: str = "identifier") -> str:
    values = "".join(f"<value>{each}</value>" for each in right)
    return (
        '<?xml version="1.0"?>\n<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q-1" title="Title">'
        f'<responseDeclaration identifier="R" baseType="{kind}"><correctResponse>{values}</correctResponse>{more}</responseDeclaration>'
        f"<itemBody><p>Look.</p>{body}</itemBody></assessmentItem>"
    )


def choices(*names: str, element: str = "simpleChoice") -> str:
    return "".join(f'<{element} identifier="{name}">{name} <b>x</b></{element}>' for name in names)
