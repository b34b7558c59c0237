"""What every kernel of the environment is given as it starts: it names its language, but not which Python it is.

JupyterLab writes what a kernel names into the notebook that is opened, and calls a notebook changed where that differs. Without
the version, a notebook of one Python is opened unchanged by any other. A wheel lays this file where IPython looks for it.
"""

from ipykernel.ipkernel import IPythonKernel

IPythonKernel.language_info = {key: value for key, value in IPythonKernel.language_info.items() if key != "version"}
