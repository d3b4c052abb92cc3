"""How figures are measured and kept: side by side, in one run, so that the machine's speed cancels out."""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measured figure.

    ``ours`` and ``bare`` are in ``unit`` (such as "ms" or "MB"). With a ``bare`` the ``goal`` is the largest
    ratio ours ÷ bare that is good enough, without one it is the largest ``ours``. Without a ``goal`` the figure
    is for information.
    """

    name: str
    unit: str
    ours: float
    bare: float | None = None
    goal: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours ÷ bare; None where there is nothing to compare with."""
        return None if self.bare is None else self.ours / self.bare

    @property
    def reached(self) -> bool | None:
        """Whether the goal is met; None without a goal."""
        if self.goal is None:
            return None
        return (self.ours if self.ratio is None else self.ratio) <= self.goal


def milliseconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def side_by_side(
    ours: Callable[[], object], bare: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Milliseconds of both, called in turn, so that what slows the machine for a while slows both alike."""
    pairs = [(milliseconds(ours), milliseconds(bare)) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def median(values: list[float]) -> float:
    """The middle value: one slow round says nothing."""
    return statistics.median(values)


def read_once(folder: Path) -> None:
    """Bring an office's file into the system's cache, where it is on a computer that is in use."""
    with (folder / "office.db").open("rb") as file:
        while file.read(1 << 20):
            pass


def own_peak_megabytes() -> float:
    """The most memory this process ever held. Call it at the end of a process started for the measurement."""
    status = Path("/proc/self/status")
    if status.exists():
        # ru_maxrss would also count what the parent held when it started this process; VmHWM does not.
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        kilobytes = next(line.split()[1] for line in lines if line.startswith("VmHWM:"))
        return int(kilobytes) * 1024 / 1e6
    if sys.platform == "win32":
        return _windows_peak_bytes() / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def _windows_peak_bytes() -> int:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("others", ctypes.c_size_t * 7),
        )

    counters = Counters(cb=ctypes.sizeof(Counters))
    kernel: ctypes.CDLL = vars(ctypes)["windll"].kernel32
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD)
    if not kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb):
        raise OSError("the system does not tell this process's memory")
    return int(counters.PeakWorkingSetSize)
