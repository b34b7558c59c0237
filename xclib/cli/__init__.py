"""The command-line interface."""

import argparse
from collections.abc import Callable

#: Adds a command to the parser: name, function, what it is about, example.
Command = Callable[[str, Callable[[argparse.Namespace], int], str, str], argparse.ArgumentParser]
