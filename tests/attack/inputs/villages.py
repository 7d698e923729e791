"""Tables of villages as people bring them: what is read, and how; what is read and told; what is refused."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from tests.attack.tries import QUICK, Try

A = {"code": "5301", "name": "Desa A", "people": 300, "households": 80}
HEAD = "code,name,people,households"
ROW = "5301,Desa A,300,80"


def excel(*rows: list[Any], sheets: dict[str, list[list[Any]]] | None = None) -> bytes:
    book = Workbook()
    first = book.active
    assert first is not None
    for row in rows:
        first.append(row)
    for title, more in (sheets or {}).items():
        sheet = book.create_sheet(title)
        for row in more:
            sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rewritten(content: bytes, before: str, after: str) -> bytes:
    """A workbook whose inside another program has written."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(before.encode(), after.encode()))
    return buffer.getvalue()


NAMES = ["code", "name", "people", "households"]

READ: dict[str, tuple[str | bytes, dict[str, Any]]] = {
    # how the file is written
    "a mark of UTF-8": (f"\ufeff{HEAD}\n{ROW}\n", A),
    "UTF-16, little end first": (b"\xff\xfe" + f"{HEAD}\n{ROW}\n".encode("utf-16-le"), A),
    "UTF-16, big end first": (b"\xfe\xff" + f"{HEAD}\n{ROW}\n".encode("utf-16-be"), A),
    "lines end as on an old Mac": (f"{HEAD}\r{ROW}\r", A),
    "lines end as on Windows": (f"{HEAD}\r\n{ROW}\r\n", A),
    "no end of the last line": (f"{HEAD}\n{ROW}", A),
    "empty lines between": (f"\n\n{HEAD}\n\n{ROW}\n\n", A),
    "lines of empty cells": (f"{HEAD}\n,,,\n{ROW}\n,,,,,\n", A),
    "a remark below the header": (f"{HEAD}\n# checked in May\n{ROW}\n#\n", A),
    "a blank before a quote": (
        'code, name, people, households\n5301, "Desa A, Utara", 300, 80\n',
        A | {"name": "Desa A, Utara"},
    ),
    "a sep line with its mark in quotes": ('sep=";"\ncode;name;people;households\n5301;Desa A;300;80\n', A),
    "remarks before the header": (f"# from the district office\n{HEAD}\n{ROW}\n", A),
    "Excel's sep line": ("sep=;\ncode;name;people;households\n5301;Desa A;300;80\n", A),
    "Excel's sep line in quotes": ('"sep=,"\n' + f"{HEAD}\n{ROW}\n", A),
    "sep line, then remarks": (f"sep=,\n# two\n# remarks\n{HEAD}\n{ROW}\n", A),
    "semicolons": (f"{HEAD}\n{ROW}\n".replace(",", ";"), A),
    "tabulators": (f"{HEAD}\n{ROW}\n".replace(",", "\t"), A),
    "bars": (f"{HEAD}\n{ROW}\n".replace(",", "|"), A),
    "quotes around everything": ('"code","name","people","households"\n"5301","Desa A","300","80"\n', A),
    "a comma within quotes": (f'{HEAD}\n5301,"Desa A, Utara",300,80\n', A | {"name": "Desa A, Utara"}),
    "a quote within quotes": (f'{HEAD}\n5301,"Desa ""A""",300,80\n', A | {"name": 'Desa "A"'}),
    "blanks around cells": ("code , name , people , households\n 5301 , Desa A , 300 , 80 \n", A),
    "blanks without break": (f"{HEAD}\n5301,Desa\u00a0A,300,80\n", A),
    # the header
    "capitals": (f"{HEAD.upper()}\n{ROW}\n", A),
    "in Indonesian": (f"kode,nama,penduduk,kk\n{ROW}\n", A),
    "in Indonesian, as words": (f"Kode Desa,Nama Desa,Jumlah Penduduk,Jumlah KK\n{ROW}\n", A),
    "units in brackets": ("Kode,Nama Desa/Kelurahan,Jumlah Penduduk (Jiwa),Jumlah KK\n5301,Desa A,300,80\n", A),
    "numbers of the lines": ("No.,kode,nama,penduduk,kk\n1,5301,Desa A,300,80\n", A),
    "percent in the header": (f"{HEAD},sinyal (%)\n{ROW},80\n", A | {"signal": 0.8}),
    "percent in the header and the cell": (f"{HEAD},sinyal (%)\n{ROW},0.5%\n", A | {"signal": 0.005}),
    "underscores": (f"kode_desa,nama_desa,jumlah_penduduk,jumlah_kk\n{ROW}\n", A),
    "both languages mixed": (f"kode,name,jiwa,rumah tangga\n{ROW}\n", A),
    "another order": ("name,households,people,code\nDesa A,80,300,5301\n", A),
    "a column without name or cells": (f"{HEAD},\n{ROW},\n", A),
    "cells too many, all empty": (f"{HEAD}\n{ROW},,,\n", A),
    "a remark": (f"{HEAD},catatan\n{ROW},luas\n", A),
    # numbers
    "a point between thousands": (f"{HEAD}\n5301,Desa A,1.300,380\n", A | {"people": 1300, "households": 380}),
    "a comma between thousands": (f'{HEAD}\n5301,Desa A,"1,300",380\n', A | {"people": 1300, "households": 380}),
    "a blank between thousands": (f"{HEAD}\n5301,Desa A,1 300,380\n", A | {"people": 1300, "households": 380}),
    "decimals of a whole number": (f"{HEAD}\n5301,Desa A,300.0,80.0\n", A),
    "decimal commas of a whole number": (f'{HEAD}\n5301,Desa A,"300,0","80,0"\n', A),
    "a decimal comma": ("code;name;people;households;signal\n5301;Desa A;300;80;0,8\n", A | {"signal": 0.8}),
    "a decimal point": (f"{HEAD},signal\n{ROW},0.8\n", A | {"signal": 0.8}),
    "percent": (f"{HEAD},signal\n{ROW},80%\n", A | {"signal": 0.8}),
    "percent after a blank": (f"{HEAD},sinyal\n{ROW},80 %\n", A | {"signal": 0.8}),
    "percent with a decimal comma": (
        "code;name;people;households;signal\n5301;Desa A;300;80;82,5%\n",
        A | {"signal": 0.825},
    ),
    "one number settles another": (
        "code;name;people;households;travel_hours\n5301;Desa A;1.000;380;2,5\n",
        A | {"people": 1000, "households": 380, "travel_hours": 2.5},
    ),
    "decimals without a zero before": (f"{HEAD},signal\n{ROW},.5\n", A | {"signal": 0.5}),
    "powers of ten": (f"{HEAD},signal\n{ROW},5E-1\n", A | {"signal": 0.5}),
    "a blank without break before percent": (f"{HEAD},signal\n{ROW},80\u00a0%\n", A | {"signal": 0.8}),
    "a plus": (f"{HEAD},travel_hours\n{ROW},+2\n", A | {"travel_hours": 2.0}),
    # yes and no
    **{
        f"{word} for a school": (f"{HEAD},school\n{ROW},{word}\n", A | {"school": meant})
        for meant, words in ((True, "yes Ya ADA TRUE 1 y"), (False, "no tidak Tidak 0 n FALSE"))
        for word in words.split()
    },
    # codes
    "a code as a number": (f"{HEAD}\n5301012001,Desa A,300,80\n", A | {"code": "5301012001"}),
    "zeros at the beginning": (f"{HEAD}\n0531,Desa A,300,80\n", A | {"code": "0531"}),
    # workbooks
    "a workbook": (excel(NAMES, ["5301", "Desa A", 300, 80]), A),
    "numbers in a workbook": (excel(NAMES, [5301, "Desa A", 300.0, 80]), A),
    "a long code in a workbook": (excel(NAMES, [5301012001, "Desa A", 300, 80]), A | {"code": "5301012001"}),
    "truth in a workbook": (excel([*NAMES, "school"], ["5301", "Desa A", 300, 80, True]), A | {"school": True}),
    "a share in a workbook": (excel([*NAMES, "signal"], ["5301", "Desa A", 300, 80, 0.8]), A | {"signal": 0.8}),
    "remarks in a workbook": (excel(["# from the office"], NAMES, ["# May"], ["5301", "Desa A", 300, 80]), A),
    "a workbook that says it is smaller": (
        rewritten(excel(NAMES, ["5301", "Desa A", 300, 80]), '"A1:D2"', '"A1"'),
        A,
    ),
    "a second sheet of something else": (
        excel(NAMES, ["5301", "Desa A", 300, 80], sheets={"catatan": [["tanggal", "oleh"], ["1 Mei", "camat"]]}),
        A,
    ),
    "a first sheet of something else": (
        excel(["judul"], ["data desa"], sheets={"desa": [NAMES, ["5301", "Desa A", 300, 80]]}),
        A,
    ),
}

TOLD: dict[str, tuple[str | bytes, dict[str, Any], str]] = {
    "as Windows writes": (
        f"{HEAD}\n5301,Café,300,80\n".encode("cp1252"),
        A | {"name": "Café"},
        "villages.csv is not in UTF-8 and was read as Windows-1252; look at names with accents.",
    ),
    "a code made a decimal number, as Indonesian writes it": (
        "code;name;people;households\n5301012001,0;Desa A;300;80\n",
        A | {"code": "5301012001"},
        "villages.csv, line 2: 5301012001,0 was taken as 5301012001, which a spreadsheet had made a decimal number of.",
    ),
    "a code made a decimal number": (
        f"{HEAD}\n5301012001.0,Desa A,300,80\n",
        A | {"code": "5301012001"},
        "villages.csv, line 2: 5301012001.0 was taken as 5301012001, which a spreadsheet had made a decimal number of.",
    ),
}

REFUSED: dict[str, tuple[str | bytes, str]] = {
    "a column twice": (
        "code,name,people,people,households\n5301,Desa A,300,200,80\n",
        "villages.csv, line 1: people given twice, as people (column 3) and people (column 4) is not accepted "
        "(allowed: each column once); take one of them away.",
    ),
    "a column in both languages": (
        "code,name,people,penduduk,households\n5301,Desa A,300,300,80\n",
        "villages.csv, line 1: people given twice, as people (column 3) and penduduk (column 4)",
    ),
    "a column twice in capitals": (
        "Code,CODE,name,people,households\n5301,5302,Desa A,300,80\n",
        "villages.csv, line 1: code given twice, as Code (column 1) and CODE (column 2)",
    ),
    "a misspelt column": (
        "code,name,poeple,households\n5301,Desa A,300,80\n",
        "villages.csv, line 1: column poeple is not accepted",
    ),
    "two readings of a number": (
        f"{HEAD}\n5301,Desa A,1.000,1\n",
        "villages.csv: 1.000 in line 2, column people, which is 1 in English and 1,000 in Indonesian, is not accepted "
        "(allowed: numbers with one meaning); say which with place.table_locale=en or place.table_locale=id.",
    ),
    "numbers of both languages": (
        f'{HEAD}\n5301,Desa A,1.300,380\n5302,Desa B,"1,300",380\n',
        "villages.csv: 1,300 in line 3, column people (as English writes numbers) beside 1.300 in line 2, column "
        "people (as Indonesian does) is not accepted (allowed: one way of writing numbers); write all in one way.",
    ),
    "a quote that is never closed": (
        f'{HEAD}\n"5301,Desa A,300,80\n5302,Desa B,300,80\n',
        "villages.csv, line 2: a quotation mark that opens here and is not closed in this line is not accepted "
        "(allowed: cells within one line); take the mark away or close it.",
    ),
    "a quote closed lines later": (
        f'{HEAD}\n5301,"Desa A,300,80\n5302,Desa B",300,80\n',
        "villages.csv, line 2: a quotation mark that opens here",
    ),
    "a quote far down": (
        f"{HEAD}\n" + "\n".join(f"{n},Desa,300,80" for n in range(2000)) + '\n"2000,Desa,300,80\n' + "x\n" * 50,
        "villages.csv, line 2002: a quotation mark that opens here",
    ),
    "people in a half": (f"{HEAD}\n5301,Desa A,300.5,80\n", "villages.csv, line 2, column people: 300.5"),
    "thousands in odd places": (f"{HEAD}\n5301,Desa A,1.30.0,80\n", "villages.csv, line 2, column people: 1.30.0"),
    "thousands beside decimals of the other language": (
        f"{HEAD},signal\n5301,Desa A,3.000,80,0.8\n",
        "villages.csv: 3.000 in line 2, column people, which is 3 or 3,000 (as 0.8 in line 2, column signal, is "
        "written, it is 3), is not accepted (allowed: whole numbers without decimals); write 3 or 3000.",
    ),
    "one under a header in percent": (f"{HEAD},sinyal (%)\n{ROW},1\n", "villages.csv, line 2, column signal: 1 is not"),
    "powers of ten of people": (f"{HEAD}\n5301,Desa A,3E+02,80\n", "villages.csv, line 2, column people: 3E+02"),
    "t for a school": (f"{HEAD},school\n{ROW},t\n", "villages.csv, line 2, column school: t is not accepted"),
    "a line that numbers the columns": (
        "kode,nama,kk,penduduk\n(1),(2),(3),(4)\n",
        "villages.csv, line 2: a line that numbers the columns",
    ),
    "a line of sums": (f"{HEAD}\n{ROW}\nTotal,Total,300,80\n", "villages.csv, line 3: a line of sums"),
    "a fault of a spreadsheet for a code": (
        f"{HEAD}\n#REF!,Desa A,300,80\n",
        "villages.csv, line 2, column code: #REF!",
    ),
    "a blank nobody sees in a code": (f"{HEAD}\n53\u200b01,Desa A,300,80\n", "villages.csv, line 2, column code: 53"),
    "a blank without break in a code": (f"{HEAD}\n53\u00a001,Desa A,300,80\n", "villages.csv, line 2, column code: 53"),
    "a quote that ends within a cell": (
        f'{HEAD}\n5301,"Desa "A,300,80\n',
        "villages.csv, line 2: a quotation mark that closes before its cell ends",
    ),
    "a long code that a workbook has cut": (
        excel(NAMES, [5301012001123456789, "Desa A", 300, 80]),
        "villages.csv, sheet Sheet, line 2, column code: 5.301012001123457e+18 is not accepted",
    ),
    "a formula without its result": (
        excel([*NAMES, "signal"], ["5301", "Desa A", 300, 80, "=0.4*2"]),
        "villages.csv, sheet Sheet, line 2: a formula without its result (=0.4*2)",
    ),
    "a workbook of empty columns": (
        rewritten(
            excel(NAMES),
            "</sheetData>",
            "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(2, 400)) + "</sheetData>",
        ),
        "villages.csv: more than 5,000,000 cells",
    ),
    "percent of people": (f"{HEAD}\n5301,Desa A,30%,80\n", "villages.csv, line 2, column people: 30%"),
    "a number in letters": (f"{HEAD}\n5301,Desa A,dua ratus,80\n", "villages.csv, line 2, column people: dua ratus"),
    "not a number": (f"{HEAD}\n5301,Desa A,nan,80\n", "villages.csv, line 2, column people: nan"),
    "without end": (f"{HEAD}\n5301,Desa A,inf,80\n", "villages.csv, line 2, column people: inf"),
    "below zero": (f"{HEAD}\n5301,Desa A,-300,80\n", "villages.csv, line 2, column people: -300"),
    "more people than a village has": (
        f"{HEAD}\n5301,Desa A,2000000000,80\n",
        "villages.csv, line 2, column people: 2000000000 is not accepted (allowed: a whole number from 1 to 200,000); "
        "correct the cell.",
    ),
    "a formula for a code": (f"{HEAD}\n=cmd,Desa A,300,80\n", "villages.csv, line 2, column code: =cmd"),
    "an at for a code": (f"{HEAD}\n@cmd,Desa A,300,80\n", "villages.csv, line 2, column code: @cmd"),
    "a code of digits lost": (f"{HEAD}\n5.301E+09,Desa A,300,80\n", "villages.csv, line 2, column code: 5.301E+09"),
    "a slash in a code": (f"{HEAD}\n53/01,Desa A,300,80\n", "villages.csv, line 2, column code: 53/01"),
    "a code that means all": (f"{HEAD}\nall,Desa A,300,80\n", "villages.csv, line 2, column code: all"),
    "one code twice, once as a decimal number": (
        f"{HEAD}\n5301,Desa A,300,80\n5301,Desa B,300,80\n",
        "villages.csv, line 3, column code: 5301 is not accepted (allowed: a code that stands once (it is already in "
        "line 2)); give each village its own code.",
    ),
    "cells too many": (f"{HEAD}\n{ROW},7\n", "villages.csv, line 2: one cell more (7)"),
    "cells too few": (f"{HEAD}\n5301,Desa A\n", "villages.csv, line 2, column people: an empty cell"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "villages.csv: a file that is no text"),
    "an old Excel file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "villages.csv: an old Excel file (.xls)"),
    "half an .xlsx": (excel(NAMES, ["5301", "Desa A", 300, 80])[:900], "villages.csv: a file that is no .xlsx"),
    "two sheets that fit": (
        excel(NAMES, ["5301", "Desa A", 300, 80], sheets={"lama": [NAMES, ["5301", "Desa A", 290, 80]]}),
        "villages.csv: sheets Sheet and lama, which both fit, is not accepted (allowed: one such sheet)",
    ),
    "nothing": ("", "villages.csv: an empty file"),
    "nothing but blank lines": ("\n\n \n", "villages.csv: an empty file"),
    "nothing but a header": (f"{HEAD}\n", "villages.csv: a header without lines below it"),
}

KIND = "a table of villages"
COMMAND = ("run", *QUICK, "place.villages_csv=villages.csv")
TRIES = [
    *(Try(KIND, name, COMMAND, 0, (), {"villages.csv": content}) for name, (content, _) in READ.items()),
    *(Try(KIND, name, COMMAND, 0, (said,), {"villages.csv": content}) for name, (content, _, said) in TOLD.items()),
    *(Try(KIND, name, COMMAND, 2, (said,), {"villages.csv": content}) for name, (content, said) in REFUSED.items()),
]
