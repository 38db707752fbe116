"""A council's author has a workbook (XLSForm) and wants a form of it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from desktop_portal.forms.answers import Answers, Path, with_answer
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.workbook.command import UnreadableWorkbookError, convert
from desktop_portal.workbook.expressions import NotSaidError, read_constraint, read_relevant
from tests.forms.building import TODAY
from tests.support.server_process import ROOT

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Sequence

HEAD = ["type", "name", "label::English (en)", "label::Cymraeg (cy)", "hint::English (en)", "required", "relevant"]
HEAD += ["constraint", "constraint_message::English (en)", "required_message::English (en)", "appearance", "default"]
CHOICES = [["list_name", "name", "label::English (en)", "label::Cymraeg (cy)"]]
CHOICES += [["yn", "yes", "Yes", "Ydy"], ["yn", "no", "No", "Nac ydy"], ["need", "a", "Speech"], ["need", "b", "Sight"]]


def row(kind: str, name: str = "", label: str = "", **more: str) -> dict[str, str]:
    return {"type": kind, "name": name, "label::English (en)": label, **more}


def workbook(folder: pathlib.Path, *rows: dict[str, str], choices: Sequence[list[str]] = CHOICES) -> pathlib.Path:
    book = openpyxl.Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    names = [*HEAD, *sorted({key for one in rows for key in one} - set(HEAD))]
    for cells in (names, *([one.get(name, "") for name in names] for one in rows)):
        survey.append(cells)
    sheet = book.create_sheet("choices")
    for cells in choices:
        sheet.append(cells)
    settings = book.create_sheet("settings")
    for cells in (["form_title", "form_id", "version", "default_language"], ["Help", "help", "3", "English (en)"]):
        settings.append(cells)
    file = folder / "workbook.xlsx"
    book.save(file)
    return file


def whole(folder: pathlib.Path) -> pathlib.Path:
    return workbook(
        folder,
        row("begin group", "child", "The child", **{"label::Cymraeg (cy)": "Y plentyn"}),
        row("text", "called", "Name", required="yes", **{"required_message::English (en)": "Enter the child's name"}),
        row("date", "born", "Date of birth", constraint=". <= today()"),
        row("select_one yn", "school", "At school?", required="true()"),
        row("select_multiple need or_other", "needs", "Needs", relevant="${school} = 'yes' and ${called} != ''"),
        row("integer", "age", "Age", relevant="selected(${needs}, 'a')", constraint=". >= 0 and . < 26", default="5"),
        row("text", "story", "What happened?", constraint="string-length(.) <= 20", appearance="multiline"),
        row("end group"),
        row("begin repeat", "sibling", "Brothers and sisters"),
        row("text", "born", "Born in"),
        row("image", "photo", "Photo"),
        row("end repeat"),
        row("note", "thanks", "Thank **you** & goodbye"),
        row("acknowledge", "true", "What I have written is true"),
    )


def test_a_whole_workbook_becomes_a_draft_form_that_the_engine_takes(tmp_path: pathlib.Path) -> None:
    definition, refused = convert(whole(tmp_path))
    assert refused == ()
    assert definition["status"] == "draft"
    form, welsh = compile_form(definition), compile_form(definition, language="cy")
    kinds = {link_id: str(item.type) for link_id, item in form.items.items() if not link_id.endswith(".hint")}
    assert kinds["needs"] == "open-choice"
    assert kinds["story"] == "text"
    assert kinds["sibling"] == kinds["child"] == "group"
    assert kinds["sibling.born"] == "string"
    assert kinds["photo"] == "attachment"
    assert kinds["true"] == "choice"
    assert form.items["thanks"].text == "Thank **you** & goodbye"
    assert welsh.items["child"].text == "Y plentyn"
    assert [section.text for section in form.sections] == ["The child", "Help"]


def test_what_the_workbook_says_of_showing_and_checking_is_what_the_form_does(tmp_path: pathlib.Path) -> None:
    form = compile_form(convert(whole(tmp_path))[0])
    school = {option.value for option in form.items["school"].options}  # type: ignore[attr-defined] # a Question
    yes = next(value for value in school if value.code == "yes")
    answers = with_answer(Answers(), Path("school"), (yes,))
    assert not evaluate(form, answers, TODAY, draft=False).enabled(Path("needs"))
    answers = with_answer(answers, Path("called"), ("Amira",))
    seen = evaluate(form, answers, TODAY, draft=False)
    assert seen.enabled(Path("needs"))
    assert not seen.enabled(Path("age"))
    missing = evaluate(form, Answers(), TODAY, draft=False).in_order()
    assert "Enter the child's name" in [one.message for one in missing]
    long = evaluate(form, with_answer(answers, Path("story"), ("x" * 21,)), TODAY, draft=False).in_order()
    assert ("maxLength", "story") in [(one.code, one.path.link_id) for one in long]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (row("geopoint", "place", "Where?"), "geopoint"),
        (row("text", "q", "Q", relevant="count(${q}) > 3"), "relevant"),
        (row("text", "q", "Q", relevant="${first} = 'a' and (${first} = 'b' or ${first} = 'c')"), "relevant"),
        (row("text", "q", "Q", required="${first} = 'a'"), "required"),
        (row("integer", "q", "Q", constraint=". mod 2 = 0"), "constraint"),
        (row("text", "q", "Q", constraint="regex(., '(a+)+$')"), "regular expression"),
        (row("select_one yn", "q", "Q", choice_filter="name = ${first}"), "choice_filter"),
        (row("calculate", "q", "", calculation="1 + 1"), "calculat"),
        (row("integer", "q", "Q", default="${first}"), "number"),
    ],
)
def test_what_does_not_map_is_refused_with_its_row(one: dict[str, str], words: str, tmp_path: pathlib.Path) -> None:
    file = workbook(tmp_path, row("text", "first", "First"), row("note", "n", "Note"), one)
    _definition, refused = convert(file)
    assert {refusal.row for refusal in refused} == {4}
    assert any(words in str(refusal).lower() for refusal in refused)


def test_all_that_has_to_change_is_told_at_once_and_no_form_is_written(tmp_path: pathlib.Path) -> None:
    file = workbook(tmp_path, row("geopoint", "a", "A"), row("text", "b", "B"), row("barcode", "c", "C"))
    target = tmp_path / "form.json"
    done = run("import", str(file), str(target))
    assert done.returncode == 1
    assert "Row 2:" in done.stderr
    assert "Row 4:" in done.stderr
    assert "2 to change" in done.stderr
    assert not target.exists()


def test_the_command_writes_a_form_that_the_checker_takes_and_never_over_a_file(tmp_path: pathlib.Path) -> None:
    file, target = whole(tmp_path), tmp_path / "form.json"
    assert run("import", str(file), str(target)).returncode == 0
    assert json.loads(target.read_text("utf-8"))["title"] == "Help"
    assert run("check", str(target)).returncode == 0
    again = run("import", str(file), str(target))
    assert again.returncode == 2
    assert "is there already" in again.stderr


@pytest.mark.parametrize(
    "one", [row("text", "q", "Q", relevant="${nobody} = 1"), row("select_one none", "q", "Q"), row("text", "", "Q")]
)
def test_what_is_wrong_by_the_rules_of_workbooks_is_told_with_its_row(
    one: dict[str, str], tmp_path: pathlib.Path
) -> None:
    with pytest.raises(UnreadableWorkbookError, match="Row 3:"):
        convert(workbook(tmp_path, row("text", "first", "First"), one))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\x00\xff" * 500, b"a,b\n1,2\n"])
def test_rubbish_is_told_in_a_sentence(content: bytes, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "rubbish.xlsx"
    file.write_bytes(content)
    with pytest.raises(UnreadableWorkbookError, match=r"rubbish\.xlsx"):
        convert(file)
    done = run("import", str(file))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert run("import", str(tmp_path / "none.xlsx")).returncode == 2


def test_expressions_are_read_or_refused_whole() -> None:
    read = read_relevant("(${a} = 'x' or not(${b} != 3)) ")
    assert read.any
    assert [(one.question, one.operator, one.value) for one in read.comparisons] == [("a", "=", "x"), ("b", "=", "3")]
    assert read_relevant("${a} = 'this and that'").comparisons[0].value == "this and that"
    assert read_constraint(". > 2 and string-length(.) < 9").longest == 8
    for text in ("", "${a}", "${a} = ${b}", "today() > 1", "${a} = 'x' and", ". = 'x'"):
        with pytest.raises(NotSaidError):
            read_relevant(text)
    for text in (". < 1 or . > 3", ". >= 1 and . >= 2", "${a} > 1"):
        with pytest.raises(NotSaidError):
            read_constraint(text)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command: list[Any] = [sys.executable, "-m", "desktop_portal", "forms", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
