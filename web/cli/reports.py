"""Texts that commands print: reports on the storage, on imports and exports, on jobs and findings."""

from collections.abc import Iterable, Mapping

from web.services.exchange.importing.row_result import FAILURES, RowResult
from web.services.exchange.importing.runs import JobRow
from web.services.insight.findings import ImageFindings
from web.services.maintenance.doctor import Report
from web.services.maintenance.sweep import SweepReport


def doctor_report(report: Report) -> str:
    size = file_size(report.size)
    lines = [f"{report.pictures} pictures in the database, {report.files} originals ({size}) in the storage."]
    for kind, keys in (("missing", report.missing), ("damaged", report.damaged), ("orphaned", report.orphaned)):
        lines += [f"{len(keys)} {kind}:", *(f"  {key}" for key in keys[:20])] if keys else [f"none {kind}"]
    if report.orphaned:
        lines.append(f"{file_size(report.orphaned_size)} orphaned in all.")
    if report.stale_renditions:
        size = file_size(report.stale_renditions_size)
        lines.append(f"{report.stale_renditions} renditions ({size}) of pictures no longer kept.")
    if report.put_aside:
        lines.append(f"{report.put_aside} files were put aside under quarantine/.")
    if report.put_back:
        lines.append(f"{report.put_back} missing files were put back from quarantine/.")
    return "\n".join(lines)


def sweep_summary(swept: SweepReport) -> str:
    half = f" {swept.half_written} files that were never finished were deleted." if swept.half_written else ""
    return (
        f"{swept.put_aside} files ({file_size(swept.put_aside_size)}) were put aside under quarantine/, "
        f"{swept.deleted} ({file_size(swept.deleted_size)}) that had lain there long enough were deleted.{half}"
    )


def row_line(result: RowResult) -> str:
    """Line for one file or row."""
    product = f", {result.product}" if result.product else ""
    image = f", image {result.image}" if result.image else ""
    reason = f": {result.reason}" if result.reason else ""
    return f"{result.result:<13} {result.source}{product}{image}{reason}"


TALLY = {
    "replaced": "changed",
    "already there": "unchanged",
    **dict.fromkeys(FAILURES, "failed"),
}


def tally(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts in four words, none of them too, and whatever else there was."""
    summary = dict.fromkeys(("added", "changed", "unchanged", "failed"), 0)
    for result, number in counts.items():
        word = TALLY.get(result, result)
        summary[word] = summary.get(word, 0) + number
    return summary


def import_summary(counts: Mapping[str, int], dry_run: bool) -> str:
    summary = ", ".join(f"{number} {result}" for result, number in counts.items()) or "nothing to do"
    return f"A dry run, nothing was kept: {summary}." if dry_run else f"{summary[0].upper()}{summary[1:]}."


def job_list(jobs: Iterable[JobRow], counts: Mapping[str, int]) -> str:
    total = ", ".join(f"{number} {state}" for state, number in counts.items())
    return "\n".join([*map(job_line, jobs), f"In all: {total}." if total else "There are no jobs."])


def job_line(job: JobRow) -> str:
    tries = "1 try" if job.tries == 1 else f"{job.tries} tries"
    product, reason = " ".join(job.product.values()), f": {job.reason}" if job.reason else ""
    return f"{job.id:>6}  {job.state:<8} {tries:<8} {job.source}, {product}, {job.url}{reason}"


def file_size(count: float) -> str:
    """`count` bytes for people, in units of 1,000."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if count < 1000 or unit == "GB":
            break
        count /= 1000
    return f"{count:.0f} bytes" if unit == "bytes" else f"{count:.1f} {unit}"


def finding_lines(findings: list[ImageFindings]) -> str:
    lines = [f"{one.kind} {one.owner} ({one.name}), image {one.image}: {'; '.join(one.reasons)}." for one in findings]
    return "\n".join(lines) or "Nothing to say about any picture."
