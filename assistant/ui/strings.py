"""Every Indonesian string of the screen."""

PRODUCT = "Asisten Konten"
REGENCY = "Pemerintah Kabupaten Sidoarjo"

ROOMS = {
    "caption": ("Caption", "Caption", "✍️"),
    "reply": ("Balas Komentar", "Balas", "💬"),
    "check": ("Periksa Draf", "Periksa", "🔎"),
    "knowledge": ("Basis Pengetahuan", "Basis", "📚"),
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
DISGUISED = "{items} disamarkan"
OUTSIDE = "{name} (di luar Pemkab)"
NO_AGENCY = "belum jelas"

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
AS_DRAFT = "Simpan sebagai draf, jangan terbitkan dulu"
SEARCH_LABEL = "Coba cari"
SEARCH_HINT = "Contoh: syarat rekam KTP"
SEARCH = "Cari"
NOT_CHOSEN = "Tidak ditentukan"
WRONG_DATE = "{label} harus ditulis TTTT-BB-HH, misalnya 2026-11-24."
READING_FILE = "membaca dan memecah dokumen…"
WAITING = "menunggu giliran"
ADDED = "terbaca, {passages} kutipan"
SKIPPED = "sudah ada di basis"
NOTHING_FOUND = "Tidak ada dokumen yang memuat jawabannya."
ACTIONS_DONE = {
    "publish": "Dokumen diterbitkan.",
    "withdraw": "Dokumen ditarik; tidak dipakai lagi untuk draf.",
    "restore": "Dokumen dipulihkan.",
    "replace": "Versi baru dipakai; versi lama tetap ada di riwayat.",
    "describe": "Keterangan disimpan.",
    "delete": "Dokumen dihapus.",
}
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
}
