"""English first names and their usual short forms."""

from __future__ import annotations

SHORT_FORMS: dict[str, tuple[str, ...]] = {
    "alexander": ("alex",), "alexandra": ("alex", "sandra"), "andrew": ("andy",), "anthony": ("tony",),
    "benjamin": ("ben",), "catherine": ("cath", "cathy", "kate"), "charles": ("charlie",),
    "christine": ("chris", "chrissie"), "christopher": ("chris",), "daniel": ("dan",), "david": ("dave",),
    "deborah": ("debbie", "deb"), "dominic": ("dom",), "edward": ("ed", "ted"),
    "elizabeth": ("liz", "beth", "lizzie"), "frances": ("fran",), "gregory": ("greg",),
    "jacqueline": ("jackie", "jacqui"), "james": ("jim", "jamie"), "jennifer": ("jenny", "jen"),
    "jonathan": ("jon",), "joseph": ("joe",), "joanna": ("jo",), "katherine": ("kate", "kath"),
    "kathryn": ("kath", "kate"), "kenneth": ("ken",), "lawrence": ("larry",), "margaret": ("maggie", "meg"),
    "matthew": ("matt",), "michael": ("mike", "mick"), "nicholas": ("nick",), "nicola": ("nicky", "nicki"),
    "pamela": ("pam",), "patricia": ("pat", "trish"), "patrick": ("pat",), "peter": ("pete",),
    "philip": ("phil",), "rachael": ("rach",), "rebecca": ("becky",), "richard": ("rick", "dick"),
    "robert": ("rob", "bob"), "ronald": ("ron",), "samantha": ("sam",), "samuel": ("sam",),
    "sandra": ("sandy",), "stephen": ("steve",), "steven": ("steve",), "stuart": ("stu",), "susan": ("sue",),
    "thomas": ("tom",), "timothy": ("tim",), "victoria": ("vicky", "vicki"), "william": ("will", "bill"),
    "russell": ("russ",),
}  # fmt: skip
"""English first names → their usual short forms, lower case."""
