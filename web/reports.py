"""What the commands tell a person about the storage."""

from web.services.doctor import Report
from web.services.findings import Noted
from web.services.sweeping import Swept


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


def of_sweep(swept: Swept) -> str:
    return (
        f"{swept.put_aside} files ({size(swept.put_aside_size)}) were put aside under quarantine/, "
        f"{swept.deleted} ({size(swept.deleted_size)}) that had lain there long enough were deleted."
    )


def size(count: float) -> str:
    """Bytes as people say them, in units of 1,000."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if count < 1000 or unit == "GB":
            break
        count /= 1000
    return f"{count:.0f} bytes" if unit == "bytes" else f"{count:.1f} {unit}"


def of_findings(noted: list[Noted]) -> str:
    lines = [f"{one.kind} {one.owner} ({one.name}), image {one.image}: {'; '.join(one.reasons)}." for one in noted]
    return "\n".join(lines) or "Nothing to say about any picture."
