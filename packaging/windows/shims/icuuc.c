/* For tests under wine only, never shipped: Windows 10 has ICU, wine 8 has not. Every converter says that it is not there
   (U_FILE_ACCESS_ERROR), upon which Qt uses its own. */
#include <stddef.h>
#define OUT __declspec(dllexport)
enum { NOT_THERE = 4 };
static void refuse(int *status) { if (status) *status = NOT_THERE; }
OUT void *ucnv_open(const char *name, int *status) { refuse(status); return NULL; }
OUT void ucnv_close(void *converter) {}
OUT void ucnv_reset(void *converter) {}
OUT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
OUT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
OUT signed char ucnv_getMaxCharSize(void *converter) { return 1; }
OUT const char *ucnv_getName(void *converter, int *status) { refuse(status); return ""; }
OUT void ucnv_getToUCallBack(void *converter, void **action, void **context) {}
OUT void ucnv_getFromUCallBack(void *converter, void **action, void **context) {}
OUT void ucnv_setToUCallBack(void *c, void *a, void *b, void *o, void *p, int *status) { refuse(status); }
OUT void ucnv_setFromUCallBack(void *c, void *a, void *b, void *o, void *p, int *status) { refuse(status); }
OUT void ucnv_cbToUWriteUChars(void *a, const void *s, int length, int offset, int *status) { refuse(status); }
OUT void ucnv_cbFromUWriteUChars(void *a, const void *s, const void *l, int offset, int *status) { refuse(status); }
OUT void ucnv_toUnicode(void *c, void *t, const void *e, void *s, const void *l, void *o, signed char f, int *status) { refuse(status); }
OUT void ucnv_fromUnicode(void *c, void *t, const void *e, void *s, const void *l, void *o, signed char f, int *status) { refuse(status); }
OUT int ucnv_toUCountPending(void *converter, int *status) { return 0; }
OUT int ucnv_fromUCountPending(void *converter, int *status) { return 0; }
OUT const char *ucnv_getStandardName(const char *name, const char *standard, int *status) { refuse(status); return NULL; }
OUT const char *ucnv_getAvailableName(int number) { return NULL; }
OUT int ucnv_countAvailable(void) { return 0; }
