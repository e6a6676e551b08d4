"""Imports aiogram without building its models: each is built when it is first used.

The plain import builds four hundred of them, of which the line uses a few dozen: it costs two seconds at
every start, and a hundred megabytes for as long as the line runs (docs/benchmarks.md). aiogram asks pydantic
to build them in one loop at the end of its import, with the names that their annotations need; that request
is put off here. Where it does not come as expected, or a model cannot be built afterwards, all are built at
once, and nothing but the saving is lost.
"""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

log = logging.getLogger(__name__)

FIRST = "Update"
"""The model that is needed first, and that leads to most others: built at once, as a proof."""


def import_aiogram() -> None:
    """Import aiogram, its models unbuilt; does nothing where it was imported before."""
    if "aiogram.types" in sys.modules:
        return
    names: dict[str, Any] = {}
    plain = BaseModel.__dict__["model_rebuild"]

    def put_off(cls: type[Any], /, **options: Any) -> bool | None:
        wanted = options.get("_types_namespace")
        if wanted is None:
            return _built(plain, cls, options)
        names.update(wanted)
        return None

    _replace(BaseModel, classmethod(put_off))
    try:
        types = importlib.import_module("aiogram.types")
    finally:
        _replace(BaseModel, plain)
    if not names:
        return  # this aiogram builds them in another way: they are what it made of them

    def rebuild(cls: type[Any], /, **options: Any) -> bool | None:
        return _built(plain, cls, {**options, "_types_namespace": options.get("_types_namespace") or names})

    _replace(types.TelegramObject, classmethod(rebuild))
    # Methods take models as arguments and answers carry them: they are built after them.
    methods = importlib.import_module("aiogram.methods.base")
    _replace(methods.TelegramMethod, classmethod(rebuild))
    _replace(methods.Response, classmethod(rebuild))
    try:
        complete = getattr(types, FIRST).model_rebuild() and getattr(types, FIRST).__pydantic_complete__
    except Exception as error:
        complete = False
        log.warning("aiogram's models cannot be built one by one (%s)", type(error).__name__)
    if not complete:
        _build_all(types, names)


def _built(plain: Any, cls: type[BaseModel], options: Mapping[str, Any]) -> bool | None:
    result: bool | None = plain.__func__(cls, **{"_parent_namespace_depth": 3, **options})
    return result


def _replace(model: type[BaseModel], method: Any) -> None:
    model.model_rebuild = method  # type: ignore[method-assign]


def _build_all(types: Any, names: Mapping[str, Any]) -> None:
    """What the import would have done."""
    for name in types.__all__:
        if hasattr(getattr(types, name), "model_rebuild"):
            getattr(types, name).model_rebuild(_types_namespace=names)


import_aiogram()
