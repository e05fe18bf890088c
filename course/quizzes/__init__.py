"""The questions of "Check yourself", one TOML file per topic."""
