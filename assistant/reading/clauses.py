"""Shortens a source sentence without breaking it, and says whether it can stand alone.

Indonesian has no inflection for tense, number or gender, so a clause that keeps its subject and
its predicate stays grammatical when attribution, dateline, brackets and connectives are taken off.
"""

import re
from dataclasses import dataclass

from assistant.reading.cuts import without, without_alias, without_brackets, without_glosses
from assistant.reading.moments import find_dates

_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|bin|binti))*"

# "SIDOARJO –", "Sidoarjo (media.com) –", "SIDOARJO, 5 Mei 2025 –"
_DATELINE = re.compile(
    r"^(?:[A-Z]{4,}(?:\s[A-Z]{2,}){0,3}(?:,\s*[^–—]{1,40}?)?(?:\s*\([^)]{1,40}\))?\s*[–—|-]+\s+"
    r"|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?:,\s*[^–—]{1,40}?)?\s*\([^)]{1,40}\)\s*[–—|-]+\s+"
    r"|Sidoarjo(?:,\s*[^–—]{1,40}?)?\s+[–—-]+\s+"
    r"|(?!Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)[A-Z][a-z]{3,}(?:\s[A-Z][a-z]+)?\s[–—-]\s)"
    r"(?=[A-Z“\"])"
)
_BYLINE = re.compile(r"\s*\((?:[a-z]{2,10}(?:[/,-][a-z]{2,10})*|\*+|ADV|adv)\)\s*\*{0,3}$")
_STARS = re.compile(r"\s*\*{2,}\s*$")

_SAYING = (
    "mengatakan|menyampaikan|menjelaskan|menambahkan|menuturkan|mengungkapkan|menyebut|menyebutkan"
    "|menegaskan|menyatakan|memaparkan|menerangkan|menuturkan|mengaku|berpendapat|menilai"
    "|mengemukakan|membeberkan"
)
_SAID_TAIL = re.compile(
    r",?\s*(?:demikian\s+)?\b(?:kata|ujar|ucap|tutur|jelas|terang|imbuh|tambah|ungkap|papar|tegas"
    r"|sebut|pungkas|urai|pinta|harap|tandas|lanjut|cetus|beber)(?:nya|\s+(?:dia|ia|beliau|"
    + _NAME
    + r"))(?:[,\s][^.]*)?\.?$"
)
_SAID_HEAD = re.compile(
    r"^(?:Masih\s+(?:kata|menurut)\s+"
    + _NAME
    + r",|(?:Menurut|Kata|Ujar)(?:nya|\s+(?:dia|beliau))\b,?"
    r"|(?:Dikatakan|Dijelaskan|Disebutkan|Ditambahkan|Diungkapkan|Disampaikan|Diterangkan|"
    r"Dituturkan|Diakui|Ditegaskan|"
    r"Dipaparkan|Lanjut|Imbuh|Tambah)(?:nya|\s+" + _NAME + r"(?=,))?"
    r"(?:\s+(?:bahwa|pula|juga))?\b,?"
    r"|(?:Ia|Dia|Beliau)\s+(?:juga\s+|pun\s+|lalu\s+|kemudian\s+)?(?:"
    + _SAYING
    + r")(?:,?\s+(?:bahwa|kalau|jika))?\b,?)\s*"
)
_CONNECTIVE = re.compile(
    r"^(?:(?:Sehubungan|Berkenaan|Berkaitan|Terkait)\s+(?:dengan\s+)?hal(?:\s+|-hal\s+)(?:tersebut|itu|"
    r"dimaksud)(?:\s+di\s+atas)?,?(?:\s+maka)?|Selain\s+itu|Selain\s+(?:hal\s+)?tersebut|Selama\s+itu|Sementara\s+itu|Sementara|Lebih\s+lanjut|"
    r"Lebih\s+jauh|Di\s+sisi\s+lain|Di\s+samping\s+itu|Kemudian|Selanjutnya|Lalu|Adapun|Namun"
    r"(?:\s+demikian)?|Tetapi|Akan\s+tetapi|Meski(?:pun)?\s+(?:begitu|demikian)|Walau(?:pun)?\s+"
    r"(?:begitu|demikian)|Bahkan|Apalagi|Oleh\s+(?:karena|sebab)\s+itu|Oleh\s+karenanya|"
    r"Karena\s+itu|Karenanya|Sebab\s+itu|Maka\s+dari\s+itu|Dengan\s+(?:demikian|begitu)|"
    r"Untuk\s+itu|Sebagai\s+informasi|Sekadar\s+diketahui|Sekedar\s+diketahui|Untuk\s+diketahui|"
    r"Seperti\s+diketahui|Diketahui|Diberitakan\s+sebelumnya|Pada\s+kesempatan\s+(?:itu|tersebut|"
    r"yang\s+sama)|Dalam\s+kesempatan\s+(?:itu|tersebut|yang\s+sama)|Di\s+kesempatan\s+yang\s+sama|"
    r"Tak\s+hanya\s+itu|Tidak\s+hanya\s+itu|Dan|Jadi|Nah|Terlebih|Sehingga|Sebaliknya|Misalnya|"
    r"Kali\s+ini|Sedangkan|Hasilnya|Nantinya|Terakhir|Artinya|Intinya|Pasalnya)\b,?\s+"
)
# "Dengan ini diberitahukan kepada seluruh warga bahwa …"
_ANNOUNCED = re.compile(
    r"^(?:(?P<why>.{0,400}?),\s+)?(?:maka\s+)?(?:(?:bersama|dengan)\s+(?:surat\s+)?ini,?\s+)?"
    r"(?:maka\s+)?(?:(?:kami|perlu)\s+)?(?:di)?(?:sampaikan|beritahukan|umumkan|informasikan)"
    r"(?:\s+(?:dengan\s+hormat|kepada\s+[^:.]{3,110}?(?:\.[^:.]{3,40}?)?))?,?\s+"
    r"(?:bahwa|hal-hal\s+berikut)\b,?\s+",
    re.IGNORECASE,
)
# "Dalam sidak itu ia mendapati …": what "itu" is was said, who "ia" is may be found.
_IN_WHICH = re.compile(
    r"^(?:Dalam|Pada|Di)\s+(?:[a-z]+\s+){1,2}(?:itu|tersebut|ini),?\s+(?=(?:ia|dia|beliau)\b)"
)
# "Diminta kepada Saudara untuk menyampaikan kepada warga agar …": the reader is the warga.
_PASSED_ON = re.compile(
    r"^(?:(?:maka\s+)?(?:di)?(?:minta|mohon|harap)(?:kan)?|mohon\s+bantuan)\s+(?:dengan\s+hormat\s+)?"
    r"(?:kepada\s+|bantuan\s+)?(?:Saudara(?:/i)?|Bapak(?:/Ibu)?|para\s+\w+)(?:\s+(?:Camat|Kepala\s+\w+))?"
    r"\s+(?:untuk\s+|agar\s+)?(?:dapat\s+)?(?:menyampaikan|menginformasikan|mengumumkan|"
    r"menyosialisasikan|mensosialisasikan|meneruskan|mengimbau|menghimbau)\s+(?:informasi\s+ini\s+)?"
    r"(?:kepada\s+)?(?P<whom>(?:seluruh\s+|semua\s+|para\s+)?[a-z][\w ]{2,60}?)"
    r"(?:\s+(?:di\s+wilayah\w*|masing-masing))*\s+(?:(?P<ask>agar|untuk|supaya)|bahwa)\s+(?P<what>.{15,})$",
    re.IGNORECASE,
)
_DECREED = re.compile(r"^Menetapkan\s+(?P<what>[^.;]{3,220}?)\s+sebagai\s+(?P<as>[^;]+)$")
# "Sehubungan dengan …, aliran air akan terhenti": the news stands behind the comma.
_OCCASION = re.compile(
    r"^(?:Sehubungan\s+(?:dengan|adanya)|Berkenaan\s+dengan|Berkaitan\s+dengan|Menindaklanjuti|Memperhatikan|"
    r"Mencermati|Menanggapi|Menyikapi|Terkait(?:\s+dengan)?|(?:Beredar|Viral|Marak)nya|Berdasarkan|Seiring(?:\s+dengan)?|Menyusul|Dalam\s+rangka)\s+"
)
# "Guna meningkatkan kualitas pelayanan, Dinas X meluncurkan Y": the aim says nothing.
_VAGUE_AIM = re.compile(
    r"^(?:Untuk|Guna|Demi|Dalam\s+(?:rangka|upaya)|Sebagai\s+(?:upaya|bentuk|wujud|komitmen))\s+"
    r"(?:\w+\s+){0,2}?(?:(?:me(?:ningkat|wujud|ndukung|ngoptimal|maksimal|mperkuat|masti|nyukses|ndorong|"
    r"mberi|nciptakan|mbangun|nindaklanjuti|ndekat|mpercepat|mpermudah)|upaya|komitmen|kepedulian|"
    r"dukungan|tindak)\w*)\b[^.]{0,170}?,\s+(?=[A-Z]|seluruh|para|warga)"
)
_AIM_FIRST = re.compile(
    r"^(?:Untuk|Guna|Demi)\s+me[a-z]{4,}\b[^,.]{5,120},\s+(?=[A-Z]|seluruh|para|warga)"
)
_LONG_WITH_AIM = 150
# "akan diadakan pemadaman listrik oleh PLN": what happens comes first.
_COMES_FIRST = re.compile(
    r"^(?P<will>Akan\s+di|Di)(?P<verb>(?:ada|laksana|laku|selenggara|langsung|berlaku)kan|gelar)\s+"
    r"(?P<what>[^,.]{5,90}?)(?=\s+(?:oleh|pada|di|mulai|dalam|karena|untuk|selama|yang)\b|[.,]|$)"
)
_CAUSE = re.compile(
    r"(?:adanya\s+)?(?:pekerjaan|perbaikan|pemeliharaan|pembangunan|kerusakan|kebocoran|penyambungan|"
    r"penggantian|peningkatan|proyek|pengaspalan|pengecoran|cuaca|hujan|banjir)\b"
)
_PAPER = re.compile(
    r"\b(?:rapat|pleno|notulen|berita\s+acara|surat|nomor|peraturan|keputusan|instruksi|edaran)\b",
    re.IGNORECASE,
)
_LONGEST_CAUSE = 90
# "Dalam rangka memperingati HUT …" is "untuk memperingati"; other occasions say nothing.
_AIM = re.compile(r"(?:me[mn]?|me(?:ng|ny))[a-z]{4,}\b(?<!mengenai)")
_ON_OCCASION = re.compile(
    r",?\s+(?:dalam\s+rangka|guna(?=\s+me))\s+(?P<what>(?:[^,.]|[.,](?=\d))+)"
)
# After these the sentence leans on the one before it; taking the word off would change the sense.
_LEANING = re.compile(
    r"^(?:Hal|Langkah|Upaya|Kondisi|Kebijakan|Cara|Kegiatan|Program|Acara|Keputusan|Aturan|Situasi|"
    r"Pesan|Informasi|Kabar|Penghargaan|Pencapaian|Peningkatan|Penurunan|Peristiwa|Kejadian|Unggahan|"
    r"Surat|Prestasi|Jumlah|Angka|Capaian|Inisiatif|Imbauan|Pernyataan|Temuan|Perubahan|Alasan)?\s*(?:ini|itu|"
    r"tersebut|demikian|seperti\s+itu|serupa)\b|^(?:Hal|Itulah|Inilah|Begitu|Demikian|Keduanya|"
    r"Dari\s+jumlah(?=,)|Ketiganya|Semuanya|Sebab|Karena|Agar|Supaya|Yakni|Yaitu|Mulai\s+dari|Termasuk|Baik\s+itu|"
    r"Seperti|Padahal|Sehingga|Lainnya|Sisanya|Yang\s+(?:perlu|penting|pasti|jelas)|"
    r"Akibatnya|Caranya|Syaratnya|Tujuannya|Alasannya|Rinciannya|"
    r"Dari\s+(?:jumlah|angka|total)\s+(?:itu|tersebut))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:ia|dia|beliau|mereka|keduanya|kami|kita|saya|aku|panjenengan|kalian)\b",
    re.IGNORECASE,
)
_BOUND_PRONOUN = re.compile(
    r"(?<=\w )(?:tempat|yang|saat|ketika|agar|supaya|jika|bila|bahwa|karena|sebelum|"
    r"setelah)\s+(?:ia|mereka)\b"
)
# "187 siswa menempati ruang kelas mereka": theirs, told by the sentence itself.
_THEIR_OWN = re.compile(
    r"(\b(?:\d[\d.]*\s+[a-z]{3,}|[Pp]ara|[Ww]arga|[Ss]iswa|[Pp]eserta|[Pp]etani|[Nn]elayan|[Pp]edagang)\b"
    r".{10,}?[a-z])\s+mereka\b"
)
_SUBJECT_PRONOUN = re.compile(r"^(?:Ia|Dia|Beliau|Mereka)\b")
_DEICTIC = re.compile(
    r"\b(?:hari\s+ini|kemarin|besok|lusa|tadi|pekan\s+(?:ini|lalu|depan)|minggu\s+(?:ini|lalu|"
    r"depan)"
    r"|bulan\s+(?:ini|lalu|depan)|tahun\s+(?:ini|lalu|depan)|baru-baru\s+ini|kini"
    r"|(?:malam|sore|siang|pagi)\s+(?:ini|nanti|tadi|kemarin)|beberapa\s+\w+\s+terakhir)\b",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    r"\s*\((?:atau\s+)?(?:disingkat\s+)?([A-Z][A-Za-z0-9/-]{1,14}(?:\s[A-Z]{2,6})?)\)"
)
# "Akibat pekerjaan tersebut, …", "Dalam pelatihan kali ini, …": points at what was said before.
_BACKWARD = re.compile(
    r"^(?:Akibat|Dalam|Pada|Melalui|Dengan|Atas|Selain|Setelah|Sesudah|Selama|Terkait|Lewat|Di|"
    r"Berkat|Karena|Sejalan\s+dengan|Menyikapi|Menanggapi|"
    r"Menindaklanjuti)\s(?P<what>[^,]{3,70}),\s+"
    r"(?P<rest>(?!(?:me|di|ber|ter|akan|dapat|tidak)[a-z]*\b)[^,].*)$"
)
_BACK = re.compile(r"\b(?:tersebut|itu|(?<!hari )(?<!saat )(?<!tahun )(?<!bulan )ini)\b")
_BACK_AT_END = re.compile(rf"(?:{_BACK.pattern})(?:\s+\w+){{0,2}}$")
# "mulai hari ini Rabu 25 November": the date says it on any day.
_TODAY = re.compile(
    r"\b(?:hari\s+ini|besok|lusa|kemarin|(?:pagi|siang|sore|malam)\s+(?:ini|nanti)),?\s+(?:hari\s+)?"
    r"(?=\(?(?:Senin|Selasa|Rabu|Kamis|Jum[’'`]?at|Sabtu|Minggu|Ahad)?,?\s*\(?\d{1,2}[/\s][A-Z\d])",
    re.IGNORECASE,
)
HEADLINE_VERBS = frozenset(
    """
    tingkatkan gelar luncurkan salurkan bagikan serahkan siapkan sediakan resmikan targetkan
    pastikan ajukan
    sosialisasikan kenalkan perkenalkan wujudkan lakukan laksanakan adakan berikan sampaikan
    jalankan
    kembangkan dorong ajak imbau buka tutup raih minta bantu terima perbaiki beri gandeng bangun
    bentuk
    tambah hapus latih tinjau pantau optimalkan maksimalkan canangkan kukuhkan lantik galakkan
    tertibkan
    """.split()
)
_HEADLINE_VERB = re.compile(
    r"^((?:[A-Z][\w.]*\s+|(?:melalui|dan|bersama)\s+(?=[A-Z])){1,9})([a-z]{4,})\b"
)
_NICKNAME = re.compile(
    r",?\s+(?:pria|wanita|perempuan|lelaki|sosok|pejabat|mantan\s+\w+)\s+(?:yang\s+)?[^,.]{0,60}?"
    r"(?:\s+(?:itu|tersebut|ini))(?=[,.]|$)"
)
# Without its day "tidak beroperasi pada malam tersebut" would hold for ever.
_THAT_TIME = re.compile(
    r"\b((?:pada|selama|sejak|hingga|sampai|di\s+luar)\s+(?:jam|waktu|hari|tanggal|periode|masa|malam|"
    r"pagi|siang|sore|bulan|pekan|tahun)(?:-\w+)?)\s+tersebut\b"
)
_TERSEBUT = re.compile(
    r",?\s+(?:pada|di|dalam|dari)\s+(?:saat|lokasi|tempat|kesempatan|titik|kawasan|ruas|wilayah|"
    r"daerah|area)(?:-\w+)?\s+(?:tersebut|itu)\b|\s+tersebut\b"
)
# Nouns that do not tell which one: "Pesan tersebut meminta …", "setelah tanggal tersebut".
SAYS_NOTHING = (
    "pesan informasi capaian pencapaian kabar kegiatan acara hal langkah program upaya kondisi "
    "kebijakan penghargaan angka jumlah tanggal peningkatan penurunan peristiwa kejadian prestasi"
)
_POINTED = re.compile(
    rf"(^(?:{SAYS_NOTHING.replace(' ', '|')})|\b(?:setelah|sesudah|sebelum|sejak|hingga|sampai|"
    r"menyatakan|memastikan|menegaskan|menyebut|mengatakan|menjelaskan|menilai|adalah|atas|terhadap)"
    r"(?:\sbahwa|,)?\s[a-z]+)\s+tersebut\b",
    re.IGNORECASE,
)
_SHOUTED = re.compile(
    r"\b(?:LIBUR|LULUS|TUTUP|TETAP|BUKA|DITIADAKAN|DITUNDA|DIPERPANJANG|DITUTUP|BATAL|DIBATALKAN|DIUNDUR|DIGESER|DIPINDAH|DIPINDAHKAN|DIMAJUKAN|TIDAK|BENAR|BUKAN|JANGAN|WAJIB|HARUS|GRATIS|HOAKS?|PALSU|BOHONG|SEGERA|DILARANG|PENTING|"
    r"SELURUH|SEMUA|HANYA|BEBAS|BIAYA|PENIPUAN)\b"
)
# "*PEMADAMAN SEMENTARA LISTRIK*": no short form has so many letters, and no name follows.
_SHOUTED_RUN = re.compile(
    r"(?<!PT )(?<!CV )(?<!UNIVERSITAS )\b(?!UNIVERSITAS)[A-Z]{6,}(?:\s+[A-Z]{6,}){2,}\b"
)
# "DINAS KOPERASI KABUPATEN SIDOARJO kembali membuka …"
_LOUD_SUBJECT = re.compile(
    r"^(?:DINAS|BADAN|PEMERINTAH|KECAMATAN|KELURAHAN|SEKRETARIAT|BAGIAN|PERUMDA|KANTOR)\s+"
    r"(?:[A-Z]{2,},?\s+){1,12}(?=[a-z])"
)
# As messages are typed: what the rules below look for must stand in full.
_TYPED_OUT = {"dlm": "dalam", "utk": "untuk", "yg": "yang", "dgn": "dengan", "krn": "karena",
              "tdk": "tidak", "pd": "pada", "kpd": "kepada", "bln": "bulan",
              "th": "tahun", "thn": "tahun", "sbb": "sebagai berikut", "pkl": "pukul"}  # fmt: skip
_TYPED = re.compile(rf"(?<!\d )\b(?:{'|'.join(_TYPED_OUT)})\b(?!\.)")
_SPOKEN_END = re.compile(r"\s+(?:lho|loh|lo|nih|deh|dong)(?=\s*[!.]*$)")
_TWICE = re.compile(r"\b([a-z]{3,})2\b")
_DEGREES = re.compile(
    r"(?:,\s+(?!M\.\s?[A-Z][a-z]+\s[A-Z][a-z])(?:S|M|Sp|Ph|A\.?Md|Dr)\.(?:(?:[A-Z][A-Za-z]{0,5}\.?){1,3}|"
    r"\s(?:H|M|T|E|A|B|D|P|AP|IP|PA|PD|OG|THT|Ag|Ak|Kn|Pd|Si|Sos|Kes|Kom|Hum|Farm|Keb|Kep|Psi|Sn)\b"
    r"\.?)|"
    r",\s+(?:SH|MH|SE|MM|MSi|MKn|ST|MT|SSos|SPd|MPd|SKM|SSTP|SIP|MAP)\b\.?)+,?"
    r"(?=\s|$|[.)”])"
)
# "1 (satu) hari kerja"
_SPELT_NUMBER = re.compile(
    r"(?<=\d)\s*\((?:se|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)[a-z ]*\)"
)
_CENTS = re.compile(r"(?<=\d\d\d),00(?!\d)|(?<=\d),-(?!\d)")
# "Di bawah kepemimpinan X, Sidoarjo sukses menorehkan prestasi dengan meraih Y": only Y is news.
_HOLLOW = re.compile(
    r"^Di\s+bawah\s+(?:kepemimpinan|komando|arahan)\s+[^,]{3,90},\s+|"
    r"\b(?:sukses|berhasil|kembali|mampu)\s+(?:sukses\s+|berhasil\s+)?(?:menorehkan|mencatatkan|mengukir|"
    r"menorehkan)\s+(?:\w+\s+){1,3}?dengan\s+(?=me)|(?<=\s)secara\s+resmi\s+(?=me|di)"
)
_LEGAL_POINT = (
    r"(?:Pasal\s+\d+[A-Z]?|ayat\s+\(\d+[a-z]?\)|huruf\s+[a-z]\b|angka\s+\d+|"
    r"Lampiran\s+[IVX]*|[Dd]iktum\s+[A-Z]+)"
)
_LEGAL_REFERENCE = re.compile(
    rf",?\s+sebagaimana\s+(?:telah\s+)?(?:dimaksud|diatur|tercantum)\s+(?:dalam|"
    rf"pada)\s+{_LEGAL_POINT}"
    rf"(?:(?:,?\s+(?:dan|atau|dan/atau|sampai\s+dengan))?,?\s+{_LEGAL_POINT})*,?"
)
_OF_THIS_PAPER = re.compile(
    r"^(?:Peraturan|Keputusan|Surat\s+Edaran)(?:\s+[A-Z]\w+)?\s+ini"
    r"(?=\s+(?:mulai\s+)?berlaku\b)"
)
# "Mimpi itu mendekat setelah Bupati dan Rektor menandatangani …": what happened comes behind.
_CAME_NEARER = re.compile(
    r"^(?:Mimpi|Harapan|Impian|Penantian|Kabar|Keinginan|Cita-cita)\s+(?:itu|tersebut)\s+(?:[a-z]+\s+){1,3}?"
    r"(?:setelah|usai|seiring|sejak)\s+(?=[A-Z])"
)
_AS_BELOW = re.compile(
    r",?\s+dengan\s+(?:ketentuan|rincian|jadwal|syarat|persyaratan|susunan)\s+(?:sebagai\s+)?berikut"
    r"(?:\s+ini)?[.:]?$"
)
_DIMAKSUD = re.compile(r"(?<=\w)\s+dimaksud(?=[.,;]|$)")
_VERB = re.compile(
    r"\b(?:(?:me|mem|men|meng|meny|menge|di|ber|bel|ter|memper|diper)[a-z]{3,}(?:kan|i|lah)?"
    r"|adalah|ialah|merupakan|yaitu|yakni|akan|sudah|telah|sedang|masih|dapat|bisa|boleh|harus|"
    r"wajib|perlu|mulai|ada|ikut|hadir|buka|tutup|jadi|menjadi|capai|naik|turun|tumbuh|tembus|raih|"
    r"gelar|ajak|imbau|siap|siagakan|siaga|cukup|gratis|punya|mampu|tetap|kini|lulus|resmi|terima|"
    r"tingkatkan|buat|beri|bantu|salurkan|serahkan|luncurkan|bangun|perbaiki|kembali|datang|pakai|"
    r"minta|masuk|selesai|berlaku|tersedia|libur|tidak|bukan|belum|hanya|jangan|"
    r"ambles|ambruk|jebol|roboh|tumbang|meluap)\b",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    r"(?:Me(?:m|n|ng|ny)?[a-z]{4,}|Ber(?:usia|umur|domisili|sedia|status|pendidikan|pengalaman|"
    r"badan|minat|"
    r"kelakuan|laku|ijazah)|Telah|Sudah|Belum|Tidak\s+(?:sedang|pernah|boleh)|Pernah|"
    r"Sedang|(?:Segera|Selalu)\s+(?:me|ber)[a-z]{4,})(?<!Menurut)(?<!Melalui)(?<!Mengenai)(?<!Menjelang)(?<!Memasuki)"
    r"(?<!Memperingati)(?<!Menghadapi)(?<!Menyambut)(?<!Mengingat)(?<!Meskipun)(?<!Mereka)(?<!Memang)"
    r"(?<!Menteri)(?<!Media)\s"
)
_IMPERATIVE = re.compile(
    r"(?!bukan|dengan|gerakan|kebijakan|kerusakan|pe[mn](?!ting)\w*kan)[a-z]{3,}(?:kan|lah)|hubungi|kunjungi|ikuti|hindari|datangi|miliki|isi|"
    r"lindungi|awasi|"
    r"penuhi|taati|patuhi|jauhi|kurangi|lengkapi|temui|beri|cari|cuci|bawa|datang|buka|unduh|"
    r"unggah|klik|"
    r"pilih|tunggu|ambil|kirim|tekan|masuk|tulis|jangan|jaga|cek|simpan|tutup|kuras|pakai|gunakan"
)
# These say by themselves that there is something: "Beredar pesan …".
_EXISTING = re.compile(r"Beredar|Terjadi|Terdapat|Tersedia|Terpasang|Terkumpul|Tercatat|Ada|Muncul")
# "Harga gabah di tingkat petani rata-rata Rp6.750/kg": a value needs no verb.
_COSTS = re.compile(
    r"(?:Harga|Tarif|Tiket|Karcis|Iuran|Ongkos|Biaya|Retribusi|Denda|Donasi|Dana|Bantuan|Nilai|Jumlah|Anggaran|Realisasi|Total|Kuota|Besaran|Hadiah)\s+(?:[^\d\W][\w()/-]*\s+){1,12}?"
    r"(?:Rp\s?)?\d"
)
# "Penimbangan setiap Selasa dan Sabtu", "Setoran paling sedikit 2 kilogram"
_EVERY_DAY = re.compile(
    r"[A-Z][a-z]+(?:an|si|ur)\b(?:\s+[\w-]+){0,4}?\s+(?:(?:se)?tiap\s+(?:hari|Senin|Selasa|Rabu|Kamis|"
    r"Jumat|Sabtu|Minggu)|(?:paling\s+(?:sedikit|banyak|lama|lambat)|minimal|maksimal)\s+\d)"
)
# "Pembayaran melalui QRIS atau Bank Jatim paling lambat tanggal 20": how it is done needs no verb.
_DONE_BY = re.compile(
    r"(?:Pembayaran|Pendaftaran|Pengambilan|Pelayanan|Pengaduan|Pemesanan|Pengiriman|Penyerahan|Pelaporan|"
    r"Penjualan|Penukaran|Pengumpulan)\s+(?:[\w-]+\s+){0,4}?(?:melalui|lewat|di|ke|paling|setiap|secara)\s"
)
# "di" words, nouns and adverbs that only look like verbs.
_NOT_VERB = frozenset(
    """
    tertib media medsos meter medis menteri mendatang berita bersama berkas beras besok besar benar
    berat
    mekanisme dinas diri dinding dini digital direktur diskon distrik dia dialog dimensi
    terhadap terkait
    tertentu tersebut terutama teratur terakhir termasuk tertinggi terendah terbaik terbesar
    terbanyak menurut melalui mengenai berdasarkan berbagai beberapa berikut berapa bahwa
    mesin metode mental memang berbasis berhak mei merah membran merdeka tera teras terang ternak
    berdarah bermotor berkala berlangganan berbayar terpadu terbuka terbatas disabilitas
    distribusi diare
    diabetes menular menengah menu berkelanjutan bersubsidi beragam tersier terapan
    beton belas belakang belanja bela bencana bendungan bentuk berlian diameter diploma difabel
    """.split()
)


@dataclass(frozen=True, slots=True)
class Shortened:
    """A sentence after shortening.

    `whole`: it has a subject, a predicate and nothing dangling. `subject` is the pronoun that it
    opens with, if any. `deictic`: it says "hari ini" or the like. `said`: an attribution was taken
    off, so it is somebody's statement and not the regency's.
    """

    text: str
    whole: bool
    subject: str | None
    deictic: bool
    said: bool


def strip_dateline(text: str) -> str:
    """The first sentence of a release without "SIDOARJO –" or "Sidoarjo (media.com) –"."""
    return _DATELINE.sub("", text, count=1)


def strip_byline(text: str) -> str:
    """The last sentence of a release without "(isa/ian)" or "***"."""
    return _STARS.sub("", _BYLINE.sub("", text)).rstrip()


def shorten(sentence: str) -> Shortened:
    """`sentence` without what the reader of a post does not need; see `Shortened`."""
    text = strip_byline(strip_dateline(sentence.strip()))
    text = _TODAY.sub("", typed_out(text))
    if _quotes_a_statement(text):
        return Shortened(text, False, None, False, True)
    text = _COMES_FIRST.sub(_what_comes_first, _announced(text))
    text = _DECREED.sub(_decreed, text)
    text, connected = _take(_CONNECTIVE, text)
    text = _capitalise(_IN_WHICH.sub("", text))
    text = _PASSED_ON.sub(_passed_on, _CAME_NEARER.sub("", _HOLLOW.sub("", text)))
    text = _news_first(unshouted(without_degrees(text)))
    text = _without_aim(text)
    text, later = _take(_CONNECTIVE, text)
    connected = connected or later
    text, said_head = _take(_SAID_HEAD, text)
    if connected and not said_head:
        text, said_head = _take(_SAID_HEAD, text)
    without_tail = _SAID_TAIL.sub("", text)
    said_tail = without_tail != text and len(without_tail) > 20
    if said_tail:
        text = without_tail
    text = without(_NICKNAME, text)
    text = _without_backward_phrase(text)
    text = spell_verb(without_alias(without_glosses(text)))
    text = _ON_OCCASION.sub(_occasion, plain_numbers(text))
    text = without(_AS_BELOW, text)
    text = _OF_THIS_PAPER.sub("Aturan", without(_DIMAKSUD, text))
    text = without(_TERSEBUT, _POINTED.sub(r"\1 itu", _THAT_TIME.sub(r"\1 itu", text)))
    text = without(_LEGAL_REFERENCE, text)
    text = _close(_capitalise(re.sub(r"\s{2,}", " ", text).strip(" ,;:–-")))
    pronoun = _SUBJECT_PRONOUN.match(text)
    return Shortened(
        text=text,
        whole=not _LEANING.match(text) and not _free_pronoun(text) and has_predicate(text),
        subject=pronoun.group(0) if pronoun else None,
        deictic=bool(_DEICTIC.search(text)),
        said=said_head or said_tail,
    )


def typed_out(text: str) -> str:
    """ "utk anak2 yg demam" → "untuk anak-anak yang demam"."""
    text = _SPOKEN_END.sub("", text)
    return _TWICE.sub(r"\1-\1", _TYPED.sub(lambda m: _TYPED_OUT[m[0]], text))


def _announced(text: str) -> str:
    """ "Sehubungan dengan X, bersama ini diberitahukan bahwa Y" → "Y karena X"."""
    match = _ANNOUNCED.match(text)
    if match is None:
        return text
    why, news = match["why"] or "", _capitalise(text[match.end() :])
    head = _OCCASION.match(why)
    if head is None:
        return news
    return _with_cause(_pointing_within(news, why), why[head.end() :])


def _with_cause(news: str, why: str) -> str:
    """ "Jalan ditutup." and "pekerjaan jembatan" → "Jalan ditutup karena pekerjaan jembatan."."""
    where = re.search(r"\s+(?:pada|di)\s+(?:[a-z]+\s)+([A-Z][\w-]*(?:\s[A-Z][\w-]*)*)$", why)
    if where and where[1] in news:
        why = why[: where.start()]
    if len(why) > _LONGEST_CAUSE or "karena" in news:
        return news
    if not _CAUSE.match(why):
        dated = next(find_dates(why), None) and not _PAPER.search(why)
        return f"{news.rstrip('.')} terkait {why}." if dated else news
    return f"{news.rstrip('.')} karena {why}."


def _pointing_within(news: str, before: str) -> str:
    """ "Ruas jalan tersebut" with the name that the clause before it gives: "Ruas jalan X"."""
    match = re.search(r"\b((?:[A-Za-z][a-z]+\s){1,2})tersebut\b", news)
    if match is None:
        return news
    for words in (match[1].split(), match[1].split()[-1:]):
        noun = " ".join(words)
        named = re.search(rf"\b{noun}((?:\s[A-Z][\w-]*)+)", before, re.IGNORECASE)
        if named and named[1].strip()[0].isupper():
            return f"{news[: match.start()]}{match[1].strip()}{named[1]}{news[match.end() :]}"
    return news


def unshouted(text: str) -> str:
    """ "TIDAK BENAR" as it is written where nobody shouts."""
    if text.isupper():
        return text
    text = _LOUD_SUBJECT.sub(lambda m: _as_name(m[0]), text)
    text = _SHOUTED_RUN.sub(lambda m: m[0].lower(), _SHOUTED.sub(lambda m: m[0].lower(), text))
    return _capitalise(text)


def _as_name(loud: str) -> str:
    """ "DINAS KOPERASI DAN USAHA MIKRO" → "Dinas Koperasi dan Usaha Mikro"."""
    words = [word if len(word) < 3 else word.capitalize() for word in loud.split()]
    small = [word.lower() if word.lower() in ("dan", "serta", "di") else word for word in words]
    return " ".join(small) + " "


def _without_aim(text: str) -> str:
    """Without what it is for in front of who does it: where that says nothing or makes it long."""
    vague = _VAGUE_AIM.match(text)
    aim = vague or _AIM_FIRST.match(text)
    rest = _capitalise(text[aim.end() :]) if aim else ""
    if not rest or not has_predicate(rest):
        return text
    return rest if vague or len(text) > _LONG_WITH_AIM else re.sub(r"^(?:Guna|Demi)", "Untuk", text)


def _what_comes_first(match: re.Match[str]) -> str:
    """ "Akan diadakan pemadaman listrik" → "Pemadaman listrik akan diadakan"."""
    return f"{_capitalise(match['what'])} {match['will'].lower()}{match['verb']}"


def without_degrees(text: str) -> str:
    """ "Subandi, S.H., M.Kn. bersama" → "Subandi bersama"."""
    return _DEGREES.sub("", text)


def _occasion(match: re.Match[str]) -> str:
    """ "… dalam rangka memperingati X" → "… untuk memperingati X"; a bare occasion is left out."""
    bare = re.search(r"\bdi[a-z]{3,}kan$", match.string[: match.start()])
    return f" untuk {match['what']}" if bare or _AIM.match(match["what"]) else ""


def is_loud(text: str) -> bool:
    """Whether most of its words stand in capitals, so that a capital tells no name."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    return len(words) > 1 and sum(word.isupper() for word in words) > len(words) / 2


def plain_numbers(text: str) -> str:
    """ "1 (satu) hari kerja" → "1 hari kerja", "Rp40.000,00" → "Rp40.000"."""
    return _CENTS.sub("", _SPELT_NUMBER.sub("", text))


def _passed_on(match: re.Match[str]) -> str:
    """What an office is asked to tell others, told to them: "Warga diminta segera …"."""
    what = match["what"]
    return f"{_capitalise(match['whom'])} diminta {what}" if match["ask"] else _capitalise(what)


def _decreed(match: re.Match[str]) -> str:
    """ "Menetapkan X sebagai Y" → "X ditetapkan sebagai Y"."""
    return f"{_capitalise(match['what'])} ditetapkan sebagai {match['as']}"


def _news_first(text: str) -> str:
    """ "Sehubungan dengan perbaikan pipa, air mati" → "Air mati karena perbaikan pipa"."""
    head = _OCCASION.match(text)
    if head is None:
        return text
    for comma in re.finditer(r",\s+(?=[^\W\d])(?!tanggal|dan|serta|yang)", text):
        why, news = text[head.end() : comma.start()], text[comma.end() :]
        if why.count('"') % 2 or why.count("“") != why.count("”"):
            continue  # the comma stands inside a quotation
        news = _COMES_FIRST.sub(_what_comes_first, _capitalise(re.sub(r"^maka\s+", "", news)))
        verb = re.match(r"(?:me[mn]?|di|ber|ter)[a-z]{4,}\b", text[comma.end() :])
        verb = None if news[:1] != _capitalise(text[comma.end() :])[:1] else verb
        if (verb and verb[0] not in _NOT_VERB) or not has_predicate(f"Maka {news}"):
            continue
        if head[0].startswith("Dalam rangka"):
            if _CAUSE.match(why):
                return _with_cause(_capitalise(news), re.split(r"\s+(?:untuk|guna)\s", why)[0])
            aim = _AIM.match(why) and len(why) <= _LONGEST_CAUSE
            return f"Untuk {why}, {news}" if aim else _capitalise(news)
        news = _capitalise(_pointing_within(news, why))
        if head[0].startswith("Berdasarkan") and next(find_dates(why), None):
            return news if _PAPER.search(why) else f"{news.rstrip('.')} berdasarkan {why}."
        return _with_cause(news, why)
    return text


def _quotes_a_statement(text: str) -> bool:
    """Quotation marks around a name ("Palang Serang") are not a quotation."""
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        return True
    if re.match(r"[“\"][^“”\"]+[,.!?][”\"]", text):
        return True  # "Alhamdulillah," tuturnya.
    quoted = re.finditer(r"[“\"]([^“”\"]*)[”\"]", text)
    return any(
        len(q[1].split()) > 4 and not is_name(q[1]) and not NAMES_TEXT.search(text[: q.start()])
        for q in quoted
    )


# A video "dengan narasi “Jalan ambles, banyak korban”": what is quoted is the thing, not a person.
NAMES_TEXT = re.compile(
    r"\b(?:narasi|bertuliskan|berjudul|judul|tulisan|bertema|tema|bertajuk|tajuk|slogan|"
    r"keterangan|berbunyi)"
    r"\s*:?\s*$",
    re.IGNORECASE,
)


def is_name(quoted: str) -> bool:
    """Whether quotation marks hold a name: "Bansos Akhir Tahun Rp600.000 Dinsos Sidoarjo"."""
    words = [word for word in quoted.split() if len(word) > 3]
    raised = sum(not word[0].islower() for word in words)
    return quoted[-1:] not in (".", "!", "?", ",") and raised >= 0.8 * len(words)


_LINKING = re.compile(r"(?<=\w )(?:meliputi|mencakup|merupakan|adalah|ialah)(?= \w)")


# What any programme has: "Sasarannya 420 anak" says it of the matter told, without a verb.
OF_THE_MATTER = frozenset(
    "sasarannya syaratnya persyaratannya jadwalnya tujuannya pesertanya biayanya tarifnya caranya "
    "lokasinya tempatnya kuotanya pendaftarannya pelaksanaannya hadiahnya besarannya temanya "
    "penerimanya manfaatnya ketentuannya layanannya".split()
)


def has_predicate(text: str) -> bool:
    """Whether a verb-like word stands after the first word, so that something is said of something.

    An imperative ("Siapkan fotokopi KK.") opens with its verb and counts as well.
    """
    words = re.findall(r"[A-Za-z-]+", text)
    if len(words) < 3 or (_ACTIVE.match(text) and "," not in text[:90]):
        return False  # "Menjamin setiap aduan …": nobody does it
    if _COSTS.match(text) or _EVERY_DAY.match(text) or _DONE_BY.match(text):
        return True
    if _LINKING.search(text) or words[0].lower() in OF_THE_MATTER:
        return True  # "Wilayah yang berpotensi terdampak meliputi …"
    if _IMPERATIVE.fullmatch(words[0].lower()) or _EXISTING.fullmatch(words[0]):
        return True
    relative = words[0].lower() == "yang"
    over = False  # "Bus yang tidak membayar dikenai denda": the second verb is the main one
    for word in words[1:]:
        verbal = _VERB.fullmatch(word) is not None and word.lower() not in _NOT_VERB
        if verbal and (not relative or (over and _MAIN_AGAIN.fullmatch(word.lower()))):
            return True
        relative = word.lower() == "yang" or (relative and verbal)
        over = relative and (over or _CONTENT_VERB.fullmatch(word.lower()) is not None)
    return False


_CONTENT_VERB = re.compile(r"(?:me[mnrlw]?|meng|meny|di|ber|ter)[a-z]{4,}")
_MAIN_AGAIN = re.compile(r"di[a-z]{3,}(?:kan|i)|akan|wajib|harus|dilarang|diminta|dapat")
_REPORTED = re.compile(
    r"^(?P<who>[A-Z](?:[^,.;:]|\bdr[gh]?\.){3,90}?(?:,(?:[^,.;:]|\bdr[gh]?\.){3,60},)?)\s+(?:juga\s+|pun\s+)?(?:mengatakan|"
    r"menjelaskan|"
    r"menambahkan|menuturkan|mengungkapkan|menyebut(?:kan)?|menyatakan|memaparkan|menerangkan|"
    r"menyampaikan|membeberkan|menegaskan)(?:\s+bahwa|,)?\s+(?P<what>(?:[^.]|\.(?=\d)){20,}\.?)$"
)
# "Dinas X memastikan pesan berantai tentang … adalah tidak benar": the denial is the news.
_DENIED = re.compile(
    r"^[A-Z][^.;:]{3,140}?\s(?:menegaskan|memastikan|menyatakan|mengatakan|menyebut)\s+(?:bahwa\s+)?"
    r"(?P<what>(?:pesan|kabar|informasi|isu|unggahan|video|surat|akun|tautan|berita|tawaran|foto)\b"
    r".*\b(?:tidak\s+benar|hoaks|palsu|bohong|penipuan)\b[^.]*\.)$"
)
_STILL_SPEAKING = re.compile(
    r"\b(?:dan|serta|sekaligus)\s+(?:juga\s+)?(?:meminta|mengimbau|mengajak|mengingatkan|"
    r"menyarankan|berharap|"
    r"menegaskan|menambahkan|menyampaikan|memastikan|berjanji|mengakui)\b"
)
# "Warga yang ingin menyampaikan usulan dapat …" reports nothing.
_MEANING_TO = re.compile(
    r"\b(?:yang|ingin|akan|dapat|bisa|boleh|untuk|mau|hendak|perlu|harus|wajib|diminta|agar|tidak)$"
)
# What was true in 2023 is not said as if it were true now.
_AT_THAT_TIME = re.compile(r"\b(?:pada|saat|waktu|ketika|semasa)\b|\d")
_ACCORDING = re.compile(r"^Menurut\s+(?P<who>[A-Z][^.;:]{2,120}?),\s+(?P<what>[^.].{20,})$")
_OPINION = re.compile(
    r"\b(?:berharap|diharapkan|harapan|mengapresiasi|apresiasi|bangga|"
    r"(?<!dokumen )(?<!barang )(?<!surat )(?<!data )penting|"
    r"berkomitmen|komitmen|"
    r"optimistis|signifikan|bersyukur|menyambut\s+baik|sangat|luar\s+biasa|semangat|sinergi|"
    r"mendukung|"
    r"menorehkan\s+prestasi|berbuah\s+manis|bukti\s+nyata|wujud\s+nyata|prestasi\s+gemilang|patut\s+dibanggakan|mengajak\s+semua|tentunya|tentu\s+saja)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r",\s+(?:sehingga|sebagaimana|termasuk|seperti|terutama|khususnya|sebagian\s+besar|guna|"
    r"yang(?!\s+(?:belum|tidak|hanya|sudah|telah|berhak)\b)|"  # who of them is meant
    r"(?:sementara|sedangkan)(?![^.]*\b(?:dialihkan|dilarang|wajib|harus|tidak\s+boleh))|mulai\s+(?:dari\s+)?[a-z]|agar|supaya|karena|mengingat)\b[^.]*\.$"
)
_INSERTED = re.compile(
    r",\s+(?:yakni|yaitu|seperti|termasuk|yang|terutama)\b[^,.]{5,90},(?=\s+[a-z])"
    # not the first item of "yaitu A, B, dan C"
    r"(?!(?:[^,.]{2,50},)*?\s+(?:[^,.]{2,40}\s)?(?:dan|serta|atau)\s[^,.]*\.)"
)
_LEFT_OUT = re.compile(r"\s+(?:secara\s+langsung|tersebut|turut|berdiameter\s+[\d.,]+\s*\w+)(?=\s)")


_SUBORDINATE = re.compile(
    r",?\s(?:sebelum|sesudah|setelah|ketika|jika|apabila|bila|karena|agar|supaya|sehingga)\s"
)


def unreport(text: str) -> str | None:
    """What somebody said without the "Kepala Dinas X mengatakan bahwa"; None: nothing reported.

    Only where the rest is a clause of its own: a subject and a predicate.
    """
    if denied := _DENIED.match(text):
        return _capitalise(denied["what"])
    match = _REPORTED.match(text) or _ACCORDING.match(text)
    if match is None:
        return None
    rest = _close(_capitalise(match["what"].strip()))
    if _MEANING_TO.search(match["who"]) or not has_predicate(_SUBORDINATE.split(rest)[0]):
        return None  # "… dan menyampaikan laporannya sebelum koperasi diusulkan …": a deed
    if _STILL_SPEAKING.search(rest) or _AT_THAT_TIME.search(match["who"]):
        return None
    verbal = re.match(
        r"(?:me|mem|men|meng|meny|di|ber|ter|agar|untuk|akan)\w*", rest, re.IGNORECASE
    )
    if verbal and verbal[0].lower() not in _NOT_VERB and not _EXISTING.match(rest):
        return None
    return rest if has_predicate(rest) and not _LEANING.match(rest) else None


_ASKED = re.compile(
    r"^[A-Z][^.;:]{2,110}?\s(?P<verb>meminta|mengimbau|mengajak|mengingatkan|menyarankan|"
    r"mempersilakan)"
    r"(?:\s+kepada)?\s+(?P<whom>(?:seluruh\s+|semua\s+|para\s+)?(?:warga|masyarakat|pelanggan|"
    r"orang\s+tua|"
    r"pengguna|pengendara|peserta|pemilik|wajib\s+pajak|pelaku\s+usaha|siswa|pelajar|petani|"
    r"pedagang|"
    r"pengunjung|pasien|pemohon|nelayan|petambak|perusahaan|sekolah|admin|kepala)\b.*?)"
    r"\s+(?P<deed>(?:(?:untuk|agar|supaya|tidak|jangan|segera|selalu|tetap|lebih|terus|dapat|ikut|"
    r"rutin|mudah|perlu)\s.*|"
    r"(?:me[mn]?[a-z]{3,}|ber[a-z]{3,}|waspada|ikut|datang|hadir|tertib|tenang)\b.*))$"
)


def as_request(text: str) -> str:
    """ "Kepala X meminta warga menampung air" → "Warga diminta menampung air"."""
    match = _ASKED.match(text)
    if match is None or re.search(r"\b(?:juga|serta)\s+meminta\b", match["deed"]):
        return text
    verb = re.sub(r"^mem?", "di", match["verb"]) if match["verb"] != "meminta" else "diminta"
    verb = {"dingimbau": "diimbau", "dingajak": "diajak", "dingingatkan": "diingatkan"}.get(
        verb, verb
    )
    verb = {"dinyarankan": "disarankan", "dipersilakan": "dipersilakan"}.get(verb, verb)
    return f"{_capitalise(match['whom'])} {verb} {match['deed']}"


_REQUEST = re.compile(
    r"\b(?:diminta|diimbau|diajak|diingatkan|disarankan|dilarang|wajib|harap|dimohon)\b|"
    r"^(?:Jangan|Hindari)\b"
)


def is_request(text: str) -> bool:
    """Whether it says what the reader should do."""
    return _REQUEST.search(text) is not None


_SCRAP = re.compile(
    r"_{3,}|\.{4,}|…{2,}|…\.?$|^(?:Sebagaimana|Bahwa)\s|:$|^[A-Z]\.\s|\bNomor\.$|"
    r"\bLembaran\s+Negara\b|^(?:Pasal|BAB|Bagian)\s+(?:\d|[IVX]+\b)|[:;,]\s*[a-z]\.$|"
    r"\b(?:dan|atau|serta|yang|untuk|dengan|dari|di|ke)\.$|\bMenimbang\b|\bMengingat\s*:|"
    r"\bsebagai\s+berikut\b"
)
_SCRAMBLED = re.compile(r"\b[a-z]+[A-Z][a-z]+\w*|\b\w{24,}\b(?<!\.id)")
_LONGEST_SENTENCE = 340
_SHORT_WORD = 3  # letters: a word in capitals, "NIB", that does not shout


def is_scrap(text: str) -> bool:
    """Not fit to be read by anybody: a form, a torn list, capitals only, a bad scan."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > _SHORT_WORD]
    loud = len(words) > 2 and sum(map(str.isupper, words)) > 0.5 * len(words)
    plain = re.sub(r"https?://\S+|\b[\w-]+(?:\.[\w-]+)+\S*", " ", text)
    scrambled = len(_SCRAMBLED.findall(plain)) > 1
    return loud or scrambled or len(text) > _LONGEST_SENTENCE or _SCRAP.search(text) is not None


_FEELING = re.compile(
    r"\b(?:mengaku|lega|menyangka|(?:menyampaikan|berterima)\s+(?:terima\s+)?kasih|senang|gembira|"
    r"bangga(?:nya)?|mengapresiasi|bersyukur|rasa\s+syukur|haru)\b",
    re.IGNORECASE,
)


def is_feeling(text: str) -> bool:
    """Relief, pride, thanks: nothing that a short post tells."""
    return _FEELING.search(text) is not None


def is_opinion(text: str) -> bool:
    """Praise, hope and intent: what a reader can do without."""
    return _OPINION.search(text) is not None or is_feeling(text)


def compress(text: str) -> str:
    """A shorter form of a whole sentence: insertions and a last subordinate clause taken off."""
    shorter = without(_INSERTED, without_brackets(text))
    shorter = without(_LEFT_OUT, shorter)
    cut = without(_TAIL, shorter, ".")
    if len(cut) >= 40 and has_predicate(cut):
        shorter = cut
    return shorter if has_predicate(shorter) else text


def leans(text: str) -> bool:
    """Whether a sentence needs the one before it: "Program ini …", "Akibatnya, …"."""
    return _LEANING.match(text) is not None


_DANGLING = re.compile(
    r"(?:Hal\s+(?:itu|ini|tersebut)|Lebih\s+lanjut|Sementara\s+itu|Untuk\s+itu|Selain\s+itu|Ia|Dia|"
    r"Beliau|Mereka|Namun|(?:Kegiatan|Program|Acara)\s+(?:itu|ini|tersebut)|Menurutnya|Dikatakannya|"
    r"Mulai\s+dari|Sehingga|Akibatnya)\b|[a-z]"
)


def dangles(text: str) -> bool:
    """Whether a sentence opens with what only another sentence could explain."""
    return _DANGLING.match(text) is not None


def has_free_pronoun(text: str) -> bool:
    return _free_pronoun(text)


def is_deictic(text: str) -> bool:
    """Whether it says "hari ini" or the like, which is wrong on any other day."""
    return _DEICTIC.search(text) is not None


# "STANDAR PELAYANAN SURAT PINDAH (SKPWNI)": what kind of paper it is, is no part of the name.
_OF_PAPER = frozenset(["standar", "pelayanan", "operasional", "prosedur"])
_LONG_SHORT_FORM = 6  # letters: "LARASKA" is made of syllables, "PMK" of initials


def abbreviations(text: str) -> dict[str, str]:
    """What short forms stand for, as the text introduces them: "Kartu Identitas Anak (KIA)"."""
    found: dict[str, str] = {}
    for match in _ABBREVIATION.finditer(text):
        before = re.search(
            r"((?:[A-Z][\w’'-]*,?|dan|dan/atau|serta)(?:[^\S\n]+|\n(?!\n)|$))+$",
            text[: match.start()],
        )
        words = before[0].split() if before else []
        while words and words[0].lower() in _OF_PAPER:
            words = words[1:]
        if words := _spelt_out(match[1], words):
            found.setdefault(match[1], " ".join(words))
    return found


_BETWEEN = frozenset(["dan", "dan/atau", "serta"])
_OF_REGENCY = re.compile(r"(?:\s(?:Kabupaten|Kab\.))?\sSidoarjo$")


def _spelt_out(short: str, words: list[str]) -> list[str]:
    """The fewest last words of which `short` is made; none where it is made of none of them.

    "PMK" behind "Penutupan Pasar Hewan dan Vaksinasi Penyakit Mulut dan Kuku" is the last four.
    """
    letters = re.sub(r"([a-z])(\d)", lambda m: m[1] * int(m[2]), short.lower())  # "P2": two of P
    letters = re.sub(r"[^a-z]", "", letters)
    name = _OF_REGENCY.sub("", " ".join(words)).split()
    for made_of in (_initials, _syllables):
        if made_of is _syllables and short.isupper() and len(letters) < _LONG_SHORT_FORM:
            break
        for first in range(len(name) - 2, -1, -1):
            if name[first][0].lower() == letters[:1] and made_of(letters, name[first:]):
                return words[first:]
    return []


def _initials(letters: str, words: list[str]) -> bool:
    """Whether each word gives its first letter, and perhaps others behind it, in this order."""
    if not words:
        return not letters
    word = words[0].lower()
    if word in _BETWEEN and _initials(letters, words[1:]):
        return True
    if not letters or word[0] != letters[0]:
        return False
    taken, rest = 0, iter(word)
    while taken < len(letters) and letters[taken] in rest:
        taken += 1
        if _initials(letters[taken:], words[1:]):
            return True
    return False


def _syllables(letters: str, words: list[str]) -> bool:
    """ "Disperindag" of "Dinas Perindustrian dan Perdagangan": its letters in this order."""
    rest = iter("".join(words).lower())
    return all(letter in rest for letter in letters)


def use_abbreviation(text: str, short: str, long: str) -> str:
    """ "Organisasi Perangkat Daerah (OPD)" → "OPD"."""
    return re.sub(rf"{re.escape(long)}(?:\s*\({re.escape(short)}\))?", short, text)


def drop_abbreviation(text: str, keep: str = "") -> str:
    """Without "(KIA)" behind the long name, unless `keep` uses the short form."""
    return _ABBREVIATION.sub(
        lambda m: m[0] if re.search(rf"\b{re.escape(m[1])}\b", keep) else "", text
    )


# "Loket buka Senin": it is open; nobody opens anything.
_STATE = re.compile(
    r"\s+(?:[\d(]|pukul|jam|mulai|setiap|hingga|sampai|pada|di|selama|sementara|total|kembali|lebih|"
    r"tiap|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)|[.,]|$"
)


def spell_verb(text: str) -> str:
    """The bare verb of headlines as sentences have it: "Dinkes gelar …" → "Dinkes menggelar …"."""
    match = _HEADLINE_VERB.match(text)
    if match is None or match[2] not in HEADLINE_VERBS:
        return text
    if match[2] in ("buka", "tutup") and _STATE.match(text[match.end() :]):
        return text
    return f"{match[1]}{_active(match[2])}{text[match.end() :]}"


def _active(base: str) -> str:
    first, rest = base[0], base[1:]
    match first:
        case "p":
            return "mem" + rest
        case "b" | "f":
            return "mem" + base
        case "t":
            return "men" + rest
        case "d" | "c" | "j":
            return "men" + base
        case "s":
            return "meny" + rest
        case "k":
            return "meng" + rest
        case "g" | "h" | "a" | "i" | "u" | "e" | "o":
            return "meng" + base
        case _:
            return "me" + base


def _without_backward_phrase(text: str) -> str:
    match = _BACKWARD.match(text)
    if match is None or not _BACK_AT_END.search(match["what"]):
        return text
    rest = _capitalise(match["rest"])
    return rest if has_predicate(rest) else text


_PLANNED = re.compile(
    r"\b(?:akan|bakal)\s+(?=(?:di|meng?|mem|ber)?(?:gelar|laksanakan|selenggarakan|adakan|"
    r"langsung(?:kan)?|hadiri|"
    r"buka|mulai|resmikan|ikuti|tutup|ganggu|alihkan|serahkan|lantik|dialihkan)\b|terganggu\b|"
    r"padam\b|libur\b)"
)


def drop_future(text: str) -> str:
    """What was planned and has passed: "akan digelar" → "digelar"."""
    return _PLANNED.sub("", text)


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    rest = pattern.sub("", text, count=1)
    return (_capitalise(rest), True) if rest != text else (text, False)


def _free_pronoun(text: str) -> bool:
    """A pronoun that nothing in the sentence explains: "tempat ia berdomisili" is explained."""
    bound = _BOUND_PRONOUN.sub("", text, count=1)
    return _PRONOUN.search(_THEIR_OWN.sub(r"\1", bound)) is not None


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


def _close(text: str) -> str:
    return text if not text or text[-1] in ".!?…”" else text + "."
