/* For tests under wine only, never shipped: colour profiles that wine 8 does not have; each call says that there is none. */
#include <windows.h>
#define OUT __declspec(dllexport)
OUT BOOL WINAPI GetColorDirectoryW(PCWSTR machine, PWSTR folder, PDWORD size) { return FALSE; }
OUT HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD creation) { return NULL; }
OUT HANDLE WINAPI WcsOpenColorProfileW(void *a, void *b, void *c, DWORD access, DWORD share, DWORD creation, DWORD flags) { return NULL; }
OUT BOOL WINAPI CloseColorProfile(HANDLE profile) { return TRUE; }
OUT HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options) { return NULL; }
OUT BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, PBYTE bytes, PDWORD size) { return FALSE; }
OUT BOOL WINAPI WcsGetDefaultColorProfile(int scope, PCWSTR device, int type, int subtype, DWORD id, DWORD size, PWSTR name) { return FALSE; }
OUT BOOL WINAPI WcsGetDefaultColorProfileSize(int scope, PCWSTR device, int type, int subtype, DWORD id, PDWORD size) { return FALSE; }
