"""A warning when replies wear out, and none when they do not."""

from assistant.replying.dispositions import make_case
from assistant.replying.fatigue import names_the_matter, same_opening
from assistant.triage import assess

OPENING = "Halo Kak, terima kasih sudah melaporkan "


def test_the_fourth_reply_with_one_opening_is_told() -> None:
    sent = [OPENING + what for what in ("jalan", "lampu", "sampah")]
    (finding,) = same_opening(OPENING + "got mampet", sent)
    assert (finding.rule, finding.start, finding.severity) == ("same-opening", 0, "warn")
    assert same_opening(OPENING + "got", sent[:2]) == []
    assert same_opening(OPENING + "got", [sent[0], "Hai Kak, kami kabarkan lampu", sent[2]]) == []


def test_a_reply_for_any_comment_is_told() -> None:
    assessment = assess("jalan berlubang parah di depan SDN Tebel")
    case = make_case(assessment)
    kind = assessment.triage.kind
    (finding,) = names_the_matter("Terima kasih infonya, kami cek dulu ya.", kind, case)
    assert finding.rule == "not-concrete" and "SDN Tebel" in finding.message
    assert names_the_matter("Lubangnya kami cek dulu ya.", kind, case) == []
    assert names_the_matter("Yang di Tebel kami cek dulu ya.", kind, case) == []
    assert names_the_matter("Terima kasih, Kak.", "praise", case) == []


def test_an_abbreviation_names_the_matter() -> None:
    assessment = assess("KTP rusak urusnya di mana ya min")
    case = make_case(assessment)
    reply = "Halo Kak, terima kasih pertanyaannya soal KTP-el."
    assert names_the_matter(reply, assessment.triage.kind, case) == []
