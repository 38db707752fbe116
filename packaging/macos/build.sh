#!/bin/sh
# Signs, packs and notarises what PyInstaller made on a Mac. Run by macos.py; every step prints what it does.
#   build.sh APP VERSION OUT
# PORTAL_MAC_IDENTITY: the name of a "Developer ID Application" identity; PORTAL_MAC_INSTALLER_IDENTITY: of an installer identity;
# PORTAL_MAC_PROFILE: a notarytool keychain profile. Without them the app is signed ad hoc and not notarised, which is said.
# PORTAL_DRY_RUN=1: print the commands, one line each, and do none of them.
set -eu

app=$1
version=$2
out=$3
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
name=childrens-portal-$version
dry=${PORTAL_DRY_RUN:-}
identity=${PORTAL_MAC_IDENTITY:--}
installer=${PORTAL_MAC_INSTALLER_IDENTITY:-}
profile=${PORTAL_MAC_PROFILE:-}

run() {
    if [ -n "$dry" ]; then echo "+ $*"; else "$@"; fi
}

sign() {
    if [ "$identity" = - ]; then
        run codesign --force --sign - "$1"
    else
        run codesign --force --options runtime --timestamp --entitlements "$here/entitlements.plist" --sign "$identity" "$1"
    fi
}

[ -d "$app" ] || { echo "There is no app at $app." >&2; exit 1; }
[ -f "$app/Contents/Info.plist" ] || { echo "$app is not an app: it has no Contents/Info.plist." >&2; exit 1; }
run mkdir -p "$out"

# From the inside out: a signature covers those of the parts, and notarising refuses parts without one.
[ "$identity" != - ] || echo "No PORTAL_MAC_IDENTITY: signed ad hoc, for this computer only."
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) | sort | while read -r part; do sign "$part"; done
sign "$app"
run codesign --verify --deep --strict "$app"

dmg=$out/$name.dmg
run rm -f "$dmg"
run hdiutil create -volname "Children's Portal" -srcfolder "$app" -ov -format UDZO "$dmg"
[ "$identity" = - ] || sign "$dmg"

pkg=$out/$name.pkg
if [ -n "$installer" ]; then
    run pkgbuild --component "$app" --install-location /Applications --version "$version" --sign "$installer" "$pkg"
else
    echo "No PORTAL_MAC_INSTALLER_IDENTITY: the package is not signed."
    run pkgbuild --component "$app" --install-location /Applications --version "$version" "$pkg"
fi

if [ -n "$profile" ]; then
    for file in "$dmg" "$pkg"; do
        run xcrun notarytool submit "$file" --keychain-profile "$profile" --wait
        run xcrun stapler staple "$file"
    done
else
    echo "No PORTAL_MAC_PROFILE: not notarised."
fi
echo "Made $dmg and $pkg"
