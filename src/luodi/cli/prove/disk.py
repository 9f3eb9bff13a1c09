"""A disk whose power can be cut: an ext4 file system in a file, shut down as a dying machine leaves it.

The kernel's EXT4_IOC_SHUTDOWN without flushing the log loses all that was not yet on the disk, and refuses what comes
after; mounted again, the file system recovers by its log as after any power cut. Needs root and a loop device.
"""

import fcntl
import os
import shutil
import struct
import subprocess
import time
from pathlib import Path

from luodi.cli.main import CannotBegin

SHUTDOWN, WITHOUT_FLUSH = 0x8004587D, 2
SIZE = 512 * 1024**2  # sparse: what is not written takes no room
TRIES = 100


class Disk:
    """Empty at each `__enter__`, mounted until `__exit__`; `root` is where."""

    def __init__(self, place: Path) -> None:
        self._image, self.root = place / "disk", place / "mounted"

    def __enter__(self) -> "Disk":
        able()
        self.root.mkdir(exist_ok=True)
        with self._image.open("wb") as made:
            made.truncate(SIZE)
        _done("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0", str(self._image))
        self.mount()
        return self

    def __exit__(self, *_: object) -> None:
        self.unmount()

    def mount(self) -> None:
        """Put it in; the file system recovers by itself."""
        _done("mount", "-o", "loop", str(self._image), str(self.root))

    def unmount(self) -> None:
        """Take it out. A process that was killed a moment ago may still hold it."""
        for _ in range(TRIES):
            if subprocess.run(["umount", str(self.root)], capture_output=True, check=False).returncode == 0:
                return
            time.sleep(0.05)
        _done("umount", str(self.root))

    def cut(self) -> None:
        """The power is gone: nothing more reaches the disk, and what had not reached it is lost."""
        folder = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", WITHOUT_FLUSH))
        finally:
            os.close(folder)


def able() -> None:
    """Raises CannotBegin where this machine cannot cut the power of a disk of its own."""
    if os.geteuid() != 0:
        raise CannotBegin("cutting a disk's power needs root: it mounts a file system of its own; run it as root")
    for program in ("mkfs.ext4", "mount", "umount"):
        if shutil.which(program) is None:
            raise CannotBegin(f"{program} is not on this machine; install e2fsprogs and mount")
    if not Path("/dev/loop-control").exists():
        raise CannotBegin("this machine has no loop device (/dev/loop-control); a container needs --privileged")


def _done(*words: str) -> None:
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise CannotBegin(f"{words[0]} refused: {ran.stderr.strip() or ran.stdout.strip()}")
