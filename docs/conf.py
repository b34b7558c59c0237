"""How the documentation site is built: `make docs` copies docs/ and the notebooks to .build/docs and calls Sphinx."""

from pathlib import Path

from xclib import __version__
from xclib.html.webfont import FAMILY, font_face

project = "xclib"
author = "the xclib authors"
release = version = __version__
extensions = ["myst_nb", "numpydoc", "sphinx.ext.autodoc", "sphinx_copybutton"]
exclude_patterns = ["github/**", "airflow/**", "systemd/**", "notebooks/workshop/**", "sample/**"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
# The notebooks show the outputs that they were saved with; nothing is run while the site is built.
nb_execution_mode = "off"
suppress_warnings = ["myst-nb.mime_priority", "mystnb.unknown_mime_type"]
autodoc_typehints = "none"
numpydoc_show_class_members = False
html_theme = "pydata_sphinx_theme"
html_title = f"xclib {__version__}"
html_static_path = ["_static"]
html_css_files = ["chinese.css"]
html_show_sourcelink = False
# No font, script or search box of another host.
html_theme_options = {
    "navigation_with_keys": True,
    "show_prev_next": True,
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "navbar_align": "left",
}

# The Chinese characters of these pages in one font file, so that they show where no Chinese font is installed.
_HERE = Path(__file__).parent
_FONTS = {
    "base": f'"{FAMILY}",system-ui,sans-serif',
    "heading": f'"{FAMILY}",system-ui,sans-serif',
    "monospace": f'monospace,"{FAMILY}"',
}
_STYLE = ":root{" + ";".join(f"--pst-font-family-{use}:{fonts}" for use, fonts in _FONTS.items()) + "}"
_TEXT = "".join(path.read_text(encoding="utf-8") for end in ("md", "ipynb") for path in sorted(_HERE.rglob(f"*.{end}")))
(_HERE / "_static").mkdir(exist_ok=True)
(_HERE / "_static" / "chinese.css").write_text(f"{font_face(_TEXT)}\n{_STYLE}", encoding="utf-8")
