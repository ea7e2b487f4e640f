"""The words for offices and bodies: which office a title goes with, and which part of a state a description names."""

from __future__ import annotations

Role = str

#: Offices by the words that describe their holders after a name or adjective ("the NATO chief", "Chinese leader"), the
#: likeliest kind first.
ROLES: dict[str, tuple[Role, ...]] = {
    "president": ("head of state", "president", "chair"),
    "supreme leader": ("head of state", "leader"),
    "leader": ("leader", "head of state", "head of government", "secretary-general"),
    "ruler": ("leader", "head of state"),
    "king": ("head of state",),
    "emir": ("head of state",),
    "prime minister": ("head of government",),
    "premier": ("head of government",),
    "chancellor": ("head of government",),
    "foreign minister": ("foreign minister",),
    "foreign secretary": ("foreign minister",),
    "secretary of state": ("foreign minister",),
    "top diplomat": ("foreign minister",),
    "chief diplomat": ("foreign minister",),
    "foreign policy chief": ("foreign minister",),
    "defence minister": ("defence minister",),
    "defense minister": ("defence minister",),
    "defence secretary": ("defence minister",),
    "defense secretary": ("defence minister",),
    "secretary of defense": ("defence minister",),
    "defence chief": ("defence minister",),
    "defense chief": ("defence minister",),
    "vice president": ("vice president",),
    "secretary-general": ("secretary-general",),
    "secretary general": ("secretary-general",),
    "chief": ("secretary-general", "chair", "head"),
    "head": ("secretary-general", "head of government", "head"),
    "boss": ("secretary-general",),
    "director general": ("secretary-general", "head"),
    "director-general": ("secretary-general", "head"),
}

#: Titles before a name, the longest first, with the offices that they go with; those of courtesy go with none.
TITLES: dict[str, tuple[Role, ...]] = dict(
    sorted(
        {
            **ROLES,
            "mr": (), "mrs": (), "ms": (), "dr": (), "sir": (), "madam": (), "lord": (), "lady": (), "prof": (),
            "professor": (), "general": (), "gen": (), "admiral": (), "adm": (), "colonel": (), "col": (), "major": (),
            "maj": (), "captain": (), "capt": (), "lieutenant": (), "lt": (), "sgt": (), "senator": (), "sen": (),
            "representative": (), "rep": (), "ambassador": (), "envoy": (), "judge": (), "minister": (), "comrade": (),
            "ayatollah": (), "sheikh": (), "prince": (), "princess": (), "pope": (), "former president": (),
            "former prime minister": (), "ex-president": (), "then-president": ("head of state",),
            "acting president": ("head of state",), "spokesperson": (), "spokesman": (), "spokeswoman": (),
            "pm": ("head of government",), "fm": ("foreign minister",),
            "secretary": ("foreign minister", "defence minister"),
        }.items(),
        key=lambda item: (-len(item[0]), item[0]),
    )
)  # fmt: skip

#: Words for the parts of a state, with the folded names that such a part may have; ``itself``: the state as an actor.
BODIES: dict[str, tuple[str, ...]] = {
    "government": ("itself", "government"),
    "authorities": ("itself",),
    "administration": ("itself",),
    "regime": ("itself",),
    "officials": ("itself",),
    "side": ("itself",),
    "foreign ministry": ("foreign ministry", "ministry of foreign affairs"),
    "ministry of foreign affairs": ("foreign ministry", "ministry of foreign affairs"),
    "foreign office": ("foreign ministry", "ministry of foreign affairs", "foreign office"),
    "mofa": ("foreign ministry", "ministry of foreign affairs"),
    "state department": ("state department", "department of state"),
    "defence ministry": ("defence ministry", "defense ministry", "ministry of defence", "ministry of defense"),
    "defense ministry": ("defence ministry", "defense ministry", "ministry of defence", "ministry of defense"),
    "ministry of defence": ("defence ministry", "defense ministry", "ministry of defence", "ministry of defense"),
    "ministry of defense": ("defence ministry", "defense ministry", "ministry of defence", "ministry of defense"),
    "ministry of national defense": ("ministry of national defense", "ministry of defense", "defense ministry"),
    "military": ("armed forces", "military"),
    "army": ("army", "armed forces", "military"),
    "armed forces": ("armed forces", "military"),
    "troops": ("armed forces", "military"),
    "forces": ("armed forces", "military"),
    "parliament": ("parliament",),
}
