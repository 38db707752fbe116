"""Workbooks of form authors (XLSForm) become draft definitions. Only for people who write forms (extra `authors`)."""
