"""Values of settings: of the wrong kind, outside of the range, or at the end of what a number can say."""

from __future__ import annotations

from tests.attack.tries import Try

KIND = "the value of a setting"
WHOLE = ("seed", "weeks", "programme.start_week", "programme.officers", "learning.warning_weeks")
NUMBERS = (
    *("place.rate_factor", "programme.outreach_intensity", "channels.hotline.known", "recruiting.offers_per_week"),
    *("deciding.asked_by_kin", "learning.trust.police", "people.couple_share.20", "warning.speak"),
)
ODD = {
    "text": "much",
    "nothing": "''",
    "no number": "nan",
    "without end": "inf",
    "beyond what a number can say": "1e400",
    "a list": "[1]",
    "a table": "{a: 1}",
    "null": "null",
    "far below zero": "-1000000000",
    "far too much": "1" + "0" * 30,
    "thousands of digits": "9" * 5000,
    "a date": "2026-01-01",
    "a decimal comma": "'0,5'",
}
FOR_WHOLE = {"a half": "0.5", "text of digits and letters": "12b"}
TRIES = [
    *(
        Try(KIND, f"{key}: {what}", ("run", f"{key}={value}"), 2, (key if value[0] != "9" else "",))
        for key in (*WHOLE, *NUMBERS)
        for what, value in ODD.items()
    ),
    *(
        Try(KIND, f"{key}: {what}", ("run", f"{key}={value}"), 2, (key,))
        for key in WHOLE
        for what, value in FOR_WHOLE.items()
    ),
]
