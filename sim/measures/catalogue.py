"""What is counted each week in each village."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from sim.measures.whose import OF_WHOM


class Measure(NamedTuple):
    """One column of the results."""

    name: str
    unit: str
    en: str
    id: str
    kind: Literal["flow", "stock"]
    whose: str = ""
    """Whose group and sex it is counted by, a key of ``sim.measures.whose.WHOSE``; empty if it is of no person."""


def _flow(name: str, unit: str, en: str, id_: str, whose: str = "") -> Measure:
    return Measure(name, unit, en, id_, "flow", OF_WHOM.get(name, whose))


def _stock(name: str, unit: str, en: str, id_: str, whose: str = "") -> Measure:
    return Measure(name, unit, en, id_, "stock", OF_WHOM.get(name, whose))


MEASURES: tuple[Measure, ...] = (
    _flow("offers_kin", "offers", "offers by a recruiter who is kin", "tawaran dari perekrut yang berkerabat"),
    _flow("offers_friend", "offers", "offers by a recruiter one knows", "tawaran dari perekrut yang dikenal"),
    _flow(
        "offers_finder", "offers", "offers through a recruiter's finder", "tawaran lewat pencari calon milik perekrut"
    ),
    _flow(
        "offers_cold",
        "offers",
        "offers by a recruiter one does not know",
        "tawaran dari perekrut tak dikenal",
    ),
    _flow("offers_kin_abroad", "offers", "invitations by kin abroad", "ajakan dari kerabat di luar negeri"),
    _flow("offers_licensed", "offers", "offers by licensed agencies", "tawaran dari perusahaan resmi"),
    _flow(
        "offers_private",
        "offers",
        "recruiters' offers made to kin only, out of sight",
        "tawaran perekrut khusus kerabat, sembunyi-sembunyi",
    ),
    _flow("refusals", "persons", "offers refused", "tawaran yang ditolak"),
    _flow("acceptances", "persons", "offers accepted, without documents", "tawaran diterima, tanpa dokumen"),
    _flow("turned_documented", "persons", "turned to the documented route", "beralih ke jalur resmi"),
    _flow(
        "undocumented_departures",
        "persons",
        "true undocumented departures",
        "keberangkatan nonprosedural sebenarnya",
    ),
    _flow("documented_departures", "persons", "documented departures", "keberangkatan resmi"),
    _flow(
        "letters_refused",
        "persons",
        "documented route ended by a refused village letter",
        "jalur resmi terhenti karena surat desa ditolak",
    ),
    _flow("documented_failed", "persons", "documented procedures that failed", "prosedur resmi yang gagal"),
    _flow("stopped_by_counsel", "persons", "stayed after counsel", "batal setelah nasihat"),
    _flow(
        "stopped_by_village_office",
        "persons",
        "stayed after counsel by the village office",
        "batal setelah nasihat kantor desa",
    ),
    _flow("stopped_by_police", "persons", "stayed after counsel by the police", "batal setelah nasihat polisi"),
    _flow("stopped_by_immigration", "persons", "stayed after counsel by immigration", "batal setelah nasihat imigrasi"),
    _flow(
        "stopped_by_religious_leader",
        "persons",
        "stayed after counsel by religious or customary leaders",
        "batal setelah nasihat tokoh agama atau adat",
    ),
    _flow("stopped_by_school", "persons", "stayed after counsel by the school", "batal setelah nasihat sekolah"),
    _flow(
        "stopped_by_resource_centre",
        "persons",
        "stayed after counsel by the migrant resource centre",
        "batal setelah nasihat pusat layanan pekerja migran",
    ),
    _flow(
        "redirected_documented",
        "persons",
        "changed to the documented route after counsel",
        "beralih ke jalur resmi setelah nasihat",
    ),
    _flow(
        "stopped_at_gate",
        "persons",
        "stopped at a gate: village letter, passport desk or border",
        "dihentikan di gerbang: surat desa, meja paspor, atau perbatasan",
    ),
    _flow("stopped_at_letter", "persons", "stopped by the village's letter", "dihentikan lewat surat desa"),
    _flow("stopped_at_passport", "persons", "stopped at the passport desk", "dihentikan di meja paspor"),
    _flow("stopped_at_border", "persons", "stopped at the border", "dihentikan di perbatasan"),
    _flow("counselled", "persons", "warned and counselled", "diperingatkan dan dinasihati"),
    _flow(
        "counselled_in_vain",
        "persons",
        "determined to leave in spite of counsel",
        "tetap mau berangkat meski dinasihati",
    ),
    _flow(
        "cool_offs_ended",
        "persons",
        "settled again some time after being stopped",
        "kembali menetap sesudah dihentikan",
    ),
    _flow(
        "exploited",
        "persons",
        "departed and will be exploited (TPPO)",
        "berangkat dan akan dieksploitasi (TPPO)",
    ),
    _flow("smuggled", "persons", "departed and only smuggled (TPPM)", "berangkat dan hanya diselundupkan (TPPM)"),
    _flow(
        "fared_well",
        "persons",
        "departed without papers and will do well",
        "berangkat tanpa dokumen dan akan baik-baik saja",
    ),
    _flow(
        "departures_forged",
        "persons",
        "undocumented departures with forged papers",
        "keberangkatan nonprosedural dengan dokumen palsu",
    ),
    _flow(
        "departures_trafficked",
        "persons",
        "undocumented departures arranged by a trafficker",
        "keberangkatan nonprosedural yang diatur pelaku TPPO",
    ),
    _flow(
        "returned_undocumented",
        "persons",
        "returned from undocumented migration",
        "pulang dari migrasi nonprosedural",
    ),
    _flow(
        "returned_exploited",
        "persons",
        "returned after having been exploited",
        "pulang setelah dieksploitasi",
    ),
    _flow("returned_documented", "persons", "returned from documented migration", "pulang dari migrasi resmi"),
    _flow(
        "noticed_true",
        "notices",
        "true incidents noticed, by each witness",
        "kejadian benar yang diketahui, tiap saksi",
    ),
    _flow(
        "noticed_false",
        "notices",
        "harmless incidents noticed, by each witness",
        "kejadian tak berbahaya yang diketahui, tiap saksi",
    ),
    _flow(
        "incidents_recruitment",
        "incidents",
        "recruiters' offers without documents",
        "tawaran perekrut tanpa dokumen",
    ),
    _flow(
        "incidents_preparation",
        "incidents",
        "invitations to leave without documents, no recruiter behind them",
        "ajakan berangkat tanpa dokumen, tanpa perekrut",
    ),
    _flow("incidents_foreigner", "incidents", "foreigners without papers", "orang asing tanpa dokumen"),
    _flow(
        "incidents_licensed_offer",
        "incidents",
        "offers by licensed agencies, which may be mistaken",
        "tawaran perusahaan resmi, yang bisa disalahpahami",
    ),
    _flow(
        "incidents_legal",
        "incidents",
        "legal preparations, which may be mistaken",
        "persiapan resmi, yang bisa disalahpahami",
    ),
    _flow(
        "incidents_visitor",
        "incidents",
        "harmless visitors, who may be mistaken",
        "tamu biasa, yang bisa disalahpahami",
    ),
    _flow("incidents_true", "incidents", "true incidents that began", "kejadian benar yang dimulai"),
    _flow(
        "incidents_noticed",
        "incidents",
        "true incidents noticed for the first time",
        "kejadian benar yang pertama kali diketahui",
    ),
    _flow(
        "incidents_noticed_false",
        "incidents",
        "harmless incidents noticed for the first time",
        "kejadian tak berbahaya yang pertama kali diketahui",
    ),
    _flow(
        "incidents_closed",
        "incidents",
        "incidents that ended: nobody can notice them any longer",
        "kejadian berakhir: tidak bisa diketahui lagi",
    ),
    _flow("witnesses_silent", "notices", "notices that led to no report", "saksi yang tidak melapor"),
    _flow(
        "incidents_reported",
        "incidents",
        "true incidents reported for the first time",
        "kejadian benar yang pertama kali dilaporkan",
    ),
    _flow(
        "incidents_reported_false",
        "incidents",
        "harmless incidents reported for the first time",
        "kejadian tak berbahaya yang pertama kali dilaporkan",
    ),
    _flow("reports_sent", "reports", "reports sent", "laporan dikirim"),
    _flow("reports_true", "reports", "reports sent about a true incident", "laporan tentang kejadian benar"),
    _flow(
        "reports_false",
        "reports",
        "reports sent about a harmless incident",
        "laporan tentang kejadian tak berbahaya",
    ),
    _flow("reports_lost", "reports", "reports lost on their way", "laporan hilang di jalan"),
    _flow(
        "reports_filtered",
        "reports",
        "reports set aside as not serious",
        "laporan dikesampingkan karena dianggap tidak serius",
    ),
    _flow("reports_leaked", "reports", "reports whose author became known", "laporan yang bocor"),
    _flow("reports_captured", "reports", "reports kept down by the receiver", "laporan yang ditahan penerima"),
    _flow("reports_received", "reports", "reports received", "laporan diterima"),
    _flow(
        "reports_joined",
        "reports",
        "reports received about an incident that had a case already",
        "laporan diterima tentang kejadian yang sudah menjadi kasus",
    ),
    _flow(
        "officer_noticed",
        "incidents",
        "incidents an officer noticed",
        "kejadian yang diketahui petugas sendiri",
    ),
    _flow(
        "local_actor_noticed",
        "incidents",
        "incidents local actors heard of and passed on",
        "kejadian yang didengar dan diteruskan pelaku lokal",
    ),
    _flow("people_met", "persons", "residents met by an officer on a visit", "warga yang ditemui petugas"),
    _flow("officers_transferred", "persons", "officers transferred", "petugas yang dimutasi"),
    _flow("cases_opened", "cases", "cases opened", "kasus dibuka"),
    _flow(
        "cases_reopened",
        "cases",
        "dropped cases taken up again after a new report",
        "kasus tertutup yang dibuka lagi setelah laporan baru",
    ),
    _flow("cases_forwarded", "cases", "cases passed on to immigration", "kasus diteruskan ke imigrasi"),
    _flow("cases_answered_in_time", "cases", "cases answered in time", "kasus ditanggapi tepat waktu"),
    _flow(
        "cases_answered_jointly",
        "cases",
        "cases about an offer that partner agencies helped to answer",
        "kasus tawaran yang ditanggapi bersama mitra",
    ),
    _flow("cases_expired", "cases", "cases answered too late", "kasus terlambat"),
    _flow("cases_dropped", "cases", "cases dropped without an answer", "kasus ditutup tanpa tanggapan"),
    _flow("cases_false_alarm", "cases", "cases found to be false alarms", "kasus ternyata alarm palsu"),
    _flow("referrals", "cases", "recruiters referred to the police", "perekrut dirujuk ke polisi"),
    _flow(
        "lead_time_days",
        "days",
        "first report to planned departure, summed",
        "laporan pertama sampai rencana berangkat, jumlah",
    ),
    _flow(
        "response_time_days",
        "days",
        "case opened to answer, summed",
        "kasus dibuka sampai ditanggapi, jumlah",
    ),
    _flow("sessions_held", "sessions", "outreach sessions held", "penyuluhan terlaksana"),
    _flow(
        "sessions_cancelled",
        "sessions",
        "sessions cancelled for want of hours",
        "penyuluhan batal karena kurang waktu",
    ),
    _flow(
        "sessions_unfunded",
        "sessions",
        "sessions not held for want of money",
        "penyuluhan tidak terlaksana karena kurang dana",
    ),
    _flow(
        "sessions_village",
        "sessions",
        "sessions the village paid for after the programme",
        "penyuluhan yang dibiayai desa setelah program",
    ),
    _flow(
        "sessions_local_actors",
        "sessions",
        "sessions held by local actors",
        "penyuluhan oleh pelaku lokal",
    ),
    _flow(
        "sessions_extra",
        "sessions",
        "sessions beyond the plan, by officers judged by sessions",
        "penyuluhan di luar rencana oleh petugas yang dinilai dari penyuluhan",
    ),
    _flow("session_participants", "persons", "participants of sessions", "peserta penyuluhan"),
    _flow(
        "facts_learned",
        "facts",
        "facts learned, in sessions and by talk",
        "fakta dipelajari, dari penyuluhan dan obrolan",
    ),
    _flow("tellings", "talks", "talks in which something was told", "obrolan yang menyampaikan sesuatu"),
    _flow(
        "warnings_passed",
        "warnings",
        "warnings about a recruiter passed on",
        "peringatan tentang perekrut yang diteruskan",
    ),
    _flow("hours_travel", "hours", "officer hours spent on travel", "jam petugas untuk perjalanan"),
    _flow("hours_outreach", "hours", "officer hours spent on sessions", "jam petugas untuk penyuluhan"),
    _flow(
        "hours_answering",
        "hours",
        "hours spent on cases, by all receivers",
        "jam untuk kasus, semua penerima",
    ),
    _flow("hours_answering_officers", "hours", "of these, hours of officers", "di antaranya jam petugas"),
    _flow(
        "hours_verifying",
        "hours",
        "of the hours spent on cases, for finding out what is true",
        "dari jam untuk kasus, untuk memeriksa kebenaran",
    ),
    _flow("hours_listening", "hours", "officer hours left for listening", "jam petugas untuk mendengarkan"),
    _flow("hours_unused", "hours", "officer hours that led to nothing", "jam petugas yang tidak terpakai"),
    _flow("hours_officers", "hours", "hours that officers had", "jam kerja petugas seluruhnya"),
    _flow("cost_rupiah", "rupiah", "cost of all activities", "biaya semua kegiatan"),
    _flow("cost_officers", "rupiah", "cost of officers' hours", "biaya jam petugas"),
    _flow("cost_sessions", "rupiah", "cost of sessions", "biaya penyuluhan"),
    _flow("cost_channels", "rupiah", "cost of channels", "biaya saluran"),
    _flow(
        "cost_local_actors",
        "rupiah",
        "cost of local actors' training and allowances",
        "biaya pelatihan dan tunjangan pelaku lokal",
    ),
    _flow("cost_publicity", "rupiah", "cost of making arrests known", "biaya publikasi penangkapan"),
    _flow("local_actors_trained", "persons", "local actors newly trained", "pelaku lokal yang baru dilatih"),
    _flow("local_actors_dropped", "persons", "local actors who gave up", "pelaku lokal yang berhenti"),
    _flow("arrests", "persons", "recruiters arrested", "perekrut ditangkap"),
    _flow("verdicts", "persons", "recruiters found guilty", "perekrut divonis bersalah"),
    _flow("recruiters_released", "persons", "recruiters released after arrest", "perekrut dilepas setelah ditangkap"),
    _flow("recruiters_moved", "persons", "recruiters who moved away", "perekrut pindah ke desa tetangga"),
    _flow("recruiters_lay_low", "persons", "recruiters who began to lie low", "perekrut yang mulai tiarap"),
    _flow(
        "recruiters_went_private",
        "persons",
        "recruiters who began to ask kin only",
        "perekrut beralih menawarkan ke kerabat saja",
    ),
    _flow("recruiters_quit", "persons", "recruiters who quit", "perekrut berhenti"),
    _flow("finders_quit", "persons", "finders who quit", "pencari calon berhenti"),
    _flow("arrest_heard", "persons", "residents who heard of an arrest", "penduduk yang mendengar penangkapan"),
    _flow("recruiters_entered", "persons", "new recruiters", "perekrut baru"),
    _flow("came_of_age", "persons", "residents who turned 15", "penduduk yang genap 15 tahun"),
    _stock(
        "residents",
        "persons",
        "residents aged 15 and over, wherever they are",
        "penduduk 15 tahun ke atas, di mana pun",
    ),
    _stock("settled", "persons", "settled", "menetap"),
    _stock("considering", "persons", "considering an offer", "menimbang tawaran"),
    _stock("preparing", "persons", "preparing without documents", "bersiap tanpa dokumen"),
    _stock("in_procedure", "persons", "in the documented procedure", "dalam prosedur resmi"),
    _stock("away_undocumented", "persons", "away without documents", "di luar negeri tanpa dokumen"),
    _stock("away_documented", "persons", "away with documents", "di luar negeri dengan dokumen"),
    _stock("stopped", "persons", "stopped, cooling off", "dihentikan, masa tenang"),
    _stock("local_actors_active", "persons", "local actors at work", "pelaku lokal yang aktif"),
    _stock("know_procedure", "persons", "know the legal procedure", "tahu prosedur resmi"),
    _stock("know_warning_signs", "persons", "know the warning signs", "tahu tanda bahaya"),
    _stock("know_help", "persons", "know where help is", "tahu tempat meminta bantuan"),
    _stock(
        "awareness",
        "persons",
        "residents, each as far as wary of offers (0 to 1)",
        "penduduk, masing-masing sejauh waspada terhadap tawaran (0 sampai 1)",
    ),
    _stock(
        "expected_effect",
        "persons",
        "residents, each as far as a report is expected to help (0 to 1)",
        "penduduk, masing-masing sejauh berharap laporan berguna (0 sampai 1)",
    ),
    _stock(
        "fear",
        "persons",
        "residents, each as far as afraid of those reported (0 to 1)",
        "penduduk, masing-masing sejauh takut kepada yang dilaporkan (0 sampai 1)",
    ),
    _stock(
        "trust_village_office",
        "persons",
        "residents, each as far as trusting the village office (0 to 1)",
        "penduduk, masing-masing sejauh percaya kepada kantor desa (0 sampai 1)",
    ),
    _stock(
        "trust_police",
        "persons",
        "residents, each as far as trusting the police (0 to 1)",
        "penduduk, masing-masing sejauh percaya kepada polisi (0 sampai 1)",
    ),
    _stock(
        "trust_immigration",
        "persons",
        "residents, each as far as trusting immigration (0 to 1)",
        "penduduk, masing-masing sejauh percaya kepada imigrasi (0 sampai 1)",
    ),
    _stock(
        "trust_religious_leader",
        "persons",
        "residents, each as far as trusting religious or customary leaders (0 to 1)",
        "penduduk, masing-masing sejauh percaya kepada tokoh agama atau adat (0 sampai 1)",
    ),
    _stock(
        "trust_school",
        "persons",
        "residents, each as far as trusting the school (0 to 1)",
        "penduduk, masing-masing sejauh percaya kepada sekolah (0 sampai 1)",
    ),
    _stock(
        "trust_resource_centre",
        "persons",
        "residents, each as far as trusting the migrant resource centre (0 to 1)",
        "penduduk, masing-masing sejauh percaya kepada pusat layanan pekerja migran (0 sampai 1)",
    ),
    _stock(
        "embeddedness",
        "villages",
        "villages, each as far as its officers are embedded (0 to 1)",
        "desa, masing-masing sejauh petugasnya menyatu dengan warga (0 sampai 1)",
    ),
    _stock("incidents_open", "incidents", "incidents that can be noticed", "kejadian yang masih bisa diketahui"),
    _stock("reports_travelling", "reports", "reports on their way", "laporan dalam perjalanan"),
    _stock("cases_waiting", "cases", "cases that wait for an answer", "kasus yang menunggu tanggapan"),
    _stock("recruiters_active", "persons", "recruiters at work", "perekrut aktif"),
    _stock("recruiters_private", "persons", "of these, recruiters asking kin only", "di antaranya khusus kerabat"),
    _stock("recruiters_lying_low", "persons", "recruiters lying low", "perekrut tiarap"),
    _stock("recruiters_in_custody", "persons", "recruiters in custody", "perekrut ditahan"),
    _stock("recruiters_away", "persons", "recruiters in another village than their own", "perekrut di desa lain"),
    _stock("posts_vacant", "posts", "places for a recruiter that nobody holds", "tempat perekrut yang kosong"),
    _stock("finders", "persons", "finders of recruiters", "pencari calon milik perekrut"),
)


def measures_with_channels(channels: Iterable[tuple[str, str, str]]) -> tuple[Measure, ...]:
    """All measures, with one ``reports_<name>`` and ``know_<name>`` a channel (name, English and Indonesian title)."""
    named = tuple(channels)
    sent = (
        _flow(f"reports_{name}", "reports", f"reports sent: {en}", f"laporan dikirim: {id_}", "witness")
        for name, en, id_ in named
    )
    known = (
        _stock(f"know_{name}", "persons", f"know the channel: {en}", f"tahu saluran: {id_}", "person")
        for name, en, id_ in named
    )
    return (*MEASURES, *sent, *known)
