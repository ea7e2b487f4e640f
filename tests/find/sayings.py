"""Sentences of our own with their trees, and statements made of them by their words."""

from __future__ import annotations

from spacy.tokens import Doc

from tests.find.conftest import TreeBuilder
from tests.handmade import statement
from tests.resolve.conftest import parsed
from verbale.find.acts import Saying, saying
from verbale.models import Document


def said(tree: TreeBuilder, name: str, **other: object) -> tuple[Doc, Saying]:
    """Return the tree and the statement of a sentence by its name.

    Source, cue, content and act are those of `SENTENCES`.
    """
    rows, source, cue, content, act = SENTENCES[name]
    doc: Doc = parsed(tree, *rows.split("|"))
    text = doc.text

    def span(words: str) -> tuple[int, int] | None:
        return (text.index(words), text.index(words) + len(words)) if words else None

    part = span(content)
    assert part is not None
    kind = "direct" if content.startswith("“") else "indirect"
    one = statement(Document(text), span(source), span(cue), part, kind=kind, act=act, **other)
    return doc, saying(doc, text, one)


#: Trees with their source, cue, content and act.
SENTENCES: dict[str, tuple[str, str, str, str, str]] = {
    "ask": (
        "Orsk/PROPN/2/nsubj asked:ask/VERB/0/root whether/SCONJ/7/mark the/DET/5/det talks:talk/NOUN/7/nsubj "
        "had:have/AUX/7/aux failed:fail/VERB/2/ccomp ./PUNCT/2/punct",
        "Orsk", "asked", "whether the talks had failed", "speech",
    ),
    "request": (
        "Orsk/PROPN/2/nsubj asked:ask/VERB/0/root Corvania/PROPN/2/iobj to/PART/5/mark leave/VERB/2/xcomp "
        "the/DET/7/det islands:island/NOUN/5/obj ./PUNCT/2/punct",
        "Orsk", "asked", "Corvania to leave the islands", "speech",
    ),
    "urge": (
        "Orsk/PROPN/2/nsubj called:call/VERB/0/root on/ADP/4/case Corvania/PROPN/2/obl to/PART/6/mark "
        "leave/VERB/2/advcl the/DET/8/det islands:island/NOUN/6/obj ./PUNCT/2/punct",
        "Orsk", "called on", "Corvania to leave the islands", "speech",
    ),
    "describe": (
        "Orsk/PROPN/2/nsubj called:call/VERB/0/root the/DET/4/det minister/NOUN/6/nsubj a/DET/6/det liar/NOUN/2/xcomp "
        "./PUNCT/2/punct",
        "Orsk", "called", "the minister a liar", "speech",
    ),
    "demand": (
        "Orsk/PROPN/2/nsubj called:call/VERB/0/root for/ADP/5/case an:a/DET/5/det inquiry/NOUN/2/obl ./PUNCT/2/punct",
        "Orsk", "called for", "an inquiry", "speech",
    ),
    "regret": (
        "Orsk/PROPN/2/nsubj expressed:expresse/VERB/0/root regret/NOUN/2/obj over/ADP/6/case the/DET/6/det "
        "delay/NOUN/3/nmod ./PUNCT/2/punct",
        "Orsk", "expressed regret over", "the delay", "speech",
    ),
    "say": (
        "Orsk/PROPN/2/nsubj said:say/VERB/0/root it/PRON/6/nsubj would/AUX/6/aux not/PART/6/advmod yield/VERB/2/ccomp "
        "./PUNCT/2/punct",
        "Orsk", "said", "it would not yield", "speech",
    ),
    "report": (
        "A/DET/2/det poll/NOUN/3/nsubj found:find/VERB/0/root that/SCONJ/7/mark voters:voter/NOUN/7/nsubj "
        "were:be/AUX/7/cop tired/ADJ/3/ccomp ./PUNCT/3/punct",
        "A poll", "found", "that voters were tired", "speech",
    ),
    "know": (
        "Orsk/PROPN/2/nsubj found:find/VERB/0/root that/SCONJ/7/mark the/DET/5/det door/NOUN/7/nsubj was:be/AUX/7/cop "
        "open/ADJ/2/ccomp ./PUNCT/2/punct",
        "Orsk", "found", "that the door was open", "thought",
    ),
    "thank": (
        "Orsk/PROPN/3/nsubj would/AUX/3/aux like/VERB/0/root to/PART/5/mark thank/VERB/3/xcomp Albia/PROPN/5/obj "
        "for/ADP/9/case its/PRON/9/nmod:poss help/NOUN/5/obl ./PUNCT/3/punct",
        "Orsk", "would like to thank", "Albia for its help", "speech",
    ),
    "claim": (
        "The:the/DET/2/det claim/NOUN/7/nsubj that/SCONJ/5/mark Albia/PROPN/5/nsubj lied:li/VERB/2/acl "
        "is:be/AUX/7/cop old/ADJ/0/root ./PUNCT/7/punct",
        "", "claim", "that Albia lied", "speech",
    ),
    "refuse": (
        "The:the/DET/2/det rebels:rebel/NOUN/5/nsubj are:be/AUX/5/cop not/PART/5/advmod willing/ADJ/0/root "
        "to/PART/7/mark leave/VERB/5/xcomp ./PUNCT/5/punct",
        "The rebels", "are not willing", "to leave", "will",
    ),
    "agree": (
        "The:the/DET/2/det rebels:rebel/NOUN/4/nsubj are:be/AUX/4/cop willing/ADJ/0/root to/PART/6/mark "
        "leave/VERB/4/xcomp ./PUNCT/4/punct",
        "The rebels", "are willing", "to leave", "will",
    ),
    "threaten": (
        "Orsk/PROPN/2/nsubj threatened:threaten/VERB/0/root to/PART/4/mark close/VERB/2/xcomp the/DET/6/det "
        "strait/NOUN/4/obj ./PUNCT/2/punct",
        "Orsk", "threatened", "to close the strait", "speech",
    ),
    "warn": (
        "Orsk/PROPN/2/nsubj warned:warn/VERB/0/root Corvania/PROPN/2/iobj against/ADP/6/case new/ADJ/6/amod "
        "tests:test/NOUN/2/obl ./PUNCT/2/punct",
        "Orsk", "warned", "Corvania against new tests", "speech",
    ),
    "order": (
        "The:the/DET/2/det court/NOUN/3/nsubj banned:bann/VERB/0/root the/DET/5/det party/NOUN/3/obj ./PUNCT/3/punct",
        "The court", "banned", "the party", "decree",
    ),
    "plan": (
        "The:the/DET/2/det firm/NOUN/4/nsubj is:be/AUX/4/aux considering:consider/VERB/0/root a/DET/6/det "
        "bid/NOUN/4/obj for/ADP/9/case the/DET/9/det port/NOUN/6/nmod ./PUNCT/4/punct",
        "The firm", "is considering", "a bid for the port", "thought",
    ),
    "believe": (
        "The:the/DET/2/det firm/NOUN/3/nsubj considers:consider/VERB/0/root the/DET/5/det bid/NOUN/7/nsubj "
        "too/ADV/7/advmod low/ADV/3/xcomp ./PUNCT/3/punct",
        "The firm", "considers", "the bid too low", "thought",
    ),
    "add": (
        "Orsk/PROPN/2/nsubj went:go/VERB/0/root on/ADV/2/advmod to/PART/5/mark add/VERB/2/xcomp that/SCONJ/9/mark "
        "snow/NOUN/9/nsubj was:be/AUX/9/aux falling:fall/VERB/5/ccomp ./PUNCT/2/punct",
        "Orsk", "went on to add", "that snow was falling", "speech",
    ),
    "negated": (
        "Orsk/PROPN/4/nsubj did:do/AUX/4/aux not/PART/4/advmod say/VERB/0/root who/PRON/7/nsubj had:have/AUX/7/aux "
        "fired:fire/VERB/4/ccomp ./PUNCT/4/punct",
        "Orsk", "did not say", "who had fired", "speech",
    ),
    "declined": (
        "Orsk/PROPN/2/nsubj declined:declin/VERB/0/root to/PART/4/mark say/VERB/2/xcomp who/PRON/7/nsubj "
        "had:have/AUX/7/aux fired:fir/VERB/4/ccomp ./PUNCT/2/punct",
        "Orsk", "declined to say", "who had fired", "speech",
    ),
    "future": (
        "Orsk/PROPN/3/nsubj will/AUX/3/aux announce/VERB/0/root a/DET/5/det plan/NOUN/3/obj ./PUNCT/3/punct",
        "Orsk", "will announce", "a plan", "speech",
    ),
    "maybe": (
        "Orsk/PROPN/3/nsubj may/AUX/3/aux announce/VERB/0/root a/DET/5/det plan/NOUN/3/obj ./PUNCT/3/punct",
        "Orsk", "may announce", "a plan", "speech",
    ),
    "polite": (
        "Orsk/PROPN/3/nsubj would/AUX/3/aux like/VERB/0/root to/PART/5/mark congratulate/VERB/3/xcomp "
        "Albia/PROPN/5/obj ./PUNCT/3/punct",
        "Orsk", "would like to congratulate", "Albia", "speech",
    ),
    "if": (
        "If:if/SCONJ/3/mark Orsk/PROPN/3/nsubj says:say/VERB/8/advcl so/ADV/3/advmod ,/PUNCT/3/punct "
        "Albia/PROPN/8/nsubj will/AUX/8/aux leave/VERB/0/root ./PUNCT/8/punct",
        "Orsk", "says", "so", "speech",
    ),
    "question": (
        "Did:do/AUX/3/aux Orsk/PROPN/3/nsubj say/VERB/0/root that/SCONJ/7/mark snow/NOUN/7/nsubj was:be/AUX/7/aux "
        "falling:fall/VERB/3/ccomp ?/PUNCT/3/punct",
        "Orsk", "say", "that snow was falling", "speech",
    ),
    "urged": (
        "The:the/DET/2/det council/NOUN/3/nsubj urged:urg/VERB/0/root Orsk/PROPN/3/obj to/PART/6/mark "
        "deny/VERB/3/xcomp the/DET/8/det report/NOUN/6/obj ./PUNCT/3/punct",
        "Orsk", "deny", "the report", "speech",
    ),
    "reportedly": (
        "Orsk/PROPN/4/nsubj has:have/AUX/4/aux reportedly/ADV/4/advmod denied:deni/VERB/0/root the/DET/6/det "
        "report/NOUN/4/obj ./PUNCT/4/punct",
        "Orsk", "has reportedly denied", "the report", "speech",
    ),
    "nobody": (
        "Nobody:nobody/PRON/2/nsubj said:say/VERB/0/root that/SCONJ/6/mark snow/NOUN/6/nsubj was:be/AUX/6/aux "
        "falling:fall/VERB/2/ccomp ./PUNCT/2/punct",
        "Nobody", "said", "that snow was falling", "speech",
    ),
    "told": (
        "Orsk/PROPN/2/nsubj told:tell/VERB/0/root reporters:reporter/NOUN/2/iobj that/SCONJ/7/mark snow/NOUN/7/nsubj "
        "was:be/AUX/7/aux falling:fall/VERB/2/ccomp ./PUNCT/2/punct",
        "Orsk", "told", "that snow was falling", "speech",
    ),
    "saidto": (
        "Orsk/PROPN/2/nsubj said:say/VERB/0/root to/ADP/5/case the/DET/5/det council/NOUN/2/obl that/SCONJ/9/mark "
        "snow/NOUN/9/nsubj was:be/AUX/9/aux falling:fall/VERB/2/ccomp ./PUNCT/2/punct",
        "Orsk", "said", "that snow was falling", "speech",
    ),
    "letter": (
        "Orsk/PROPN/2/nsubj wrote:write/VERB/0/root in/ADP/5/case a/DET/5/det letter/NOUN/2/obl to/ADP/8/case "
        "the/DET/8/det council/NOUN/2/obl that/SCONJ/12/mark snow/NOUN/12/nsubj was:be/AUX/12/aux "
        "falling:fall/VERB/2/ccomp ./PUNCT/2/punct",
        "Orsk", "wrote", "that snow was falling", "speech",
    ),
    "wastold": (
        "The:the/DET/2/det minister/NOUN/4/nsubj:pass was:be/AUX/4/aux:pass told:tell/VERB/0/root that/SCONJ/8/mark "
        "snow/NOUN/8/nsubj was:be/AUX/8/aux falling:fall/VERB/4/ccomp ./PUNCT/4/punct",
        "", "was told", "that snow was falling", "speech",
    ),
    "interview": (
        "Orsk/PROPN/2/nsubj said:say/VERB/0/root in/ADP/5/case an:a/DET/5/det interview/NOUN/2/obl that/SCONJ/9/mark "
        "snow/NOUN/9/nsubj was:be/AUX/9/aux falling:fall/VERB/2/ccomp ./PUNCT/2/punct",
        "Orsk", "said", "that snow was falling", "speech",
    ),
    "twitter": (
        "Orsk/PROPN/2/nsubj wrote:write/VERB/0/root on/ADP/4/case Twitter/PROPN/2/obl that/SCONJ/8/mark "
        "snow/NOUN/8/nsubj was:be/AUX/8/aux falling:fall/VERB/2/ccomp ./PUNCT/2/punct",
        "Orsk", "wrote", "that snow was falling", "speech",
    ),
    "tweeted": (
        "Orsk/PROPN/2/nsubj tweeted:tweete/VERB/0/root that/SCONJ/6/mark snow/NOUN/6/nsubj was:be/AUX/6/aux "
        "falling:fall/VERB/2/ccomp ./PUNCT/2/punct",
        "Orsk", "tweeted", "that snow was falling", "speech",
    ),
    "summit": (
        "Orsk/PROPN/2/nsubj said:say/VERB/0/root at/ADP/5/case the/DET/5/det summit/NOUN/2/obl in/ADP/7/case "
        "Corva/PROPN/5/nmod that/SCONJ/11/mark snow/NOUN/11/nsubj was:be/AUX/11/aux falling:fall/VERB/2/ccomp "
        "./PUNCT/2/punct",
        "Orsk", "said", "that snow was falling", "speech",
    ),
    "leak": (
        "A/DET/2/det draft/NOUN/7/nsubj seen:see/VERB/2/acl by/ADP/6/case the/DET/6/det daily/NOUN/3/obl:agent "
        "calls:call/VERB/0/root for/ADP/10/case joint/ADJ/10/amod patrols:patrol/NOUN/7/obl ./PUNCT/7/punct",
        "A draft seen by the daily", "calls for", "joint patrols", "speech",
    ),
    "press": (
        "Orsk/PROPN/2/nsubj told:tell/VERB/0/root a/DET/5/det press/NOUN/5/compound conference/NOUN/2/iobj "
        "that/SCONJ/9/mark snow/NOUN/9/nsubj was:be/AUX/9/aux falling:fall/VERB/2/ccomp ./PUNCT/2/punct",
        "Orsk", "told", "that snow was falling", "speech",
    ),
    "officials": (
        "Senior:senior/ADJ/2/amod officials:official/NOUN/3/nsubj said:say/VERB/0/root that/SCONJ/7/mark "
        "snow/NOUN/7/nsubj was:be/AUX/7/aux falling:fall/VERB/3/ccomp ./PUNCT/3/punct",
        "Senior officials", "said", "that snow was falling", "speech",
    ),
    "person": (
        "A/DET/2/det person/NOUN/7/nsubj close/ADJ/2/amod to/ADP/6/case the/DET/6/det talks:talk/NOUN/3/obl "
        "said:say/VERB/0/root that/SCONJ/11/mark snow/NOUN/11/nsubj was:be/AUX/11/aux falling:fall/VERB/7/ccomp "
        "./PUNCT/7/punct",
        "A person close to the talks", "said", "that snow was falling", "speech",
    ),
    "spokesman": (
        "A/DET/2/det spokesman/NOUN/6/nsubj for/ADP/5/case the/DET/5/det ministry/NOUN/2/nmod said:say/VERB/0/root "
        "that/SCONJ/10/mark snow/NOUN/10/nsubj was:be/AUX/10/aux falling:fall/VERB/6/ccomp ./PUNCT/6/punct",
        "A spokesman for the ministry", "said", "that snow was falling", "speech",
    ),
    "bishops": (
        "The:the/DET/2/det bishops:bishop/NOUN/3/nsubj said:say/VERB/0/root that/SCONJ/7/mark snow/NOUN/7/nsubj "
        "was:be/AUX/7/aux falling:fall/VERB/3/ccomp ./PUNCT/3/punct",
        "The bishops", "said", "that snow was falling", "speech",
    ),
    "both": (
        "Orsk/PROPN/4/nsubj and/CCONJ/3/cc Brunn/PROPN/1/conj said:say/VERB/0/root that/SCONJ/8/mark "
        "snow/NOUN/8/nsubj was:be/AUX/8/aux falling:fall/VERB/4/ccomp ./PUNCT/4/punct",
        "Orsk and Brunn", "said", "that snow was falling", "speech",
    ),
    "accuse": (
        "Albia/PROPN/2/nsubj accused:accus/VERB/0/root Corvania/PROPN/2/obj of/ADP/5/case fraud/NOUN/2/obl "
        "./PUNCT/2/punct",
        "Albia", "accused", "Corvania of fraud", "speech",
    ),
    "condemn": (
        "Albia/PROPN/2/nsubj condemned:condemn/VERB/0/root the/DET/4/det attack/NOUN/2/obj by/ADP/6/case "
        "Corvania/PROPN/4/nmod ./PUNCT/2/punct",
        "Albia", "condemned", "the attack by Corvania", "speech",
    ),
    "victim": (
        "Albia/PROPN/2/nsubj condemned:condemn/VERB/0/root the/DET/4/det attack/NOUN/2/obj on/ADP/6/case "
        "Corvania/PROPN/4/nmod ./PUNCT/2/punct",
        "Albia", "condemned", "the attack on Corvania", "speech",
    ),
    "partner": (
        "Orsk/PROPN/2/nsubj said:say/VERB/0/root that/SCONJ/7/mark Corvania/PROPN/7/nsubj is:be/AUX/7/cop a/DET/7/det "
        "partner/NOUN/2/ccomp ./PUNCT/2/punct",
        "Orsk", "said", "that Corvania is a partner", "speech",
    ),
    "threat": (
        "Orsk/PROPN/2/nsubj said:say/VERB/0/root that/SCONJ/8/mark Corvania/PROPN/8/nsubj is:be/AUX/8/cop "
        "not/PART/8/advmod a/DET/8/det threat/NOUN/2/ccomp ./PUNCT/2/punct",
        "Orsk", "said", "that Corvania is not a threat", "speech",
    ),
    "deny": (
        "Orsk/PROPN/2/nsubj denied:denie/VERB/0/root that/SCONJ/7/mark Corvania/PROPN/7/nsubj is:be/AUX/7/cop "
        "a/DET/7/det threat/NOUN/2/ccomp ./PUNCT/2/punct",
        "Orsk", "denied", "that Corvania is a threat", "speech",
    ),
    "invade": (
        "Orsk/PROPN/2/nsubj said:say/VERB/0/root that/SCONJ/5/mark Corvania/PROPN/5/nsubj invaded:invad/VERB/2/ccomp "
        "the/DET/7/det islands:island/NOUN/5/obj ./PUNCT/2/punct",
        "Orsk", "said", "that Corvania invaded the islands", "speech",
    ),
    "policy": (
        "Orsk/PROPN/2/nsubj rejected:reject/VERB/0/root the/DET/5/det reckless/ADJ/5/amod policy/NOUN/2/obj "
        "of/ADP/7/case Corvania/PROPN/5/nmod ./PUNCT/2/punct",
        "Orsk", "rejected", "the reckless policy of Corvania", "speech",
    ),
    "support": (
        "“/PUNCT/3/punct We:we/PRON/3/nsubj support/VERB/8/ccomp Corvania/PROPN/3/obj ,/PUNCT/3/punct ”/PUNCT/3/punct "
        "Orsk/PROPN/8/nsubj said:say/VERB/0/root ./PUNCT/8/punct",
        "Orsk", "said", "“We support Corvania,”", "speech",
    ),
    "sanctions": (
        "Orsk/PROPN/2/nsubj demanded:demand/VERB/0/root sanctions:sanction/NOUN/2/obj against/ADP/5/case "
        "Corvania/PROPN/3/nmod ./PUNCT/2/punct",
        "Orsk", "demanded", "sanctions against Corvania", "speech",
    ),
    "against": (
        "Orsk/PROPN/2/nsubj said:say/VERB/0/root that/SCONJ/5/mark Albia/PROPN/5/nsubj supports:support/VERB/2/ccomp "
        "Corvania/PROPN/5/obj ./PUNCT/2/punct",
        "Orsk", "said", "that Albia supports Corvania", "speech",
    ),
    "neutral": (
        "Orsk/PROPN/2/nsubj said:say/VERB/0/root that/SCONJ/5/mark Corvania/PROPN/5/nsubj signed:sign/VERB/2/ccomp "
        "the/DET/7/det treaty/NOUN/5/obj ./PUNCT/2/punct",
        "Orsk", "said", "that Corvania signed the treaty", "speech",
    ),
    "lies": (
        "Orsk/PROPN/2/nsubj said:say/VERB/0/root that/SCONJ/5/mark Corvania/PROPN/5/nsubj spread/VERB/2/ccomp "
        "lies:lie/NOUN/5/obj ./PUNCT/2/punct",
        "Orsk", "said", "that Corvania spread lies", "speech",
    ),
    "named": (
        "Orsk/PROPN/2/nsubj called:call/VERB/0/root Corvania/PROPN/5/nsubj an:a/DET/5/det aggressor/NOUN/2/xcomp "
        "./PUNCT/2/punct",
        "Orsk", "called", "Corvania an aggressor", "speech",
    ),
    "waver": (
        "Orsk/PROPN/4/nsubj did:do/AUX/4/aux not/PART/4/advmod waver:wa/VERB/0/root in/ADP/7/case "
        "his/PRON/7/nmod:poss support/NOUN/4/obl for/ADP/9/case Corvania/PROPN/7/nmod ./PUNCT/4/punct",
        "Orsk", "did not waver in his support for", "Corvania", "speech",
    ),
    "place": (
        "Orsk/PROPN/2/nsubj said:say/VERB/0/root that/SCONJ/6/mark snow/NOUN/6/nsubj was:be/AUX/6/aux "
        "falling:fall/VERB/2/ccomp in/ADP/8/case Corvania/PROPN/6/obl ./PUNCT/2/punct",
        "Orsk", "said", "that snow was falling in Corvania", "speech",
    ),
    "origin": (
        "Orsk/PROPN/2/nsubj praised:prais/VERB/0/root the/DET/5/det Corvanian/ADJ/5/amod tea/NOUN/2/obj "
        "./PUNCT/2/punct",
        "Orsk", "praised", "the Corvanian tea", "speech",
    ),
    "troops": (
        "Orsk/PROPN/2/nsubj praised:prais/VERB/0/root the/DET/5/det Corvanian/ADJ/5/amod troops:troop/NOUN/2/obj "
        "./PUNCT/2/punct",
        "Orsk", "praised", "the Corvanian troops", "speech",
    ),
}  # fmt: skip
