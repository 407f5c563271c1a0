from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

SCHEDULES = Path(__file__).parents[1] / "templates" / "schedules"
CRON_FIELDS = (range(60), range(24), range(1, 32), range(1, 13), range(8))
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
PROGRAM = re.compile(r"\.venv[/\\](bin|Scripts)[/\\]salesplan(\.exe)?$")


def cron_line() -> tuple[list[str], str]:
    """The five fields and the command of the one job."""
    lines = (SCHEDULES / "crontab.example").read_text(encoding="utf-8").splitlines()
    (job,) = [line for line in lines if line and not line.startswith("#") and not re.match(r"[A-Z]+=", line)]
    *fields, command = job.split(maxsplit=5)
    return fields, command


def unit(name: str) -> configparser.ConfigParser:
    """A systemd unit's sections."""
    parser = configparser.ConfigParser(strict=True, interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(SCHEDULES / name, encoding="utf-8")
    return parser


def test_the_cron_line_has_five_fields_in_their_ranges() -> None:
    fields, command = cron_line()
    for field, allowed in zip(fields, CRON_FIELDS, strict=True):
        assert field == "*" or int(field) in allowed
    assert "%" not in command  # cron would end the line there


def test_the_cron_command_logs_what_was_said_and_mails_only_a_failure(tmp_path: Path) -> None:
    _, command = cron_line()
    program = shlex.split(command)[0]
    assert PROGRAM.search(program)
    log = tmp_path / "plan.log"
    for code in (0, 3):
        fake = tmp_path / f"salesplan{code}"
        fake.write_text(f'#!/bin/sh\necho said "$@" >&2\nexit {code}\n')
        fake.chmod(0o755)
        told = subprocess.run(
            ["/bin/sh", "-c", command.replace(program, str(fake)).replace("/srv/plans/my-plan.log", str(log))],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert told.returncode == code
        assert told.stderr == ""
        assert ("ended with code 3" in told.stdout) == (code == 3)
    assert log.read_text() == "said run /srv/plans/my-plan\n" * 2


def test_the_units_call_the_program_that_make_builds() -> None:
    service, timer = unit("salesplan.service"), unit("salesplan.timer")
    program, *arguments = shlex.split(service["Service"]["ExecStart"])
    assert PROGRAM.search(program)
    assert arguments[0] == "run"
    assert service["Service"]["Type"] == "oneshot"
    assert service["Service"]["KillMode"] == "mixed"
    assert timer["Timer"]["Persistent"] == "true"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_systemd_finds_nothing_to_say_about_the_units(tmp_path: Path) -> None:
    # verify wants the program to be there: any that is does
    for name in ("salesplan.service", "salesplan.timer"):
        text = (SCHEDULES / name).read_text(encoding="utf-8")
        program = shlex.split(unit("salesplan.service")["Service"]["ExecStart"])[0]
        (tmp_path / name).write_text(text.replace(program, sys.executable), encoding="utf-8")
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *sorted(map(str, tmp_path.iterdir()))],
        capture_output=True, text=True, check=False, env=os.environ | {"SYSTEMD_LOG_LEVEL": "warning"},
    )  # fmt: skip
    ours = [line for line in told.stderr.splitlines() if "salesplan" in line]
    assert ours == []
    calendar = unit("salesplan.timer")["Timer"]["OnCalendar"]
    subprocess.run(["systemd-analyze", "calendar", calendar], capture_output=True, check=True)


def test_the_windows_task_is_well_formed_and_runs_every_month() -> None:
    task = ET.parse(SCHEDULES / "salesplan-task.xml").getroot()  # noqa: S314 -- our own file
    assert task.tag == f"{TASK}Task"
    # the order that the schema of the Task Scheduler asks for
    sections = [child.tag.removeprefix(TASK) for child in task]
    assert sections == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    months = task.find(f".//{TASK}Months")
    assert months is not None
    assert len(months) == 12
    arguments = task.findtext(f".//{TASK}Arguments", "")
    assert re.search(r"/c (\S+) run \S+ >>\S+ 2>&1$", arguments)
    assert PROGRAM.search(arguments.split()[1])


def test_all_schedules_agree_on_the_time() -> None:
    fields, _ = cron_line()
    minute, hour, day = fields[:3]
    calendar = unit("salesplan.timer")["Timer"]["OnCalendar"]
    assert calendar == f"*-*-{int(day):02d} {int(hour):02d}:{int(minute):02d}:00"
    task = (SCHEDULES / "salesplan-task.xml").read_text(encoding="utf-8")
    assert f"-{int(day):02d}T{int(hour):02d}:{int(minute):02d}:00</StartBoundary>" in task
    assert f"<Day>{int(day)}</Day>" in task
