"""One made-up report in each layout that there has been, from 2013 to today."""

from __future__ import annotations

from collections.abc import Sequence

from tests.documents import L, Pages, footer, heading, item, prose, running, title

FILLER = (
    "Staff told us that they know the families well and that visits",
    "take place when they are due. Records show the same picture.",
)
LONGER = (
    "Since the last visit the service has grown, and most of those who",
    "work in it have been there for more than two years. Families say",
    "that they are listened to, and what they say is written down. It",
    "is too early to see what the new teams will change for them.",
)


def table(*rows: tuple[str, ...]) -> list[L]:
    """A table of grades, cell after cell, as they are drawn."""
    return [L(cell, before=4.0 if not at else 0.0) for row in rows for at, cell in enumerate(row)]


def looked_after_2013() -> Pages:
    """Norfolk, July 2013: five grades on the last page, lists by timescale."""
    header = running("Norfolk County Council Inspection of looked after children services")
    return [
        [
            *title("Inspection of looked after children", "services"),
            *prose("Norfolk County Council"),
            *prose("Inspection dates: 8 – 12 July 2013"),
            *prose("Reporting inspector Pat Example HMI"),
            *prose("Age group: All"),
            *prose("Published: 16 August 2013"),
        ],
        [
            *header,
            *heading("Contents"),
            *prose("About this inspection 2"),
            *prose("Areas for improvement 2"),
            *prose("Record of main findings 4"),
            *footer(2),
        ],
        [
            *header,
            *heading("Overall effectiveness"),
            *prose("1. The overall effectiveness of services is not good enough yet.", *FILLER),
            *heading("Areas for improvement"),
            *prose("2. The council should take the following action."),
            *prose("Immediately:"),
            *item("see every child who has moved, alone and in", "the first week"),
            *item("write down what was agreed."),
            *prose("Within three months:"),
            *item("give each child a plan that says who does what."),
            *prose("Within six months:"),
            *item("open a second home."),
            *heading("Outcomes for looked after children and young people"),
            *prose("3. Most children do well at school.", *FILLER),
            *footer(3),
        ],
        [
            *header,
            *heading("Record of main findings"),
            *prose("Services for looked after children"),
            *table(
                ("Overall effectiveness Adequate",),
                ("Capacity to improve Good",),
                ("Outcomes for looked after children", "and young people", "Adequate"),
                ("Quality of provision Adequate",),
                ("Leadership and management Good",),
            ),
            *footer(4),
        ],
    ]


def single_2014() -> Pages:
    """Bolton, early 2014: the board's grade on the cover, numbers that run on through the document."""
    return [
        [
            *title("Bolton Council"),
            L("Inspection of services for children in need of help and", 16.0, before=6.0),
            L("protection, children looked after and care leavers", 16.0),
            L("and", 16.0),
            L("Review of the effectiveness of the local safeguarding children", 16.0),
            L("board1", 16.0),
            *prose("Inspection date: 14 January – 5 February 2014"),
            *heading("The overall judgement is requires improvement"),
            *prose(*LONGER),
            *table(
                ("1. Children who need help and protection Requires", "improvement"),
                ("2. Children looked after and achieving permanence Good",),
                ("2.1 Adoption performance Good",),
                ("2.2 Experiences and progress of care leavers Outstanding",),
                ("3. Leadership, management and governance Requires", "improvement"),
            ),
            *prose("The effectiveness of the Local Safeguarding Children Board (LSCB)", "requires improvement"),
            *prose("The LSCB does not yet show that it is good."),
            L("1 This is the report of two pieces of work done together.", 8.0, y=90.0),
        ],
        [
            *heading("Contents"),
            *prose("What does the local authority need to improve? 3"),
            *prose("What does the LSCB need to improve? 4"),
            *footer(2),
        ],
        [
            *heading("Section 1: the local authority"),
            *heading("What does the local authority need to improve?", size=13.5),
            *heading("Priority and immediate action", size=12.5),
            *item("See that every referral is read on the day it comes", "in.", marker="12."),
            *heading("Areas for improvement", size=12.5),
            *item("Check that plans have dates.", marker="13."),
            *item("Make sure that advice is given to:", marker="14."),
            *item("parents", x=80.0),
            *item("foster carers.", x=80.0),
            *heading("The local authority’s strengths", size=13.5),
            *item("Adoption is quick.", marker="15."),
            *footer(3),
        ],
        [
            *heading("Section 2: The effectiveness of the local safeguarding children board"),
            *heading("What does the LSCB need to improve?", size=13.5),
            *item("Publish the results of its audits.", marker="96."),
            *item("Invite schools.", marker="97."),
            *heading("Information about this inspection", size=13.5),
            *prose(
                "This inspection was carried out under section 136 of the Education",
                "and Inspections Act 2006.",
            ),
            *prose("Lead inspector: Ann Example HMI"),
            *prose("Team inspectors: Bo Sample HMI, Cy Model AI and Di", "Pattern HMI"),
            *footer(4),
        ],
    ]


def single_2016() -> Pages:
    """Knowsley, 2016: one list for the authority, one that goes on with its numbers for the board."""
    return [
        [
            L("1", 10.0, x=500.0, y=800.0),
            *title("Knowsley Council"),
            L("Inspection of services for children in need of help and", 16.0, before=6.0),
            L("protection, children looked after and care leavers", 16.0),
            L("and", 16.0),
            L("Review of the effectiveness of the Local Safeguarding", 16.0),
            L("Children Board", 16.0),
            *prose("Inspection date: 25 April 2016 to 19 May 2016"),
            *prose("Report published: 1 August 2016"),
            *heading("Children’s services in Knowsley require improvement to be", "good"),
            *table(
                ("1. Children who need help and protection Requires improvement",),
                ("2. Children looked after and achieving", "permanence", "Good"),
                ("2.1 Adoption performance Outstanding",),
                ("2.2 Experiences and progress of care leavers Good",),
                ("3. Leadership, management and governance Inadequate",),
            ),
        ],
        [
            *heading("Executive summary"),
            *prose(*LONGER),
            *prose("Not all visits are recorded (Recommendation)."),
            *footer(2),
        ],
        [
            *heading("Contents"),
            *prose("Executive summary 2"),
            *prose("Recommendations 4"),
            *prose("Summary for children and young people 4"),
            *footer(3),
        ],
        [
            *heading("The local authority"),
            *heading("Recommendations", size=13.5),
            *item("Ensure that managers see every plan before", "it is shared.", marker="1."),
            *item("Speed up checks of new carers.", marker="2."),
            *heading("Summary for children and young people"),
            *item("The people who look after you do it well."),
            *footer(4),
        ],
        [
            *heading("The Local Safeguarding Children Board (LSCB)"),
            *heading("The Local Safeguarding Children Board is good"),
            *heading("Recommendations", size=13.5),
            *item("Look at what schools report.", marker="3."),
            *heading("Inspection findings – the Local Safeguarding Children Board"),
            *prose("4. The board meets often.", *FILLER),
            *footer(5),
        ],
        [
            *heading("Information about this inspection"),
            *prose(*FILLER),
            *heading("The inspection team", size=13.5),
            *prose("Lead inspector: Ann Example"),
            *prose("Deputy lead inspector: Bo Sample"),
            *prose("Team inspectors: Cy Model, Di", "Pattern, Ed O’Mould"),
            *prose("Senior data analyst: Fay Figure"),
            *prose("Quality assurance manager: Gus Check"),
            *footer(6),
        ],
    ]


def ilacs_2018() -> Pages:
    """Calderdale, November 2018: four rows, bullets without a colon above them."""
    return [
        [
            *title("Calderdale Metropolitan Borough Council"),
            L("Inspection of children’s social care services", 16.0, before=6.0),
            *prose("Inspection dates: 12 November 2018 to 23 November 2018"),
            *prose("Lead inspector: Ann Example", "Her Majesty’s Inspector"),
            *table(
                ("Judgement Grade",),
                ("The impact of leaders on social work practice with", "children and families Good"),
                (
                    "The experiences and progress of children who need help",
                    "and protection",
                    "Requires improvement",
                    "to be good",
                ),
                ("The experiences and progress of children in care and", "care leavers Outstanding"),
                ("Overall effectiveness Good",),
            ),
            *prose(*LONGER),
            *footer(1),
        ],
        [
            *heading("What needs to improve"),
            *item("The time that it takes to see a child, and", "what is written about it."),
            *item("Plans."),
            *heading(
                "The experiences and progress of children who need help and",
                "protection require improvement to be good",
            ),
            *prose("1. Help comes early for most.", *FILLER),
            *footer(2),
        ],
    ]


def ilacs_2022() -> Pages:
    """Coventry, June 2022: a shorter title, a question as the list's heading."""
    header = running("Inspection of Coventry local authority children’s services")
    return [
        [
            *title("Inspection of Coventry local authority", "children’s services"),
            *prose("Inspection dates: 20 June to 1 July 2022"),
            *prose("Lead inspector: Ann Example, Her Majesty’s Inspector"),
            *table(
                ("Judgement Grade",),
                ("The impact of leaders on social work", "practice with children and families", "Good"),
                ("The experiences and progress of", "children who need help and protection", "Good"),
                ("The experiences and progress of", "children in care and care leavers", "Outstanding"),
                ("Overall effectiveness Good",),
            ),
            *prose(*LONGER),
        ],
        [
            *header,
            *heading("What needs to improve?"),
            *item("How soon care leavers get:"),
            *item("their health histories", marker="–", x=80.0),
            *item("a key.", marker="–", x=80.0),
            *item("Supervision."),
            *heading("The experiences and progress of children in care and care leavers:", "outstanding"),
            *prose("1. Children live with carers who stay.", *FILLER),
            *footer(2),
        ],
    ]


def ilacs_2024() -> Pages:
    """Halton, May 2024: five rows in an order of their own, tags of the national framework."""
    header = running("Inspection of Halton local authority children’s services")
    return [
        [
            *title("Inspection of Halton local authority", "children’s services"),
            *prose("Inspection dates: 13 to 24 May 2024"),
            *prose("Lead inspector: Ann Example, His Majesty’s Inspector"),
            *table(
                ("Judgement Grade",),
                ("The impact of leaders on social work", "practice with children and families", "Inadequate"),
                ("The experiences and progress of", "children who need help and protection", "Inadequate"),
                ("The experiences and progress of", "children in care", "Requires improvement to be good"),
                ("The experiences and progress of care", "leavers", "Good"),
                ("Overall effectiveness Inadequate",),
            ),
            *prose(*LONGER),
        ],
        [
            *header,
            *heading("What needs to improve?1"),
            *item("Decisions about risk (outcome 3, national", "framework)."),
            *item("The pay of carers (enabler: the workforce is", "there, national framework)."),
            *heading("The experiences and progress of children in care: requires", "improvement to be good"),
            *prose("1. Homes are found in time.", *FILLER),
            L("1 The list goes with the national framework of that year.", 8.0, y=90.0),
            *footer(2),
        ],
    ]


def ilacs_2026() -> Pages:
    """Somerset, May 2026: overall effectiveness is no longer reported."""
    return [
        [
            *title("Inspection of Somerset local authority", "children’s services"),
            *prose("Inspection dates: 11 to 15 May 2026"),
            *prose("Lead inspector: Ann Example, His Majesty’s Inspector"),
            *table(
                ("Judgement Grade",),
                ("The impact of leaders on social work", "practice with children and families", "Good"),
                ("The experiences and progress of", "children who need help and protection", "Good"),
                ("The experiences and progress of", "children in care", "Outstanding"),
                ("The experiences and progress of care", "leavers", "Good"),
            ),
            *prose(*LONGER),
        ],
        [*heading("What needs to improve?"), *item("Advocacy for those who ask for it."), *footer(2)],
    ]


def board_2015() -> Pages:
    """Surrey, June 2015: a review of the board alone."""
    return [
        [
            *title("Surrey Safeguarding Children Board"),
            L("Review of the effectiveness of the Local Safeguarding Children", 16.0, before=6.0),
            L("Board", 16.0),
            *prose("Inspection date: 15 June 2015 – 17 June 2015"),
            *prose("Report published: 3 August 2015"),
            *heading("The Local Safeguarding Children Board requires improvement"),
            *prose(*LONGER),
        ],
        [*heading("Contents"), *prose("Executive summary 3"), *prose("Recommendations 3"), *footer(2)],
        [
            *heading("Executive summary"),
            *prose(*LONGER),
            *heading("Recommendations"),
            *item("Ask every member what changed.", marker="1."),
            *item("Meet in public.", marker="2."),
            *heading("Inspection findings"),
            *prose("3. Members come.", *FILLER),
            *prose("Lead inspector: Ann Example"),
            *footer(3),
        ],
    ]


ALL = {
    report.__name__: report
    for report in (
        looked_after_2013,
        single_2014,
        single_2016,
        ilacs_2018,
        ilacs_2022,
        ilacs_2024,
        ilacs_2026,
        board_2015,
    )
}


ROWS = (
    ("Judgement Grade",),
    ("The impact of leaders on social work", "practice with children and families", "Good"),
    ("The experiences and progress of", "children who need help and protection", "Good"),
    ("The experiences and progress of", "children in care", "Good"),
    ("The experiences and progress of care", "leavers", "Good"),
    ("Overall effectiveness Good",),
)


def ilacs(
    *,
    name: tuple[str, ...] = ("Inspection of Halton local authority", "children’s services"),
    dates: tuple[str, ...] = ("Inspection dates: 13 to 24 May 2024",),
    lead: tuple[str, ...] = ("Lead inspector: Ann Example, His Majesty’s Inspector",),
    rows: tuple[tuple[str, ...], ...] = ROWS,
    lists: Sequence[L] = (),
    body: Sequence[L] = (),
) -> Pages:
    """A short report of today's kind with these parts in the place of the usual ones."""
    cover = [*title(*name), *prose(*dates), *prose(*lead), *table(*rows), *prose(*LONGER)]
    usual = [*heading("What needs to improve?"), *item("One thing."), *item("Another thing.")]
    rest = [*heading("The experiences and progress of care leavers: good"), *prose("1. It is well.", *FILLER)]
    return [cover, [*(lists or usual), *(body or rest), *footer(2)]]
