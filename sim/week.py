"""One week as one table, in order: everything that happens in it, hidden steps included.

Delays inside a week are in days. What a step may change of the state stands in its row, and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from sim.officers.hours import assign_officers, listen
from sim.officers.standing import embed, take_up_posts, transfer
from sim.officers.visits import visit
from sim.stages.adapt import adapt
from sim.stages.approach import approach
from sim.stages.decide import decide
from sim.stages.depart import depart
from sim.stages.feedback import feedback
from sim.stages.gates import gates
from sim.stages.notice import notice
from sim.stages.outreach import outreach
from sim.stages.relay import relay
from sim.stages.report import report
from sim.stages.respond import respond
from sim.stages.talk import talk
from sim.stages.week_end.attitude_levels import count_attitudes
from sim.stages.week_end.by_group import count_by_group
from sim.stages.week_end.payments import begin_year, pay_what_is_promised
from sim.stages.week_end.stocks import count_stocks
from sim.world import World

Watch = Callable[[World, str], None]
"""Looks at a week as it goes and changes nothing: gets the world and the name of the stage that comes next."""

END_OF_WEEK = "end"
"""What a watch is told when the week is over."""


class Step(NamedTuple):
    """One row of the week."""

    name: str
    kind: Literal["stage", "hidden"]
    """One of the twelve stages, which ``stages.<name>`` switches; or a hidden step, which always runs."""
    run: Callable[[World], None]
    reads: str
    """What it looks at: parts of the settings, people, ties and state."""
    writes: str
    """All that it may change of :class:`~sim.state.columns.State`, by column or as a whole; counts apart."""
    en: str
    id: str


def stage(run: Callable[[World], None], reads: str, writes: str, en: str, id: str) -> Step:
    """A row of a stage, which is named after its function; see :class:`Step`."""
    return Step(run.__name__, "stage", run, reads, writes, en, id)


def hidden(run: Callable[[World], None], reads: str, writes: str, en: str, id: str) -> Step:
    """A row of a hidden step, likewise."""
    return Step(run.__name__, "hidden", run, reads, writes, en, id)


ATTITUDES = "residents.attitude_change residents.attitude_week"
MET = "residents.met_post residents.met_times residents.met_until residents.changed_week"
HEARD = f"residents.account residents.account_hop residents.changed_week {ATTITUDES}"
TOLD = f"accounts {HEARD}"
PERSUADED = "residents.status residents.status_day residents.incident incidents open_incidents villages.spent"
WARNINGS = "residents.warned_of residents.warned_until residents.talk_until"

WEEK: tuple[Step, ...] = (
    hidden(
        begin_year,
        "programme",
        "villages.spent",
        "Once a year the programme's budgets begin anew.",
        "Sekali setahun anggaran program dimulai lagi.",
    ),
    hidden(
        assign_officers,
        "programme officer_holder villages.hours_had",
        "villages.hours_had",
        "Villages are dealt out to the officers, who have all hours of the week before them.",
        "Desa dibagikan kepada petugas, yang masih memiliki semua jam minggu ini.",
    ),
    hidden(
        take_up_posts,
        "programme responding officer_holder standing",
        "officer_holder standing villages.embeddedness",
        "Officers who are new in a village begin as strangers, or with the standing that kin there give.",
        "Petugas yang baru di suatu desa mulai sebagai orang asing, atau dengan kedekatan berkat kerabat di sana.",
    ),
    stage(
        outreach,
        "programme outreach channels learning responding prices people ties residents posts actor_row accounts "
        "villages.spent villages.sessions_waiting villages.session_turn",
        f"actor_row residents.fact_until residents.talk_until residents.told_how residents.spoke_until {TOLD} "
        "villages.spent villages.sessions_waiting villages.session_turn villages.hours_had",
        "Officers, leaders they brief, and local actors hold sessions; local actors are trained or give up.",
        "Petugas, tokoh yang dibekali, dan kader desa mengadakan penyuluhan; kader desa dilatih atau berhenti.",
    ),
    stage(
        talk,
        "learning responding channels people ties residents accounts",
        f"residents.fact_until {HEARD} {WARNINGS}",
        "Facts, awareness, warnings about a recruiter and what came of reports pass along ties.",
        "Fakta, kewaspadaan, peringatan tentang perekrut, dan hasil laporan menyebar lewat hubungan antarwarga.",
    ),
    stage(
        approach,
        "recruiting place people ties residents posts",
        f"residents.refusals residents.status residents.incident incidents open_incidents {MET}",
        "Recruiters pick targets, kin abroad invite, agencies recruit.",
        "Perekrut memilih sasaran, kerabat di luar negeri mengajak, perusahaan resmi merekrut.",
    ),
    stage(
        decide,
        "deciding warning learning channels programme responding circumstances prices people ties residents posts "
        "incidents villages.desk_hours villages.spent",
        "residents.status residents.status_day residents.incident residents.refusals residents.fact_until incidents "
        "open_incidents villages.desk_hours villages.hours_had villages.spent",
        "Who was asked may ask for advice, then refuses, accepts, or turns to the documented route.",
        "Yang ditawari boleh meminta nasihat, lalu menolak, menerima, atau beralih ke jalur resmi.",
    ),
    stage(
        notice,
        "warning place people ties residents.status posts incidents notices open_incidents",
        f"incidents notices open_incidents {MET}",
        "Those around an incident may notice it.",
        "Orang di sekitar suatu kejadian mungkin mengetahuinya.",
    ),
    stage(
        report,
        "warning channels learning responding deciding prices programme people ties residents posts incidents notices "
        "open_incidents villages.spent",
        f"reports open_reports notices.stand residents.reported_week {PERSUADED} {WARNINGS}",
        "A witness stays silent, speaks to kin who prepare, or reports; those who were silent may think again.",
        "Saksi diam, berbicara dengan kerabat yang bersiap, atau melapor; yang diam dapat berubah pikiran.",
    ),
    stage(
        relay,
        "programme channels warning recruiting responding deciding learning prices people ties residents posts "
        "villages actor_row incidents notices reports",
        f"reports.state reports.arrive_day reports.case cases open_cases posts.pressure villages.pressure {PERSUADED} "
        f"{WARNINGS}",
        "Officers and local actors hear of things, and some who prepare to leave ask; reports travel, are lost or "
        "arrive, and merge into cases; leaders settle what they do not pass on.",
        "Petugas dan kader desa mendengar kabar, dan sebagian yang bersiap berangkat bertanya; laporan berjalan, "
        "hilang atau tiba, dan digabung menjadi kasus; tokoh desa menyelesaikan yang tidak diteruskan.",
    ),
    stage(
        respond,
        "programme prices responding deciding people ties residents posts incidents cases villages.desk_hours "
        "villages.spent",
        "cases open_cases incidents open_incidents residents.status residents.status_day residents.incident "
        f"{WARNINGS} posts.pressure posts.arrest_day villages.search_hours "
        f"villages.pressure villages.desk_hours villages.hours_had "
        "villages.spent",
        "Cases are verified and answered while hours last.",
        "Kasus diperiksa dan ditanggapi selama masih ada jam kerja.",
    ),
    hidden(
        listen,
        "programme place villages.hours_had",
        "villages.listening_hours villages.hours_had",
        "Officers listen to people with the hours that are left.",
        "Petugas mendengarkan warga dengan jam yang tersisa.",
    ),
    hidden(
        visit,
        "warning responding people ties residents.status villages",
        f"{ATTITUDES} villages.listening_hours",
        "They visit a hamlet, which makes them less strange to those they meet, and may put off others.",
        "Mereka mengunjungi satu RT: yang ditemui menjadi lebih percaya, yang terlewat mungkin sebaliknya.",
    ),
    hidden(
        embed,
        "responding standing",
        "standing villages.embeddedness",
        "Officers' standing grows with the hours in a village and fades without.",
        "Kedekatan petugas tumbuh dengan jam di desa dan memudar tanpanya.",
    ),
    hidden(
        transfer,
        "programme",
        "officer_holder standing",
        "Some officers are transferred.",
        "Sebagian petugas dimutasi.",
    ),
    stage(
        gates,
        "leaving programme deciding people residents incidents",
        "residents.status residents.status_day residents.incident incidents.state open_incidents",
        "Village letter, passport desk and border stop some of those about to leave.",
        "Surat desa, loket paspor, dan perbatasan menghentikan sebagian yang hendak berangkat.",
    ),
    stage(
        depart,
        "leaving deciding programme people ties residents posts incidents",
        "residents.status residents.status_day residents.incident residents.returned_week "
        f"{ATTITUDES} {WARNINGS} incidents.state incidents.outcome incidents.news_week open_incidents",
        "News comes, migrants return, people leave, procedures end.",
        "Kabar datang, migran pulang, orang berangkat, prosedur selesai.",
    ),
    stage(
        adapt,
        "recruiting responding learning prices programme people ties residents posts incidents reports accounts "
        "villages",
        f"posts villages.pressure villages.spent residents.warned_until residents.met_post {TOLD}",
        "Recruiters react to pressure, are arrested, are replaced.",
        "Perekrut menanggapi tekanan, ditangkap, digantikan.",
    ),
    stage(
        feedback,
        "responding learning channels people ties residents incidents reports cases accounts",
        f"reports.heard_back open_reports {TOLD}",
        "Answers, silence and leaks reach those involved, and change trust, expected effect and fear.",
        "Tanggapan, ketiadaannya, dan kebocoran sampai kepada yang terlibat: kepercayaan, harapan, takut berubah.",
    ),
    hidden(
        pay_what_is_promised,
        "programme prices channels responding place actor_row",
        "",
        "Officers, local actors, open channels, coordination, police and gates are paid for.",
        "Petugas, kader desa, saluran yang terbuka, koordinasi, polisi, dan gerbang dibayar.",
    ),
    hidden(
        count_stocks,
        "people residents posts incidents reports cases actor_row villages.embeddedness",
        "",
        "What stands at the week's end is counted.",
        "Yang ada di akhir minggu dihitung.",
    ),
    hidden(
        count_attitudes,
        "people residents.attitude_change",
        "",
        "Now and then attitudes are added up.",
        "Sesekali sikap dijumlahkan.",
    ),
    hidden(
        count_by_group,
        "people residents",
        "",
        "Where somebody asks, persons are counted by group and sex as well.",
        "Bila diminta, orang juga dihitung menurut kelompok dan jenis kelamin.",
    ),
)

STAGES = tuple(step.name for step in WEEK if step.kind == "stage")
"""Names of the twelve stages, in order."""


def run_week(world: World, watch: Watch | None = None) -> None:
    """Move the world on by one week, step by step as :data:`WEEK` lists them.

    Args:
        world: the world.
        watch: called before each stage and when the week is over.
    """
    for step in WEEK:
        if step.kind == "stage":
            if watch:
                watch(world, step.name)
            if not getattr(world.settings.stages, step.name):
                continue
        step.run(world)
    if watch:
        watch(world, END_OF_WEEK)
    world.end_week()
