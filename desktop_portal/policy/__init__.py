"""What the organisation has set and what the person chose."""

from desktop_portal.policy.reading import Reading, Warned, read_policy
from desktop_portal.policy.settings import Settings, read_settings, write_settings
from desktop_portal.policy.values import Policy

__all__ = ["Policy", "Reading", "Settings", "Warned", "read_policy", "read_settings", "write_settings"]
