"""Edge lists of ties as people bring them, given to a place of which the persons are known."""

from __future__ import annotations

from tests.attack.inputs.villages import excel
from tests.attack.tries import QUICK, Try

KIND = "a table of ties"
COMMAND = ("run", *QUICK, "place.ties_csv=ties.csv")
TIE = "K1/1/1,K1/1/2"
READ: dict[str, str | bytes] = {
    "two columns": f"a,b\n{TIE}\n",
    "all columns": f"a,b,kind,strength\n{TIE},friend,0.5\n",
    "a kind in capitals": f"a,b,kind\n{TIE},Friend\n",
    "a kind with a blank": f"a,b,kind\n{TIE},in law\n",
    "another order": "strength,b,a,kind\n0.5,K1/1/2,K1/1/1,friend\n",
    "semicolons and decimal commas": "a;b;kind;strength\nK1/1/1;K1/1/2;friend;0,5\n",
    "tabulators": f"a\tb\n{TIE}\n".replace(",", "\t"),
    "as graph programs write": f"Source,Target\n{TIE}\n",
    "percent": f"a,b,strength\n{TIE},50%\n",
    "an empty strength": f"a,b,strength\n{TIE},\n",
    "an empty kind": f"a,b,kind\n{TIE},\n",
    "a workbook": excel(["a", "b"], ["K1/1/1", "K1/1/2"]),
    "a mark of UTF-8": f"\ufeffa,b\n{TIE}\n",
    "UTF-16": f"a,b\n{TIE}\n".encode("utf-16"),
    "zeros in ids": "a,b\nK1/01/1,K1/1/02\n",
    "quotes around everything": '"a","b"\n"K1/1/1","K1/1/2"\n',
    "a remark before": f"# ties\na,b\n{TIE}\n",
    "a pair twice": f"a,b\n{TIE}\n{TIE}\n",
    "a pair in both directions": f"a,b\n{TIE}\nK1/1/2,K1/1/1\n",
}
MANY = "a,b\n" + "X/1/1,X/1/2\n" * 30_000
REFUSED: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "nothing": ("", ("ties.csv: an empty file",)),
    "other columns": ("c,d\n1,2\n", ("ties.csv, line 1: column c", "a header without a")),
    "a header alone": ("a,b\n", ("ties.csv: a header without lines below it",)),
    "no header": (f"{TIE}\n{TIE}\n", ("ties.csv, line 1: column K1/1/1",)),
    "one column": ("a\nK1/1/1\n", ("ties.csv: a header without b",)),
    "a column twice": (f"a,b,a\n{TIE},K1/1/1\n", ("ties.csv, line 1: a given twice",)),
    "both names of a column": (f"a,b,source\n{TIE},K1/1/1\n", ("ties.csv, line 1: a given twice",)),
    "an unknown person": ("a,b\nK1/1/1,K1/99/1\n", ("ties.csv, line 2: unknown person 'K1/99/1'",)),
    "an unknown village": ("a,b\nK9/1/1,K1/1/1\n", ("ties.csv, line 2: unknown person 'K9/1/1'",)),
    "an id that is none": ("a,b\nSiti,K1/1/1\n", ("ties.csv, line 2: unknown person 'Siti'",)),
    "an id that is a day": ("a,b\n1/1/2026,K1/1/1\n", ("ties.csv, line 2: unknown person '1/1/2026'",)),
    "a tie to oneself": ("a,b\nK1/1/1,K1/1/1\n", ("ties.csv, line 2: a tie of K1/1/1 to itself",)),
    "a tie to oneself in two spellings": ("a,b\nK1/01/1,K1/1/01\n", ("ties.csv, line 2: a tie of K1/01/1 to itself",)),
    "an unknown kind": (f"a,b,kind\n{TIE},enemy\n", ("ties.csv, line 2", "enemy")),
    "a strength of two": (f"a,b,strength\n{TIE},2\n", ("ties.csv, line 2", "2 is not accepted")),
    "a strength below zero": (f"a,b,strength\n{TIE},-0.5\n", ("ties.csv, line 2", "-0.5 is not accepted")),
    "a strength in words": (f"a,b,strength\n{TIE},strong\n", ("ties.csv, line 2", "strong is not accepted")),
    "a strength that is no number": (f"a,b,strength\n{TIE},nan\n", ("ties.csv, line 2", "nan is not accepted")),
    "a cell too many": (f"a,b\n{TIE},x\n", ("ties.csv, line 2: one cell more (x)",)),
    "a cell too few": ("a,b\nK1/1/1\n", ("ties.csv, line 2", "an empty cell")),
    "a stray quote far down": (
        "a,b\n" + f"{TIE}\n" * 100_000 + f'"{TIE}\n' + f"{TIE}\n" * 10,
        ("ties.csv, line 100002: a quotation mark that opens here",),
    ),
    "foreign ids by the ten thousand": (MANY, ("60,000 mistakes", "... and 59,990 more")),
    "a graph under the name of a table": ("<graphml/>", ("ties.csv, line 1: column <graphml/>",)),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ("ties.csv: a file that is no text",)),
}
TRIES = [
    *(Try(KIND, name, COMMAND, 0, (), {"ties.csv": content}) for name, content in READ.items()),
    *(Try(KIND, name, COMMAND, 2, said, {"ties.csv": content}) for name, (content, said) in REFUSED.items()),
    Try(
        KIND,
        "beside a graph",
        (*COMMAND, "place.ties_graphml=g.graphml"),
        2,
        ("ties_csv and ties_graphml are both given",),
        {"ties.csv": "a,b\n"},
    ),
]
