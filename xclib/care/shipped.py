"""The YAML files of the library: word lists, rules and catalogues that stand beside the module that uses them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any


@cache
def read_beside(module: str, name: str) -> dict[str, Any]:
    """Return the content of a YAML file beside a module, read once; callers must not change it.

    ``module``: ``__file__`` of the module; ``name``: name of the file, or its path from the folder of the module.

    >>> import xclib.model.units as module
    >>> "CNY" in read_beside(module.__file__, "units.yaml")["money"]
    True
    """
    import yaml

    text = (Path(module).parent / name).read_text(encoding="utf-8")
    # libyaml, where PyYAML was built with it, reads ten times faster.
    found: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found
