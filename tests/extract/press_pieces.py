"""Pieces in the ways of writing of newspapers, trade magazines and councils. Every council, person and sentence is made up."""

# ruff: noqa: E501 - a paragraph is one line, as in the files that users have
from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kg.extract.article import ArticleParts, article_parts
from kg.extract.named_people import Speakers, named_people
from kg.extract.quotations import quotations
from kg.model import Appointment, CatalogueEntry, Document, Quotation
from kg.read.assemble import assemble
from kg.read.folder import Source
from kg.read.html import read_html
from kg.read.text import read_text
from kg.vocabulary import lexicon


@dataclass(frozen=True)
class Piece:
    """A piece with what a careful reader finds in it.

    `people`: (name, honorific, role, organisation, party, ward). `quotes`: (speaker, first words, last words).
    `furniture`: words that must not be in the body.
    """

    name: str
    text: str
    council: str
    title: str = ""
    byline: tuple[str, ...] = ()
    issued: str = ""
    publisher: str = ""
    people: tuple[tuple[str, str, str, str, str, str], ...] = ()
    quotes: tuple[tuple[str, str, str], ...] = ()
    furniture: tuple[str, ...] = ()
    nobody: tuple[str, ...] = field(default=())


def document(text: str, name: str = "piece.txt") -> Document:
    """The document of a text, as a build reads it; a name that ends in .html is read as a page."""
    data = text.encode()
    source = Source(Path(name), name, CatalogueEntry())
    if name.endswith(".html"):
        return assemble(source, data, "text/html", read_html(data))
    return assemble(source, data, "text/plain", read_text(data))


def read(
    text: str, council: str = "Barset County Council"
) -> tuple[ArticleParts, tuple[Appointment, ...], Speakers, tuple[Quotation, ...]]:
    """(parts, people, speakers, quotations) of a text."""
    made = document(text)
    parts = article_parts(made, lexicon())
    people, speakers = named_people(made, parts, lexicon(), council)
    return parts, people, speakers, quotations(made, parts, speakers, lexicon())


PIECES: tuple[Piece, ...] = (
    Piece(
        "weekly paper, leader and opposition",
        """Barset children’s services climb to ‘good’ after two years of change

By Ruth Ashdown, Local Democracy Reporter
Friday, 12th March 2021

Share this article

SERVICES for children in Barset have been rated ‘good’ by Ofsted, two years after inspectors called them ‘inadequate’.

Council leader Cllr Harold Pennock (Con, Upper Teme) said: “This is the best news that our staff could have had. I want to thank every one of them.

Hide Ad

“There is more to do, and nobody here is about to sit back.”

But Labour group leader Cllr Grace Adeyemi (Lab, Docklands) said the council had been too slow. “Children waited two years for what they should have had on day one,” she said.

“We will keep asking the awkward questions.”

A council spokeswoman added: “An action plan will come to cabinet in May.”

Read more: Parking charges to rise in Barset town centre

Anytown Gazette
""",
        "Barset County Council",
        "Barset children’s services climb to ‘good’ after two years of change",
        ("Ruth Ashdown",),
        "2021-03-12",
        "Anytown Gazette",
        (
            ("Ruth Ashdown", "", "journalist", "Anytown Gazette", "", ""),
            ("Harold Pennock", "Cllr", "council-leader", "Barset County Council", "Con", "Upper Teme"),
            ("Grace Adeyemi", "Cllr", "opposition-leader", "Barset County Council", "Lab", "Docklands"),
        ),
        (
            ("Harold Pennock", "This is the best", "one of them."),
            ("Harold Pennock", "There is more", "sit back."),
            ("Grace Adeyemi", "Children waited", "day one,"),
            ("Grace Adeyemi", "We will keep", "awkward questions."),
            ("Barset County Council", "An action plan", "in May."),
        ),
        ("Share this", "Hide Ad", "Parking charges", "Local Democracy"),
    ),
    Piece(
        "trade magazine, straight marks, the report speaks",
        """Watchdog warns of 'drift and delay' at Wolverley council

Tom Okoro
Tuesday, November 6, 2018

Vulnerable children in Wolverley face "drift and delay" because managers do not check the work of their teams, Ofsted has warned.

"Plans are too often left to run without anyone asking whether a child's life is better," the report states.

"Supervision records are thin, and in some cases there are none at all."

Inspectors also found that social workers carried "caseloads far above what the council says is safe".

Danielle Marsh, director of children's services at Wolverley Council, who took over in June, said: "I accept every word of this report. We have begun to put it right."

Speaking to CYP Now, Marsh added that "half of the vacancies have been filled since the summer".

Wolverley was rated "requires improvement" in 2015.

CYP Now Digital membership

  • Latest digital issues
  • Themed supplements

From £14 / month

Subscribe
""",
        "Wolverley Council",
        "Watchdog warns of 'drift and delay' at Wolverley council",
        ("Tom Okoro",),
        "2018-11-06",
        "Children & Young People Now",
        (
            ("Tom Okoro", "", "journalist", "Children & Young People Now", "", ""),
            ("Danielle Marsh", "", "director-of-childrens-services", "Wolverley Council", "", ""),
        ),
        (
            ("the report", "Plans are too", "is better,"),
            ("the report", "Supervision records", "at all."),
            ("Ofsted", "caseloads far", "is safe"),
            ("Danielle Marsh", "I accept every", "put it right."),
            ("Danielle Marsh", "half of the", "the summer"),
        ),
        ("Themed supplements", "From £14", "Tom Okoro"),
    ),
    Piece(
        "council news, speech in its own paragraphs after a lead-in",
        """Inspectors praise early help in Northmere

Northmere Borough Council

Early help in Northmere makes a lasting difference to families, Ofsted inspectors said after a focused visit in February.

Councillor Amir Siddiqui, Cabinet Member for Children, Learning and Skills, said:

“I am proud of our early help workers.

“They know their families and they stay with them.”

Joanna Fairweather, Executive Director for Children and Families at Northmere Borough Council, added: “The visit shows that we know ourselves well. Our next step is to shorten the wait for an assessment.”

For more information about early help visit www.northmere.gov.uk/earlyhelp

Published: 3 April 2019

Last updated: 9 July 2020

We use cookies to improve your experience
""",
        "Northmere Borough Council",
        "Inspectors praise early help in Northmere",
        (),
        "2019-04-03",
        "",
        (
            ("Amir Siddiqui", "Councillor", "lead-member", "Northmere Borough Council", "", ""),
            ("Joanna Fairweather", "", "director-of-childrens-services", "Northmere Borough Council", "", ""),
        ),
        (
            ("Amir Siddiqui", "I am proud", "help workers."),
            ("Amir Siddiqui", "They know", "with them."),
            ("Joanna Fairweather", "The visit shows", "for an assessment."),
        ),
        ("www.northmere", "Published", "cookies"),
    ),
    Piece(
        "speaker after the words, single curly marks",
        """Care leavers ‘forgotten’ in Hexley

12 Feb 2022, 10:31

Young people who leave care in Hexley are ‘forgotten’ at the age of 18, a charity has said.

‘They get a key and a leaflet, and that is all they get,’ said Simon Lovatt, chief executive of the charity Doorstep.

‘The council’s own figures show that families’ homes are closed to them,’ he added. ‘We see them in our hostels.’

The council’s cabinet member for children and young people, Cllr Petra Novak, disagreed. ‘We have doubled the number of personal advisers,’ she said.
""",
        "Hexley Council",
        "Care leavers ‘forgotten’ in Hexley",
        (),
        "2022-02-12",
        "",
        (
            ("Simon Lovatt", "", "chief-executive", "Doorstep", "", ""),
            ("Petra Novak", "Cllr", "lead-member", "Hexley Council", "", ""),
        ),
        (
            ("Simon Lovatt", "They get a key", "they get,"),
            ("Simon Lovatt", "The council’s own", "closed to them,"),
            ("Simon Lovatt", "We see them", "our hostels."),
            ("Petra Novak", "We have doubled", "personal advisers,"),
        ),
    ),
    Piece(
        "two people in one phrase, MP, union",
        """Fresh blow for Eastmarch as inspectors find children at risk

By Ngozi Bright and Paul Tranter | 3 June 2021

Eastmarch Council must act at once to protect children, Ofsted said in a letter published on Thursday.

Council leader Cllr Mary Holroyd and chief executive Stephen Quill apologised to families.

“We let children down and we are sorry,” they said in a joint statement.

Farida Aziz, Labour MP for Eastmarch South, said the letter made “deeply uncomfortable reading for everyone in charge”.

Dave Rudd, Unison branch secretary, told the Anytown Post: “Our members have warned about caseloads for years. Nobody listened.”

The letter says there is “no evidence that managers knew which children had not been seen”.

A Department for Education spokesperson said: “We will send a commissioner to Eastmarch within weeks.”
""",
        "Eastmarch Council",
        "Fresh blow for Eastmarch as inspectors find children at risk",
        ("Ngozi Bright", "Paul Tranter"),
        "2021-06-03",
        "",
        (
            ("Ngozi Bright", "", "journalist", "", "", ""),
            ("Paul Tranter", "", "journalist", "", "", ""),
            ("Mary Holroyd", "Cllr", "council-leader", "Eastmarch Council", "", ""),
            ("Stephen Quill", "", "chief-executive", "Eastmarch Council", "", ""),
            ("Farida Aziz", "", "member-of-parliament", "House of Commons", "Labour", ""),
            ("Dave Rudd", "", "union-representative", "Unison", "", ""),
        ),
        (
            ("", "We let children", "we are sorry,"),
            ("Farida Aziz", "deeply uncomfortable", "in charge"),
            ("Dave Rudd", "Our members", "Nobody listened."),
            ("The letter", "no evidence that", "been seen"),
            ("Department for Education", "We will send", "within weeks."),
        ),
    ),
    Piece(
        "private people are not named",
        """‘My son was moved nine times’

A mother whose son was in the care of Lowdale Council says that nobody told her where he was.

Kelly Draper, a mother of three, said: “My son was moved nine times in four years.”

Her son Jayden, 15, said he “never knew which school to go to”.

One foster carer told us: “We were given two hours’ notice.”

Lowdale’s lead member for children’s services, Councillor Ian Trench, said: “We do not comment on single cases. We have apologised to the family.”
""",
        "Lowdale Council",
        "‘My son was moved nine times’",
        (),
        "",
        "",
        (("Ian Trench", "Councillor", "lead-member", "Lowdale Council", "", ""),),
        (
            ("a mother of three", "My son was", "four years."),
            ("One foster carer", "We were given", "notice."),
            ("Ian Trench", "We do not", "to the family."),
        ),
        (),
        ("Kelly Draper", "Jayden"),
    ),
    Piece(
        "scrutiny meeting, short forms later",
        """Councillors press for faster change in children’s care

Members of Fenwick’s children and young people scrutiny committee want an update every month.

Cllr Joan Abbott (Lib Dem, Mill Hill), who chairs the children and young people scrutiny committee, told the meeting: “We cannot wait a year to learn that nothing has moved.”

Mark Ellery, the council’s interim director of children’s services, said recruitment was the hardest part.

“We have made offers to eleven people,” Mr Ellery said. “Seven have accepted.”

Cllr Abbott replied: “Then I look forward to meeting them.”

Conservative councillor for Bridge End Neil Sharp asked about agency costs, and Cllr Sharp was told that they had fallen by a third.
""",
        "Fenwick Council",
        "Councillors press for faster change in children’s care",
        (),
        "",
        "",
        (
            ("Joan Abbott", "Cllr", "committee-chair", "Fenwick Council", "Lib Dem", "Mill Hill"),
            ("Mark Ellery", "", "director-of-childrens-services", "Fenwick Council", "", ""),
            ("Neil Sharp", "", "councillor", "Fenwick Council", "Conservative", "Bridge End"),
        ),
        (
            ("Joan Abbott", "We cannot wait", "has moved."),
            ("Mark Ellery", "We have made", "eleven people,"),
            ("Mark Ellery", "Seven have accepted.", "accepted."),
            ("Joan Abbott", "Then I look", "meeting them."),
        ),
    ),
    Piece(
        "scare quotes, grades, titles: nothing is quoted",
        """Thornbury council ‘requires improvement’

Ofsted has told Thornbury that its services ‘require improvement to be good’. The ‘focused visit’ looked at the ‘front door’.

The council has drawn up a plan called “Every Child Safe and Well at Home”, and a “one-stop” service.

Leadership was described as “good” and care as “requires improvement”, while “Working Together to Safeguard Children” was followed.
""",
        "Thornbury Council",
        "Thornbury council ‘requires improvement’",
    ),
    Piece(
        "broadcaster, caption with credit, related stories",
        """Oakshire: Children 'seen and heard', inspectors say

Published
14 September 2023

Image source, Oakshire Council
Image caption, Oakshire's children's centre opened in 2020

Social workers in Oakshire know the children they work with, Ofsted has said.

It said children were "seen often and heard well" by staff who stayed in their jobs.

The report added: "Leaders have created a place where good social work can thrive."

Director of children's services Helen Yarrow said: "It's a proud day."

The council's leader, Robert Finch, praised staff, saying they had "worked through the hardest of times".

Follow BBC Oakshire on Facebook

Related Topics

Two schools to merge in Oakshire

New bridge opens after ten years
""",
        "Oakshire Council",
        "Oakshire: Children 'seen and heard', inspectors say",
        (),
        "2023-09-14",
        "BBC News",
        (
            ("Helen Yarrow", "", "director-of-childrens-services", "Oakshire Council", "", ""),
            ("Robert Finch", "", "council-leader", "Oakshire Council", "", ""),
        ),
        (
            ("Ofsted", "seen often", "heard well"),
            ("The report", "Leaders have", "can thrive."),
            ("Helen Yarrow", "It's a proud", "day."),
            ("Robert Finch", "worked through", "of times"),
        ),
        ("Two schools", "New bridge", "Follow BBC", "14 September"),
    ),
    Piece(
        "continued speech with a new mark in the middle of a paragraph",
        """Millhaven chief hails turnaround

By Priya Raman

Millhaven’s chief executive Dr Owen Tansley said: “Four years ago we were failing. “Today we are not.

“That is down to people who never gave up.”

The independent chair of the Millhaven Safeguarding Children Partnership, Margaret Poole, said she was “encouraged, though not yet satisfied, by what inspectors saw”.

Ofsted regional director Alan Crewe said: “Children in Millhaven are safer than they were.”
""",
        "Millhaven Council",
        "Millhaven chief hails turnaround",
        ("Priya Raman",),
        "",
        "",
        (
            ("Priya Raman", "", "journalist", "", "", ""),
            ("Owen Tansley", "Dr", "chief-executive", "Millhaven Council", "", ""),
            ("Margaret Poole", "", "board-chair", "Millhaven Safeguarding Children Partnership", "", ""),
            ("Alan Crewe", "", "regional-director", "Ofsted", "", ""),
        ),
        (
            ("Owen Tansley", "Four years ago", "we are not."),
            ("Owen Tansley", "That is down", "gave up."),
            ("Margaret Poole", "encouraged, though", "inspectors saw"),
            ("Alan Crewe", "Children in", "they were."),
        ),
    ),
    Piece(
        "a sentence with two runs, its speaker at the end; a negation outside",
        """Board in Grantley ‘lacked grip’

Ofsted’s verdict on Grantley came out on Monday.

An improvement board “met often but changed very little for children” and its chair “did not ask for the figures”, the inspectors’ report says.

Leaders were criticised for not taking “timely action to protect children from neglect”.

According to the report, “too few visits are made when they should be”.

Grantley Council was approached for comment by Community Care.
""",
        "Grantley Council",
        "Board in Grantley ‘lacked grip’",
        (),
        "",
        "Community Care",
        (),
        (
            ("the inspectors’ report", "met often", "for children"),
            ("the inspectors’ report", "did not ask", "the figures"),
            ("the inspectors’ report", "timely action", "from neglect"),
            ("the report", "too few", "should be"),
        ),
    ),
    Piece(
        "speech cut by an advertisement in the middle of a sentence",
        """Ashcombe trust wins praise

Beth Calder, chief executive of Ashcombe Children’s Trust, said: “We have worked hard to bring

Advertisement

down the number of children who move home twice in a year.”

“That is what matters,” Ms Calder added.
""",
        "Ashcombe Council",
        "Ashcombe trust wins praise",
        (),
        "",
        "",
        (("Beth Calder", "", "chief-executive", "Ashcombe Children’s Trust", "", ""),),
        (
            ("Beth Calder", "We have worked", "in a year."),
            ("Beth Calder", "That is what", "matters,"),
        ),
        ("Advertisement",),
    ),
    Piece(
        "posts with commas, plural titles, joint posts",
        """New faces at the top in Westleigh

Westleigh City Council has named Carla Dunn and Peter Osei as its assistant directors.

Cllrs Fay Broughton and Luke Ames, who sit on the committee, welcomed them.

Louise Grant, leader of Westleigh City Council and portfolio holder for children, families and education, said: “They bring what we need.”

Corporate director, children and families, Imran Shah: “I could not ask for a better team.”
""",
        "Westleigh City Council",
        "New faces at the top in Westleigh",
        (),
        "",
        "",
        (
            ("Carla Dunn", "", "assistant-director", "Westleigh City Council", "", ""),
            ("Peter Osei", "", "assistant-director", "Westleigh City Council", "", ""),
            ("Fay Broughton", "Cllr", "councillor", "Westleigh City Council", "", ""),
            ("Luke Ames", "Cllr", "councillor", "Westleigh City Council", "", ""),
            ("Louise Grant", "", "council-leader", "Westleigh City Council", "", ""),
            ("Louise Grant", "", "lead-member", "Westleigh City Council", "", ""),
            ("Imran Shah", "", "director-of-childrens-services", "Westleigh City Council", "", ""),
        ),
        (
            ("Louise Grant", "They bring", "we need."),
            ("Imran Shah", "I could not", "better team."),
        ),
    ),
    Piece(
        "written out in hard lines",
        """Ofsted returns to Caldmere
By Ewan Pryce
Published: Monday 8 July 2019 | Updated: Tuesday 9 July 2019

Inspectors from Ofsted have been back to Caldmere to see what has changed
since children's services there were found to be "inadequate" in every one of
the areas that they look at.

Cabinet member for children's services Coun Sheila Moffat said: "It is a
relief to hear that we are on the right road. I never doubted our staff."

She was backed by the leader of the council, Coun Roy Temple, who said the
visit was "a milestone on a very long journey".
""",
        "Caldmere Council",
        "Ofsted returns to Caldmere",
        ("Ewan Pryce",),
        "2019-07-08",
        "",
        (
            ("Ewan Pryce", "", "journalist", "", "", ""),
            ("Sheila Moffat", "Coun", "lead-member", "Caldmere Council", "", ""),
            ("Roy Temple", "Coun", "council-leader", "Caldmere Council", "", ""),
        ),
        (
            ("Sheila Moffat", "It is a relief", "our staff."),
            ("Roy Temple", "a milestone", "long journey"),
        ),
    ),
)
