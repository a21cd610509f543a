"""A learner who does much at once, inside the page and by its own controls: for states that a test starts from."""

from collections.abc import Sequence
from typing import Any

from tests.browser.play import Player

_AUTOPILOT = """step => {
  const course = JSON.parse(document.querySelector("#course").textContent);
  const open = hash => document.querySelector(`.contents a[href="${hash}"]`).click();
  const choose = (form, how) => {
    const { solution } = course.questions.find(question => question.id === form.dataset.question);
    const inputs = [...form.querySelectorAll(".options input")].sort((one, other) => one.value - other.value);
    const isRight = input => solution.kind === "true_false" ? solution.right === (input.value === "0") : solution.right.includes(Number(input.value));
    const wrong = inputs.filter(input => !isRight(input));
    const wanted = how === "all" && inputs[0].type === "checkbox" ? inputs : how === "right" ? inputs.filter(isRight) : wrong.slice(0, 1);
    for (const input of inputs) {
      const on = wanted.includes(input);
      if (input.checked !== on && (on || input.type === "checkbox")) input.click();
    }
  };
  const play = (form, how) => {
    const { right, scores } = course.questions.find(question => question.id === form.dataset.question).solution;
    const step = () => [...form.querySelectorAll(".step")].findIndex(each => !each.hidden);
    for (let turn = 0; step() >= 0; turn += 1) {
      const pick = how === "right" ? right[turn] : scores[step()].indexOf(Math.min(...scores[step()]));
      form.querySelector(`.step:not([hidden]) [data-index="${pick}"] input`).click();
      form.querySelector(".say-this").click();
    }
  };
  const read = ids => {
    for (const { id } of course.lessons) {
      if (!ids.length || ids.includes(id)) { open("#l-" + id); document.querySelector(`[data-lesson="${id}"] .turn .next`).click(); }
    }
  };
  const practise = (ids, how) => {
    for (const form of document.querySelectorAll("form.question")) {
      if (ids.length && !ids.includes(form.dataset.question)) continue;
      if (form.querySelector(".say-this")) {
        while (!form.querySelector(".step-back").hidden) form.querySelector(".step-back").click();
        play(form, how);
        continue;
      }
      choose(form, how);
      form.dispatchEvent(new Event("change"));  // takes an earlier verdict back, also where the choice is the same
      form.querySelector(".check").click();
    }
  };
  const sit = (number, wrong, until, how) => {
    open("#t-" + number);
    document.querySelector(`#t-${number} .view.here .begin`).click();
    for (let done = 0; done < until; done += 1) {
      const form = document.querySelector(`#t-${number} .view.here form[data-question]`);
      if (!form) return;
      const { criteria } = course.questions.find(question => question.id === form.dataset.question);
      (form.querySelector(".say-this") ? play : choose)(form, criteria.some(id => wrong.includes(id)) ? how : "right");
      form.querySelector(".turn .next").click();
      if (until === 99) document.querySelector(`#t-${number} .view.here .say .actions button`)?.click();  // to a question left out before
    }
  };
  if (step.do === "read") read(step.ids);
  else if (step.do === "practise") practise(step.ids, step.how);
  else sit(step.number, step.wrong, step.until, step.how);
}"""


def _do(player: Player, **step: Any) -> None:
    player.frame.evaluate(_AUTOPILOT, step)


def read(player: Player, *lessons: str) -> None:
    """Go through these lessons (all without any) by their Next links."""
    _do(player, do="read", ids=lessons)


def practise(player: Player, *questions: str, how: str = "right") -> None:
    """Answer and check these practice questions (all without any): `right`, `wrong`, or `all` rows that can be chosen."""
    _do(player, do="practise", ids=questions, how=how)


def sit(player: Player, number: str, *, wrong: Sequence[str] = (), until: int = 99, how: str = "wrong") -> None:
    """Take an outcome's test, or carry it on, with a wrong answer (as `how`) to every question on the criteria `wrong`."""
    _do(player, do="sit", number=number, wrong=wrong, until=until, how=how)


def pass_all(player: Player) -> None:
    """Read every lesson and get every test question right."""
    read(player)
    for outcome in player.course()["outcomes"]:
        sit(player, outcome["number"])
