"""Every exception that is raised on purpose: one tree, one exit status each.

A message says where, what, and what to do, in one line; its class builds it and holds the exit
status of the process. What is odd inside an input but does not stop the reading is not an
exception: it is a `timeline.model.Diagnostic`.
"""

from __future__ import annotations

from collections.abc import Sequence


class TimelineError(Exception):
    """The root; raised itself only for a fault of ours."""

    exit_status = 70

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error that a worker process raises arrive here as it is, message and all."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(
    kind: type[TimelineError], arguments: tuple[object, ...], attributes: dict[str, object]
) -> TimelineError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(attributes)
    return error


class LostProcessError(TimelineError):
    """A process that shared the work ended before it was done."""

    def __init__(self) -> None:
        super().__init__(
            "A worker process was killed (out of memory?). The output so far is correct but "
            "incomplete. Run again with fewer --jobs."
        )


class LexiconError(TimelineError):
    """A file of words or units that came with the program cannot be read."""

    def __init__(self, path: str, line: int, problem: str) -> None:
        super().__init__(f"{path}, line {line}: {problem}. Correct the line, or install again.")


class RuleTableError(TimelineError):
    """A table of rules names an anchor that nothing in the text can be."""

    def __init__(self, rule: str, unknown: str, known: Sequence[str]) -> None:
        super().__init__(
            f"The rule {rule!r} starts at {unknown!r}, which no class of anchors has. "
            f"Add its words to the table, or use one of: {', '.join(known)}."
        )


class UsageError(TimelineError):
    """The question cannot be answered as it was put."""

    exit_status = 2


class RefusedError(TimelineError):
    """An input was refused; others are not concerned."""

    exit_status = 3


class NetworkError(TimelineError):
    """Something on the network did not answer as it should."""

    exit_status = 4


class DatabaseError(TimelineError):
    """The database cannot be used."""

    exit_status = 5


# ---------------------------------------------------------------- usage


class EditionNotFoundError(UsageError):
    """No stored edition answers to the reference."""

    def __init__(self, reference: str, nearest: str | None = None) -> None:
        self.nearest = nearest
        hint = (
            f"Did you mean {nearest!r}?" if nearest else "Run 'timeline editions' to list them all."
        )
        super().__init__(f"No edition named {reference!r}. {hint}")


class NeitherEditionNorFileError(UsageError):
    """A name is that of no file, and of no stored edition."""

    def __init__(
        self, name: str, where: str, nearest: str | None = None, *, stored: bool = True
    ) -> None:
        hint = (
            f"Did you mean {nearest!r}?"
            if nearest
            else "Check the path, or run 'timeline editions' to see what is stored."
            if stored
            else "Check the path, or name a database with --db."
        )
        database = f"(database: {where})" if stored else f"(and there is no database at {where})"
        super().__init__(f"No edition or file named {name!r} {database}. {hint}")


class InexactReferenceError(UsageError):
    """What is to be removed for good is not named in full."""

    def __init__(self, reference: str, meant: str) -> None:
        super().__init__(f"{reference!r} means {meant}. Write that name, or add --yes.")


class AmbiguousEditionError(UsageError):
    """Several stored editions answer to the reference."""

    def __init__(self, reference: str, candidates: Sequence[str]) -> None:
        names = ", ".join(candidates)
        super().__init__(
            f"{reference!r} matches several editions: {names}. Write one of them in full."
        )


class UndatedError(UsageError):
    """An edition has no place in the order of its publication."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"{reference} has no date of publication, so nobody knows which edition comes "
            "before it. Give it a date: timeline amend EDITION --published EDTF"
        )


class PublicationNotFoundError(UsageError):
    """No edition of the publication is stored."""

    def __init__(self, name: str, nearest: str | None = None) -> None:
        hint = (
            f"Did you mean {nearest!r}?" if nearest else "Run 'timeline editions' to list them all."
        )
        super().__init__(f"No publication named {name!r}. {hint}")


class KeyNotFoundError(UsageError):
    """No dated edition has the key."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"No dated edition has the key {key!r}. Search by words to see the keys, for example: "
            "timeline history exports"
        )


class OutputError(UsageError):
    """What was asked for cannot be written where it should go."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"{path}: cannot be written ({what}). Choose another file with --output.")


class OutputFormatError(UsageError):
    """The ending of a file is that of no format, or of one that does not fit."""

    def __init__(
        self, path: str, ending: str, asked: str | None, known: Sequence[str], meant: str | None
    ) -> None:
        """Take the format that was `asked` for by name, and the one that is `meant` by the ending.

        Either is None where there is none.
        """
        head, advice = f"no format has the ending {ending}", "Choose another file with --output"
        if asked is not None:
            head = f"{ending} is not the ending of the format {asked}"
            advice = "Omit --format, or choose another file with --output"
        elif meant is not None:
            head = f"what was asked for cannot be written as {meant}"
        super().__init__(f"{path}: {head}. The formats are {', '.join(known)}. {advice}.")


class FormatContentError(UsageError):
    """A format is asked for, and nothing was found that it can be made of."""

    def __init__(self, form: str, holds: str, known: Sequence[str]) -> None:
        super().__init__(
            f"The format {form} is made of {holds}, and none of them were found. "
            f"Choose another with --format or the ending of the file: {', '.join(known)}."
        )


class TooManyRowsError(UsageError):
    """A list is longer than the format can hold."""

    def __init__(self, listed: str, most: int) -> None:
        super().__init__(
            f"{listed}: a sheet holds {most:,} rows, and there are more. "
            "Choose fewer with --limit or --from, or write CSV."
        )


class NothingToDrawError(UsageError):
    """What is asked for has no drawing."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"There is nothing to draw. {reason}.")


class MissingFileError(UsageError):
    """A path leads nowhere."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: no such file or folder. Check the path.")


class MissingExtraError(UsageError):
    """A part that is installed only on request is not there."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} is not installed. Run: pip install 'timeline-editions[{extra}]'")


class BadValueError(UsageError):
    """A value given on the command line, or to a function, is not of its kind."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name}: {value!r} is not {expected}")


# ---------------------------------------------------------------- refused inputs


class UnreadableError(RefusedError):
    """The bytes of a source are not the text or data that they should be."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")


class LabelTakenError(RefusedError):
    """An edition label is already held by other content."""

    def __init__(self, where: str, reference: str) -> None:
        super().__init__(
            f"{where}: {reference} is already stored with other content. "
            "Use --label to give this one another label, or --replace to replace the stored one."
        )


class StrangerError(RefusedError):
    """A document has nothing in common with the publication that it is to be an edition of."""

    def __init__(
        self, where: str, title: str | None, reference: str, other: str | None, common: str
    ) -> None:
        own = "without a title" if title is None else f"titled {title!r}"
        its = "" if other is None else f", titled {other!r}"
        super().__init__(
            f"{where}: this document, {own}, has {common} in common with the publication of "
            f"{reference}{its}. Use --publication to give it one of its own, or --force if it "
            "belongs to that one."
        )


class MalformedError(RefusedError):
    """A data file breaks its contract; `problems` are 'field: what' lines, first is shown."""

    def __init__(self, where: str, problems: Sequence[str]) -> None:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{where}: {problems[0]}{more}. See 'timeline schema' for the format.")
        self.problems = tuple(problems)


# ---------------------------------------------------------------- network


class AddressRefusedError(RefusedError):
    """A name leads to an address that is not a public one."""

    def __init__(self, host: str, address: str, kind: str) -> None:
        place = f"{host} is" if host == address else f"{host} is at {address},"
        article = "an" if kind[0] in "aeiou" else "a"
        super().__init__(
            f"{place} {article} {kind} address, which timeline does not fetch from. "
            "Use --allow-private if you mean a server of your own."
        )


class AddressError(UsageError):
    """What should be the address of a page is none."""

    def __init__(self, url: str, what: str) -> None:
        super().__init__(f"{url}: {what}. Give a URL such as https://www.example.org/page")


class RobotsError(RefusedError):
    """A site asks programs not to fetch a page."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url}: the site's robots.txt asks programs not to fetch it. "
            "Use --ignore-robots if you have permission."
        )


class QuarantinedError(RefusedError):
    """What was fetched does not look like an edition, and is quarantined."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"{where}: looks like {reason}: quarantined, not stored. Review it with "
            "'timeline db quarantine', or use --force."
        )


class FetchError(NetworkError):
    """A server did not answer as it should."""

    def __init__(self, url: str, what: str, remedy: str = "Try again later.") -> None:
        super().__init__(f"{url}: {what}. {remedy}")


# ---------------------------------------------------------------- database


class ClusterError(NetworkError):
    """A cluster of workers cannot be used, or not any longer."""

    def __init__(self, address: str, problem: str) -> None:
        super().__init__(
            f"{address}: the Dask cluster cannot be used ({' '.join(problem.split())}). What is "
            "stored so far is whole. Check the cluster and run again, or use --jobs."
        )


class DatabaseMissingError(DatabaseError):
    """There is no database where one was looked for."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"No database at {where}. Run 'timeline ingest PATH' or 'timeline load --sample' "
            "to make one, or name another with --db."
        )


class DatabaseVersionError(DatabaseError):
    """The database has a revision of the tables that this program does not use."""

    def __init__(self, where: str, revision: str, *, newer: bool) -> None:
        remedy = (
            "It was written by a newer version of timeline. Upgrade the program."
            if newer
            else "Run 'timeline db upgrade' to bring it up to date."
        )
        super().__init__(f"{where}: the tables are at revision {revision}. {remedy}")


class DatabaseUnusableError(DatabaseError):
    """The database is locked, read-only, damaged, or cannot be reached."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")


class DatabaseBusyError(DatabaseError):
    """Other programs kept an input from being stored; the next one may be."""


class DatabaseLockedError(DatabaseBusyError):
    """Another program had the database locked for longer than was waited."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"{where}: is locked by another program. Try again when that program has finished; "
            "commands that store wait longer with --wait."
        )


class PassClosedError(DatabaseError):
    """A list was being read when its database was closed, so the rest of it is missing."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"{where}: closed while this list was being read. Read it inside the 'with' block, or "
            "start again."
        )


class DatabaseContendedError(DatabaseBusyError):
    """Other programs changed the database each time between reading an input and storing it."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"{where}: other programs keep changing it, so that this input could not be stored. "
            "Try again when they are done."
        )
