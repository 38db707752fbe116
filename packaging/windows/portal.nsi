; Children's Portal for the whole computer. Silent: setup.exe /S [/SERVER=https://…] [/POLICY=C:\path\policy.toml] [/D=C:\folder]
; Removal: uninstall.exe /S [/REMOVEDATA]. Downloads nothing.
Target amd64-unicode
Unicode true
!include FileFunc.nsh
!include LogicLib.nsh
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ChildrensPortal"
!define RULES "SOFTWARE\Policies\ChildrensPortal"
Name "Children's Portal"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\ChildrensPortal"
InstallDirRegKey HKLM "Software\ChildrensPortal" "Folder"
RequestExecutionLevel admin
SetCompressor /SOLID ${COMPRESSION}
Icon "${ICON}"
UninstallIcon "${ICON}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Children's Portal"
VIAddVersionKey "FileDescription" "Children's Portal set-up"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "The Children's Portal maintainers"
VIAddVersionKey "LegalCopyright" "MIT licence"
Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

Section
  SetRegView 64
  SetShellVarContext all
  ; Into a folder of its own, so that an upgrade leaves no file of the version before; people's forms are elsewhere.
  RMDir /r "$INSTDIR\program"
  SetOutPath "$INSTDIR\program"
  File /r "${BUNDLE}/*"
  IfErrors 0 +3
    SetErrorLevel 2
    Abort "Some files could not be written. Close the program, then start this again."
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Children's Portal.lnk" "$INSTDIR\program\ChildrensPortal.exe"
  WriteRegStr HKLM "Software\ChildrensPortal" "Folder" "$INSTDIR"
  WriteRegStr HKLM "Software\Classes\childrens-portal" "" "URL:Children's Portal"
  WriteRegStr HKLM "Software\Classes\childrens-portal" "URL Protocol" ""
  WriteRegStr HKLM "Software\Classes\childrens-portal\shell\open\command" "" '"$INSTDIR\program\ChildrensPortal.exe" "%1"'
  WriteRegStr HKLM "${KEY}" "DisplayName" "Children's Portal"
  WriteRegStr HKLM "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${KEY}" "DisplayIcon" "$INSTDIR\program\ChildrensPortal.exe"
  WriteRegStr HKLM "${KEY}" "Publisher" "The Children's Portal maintainers"
  WriteRegStr HKLM "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKLM "${KEY}" "EstimatedSize" "$0"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/SERVER=" $1
  ${IfNot} ${Errors}
    WriteRegStr HKLM "${RULES}" "server_address" "$1"
    WriteRegStr HKLM "Software\ChildrensPortal" "server_address" "$1"
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/POLICY=" $1
  ${IfNot} ${Errors}
    WriteRegStr HKLM "${RULES}" "policy_file" "$1"
    WriteRegStr HKLM "Software\ChildrensPortal" "policy_file" "$1"
  ${EndIf}
SectionEnd

!macro Forget NAME
  ReadRegStr $1 HKLM "${RULES}" "${NAME}"
  ReadRegStr $2 HKLM "Software\ChildrensPortal" "${NAME}"
  ${If} $1 == $2
    DeleteRegValue HKLM "${RULES}" "${NAME}"
  ${EndIf}
!macroend

Section "Uninstall"
  SetRegView 64
  SetShellVarContext all
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/REMOVEDATA" $1
  ${IfNot} ${Errors}
    ExecWait '"$INSTDIR\program\desktop-portal.exe" delete-data --yes'
  ${EndIf}
  RMDir /r "$INSTDIR\program"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Children's Portal.lnk"
  ; What this set-up wrote into the policy goes; what group policy wrote since then stays.
  !insertmacro Forget "server_address"
  !insertmacro Forget "policy_file"
  DeleteRegKey /ifempty HKLM "${RULES}"
  DeleteRegKey HKLM "Software\Classes\childrens-portal"
  DeleteRegKey HKLM "Software\ChildrensPortal"
  DeleteRegKey HKLM "${KEY}"
SectionEnd
