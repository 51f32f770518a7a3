"""Replications are independent, so they are played side by side, as many as the machine has room for."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Protocol, TypeVar, runtime_checkable

from sim.base.errors import ResultsError
from sim.study.machine import free_memory, usable_cores

TaskT = TypeVar("TaskT")
DoneT = TypeVar("DoneT")

Progress = Callable[[float], None]
"""Called with the share of a task, or the number of tasks, that is done."""
Work = Callable[[TaskT, Progress | None], DoneT]
"""A function of one task that another process can call, and of what it calls now and then to tell its progress."""

_TICK = 1.0
"""How often somebody who watches is told that time passes [seconds]."""
_AHEAD = 1
"""Tasks that lie ready while all workers are busy [tasks]."""


@runtime_checkable
class Pool(Protocol):
    """The part of concurrent.futures.Executor that is needed."""

    def submit(self, fn: Callable[[TaskT], DoneT], task: TaskT, /) -> Future[DoneT]:
        """Begin a task and give its future, one of concurrent.futures."""


def perform_all(
    work: Work[TaskT, DoneT],
    tasks: Iterable[TaskT],
    *,
    jobs: int,
    on_done: Callable[[DoneT], None],
    on_progress: Progress,
) -> None:
    """Do all tasks, in this process where one job is wanted, else in as many workers.

    Tasks start in the order given and are made when they are needed. If one fails or the user interrupts,
    the others stop at once; what is done stays done.

    Args:
        work: a function that can be sent to another process.
        tasks: what to do; taken one by one.
        jobs: how many at once, >= 1.
        on_done: told each result, in the order in which they finish.
        on_progress: told about once a second how many tasks have ended.

    Raises:
        ResultsError: if a worker was killed.
    """
    if jobs == 1:
        _perform_here(work, tasks, on_done, on_progress)
        return
    try:
        _perform_in_pool(work, tasks, jobs, on_done, on_progress)
    except BrokenProcessPool as error:
        raise ResultsError(
            "a worker was killed, perhaps because memory ran out; what had finished is kept, "
            "so run the same command again with fewer --jobs"
        ) from error


def perform_in(
    pool: Pool,
    work: Callable[[TaskT], DoneT],
    tasks: Iterable[TaskT],
    *,
    ahead: int,
    on_done: Callable[[DoneT], None],
    on_progress: Progress,
) -> None:
    """Do all tasks in an executor that somebody else keeps; it stays open, whatever happens.

    Args:
        pool: where the tasks are done.
        work: a function that can be sent there.
        tasks: what to do; taken one by one.
        ahead: tasks that may lie there at once, >= 1.
        on_done: told each result, in the order in which they finish.
        on_progress: told about once a second how many tasks have ended.
    """
    running: set[Future[DoneT]] = set()
    ended = 0
    try:
        for task in tasks:
            running.add(pool.submit(work, task))
            while len(running) >= ahead:
                ended += _collect(running, on_done)
                on_progress(ended)
        while running:
            ended += _collect(running, on_done)
            on_progress(ended)
    finally:
        for future in running:
            future.cancel()


def default_jobs(tasks: int, bytes_each: float) -> int:
    """Choose how many tasks to do at once: no more than there are cores, and than memory holds.

    Args:
        tasks: how many there are.
        bytes_each: memory that one needs, > 0.
    """
    fitting = int(free_memory() // bytes_each)
    return max(1, min(usable_cores(), fitting, tasks))


def _perform_here(
    work: Work[TaskT, DoneT], tasks: Iterable[TaskT], on_done: Callable[[DoneT], None], on_progress: Progress
) -> None:
    for before, task in enumerate(tasks):
        on_done(work(task, lambda share, before=before: on_progress(before + share)))  # type: ignore[misc]  # lambda
        on_progress(before + 1)


def _perform_in_pool(
    work: Work[TaskT, DoneT],
    tasks: Iterable[TaskT],
    jobs: int,
    on_done: Callable[[DoneT], None],
    on_progress: Progress,
) -> None:
    others = set(multiprocessing.active_children())
    with _interrupts_held():
        resource_tracker.ensure_running()
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_become_worker)
    running: set[Future[DoneT]] = set()
    ended = 0
    try:
        for task in tasks:
            with _interrupts_held():
                running.add(pool.submit(work, task, None))
            while len(running) >= jobs + _AHEAD:
                ended += _collect(running, on_done)
                on_progress(ended)
        while running:
            ended += _collect(running, on_done)
            on_progress(ended)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        _stop(set(multiprocessing.active_children()) - others)
        raise
    pool.shutdown()


def _collect(running: set[Future[DoneT]], on_done: Callable[[DoneT], None]) -> int:
    """Hand over the results that came in during the next second, and count them."""
    ended, _ = wait(running, timeout=_TICK, return_when=FIRST_COMPLETED)
    running -= ended
    for future in ended:
        on_done(future.result())
    return len(ended)


def _stop(workers: Iterable[multiprocessing.process.BaseProcess]) -> None:
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start workers with Ctrl-C and SIGHUP blocked; the parent, which gets them too, ends them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGHUP])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _become_worker() -> None:
    """Leave Ctrl-C to the parent, and end when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
