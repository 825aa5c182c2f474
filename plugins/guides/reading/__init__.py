"""What turns a file's text into data, structure and located findings, before any rule judges it."""
