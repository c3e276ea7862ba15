"""What the commands tell a person about the storage, about imports and exports."""

from collections.abc import Iterable, Mapping
from typing import Any

from web.services.exchange.importing.row_result import RowResult
from web.services.insight.findings import ImageFindings
from web.services.maintenance.doctor import Report
from web.services.maintenance.sweep import SweepReport


def of_examination(report: Report) -> str:
    lines = [
        f"{report.pictures} pictures in the database, {report.files} originals ({size(report.size)}) in the storage."
    ]
    for kind, keys in (("missing", report.missing), ("damaged", report.damaged), ("orphaned", report.orphaned)):
        lines += [f"{len(keys)} {kind}:", *(f"  {key}" for key in keys[:20])] if keys else [f"none {kind}"]
    if report.orphaned:
        lines.append(f"{size(report.orphaned_size)} orphaned in all.")
    if report.stale_renditions:
        lines.append(
            f"{report.stale_renditions} renditions ({size(report.stale_renditions_size)}) of pictures no longer kept."
        )
    if report.put_aside:
        lines.append(f"{report.put_aside} files were put aside under quarantine/.")
    if report.put_back:
        lines.append(f"{report.put_back} missing files were put back from quarantine/.")
    return "\n".join(lines)


def of_sweep(swept: SweepReport) -> str:
    half = f" {swept.half_written} files that were never finished were deleted." if swept.half_written else ""
    return (
        f"{swept.put_aside} files ({size(swept.put_aside_size)}) were put aside under quarantine/, "
        f"{swept.deleted} ({size(swept.deleted_size)}) that had lain there long enough were deleted.{half}"
    )


def of_outcome(outcome: RowResult) -> str:
    """One line for one file or row."""
    whose = f", {outcome.product}" if outcome.product else ""
    image = f", image {outcome.image}" if outcome.image else ""
    why = f": {outcome.reason}" if outcome.reason else ""
    return f"{outcome.result:<13} {outcome.source}{whose}{image}{why}"


def of_import(counts: Mapping[str, int], dry_run: bool) -> str:
    said = ", ".join(f"{number} {result}" for result, number in counts.items()) or "nothing to do"
    return f"A dry run, nothing was kept: {said}." if dry_run else f"{said[0].upper()}{said[1:]}."


def of_jobs(jobs: Iterable[Mapping[str, Any]], counts: Mapping[str, int]) -> str:
    total = ", ".join(f"{number} {state}" for state, number in counts.items())
    return "\n".join([*map(of_job, jobs), f"In all: {total}." if total else "There are no jobs."])


def of_job(job: Mapping[str, Any]) -> str:
    tries = "1 try" if job["tries"] == 1 else f"{job['tries']} tries"
    whose, why = " ".join(job["product"].values()), f": {job['reason']}" if job["reason"] else ""
    return f"{job['id']:>6}  {job['state']:<8} {tries:<8} {job['source']}, {whose}, {job['url']}{why}"


def size(count: float) -> str:
    """Bytes as people say them, in units of 1,000."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if count < 1000 or unit == "GB":
            break
        count /= 1000
    return f"{count:.0f} bytes" if unit == "bytes" else f"{count:.1f} {unit}"


def of_findings(noted: list[ImageFindings]) -> str:
    lines = [f"{one.kind} {one.owner} ({one.name}), image {one.image}: {'; '.join(one.reasons)}." for one in noted]
    return "\n".join(lines) or "Nothing to say about any picture."
