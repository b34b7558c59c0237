"""A brief's page as its notebook fills it: tables, charts and sentences, each with its sources, in one language."""

from xclib.pages.brief_page import Page
from xclib.pages.brief_page import open_page as page

__all__ = ["Page", "page"]
