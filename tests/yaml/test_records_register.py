"""The kept records of the register are those of its files."""

from __future__ import annotations

from samskab.model.municipality import Municipality
from samskab.storage.files import digest_of
from samskab.yaml.decode import decode
from samskab.yaml.records import packaged_municipality, read_record
from samskab.yaml.tree import read_tree
from tests.paths import ROOT

FILES = sorted((ROOT / "data" / "municipalities").glob("*.yaml"))


def test_every_kept_record_is_what_its_file_says() -> None:
    for file in FILES:
        content = file.read_bytes()
        parsed = decode(read_tree(content), Municipality).record
        assert repr(packaged_municipality(digest_of(content))) == repr(parsed)
        assert repr(read_record(content, f"data/municipalities/{file.name}").record) == repr(parsed)


def test_a_kept_record_has_places_and_belongs_to_one_reading() -> None:
    content = FILES[0].read_bytes()
    first, second = (read_record(content, f"data/municipalities/{name}.yaml").record for name in ("a", "b"))
    assert first is not None
    assert second is not None
    assert (first.path, second.path) == ("data/municipalities/a.yaml", "data/municipalities/b.yaml")
    assert first.at("code").line == 4


def test_a_changed_file_is_parsed() -> None:
    text = FILES[0].read_text("utf-8").replace("name: København", "name: Staden", 1)
    read = read_record(text.encode(), "data/municipalities/0101-koebenhavn.yaml")
    assert isinstance(read.record, Municipality)
    assert (read.record.name, packaged_municipality(read.digest)) == ("Staden", None)
