"""The words that post titles are made of: head nouns ("director", "portfolio holder"), what stands before them, what
ends them. This is grammar; which role a title is comes from the vocabulary of roles (`kg.extract.roles`)."""

from __future__ import annotations

import re

_POLITICAL = (
    r"(?:deputy\s+|co-?)?leaders?",
    r"portfolio\s+(?:holders?|leads?)",
    r"(?:cabinet|executive|lead|board|council|committee|panel|lay|elected|non-executive)\s+members?",
    r"lead\s+elected\s+members?",
    r"members?\s+of\s+parliament",
    r"cabinet\s+leads?",
    r"lead(?=\s+(?:for|on)\b)",
    r"(?:children[’']s\s+|education\s+|home\s+|shadow\s+)?ministers?",
    r"(?:education|home|health|shadow\s+education|general|branch|regional)\s+secretar(?:y|ies)",
    r"(?:parliamentary\s+)?under-?\s?secretary(?:\s+of\s+state)?",
    r"secretary\s+of\s+state",
    r"(?:county\s+|city\s+|borough\s+|district\s+|ward\s+|town\s+|parish\s+)?councillors?",
    r"(?:deputy\s+)?mayors?",
    r"MPs?",
    r"spokes(?:person|people|man|men|woman|women)",
)
_OFFICERS = (
    r"(?:managing\s+|deputy\s+)?directors?",
    r"(?:(?:deputy|assistant|associate)\s+)?chief\s+executives?(?:\s+officer)?",
    r"chief\s+operating\s+officer",
    r"chief\s+(?:social\s+work\s+)?officers?",
    r"(?:social\s+)?(?:care|work|services)\s+chief",
    r"(?:deputy\s+)?heads?(?=\s+of\b)",
    r"head\s?teachers?",
    r"(?:service|team|group|area|practice|operations|programme|business|quality\s+assurance|improvement"
    r"|board|policy)\s+managers?",
    r"agency\s+decision-?\s?makers?",
    r"(?:principal|chief)\s+social\s+workers?",
    r"(?:children[’']s|social|care)\s+services\s+boss",
    r"registered\s+managers?|chief\s+nurses?|(?:national|accountable|press|area|policy)\s+officers?",
    r"(?:strategic|SEND|clinical)\s+leads?",
    r"DCS|CEO",
)
_OTHERS = (
    r"(?:vice[- ]|deputy\s+|co-?)?chair(?:s|man|woman|person)?",
    r"police\s+and\s+crime\s+commissioners?",
    r"(?:children[’']s\s+|victims[’']\s+|government\s+)?commissioners?",
    r"(?:HM\s+|Majesty[’']s\s+)?(?:chief\s+|lead\s+|deputy\s+lead\s+|team\s+)?inspectors?",
    r"HMI|HMCI",
    r"(?:data\s+)?analysts?",
    r"(?:vice[- ])?presidents?",
    r"(?:improvement\s+|DfE\s+|policy\s+)advis[eo]rs?",
    r"(?:independent\s+)?scrutineers?",
    r"(?-i:Judge)|(?:district|family|circuit|high\s+court)\s+judge",
    r"(?:co-?)?founders?(?=\s+of\b)",
    r"(?:regional|branch|national)\s+organi[sz]ers?",
    r"convenors?|trustees|ombudsman|researcher|professor|lecturer",
    r"presenters?|newsreaders?",
    r"reporters?|correspondents?|(?:news\s+)?editors?|journalists?",
    r"(?:assistant\s+|deputy\s+)?chief\s+constables?|superintendents?",
)
HEAD = re.compile(rf"\b(?:{'|'.join((*_POLITICAL, *_OFFICERS, *_OTHERS))})\b(?![’']s\b)", re.IGNORECASE)
"""The head noun of a post title. Words for private people and trades ("carer", "teacher") are left out on purpose."""
MODIFIER = re.compile(
    r"(?:interim|acting|temporary|permanent|deputy|assistant|associate|executive|corporate|strategic"
    r"|service|operational|divisional"
    r"|statutory|joint|managing|group|opposition|shadow|independent|regional|national|senior|principal"
    r"|former|then|new|next|present|data|crime|detective|Honour|\w+-appointed|newly[\s-]appointed"
    r"|newly|appointed|elected|newly-elected|outgoing|incoming|current|cabinet|council|county|city"
    r"|borough|district|metropolitan|unitary|authority|local"
    r"|children[’']s|services|young|people[’']s|education|social|care|work|adult|family|families"
    r"|safeguarding|improvement|board"
    r"|partnership|scrutiny|committee|panel|town|parish|ward|democracy|political|chief|lead|party"
    r"|conservative|tory|labour|liberal"
    r"|democrat|lib|dem|green|reform|UK|policy|union|branch|general|public|health|police|crime|west|east"
    r"|north|south|HM|Her|His"
    r"|Majesty[’']s|LSCB|Ofsted|DfE|Unison|GMB|NSPCC|NHS|LGA|ADCS|BASW|overview|finance|resources|transport|highways|housing|environment|planning|regeneration|and)",
    re.IGNORECASE,
)
DETERMINERS = frozenset({"the", "its", "their", "our", "a", "an", "of"})
OWNER = re.compile(
    r"(?:\b(?:the|its|their|our|a|an)\s+)?(?P<owner>(?:[A-Z][\w’'&-]*\s+(?:(?:and|&|of|upon|on"
    r"|the)\s+)?){0,5}?[A-Z][\w&-]*(?:[’']s|s[’'])"
    r"|(?:council|county|authority|city|borough|trust|charity|union|department|region|school|academy|party|group"
    r"|committee|panel|board|company|partnership|service|home|area|town)[’']s)\s+$"
)
"""Whose post it is ("Barset County Council’s", "the council’s"), right before the title."""
STOP = re.compile(
    r"[.;:()“”\"\[\]!?]|\s[–—]\s|\s-\s|[‘](?=\w)"
    r"|\b(?:said|says?|saying|added|adds|told|tells|stated|states|noted|explained|commented|insisted"
    r"|warned|admitted|wrote|welcomed"
    r"|thanked|agreed|praised|called|described|moved|asked|claimed|criticised|apologised|slammed|hailed"
    r"|blamed|attacked|defended|responded"
    r"|replied|urged|confirmed|acknowledged|accepted|promised|pledged|spoke|left|joined|took|gave|made"
    r"|went|came|stood|resigned|thinks"
    r"|believes|wants|who|which|that|has|have|had|is|are|was|were|will|would|did|does|be|been|but|while|when"
    r"|after|before|because|where|since|as|to|from|about|into|if|so|it|he|she|they|we|I|this|these|also"
    r"|last|next(?!\s+(?:interim\s+|executive\s+|council\s+)?(?:director|leader|chief|chair|head)))\b"
    r"|\bin\s+(?:early\s+|late\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d)\b"
    r"|\bin\s+(?:a|an|response|his|her|which)\b|\bfor\s+(?:the\s+)?(?:first|comment|last|a)\b"
)
"""What no post title runs over: marks, verbs, pronouns."""
LINK = re.compile(
    r"\s+(?:of|for|at|with|on|within|in|responsible\s+for|in\s+charge\s+of"
    r"|with\s+responsibility\s+for)\s+(?=\S)",
    re.IGNORECASE,
)
FIELD = re.compile(
    r"(?:and\s+|&\s+)?(?:children|childhood|young|youth|people|famil|education|school|learning|lifelong"
    r"|skills|social|adult|health|safeguard"
    r"|communit|early|prevention|inclusion|SEND|care|culture|housing|public|performance|resources"
    r"|improvement|quality|leisure)",
    re.IGNORECASE,
)
"""Fields of work, of which a title can list several: "children, families and education"."""
ORGANISATION = re.compile(
    r"\b(?:Council|Borough|Authority|Ofsted|Trust|Board|Partnership|Department|DfE|University|College"
    r"|School|Association|Union"
    r"|Unison|UNISON|NSPCC|NHS|Barnardo[’']s|Society|Foundation|Police|Constabulary|Charity|Group|Ltd"
    r"|Limited|Agency|Institute"
    r"|Alliance|Network|Federation|GMB|BASW|ADCS|LGA|LSCB)\b"
)
