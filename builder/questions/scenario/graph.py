"""The steps of a scenario as a graph: the best path through it, the longest, and what is wrong with its shape."""

from dataclasses import dataclass
from functools import cached_property

END = -1
"""Where the last choice of a path leads."""

MOST_STEPS = 12


@dataclass(frozen=True)
class Graph:
    """Steps are places from 0. `next[step][choice]` is the step that a choice leads to, or END; `scores` as it."""

    start: int
    next: tuple[tuple[int, ...], ...]
    scores: tuple[tuple[float, ...], ...]

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The steps that can be reached, each before those it leads to, as far as there is no round."""
        done: dict[int, None] = {}
        waiting = [(self.start, False)]
        while waiting:
            step, left = waiting.pop()
            if left:
                done.setdefault(step)
            elif step not in done:
                waiting.append((step, True))
                waiting += [(each, False) for each in self.next[step] if each != END and (each, True) not in waiting]
        return tuple(reversed(done))

    @cached_property
    def rounds(self) -> tuple[tuple[int, int], ...]:
        """Each choice, as step and place, that leads back to a step before it or to its own."""
        place = {step: number for number, step in enumerate(self.order)}
        return tuple((step, at) for step in self.order for at, each in enumerate(self.next[step]) if each != END and place[each] <= place[step])

    @cached_property
    def best(self) -> tuple[float, ...]:
        """For each step the most that can be scored from there to the end; what leads round counts as an end."""
        best = [0.0] * len(self.next)
        for step in reversed(self.order):
            best[step] = max((self.gain(step, at, best) for at in range(len(self.next[step]))), default=0.0)
        return tuple(best)

    def gain(self, step: int, at: int, best: list[float] | tuple[float, ...]) -> float:
        """What a choice scores, with the most that can follow it."""
        following = self.next[step][at]
        onward = best[following] if following != END and (step, at) not in self.rounds else 0.0
        return round(self.scores[step][at] + onward, 6)

    def best_path(self) -> list[int]:
        """The places of the choices of the best path: the first of equals at each step."""
        path, step = [], self.start
        while step != END and self.next[step]:
            at = max(range(len(self.next[step])), key=lambda at: self.gain(step, at, self.best))
            path.append(at)
            step = END if (step, at) in self.rounds else self.next[step][at]
        return path

    @cached_property
    def longest(self) -> int:
        """The most choices on any path, or MOST_STEPS where there are more."""
        turns = [0] * len(self.next)
        for step in reversed(self.order):
            onward = (turns[each] if each != END and (step, at) not in self.rounds else 0 for at, each in enumerate(self.next[step]))
            turns[step] = 1 + max(onward, default=-1)
        return min(turns[self.start], MOST_STEPS)

    def detours(self) -> list[tuple[int, int]]:
        """Each choice, as step and place, that scores less than 1 and yet stands on a path that scores as much as the best."""
        so_far = dict.fromkeys(self.order, -1.0)
        so_far[self.start] = 0.0
        found = []
        for step in self.order:
            for at, following in enumerate(self.next[step]):
                if self.scores[step][at] < 1 and so_far[step] + self.gain(step, at, self.best) >= self.best[self.start] - 1e-6:
                    found.append((step, at))
                if following != END:
                    so_far[following] = max(so_far[following], so_far[step] + self.scores[step][at])
        return found
