"""The sentences, list items and table rows of a document, each with what kind it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from assistant.reading.clauses import NAMES_TEXT, Shortened, is_name, shorten, strip_byline
from assistant.reading.moments import WEEKDAY, find_dates
from knowledge.documents import Block, Reading
from knowledge.sentences import split_sentences

Slot = Literal[
    "what",
    "who",
    "when",
    "where",
    "cost",
    "requirement",
    "step",
    "contact",
    "purpose",
    "quotation",
    "figure",
]
SentenceKind = Literal[
    "lead",
    "fact",
    "requirement",
    "step",
    "schedule",
    "quotation",
    "background",
    "boilerplate",
]
_REQUIREMENT_HEAD = re.compile(
    r"\b(?:per)?syarat(?:an|nya)?\b|dokumen|berkas|kelengkapan|kriteria|"
    r"siapa\s+(?:saja\s+)?yang|yang\s+berhak|\b(?:di)?bawa\b|disiapkan|dilampirkan|lampiran",
    re.I,
)
_STEP_HEAD = re.compile(
    r"langkah|tahap|\balur\b|prosedur|\b(?:tata\s)?cara(?:nya)?\b|mekanisme|proses|pelaksanaan",
    re.I,
)
_SCHEDULE_HEAD = re.compile(
    r"jadwal|agenda|\bwaktu\b|rangkaian|jam (?:layanan|buka|kerja)|(?<!\bdi )lokasi", re.I
)
_REQUIREMENT = re.compile(
    r"\bsyarat(?:nya)?\b|persyaratan|\b(?:membawa|melampirkan|menyiapkan|menyertakan|menunjukkan|"
    r"menyerahkan)\s+(?:\w+\s+){0,3}(?:KTP|KK|surat|ijazah|bukti|fotokopi|berkas|dokumen|akta|"
    r"kartu|foto)"
    r"|\bminimal\s+\d|\bmaksimal\s+\d|fotokopi|\bberusia\b|\bber-?KTP\b|\bwajib\s+(?:ber|mem)",
    re.I,
)
_STEP = re.compile(
    r"^(?:(?:[Ss]etelah|[Pp]ada|[Uu]ntuk|[Jj]ika|[Bb]agi)\b[^,]{3,60},\s)?(?:[Ww]arga|"
    r"[Mm]asyarakat|"
    r"[Pp]emohon|[Pp]eserta|[Pp]elamar|[Pp]endaftar|[Cc]alon|[Oo]rang\s+tua|[Pp]elaku|"
    r"[Pp]elanggan|[Ww]ajib"
    r"\s+pajak|[Ll]aporan|[Pp]endaftaran|[Pp]engajuan|"
    r"[Pp]embayaran)\b[^.]{0,60}?\b(?:mendaftar|melapor(?:kan)?|mengadu(?:kan)?|mengakses|"
    r"mengunduh|mengisi|mengunggah|mengirim"
    r"(?:kan)?|menghubungi|mengajukan|datang(?:i)?|membuka|membayar|"
    r"pembayaran)\b.*\b(?:melalui|lewat|"
    r"di|ke|via|pada|nomor|aplikasi|laman|dilakukan|dapat)\b|\bklik\b|\bunggah\b|\bunduh\b|"
    r"\bhubungi\b",
    re.I,
)
_BACKGROUND = re.compile(
    r"^(?:Yang\s+dimaksud\s+dengan|Sebelumnya|Dulu|Semula|Awalnya|Hingga\s+kini|Diketahui|"
    r"Seperti\s+diketahui|Sekadar\s+diketahui|Sebagai\s+informasi|Menurut\s+"
    r"data|Berdasarkan\s+data|Pada\s+tahun\s+(?:19|20)\d\d|Tahun\s+(?:lalu|sebelumnya)|"
    r"Dasar\s+hukum"
    r"|Sejarah|Turut\s+hadir|Hadir\s+(?:pula|juga|dalam)|Dalam\s+sambutannya|"
    r"Mengawali\s+sambutan)\b"
    r"|\b(?:turut\s+hadir|dihadiri|tampak\s+hadir|hadir\s+dalam|rapat\s+koordinasi)\b",
    re.I,
)
_BOILERPLATE = re.compile(
    r"^(?:Demikian\b|Atas\s+(?:perhatian|kerja)|Tembusan|Nomor\s*:|Lampiran\s*:|Perihal\s*:|"
    r"Hal\s*:|Sumber\s+(?:fakta|data|berita|foto|informasi)\s*:|"
    r"Sifat\s*:|Kepada\b|Oleh\s*:|(?:Demikian,?\s+)?(?:[Mm]ohon|[Hh]arap)\s+(?:kiranya\s+)?(?:dapat\s+)?(?:di)?(?:bantu\s+)?"
    r"(?:publikasikan|sebarluaskan|umumkan|share|sampaikan|teruskan|bagikan|viralkan)\b|Yth\b|Sumber\s*:|Penulis\s*:|Editor\s*:|Foto\s*:|Reporter\s*:|Baca\s+juga|"
    r"(?:Tanya\s+jawab|Dokumen|Halaman|Standar(?:\s+pelayanan)?|SOP|Ketentuan|Lembar|Daftar|"
    r"Tabel|Panduan|"
    r"Pengumuman|Data|Angka|Angka-angka|Berkas|Tarif|Harga|Biaya|Jadwal|Rincian)\s+(?:\w+\s+)?(?:ini|di\s+bawah(?:\s+ini)?|"
    r"berikut)\b(?!\s+(?:turun|naik|meningkat|menurun|lebih|melampaui|masih|sudah)\b)|"
    r"Dokumen\s+contoh|\*?Contoh\*?\b|Halaman\s+\d|Tanggal\s+(?:terbit|dokumen)|Diterbitkan|"
    r"Narahubung\s+media|Kontak\s+media|NIP\b|ttd|Tertanda|"
    r"(?:Diumumkan|Dirilis|Dikeluarkan|Ditetapkan|Disusun|Disahkan|Ditandatangani|Dipublikasikan)"
    r"\s+(?:pada\b|tanggal\b|oleh\b|di\b|\d)|Dengan\s+hormat|Assalamu|Wassalamu|Salam\s+sejahtera|"
    r"(?:Keputusan|Peraturan|Surat\s+Edaran|Instruksi)\b[^.]*\bberlaku\s+(?:pada|sejak)\s+tanggal\s+"
    r"di|Mengetahui|Menimbang|Mengingat|MEMUTUSKAN|Hak\s+cipta|©|Terbit\s*:|"
    r"Penerbit\s*:|"
    r"Nomor\s+SOP|Tanggal\s+(?:pembuatan|revisi|efektif)|Disahkan\s+oleh|Diperbarui|OPD\s*:|Instansi\s*:|Status\s*:|Jenis\s*:|Catatan\s*:\s*dokumen)",
    re.I,
)
# Whose paper it is and what kind of paper; the title comes below.
LETTERHEAD = re.compile(
    r"(?:PEMERINTAH|DINAS|BADAN|BAGIAN|KECAMATAN|KELURAHAN|SEKRETARIAT|KANTOR|PERUMDA|RSUD|UPTD?)\b"
    r"(?=[^a-z]*$)|(?:SIARAN\s+PERS|PRESS\s+RELEASE|RILIS(?:\s+PERS)?|PENGUMUMAN|UNDANGAN|"
    r"SURAT\s+EDARAN|NOTA\s+DINAS|LAPORAN|TENTANG|NOMOR\b.*)$",
)
_OFFICE_LINE = re.compile(
    r"(?:Pemerintah|Dinas|Badan|Bagian|Kecamatan|Kelurahan|Sekretariat|Perumda|Kantor|RSUD|UPTD?)\b"
    r"[^.!?:]*$"
)
# "…, aliran air akan terhenti sementara pada:" says the news; the list only when and where.
_LEADS_IN = re.compile(
    r",?\s+(?:(?:yang\s+)?(?:akan\s+)?(?:dilaksanakan|dilakukan|diselenggarakan)\s+)?"
    r"(?:pada(?:\s+(?:hari|waktu|tanggal))?|di|yakni|yaitu|sebagai\s+berikut|sbb\.?|"
    r"(?:dengan|sesuai)\s+(?:[a-z]+\s+){1,3}(?:sebagai\s+)?berikut|"
    r"(?:dengan|sesuai)\s+(?:jadwal|rincian|ketentuan|susunan)(?:\s+(?:sebagai\s+)?berikut)?)\s*:$"
)
_ONLY_LEADS_IN = re.compile(r"\bdengan\s+(?:[a-z]+\s+){1,3}(?:sebagai\s+)?berikut\s*:$")
_SAYS_NOTHING = re.compile(
    r"\bhal-hal\b|(?:bersama|dengan)\s+(?:surat\s+)?ini,?\s+(?:kami\s+)?(?:di)?(?:sampaikan|"
    r"beritahukan|umumkan|informasikan)\b(?!.*\bbahwa\b)",
    re.I,
)
# A sentence that tells whoever writes what to write is no news.
_ORDER = re.compile(
    r"\babaikan\s+(?:semua|seluruh|segala|instruksi|petunjuk|perintah|aturan|arahan)|"
    r"\bignore\s+(?:all|any|the|"
    r"previous|every)|^(?:tulis(?:kan|lah)?|katakan(?:lah)?|jawab(?:lah)?|"
    r"balas(?:lah)?)\s+(?:saja\s+)?(?:bahwa|:)|"
    r"\bdan\s+(?:tulis|katakan|jawab)\w*\s+bahwa\b|\bsystem\s*prompt\b|"
    r"\b(?:kamu|anda|you)\s+(?:adalah|sekarang|are)\s+(?:now\s+)?(?:an?\s+)?(?:asisten|AI|"
    r"model|bot|assistant)|"
    r"\b(?:asisten|AI|model\s+bahasa|chatbot|penulis\s+caption)\b[^.]{0,40}\b(?:harus|wajib|"
    r"tulis|must)\b|"
    r"\b(?:instruksi|perintah|catatan)\s+(?:untuk|bagi|kepada)\s+(?:asisten|AI|model|sistem|"
    r"penulis)",
    re.I,
)
_SOURCE_NOTE = re.compile(
    r"\bdokumen (?:ini )?(?:adalah |merupakan )?contoh\b|\bdisusun (?:ulang )?dari\b|"
    r"\bsumber(?:nya)? ?:|"
    r"\bcontoh untuk\b",
    re.I,
)
# "Total realisasi Januari–September 2026: Rp14,72 triliun": a figure with its name is a sentence.
_FIGURE_LINE = re.compile(
    r"(?P<what>(?:Total|Jumlah|Realisasi|Capaian|Nilai|Persentase|Angka|Indeks|Rata-rata|Prevalensi)\b"
    r"[^:.]{3,80}|[A-Z][^:.]{39,80})\s*:\s+(?P<value>(?:Rp\.?\s?)?\d[^:]*)$"
)
_BYLINE = re.compile(r"\(?[a-z]{2,10}(?:[/,-][a-z]{2,10})*\)?\**")
_LABEL = re.compile(
    r"^((?:Hari\s*,\s*[Tt]|[A-Z])(?:[\w/ ()-]|\.(?!\s+[A-Z][a-z])){1,38}?)\s*:\s*(\S.*)$", re.S
)
# The head of a letter: labels, and the lines from "Yth." to "di Tempat", are nobody's news.
_OF_A_LETTER = re.compile(
    r"(?:Nomor|No\.?|Sifat|Lampiran|Lamp\.?|Hal|Perihal|Kepada|Dari|Tanggal|Tgl\.?|Tembusan|Klasifikasi)"
    r"\s*:",
    re.I,
)
SUBJECT_OF_LETTER = re.compile(r"(?:Hal|Perihal)$", re.I)
_ADDRESSED = re.compile(r"(?:Kepada(?:\s+Yth\b.*)?|Yth\b.*)[.,:]?$", re.S)
_END_OF_ADDRESS = re.compile(
    r"(?:di\s*[-–]?\s*)?(?:[\"“]?T\s*E\s*M\s*P\s*A\s*T[\"”]?|Tempat|Sidoarjo)\.?$|"
    r"[Dd]i(?:\s+[Tt]empat\b.*|\s+[A-Z][\w ]+)?$"
)
_NOBODY_NAMED = re.compile(r"(?:Kepada\s+)?Yth\.?\s*:?$")
_LONGEST_ADDRESS, _LETTER_HEAD = 12, 14  # lines
_DATE_OF_LETTER = re.compile(r"[A-Z][a-z]+,\s+\d{1,2}\s+[A-Z][a-z]+\s+\d{4}$")
# "(1) Besaran retribusi …": a clause of a regulation, not an item of a list.
_CLAUSE_MARK = re.compile(r"\s*\(\d{1,2}[a-z]?\)\s+")
_SHOUTED_HEAD = re.compile(r"\d{1,2}[.)]\s+([A-Z][A-Z /,&-]{2,60})$")
# "Senin-Kamis 08.00-16.00, Jumat 08.00-14.30": hours, though no sentence.
_HOURS_OF_DAYS = re.compile(
    rf"({WEEKDAY}(?:\s*(?:[-–]|s\.?/?d\.?|sampai|dan|,)\s*{WEEKDAY})*)\s*:?\s*(?:pukul|jam|pkl\.?)?\s*"
    r"(\d{1,2}[.:]\d{2}\s*(?:[-–]|s\.?/?d\.?|sampai|hingga)\s*\d{1,2}[.:]\d{2}(?:\s*WIB)?)"
)
_BETWEEN_HOURS = re.compile(r"(?:dan|sedangkan|sementara|serta|[,;.\s])*")
# "Adapun persyaratannya antara lain A, B, dan C", "Syaratnya berusia …, berdomisili …, dan …".
_REQUIREMENTS_TOLD = re.compile(
    r"(?:Adapun\s+)?(?P<label>(?:[Pp]ersyaratan|[Ss]yarat)(?:nya|(?:\s+(?!adalah|antara|yaitu|yakni|"
    r"meliputi|ialah|ber|me)[a-z]+){0,3}))"
    r"(?:\s+(?:adalah|antara\s+lain|yaitu|yakni|meliputi|ialah|sebagai\s+berikut))?:?,?\s+"
    r"(?=[^.]*(?:,|\sdan\s))"
    r"(?![^.]*,\s*(?:lanjut|kata|ujar|jelas|tutur|ucap|imbuh|terang|papar|tambah|sebut)(?:nya)?\b)"
    r"(?P<list>[^.]{20,})\.?$"
)
# "📍 Parkir Timur GOR", "✅ Punya NIB": lines of a poster.
_EMOJI = r"[\u2190-\u2bff\u2600-\u27bf\U0001f000-\U0001faff]"
_POSTER_LINE = re.compile(rf"\s*({_EMOJI})\ufe0f?{_EMOJI}*\s*(?=\S)")
_POSTER_LABELS = {
    sign: label
    for signs, label in (
        ("📍🗺🏛🏢🏟🏫", "Tempat"),
        ("🗓📅📆", "Tanggal"),
        ("⏰🕗🕘🕐⏱🕰", "Jam"),
        ("📞☎📲📱", "Kontak"),
        ("💰💵", "Biaya"),
        ("🎟", "Tiket"),
        ("🔗", "Tautan"),
    )
    for sign in signs
}
_DAY_ROW = re.compile(
    r"(?<!\S)(?:(?i:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)"
    r"(?:,?\s+\d{1,2}\s+[A-Z][A-Za-z]{2,8}(?:\s+\d{4})?)?|\d{1,2}\s+[A-Z][a-z]{2,8}(?:\s+\d{4})?)"
    r"\s*:\s+(?!\d{1,2}[.:]\d{2})\S"
)
_HOURS_LABEL = re.compile(
    r"(?P<label>Pukul|Jam\s+(?:layanan|pelayanan|buka|kerja|operasional)|Waktu\s+(?:pe)?layanan)\s+"
    r"(?P<value>(?:pukul\s+)?\d{1,2}[.:]\d{2}[^a-z]*(?:WIB|selesai)?"
    r"|(?:hari\s+)?(?:Senin|Selasa|Rabu|Kamis|Jum[’']?at|Sabtu|Minggu)\b.*?\d{1,2}[.:]\d{2}(?:\s*WIB)?)"
    r"(?:\s+(?:untuk|di)\s+(?:semua|seluruh|setiap)\s+[\w ]+)?\.?$"
)
# Heads that were not set as such: a short line without a stop, above what it names.
_BARE_HEAD = re.compile(
    r"(?:Latar|Tentang|Siapa|Cara|Tata|Syarat|Persyaratan|Jadwal|Ketentuan|Manfaat|Tujuan|Sasaran|Alur|"
    r"Prosedur|Lokasi|Waktu|Biaya|Kontak|Informasi|Apa|Mengapa|Bagaimana|Kapan|Hadiah|Dokumen|Berkas|"
    r"Layanan|Jenis|Pendaftaran|Pengaduan|Dasar)\b[\w /-]{0,48}\??$"
)
REASONS_HEAD = re.compile(r"latar belakang|pendahuluan|dasar hukum|dasar pemikiran", re.I)
_DATED_LABEL = re.compile(
    r"(?:Batas|Pengumuman|Pengajuan|Pendaftaran|Penutupan|Pembukaan|Verifikasi|Wawancara|Tes|Final|Technical)"
    r"(?:\s[a-z]+){0,3}(?<!\spada)(?<!\stanggal)"
)
_HOUR_ONLY = re.compile(r"(?:,?\s+(?:pukul|pkl\.?|jam)\s+[\d.:]+(?:\s*WIB)?)?\s*\.?")
ONLY_DATE = re.compile(
    r"(?:(?:Hari\s+)?(?:Senin|Selasa|Rabu|Kamis|Jum[’']?at|Sabtu|Minggu|Ahad),?\s+)(?:tanggal\s+)?"
    r"\d{1,2}\s+[A-Z][a-z]+(?:\s+\d{4})?\.?$"
)
# "… menggelar serangkaian acara: Jumat 4/12 pengajian akbar, Sabtu 5/12 kirab tumpeng …"
_DAY_WITHIN = re.compile(
    rf"(?:(?<=:\s)|(?<=,\s)|(?<=;\s)|(?<=dan\s))(?P<day>{WEEKDAY},?\s+\(?\d{{1,2}}(?:/\d{{1,2}}(?:/\d{{2,4}})?|"
    r"\s+[A-Z][a-z]+(?:\s+\d{4})?)\)?)\s*:?\s+"
)
_PASTED_HEADING = re.compile(r"^(#{1,6})\s+(\S.*)$")
# "B. Alur", "II. KETENTUAN": a section of an SOP that was not set as a heading.
_LETTERED = re.compile(r"^(?:[A-Z]|[IVX]{1,4})\.\s+([A-Z][\w /,-]{2,60}(?:\([^()]{2,40}\))?)$")
_NUMBERED_CLAUSE = re.compile(
    r"\s*(?:(?:Ayat\s+)?\(\d{1,2}[a-z]?\)\s+|(?:KE(?:SATU|DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH|DELAPAN)|"
    r"PERTAMA)\s*:\s*)"
)
# "kami mengundang Saudara untuk hadir dalam X yang akan diselenggarakan pada:"
_INVITES = re.compile(
    r"\b(?:mengundang\s+[^,.]{3,70}?\s+(?:untuk\s+)?(?:hadir|menghadiri|mengikuti)|"
    r"mengharap(?:kan)?\s+kehadiran\s+[^,.]{3,70}?)\s+"
    r"(?:(?:dalam|pada|di)\s+)?(?:acara\s+|kegiatan\s+)?(?P<what>[^,.:]{8,160}?)"
    r"(?:\s+(?:yang|yg)(?:\s+akan)?\s+di\w+)?(?:\s+(?:besok\s+)?pada)?\s*:$",
    re.I,
)
_GUESTS = re.compile(r"(?:beserta|bersama|dan|atau|Bapak|Ibu|Saudara|para|seluruh)\b", re.I)
_PASTED_ROW = re.compile(r"^\|(.+)\|$")
_QA = re.compile(r"^(?:T|J|Q|A|Tanya|Jawab|Pertanyaan(?=.*\?)|Jawaban)\s*:\s*", re.I)
# "Kronologi: Selasa sore hujan deras melanda …": what follows is told, not entered.
_NARRATED = re.compile(
    r"(?:kronologi|kejadian|peristiwa|upaya|penanganan|kondisi|perkembangan|situasi|penyebab|hasil|"
    r"tindak lanjut|latar belakang)\b",
    re.I,
)
_NAMES_LIST = re.compile(
    r"\s+(?:ditetapkan|dikenakan|diatur|adalah|meliputi|ditentukan|terdiri(?:\s+(?:atas|dari))?)$"
)
# Tables of two columns that name a thing and say what it is.
_COUNTING = re.compile(r"(?:no|nomor)\b\.?|", re.I)
_NAMING = re.compile(
    r"(?:uraian|komponen|unsur|aspek|informasi|hal|perihal|bagian|keterangan)\b", re.I
)
_EXPLAINING = re.compile(r"(?:keterangan|uraian|isi|penjelasan|informasi|detail|ketentuan)\b", re.I)
_NUMBERED_PIECE = re.compile(r"(?:^|(?<=[;.\n])\s*|(?<=\s))(?:\d{1,2}|[a-h])[.)]\s+(?=\S)")
QUOTED = re.compile(r"[“\"]([^“”\"]{3,}?)[”\"]")
# "Membawa KTP-el dan KK.": nobody is said to do it; the reader is meant.
_BRINGS = re.compile(
    r"(?:(?:Harap|Mohon|Dimohon|Wajib|Jangan\s+lupa|Peserta\s+(?:harap|wajib))\s+)?(?:[Mm]em)?[Bb]awa"
    r"(?:lah)?\s+(?P<what>[^.?!]{4,120}?)(?:\s+ya(?:\s+\w+)?)?[.!]?$"
)
# "patuhi petugas ya lur 🙏": said to the neighbours, by nobody's office.
_CHAT = re.compile(
    r"\bya+\s+(?:lur|bu|pak|bun|gaes|guys|rek|bestie|sobat|kak|ges|bolo)\b|"
    r"\b(?:lur|gaes|guys|rek|bestie)\b[\W]*$",
    re.I,
)
_ONLY_HELD = re.compile(r"\bakan\s+di(?:laksana|selenggara|ada)kan\s*:$")
_MARKER = re.compile(
    r"^(?:\(?\d{1,2}[.)]|\d{1,2}\.\d{1,2}\.?(?=\s+[A-Za-z])|\(?[a-z][.)]|[-•*–▪●◦■➢➤✔✓☑])\ufe0f?\s+"
)
_COMMAS = re.compile(r"(?:;|,)\s+(?![^()]*\))(?:dan\s+)?")
_FEW_PIECES, _LONGEST_PIECE = 4, 90
_AND_COMMAS = re.compile(
    r",\s+(?![^()]*\))(?:dan\s+|serta\s+)?|(?<!,)\s+(?:serta|dan)\s+(?=[a-z]+\s+[^,]*$)"
)
_FEW_TOLD, _FEW_QUESTIONS = 3, 2
_LONGEST_ITEM, _SHORT_LINE = 160, 60
_REMARK = re.compile(r"(?:catatan|keterangan|ket|nb|note|penting)\.?", re.I)
_SHORT_VALUE, _LONGEST_VALUE, _LONGEST_LABEL = 130, 160, 40
# Heads of which the line below is the value, unless it is a sentence of its own.
_NAMES_ONLY = re.compile(r"(?:sasaran|peserta|penerima|kuota|jumlah|besaran|tempat|lokasi)\b", re.I)
_TELLS = re.compile(r"\b(?:akan|dapat|adalah|merupakan|di(?!nas|gital|sabil)[a-z]{3,}kan)\b")
CITED_AT_LEAST = 5  # words between quotation marks that make a statement, not a name


_LABEL_WORDS: tuple[tuple[str, Slot, str | None], ...] = (
    (r"batas|paling lambat|penutupan|tenggat", "when", "deadline"),
    (
        r"(?:masa |periode |jadwal |tanggal )?(?:pendaftaran|registrasi|pengajuan)\b",
        "when",
        "registration",
    ),
    (r"jam|pukul|hari (?:layanan|kerja|buka)|waktu (?:pe)?layanan", "when", "hours"),
    (
        r"jangka waktu|lama\b|waktu (?:penyelesaian|proses|pengerjaan)|durasi",
        "when",
        "duration",
    ),
    (r"(?:masa|periode)(?: berlaku)?|berlaku", "when", "period"),
    (r"(?:hari|tanggal|tgl|waktu|jadwal|pelaksanaan|hari[ /,]+tanggal)\b", "when", "event"),
    (
        r"(?:tempat|lokasi|alamat|bertempat|titik kumpul|venue|loket|wilayah|daerah|area|"
        r"ruas jalan|(?:desa|kelurahan|kecamatan)[ /\w]* terdampak)\b",
        "where",
        None,
    ),
    (r"(?:biaya|tarif|harga|retribusi|htm|tiket)\b", "cost", None),
    (r"(?:per)?syarat|yang (?:perlu |harus )?dibawa", "requirement", None),
    (r"(?:tata cara|cara|alur|langkah|prosedur|mekanisme|sistem,? )", "step", None),
    (
        r"(?:kontak|narahubung|hubungi|telepon|telp|wa|whatsapp|hotline|call ?center|cp|info|"
        r"informasi|pertanyaan|konfirmasi|usulan|surel|e-?mail|laman|situs|website|link|tautan|"
        r"instagram|pengaduan|"
        r"layanan pengaduan)\b",
        "contact",
        None,
    ),
    (r"(?:peserta|sasaran|untuk|bagi|penerima)\b", "who", "audience"),
    (r"(?:tujuan|maksud)\b", "purpose", None),
    (r"(?:kuota|jumlah|besaran|nominal|total|anggaran|hadiah)\b", "figure", None),
    (r"(?:acara|kegiatan|agenda|tema|nama (?:acara|kegiatan|program))\b", "what", None),
)
# "Waktu: 07.00 WIB Tempat: …": lines that a format has joined.
_JOINED_LABEL = re.compile(
    rf"(?<!\S)(?=[A-Z])(?i:{'|'.join(words for words, _, _ in _LABEL_WORDS)})[\w/, ]{{0,20}}?\s*:\s"
)
_JOINED_LINE = re.compile(r"([^:]{2,40}?)\s*:\s*(\S.*)$", re.S)
_LABELS = tuple((re.compile(words, re.I), slot, role) for words, slot, role in _LABEL_WORDS)


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence, list item or table row of a source. `text` is as the source has it.

    `heading` is the path of headings above; `group` the line that opens its list ("Syarat:").
    `label` is the name of a "Waktu: …" line. `short` is the shortened form. `speaker`
    is the person whom it is about or by, with the office.
    """

    text: str
    kind: SentenceKind
    reading: int
    start: int
    end: int
    heading: str = ""
    group: str = ""
    label: str = ""
    block: int = 0
    listed: bool = False
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    short: Shortened | None = None
    speaker: str | None = None


def sentences_of(reading: Reading) -> Iterator[SourceSentence]:
    """In the order of the document; a heading is no sentence, it is said of those below it."""
    headings: list[tuple[int, str]] = []
    intro = ""
    columns: tuple[str, ...] = ()
    began = False
    before = ""
    outer = ""  # the intro of the list in which a list stands, behind an item of the mark `parent`
    parent = ""
    addressed = 0
    blocks = _questions_apart(reading, reading.blocks or tuple(_plain_blocks(reading.text)))
    letter = _is_letter(reading, blocks)
    forms = _form_rows(reading, blocks)
    for number, block in enumerate(blocks):
        text = reading.text[block.start : block.end].strip()
        if not text:
            continue
        if before == "row" and block.kind == "paragraph":
            intro = ""  # it opened the table
        after_item, before = before == "item", block.kind
        if not (block.kind == "item" and addressed == 1):  # "Yth." above the list of whom
            addressed = max(addressed - 1, 0)
        if not began and letter and _ADDRESSED.match(text):
            ahead = (reading.text[b.start : b.end].strip() for b in blocks[number:])
            ends = any(map(_END_OF_ADDRESS.match, islice(ahead, _LONGEST_ADDRESS)))
            # "Yth. Pelanggan": what follows is for all
            addressed = _LONGEST_ADDRESS if ends else 1 + (_NOBODY_NAMED.match(text) is not None)
        if addressed or (letter and not began and _DATE_OF_LETTER.match(text)):
            addressed = 0 if _END_OF_ADDRESS.match(text) or len(text) > _SHORT_VALUE else addressed
            if len(text) <= _SHORT_VALUE:
                continue
        if poster := _POSTER_LINE.match(reading.text[block.start : block.end]):
            if text.endswith(":"):
                intro = text.lstrip()[poster.end() :].strip()  # "🗓 Jadwal:"
                continue
            yield _poster_line(reading, number, block, poster, headings, intro)
            continue
        if block.kind == "paragraph" and _DAY_ROW.match(text):
            yield from _days(reading, number, block, " > ".join(n for _, n in headings), intro)
            continue
        if letter and not began and _END_OF_ADDRESS.match(text):
            continue  # "TEMPAT", taken for a heading
        pasted = _PASTED_HEADING.match(text) if block.kind == "paragraph" else None
        lettered = block.kind != "row" and len(text) < 70 and _LETTERED.match(text)
        lettered = lettered or _SHOUTED_HEAD.match(text)
        if not began and block.kind != "row" and LETTERHEAD.match(text):
            continue
        if (
            _is_title(text, reading.title)
            or lettered
            or (not began and _looks_like_title(block, text))
        ):
            level = 8 if lettered else 1
            name = lettered[1] if lettered else text.lstrip("# ")
            headings = [h for h in headings if h[0] < level] + [(level, name)]
            intro = ""
            continue
        if block.kind == "heading" and (named := _LABEL.match(text)) and slot_of_label(named[1]):
            block = replace(block, kind="paragraph")  # a first line taken for a title
        bare = block.kind == "paragraph" and bool(headings) and _BARE_HEAD.match(text)
        if block.kind == "heading" or pasted or bare or _is_question(text, block):
            level = len(pasted[1]) if pasted else block.level if block.kind == "heading" else 9
            level = 8 if bare and level == 9 else level
            name = _MARKER.sub("", _QA.sub("", pasted[2] if pasted else text))
            headings = [h for h in headings if h[0] < level] + [(level, name)]
            intro = ""
            continue
        path = " > ".join(h for _, h in headings)
        if block.kind == "paragraph" and (drawn := _PASTED_ROW.match(text)):
            cells = tuple(cell.strip() for cell in drawn[1].split("|"))
            if set("".join(cells)) <= set(":- "):
                continue
            if not columns:
                columns = cells
                continue
            shown = replace(block, kind="row", header=columns)
            yield from _explained(reading, number, shown, path, cells) or [
                replace(_row(reading, number, shown, path, intro), cells=cells)
            ]
            continue
        columns = ()
        if number in forms:
            if pair := re.match(r"(.*?) \| (.*)", text, re.S):
                yield _labelled(reading, number, block.start + text.index(pair[2]), pair, path)
            continue
        if block.kind == "row":
            row = tuple(text.split(" | "))
            yield from _explained(reading, number, block, path, row) or [
                _row(reading, number, block, path, intro)
            ]
            continue
        if block.kind == "item" and _CLAUSE_MARK.match(text):
            block = replace(block, kind="paragraph")
        if block.kind == "item":
            own = _kind_of_mark(text)
            if parent and own == parent:
                intro, parent = outer, ""
            if text.endswith(":") and not parent:
                outer, intro, parent = intro, _MARKER.sub("", text), own
                continue
            marked = _MARKER.sub("", text)
            named = _LABEL.match(marked)
            if named and (items := _numbered(reading, number, block, named, path)):
                yield from items
                continue
            yield _item(reading, number, block, path, intro)
            continue
        if ONLY_DATE.match(text) and len(text) < _SHORT_LINE and next(find_dates(text), None):
            day = re.match(r"(.*?)\n(.*)", f"Hari/tanggal\n{text}", re.S)
            if day:
                yield _labelled(reading, number, block.start, day, path)
            continue
        named = _LABEL.match(text)
        listed = intro and not after_item
        opens_list = text.endswith(":")  # "KESATU : Memberikan penghapusan denda atas:"
        unnamed = named and not opens_list and slot_of_label(named[1]) is None
        unnamed = unnamed and len(text) < _LONGEST_ITEM
        bare_item = not named and len(text) < _SHORT_LINE and text[-1] not in ".!?:"
        if listed and block.kind == "paragraph" and (unnamed or bare_item):
            yield _item(reading, number, block, path, intro)  # "Juara 1: Rp5.000.000"
            continue
        if fragment := _under_label(text, path):
            begin = block.start + reading.text[block.start : block.end].index(text)
            yield _labelled(reading, number, begin, fragment, path)
            continue
        last = split_sentences(text)[-1].text
        opens = last.endswith((":", " berikut.", " berikut ini."))
        intro = f"{_CLAUSE_MARK.sub('', last).rstrip(':.')}:" if opens and len(last) < 300 else ""
        for sentence in _paragraph(reading, number, block, path, began):
            if sentence.kind == "fact" and REASONS_HEAD.search(path.rpartition(" > ")[2]):
                sentence = replace(sentence, kind="background")
            if sentence.kind == "fact" and not began and sentence.short and sentence.short.whole:
                began = True
                sentence = replace(sentence, kind="lead")
            yield sentence


def _kind_of_mark(text: str) -> str:
    """ "1." and "a)" number lists of different depth."""
    mark = _MARKER.match(text)
    return re.sub(r"\w+", "1" if mark[0].strip("( ")[0].isdigit() else "a", mark[0]) if mark else ""


def _is_letter(reading: Reading, blocks: Sequence[Block]) -> bool:
    """Whether its first lines are the head of a letter or a memo: "Nomor: …", "Perihal: …"."""
    head = [reading.text[b.start : b.end].strip() for b in blocks[:_LETTER_HEAD]]
    named = sum(_OF_A_LETTER.match(text) is not None for text in head)
    return named > 1 or any(re.match(r"(?:Kepada\s+)?Yth\b", text) for text in head)


def _form_rows(reading: Reading, blocks: Sequence[Block]) -> frozenset[int]:
    """The rows of tables that are forms: "Waktu | 14–18 Desember", "Tempat | Gedung Pemuda"."""
    found: set[int] = set()
    table: list[int] = []
    for number, block in [*enumerate(blocks), (len(blocks), None)]:
        if block and block.kind == "row" and (not table or blocks[table[0]].header == block.header):
            table.append(number)
            continue
        heads = [reading.text[blocks[n].start : blocks[n].end].split(" | ") for n in table]
        named = sum(slot_of_label(cells[0]) is not None for cells in heads)
        two = all(len(cells) == 2 for cells in heads)
        told = heads and slot_of_label(heads[0][-1]) is None and not _EXPLAINING.match(heads[0][-1])
        if two and told and slot_of_label(heads[0][0]) and named > 1 and 2 * named >= len(heads):
            found |= set(table)
        table = [number] if block and block.kind == "row" else []
    return frozenset(found)


def _questions_apart(reading: Reading, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """A question and its answer in one paragraph as two, where a document consists of such."""
    cuts: dict[int, int] = {}
    after = {n: b.kind for n, b in enumerate(blocks[1:])}
    blocks = [
        replace(block, kind="paragraph")
        if block.kind == "item"
        and after.get(number) == "paragraph"
        and reading.text[block.start : block.end].rstrip().endswith("?")
        else block
        for number, block in enumerate(blocks)
    ]
    for number, block in enumerate(blocks):
        if block.kind == "paragraph":
            text = reading.text[block.start : block.end]
            first, *rest = split_sentences(text)
            if rest and first.text.endswith("?") and "“" not in first.text:
                cuts[number] = block.start + rest[0].start
    if len(cuts) < _FEW_QUESTIONS:
        return tuple(blocks)
    apart: list[Block] = []
    for number, block in enumerate(blocks):
        if cut := cuts.get(number):
            apart += [replace(block, end=cut), replace(block, start=cut)]
        else:
            apart.append(block)
    return tuple(apart)


def _days(
    reading: Reading, number: int, block: Block, path: str, intro: str
) -> Iterator[SourceSentence]:
    """ "Senin, 30 November: Alun-Alun Selasa, 1 Desember: Waru": one item a day."""
    raw = reading.text[block.start : block.end]
    starts = [match.start() for match in _DAY_ROW.finditer(raw)]
    for begin, end in zip(starts, [*starts[1:], len(raw)], strict=True):
        own = replace(block, start=block.start + begin, end=block.start + end)
        yield replace(_item(reading, number, own, path, intro), kind="schedule")


def _poster_line(
    reading: Reading,
    number: int,
    block: Block,
    mark: re.Match[str],
    headings: list[tuple[int, str]],
    intro: str,
) -> SourceSentence:
    """A line that an emoji opens: a fact of the kind that the emoji tells, else an item."""
    path = " > ".join(name for _, name in headings)
    start = block.start + mark.end()
    label = _POSTER_LABELS.get(mark[1])
    if label:
        value = re.match(
            r"(.*?)\n(.*)", f"{label}\n{reading.text[start : block.end].rstrip()}", re.S
        )
        if value and value[2]:
            return _labelled(reading, number, start, value, path)
    return _item(reading, number, replace(block, start=start), path, intro)


def _under_label(text: str, path: str) -> re.Match[str] | None:
    """ "Paling lama 1 hari kerja" below "D. Waktu Penyelesaian": a value with its name."""
    head = path.rpartition(" > ")[2]
    short = len(text) < _SHORT_VALUE and "\n" not in text and not _LABEL.match(text)
    if " > " not in path or not short or not (slot := slot_of_label(head)):
        return None
    named = slot[0] in ("who", "figure", "where") and _NAMES_ONLY.match(head) is not None
    told = named and _TELLS.search(text) is not None
    if not (slot[0] in ("when", "cost") or named) or told or len(head) > _LONGEST_LABEL:
        return None
    return re.match(r"(.*?)\n(.*)", f"{head}\n{text}", re.S)


def _is_title(text: str, title: str) -> bool:
    """Whether a line only repeats the title; "Tempat: …" or a credit taken for it is none."""
    label = _LABEL.match(text)
    named = label is not None and slot_of_label(label[1]) is not None
    return (
        text == title
        and not named
        and not text.endswith("?")
        and not text.startswith("|")
        and not _BOILERPLATE.match(text)
    )


def _looks_like_title(block: Block, text: str) -> bool:
    """A line in Title Case (or capitals) without a full stop, above the first sentence."""
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", text) if len(w) > 3]
    raised = sum(w[0].isupper() for w in words)
    return (
        block.kind == "paragraph"
        and len(words) > 2
        and len(text) < 150
        and text[-1] not in ".!?:;,"
        and raised >= 0.75 * len(words)
        and not _LABEL.match(text)
        and not _BOILERPLATE.match(text)
        and not _OFFICE_LINE.match(text)
    )


def _plain_blocks(text: str) -> Iterator[Block]:
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            yield Block("paragraph", offset, offset + len(line))
        offset += len(line) + 1


def _is_question(text: str, block: Block) -> bool:
    return block.kind == "paragraph" and text.endswith("?") and len(text) < 200 and "“" not in text


def _paragraph(
    reading: Reading, number: int, block: Block, path: str, began: bool
) -> Iterator[SourceSentence]:
    text = reading.text[block.start : block.end]
    remark = False
    if clause := _NUMBERED_CLAUSE.match(text):
        block = replace(block, start=block.start + clause.end())
        text = text[clause.end() :]
    joined = [match.start() for match in _JOINED_LABEL.finditer(text)]
    if len(joined) > 1 and joined[0] == 0:
        for begin, end in zip(joined, [*joined[1:], len(text)], strict=True):
            if line := _JOINED_LINE.match(text[begin:end].rstrip()):
                yield _labelled(reading, number, block.start + begin + line.start(2), line, path)
        return
    if figure := _FIGURE_LINE.match(text.strip()):
        figure_told = f"{figure['what']} tercatat {figure['value']}"
        start = block.start + text.index(figure[0])
        yield SourceSentence(
            figure[0],
            "fact",
            0,
            start,
            start + len(figure[0]),
            heading=path,
            block=number,
            short=shorten(figure_told),
        )
        return
    label = _LABEL.match(text.strip())
    if label and (items := _numbered(reading, number, block, label, path)):
        yield from items
        return
    slot = slot_of_label(label[1]) if label else None
    if label and slot and slot[0] == "when":
        lead = len(text) - len(text.lstrip())
        if parts := _between_semicolons(number, block.start + lead, label, path):
            yield from parts
            return
    if label and _REMARK.fullmatch(label[1].strip()):
        start = block.start + text.index(label[2])
        text, block, label = label[2], replace(block, start=start), None
        remark = True
    if label and _NARRATED.match(label[1]) and shorten(label[2]).whole:
        block = replace(block, start=block.start + text.index(label[2]))
        text, label = label[2], None
    if label and len(text) < 240 and "\n" not in text.strip():
        lead = len(text) - len(text.lstrip())
        yield _labelled(reading, number, block.start + lead + label.start(2), label, path)
        return
    for piece in split_sentences(text):
        start, end = block.start + piece.start, block.start + piece.end
        if hours_told := list(_hours_of_days(piece.text)):
            for hours_line in hours_told:
                yield _labelled(reading, number, start + hours_line.start(2), hours_line, path)
            continue
        days_told = list(_DAY_WITHIN.finditer(piece.text))
        if len(days_told) > 1:
            yield from _days_within(number, start, piece.text, days_told, path)
            continue
        if told := _REQUIREMENTS_TOLD.match(piece.text):
            items = _listed_with_commas(number, start + told.start("list"), told, path)
            if items:
                yield from items
                continue
        inner = _LABEL.match(piece.text)
        if inner and (parts := _between_semicolons(number, start, inner, path)):
            yield from parts
            continue
        if (
            inner
            and len(piece.text) < _LONGEST_VALUE
            and (slot_of_label(inner[1]) or not shorten(piece.text).whole)
        ):
            yield _labelled(reading, number, start + inner.start(2), inner, path)
            continue
        if hours := _HOURS_LABEL.match(piece.text):
            named = re.match(r"(.*?)\n(.*)", f"{hours['label']}\n{hours['value']}", re.S)
            if named:
                yield _labelled(reading, number, start + hours.start("value"), named, path)
                continue
        if brought := _BRINGS.match(piece.text):
            named = re.match(r"(.*?)\n(.*)", f"Yang perlu dibawa\n{brought['what']}", re.S)
            if named:
                yield _labelled(reading, number, start + brought.start("what"), named, path)
                continue
        if dated := _dated_label(piece.text):
            yield _labelled(reading, number, start + len(dated[1]) + 1, dated, path)
            continue
        kind = _kind(piece.text)
        kind = "background" if remark and kind == "fact" else kind
        if piece.text.endswith(":"):
            if _SAYS_NOTHING.search(piece.text):
                continue
            news = _LEADS_IN.sub("", piece.text)
            end = start + len(news)
            invites = _INVITES.search(piece.text)
            if invites and _GUESTS.match(invites["what"]):
                continue  # who is to come; what it is stands below
            kind = "fact" if invites else kind
            short = shorten(f"{invites['what']} akan diselenggarakan" if invites else news)
            if _ONLY_HELD.search(news):
                news = news.rstrip(" :")
                end = start + len(news)
            if _NAMES_LIST.search(news.rstrip(" :")):
                continue
            if news == piece.text or not short.whole or not text.strip().endswith(piece.text):
                continue
            if _ONLY_LEADS_IN.search(piece.text) and began and len(news) < _SHORT_LINE:
                continue  # its list says it with a name of its own
            yield SourceSentence(news, kind, 0, start, end, heading=path, block=number, short=short)
            continue
        if not began and _OFFICE_LINE.match(piece.text):
            kind = "boilerplate"
        yield SourceSentence(
            piece.text,
            kind,
            0,
            start,
            end,
            heading=path,
            block=number,
            short=shorten(_QA.sub("", piece.text)),
        )


def _hours_of_days(text: str) -> Iterator[re.Match[str]]:
    """The days with their hours that a text consists of; none where it says more."""
    found = list(_HOURS_OF_DAYS.finditer(text))
    if found and _BETWEEN_HOURS.fullmatch(_HOURS_OF_DAYS.sub("", text)):
        yield from found


def _between_semicolons(
    number: int, start: int, label: re.Match[str], path: str
) -> list[SourceSentence]:
    """ "Jadwal: Waru di Balai Desa tanggal 2; Krian di Puskeswan tanggal 3; …" as its items."""
    parts = [part for part in re.finditer(r"[^;]+", label[2]) if part[0].strip(" .")]
    if len(parts) < _FEW_TOLD:
        return []
    slot = slot_of_label(label[1])
    kinds: dict[Slot, SentenceKind] = {"requirement": "requirement", "step": "step"}
    kind = kinds.get(slot[0], "schedule" if slot[0] == "when" else "fact") if slot else "fact"
    if sum(re.match(rf"\s*{WEEKDAY}\b", part[0]) is not None for part in parts) == len(parts):
        kind = "schedule"
    begin = start + label.start(2)
    return [
        SourceSentence(
            (item := re.sub(r"^(?:dan|serta)\s+", "", part[0].strip(" ."))),
            kind,
            0,
            begin + part.start(),
            begin + part.end(),
            heading=path,
            group=f"{label[1].strip()}:",
            block=number,
            listed=True,
            short=shorten(item),
        )
        for part in parts
    ]


def _days_within(
    number: int, start: int, text: str, days: Sequence[re.Match[str]], path: str
) -> Iterator[SourceSentence]:
    """A sentence that goes through days: what stands before the first, and one item a day."""
    lead = text[: days[0].start()].rstrip(" :,;")
    head = shorten(lead)
    if head.whole:
        yield SourceSentence(
            lead, "fact", 0, start, start + len(lead), heading=path, block=number, short=head
        )
    for day, cut in zip(days, [*(d.start() for d in days[1:]), len(text)], strict=True):
        item = text[day.start() : cut].rstrip(" ,;.")
        item = re.sub(r"(?:,|\s)\s*dan$", "", item)
        yield SourceSentence(
            f"{day['day']}: {text[day.end() : day.start() + len(item)]}",
            "schedule",
            0,
            start + day.start(),
            start + day.start() + len(item),
            heading=path,
            group="Jadwal:",
            block=number,
            listed=True,
            short=shorten(item),
        )


def _listed_with_commas(
    number: int, start: int, told: re.Match[str], path: str
) -> list[SourceSentence]:
    """ "A, B, dan C" as the requirements that they are; [] where a piece is no such thing."""
    value = told["list"].rstrip(". ")
    parts = list(_AND_COMMAS.finditer(value))
    cuts = [0, *(part.end() for part in parts)]
    ends = [*(part.start() for part in parts), len(value)]
    one_word = any(" " not in value[cut:end].strip() for cut, end in zip(cuts, ends, strict=True))
    if len(cuts) < _FEW_TOLD and one_word:
        return []  # "Syaratnya mau dirawat di kelas 3 ya, Lur."
    few = _FEW_TOLD - 1 if told["label"].endswith("nya") else _FEW_TOLD
    if len(cuts) < few or any(
        not 2 < b - a <= _LONGEST_PIECE for a, b in zip(cuts, ends, strict=True)
    ):
        return []
    return [
        SourceSentence(
            value[cut:end],
            "requirement",
            0,
            start + cut,
            start + end,
            heading=path,
            group=told["label"][:1].upper() + told["label"][1:].removesuffix("nya"),
            block=number,
            listed=True,
            short=shorten(value[cut:end]),
        )
        for cut, end in zip(cuts, ends, strict=True)
    ]


def _dated_label(text: str) -> re.Match[str] | None:
    """ "Batas pengumpulan karya 12 Desember 2026.": a day with its name, without a colon."""
    day = next(find_dates(text), None)
    label = text[: day.start].strip() if day else ""
    if day is None or not _DATED_LABEL.fullmatch(label):
        return None
    if not _HOUR_ONLY.fullmatch(text[day.end :]):
        return None
    return re.match(r"(.*?)\n(.*)", f"{label}\n{text[len(label) + 1 :].rstrip('.')}", re.S)


def _labelled(
    reading: Reading, number: int, start: int, match: re.Match[str], path: str
) -> SourceSentence:
    label, value = match[1].strip(), match[2].strip()
    slot = slot_of_label(label)
    kind: SentenceKind = "fact"
    heads_letter = number < _LETTER_HEAD and _OF_A_LETTER.match(match[0]) and path.count(" > ") == 0
    if (
        _BOILERPLATE.match(match[0])
        or _SOURCE_NOTE.search(match[0])
        or (heads_letter and _is_letter(reading, reading.blocks))
    ):
        kind = "boilerplate"
    elif slot and slot[0] in ("when", "where"):
        kind = "schedule"
    elif slot and slot[0] == "requirement":
        kind = "requirement"
    elif slot and slot[0] == "step":
        kind = "step"
    return SourceSentence(
        value,
        kind,
        0,
        start,
        start + len(value),
        heading=path,
        label=label,
        block=number,
        short=shorten(value),
    )


def _item(reading: Reading, number: int, block: Block, path: str, intro: str) -> SourceSentence:
    raw = reading.text[block.start : block.end]
    text = raw.strip()
    marker = _MARKER.match(text)
    start = block.start + len(raw) - len(raw.lstrip()) + (marker.end() if marker else 0)
    text = text[marker.end() :] if marker else text
    if clause := _NUMBERED_CLAUSE.match(text):  # "KESATU : …"
        start, text = start + clause.end(), text[clause.end() :]
    label = _LABEL.match(text) or _dated_label(text)
    slot = slot_of_label(label[1]) if label and len(text) < 200 else None
    group = intro or path.rpartition(" > ")[2]
    kind: SentenceKind = "fact"
    dropped = _SOURCE_NOTE.search(text) or _CHAT.search(text)
    if dropped or re.search(r"yang dimaksud dengan", group, re.I):
        kind = "boilerplate"
    elif slot and slot[0] in ("when", "where"):
        kind = "schedule"
    else:
        kind = _kind_under(group, path)
    return SourceSentence(
        label[2] if label and slot else text,
        kind,
        0,
        start + (text.index(label[2]) if label and slot else 0),
        block.end - (len(raw) - len(raw.rstrip())),
        heading=path,
        group=group,
        label=label[1].strip() if label and slot else "",
        block=number,
        listed=True,
        short=shorten(text),
    )


def _kind_under(group: str, path: str) -> SentenceKind:
    """What the line above a list says that its items are; else the nearest heading that does."""
    title, *heads = path.split(" > ")
    title = title if _REQUIREMENT_HEAD.match(title) else ""
    for head in (group, *reversed(heads), title):
        if _REQUIREMENT_HEAD.search(head):
            return "requirement"
        if _STEP_HEAD.search(head):
            return "step"
        if _SCHEDULE_HEAD.search(head):
            return "schedule"
        if head.endswith(":"):
            break  # it says itself what follows
    return "fact"


def _row(reading: Reading, number: int, block: Block, path: str, intro: str) -> SourceSentence:
    text = reading.text[block.start : block.end]
    return SourceSentence(
        text,
        "fact",
        0,
        block.start,
        block.end,
        heading=path,
        group=intro or path.rpartition(" > ")[2],
        block=number,
        listed=True,
        cells=tuple(cell.strip() for cell in text.split(" | ")),
        header=block.header,
    )


def _explained(
    reading: Reading, number: int, block: Block, path: str, cells: tuple[str, ...]
) -> list[SourceSentence]:
    """A row of "Uraian | Keterangan" as the labelled line that it is; [] for any other row."""
    heads = [name for name in block.header if not _COUNTING.fullmatch(name)]
    if len(heads) != 2 or not _NAMING.match(heads[0]) or not _EXPLAINING.match(heads[1]):
        return []
    if cells == block.header or len(cells) < 2:
        return []
    label, value = cells[-2].strip(), cells[-1].strip()
    start = reading.text.rfind(value, block.start, block.end)
    if items := _pieces(number, start, label, value, path):
        return items
    match = re.match(r"(.*?)\n(.*)", f"{label}\n{value}", re.S)
    return [_labelled(reading, number, start, match, path)] if match and value.strip() else []


def _numbered(
    reading: Reading, number: int, block: Block, label: re.Match[str], path: str
) -> list[SourceSentence]:
    """ "Persyaratan: 1) …; 2) …" in one paragraph."""
    start = reading.text.index(label[2], block.start)
    return _pieces(number, start, label[1].strip(), label[2], path)


def _pieces(number: int, start: int, label: str, value: str, path: str) -> list[SourceSentence]:
    """The numbered pieces of a value that holds requirements or steps; [] where it has none."""
    slot = slot_of_label(label)
    kind: SentenceKind | None = slot[0] if slot and slot[0] in ("requirement", "step") else None
    marks = list(_NUMBERED_PIECE.finditer(value))
    cuts = [mark.end() for mark in marks]
    ends = [*(mark.start() for mark in marks[1:]), len(value)]
    if kind == "requirement" and len(cuts) < 2:
        parts = list(_COMMAS.finditer(value.rstrip(". ")))
        cuts = [0, *(part.end() for part in parts)]
        ends = [*(part.start() for part in parts), len(value.rstrip(". "))]
        pieces = [value[cut:end] for cut, end in zip(cuts, ends, strict=True)]
        if len(cuts) < _FEW_PIECES or max(map(len, pieces)) > _LONGEST_PIECE:
            return []
    if kind is None or len(cuts) < 2:
        return []
    return [
        SourceSentence(
            (item := value[cut:end].strip(" ;.")),
            kind,
            0,
            start + cut,
            start + cut + len(item),
            heading=path,
            group=label,
            block=number,
            listed=True,
            short=shorten(item),
        )
        for cut, end in zip(cuts, ends, strict=True)
    ]


def _kind(text: str) -> SentenceKind:
    if text.count(" | ") > 1 or _BYLINE.fullmatch(text.strip()):
        return "boilerplate"  # "24 November 2026 | 312 kali dibaca"
    if not any(c.isalpha() for c in strip_byline(text)):
        return "boilerplate"
    shouted = text.isupper() and len(text.split()) > 1
    if _ORDER.search(text) or _CHAT.search(text):
        return "boilerplate"
    if shouted or _BOILERPLATE.match(text) or _SOURCE_NOTE.search(text):
        return "boilerplate"
    quoted = QUOTED.search(text)
    if quoted and not text[: quoted.start()].strip() and quoted[1][-1] in ",.!?":
        return "quotation"  # "Alhamdulillah," tuturnya.
    named = quoted and (is_name(quoted[1]) or NAMES_TEXT.search(text[: quoted.start()]))
    if quoted and len(quoted[1].split()) >= CITED_AT_LEAST and not named:
        return "quotation"
    if _BACKGROUND.search(text):
        return "background"
    if _STEP.search(text):
        return "step"
    if _REQUIREMENT.search(text):
        return "requirement"
    return "fact"


def read_sentences(text: str) -> list[SourceSentence]:
    """The sentences of a text that is no document, a passage for example."""
    return list(sentences_of(Reading("", text, (), ())))


def slot_of_label(label: str) -> tuple[Slot, str | None] | None:
    """Which fact a line of this name holds ("Tempat: …"), and its role."""
    for pattern, slot, role in _LABELS:
        if pattern.match(label.strip()):
            return slot, role
    return None
