"""A brief's page as its notebook fills it: tables, charts and sentences, each with its sources, in one language."""

from xclib.pages.brief_page import Page

#: `xc.page`: the class itself.
page = Page

__all__ = ["Page", "page"]
