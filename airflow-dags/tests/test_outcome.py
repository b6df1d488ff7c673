"""What is read from the text of the provider's exception."""

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from forecasting.outcome import FINAL, MEANINGS, Outcome, of_submit

TEXT = """Cannot execute: spark-submit --conf a=Error code is: 0. x.jar run. Error code is: {code}.
Last spark-submit output:
26/01/01 WARN noise
forecast: an older message
[2/3] predict
forecast: the audit failed:
  total_in_bounds: 7 times the last
and more"""


def test_code_and_last_words_are_the_jobs():
    told = of_submit(TEXT.format(code=6))
    assert told.code == 6
    assert told.message == "the audit failed:\n  total_in_bounds: 7 times the last\nand more"


def test_what_the_job_prints_is_no_code():
    assert of_submit(TEXT.format(code=5) + "\nError code is: 4.").code == 5


def test_on_kubernetes_the_drivers_code_counts():
    text = "Cannot execute: x. Error code is: 0. Kubernetes spark exit code is: 4\n"
    assert of_submit(text + "Last spark-submit output:\nforecast: bad").code == 4


def test_a_text_without_code_is_the_message():
    assert of_submit("Driver driver-1 exited with status FAILED") == Outcome(
        None, "Driver driver-1 exited with status FAILED"
    )


def test_output_without_a_message_of_the_job_is_shown_from_its_end():
    lines = "\n".join(f"line {i}" for i in range(100))
    told = of_submit(f"Error code is: 2.\nLast spark-submit output:\n{lines}")
    assert told.message.splitlines()[0] == "line 70"
    assert told.message.splitlines()[-1] == "line 99"


@pytest.mark.parametrize("code", sorted(MEANINGS))
def test_only_five_of_the_jobs_codes_is_tried_again(code):
    error = Outcome(code, "why").error("ingest")
    assert isinstance(error, AirflowFailException) == (code != 5) == (code in FINAL)
    assert isinstance(error, AirflowException)


@pytest.mark.parametrize("code", [None, -9, -15, 137, 143])
def test_what_is_not_the_jobs_own_is_tried_again(code):
    assert type(Outcome(code, "why").error("ingest")) is AirflowException
