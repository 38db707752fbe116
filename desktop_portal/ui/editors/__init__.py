"""One small class per kind of question; `EDITORS` maps them."""
