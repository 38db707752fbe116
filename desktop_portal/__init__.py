"""Children's Portal Desktop: refer a child to a council's services, with or without a network."""

__version__ = "0.1.0"
