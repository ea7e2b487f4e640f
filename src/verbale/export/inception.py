"""INCEpTION: UIMA CAS XMI, one file a document, and the type system with the two layers.

UIMA counts UTF-16 units; cassis converts the offsets both ways. The project in INCEpTION needs the layers of the type
system: a span layer ``AttributionPart`` with the text feature ``role``, and a relation layer ``AttributionLink`` on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.errors import VerbaleError
from verbale.export.attributions import Marked, Part, role_named

if TYPE_CHECKING:
    from cassis import TypeSystem

PART = "webanno.custom.AttributionPart"
LINK = "webanno.custom.AttributionLink"
_ANNOTATION = "uima.tcas.Annotation"
_STRING = "uima.cas.String"
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_inception(documents: Iterable[Marked], folder: Path) -> int:
    """Write documents as XMI with their type system; return how many.

    Raises:
        VerbaleError: V503, cassis is not installed.
    """
    cassis = _library()
    folder.mkdir(parents=True, exist_ok=True)
    types = _type_system(cassis)
    types.to_xml(folder / "TypeSystem.xml")
    count = 0
    for marked in documents:
        cas = cassis.Cas(types)
        cas.sofa_string = xml_text(marked.text)
        cas.sofa_mime = "text/plain"
        made = {}
        for part in marked.parts:
            made[part.id] = types.get_type(PART)(begin=part.start, end=part.end, role=part.role, note=part.note)
            cas.add(made[part.id])
        for one, other in marked.links:
            link = types.get_type(LINK)(
                begin=made[other].begin, end=made[other].end, Governor=made[one], Dependent=made[other]
            )
            cas.add(link)
        cas.to_xmi(folder / f"{marked.id}.xmi")
        count += 1
    return count


def read_inception(folder: Path) -> Iterator[Marked]:
    """Yield the documents of a folder of XMI files with their ``TypeSystem.xml``, in order of their names.

    Raises:
        VerbaleError: V502, a file is not of such an export; V503, cassis is not installed.
    """
    cassis = _library()
    try:
        with (folder / "TypeSystem.xml").open("rb") as file:
            types = cassis.load_typesystem(file)
        for path in sorted(folder.glob("*.xmi")):
            with path.open("rb") as file:
                cas = cassis.load_cas_from_xmi(file, typesystem=types)
            yield _read(path.stem, cas)
    except VerbaleError:
        raise
    except Exception as error:  # whatever the library raises on files that are not what they should be
        raise VerbaleError("V502", f"{folder.name}: not an export of INCEpTION") from error


def xml_text(text: str) -> str:
    """Return a text with a replacement character for each one that XML cannot hold; no offset moves."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _library() -> Any:
    """Return the library that reads and writes UIMA's formats, which Verbale itself does not need."""
    try:
        import cassis
    except ImportError as error:
        raise VerbaleError("V503", "dkpro-cassis") from error
    return cassis


def _type_system(cassis: Any) -> TypeSystem:
    """Return the two layers as types."""
    types = cassis.TypeSystem()
    part = types.create_type(name=PART, supertypeName=_ANNOTATION)
    types.create_feature(domainType=part, name="role", rangeType=_STRING)
    types.create_feature(domainType=part, name="note", rangeType=_STRING)
    link = types.create_type(name=LINK, supertypeName=_ANNOTATION)
    types.create_feature(domainType=link, name="Governor", rangeType=part)
    types.create_feature(domainType=link, name="Dependent", rangeType=part)
    return types


def _read(name: str, cas: Any) -> Marked:
    """Return a document from one CAS."""
    numbers: dict[int, int] = {}
    parts = []
    for found in cas.select(PART):
        numbers[id(found)] = len(numbers) + 1
        parts.append(Part(numbers[id(found)], role_named(name, str(found.role)), found.begin, found.end))
    links = tuple((numbers[id(link.Governor)], numbers[id(link.Dependent)]) for link in cas.select(LINK))
    return Marked(name, cas.sofa_string, tuple(parts), links)
