"""Fetches Debian and npm packages into a cache folder and reads files out of them.

Nothing is installed: `apt-get download` and `npm pack` bring the archives, and their members
are read from the archive as it streams by. What is in the cache is not fetched again.
"""

import glob
import os
import subprocess
import tarfile


class PackageError(Exception):
    """A package that could not be had or read; one line for the report."""


def _run(command, folder):
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise PackageError(f"{command[0]} is missing; packages are fetched with it") from None
    return done.returncode, (done.stderr or done.stdout).strip()


def debian_package(name, cache):
    """Returns the path of the package's .deb in the cache, downloading it when it is not there."""
    folder = os.path.join(cache, "debian")
    os.makedirs(folder, exist_ok=True)
    pattern = os.path.join(glob.escape(folder), f"{name}_*.deb")
    if not glob.glob(pattern):
        code, message = _run(["apt-get", "-q", "download", name], folder)
        if code != 0:
            reason = message.splitlines()[-1] if message else f"exit code {code}"
            raise PackageError(f"{name}: {reason}; try apt-get update")
    found = sorted(glob.glob(pattern))
    if not found:
        raise PackageError(f"{name}: apt-get download left no file in {folder}")
    return found[-1]


def npm_package(name, cache):
    """Returns the path of the package's .tgz; a name may carry a version: "typescript@5"."""
    folder = os.path.join(cache, "npm", name.replace("/", "-").lstrip("@"))
    os.makedirs(folder, exist_ok=True)
    pattern = os.path.join(glob.escape(folder), "*.tgz")
    if not glob.glob(pattern):
        code, message = _run(["npm", "pack", "--silent", name], folder)
        if code != 0:
            reason = message.splitlines()[0] if message else f"exit code {code}"
            raise PackageError(f"{name}: {reason}; is the npm registry reachable?")
    found = sorted(glob.glob(pattern))
    if not found:
        raise PackageError(f"{name}: npm pack left no file in {folder}")
    return found[-1]


def _members(archive, wanted):
    for member in archive:
        path = member.name.removeprefix("./")
        if member.isfile() and wanted(path):
            yield path, archive.extractfile(member).read()


def debian_members(path, wanted):
    """Yields (path in the package, bytes) of the regular files whose path `wanted` accepts."""
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", path], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as dpkg:
        try:
            with tarfile.open(fileobj=dpkg.stdout, mode="r|") as archive:
                yield from _members(archive, wanted)
        except tarfile.TarError as error:
            dpkg.kill()
            raise PackageError(f"{path}: {error}; delete the file to fetch it again") from None


def npm_members(path, wanted):
    """Yields (path in the package, bytes), the leading folder of the archive taken off."""
    try:
        with tarfile.open(path, mode="r|gz") as archive:
            for name, content in _members(archive, lambda name: wanted(name.partition("/")[2])):
                yield name.partition("/")[2], content
    except tarfile.TarError as error:
        raise PackageError(f"{path}: {error}; delete the file to fetch it again") from None
