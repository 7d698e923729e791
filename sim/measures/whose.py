"""Of which person each measure is: these are counted by group and sex as well, where somebody asks."""

from __future__ import annotations

from sim.settings.text import Text

WHOSE: dict[str, Text] = {
    "person": Text(en="the person", id="orangnya sendiri"),
    "witness": Text(en="the witness, who may report", id="saksi, yang bisa melapor"),
    "concerned": Text(
        en="the person asked, leaving or hosting", id="orang yang ditawari, berangkat, atau menerima tamu"
    ),
    "teller": Text(en="the teller", id="yang bercerita"),
    "listener": Text(en="the listener or participant", id="pendengar atau peserta"),
}
"""What a measure may be of; group and sex are that person's."""

_NAMES = {
    "person": """
        offers_kin offers_friend offers_finder offers_cold offers_kin_abroad offers_licensed offers_private
        refusals acceptances turned_documented undocumented_departures documented_departures letters_refused
        documented_failed stopped_by_counsel stopped_by_village_office stopped_by_police stopped_by_immigration
        stopped_by_religious_leader stopped_by_school stopped_by_resource_centre redirected_documented stopped_at_gate
        stopped_at_letter stopped_at_passport stopped_at_border counselled counselled_in_vain cool_offs_ended exploited
        smuggled fared_well departures_forged departures_trafficked returned_undocumented returned_exploited
        returned_documented people_met session_participants local_actors_trained local_actors_dropped arrest_heard
        came_of_age residents settled considering preparing in_procedure away_undocumented away_documented stopped
        local_actors_active know_procedure know_warning_signs know_help awareness expected_effect fear
        trust_village_office trust_police trust_immigration trust_religious_leader trust_school trust_resource_centre
    """,
    "witness": """
        noticed_true noticed_false witnesses_silent reports_sent reports_true reports_false reports_lost
        reports_filtered reports_leaked reports_captured reports_received reports_travelling
    """,
    "concerned": """
        incidents_recruitment incidents_preparation incidents_foreigner incidents_licensed_offer incidents_legal
        incidents_visitor incidents_true incidents_noticed incidents_noticed_false incidents_closed incidents_reported
        incidents_reported_false incidents_open reports_joined officer_noticed local_actor_noticed cases_opened
        cases_reopened cases_forwarded cases_answered_in_time cases_answered_jointly cases_expired cases_dropped
        cases_false_alarm cases_waiting referrals lead_time_days response_time_days
    """,
    "teller": "tellings",
    "listener": "facts_learned warnings_passed",
}

OF_WHOM: dict[str, str] = {name: whose for whose, names in _NAMES.items() for name in names.split()}
"""Measure to the key of WHOSE; measures of villages, officers and recruiters are not in it."""
