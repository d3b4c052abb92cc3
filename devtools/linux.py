"""What Qt and the tests need of a Linux system: what is missing, and installing it or saying how."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from devtools.failures import Stop

# Debian's package for each library, by the exact name the loader looks for.
WINDOW_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-shape.so.0": "libxcb-shape0",
}
# Beginnings of the file names of fonts that have the script's glyphs; the package that brings one otherwise.
FONTS = {
    "fonts-nanum": ("nanum", "notosanscjk", "notosanskr", "notoserifcjk", "malgun", "baekmuk"),
    "fonts-lohit-beng-bengali": ("lohit-bengali", "notosansbengali", "notoserifbengali", "mukti", "nirmala"),
}
# Programs by the package that brings them: what tests call, and what PyInstaller calls.
TEST_PROGRAMS = {
    "soffice": "libreoffice-calc-nogui",
    "pdftoppm": "poppler-utils",
    "ssh-keygen": "openssh-client",
}
# Servers to deliver to, and one to keep headquarters' store in; they are not on everybody's search path.
TEST_FILES = {
    "usr/sbin/sshd": "openssh-server",
    "usr/sbin/lighttpd": "lighttpd",
    "usr/lib/lighttpd/mod_webdav.so": "lighttpd-mod-webdav",
    "usr/lib/postgresql/*/bin/initdb": "postgresql",
}
BUNDLE_PROGRAMS = {"objdump": "binutils", "strip": "binutils"}
# What a desktop with an input method needs: programs, and files (as patterns) of what brings none.
IME_PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus",
    "ibus-daemon": "ibus",
}
IME_FILES = {
    "usr/share/dbus-1/session.conf": "dbus",
    "usr/share/ibus/component/hangul.xml": "ibus-hangul",
    "usr/share/ibus/component/m17n.xml": "ibus-m17n",
    "usr/share/m17n/bn-itrans.mim": "m17n-db",
    "usr/share/dbus-1/services/org.a11y.Bus.service": "at-spi2-core",
    "usr/lib/*/girepository-1.0/Atspi-2.0.typelib": "gir1.2-atspi-2.0",
    "usr/lib/python3/dist-packages/gi/__init__.py": "python3-gi",
}
PACKAGE_LISTS = Path("/var/lib/apt/lists")


@dataclass(frozen=True)
class Missing:
    """Debian packages this system lacks. Without the needed nothing works; fonts cost only readability."""

    needed: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()

    @property
    def packages(self) -> tuple[str, ...]:
        """All of them."""
        return self.needed + self.fonts


def can_load(library: str) -> bool:
    """Whether the loader finds the library (asking it is exact and needs no tool of the system)."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def font_folders() -> Iterator[Path]:
    """Where a Linux system keeps fonts."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    yield from (Path(data) / "fonts", Path.home() / ".fonts")


def font_files(folders: Iterable[Path]) -> set[str]:
    """The lower-case file names of all fonts below the folders."""
    return {name.lower() for folder in folders for _, _, names in os.walk(folder) for name in names}


def missing_fonts(files: Iterable[str]) -> tuple[str, ...]:
    """The packages of fonts of which no file is there."""
    names = tuple(files)
    return tuple(
        package
        for package, beginnings in FONTS.items()
        if not any(name.startswith(beginnings) for name in names)
    )


def missing_files(files: Mapping[str, str], root: Path = Path("/")) -> tuple[str, ...]:
    """The packages of the files (pattern below ``root`` → package) that are not there."""
    return tuple(package for pattern, package in files.items() if not any(root.glob(pattern)))


def missing(*, screen: bool, programs: Mapping[str, str], files: Mapping[str, str]) -> Missing:
    """What is missing for a window, on a real ``screen`` too, and of ``programs`` and ``files`` (name → package)."""
    libraries = WINDOW_LIBRARIES | (SCREEN_LIBRARIES if screen else {})
    needed = [package for library, package in libraries.items() if not can_load(library)]
    needed += [package for program, package in programs.items() if shutil.which(program) is None]
    needed += missing_files(files)
    return Missing(tuple(dict.fromkeys(needed)), missing_fonts(font_files(font_folders())))


def command_to_type(packages: Iterable[str]) -> str:
    """The one command that installs the packages."""
    names = " ".join(packages)
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"


def may_install() -> bool:
    """Whether packages can be installed from here without asking anyone."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: Iterable[str]) -> bool:
    """Install Debian packages; whether that went well. Fetches the package lists only when it must."""
    names = list(packages)
    print(f"Installing what the system lacks: {' '.join(names)}", flush=True)
    has_lists = any(PACKAGE_LISTS.glob("*Packages*"))
    if has_lists and _apt_get("install", *names):
        return True
    return _apt_get("update") and _apt_get("install", *names)


def _apt_get(verb: str, *names: str) -> bool:
    options = ["-y", "--no-install-recommends"] if verb == "install" else []
    command = ["apt-get", "-q", "-o", "Dpkg::Use-Pty=0", verb, *options, *names]
    variables = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, check=False).returncode == 0


def ensure(
    *,
    screen: bool = False,
    programs: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
    fonts_needed: bool = True,
) -> None:
    """Bring in what is missing, or raise Stop with the command to type. Elsewhere than on Linux: nothing.

    Without ``fonts_needed`` missing fonts are only told when they cannot be installed.
    """
    if sys.platform != "linux":
        return
    lacking = missing(screen=screen, programs=programs or {}, files=files or {})
    if lacking.packages and may_install() and install(lacking.packages):
        lacking = missing(screen=screen, programs=programs or {}, files=files or {})
    tell(lacking, fonts_needed=fonts_needed)


def tell(lacking: Missing, *, fonts_needed: bool) -> None:
    """Say what is missing and what to type: as Stop when it is needed, else as a warning on stderr."""
    if not lacking.packages:
        return
    advice = (
        f"This system lacks, by their names in Debian and Ubuntu: {', '.join(lacking.packages)}.\n"
        f"Type:  {command_to_type(lacking.packages)}"
    )
    if lacking.needed or fonts_needed:
        raise Stop(advice)
    print(f"Korean or Bengali texts will show as boxes. {advice}", file=sys.stderr)
