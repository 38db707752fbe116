"""Values and rules of drafts and submissions; pure: no clock, file, thread or network."""
