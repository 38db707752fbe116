"""The pictures among a form's files, ready to stand in its document, each with words for those who cannot see it."""

from __future__ import annotations

from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Absent, Attachment, Path
from desktop_portal.forms.tree import ItemType, Question
from desktop_portal.forms.words import say
from desktop_portal.pdf.request import no_step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.core.submission import FileToSend
    from desktop_portal.forms.evaluate import Evaluation
    from desktop_portal.pdf.blocks import Picture
    from desktop_portal.pdf.request import Step
    from desktop_portal.store.attachments import Attachments


def pictures_of(
    attachments: Attachments, files: tuple[FileToSend, ...], evaluation: Evaluation, step: Step = no_step
) -> Mapping[str, Picture]:
    """Return the pictures that can be drawn, by digest; what cannot be, or is not here any more, is listed only."""
    pictures = [file for file in files if file.content_type.startswith("image/")]
    if not pictures:
        return MappingProxyType({})
    from desktop_portal.pdf.pictures import picture_of  # noqa: PLC0415 (Pillow is loaded when there are pictures)

    found: dict[str, Picture] = {}
    for number, file in enumerate(pictures):
        step(number, len(pictures))
        with suppress(KeyError):
            picture = picture_of(attachments.read(file.digest), about_picture(evaluation, file))
            if picture is not None:
                found[file.digest] = picture
    return MappingProxyType(found)


def about_picture(evaluation: Evaluation, file: FileToSend) -> str:
    """Say what a picture is, in the words of the person who attached it: its name, and what stands beside it."""
    from desktop_portal.pdf.wording_papers import paper_words  # noqa: PLC0415 (as above)

    form, answers = evaluation.form, evaluation.answers
    said = [file.title.rpartition(".")[0] or file.title]
    for path, values in answers.values.items():
        if not any(isinstance(value, Attachment) and value.digest == file.digest for value in values):
            continue
        above = form.items.get(form.parents.get(path.link_id, ""))
        for item in above.children if above and path.rows else ():
            if isinstance(item, Question) and item.type is not ItemType.ATTACHMENT:
                given = answers.values.get(Path(item.link_id, path.rows), ())
                said += [say(form, item, value) for value in given if not isinstance(value, Absent)]
    return paper_words(form.language).picture.format(". ".join(dict.fromkeys(said)))
