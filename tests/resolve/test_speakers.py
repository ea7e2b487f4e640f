import datetime

from tests.handmade import statement
from tests.resolve.conftest import parsed
from verbale.models import Document, Mention, Published, Segment
from verbale.resolve.linking import link_mentions
from verbale.resolve.speakers import resolve_speakers

SAID = "said:say/VERB/0/root"


def resolved(doc, base, names, *sources, day="2021-06-01", segments=(), within=()):
    """Return the statements whose sources are given as words, in order of the text; each says what follows it.

    Args:
        names: Names and labels, in order of the text.
        sources: Words, and where a name is in them what the finder takes for the speaker; None for none.
        within: For numbers of statements, that of the one they are told in.
    """
    text, at, mentions = doc.text, 0, []
    for name, label in names:
        at = text.index(name, at)
        mentions.append(Mention(at, at + len(name), name, label, "m-1"))
        at += len(name)
    published = Published(datetime.date.fromisoformat(day), "day", "given") if day else None
    document = Document(text, published=published, segments=segments)
    at, made = 0, []
    for number, (words, speaker) in enumerate(sources):
        at = text.index(words, at)
        end = at + len(words)
        outer = made[dict(within)[number]].id if number in dict(within) else None
        made.append(statement(document, (at, end), None, (len(text) - 1, len(text)), speaker=speaker, within=outer))
        at = end
    linked = link_mentions(doc, document, mentions, base)
    found = resolve_speakers(doc, document, linked, made, base)
    assert [one.id for one in found] == [one.id for one in made]
    assert all((one.basis is None) <= (one.speaker_id is None) for one in found)
    return [(one.speaker, one.speaker_id, one.on_behalf_of) for one in found]


def test_names_pronouns_and_short_forms(tree, base):
    doc = parsed(
        tree,
        f"Albian/ADJ/2/amod President/NOUN/5/nsubj Otto/PROPN/2/flat Lee/PROPN/2/flat {SAID} ./PUNCT/5/punct",
        f"He/PRON/2/nsubj {SAID} so/ADV/2/advmod ./PUNCT/2/punct",
        f"Lee/PROPN/2/nsubj {SAID} so/ADV/2/advmod ./PUNCT/2/punct",
        f"She/PRON/2/nsubj {SAID} so/ADV/2/advmod ./PUNCT/2/punct",
    )
    lee = ("Otto Lee", "p:lee-a", "s:alb")
    names = [("Albian", "NORP"), ("Otto Lee", "PER"), ("Lee", "PER")]
    sources = [("Albian President Otto Lee", "Otto Lee"), ("He", None), ("Lee", "Lee"), ("She", None)]
    assert resolved(doc, base, names, *sources) == [lee, lee, lee, (None, None, None)]


def test_who_is_not_known_keeps_the_name(tree, base):
    doc = parsed(
        tree,
        f"Tim/PROPN/4/nsubj Orn/PROPN/1/flat already/ADV/4/advmod {SAID} so/ADV/4/advmod ./PUNCT/4/punct",
        f"Orn/PROPN/2/nsubj {SAID} so/ADV/2/advmod ./PUNCT/2/punct",
        f"he/PRON/2/nsubj {SAID} so/ADV/2/advmod ./PUNCT/2/punct",
        f"they/PRON/2/nsubj {SAID} so/ADV/2/advmod ./PUNCT/2/punct",
    )
    sources = [("Tim Orn", "Tim Orn"), ("Orn", "Orn"), ("he", None), ("they", None)]
    tim = ("Tim Orn", None, None)
    found = resolved(doc, base, [("Tim Orn", "PER"), ("Orn", "PER")], *sources)
    assert found == [tim, tim, tim, (None, None, None)]


def test_spokespersons_speak_for_their_ministry(tree, base):
    doc = parsed(
        tree,
        "Corvanian/ADJ/4/amod foreign/ADJ/3/amod ministry/NOUN/4/compound spokeswoman/NOUN/7/nsubj Ila/PROPN/4/flat "
        f"Venn/PROPN/4/flat {SAID} so/ADV/7/advmod ./PUNCT/7/punct",
        f"The/DET/2/det spokeswoman/NOUN/3/nsubj {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
        f"Vera/PROPN/3/nsubj Orsk/PROPN/1/flat {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
    )
    names = [("Corvanian", "NORP"), ("Ila Venn", "PER"), ("Vera Orsk", "PER")]
    sources = [
        ("Corvanian foreign ministry spokeswoman Ila Venn", "Ila Venn"),
        ("The spokeswoman", None),
        ("Vera Orsk", "Vera Orsk"),
    ]
    venn = ("Ila Venn", None, "b:cor-mfa")
    # By title in the text, by pointing back to it, and by the office on the day.
    assert resolved(doc, base, names, *sources) == [venn, venn, ("Vera Orsk", "p:orsk", "b:alb-mfa")]


def test_descriptions(tree, base):
    doc = parsed(
        tree,
        "The/DET/4/det Littoral/PROPN/4/compound Bloc/PROPN/2/flat chief/NOUN/5/nsubj "
        f"{SAID} so/ADV/5/advmod ./PUNCT/5/punct",
        f"The/DET/2/det alliance/NOUN/3/nsubj {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
        f"Albia/PROPN/4/nmod:poss 's/PART/1/case foreign/ADJ/4/amod ministry/NOUN/5/nsubj {SAID} ./PUNCT/5/punct",
        f"The/DET/2/det ministry/NOUN/3/nsubj {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
        f"Albian/ADJ/2/amod officials/NOUN/3/nsubj {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
        f"Albian/ADJ/2/amod farmers/NOUN/3/nsubj {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
    )
    names = [("Littoral Bloc", "ORG"), ("Albia", "LOC"), ("Albian", "NORP"), ("Albian", "NORP")]
    sources = [
        "The Littoral Bloc chief", "The alliance", "Albia's foreign ministry", "The ministry", "Albian officials",
        "Albian farmers",
    ]  # fmt: skip
    ministry = ("Ministry of Foreign Affairs of Albia", "b:alb-mfa", None)
    assert resolved(doc, base, names, *((words, None) for words in sources)) == [
        ("Jon Stolt", "p:chief", "o:bloc"), ("Littoral Bloc", "o:bloc", None), ministry, ministry,
        (None, None, "s:alb"), (None, None, None),
    ]  # fmt: skip


def test_office_holders_are_those_of_the_day(tree, base):
    doc = parsed(tree, f"The/DET/3/det Albian/ADJ/3/amod president/NOUN/4/nsubj {SAID} so/ADV/4/advmod ./PUNCT/4/punct")
    sources, names = ("The Albian president", None), [("Albian", "NORP")]
    assert resolved(doc, base, names, sources, day="2005-01-01") == [("Ada Brunn", "p:brunn", "s:alb")]
    assert resolved(doc, base, names, sources, day="2021-01-01") == [("Otto Lee", "p:lee-a", "s:alb")]
    assert resolved(doc, base, names, sources, day=None) == [(None, None, "s:alb")]


def test_former_office_holders_speak_for_nobody(tree, base):
    doc = parsed(
        tree,
        "Former/ADJ/3/amod Albian/ADJ/3/amod President/NOUN/6/nsubj Ada/PROPN/3/flat Brunn/PROPN/3/flat "
        f"{SAID} so/ADV/6/advmod ./PUNCT/6/punct",
    )
    names = [("Albian", "NORP"), ("Ada Brunn", "PER")]
    found = resolved(doc, base, names, ("Former Albian President Ada Brunn", "Ada Brunn"))
    assert found == [("Ada Brunn", "p:brunn", None)]


def test_captions_and_quoted_words_name_nobody_for_a_pronoun(tree, base):
    doc = parsed(
        tree,
        "Otto/PROPN/3/nsubj Lee/PROPN/1/flat waved:wave/VERB/0/root ./PUNCT/3/punct",
        f"he/PRON/2/nsubj {SAID} so/ADV/2/advmod ./PUNCT/2/punct",
    )
    names, sources = [("Otto Lee", "PER")], ("he", None)
    assert resolved(doc, base, names, sources) == [("Otto Lee", "p:lee-a", "s:alb")]
    end = doc.text.index(".") + 1
    segments = (Segment(0, end, "caption"), Segment(end + 1, len(doc.text), "body"))
    assert resolved(doc, base, names, sources, segments=segments) == [(None, None, None)]
    quoted = parsed(
        tree,
        "“/PUNCT/4/punct Otto/PROPN/4/nsubj Lee/PROPN/2/flat waves:wave/VERB/0/root ,/PUNCT/4/punct ”/PUNCT/4/punct "
        f"he/PRON/8/nsubj {SAID} so/ADV/8/advmod ./PUNCT/8/punct",
    )
    assert resolved(quoted, base, names, sources) == [(None, None, None)]


def test_i_and_we_are_the_speaker_and_whom_he_speaks_for(tree, base):
    doc = parsed(
        tree,
        f"Otto/PROPN/3/nsubj Lee/PROPN/1/flat {SAID} ,/PUNCT/3/punct I/PRON/6/nsubj know/VERB/3/ccomp ,/PUNCT/6/punct "
        "we/PRON/9/nsubj hope/VERB/6/conj ./PUNCT/3/punct",
    )
    sources = [("Otto Lee", "Otto Lee"), ("I", None), ("we", None)]
    assert resolved(doc, base, [("Otto Lee", "PER")], *sources, within=((1, 0), (2, 0))) == [
        ("Otto Lee", "p:lee-a", "s:alb"), ("Otto Lee", "p:lee-a", "s:alb"), ("Albia", "s:alb", None),
    ]  # fmt: skip


def test_a_city_that_is_a_place_does_not_speak(tree, base):
    doc = parsed(tree, f"in/ADP/2/case Corva/PROPN/4/obl ,/PUNCT/2/punct {SAID} so/ADV/4/advmod ./PUNCT/4/punct")
    assert resolved(doc, base, [("Corva", "LOC")], ("in Corva", "Corva")) == [(None, None, None)]
    doc = parsed(tree, f"Corva/PROPN/2/nsubj {SAID} so/ADV/2/advmod ./PUNCT/2/punct")
    assert resolved(doc, base, [("Corva", "LOC")], ("Corva", "Corva")) == [("Corvania", "s:cor", None)]


def test_who_is_told_of_in_the_content_is_not_taken_for_the_one_who_says_it(tree, base):
    doc = parsed(
        tree,
        "Ada/PROPN/3/nsubj Brunn/PROPN/1/flat waved:wave/VERB/0/root ./PUNCT/3/punct",
        f"Otto/PROPN/4/nsubj Lee/PROPN/1/flat will/AUX/4/aux go/VERB/7/ccomp ,/PUNCT/7/punct he/PRON/7/nsubj {SAID}",
    )
    text = doc.text
    document = Document(text, published=Published(datetime.date(2021, 6, 1), "day", "given"))
    mentions = [Mention(text.index(name), text.index(name) + 8, name, "PER", "m-1") for name in ("Otto Lee",)]
    he, content = text.index(" he ") + 1, (text.index("Otto"), text.index(", he"))
    made = statement(document, (he, he + 2), None, content)
    (found,) = resolve_speakers(doc, document, link_mentions(doc, document, mentions, base), [made], base)
    assert (found.speaker, found.basis) == (None, None)


def test_a_ministrys_spokesperson_is_that_of_the_persons_own_state(tree, base):
    doc = parsed(
        tree,
        "Foreign/PROPN/2/compound Ministry/PROPN/3/compound spokesman/NOUN/6/nsubj Otto/PROPN/3/flat Lee/PROPN/3/flat "
        f"{SAID} so/ADV/6/advmod ./PUNCT/6/punct",
    )
    names, source = [("Otto Lee", "PER")], ("Foreign Ministry spokesman Otto Lee", "Otto Lee")
    assert resolved(doc, base, names, source, day="1999-01-01") == [("Otto Lee", "p:lee-a", "b:alb-mfa")]


def test_a_surname_in_the_headline_is_short_for_the_full_name_that_comes_after(tree, base):
    doc = parsed(
        tree,
        f"Orn/PROPN/2/nsubj {SAID} so/ADV/2/advmod ./PUNCT/2/punct",
        f"Tim/PROPN/3/nsubj Orn/PROPN/1/flat {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
    )
    names = [("Orn", "PER"), ("Tim Orn", "PER")]
    tim = ("Tim Orn", None, None)
    assert resolved(doc, base, names, ("Orn", "Orn"), ("Tim Orn", "Tim Orn")) == [tim, tim]
    # Also where the finder of names did not see it.
    assert resolved(doc, base, names[1:], ("Orn", None), ("Tim Orn", "Tim Orn")) == [tim, tim]


def test_documents_speak_for_who_made_them(tree, base):
    doc = parsed(
        tree,
        "Tim/PROPN/3/nsubj Orn/PROPN/1/flat said:say/VERB/0/root in/ADP/6/case a/DET/6/det statement/NOUN/3/obl "
        "./PUNCT/3/punct",
        f"The/DET/2/det statement/NOUN/3/nsubj {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
        f"Albia/PROPN/3/nmod:poss 's/PART/1/case report/NOUN/4/nsubj {SAID} ./PUNCT/4/punct",
        "A/DET/2/det poll/NOUN/6/nsubj released:release/VERB/2/acl by/ADP/5/case Mill-House/PROPN/3/obl:agent "
        f"{SAID} ./PUNCT/6/punct",
        f"The/DET/2/det survey/NOUN/3/nsubj {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
        f"The/DET/4/det farmers/NOUN/4/nmod:poss '/PART/2/case report/NOUN/5/nsubj {SAID} ./PUNCT/5/punct",
    )
    names = [("Tim Orn", "PER"), ("Albia", "LOC"), ("Mill-House", "ORG")]
    sources = ["Tim Orn", "The statement", "Albia's report", "A poll released by Mill-House", "The survey"]
    found = resolved(doc, base, names, ("Tim Orn", "Tim Orn"), *((words, None) for words in sources[1:]))
    tim, house = ("Tim Orn", None, None), ("Mill-House", None, None)
    assert found == [tim, tim, ("Albia", "s:alb", None), house, house]
    # Whose it is stands there, although it is not known who they are: no earlier report is meant.
    assert resolved(doc, base, names, ("The farmers ' report", None)) == [(None, None, None)]


def test_state_media_are_nobody_in_particular(tree, base):
    doc = parsed(
        tree,
        f"Albian/ADJ/3/amod state/NOUN/3/compound media/NOUN/4/nsubj {SAID} ./PUNCT/4/punct",
        f"state/NOUN/2/compound media/NOUN/3/nsubj {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
        f"they/PRON/2/nsubj {SAID} so/ADV/2/advmod ./PUNCT/2/punct",
    )
    sources = [("Albian state media", None), ("state media", None), ("they", None)]
    nobody = (None, None, None)
    assert resolved(doc, base, [("Albian", "NORP")], *sources) == [(None, None, "s:alb"), nobody, nobody]


def test_the_government_is_that_of_the_state_that_an_article_is_about(tree, base):
    doc = parsed(
        tree,
        "Albia/PROPN/2/nsubj voted:vote/VERB/0/root ./PUNCT/2/punct",
        f"The/DET/2/det government/NOUN/3/nsubj {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
        "Corvania/PROPN/2/nsubj waited:wait/VERB/0/root ./PUNCT/2/punct",
    )
    source = ("The government", None)
    assert resolved(doc, base, [("Albia", "LOC")], source) == [("Albia", "s:alb", None)]
    assert resolved(doc, base, [("Albia", "LOC"), ("Corvania", "LOC")], source) == [(None, None, None)]


def test_it_and_they_in_the_words_of_an_organization_are_that(tree, base):
    doc = parsed(
        tree,
        "Mill-House/PROPN/2/nsubj said:say/VERB/0/root it/PRON/4/nsubj hoped:hope/VERB/2/ccomp ./PUNCT/2/punct",
        "They/PRON/2/nsubj added:add/VERB/0/root so/ADV/2/advmod ./PUNCT/2/punct",
    )
    sources = [("Mill-House", "Mill-House"), ("it", None), ("They", None)]
    house = ("Mill-House", None, None)
    assert resolved(doc, base, [("Mill-House", "ORG")], *sources, within=((1, 0),)) == [house, house, house]


def test_somebody_without_a_name_is_in_the_way_of_a_pronoun(tree, base):
    doc = parsed(
        tree,
        f"Tim/PROPN/3/nsubj Orn/PROPN/1/flat {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
        f"A/DET/2/det farmer/NOUN/3/nsubj {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
        f"he/PRON/2/nsubj {SAID} so/ADV/2/advmod ./PUNCT/2/punct",
    )
    sources = [("Tim Orn", "Tim Orn"), ("A farmer", None), ("he", None)]
    nobody = (None, None, None)
    assert resolved(doc, base, [("Tim Orn", "PER")], *sources) == [("Tim Orn", None, None), nobody, nobody]


def test_in_quoted_words_he_is_not_the_one_who_speaks(tree, base):
    doc = parsed(
        tree,
        "Ada/PROPN/3/nsubj Brunn/PROPN/1/flat waved:wave/VERB/0/root to/ADP/5/case Otto/PROPN/3/obl Lee/PROPN/5/flat "
        "./PUNCT/3/punct",
        "“/PUNCT/3/punct He/PRON/3/nsubj hopes:hope/VERB/7/ccomp ,/PUNCT/3/punct ”/PUNCT/3/punct Tim/PROPN/8/nsubj "
        "Orn/PROPN/6/flat said:say/VERB/0/root ./PUNCT/8/punct",
    )
    text = doc.text
    document = Document(text, published=Published(datetime.date(2021, 6, 1), "day", "given"))
    names = [("Ada Brunn", "PER"), ("Otto Lee", "PER"), ("Tim Orn", "PER")]
    mentions = [Mention(text.index(n), text.index(n) + len(n), n, label, "m-1") for n, label in names]
    tim, he, marks = text.index("Tim"), text.index("He"), (text.index("“"), text.index("”") + 1)
    outer = statement(document, (tim, tim + 7), None, marks, speaker="Tim Orn")
    inner = statement(document, (he, he + 2), None, (he + 3, he + 8), within=outer.id)
    linked = link_mentions(doc, document, mentions, base)
    assert resolve_speakers(doc, document, linked, [outer, inner], base)[1].speaker == "Otto Lee"


def test_a_statement_that_somebody_signs_is_in_the_first_person(tree, base):
    doc = parsed(
        tree,
        "Otto/PROPN/0/root Lee/PROPN/1/flat ,/PUNCT/4/punct President/PROPN/1/appos",
        "I/PRON/2/nsubj hope:hope/VERB/0/root so/ADV/2/advmod ./PUNCT/2/punct",
        "We/PRON/2/nsubj mourn:mourn/VERB/0/root ./PUNCT/2/punct",
    )
    line = doc.text.index(" I ")
    text = doc.text[:line] + "\n" + doc.text[line + 1 :]
    document = Document(text, published=Published(datetime.date(2021, 6, 1), "day", "given"))
    mentions = link_mentions(doc, document, [Mention(0, 8, "Otto Lee", "PER", "m-1")], base)
    at = [(text.index(words), text.index(words) + len(words)) for words in ("I", "We")]
    made = [statement(document, source, None, (source[1] + 1, source[1] + 3)) for source in at]
    found = resolve_speakers(doc, document, mentions, made, base)
    assert [(one.speaker, one.on_behalf_of) for one in found] == [("Otto Lee", "s:alb"), ("Albia", None)]


def test_who_is_meant_by_who(tree, base):
    doc = parsed(
        tree,
        "Tim/PROPN/9/nsubj Orn/PROPN/1/flat of/ADP/5/case the/DET/5/det Mill-House/PROPN/1/nmod ,/PUNCT/8/punct "
        "who/PRON/8/nsubj agreed:agree/VERB/1/acl:relcl waved:wave/VERB/0/root ./PUNCT/9/punct",
    )
    names = [("Tim Orn", "PER"), ("Mill-House", "ORG")]
    assert resolved(doc, base, names, ("who", None)) == [("Tim Orn", None, None)]
