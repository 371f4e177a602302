/* What the test uses of Windows. */
#pragma once
typedef void *HANDLE;
typedef unsigned long DWORD;
typedef int BOOL;
typedef const wchar_t *LPCWSTR;
typedef wchar_t *LPWSTR;
typedef struct _PROCESS_INFORMATION {
  HANDLE hProcess;
  HANDLE hThread;
} PROCESS_INFORMATION;
BOOL CreateProcessAsUserW(HANDLE token, LPCWSTR program, LPWSTR command, void *process, void *thread, BOOL inherit, DWORD flags,
                          void *environment, LPCWSTR folder, void *startup, PROCESS_INFORMATION *information);
BOOL CreateProcessWithTokenW(HANDLE token, DWORD logon, LPCWSTR program, LPWSTR command, DWORD flags, void *environment,
                             LPCWSTR folder, void *startup, PROCESS_INFORMATION *information);
DWORD WaitForSingleObject(HANDLE object, DWORD milliseconds);
int NtCreateThreadEx(HANDLE *thread, unsigned access, void *attributes, HANDLE process, void *start, void *data, unsigned flags,
                     unsigned long zero, unsigned long stack, unsigned long most, void *list);
