"""The face: the only place with Qt."""
