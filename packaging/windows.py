"""The MSI (for the computer, for one person) and the set-up program; on Linux with wine's Python, wixl and NSIS.

On Windows the same definitions are built with python.org's Python, NSIS and the WiX Toolset 3 (`candle` and `light` are
used where they are found).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import uuid
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

import bundle
from signing import sign
from tool import BUILD, DIST, NAME, ROOT, Stop, call, fresh, megabytes, need, say

if TYPE_CHECKING:
    from pathlib import Path

FILES = ROOT / "packaging/windows"
# Never to be changed: Windows knows by it that one version follows another.
UPGRADE = {"perMachine": "6B0C7B34-6B0E-4C0D-9B4E-58B0B6B3A0D1", "perUser": "2E7F7C3B-0C43-4D39-8C57-0C2C9A2A3F52"}
_SPACE = uuid.UUID("a1e0f8f2-6d0a-4b56-9d50-5b0d3f0f7a11")
_SEARCH = """<Property Id="OLD{name}"><RegistrySearch Id="Find{name}" Root="HKLM" Key="{key}" Name="{value}" Type="raw"
      Win64="yes"/></Property>
    """
_RULES = r"SOFTWARE\Policies\ChildrensPortal"


def make(version: str, *, smoke: bool) -> None:
    """Make all three, signed where a certificate is given; with `smoke` try them under wine."""
    from make import PREVIOUS  # noqa: PLC0415 (make imports this)

    made = built(version, ROOT)
    for one in made:
        say(f"Made {one.name} ({megabytes(one) / 1.048576:.0f} MiB)")
    if smoke:
        if sys.platform == "win32":
            raise Stop("The smoke test runs under wine on Linux; on Windows try the installers by hand.")
        from smoke_windows import smoke as tried  # noqa: PLC0415 (only then)

        old = built(PREVIOUS, bundle.checkout(PREVIOUS, "windows"), quick=True)
        try:
            tried(old, made, version)
        finally:
            for one in old:
                one.unlink()


def built(version: str, source: Path, *, quick: bool = False) -> tuple[Path, ...]:
    """Return the MSI for the computer, the MSI for a person and the set-up program of a checkout."""
    folder = _bundle(source, version)
    for program in ("desktop-portal.exe", "ChildrensPortal.exe"):
        sign(folder / program)
    DIST.mkdir(exist_ok=True)
    made = [_msi(folder, version, scope) for scope in (["perMachine"] if quick else ["perMachine", "perUser"])]
    made.append(_setup(folder, version, quick=quick))
    for one in made:
        sign(one)
    return tuple(made)


def _bundle(source: Path, version: str) -> Path:
    """Run PyInstaller: with this computer's Python on Windows, with wine's elsewhere."""
    (BUILD / "version-info.txt").write_text(_version_info(version))
    if sys.platform == "win32":
        return bundle.bundle(source, version)
    from wine_python import windows_python, wine  # noqa: PLC0415 (only on Linux)

    python = windows_python()
    work = BUILD / f"windows-bundle-{version}"
    if os.environ.get("PORTAL_QUICK") and (work / "dist" / NAME / "ChildrensPortal.exe").exists():
        return work / "dist" / NAME
    fresh(work)
    settings = bundle.spec_environment(source, version) | {"PORTAL_SOURCE": f"Z:{source}"}
    # TEMP of wine's own prefix; hash seed and date make the build repeatable.
    wine(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", f"Z:{work / 'dist'}",
         "--workpath", f"Z:{work / 'work'}", f"Z:{ROOT / 'packaging/portal.spec'}", env=settings, cwd=work)  # fmt: skip
    made = work / "dist" / NAME
    if not (made / "ChildrensPortal.exe").exists():
        raise Stop("PyInstaller made no program under wine.")
    return made


def _msi(folder: Path, version: str, scope: str) -> Path:
    """Fill in the definition and build it."""
    need({"wixl": "wixl", "msibuild": "msitools"})
    per_machine = scope == "perMachine"
    tree, components, program = _tree(folder)
    more = ["Menu", "Links"]
    policy = searches = ""
    if per_machine:
        more += ["PolicyServer", "PolicyServerKept", "PolicyFile", "PolicyFileKept"]
        policy = (FILES / "policy.wxs.part").read_text().replace("@KEY@", _RULES)
        for number in range(1, 5):
            policy = policy.replace(f"@G{number}@", _guid(f"policy {number}"))
        searches = "".join(
            _SEARCH.format(name=name, key=_RULES, value=value)
            for name, value in (("SERVERADDRESS", "server_address"), ("POLICYFILE", "policy_file"))
        )
    words = {
        "SCOPE": scope,
        "HIVE": "HKLM" if per_machine else "HKCU",
        "VERSION": version,
        "UPGRADE": UPGRADE[scope],
        "ICON": f"icons/{NAME}.ico",  # from BUILD on, where the definition is put: wixl takes no absolute paths
        "FOLDER": "ProgramFiles64Folder" if per_machine else "LocalAppDataFolder",
        "BEFORE": "" if per_machine else '<Directory Id="PROGRAMSDIR" Name="Programs">',
        "AFTER": "" if per_machine else "</Directory>",
        "GUID_MENU": _guid(f"menu {scope}"),
        "GUID_LINKS": _guid(f"links {scope}"),
        "TREE": tree,
        "POLICY": policy,
        "SEARCHES": searches,
        "PROGRAM": program,
        "REFERENCES": "\n".join(f'      <ComponentRef Id="{one}"/>' for one in [*components, *more]),
    }
    text = (FILES / "portal.wxs").read_text()
    for name, value in words.items():
        text = text.replace(f"@{name}@", value)
    definition = BUILD / f"portal-{scope}-{version}.wxs"
    definition.write_text(text, encoding="utf-8")
    suffix = "" if per_machine else "-user"
    made = DIST / f"{NAME}-{version}{suffix}.msi"
    if not shutil.which("candle"):
        _with_wixl(definition, made)
    else:
        call("candle", "-arch", "x64", "-out", definition.with_suffix(".wixobj"), definition, cwd=BUILD)
        call("light", "-out", made, definition.with_suffix(".wixobj"), cwd=BUILD)
    return made


def _with_wixl(definition: Path, made: Path) -> None:
    """Build with wixl, which knows less than WiX: conditions and secure properties are put into the file after it."""
    text = definition.read_text(encoding="utf-8")
    conditions = re.findall(r'<Component Id="(\w+)"[^>]*><Condition>([^<]+)</Condition>', text)
    secure = re.findall(r'<Property Id="(\w+)" Secure="yes"/>', text)
    plain = re.sub(r"<Condition>[^<]+</Condition>", "", text)
    plain = re.sub(r'\s*<Property Id="\w+" Secure="yes"/>', "", plain).replace(' Platform="x64"', "")
    simple = definition.with_suffix(".wixl.wxs")
    simple.write_text(plain, encoding="utf-8")
    call("wixl", "-a", "x64", "-o", made, simple, cwd=BUILD)
    for component, condition in conditions:
        change = f"`Condition` = '{condition}' WHERE `Component` = '{component}'"
        call("msibuild", made, "-q", "UPDATE `Component` SET " + change)  # noqa: S608 (our own file)
    exported = call("msiinfo", "export", made, "Property").splitlines()
    properties = dict(line.split("\t", 1) for line in exported if "\t" in line)
    listed = ";".join([*filter(None, [properties.get("SecureCustomProperties", "").strip()]), *secure])
    if "SecureCustomProperties" in properties:
        change = f"`Value` = '{listed}' WHERE `Property` = 'SecureCustomProperties'"
        call("msibuild", made, "-q", "UPDATE `Property` SET " + change)  # noqa: S608 (our own file)
    else:
        row = f"('SecureCustomProperties', '{listed}')"
        call("msibuild", made, "-q", "INSERT INTO `Property` (`Property`, `Value`) VALUES " + row)  # noqa: S608 (our own file)


def _tree(folder: Path) -> tuple[str, list[str], str]:
    """Return the folder as directories and components, the components' ids, and the id of desktop-portal.exe."""
    lines: list[str] = []
    components: list[str] = []

    def walk(place: Path, depth: int) -> None:
        indent = " " * (12 + 2 * depth)
        for one in sorted(place.iterdir()):
            path = one.relative_to(folder).as_posix()
            mark = uuid.uuid5(_SPACE, path).hex
            if one.is_dir():
                lines.append(f'{indent}<Directory Id="d{mark}" Name={quoteattr(one.name)}>')
                walk(one, depth + 1)
                lines.append(f"{indent}</Directory>")
            else:
                components.append(f"c{mark}")
                lines.append(
                    f'{indent}<Component Id="c{mark}" Guid="{_guid(path)}" Win64="yes">'
                    f'<File Id="f{mark}" KeyPath="yes" Source={quoteattr(os.path.relpath(one, BUILD))}/></Component>'
                )

    walk(folder, 0)
    return "\n".join(lines), components, f"f{uuid.uuid5(_SPACE, 'desktop-portal.exe').hex}"


def _setup(folder: Path, version: str, *, quick: bool) -> Path:
    """Build the set-up program."""
    need({"makensis": "nsis"})
    made = DIST / f"{NAME}-{version}-setup.exe"
    words = {
        "OUT": made,
        "BUNDLE": folder,
        "VERSION": version,
        "ICON": BUILD / f"icons/{NAME}.ico",
        "COMPRESSION": "zlib" if quick or os.environ.get("PORTAL_QUICK") else "lzma",
    }
    call("makensis", "-V2", *(f"-D{name}={value}" for name, value in words.items()), FILES / "portal.nsi")
    return made


def _guid(words: str) -> str:
    """Return a component's id, the same in every build: Windows counts by it who uses a file."""
    return str(uuid.uuid5(_SPACE, f"component {words}")).upper()


def _version_info(version: str) -> str:
    """Return what PyInstaller puts into the programs' properties."""
    numbers = tuple([*(int(part) for part in version.split(".")), 0, 0, 0, 0][:4])
    words = {
        "CompanyName": "The Children's Portal maintainers",
        "FileDescription": "Children's Portal",
        "FileVersion": version,
        "ProductName": "Children's Portal",
        "ProductVersion": version,
        "LegalCopyright": "MIT licence",
    }
    strings = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in words.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=[StringFileInfo([StringTable("
        f"'080904B0', [{strings}])]), VarFileInfo([VarStruct('Translation', [2057, 1200])])])\n"
    )
