"""A bundle as compiled rules see it: the address of its fields, which lie one after another in words of eight bytes.

Nothing is compiled to make one: Python lays the fields out and keeps alive what they point at. Rules neither own a
bundle nor count who holds it, so that reading one that lies in another is reading an address. An array that a rule
puts into a field is counted by numba as any other and let go with the bundle.
"""

import ctypes
import hashlib
import weakref
from typing import Any

import numpy as np
from llvmlite import ir
from numba import typeof, types
from numba.core import imputils
from numba.core.datamodel import models
from numba.core.runtime import _nrt_python
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    lower_setattr_generic,
    register_model,
    unbox,
)
from numpy.typing import NDArray

_WORD = 8
"""Bytes of a word."""
_BEFORE_SHAPE = 5
"""Words of an array before shape and strides: who counts its memory, another, size, an element's size, its place."""
_DIGEST_BYTES = 8
_release_memory = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(_nrt_python.c_helpers["MemInfo_release"])


class BundleType(types.Type):
    """The type of a bundle; its name says which fields it has by a digest, or it would hold the names of them all."""

    def __init__(self, title: str, fields: tuple[tuple[str, Any], ...]) -> None:
        self.types = dict(fields)
        self.offsets, words = {}, 0
        for name, kind in fields:
            self.offsets[name] = words * _WORD
            words += _words(kind)
        told = ", ".join(f"{name}: {kind}" for name, kind in fields)
        digest = hashlib.blake2b(told.encode(), digest_size=_DIGEST_BYTES).hexdigest()
        super().__init__(f"{title}_{digest}")


class Laid:
    """A bundle whose fields are laid out for rules; Python does not look into it.

    Args:
        title: a name for the type.
        fields: by name: numbers, arrays, bundles or tuples of them.
    """

    __slots__ = ("__weakref__", "_address", "_kept", "_numba_type_")

    def __init__(self, title: str, fields: dict[str, Any]) -> None:
        kinds = tuple((name, types.unliteral(typeof(value))) for name, value in fields.items())
        self._numba_type_ = BundleType(title, kinds)
        words = np.array([word for value in fields.values() for word in _laid_out(value)], np.int64)
        self._address, self._kept = words.ctypes.data, (words, tuple(fields.values()))
        owners = [self._numba_type_.offsets[name] // _WORD for name, kind in kinds if isinstance(kind, types.Array)]
        weakref.finalize(self, _release_arrays, words, owners)


def _release_arrays(words: NDArray[np.int64], owners: list[int]) -> None:
    """Let go of arrays that rules made and put into fields."""
    for owner in words[owners].tolist():
        if owner:
            _release_memory(owner)


def _words(kind: Any) -> int:  # noqa: ANN401 - a type of numba
    """How many words a field takes."""
    if isinstance(kind, types.Array):
        return _BEFORE_SHAPE + 2 * kind.ndim
    return sum(_words(each) for each in kind) if isinstance(kind, types.BaseTuple) else 1


def _laid_out(value: Any) -> list[int]:  # noqa: ANN401 - fields are of any type
    """The words of a field."""
    if isinstance(value, Laid):
        return [value._address]
    if isinstance(value, tuple):
        return [word for each in value for word in _laid_out(each)]
    if isinstance(value, np.ndarray):
        return [0, 0, value.size, value.itemsize, value.ctypes.data, *value.shape, *value.strides]
    return [int(value) if isinstance(value, bool) else int(np.array(value).view(np.int64))]


@register_model(BundleType)
class _BundleModel(models.OpaqueModel):
    """A bundle is an address."""


@unbox(BundleType)
def _take(kind: Any, made: Any, c: Any) -> NativeValue:  # noqa: ANN401 - as numba calls it
    number = c.pyapi.object_getattr_string(made, "_address")
    address = c.pyapi.long_as_voidptr(number)
    c.pyapi.decref(number)
    return NativeValue(address)


@infer_getattr
class _Fields(AttributeTemplate):
    key = BundleType

    def generic_resolve(self, kind: Any, name: str) -> Any:  # noqa: ANN401 - types of numba
        return kind.types.get(name)


@lower_getattr_generic(BundleType)
def _read(context: Any, builder: Any, kind: Any, bundle: Any, name: str) -> Any:  # noqa: ANN401 - as numba calls it
    value = context.unpack_value(builder, kind.types[name], _place(context, builder, kind, bundle, name))
    return imputils.impl_ret_borrowed(context, builder, kind.types[name], value)


@lower_setattr_generic(BundleType)
def _write(context: Any, builder: Any, sig: Any, args: Any, name: str) -> None:  # noqa: ANN401 - as numba calls it
    (kind, given), (bundle, value) = sig.args, args
    place, wanted = _place(context, builder, kind, bundle, name), kind.types[name]
    value, before = context.cast(builder, value, given, wanted), context.unpack_value(builder, wanted, place)
    context.nrt.incref(builder, wanted, value)
    context.nrt.decref(builder, wanted, before)
    context.pack_value(builder, wanted, value, place)


def _place(context: Any, builder: Any, kind: Any, bundle: Any, name: str) -> Any:  # noqa: ANN401 - parts of numba
    """Where a field lies."""
    there = builder.gep(bundle, [ir.Constant(ir.IntType(64), kind.offsets[name])])
    return builder.bitcast(there, context.data_model_manager[kind.types[name]].get_data_type().as_pointer())
