"""Every Indonesian string of the screen."""

PRODUCT = "Asisten Konten"
REGENCY = "Pemerintah Kabupaten Sidoarjo"

ROOMS = {
    "caption": ("Caption", "Caption", "✍️"),
    "reply": ("Balas Komentar", "Balas", "💬"),
    "queue": ("Antrean", "Antrean", "📥"),
    "follow-ups": ("Tindak Lanjut", "Janji", "⏰"),
    "check": ("Periksa Draf", "Periksa", "🔎"),
    "knowledge": ("Basis Pengetahuan", "Basis", "📚"),
    "questions": ("Pertanyaan", "Tanya", "❓"),
}

PLATFORMS = {
    "instagram": "Instagram",
    "facebook": "Facebook",
    "x": "X",
    "tiktok": "TikTok",
    "threads": "Threads",
    "youtube": "YouTube",
    "whatsapp": "Saluran WhatsApp",
    "press-release": "Siaran pers",
}
COMMENT_PLATFORMS = ("instagram", "facebook", "x", "tiktok", "threads", "youtube")
ANY_PLATFORM = "Belum ditentukan"
AUDIENCES = {
    "public": "Umum",
    "parents": "Orang tua",
    "students": "Pelajar",
    "small-business": "UMKM",
    "farmers": "Petani & petambak",
}
TONES = {"formal": "Resmi", "warm": "Hangat", "inviting": "Mengajak", "urgent": "Darurat"}
ANY_TONE = "Otomatis"

COMMENT_KINDS = {
    "question": "Pertanyaan",
    "complaint": "Aduan",
    "suggestion": "Saran",
    "praise": "Apresiasi",
    "emergency": "Darurat",
    "rumour": "Kabar belum jelas",
    "abuse": "Hinaan",
    "spam": "Spam",
    "politics": "Politik",
    "other": "Lainnya",
}
URGENCIES = {"high": "Tinggi", "normal": "Biasa", "low": "Rendah"}
LANGUAGES = {"id": "Indonesia", "jv": "Jawa", "mixed": "Campuran", "other": "Lain"}
PERSONAL_DATA = {
    "nik": "NIK",
    "kk": "nomor KK",
    "phone": "nomor telepon",
    "email": "e-mail",
    "npwp": "NPWP",
    "plate": "nomor polisi",
    "bank_account": "nomor rekening",
    "bpjs": "nomor BPJS",
    "address": "alamat",
    "birth_date": "tanggal lahir",
    "name": "nama",
    "passport": "nomor paspor",
}
LAPOR_CLASSES = {
    "pengaduan": "Pengaduan",
    "aspirasi": "Aspirasi",
    "permintaan-informasi": "Permintaan informasi",
}

KINDS = {
    "press-release": "Siaran pers",
    "programme": "Program",
    "service": "Layanan",
    "sop": "SOP",
    "faq": "Tanya jawab",
    "regulation": "Peraturan",
    "figures": "Data angka",
    "other": "Lainnya",
}
STATUSES = {
    "published": "Terbit",
    "draft": "Draf",
    "withdrawn": "Ditarik",
    "expired": "Kedaluwarsa",
}

CLAIM_STATUSES = {
    "supported": "Cocok dengan sumber",
    "from_brief": "Dari {own}",
    "not_found": "Tidak ditemukan di sumber",
    "found_elsewhere": "Ada di sumber, tetapi untuk hal lain",
    "contradicted": "Berbeda dengan sumber",
}
OWN_BRIEF = "maksud Anda"
OWN_COMMENT = "komentar warga"
MONTHS = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()

UNEXPECTED = (
    "Ada yang tidak berjalan sebagaimana mestinya. Yang sudah Anda tulis tetap ada; "
    "coba sekali lagi, dan kabari tim TI Kominfo bila terulang."
)

# Caption
CAPTION_TITLE = "Buat caption"
CAPTION_LEAD = "Tulis maksudnya, draf disusun dari dokumen resmi."
BRIEF_LABEL = "Apa yang ingin disampaikan?"
BRIEF_HINT = "Contoh: Ajak warga ikut imunisasi campak di posyandu, tekankan jadwal dan syaratnya."
PLATFORM_LABEL = "Platform"
AUDIENCE_LABEL = "Sasaran"
TONE_LABEL = "Nada"
OWN_SOURCE = "Sumber sendiri (opsional)"
OWN_SOURCE_LEAD = (
    "Hanya dipakai untuk draf ini dan tidak disimpan. Bila diisi, draf hanya memakai sumber ini."
)
PASTED_LABEL = "Tempel rilis atau berita"
PASTED_HINT = "Tempel teks rilis di sini."
PASTED_NAME = "Rilis yang ditempel.txt"
DOCUMENTS_LABEL = "Dokumen basis pengetahuan (opsional)"
DOCUMENTS_HINT = "Kosongkan agar dicarikan sendiri."
MAKE_DRAFT = "Buat draf"
CAPTION_EMPTY = "Draf akan tampil di sini: satu tab untuk tiap platform."
SEARCHING = "Mencari dokumen dan menyusun draf…"
FACT_SLOTS = {
    "what": "Apa",
    "who": "Siapa",
    "when": "Kapan",
    "where": "Di mana",
    "cost": "Biaya",
    "requirement": "Syarat",
    "step": "Cara",
    "contact": "Kontak",
    "purpose": "Tujuan",
    "quotation": "Kutipan",
    "figure": "Angka",
}
FACT_ROLES = {
    "event": "acara",
    "registration": "pendaftaran",
    "deadline": "batas akhir",
    "period": "masa berlaku",
    "hours": "jam",
    "duration": "lama",
    "publication": "terbit",
    "statement": "pernyataan",
    "audience": "sasaran",
    "speaker": "narasumber",
}
FACT_OWN = "Ditambahkan oleh Anda"
DRAFT_STATES = {"draft": "Draf", "used": "Sudah disalin"}
DRAFT_ABOUT = "terakhir diubah {changed}"

# Reply
REPLY_TITLE = "Balas komentar"
REPLY_LEAD = "Tempel komentar warga. Tanggapan cepat keluar seketika."
COMMENT_LABEL = "Komentar warga"
COMMENT_HINT = "Tempel satu komentar."
MAKE_REPLY = "Buat balasan"
DONE = "Selesai, catat sebagai terkirim"
REPLY_EMPTY = "Balasan akan tampil di sini."
READING_COMMENT = "Membaca komentar…"
CHECKING_SOURCES = "Menyusun balasan lengkap…"
MASKED_COMMENT = "Komentar (data pribadi disamarkan)"
ACKNOWLEDGEMENT = "Tanggapan cepat"
ACKNOWLEDGEMENT_NOTE = "kirim sekarang"
FULL_REPLY = "Balasan lengkap"
ANSWERED = "dari {count} sumber"
UNANSWERED = "belum ada sumbernya"
DISPOSITION = "Catatan disposisi"
INTERNAL = "internal, jangan dipublikasikan"
LAPOR = "Teks SP4N-LAPOR!"
LAPOR_NOTE = "diisikan oleh admin"
NO_REPLY_NEEDED = "Komentar ini tidak perlu dibalas."
RECORDED = "Tercatat sebagai terkirim."
RECORDED_FOLLOW_UPS = "Tercatat sebagai terkirim, dengan {count} tindak lanjut."
NOTHING_TO_RECORD = "Belum ada balasan yang dapat dicatat; buat balasan dulu."
ALREADY_RECORDED = "Balasan ini sudah tercatat."
CHIP_KIND = "Jenis"
CHIP_URGENCY = "Urgensi"
CHIP_AGENCY = "OPD"
CHIP_LANGUAGE = "Bahasa"
CHIP_PERSONAL = "Data pribadi"
NO_PERSONAL = "tidak ada"
MASKED_BEFORE = "disamarkan"
DISGUISED = "{items} disamarkan"
OUTSIDE = "{name} (di luar Pemkab)"
NO_AGENCY = "belum jelas"

# Queue
QUEUE_TITLE = "Antrean komentar"
QUEUE_LEAD = "Banyak komentar sekaligus: yang mendesak dulu, yang serupa dijawab sekali."
QUEUE_BOARD_EMPTY = "Pilih satu komentar; tanggapan dan balasannya tampil di sini."
QUEUE_STATES = {"open": "Menunggu", "done": "Selesai", "ignored": "Tidak perlu dibalas"}
QUEUE_STATES_NOW = {
    "done": "Komentar ini sudah selesai.",
    "ignored": "Komentar ini ditandai tidak perlu dibalas.",
}
QUEUE_STEPS = {
    "skip": "Lewati",
    "ignored": "Tidak perlu dibalas",
    "new": "Kembalikan ke antrean",
}
STEPS_DONE = {
    "done": "Komentar sebelumnya selesai.",
    "skip": "Komentar sebelumnya dilewati.",
    "ignored": "Komentar sebelumnya ditandai tidak perlu dibalas.",
    "new": "Komentar dikembalikan ke antrean.",
}
DONE_NEXT = "Selesai, lanjut →"
QUEUE_FINISHED = "Semua komentar di antrean sudah ditangani."
PLACE = "Komentar {number} dari {count} · tanggapan pertama {first} · penyelesaian {settle}"
ALREADY_TAKEN = " · dibuka {who} sejak {time}"
TAKEN_BY = "dikerjakan {who}"
ALIKE = "{count} komentar serupa"
ALIKE_NOTE = "satu jawaban untuk semua"
MORE_ALIKE = "… dan {count} lainnya"
SAME_WORDS = "{count} lainnya sama persis."
TAKING_IN = "Membaca {count} komentar…"
TAKEN_IN = "{count} masuk antrean"
TAKEN_IN_GROUPED = ", {count} digabung dengan yang serupa"
TAKEN_IN_REPEATED = ", {count} sudah pernah masuk"
TAKEN_IN_IGNORED = ". {count} di antaranya tidak perlu dibalas"
ROWS_READ = "{count} komentar terbaca"
TAKE_ROWS = "Masukkan {count} komentar"
UNNAMED_COLUMN = "Kolom {number}"
EXPORT_COLUMNS = {
    "text": "Kolom komentar",
    "time": "Kolom waktu",
    "id": "Kolom nomor komentar",
    "platform": "Kolom kanal",
}
NO_TEXT_COLUMN = "Kolom komentar belum dipilih."
PROMISE = "Dicatat sebagai janji {agency}, paling lambat {due}."

# Follow-ups
FOLLOW_UPS_TITLE = "Tindak lanjut"
FOLLOW_UPS_LEAD = "Yang sudah dijanjikan kepada warga, yang paling dekat batasnya di atas."
FOLLOW_UPS_BOARD_EMPTY = (
    "Buka satu janji, tulis jawaban OPD, lalu susun kabarnya; drafnya tampil di sini."
)
FOLLOW_UP_STATES = {"open": "Terbuka", "done": "Selesai", "all": "Semua"}
ALL_AGENCIES = "Semua OPD"
PROMISES_COUNT = "{count} janji, {late} terlambat"
DUE = "batas {day}"
SETTLED = "selesai {day}"
SENT_ON = "Balasan kita, {day}"
SETTLED_NOW = "Janji ditandai selesai."
WRITING_NEWS = "Menyusun kabar…"
OUR_PROMISE = "Yang kita janjikan"
NEWS = "Kabar untuk warga"
OUTCOMES = {
    "done": "sudah ditangani",
    "progress": "masih berjalan",
    "declined": "belum dapat dipenuhi",
}
OWN_ANSWER = "jawaban {agency}"
SEND_NEWS = "Selesai, catat sebagai terkirim"
NEWS_SENT = "Tercatat sebagai terkirim; janji ini selesai."
NEWS_SENT_AGAIN = "Tercatat sebagai terkirim; janji ini selesai dan janji kabar berikutnya dicatat."

# Check
CHECK_TITLE = "Periksa draf"
CHECK_LEAD = "Tempel tulisan Anda. Fakta, gaya, dan panjangnya diperiksa."
TEXT_LABEL = "Teks yang diperiksa"
TEXT_HINT = "Tempel draf dari mana saja."
MAKE_CHECK = "Periksa"
CHECK_EMPTY = "Hasil pemeriksaan akan tampil di sini."
CHECKED = "Hasil pemeriksaan"

# Knowledge
KNOWLEDGE_TITLE = "Basis pengetahuan"
KNOWLEDGE_LEAD = "Dokumen resmi yang menjadi sumber semua draf."
UPLOAD_DETAILS = "Keterangan dokumen (opsional)"
AGENCY_LABEL = "OPD pemilik"
KIND_LABEL = "Jenis dokumen"
PUBLISHED_LABEL = "Tanggal terbit (TTTT-BB-HH)"
VALID_UNTIL_LABEL = "Berlaku sampai (TTTT-BB-HH)"
AS_DRAFT = "Tinjau dulu sebelum terbit"
SEARCH_LABEL = "Coba cari"
SEARCH_HINT = "Contoh: syarat rekam KTP"
SEARCH = "Cari"
NOT_CHOSEN = "Tidak ditentukan"
WRONG_DATE = "{label} harus ditulis TTTT-BB-HH, misalnya 2026-11-24."
READING_FILE = "membaca dan memecah dokumen…"
WAITING = "menunggu giliran"
ADDED = "terbaca, {passages} kutipan"
ADDED_AS_DRAFT = "terbaca, {passages} kutipan; tinjau lalu terbitkan"
SKIPPED = "sudah ada di basis"
NOTHING_FOUND = "Tidak ada dokumen yang memuat jawabannya."
ACTIONS_DONE = {
    "publish": "Dokumen diterbitkan.",
    "withdraw": "Dokumen ditarik; tidak dipakai lagi untuk draf.",
    "restore": "Dokumen dipulihkan.",
    "replace": "Versi baru dipakai; versi lama tetap ada di riwayat.",
    "describe": "Keterangan disimpan.",
    "describe-publish": "Keterangan disimpan dan dokumen diterbitkan.",
    "delete": "Dokumen dihapus.",
}
BULK_DONE = {
    "publish": "{count} dokumen diterbitkan.",
    "withdraw": "{count} dokumen ditarik.",
    "delete": "{count} dokumen dihapus.",
}
BULK_FAILED = " {count} tidak berhasil: {reason}"
EXPIRED = "kedaluwarsa {day}, perlu diperbarui"
EXPIRES_SOON = "berlaku s.d. {day}, perlu diperbarui"
UNREVIEWED = "usulan {agency}, belum diperiksa editor"
CONFLICT = "{what} berbeda: {one} dan {other}"
CONFLICT_OF_AMOUNTS = "Angka"
CONFLICTS = {
    "whatsapp": "Nomor WhatsApp",
    "telepon": "Nomor telepon",
    "nomor": "Nomor kontak",
    "faks": "Nomor faks",
    "sms": "Nomor SMS",
    "surel": "Alamat surel",
}
COMPARED = "Versi {old} dibanding versi {new}"
SAME_LINES = "… {count} baris sama …"

# Questions
QUESTIONS_TITLE = "Pertanyaan"
QUESTIONS_LEAD = "Yang ditanyakan warga dan belum dijawab dokumen mana pun."
QUESTION_ASKED = "ditanya {count} kali, terakhir {day}"
QUESTION_WAITS = "ditanya {count} kali, belum ada jawabannya"
QUESTION_ANSWERED = "Jawaban diterbitkan dan dipakai untuk draf mulai sekarang."
QUESTION_DISMISSED = "Pertanyaan disingkirkan."
FIELDS = {
    "title": "Judul",
    "agency": "OPD pemilik",
    "kind": "Jenis dokumen",
    "published": "Tanggal terbit",
    "valid_from": "Berlaku mulai",
    "valid_until": "Berlaku sampai",
}
UNKNOWN_AGENCY = "OPD tidak dikenal; pilih dari daftar."
TITLE_MISSING = "Judul dokumen masih kosong; isi dulu lalu simpan."
EMBEDDED_WRITER = "disusun tanpa model AI"
MODEL_WRITER = "disusun dengan bantuan AI ({name})"
ACTIONS = {
    "publish": "Terbitkan",
    "withdraw": "Tarik",
    "restore": "Pulihkan",
    "replace": "Unggah versi baru",
    "delete": "Hapus",
}

# What the scripts of the page show (static/*.js); {name} is filled there.
SCRIPT = {
    "attention": "Perlu perhatian",
    "attention_conflict": "{title} · bandingkan",
    "conflict_title": "Dua dokumen berlaku berbeda isi",
    "conflict_lead": (
        "Tentukan mana yang benar, lalu tarik, ganti, atau batasi masa berlaku yang lain. "
        "Draf yang memakai salah satunya diberi tanda."
    ),
    "open_document": "Buka dokumen",
    "all_agencies": "Semua OPD",
    "all_kinds": "Semua jenis",
    "all_statuses": "Semua status",
    "needs_update": "Perlu diperbarui",
    "choose_named": "Pilih {title}",
    "chosen": "{count} dipilih",
    "publish_chosen": "Terbitkan",
    "withdraw_chosen": "Tarik",
    "delete_chosen": "Hapus",
    "review": "Tinjau",
    "save_publish": "Simpan dan terbitkan",
    "compare": "Bandingkan dengan yang dipakai",
    "question": "Pertanyaan",
    "answer": "Jawaban",
    "answer_source": "Sumber (dokumen atau pejabat yang menyatakan)",
    "answer_agency": "OPD penanggung jawab",
    "answer_until": "Berlaku sampai",
    "publish_answer": "Terbitkan jawaban",
    "write_answer": "Tulis jawaban",
    "dismiss": "Singkirkan",
    "no_questions": "Belum ada pertanyaan yang menunggu jawaban.",
    "waiting_questions": "Menunggu jawaban",
    "wordings": "Cara warga bertanya",
    "solved_replies": "Balasan terkirim yang dapat dijadikan tanya jawab",
    "make_answer": "Jadikan tanya jawab",
    "cancel": "Batal",
    "queue": "Antrean",
    "queue_states": "Keadaan komentar",
    "most_urgent_first": "paling mendesak dulu",
    "add_comments": "Tambah komentar",
    "paste_comments": "Tempel komentar",
    "paste_hint": "Satu komentar per baris, atau pisahkan dengan baris kosong.",
    "platform": "Kanal",
    "take_in": "Masukkan ke antrean",
    "import_export": "Impor ekspor komentar",
    "export_formats": (
        "CSV, Excel, atau JSON dari Meta Business Suite, YouTube Studio, X, atau TikTok."
    ),
    "no_column": "Tidak ada",
    "queue_empty": "Tidak ada komentar di sini.",
    "first_entries": "Hanya 200 yang pertama ditampilkan.",
    "shortcuts": "Ctrl+Enter: selesai, lanjut. Alt+→: lewati. ↑ ↓: pindah di daftar.",
    "agency": "OPD",
    "state": "Keadaan",
    "promises": "Janji kepada warga",
    "no_promises": "Tidak ada janji di sini.",
    "comment_then": "Komentar warga",
    "answer_of": "Jawaban {agency}",
    "answer_hint": "Tempel kabar dari OPD apa adanya.",
    "tell_citizen": "Susun kabar",
    "settle": "Tandai selesai",
    "habits": "Yang sering diubah admin: {count} usulan gaya rumah",
    "left_out": "dihapus",
    "copied": "Tersalin ✓",
    "copy_failed": "Tekan Ctrl+C",
    "copied_said": "Tersalin",
    "copy_failed_said": "Teks tidak dapat disalin otomatis",
    "loading": "Memuat contoh basis pengetahuan: {done} dari {total} dokumen",
    "preparing": "Menyiapkan basis pengetahuan…",
    "copy_named": "Salin {heading}",
    "title_named": "Judul {heading}",
    "text_named": "Teks {heading}",
    "done": "Selesai",
    "drafts": "Draf per platform",
    "copy_all": "Salin semua",
    "being_checked": "sedang diperiksa",
    "marked_text": "Teks bertanda sumber",
    "another": "Versi lain",
    "writing": "Menyusun…",
    "checking": "memeriksa…",
    "text_length": "Panjang teks",
    "title_length": "Panjang judul",
    "title": "Judul",
    "copy_title": "Salin judul",
    "facts": "Fakta dan sumbernya",
    "alt_text": "Teks alternatif",
    "copy_alt_text": "Salin teks alternatif",
    "no_proof": " — pemeriksaan otomatis, tetap baca sekali lagi",
    "copy": "Salin",
    "not_sent": "Berkas tidak dapat dikirim; periksa sambungan lalu coba lagi.",
    "sending": "mengirim…",
    "sent": "terkirim",
    "refused": "Berkas ditolak.",
    "too_large": "Berkas terlalu besar; paling besar 20 MB.",
    "used_here": "dipakai untuk draf ini",
    "detach": "Lepas",
    "send_release": "Unggah rilis",
    "formats": (
        "PDF, Word, PowerPoint, Excel, CSV, HTML, Markdown, teks, atau foto dokumen; "
        "paling besar 20 MB."
    ),
    "count_all": "{all} dokumen",
    "count_some": "{some} dari {all} dokumen",
    "take_proposed": "Pakai yang terbaca dari isi: {proposed_shown}",
    "history": "Riwayat: {count} versi",
    "read_as": "Cara dokumen ini terbaca: {count} kutipan",
    "filter": "Saring dokumen",
    "filter_hint": "Saring judul, OPD, atau jenis",
    "send_documents": "Unggah dokumen",
    "many": " Boleh banyak sekaligus.",
    "documents": "Dokumen",
    "no_documents": "Belum ada dokumen. Unggah dokumen pertama di atas.",
    "first_shown": "Hanya 300 yang pertama ditampilkan; saring untuk mempersempit.",
    "not_chosen": "Tidak ditentukan",
    "save": "Simpan keterangan",
    "sure": "Yakin? Tekan sekali lagi",
    "details": "Rincian dokumen",
    "close": "Tutup",
    "correct": "Ubah keterangan",
    "use_version": "Pakai versi ini",
    "read_as_first": "Cara dokumen ini terbaca: {count} kutipan pertama",
    "revise": "Perbaiki",
    "free_wish": "Tulis instruksi",
    "free_wish_hint": "Contoh: sebut dulu batas pendaftarannya",
    "free_wish_do": "Jalankan",
    "version": "Versi {n} dari {all}",
    "take_back": "Kembalikan versi ini",
    "older": "Versi sebelumnya",
    "newer": "Versi sesudahnya",
    "compare_versions": "Bandingkan dengan yang sekarang",
    "preview": "Pratinjau unggahan",
    "more_text": "… selengkapnya",
    "less_text": "lebih sedikit",
    "sheet": "Lembar fakta",
    "sheet_hint": "Betulkan, coret, atau tambah fakta; lalu perbarui draf.",
    "fact_edit": "Ubah",
    "fact_strike": "Coret",
    "fact_undo": "Batalkan",
    "fact_value": "Nilai untuk {slot}",
    "fact_was": "sumber: {old}",
    "fact_add": "Tambah fakta",
    "fact_slot": "Jenis fakta",
    "fact_text": "Isi fakta",
    "fact_apply": "Perbarui draf",
    "my_drafts": "Draf saya",
    "my_drafts_none": "Belum ada draf. Draf yang Anda buat tersimpan di sini.",
    "all_states": "Semua",
    "only_open": "Belum disalin",
    "only_used": "Sudah disalin",
    "state_filter": "Saring menurut keadaan",
    "open_again": "Buka lagi",
    "delete_drafts": "Hapus",
}
