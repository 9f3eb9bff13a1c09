"""County: the screens of the spine. Signing in, what is to be done today, the day a demo stands on."""
