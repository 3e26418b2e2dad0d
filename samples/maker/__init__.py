"""Makes samples/acme-ai: the organisation's data, the emulator, and what is read back from it."""
