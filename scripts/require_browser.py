"""A pytest plugin: a test of the browser, or of an optional package, that was skipped counts as failed.

Loaded only where ``KENTONGAN_REQUIRE_BROWSER=1`` promises that a browser is there, as in continuous
integration, so that a missing browser cannot quietly switch these tests off. The packages of the extra
``analysis`` stand in the lock, so that whoever promises a browser has them too.
"""

from collections.abc import Generator

import pytest

MARKS = ("browser", "analysis")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and any(map(item.get_closest_marker, MARKS)):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, but KENTONGAN_REQUIRE_BROWSER=1: {report.longrepr}"
    return report
