"""The command ``watch``: check pages, list pending reviews, accept or reject them."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from xclib.care.terminal import note, say, show
from xclib.cli import command, option
from xclib.errors import UnknownNameError

if TYPE_CHECKING:
    from xclib.watch.run import Seen

#: Exit codes where something waits for review, where pages failed, and where both are so.
WAITING, FAILED, BOTH = 6, 8, 9


@command("watch", "check the pages of a watch list and queue changes for review", "xclib watch watch.yaml")
@option("file", nargs="?", type=Path, default=Path("watch.yaml"), help="the list (default: watch.yaml)")
@option("--dry-run", action="store_true", help="show what would be requested, without requesting it")
@option("--anew", action="store_true", help="fetch and read all pages, also unchanged ones")
@option("--json", action="store_true", help="print each page as a line of JSON")
@option("--review", action="store_true", help="list pending reviews; no page is requested", apart=True)
@option("--show", metavar="ID", help="show the changes of a pending review", apart=True)
@option("--accept", metavar="ID", help="register a pending review", apart=True)
@option("--drop-lost", action="store_true", help="accept even if corrections or labels no longer match a figure of the page")
@option("--reject", metavar="ID", help="discard a pending review until its page changes again", apart=True)
def _watch(options: argparse.Namespace) -> int:
    from xclib.data.raw import data_root
    from xclib.watch import review
    from xclib.watch.run import settle

    if options.drop_lost and options.accept is None:
        raise UnknownNameError("--drop-lost has no effect by itself", where="watch", advice="use it with --accept ID")
    folder = data_root() / review.FOLDER
    if options.accept is not None:
        try:
            report = settle(options.accept, "accept", drop_lost=options.drop_lost)
        except review.LostWordsError as error:
            for line in error.lost:
                note(line)
            raise
        note(f"registered as {report}; `xclib briefs {report}` makes its briefs")
        return 0
    if options.reject is not None:
        note(f"{settle(options.reject, 'reject')}: thrown away")
        return 0
    if options.show is not None:
        for line in review.read_changes(folder, options.show):
            say(line)
        return 0
    if options.review:
        for name, waiting in review.list_reviews(folder).items():
            counts = ", ".join(f"{n} {kind}" for kind, n in waiting.counts.items())
            show(asdict(waiting), f"{name}  {waiting.report}  {counts}  {waiting.url}", as_json=options.json)
        return 0
    return _round(options)


def _round(options: argparse.Namespace) -> int:
    from xclib.watch.listed import read_list
    from xclib.watch.run import plan_watch, watch

    listed = read_list(options.file)
    if not listed.pages:
        raise UnknownNameError("lists no page", where=str(options.file), advice="see docs/watching.md")
    if options.dry_run:
        for page, plan in plan_watch(listed, anew=options.anew):
            show({"id": page.id, "url": page.url, "plan": plan}, f"{page.id}: {plan}", as_json=options.json)
        return 0

    def tell(seen: Seen) -> None:
        say(json.dumps({"event": "page", **asdict(seen)}, ensure_ascii=False)) if options.json else note(_line(seen))

    seen = watch(listed, anew=options.anew, tell=tell)
    counts = {name: sum(s.outcome == name for s in seen) for name in ("new", "changed", "waiting", "failed")}
    waiting = counts["new"] + counts["changed"] + counts["waiting"]
    if options.json:
        say(json.dumps({"event": "watch", "pages": len(seen), "counts": counts}))
    else:
        end = "; see `xclib watch --review`" if waiting else ""
        note(f"{len(seen)} pages: {waiting} wait for review, {counts['failed']} failed{end}")
    return {(True, False): WAITING, (False, True): FAILED, (True, True): BOTH}.get((waiting > 0, counts["failed"] > 0), 0)


def _line(seen: Seen) -> str:
    counts = ", ".join(f"{n} {kind}" for kind, n in seen.counts.items() if n)
    text = seen.error or " ".join(part for part in (seen.report, counts and f"({counts})", seen.review) if part)
    return f"{seen.outcome:<9} {seen.id}: {text}" + "".join(f"; {w}" for w in seen.warnings)
