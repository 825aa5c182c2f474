"""What readers get: views of the data, their wording, templates, lists, and the files beside the pages."""
