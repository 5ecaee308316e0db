"""Translated subtitles and XLIFF in others' readers: timings in pysubs2, tags in translate-toolkit."""

import re
from collections import Counter
from importlib import import_module
from types import ModuleType

import pytest

from tests.documents import translated

pytestmark = pytest.mark.tools

SUBTITLES = """1
00:00:01,000 --> 00:00:02,480
<i>Chào {name}</i>, hai bên

2
00:00:02,481 --> 00:00:05,007
ký kết thỏa thuận %d.

7
01:02:03,004 --> 01:02:04,999
- Đúng <b>vậy</b>.
- Cảm ơn.
"""
MARKS = ("<i>", "</i>", "<b>", "</b>", "{name}", "%d")
CAPTIONS = "WEBVTT\n\n" + re.sub(r"(:\d\d),(\d)", r"\1.\2", SUBTITLES)

FIRST = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a.html" source-language="vi" datatype="html"><body>
<group id="g"><trans-unit id="u1" resname="greeting">
<source>Xin chào {name}, <g id="1" ctype="bold">mời</g> <x id="2" ctype="lb"/> vào.</source></trans-unit>
<trans-unit id="u2"><source>Hai <bpt id="3">&lt;b&gt;</bpt>bên<ept id="3">&lt;/b&gt;</ept> có
<ph id="4">{0}</ph> tin &amp; %s</source></trans-unit></group>
<trans-unit id="u3" approved="yes"><source>Xong</source><target state="final">Done</target></trans-unit>
</body></file></xliff>"""
SECOND = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.0" srcLang="vi" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">
<unit id="u1"><originalData><data id="d1">&lt;b></data></originalData>
<segment id="s1"><source>Xin chào {name}, <pc id="1">mời</pc> <ph id="2"/> vào.</source></segment>
<segment id="s2"><source>Hai <sc id="3" dataRef="d1"/>bên<ec startRef="3"/> có <ph id="4" equiv="{0}"/> tin
&amp; %s</source></segment></unit>
<unit id="u2"><segment state="final"><source>Xong</source><target>Done</target></segment></unit>
</file></xliff>"""
PLACEHOLDER_CHECKS = ["printf", "pythonbraceformat", "variables", "xmltags", "untranslated"]
VERSIONS = {
    "1.2": (FIRST, "translate.storage.xliff", "Xliff1File", ["u1", "u2", "u3"]),
    "2.0": (SECOND, "translate.storage.xliff2", "Xliff2File", ["u1::s1", "u1::s2", "u2"]),
}


@pytest.fixture
def pysubs2() -> ModuleType:
    module: ModuleType = pytest.importorskip("pysubs2", reason="needs pysubs2, a reader of subtitles")
    return module


@pytest.fixture
def toolkit() -> ModuleType:
    reason = "needs translate-toolkit, a reader of XLIFF"
    for name in ("translate.storage.xliff", "translate.storage.xliff2"):
        pytest.importorskip(name, reason=reason)
    module: ModuleType = pytest.importorskip("translate.filters.checks", reason=reason)
    return module


@pytest.mark.parametrize(("suffix", "before"), [("srt", SUBTITLES), ("vtt", CAPTIONS)])
def test_pysubs2_reads_the_same_timings_and_tags(pysubs2: ModuleType, suffix: str, before: str) -> None:
    done = translated(f"a.{suffix}", before.encode()).decode()
    source, after = (
        pysubs2.SSAFile.from_string(text, format_=suffix, keep_html_tags=True) for text in (before, done)
    )
    assert [(one.start, one.end) for one in after] == [(1000, 2480), (2481, 5007), (3_723_004, 3_724_999)]
    shown, given = ("\n".join(one.text.replace(r"\N", "\n") for one in file) for file in (after, source))
    assert {mark: shown.count(mark) for mark in MARKS} == dict.fromkeys(MARKS, 1)
    assert Counter(re.findall(r"\w+", shown)) == Counter(re.findall(r"\w+", given))  # the mover loses no word
    assert after[2].text == r"<b>vậy</b> Đúng -.\Nơn Cảm -."
    assert after[0].text != source[0].text
    assert re.findall(r"^(\d+)\n(?=\d\d:)", done, re.MULTILINE) == ["1", "2", "7"]


@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_translate_toolkit_reads_each_unit_of_xliff_with_its_tags(toolkit: ModuleType, version: str) -> None:
    content, module, kind, names = VERSIONS[version]
    reader = getattr(import_module(module), kind)
    file = reader.parsestring(translated("a.xlf", content.encode()))
    assert (file.getsourcelanguage(), file.gettargetlanguage()) == ("vi", "en")
    assert [unit.getid().rpartition("\x04")[2] for unit in file.units] == names
    assert [str(unit.source) for unit in file.units] == [
        str(unit.source) for unit in reader.parsestring(content.encode()).units
    ]
    checker = toolkit.StandardChecker(limitfilters=PLACEHOLDER_CHECKS)
    for unit in file.units[:2]:
        inside = [
            Counter((one.tag, *sorted(one.attrib.items()), one.text) for one in side.iterdescendants())
            for side in (unit.source_dom, unit.target_dom)
        ]
        assert inside[0] == inside[1]
        assert sum(inside[0].values()) >= 2
        assert str(unit.target) != str(unit.source)
        assert not unit.isapproved()
        assert checker.run_filters(unit) == {}
    assert str(file.units[2].target) == "Done"
    assert file.units[2].isapproved()
