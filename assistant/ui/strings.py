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
    "approvals": ("Persetujuan", "Putuskan", "✅"),
    "style": ("Gaya Rumah", "Gaya", "🖋️"),
    "trail": ("Jejak", "Jejak", "🧾"),
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
REPLY_SOURCE_LEAD = (
    "Hanya dipakai untuk balasan ini dan tidak disimpan. Bila diisi, jawabannya dicari di sini."
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
DRAFT_STATES = {
    "draft": "Draf",
    "used": "Sudah disalin",
    "submitted": "Menunggu persetujuan",
    "approved": "Disetujui",
    "returned": "Dikembalikan",
    "published": "Terbit",
}
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
SHOW_ORIGINAL = "Tampilkan data asli"
ORIGINAL_COMMENT = "Komentar asli:"
ORIGINAL_SHOWN = "internal, memuat data pribadi; pembukaan ini tercatat di jejak"
MORE_ORIGINALS = "… dan {count} komentar lain."
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
FIRST_RESPONSE = "tanggapan pertama"
SETTLEMENT = "penyelesaian"
RESPONDED = "terkirim tepat waktu"
RESPONDED_LATE = "terkirim, terlambat {amount}"
RESPONDED_ALREADY = "sudah ditanggapi"
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

# Approval
APPROVALS_TITLE = "Persetujuan"
APPROVALS_LEAD = "Yang menunggu putusan, yang lewat batas, dan yang ramai pekan ini."
HEAD_OF = "Kepala {agency}"
ALONE_DECIDES = "Satu pengguna tanpa masuk: putusan Anda tercatat “tanpa persetujuan orang kedua”."
WAITING_COUNT = "menunggu"
LATE_COUNT = "terlambat"
RISKY_COUNT = "berisiko"
SUBMITTED_BY = "{who} · {age}"
SUBMITTED_AGE = "diajukan {age} lalu"
SUBMITTED_NOW = "baru diajukan"
VERSION = "versi {version}"
EDITED_SINCE = "versi {version}, diubah sesudah diajukan"
OWN_DRAFT = "Draf ini Anda susun atau ubah sendiri; orang lain yang memutuskan."
NOT_THE_HEAD = "Diputuskan oleh pimpinan {agency}."
NO_AGENCY_HEAD = "Diputuskan oleh pimpinan OPD."
DECISIONS = {
    "submitted": "Menunggu",
    "approved": "Disetujui",
    "returned": "Dikembalikan",
    "replaced": "Diganti versi baru",
    "withdrawn": "Dihapus",
    "published": "Terbit",
}
WAY_NOTES = {
    "single": "tanpa persetujuan orang kedua",
    "alone": "tanpa pimpinan, karena tidak ada yang berisiko",
}
HISTORY_SUBMITTED = "Versi {version} diajukan {who}, {when}"
HISTORY_APPROVED = "Disetujui {who}, {when}"
HISTORY_ALONE = "Dilepas {who}, {when}"
HISTORY_RETURNED = "Dikembalikan {who}, {when}: {reason}"
HISTORY_TAKEN_BACK = "Persetujuan ditarik, {when}: {reason}"
HISTORY_REPLACED = "Lalu diubah; versi barunya menunggu lagi"
HISTORY_WITHDRAWN = "Draf dihapus sebelum diputuskan"
HISTORY_PUBLISHED = "Terbit {when} oleh {who}: {link}"
HISTORY_FINDING = "Temuan “{message}” diterima: {reason}"
STANDING_APPROVED = "Disetujui {who}, {when}"
STANDING_RETURNED = "Dikembalikan {who}: {reason}"
STANDING_SUBMITTED = "Diajukan {when}"
STANDING_PUBLISHED = "Terbit {when}: {link}"
SUBMITTED = "Diajukan. Putusannya akan terlihat di sini dan di ruang Persetujuan."
APPROVED = "Disetujui. Admin sekarang dapat menerbitkannya."
RETURNED = "Dikembalikan dengan alasan Anda."
RULE_SAVED = "Aturan OPD disimpan dan langsung berlaku."
PUBLISHED = "Tercatat sebagai terbit."
NOT_SAVED_YET = "Perubahan terakhir belum tersimpan; tunggu pemeriksaannya selesai lalu coba lagi."
LATE_PROMISE = "janji {agency}"
LATE_COMMENT = "komentar {platform} {lacks}"
LATE_COMMENT_ANY = "komentar {lacks}"
NOT_RESPONDED = "belum ditanggapi"
NOT_SETTLED = "belum selesai"

# Check
CHECK_TITLE = "Periksa draf"
CHECK_LEAD = "Tempel tulisan Anda. Fakta, gaya, dan panjangnya diperiksa."
TEXT_LABEL = "Teks yang diperiksa"
TEXT_HINT = "Tempel draf dari mana saja."
MAKE_CHECK = "Periksa"
CHECK_DOCUMENTS_HINT = "Pilih satu atau beberapa, atau kosongkan agar dicarikan sendiri."
CHECK_SOURCE_LEAD = (
    "Hanya untuk pemeriksaan ini dan tidak disimpan. Bila diisi tanpa memilih dokumen, teks hanya "
    "dibandingkan dengan sumber ini."
)
CHECKING_TEXT = "Membandingkan dengan sumber…"
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
    "jam layanan": "Jam layanan",
    "tanggal mulai": "Tanggal mulai",
    "tanggal akhir": "Tanggal akhir",
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
    "agencies": "OPD lain yang terkait (boleh lebih dari satu)",
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

# House style
STYLE_TITLE = "Gaya rumah"
STYLE_LEAD = "Aturan bahasa untuk semua draf dan pemeriksaan. Lihat akibatnya dulu, lalu simpan."
SEVERITIES = {"info": "Saran", "warn": "Perbaiki", "block": "Tahan"}
STYLE_REPLY = "Balasan"
STYLE_PROBLEMS = "Belum dapat dilanjutkan: {count} hal perlu dibetulkan. Yang Anda tulis tetap ada."
STYLE_TOO_LONG = "Ada isian yang terlalu panjang atau terlalu banyak; ringkas lalu coba lagi."
STYLE_SAVED = "Versi {number} berlaku mulai sekarang untuk semua draf."
STYLE_RESTORED = "Isi versi {old} berlaku lagi, sebagai versi {number}."
STYLE_VERSION_ABOUT = "{day}, {time} · {who}"
STYLE_SAME = "Kedua versi sama."
STYLE_CAUTION = (
    "{rule} tidak lagi menahan draf: yang selama ini dicegah dapat terbit. Pastikan memang begitu."
)
STYLE_STEPS = {
    "on": "dinyalakan",
    "off": "dimatikan",
    "severity": "bobot “{old}” menjadi “{new}”",
    "word-new": "“{word}” diganti “{new}” (baru)",
    "word-changed": "“{word}” kini diganti “{new}”, dulu “{old}”",
    "word-marked": "“{word}” ditandai tanpa pengganti",
    "word-gone": "“{word}” tidak diperiksa lagi",
    "limit": "batas{where} {old} menjadi {new}",
    "length": "panjang anjuran {old} menjadi {new}",
    "hashtags": "jumlah tagar {old} menjadi {new}",
    "campaign": "{what} {old} menjadi {new}",
}
NOTHING = "(kosong)"
CAMPAIGN = "Masa kampanye"
CAMPAIGN_SWITCHES = {"auto": "Menurut tanggal", "on": "Nyala", "off": "Mati"}
CAMPAIGN_FIELDS = {"switch": "sakelar", "periods": "tanggal", "candidates": "nama calon"}
CAMPAIGN_ON = (
    "Masa kampanye: draf yang menyebut calon, partai, atau nomor urut ditahan, "
    "sampai editor mematikannya."
)
CAMPAIGN_UNTIL = (
    "Masa kampanye: draf yang menyebut calon, partai, atau nomor urut ditahan sampai {day}."
)
CAMPAIGN_OFF = "Hari ini bukan masa kampanye; draf tidak ditahan karena menyebut calon atau partai."
PREVIEW_READ = "{read} teks dibaca, {changed} berubah: {come} temuan muncul, {gone} temuan hilang."
PREVIEW_ALARMED = "{count} contoh baik ikut ditandai. Periksa apakah aturannya terlalu luas."
PREVIEW_MISSED = "{count} contoh salah tidak ditemukan lagi."
PREVIEW_OWN_SAME = "Pada teks Anda tidak ada yang berubah."
SAMPLE_KINDS = {
    "own": "Teks Anda",
    "good": "Contoh baik",
    "draft": "Draf tersimpan",
    "new": "Draf baru dari kasus uji",
    "fault": "Contoh salah",
}

# What the scripts of the page show (static/*.js); {name} is filled there.
# Trail
TRAIL_TITLE = "Jejak"
TRAIL_LEAD = "Siapa berbuat apa, kapan, atas apa. Tidak ada baris yang dapat diubah atau dihapus."
TRAIL_GROUPS = {
    "": "Semua tindakan",
    "draft": "Draf dan persetujuan",
    "reply": "Balasan dan janji",
    "queue": "Antrean",
    "original": "Pembukaan data asli",
    "document": "Dokumen dan pertanyaan",
    "model": "Panggilan model AI",
    "account": "Akun, masuk, dan aturan",
    "export": "Ekspor dan cadangan",
}
TRAIL_COUNT = "{count} baris"
TRAIL_COUNT_MORE = "{count} baris terbaru"
TRAIL_HEAD = "Baris terakhir {seq} · tanda {mac}"
TRAIL_EMPTY = "Jejak masih kosong."
TRAIL_PARTS = {
    "brief": "Maksud",
    "title": "Judul",
    "text": "Teks",
    "alt_text": "Teks alternatif",
    "comment": "Komentar (tersamarkan)",
    "drafted": "Usulan semula",
    "promise": "Janji",
    "reason": "Alasan",
    "link": "Tautan",
    "address": "Alamat asal",
    "about": "Kejadian",
    "source_name": "Berkas",
    "note": "Catatan",
}
TRAIL_PROMISES = "Janji dalam balasan"
TRAIL_SOURCES = "Sumber"
TRAIL_FINDINGS = "Temuan"
TRAIL_RISKS = "Risiko"
TRAIL_FINDING_REASONS = "Alasan untuk temuan"
TRAIL_CHANGES = "Perubahan"
TRAIL_SENT = "Perintah yang dikirim (tersamarkan)"
TRAIL_RECEIVED = "Jawaban model"
TRAIL_GONE = "Isi baris ini sudah dihapus menurut masa simpan; barisnya tetap terbukti."
TRAIL_NO_CONTENT = "Tindakan ini tidak punya isi."
TRAIL_CALL_GONE = "Teks panggilan ini sudah dihapus menurut masa simpan; hash-nya tetap ada."
TRAIL_ABOUT = "Nomor {seq} · {action} · objek {object} · tanda {mac}"
REPORTS = {
    "antrean": "Antrean komentar",
    "balasan": "Balasan dan janji",
    "draf": "Draf dan putusan",
    "pertanyaan": "Pertanyaan tanpa jawaban",
}

SCRIPT = {
    "trail_acts": "Yang dilakukan",
    "trail_words": "Cari",
    "trail_words_hint": "Draf, kata, atau nomor objek",
    "trail_person": "Orang",
    "trail_person_hint": "Nama akun",
    "trail_action": "Tindakan",
    "trail_from": "Dari",
    "trail_until": "Sampai",
    "trail_search": "Cari di jejak",
    "trail_searching": "Membaca jejak…",
    "trail_none": "Tidak ada jejak yang cocok.",
    "trail_of_object": "Hanya objek {object}.",
    "trail_all_objects": "Tampilkan semua objek",
    "trail_whole_history": "Riwayat objek ini",
    "trail_reading": "Membuka…",
    "trail_chain": "Keutuhan jejak",
    "trail_verify": "Periksa rantai",
    "trail_verifying": "Memeriksa setiap baris…",
    "trail_export": "Ekspor hasil pencarian",
    "trail_reports": "Laporan",
    "trail_report": "Isi laporan",
    "trail_report_lead": "Menurut tanggal pencarian; tanpa tanggal, semuanya.",
    "trail_incident": "Paket insiden data",
    "trail_incident_lead": (
        "Untuk pemberitahuan 3 x 24 jam (UU 27/2022 Pasal 46): data apa, milik siapa, kapan dan "
        "bagaimana, penanganan, serta surat yang tinggal dilengkapi. Isi dulu tanggal dari dan "
        "sampai."
    ),
    "trail_about": "Uraian singkat kejadian",
    "trail_about_hint": "Contoh: akun admin dipakai orang lain",
    "trail_pack": "Buat paket",
    "trail_making": "Menyusun berkas…",
    "trail_made": "Berkas {name} diunduh; unduhan ini tercatat di jejak.",
    "trail_failed": "Berkas tidak dapat dibuat. Coba sekali lagi.",
    "label_ai": "Tambah label AI",
    "label_ai_text": "Disusun dengan bantuan AI, diperiksa manusia.",
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
    "only_submitted": "Menunggu persetujuan",
    "only_approved": "Disetujui",
    "only_returned": "Dikembalikan",
    "only_published": "Terbit",
    "submit_draft": "Ajukan persetujuan",
    "publish_draft": "Tandai terbit",
    "publish_link": "Tautan unggahan",
    "publish_hint": "https://…",
    "publish_do": "Simpan",
    "conflict": "{by} mengubah draf ini ketika Anda menulis. Tidak ada yang hilang: pilih satu.",
    "conflict_nobody": "Orang lain",
    "conflict_theirs": "Yang tersimpan sekarang",
    "conflict_mine": "Tulisan Anda (di kotak di atas)",
    "conflict_keep": "Simpan tulisan saya",
    "conflict_take": "Pakai yang tersimpan",
    "approve": "Setujui",
    "approve_with_reasons": "Setujui dengan alasan",
    "reasons_lead": "Tulis alasan untuk setiap temuan. Alasan ini ikut tersimpan.",
    "reason_for": "Alasan untuk {what}",
    "reason_hint": "Contoh: sudah dicek ke bidang terkait",
    "send_back": "Kembalikan",
    "send_back_do": "Kembalikan ke admin",
    "send_back_why": "Apa yang perlu diubah?",
    "send_back_hint": "Contoh: sebutkan tempat pengambilannya",
    "rules_title": "Aturan per OPD",
    "rule_alone": "Draf tanpa alasan risiko boleh terbit tanpa pimpinan",
    "waits_for_you": "{count} draf menunggu putusan Anda",
    "waiting_none": "Tidak ada yang menunggu. 👍",
    "late_title": "Lewat batas",
    "issues_title": "Isu pekan ini",
    "decided_title": "Sudah diputuskan",
    "history_title": "Riwayat",
    "take_back_approval": "Tarik persetujuan",
    "take_back_do": "Tarik dan kembalikan",
    "details_of": "Maksud, sumber, dan riwayat",
    "brief_was": "Maksud: {brief}",
    "copy_digest": "Salin ringkasan harian",
    "show_digest": "Ringkasan harian",
    "late_more": "dan {count} lainnya",
    "state_filter": "Saring menurut keadaan",
    "open_again": "Buka lagi",
    "delete_drafts": "Hapus",
    "style_search": "Cari aturan",
    "style_search_hint": "Kata, id aturan, atau alasannya",
    "style_filter": "Tampilkan",
    "style_all": "Semua aturan",
    "style_changed": "Yang diubah dari bawaan",
    "style_off": "Yang dimatikan",
    "style_none": "Tidak ada aturan yang cocok.",
    "style_count": "{count} aturan",
    "style_version": "Versi {number}",
    "style_shipped": "Bawaan",
    "style_active": "Nyala",
    "style_is_off": "mati",
    "style_running": "sedang berlaku",
    "style_is_changed": "diubah",
    "style_is_touched": "belum disimpan",
    "style_severity": "Bobot",
    "style_severity_hint": (
        "Saran: boleh diabaikan. Perbaiki: sebaiknya diubah. Tahan: draf tidak boleh terbit."
    ),
    "style_wrong": "Salah",
    "style_right": "Benar",
    "style_message": "Pesan kepada admin: {message}",
    "style_where": "Berlaku di {where}",
    "style_words": "Kata ({count})",
    "style_find_word": "Cari kata di daftar ini",
    "style_forbidden": "Yang ditandai",
    "style_preferred": "Diganti dengan",
    "style_preferred_hint": "kosong: hanya ditandai",
    "style_add_word": "Tambah kata",
    "style_word_number": "{label}, baris {number}",
    "style_remove_word": "Hapus {word}",
    "style_remove": "Hapus",
    "style_first_words": "{count} kata lainnya; cari untuk menemukannya.",
    "style_limit": "Paling banyak",
    "style_platforms": "Panjang dan tagar per platform",
    "style_length": "Panjang anjuran",
    "style_hashtags": "Tagar",
    "style_platform_most": "batas platform {most}",
    "style_no_advice": "tanpa anjuran",
    "style_campaign": "Masa kampanye",
    "style_from": "Mulai",
    "style_until": "Sampai",
    "style_add_period": "Tambah masa kampanye",
    "style_candidates": "Nama calon, satu per baris",
    "style_your_changes": "Perubahan Anda",
    "style_nothing_touched": "Belum ada yang diubah. Buka sebuah aturan atau pakai usulan.",
    "style_discard": "Buang semua",
    "style_own_text": "Coba juga pada teks Anda (opsional)",
    "style_own_hint": "Tempel draf untuk melihat temuannya dengan aturan lama dan baru.",
    "style_preview": "Lihat akibatnya",
    "style_previewing": "Membandingkan aturan lama dan baru…",
    "style_stale": "Perubahan bertambah sesudah pratinjau ini; lihat akibatnya sekali lagi.",
    "style_was": "Sebelumnya:",
    "style_no_effect": "Tidak ada temuan yang berubah pada teks contoh.",
    "style_come": "muncul",
    "style_gone": "hilang",
    "style_reason": "Alasan perubahan",
    "style_reason_hint": "Contoh: kesepakatan rapat redaksi 20 November",
    "style_save": "Simpan sebagai versi baru",
    "style_proposals": "Usulan dari kebiasaan admin",
    "style_proposals_lead": "Yang berulang kali diubah admin sebelum mengirim balasan.",
    "style_proposal_times": "{count} kali",
    "style_take": "Jadikan aturan",
    "style_taken": "Masuk perubahan Anda",
    "style_history": "Riwayat",
    "style_in_force": "berlaku sekarang",
    "style_what_changed": "Yang berubah: {count}",
    "style_compare": "Bandingkan dengan yang berlaku",
    "style_restore": "Pakai versi ini",
    "style_compared": "Dari {old} ke {new}",
    "style_reload": "Muat aturan terbaru",
    "style_may_not": "Anda dapat membaca aturan. Yang mengubahnya editor Kominfo.",
    "style_to_panel": "Lihat perubahan ({count})",
    "accounts": "Kelola akun",
    "change_password": "Ganti frasa sandi",
    "sign_out": "Keluar",
    "session_ended": "Sesi Anda berakhir. Yang Anda tulis masih di halaman ini.",
    "sign_in_again": "Masuk lagi di tab baru, lalu lanjutkan di sini",
}

ROLES = {
    "admin": "Admin OPD",
    "head": "Kepala OPD",
    "editor": "Editor Kominfo",
    "superadmin": "Superadmin",
}
ALONE = "Satu pengguna, tanpa masuk"

# The pages at the door: sign-in, set-up, passphrase, accounts.
DOOR = {
    "product": PRODUCT,
    "regency": REGENCY,
    "name": "Nama akun",
    "password": "Frasa sandi",
    "sign_in": "Masuk",
    "single_sign_on": "Masuk dengan akun pegawai",
    "forgotten": "Lupa frasa sandi? Minta tautan baru kepada superadmin Kominfo.",
    "for_account": "Untuk akun",
    "old_password": "Frasa sandi sekarang",
    "new_password": "Frasa sandi baru",
    "again": "Ulangi frasa sandi baru",
    "password_hint": "Paling sedikit 15 karakter. Beberapa kata yang hanya Anda tahu lebih kuat "
    "daripada satu kata dengan angka.",
    "save": "Simpan",
    "back": "Kembali ke halaman kerja",
    "role": "Peran",
    "agency": "OPD",
    "no_agency": "Tanpa OPD",
    "state": "Keadaan",
    "actions": "Tindakan",
    "enable": "Aktifkan",
    "disable": "Nonaktifkan",
    "link": "Tautan frasa sandi",
    "token": "Token API",
    "add_or_change": "Akun baru, atau ubah peran akun yang ada",
    "add": "Tambah akun",
    "change": "Ubah peran",
}
SIGN_IN_TITLE = "Masuk"
SIGN_IN_LEAD = "Gunakan akun yang diberikan Diskominfo."
SET_UP_TITLE = "Pasang frasa sandi"
SET_UP_FIRST = "Buat akun superadmin pertama"
SET_UP_GONE = "Tautan ini sudah dipakai atau kedaluwarsa; minta yang baru kepada superadmin."
PASSWORD_TITLE = "Ganti frasa sandi"
PASSWORDS_DIFFER = "Kedua frasa sandi tidak sama; ketik ulang."
PASSWORD_SET = "Frasa sandi tersimpan. Silakan masuk."
NO_SINGLE_SIGN_ON = "Masuk dengan akun pegawai belum diatur di sini."
NO_ACCOUNT_YET = (
    "Akun pegawai Anda dikenali, tetapi belum ada akunnya di sini; hubungi superadmin Kominfo."
)
SINGLE_SIGN_ON_FAILED = (
    "Masuk dengan akun pegawai gagal. Coba lagi; bila tetap gagal, hubungi pengelola."
)
SIGNED_OUT = "Anda sudah keluar."
ACCOUNTS_TITLE = "Akun"
ACCOUNT_ACTIVE = "aktif"
ACCOUNT_WAITING = "belum memasang frasa sandi"
ACCOUNT_DISABLED = "dinonaktifkan"
ACCOUNT_ADDED = "Akun {name} dibuat. Kirimkan tautan ini kepada pemiliknya; berlaku 24 jam."
ACCOUNT_LINK = "Tautan untuk {name}, sekali pakai, berlaku 24 jam:"
ACCOUNT_TOKEN = "Token API untuk {name}. Hanya tampil sekali; token sebelumnya tidak berlaku lagi:"
ACCOUNT_CHANGED = "Peran {name} diubah; langsung berlaku."
ACCOUNT_IS_DISABLED = "{name} dinonaktifkan; semua sesinya berakhir."
ACCOUNT_ENABLED = "{name} aktif lagi."
