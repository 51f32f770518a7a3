"""How a rule is compiled, kept, and called by other rules.

A rule that is not small is called where it lies, under a name of its own. numba would copy its code into each rule
that calls it, and from there into each that calls that one: half of all that it compiled were such copies. What is kept
of a rule says which others must stand ready before it. Only a rule that Python calls gets a wrapper for Python.
"""

import copy
import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
from numba import types
from numba.core import typing
from numba.core.caching import CompileResultCacheImpl, IndexDataCacheFile
from numba.core.compiler_lock import global_compiler_lock
from numba.core.registry import CPUDispatcher
from numba.core.sigutils import normalize_signature

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
