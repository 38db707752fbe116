"""The wizard: the list of sections, the section that is open, Check your answers, the declaration, the confirmation."""
