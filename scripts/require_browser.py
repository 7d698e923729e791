"""A pytest plugin: a test of the browser that was skipped counts as failed.

Loaded only where ``KENTONGAN_REQUIRE_BROWSER=1`` promises that a browser is there, as in continuous
integration, so that a missing browser cannot quietly switch these tests off.
"""

from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, but KENTONGAN_REQUIRE_BROWSER=1: {report.longrepr}"
    return report
