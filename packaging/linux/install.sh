#!/bin/sh
# Installs Children's Portal for the person who runs it. Downloads nothing and needs no administrator.
#   ./install.sh              install, or upgrade what is installed; saved forms stay
#   ./install.sh --remove     remove the program; saved forms stay
#   ./install.sh --purge      remove the program and everything that it keeps for you, unsent forms too
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin
program=$data/childrens-portal-program

fail() { echo "$1" >&2; exit 1; }

remove() {
    [ ! -x "$program/desktop-portal" ] || "$program/desktop-portal" register-link --remove >/dev/null 2>&1 || true
    rm -rf "$program"
    [ ! -L "$bin/desktop-portal" ] || rm -f "$bin/desktop-portal"
    rm -f "$data/applications/childrens-portal.desktop" "$data/icons/hicolor/scalable/apps/childrens-portal.svg"
    rm -f "$data/metainfo/uk.childrensportal.desktop.metainfo.xml" "$data/man/man1/desktop-portal.1"
}

case "${1:-}" in
"" | --remove | --purge) ;;
*) fail "'$1' is not known. Use: ./install.sh [--remove | --purge]" ;;
esac
[ -n "${HOME:-}" ] || fail "HOME is not set, so there is nowhere to install to."

if [ "${1:-}" = --purge ]; then
    [ -x "$program/desktop-portal" ] || fail "The program is not installed here, so its data cannot be deleted by it."
    "$program/desktop-portal" delete-data --yes
fi
if [ -n "${1:-}" ]; then
    remove
    echo "Children's Portal is removed."
    exit 0
fi

[ -x "$here/program/desktop-portal" ] || fail "The folder 'program' is not beside this script. Unpack the whole archive."
new=$program.new
rm -rf "$new"
mkdir -p "$data" "$bin" "$data/applications" "$data/icons/hicolor/scalable/apps" "$data/metainfo" "$data/man/man1"
cp -R "$here/program" "$new" || { rm -rf "$new"; fail "There is not enough room. Nothing was changed."; }
"$new/desktop-portal" --version >/dev/null || { rm -rf "$new"; fail "The program does not start here. Nothing was changed."; }
rm -rf "$program.old"
[ ! -d "$program" ] || mv "$program" "$program.old"
mv "$new" "$program"
rm -rf "$program.old"
ln -sf "$program/desktop-portal" "$bin/desktop-portal"
sed "s|^Exec=desktop-portal|Exec=\"$program/desktop-portal\"|" "$here/share/childrens-portal.desktop" >"$data/applications/childrens-portal.desktop"
cp "$here/share/childrens-portal.svg" "$data/icons/hicolor/scalable/apps/childrens-portal.svg"
cp "$here/share/uk.childrensportal.desktop.metainfo.xml" "$data/metainfo/"
cp "$here/share/desktop-portal.1" "$data/man/man1/"
"$program/desktop-portal" register-link >/dev/null || echo "Links of the portal could not be registered; everything else works."
echo "Children's Portal $("$program/desktop-portal" --version | sed 's/.* //') is installed. Start it from the menu or with: $bin/desktop-portal"
