"""The writer keeps to the length and the number of hashtags that the editors recommend."""

from assistant.drafts import Draft
from assistant.prompts import trying
from tests.assistant.test_corrections import drafts

BRIEF = "Ajak warga ke pasar murah, sebutkan syaratnya"


def written(platform: str) -> Draft:
    return drafts(brief=BRIEF, platforms=[platform]).drafts[0]


def test_fewer_tags_and_shorter_posts_where_the_editors_say_so() -> None:
    usual = written("facebook")
    with trying({"platforms/facebook.md": {"post": {"aim": 300}, "hashtags": {"warn": 1}}}):
        asked = written("facebook")
    assert len(asked.hashtags) == 1 < len(usual.hashtags)
    assert asked.length.count <= 300 < usual.length.count
    assert all(claim.supported for claim in asked.claims)


def test_tags_where_there_are_none_else() -> None:
    assert not written("whatsapp").hashtags
    with trying({"platforms/whatsapp.md": {"hashtags": {"warn": 2}}}):
        assert len(written("whatsapp").hashtags) == 2


def test_a_short_post_of_one_paragraph_is_kept_short_too() -> None:
    with trying({"platforms/x.md": {"post": {"aim": 160}, "hashtags": {"warn": 1}}}):
        asked = written("x")
    assert asked.length.count <= 160 and len(asked.hashtags) <= 1
