#!/bin/sh
# Signs, packs and notarises what PyInstaller made on a Mac. Run by macos.py; every step prints what it does.
#   build.sh APP VERSION OUT
# PORTAL_MAC_IDENTITY: the name of a "Developer ID Application" identity; PORTAL_MAC_INSTALLER_IDENTITY: of an installer identity;
# PORTAL_MAC_PROFILE: a notarytool keychain profile. Without them the app is signed ad hoc and not notarised, which is said.
set -eu

app=$1
version=$2
out=$3
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
name=childrens-portal-$version

[ -d "$app" ] || { echo "There is no app at $app." >&2; exit 1; }
mkdir -p "$out"

identity=${PORTAL_MAC_IDENTITY:--}
if [ "$identity" = - ]; then
    echo "No PORTAL_MAC_IDENTITY: signed ad hoc, for this computer only."
    codesign --force --deep --sign - "$app"
else
    codesign --force --deep --options runtime --timestamp --entitlements "$here/entitlements.plist" --sign "$identity" "$app"
fi
codesign --verify --deep --strict "$app"

dmg=$out/$name.dmg
rm -f "$dmg"
hdiutil create -volname "Children's Portal" -srcfolder "$app" -ov -format UDZO "$dmg"

pkg=$out/$name.pkg
if [ -n "${PORTAL_MAC_INSTALLER_IDENTITY:-}" ]; then
    pkgbuild --component "$app" --install-location /Applications --version "$version" --sign "$PORTAL_MAC_INSTALLER_IDENTITY" "$pkg"
else
    pkgbuild --component "$app" --install-location /Applications --version "$version" "$pkg"
fi

if [ -n "${PORTAL_MAC_PROFILE:-}" ]; then
    for file in "$dmg" "$pkg"; do
        xcrun notarytool submit "$file" --keychain-profile "$PORTAL_MAC_PROFILE" --wait
        xcrun stapler staple "$file"
    done
else
    echo "No PORTAL_MAC_PROFILE: not notarised."
fi
echo "Made $dmg and $pkg"
