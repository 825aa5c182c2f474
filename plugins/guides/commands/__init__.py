"""What the `guides` command does, one small module a subcommand: its options and its run."""
