"""What a job's exit code means to Airflow."""

from __future__ import annotations

import re
from dataclasses import dataclass

from airflow.sdk.exceptions import AirflowException, AirflowFailException

MEANINGS = {
    1: "a defect of the software",
    2: "the command line is wrong",
    3: "the configuration is wrong",
    4: "the data break what was declared",
    5: "something outside failed, another try may help",
    6: "the audit failed, nothing was published",
}

# A second try would end in the same way, and hide the first for as long as it takes.
FINAL = frozenset({1, 2, 3, 4, 6})

_CODE = re.compile(r"(?:Error code is|Kubernetes spark exit code is): (-?\d+)")
_OUTPUT = "Last spark-submit output:\n"
_MOST_LINES = 30


@dataclass(frozen=True)
class Outcome:
    """
    How a job ended.

    code: its exit code, negative where a signal killed it, None where nothing tells
    message: its own words
    """

    code: int | None
    message: str

    def error(self, command: str) -> AirflowException:
        """What the task raises: of a kind that is tried again, or not."""
        text = f"forecast {command} {self._ending()}: {self.message}"
        return AirflowFailException(text) if self.code in FINAL else AirflowException(text)

    def _ending(self) -> str:
        if self.code is None:
            return "failed"
        if self.code < 0:
            return f"was killed by signal {-self.code}"
        meaning = MEANINGS.get(self.code, "a code that is not the job's own")
        return f"ended with exit code {self.code} ({meaning})"


def of_submit(text: str) -> Outcome:
    """
    The outcome that the provider's plain exception tells of: the last code it names, which on
    Kubernetes is the driver's, and the job's own last words.
    """
    codes = _CODE.findall(text.split(_OUTPUT)[0])
    return Outcome(int(codes[-1]) if codes else None, _last_words(text))


def _last_words(text: str) -> str:
    lines = text.split(_OUTPUT)[-1].strip().splitlines()
    begins = [i for i, line in enumerate(lines) if line.startswith("forecast: ")]
    if begins:
        lines = lines[begins[-1] :][:_MOST_LINES]
        lines[0] = lines[0].removeprefix("forecast: ")
    return "\n".join(lines[-_MOST_LINES:])
