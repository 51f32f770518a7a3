"""Compiles rules with numba and links them: calls between rules, and the memory layout of their bundles.

A rule that is not small is called where it lies, under a name of its own. numba would copy its code into each rule
that calls it, and from there into each that calls that one: half of all that it compiled were such copies. What is kept
of a rule says which others must stand ready before it. Only a rule that Python calls gets a wrapper for Python.

A bundle is the address of its fields, which lie one after another in words of eight bytes. Nothing is compiled to make
one: Python lays the fields out and keeps alive what they point at. Rules neither own a bundle nor count who holds it,
so that reading one that lies in another is reading an address. An array that a rule puts into a field is counted by
numba as any other and released with the bundle.
"""

import copy
import ctypes
import hashlib
import weakref
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
import numpy as np
from llvmlite import ir
from numba import typeof, types
from numba.core import imputils, typing
from numba.core.caching import CompileResultCacheImpl, IndexDataCacheFile
from numba.core.compiler_lock import global_compiler_lock
from numba.core.datamodel import models
from numba.core.registry import CPUDispatcher
from numba.core.runtime import _nrt_python
from numba.core.sigutils import normalize_signature
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

_COPIED = 8000
"""The largest code that is copied into rules that call it [bytes of bitcode]."""
_DIGEST_BYTES = 8
_STAMP = ""
"""What numba would look at to see whether code is stale; the folder says it."""
_OPTIONS = {"nopython": True, "boundscheck": None, "no_cfunc_wrapper": True}
_CALLED: dict[str, tuple[str, str, Any]] = {}
"""The module, name and types of each rule that is called where it lies, by the name that it is called under."""

on_compiled: list[Callable[[], None]] = []
"""Called whenever a rule has been compiled."""


class Rule(CPUDispatcher):
    """A function that is compiled when it is first called, for the types that it is called with.

    Args:
        function: what is compiled.
        folder: where the machine code is kept, wherever the program lies; named after all that it is made of.
    """

    def __init__(self, function: Callable[..., Any], folder: Path) -> None:
        super().__init__(function, targetoptions=dict(_OPTIONS))
        self.enable_caching()
        self._cache._impl = _Kept(self._cache._impl)
        self._cache._cache_file = IndexDataCacheFile(str(folder), self._cache._impl.filename_base, _STAMP)
        self._callees: dict[Any, object] = {}

    def compile(self, sig: Any) -> Any:  # noqa: ANN401 - numba is not typed
        """Compile it for Python to call."""
        return self.ready(normalize_signature(sig)[0], for_python=True).entry_point

    def get_call_template(self, args: Any, kws: Any) -> Any:  # noqa: ANN401 - numba is not typed
        """Compile it for another rule to call; a number that is written out is a number like any other."""
        args = self._compiler.fold_argument_types(args, kws)[1]
        self.ready(tuple(types.unliteral(each) for each in args), for_python=False)
        name = self.py_func.__name__
        return typing.make_concrete_template(name, name, self.nopython_signatures), None, args, {}

    def get_overload(self, sig: Any) -> Any:  # noqa: ANN401 - numba is not typed
        """What stands for it in a rule that calls it."""
        return self._callees[tuple(normalize_signature(sig)[0])]

    def ready(self, kinds: Any, *, for_python: bool) -> Any:  # noqa: ANN401 - numba is not typed
        """What was compiled for these types, now or before."""
        found = self.overloads.get(kinds)
        if found is None or (for_python and not _is_for_python(found)):
            with global_compiler_lock:
                found = self._cache.load_overload(kinds, self.targetctx)
                if found is None or (for_python and not _is_for_python(found)):
                    found = self._compiled(kinds, for_python=for_python)
                self._note(kinds, found)
        return found

    def _compiled(self, kinds: Any, *, for_python: bool) -> Any:  # noqa: ANN401 - numba is not typed
        self.targetoptions["no_cpython_wrapper"] = not for_python
        made = self._compiler.compile(kinds, None)
        self._cache.save_overload(kinds, made)
        for tell in on_compiled:
            tell()
        return made

    def _note(self, kinds: Any, made: Any) -> None:  # noqa: ANN401 - numba is not typed
        self.overloads[kinds] = made
        if _is_for_python(made):
            self.add_overload(made)
        if kinds in self._callees:
            return
        described: Any = made.fndesc
        libraries: tuple[Any, ...] = (made.library,)
        name = _name(self.py_func, kinds)
        if made.library.size > _COPIED:
            llvm.add_symbol(name, made.library.get_pointer_to_function(described.llvm_func_name))
            described, libraries = copy.copy(described), ()
            described.mangled_name = name
            _CALLED[name] = self.py_func.__module__, self.py_func.__name__, kinds
        self._callees[kinds] = name
        self.targetctx.insert_user_function(name, described, libraries)


class _Kept(CompileResultCacheImpl):
    """What is kept of a rule: which rules it calls where they lie, how long it is, and what numba keeps."""

    def __init__(self, before: CompileResultCacheImpl) -> None:
        self.__dict__.update(before.__dict__)

    def reduce(self, made: Any) -> Any:  # noqa: ANN401 - numba is not typed
        (title, form, (machine_code, code)), *rest = super().reduce(made)
        made.library.size = len(code)
        inside = made.library._final_module.functions
        called = [_CALLED[each.name] for each in inside if each.is_declaration and each.name in _CALLED]
        if made.library.size > _COPIED:
            code = _names_only(made)
        return called, made.library.size, ((title, form, (machine_code, code)), *rest)

    def rebuild(self, context: Any, payload: Any) -> Any:  # noqa: ANN401 - numba is not typed
        called, size, kept = payload
        for module, name, kinds in called:
            getattr(import_module(module), name).ready(kinds, for_python=False)
        made = super().rebuild(context, kept)
        made.library.size = size
        return made


def _names_only(made: Any) -> Any:  # noqa: ANN401 - numba is not typed
    """Code that numba reads the names of functions from, where nothing is to be copied."""
    names = [made.fndesc.llvm_func_name, made.fndesc.llvm_cpython_wrapper_name][: 1 + _is_for_python(made)]
    return llvm.parse_assembly("\n".join(f'define void @"{name}"() {{ ret void }}' for name in names)).as_bitcode()


def _is_for_python(made: Any) -> bool:  # noqa: ANN401 - numba is not typed
    """Whether Python can call it."""
    return bool(made.library.get_pointer_to_function(made.fndesc.llvm_cpython_wrapper_name))


def _name(function: Callable[..., Any], kinds: Any) -> str:  # noqa: ANN401 - types of numba
    """The name that a rule is called under, the same in each process."""
    digest = hashlib.blake2b(str(kinds).encode(), digest_size=_DIGEST_BYTES).hexdigest()
    return f"{function.__module__}.{function.__qualname__}.{digest}"


_WORD = 8
"""Bytes of a word."""
_BEFORE_SHAPE = 5
"""Words of an array before shape and strides: who counts its memory, another, size, an element's size, its place."""
_release_memory = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(_nrt_python.c_helpers["MemInfo_release"])


class BundleType(types.Type):
    """The type of a bundle; its name says which fields it has by a digest, or it would hold the names of them all."""

    def __init__(self, title: str, fields: tuple[tuple[str, Any], ...]) -> None:
        self.types = dict(fields)
        self.offsets, words = {}, 0
        for name, kind in fields:
            self.offsets[name] = words * _WORD
            words += _words(kind)
        layout = ", ".join(f"{name}: {kind}" for name, kind in fields)
        digest = hashlib.blake2b(layout.encode(), digest_size=_DIGEST_BYTES).hexdigest()
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
