"""`?` behind a name of the front door, or a method of a page: what it takes, and an example."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest

import xclib
from xclib.pages import Page

FUNCTIONS: dict[str, Callable[..., Any]] = {name: getattr(xclib, name) for name in xclib.__all__}
METHODS: dict[str, Callable[..., Any]] = {
    name: method for name, method in inspect.getmembers(Page, inspect.isfunction) if not name.startswith("_")
}


def undocumented(function: Callable[..., Any]) -> list[str]:
    """Return the arguments that a docstring does not name."""
    text = inspect.getdoc(function) or ""
    sections = dict(re.findall(r"(?m)^([A-Z][a-z]+)\n-+\n((?:.*\n?)+?)(?=^[A-Z][a-z]+\n-+\n|\Z)", text + "\n"))
    heads = re.findall(r"(?m)^(\S.*)$", sections.get("Parameters", ""))
    named = {name.strip("*` ") for head in heads for name in head.split(" : ")[0].split(",")}
    return [name for name in inspect.signature(function).parameters if name != "self" and name not in named]


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_function_names_its_arguments_and_shows_an_example(name: str) -> None:
    assert undocumented(FUNCTIONS[name]) == []
    assert ">>> " in (inspect.getdoc(FUNCTIONS[name]) or "")


@pytest.mark.parametrize("name", sorted(METHODS))
def test_a_method_of_a_page_says_what_it_does(name: str) -> None:
    text = inspect.getdoc(METHODS[name]) or ""
    assert text.split("\n")[0].endswith(".")
    # A line that says all needs no list of arguments.
    assert "\nParameters\n" not in text or undocumented(METHODS[name]) == []
