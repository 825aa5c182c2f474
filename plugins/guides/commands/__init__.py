"""What the `guides` command does: one module a subcommand, with its options and its run, and what only these need."""
