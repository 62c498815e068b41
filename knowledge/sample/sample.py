"""What the sample knowledge base holds: true facts of Sidoarjo, each document marked *contoh*."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.documents import Kind

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class SampleDocument:
    """A file of the sample with its metadata.

    `agency` owns it, `agencies` are others concerned. `supersedes` names the file that this one
    takes the place of; where it does so only in part, the older one stays in force.
    """

    file: str
    title: str
    kind: Kind
    agency: str
    agencies: tuple[str, ...] = ()
    published: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    supersedes: str | None = None

    @property
    def path(self) -> Path:
        return FOLDER / self.file


# A registration or a campaign that is over stays in force as a document: it answers questions
# about what was, in the past tense. Only what a later document replaces has an end.
SAMPLE: tuple[SampleDocument, ...] = (
    SampleDocument(
        "cetak-ktp-18-kecamatan.pdf",
        "Cetak KTP-el Kini Bisa di 18 Kecamatan",
        "press-release",
        "disdukcapil",
        published=date(2025, 9, 18),
    ),
    SampleDocument(
        "syarat-ktp-el.docx",
        "Persyaratan dan Cara Mengurus KTP-el",
        "service",
        "disdukcapil",
        ("kec-gedangan", "kec-krian"),
        published=date(2025, 1, 17),
    ),
    SampleDocument(
        "faq-ktp-el.md",
        "Tanya Jawab KTP-el di Sidoarjo",
        "faq",
        "disdukcapil",
        published=date(2025, 9, 18),
    ),
    SampleDocument(
        "pju-112-2024.txt",
        "PJU Mati? Langsung Hubungi 112",
        "press-release",
        "dishub",
        published=date(2024, 2, 19),
        valid_until=date(2025, 1, 15),
    ),
    SampleDocument(
        "pju-24-jam-2025.html",
        "Dishub Sidoarjo Buka Layanan Pengaduan Lampu Jalan 24 Jam",
        "service",
        "dishub",
        published=date(2025, 1, 16),
        supersedes="pju-112-2024.txt",
    ),
    SampleDocument(
        "bpnt-apbd-2023.md",
        "Bantuan Pangan Nontunai (BPNT) APBD dan KUBE",
        "service",
        "dinsos",
        published=date(2023, 3, 29),
    ),
    # Replaces the WhatsApp number of the page on BPNT, not what that page says of BPNT.
    SampleDocument(
        "aktivasi-uhc-2025.pdf",
        "Standar Pelayanan Aktivasi Kepesertaan BPJS yang Dibiayai Pemkab (UHC)",
        "service",
        "dinsos",
        published=date(2025, 8, 11),
        supersedes="bpnt-apbd-2023.md",
    ),
    SampleDocument(
        "beasiswa-2024.pdf",
        "Pemkab Sidoarjo Serahkan Beasiswa kepada 2.018 Mahasiswa",
        "press-release",
        "pemkab",
        ("disporapar", "dinsos", "bag-kesra", "diskominfo"),
        published=date(2024, 9, 5),
    ),
    SampleDocument(
        "beasiswa-2026.docx",
        "Beasiswa Pemkab Sidoarjo 2026 untuk 4.000 Penerima dari SD sampai Perguruan Tinggi",
        "programme",
        "pemkab",
        ("dinsos", "dikbud", "disporapar", "bag-kesra"),
        published=date(2026, 2, 12),
    ),
    SampleDocument(
        "perbaikan-jalan-2026.pdf",
        "Perbaikan 16 Ruas Jalan Rampung, 25 Ruas Menyusul",
        "press-release",
        "dpubmsda",
        published=date(2026, 2, 26),
    ),
    SampleDocument(
        "rumah-pompa-kedungpeluk.md",
        "Rumah Pompa Kedungpeluk dan Rencana Induk Penanganan Banjir",
        "programme",
        "dpubmsda",
        ("bappeda",),
        published=date(2026, 2, 9),
    ),
    SampleDocument(
        "banjir-19-desa-2025.txt",
        "Hujan Tujuh Jam, 19 Desa dan Kelurahan di Sidoarjo Terendam",
        "press-release",
        "pemkab",
        ("dpubmsda", "bpbd"),
        published=date(2025, 11, 20),
    ),
    SampleDocument(
        "bebas-denda-pajak-2025.html",
        "Denda Pajak Daerah Dihapus sampai 8 April 2026",
        "press-release",
        "bppd",
        published=date(2025, 11, 12),
    ),
    SampleDocument(
        "dbd-angka.xlsx",
        "Angka Demam Berdarah Dengue (DBD) di Kabupaten Sidoarjo",
        "figures",
        "dinkes",
    ),
    SampleDocument(
        "dbd-waspada-2026.docx",
        "Dinkes Sidoarjo Ajak Warga Waspada Demam Berdarah",
        "press-release",
        "dinkes",
        ("kec-waru",),
        published=date(2026, 2, 1),
    ),
    SampleDocument(
        "job-fair-2025.pdf",
        "Job Fair Hybrid 2025 Sediakan 1.800 Lowongan dari 40 Perusahaan",
        "press-release",
        "disnaker",
        published=date(2025, 5, 27),
    ),
    SampleDocument(
        "spmb-smp-2025.pdf",
        "SPMB SMP Negeri 2025/2026: Ketentuan Umum dan Jalur Domisili",
        "service",
        "dikbud",
    ),
    SampleDocument(
        "pengaduan-lingkungan.docx",
        "Prosedur Pengaduan Lingkungan Hidup",
        "sop",
        "dlhk",
    ),
    SampleDocument(
        "tpa-jabon.html",
        "Pembuangan Sampah ke TPA Griyo Mulyo Jabon",
        "service",
        "dlhk",
        published=date(2025, 11, 12),
    ),
    SampleDocument(
        "sidoarjo-dalam-angka.csv",
        "Sidoarjo dalam Angka",
        "figures",
        "pemkab",
        ("outside:bps",),
    ),
)
