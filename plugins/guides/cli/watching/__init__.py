"""Visits the pages that guides rest on, and tells what became of them. Only `guides watch` uses it.

Asking is the work of Scrapy, finding the text of a page that of trafilatura; both are an extra
(`pip install .[watch]`), since no build and no check needs them. Only crawl.py knows them.
"""
