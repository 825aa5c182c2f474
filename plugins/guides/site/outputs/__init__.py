"""What is published beside the pages, a module each; publish.py puts them together."""
