"""English statements: who, in which stance, said what; every form in sentences of our own."""

import pytest

from newslib.readings import read
from newslib.statements import statements


def told(text):
    """(source, stance, content, relay) of each statement, parts joined by " / "."""
    found = statements(read(text, candidates=["en"]))

    def printed(span):
        return text[slice(*span)] if span else None

    return [(printed(s.source), s.stance, " / ".join(map(printed, s.content_parts)), printed(s.relay)) for s in found]


SPEECH = [
    ("Russia said on Monday more than 900 men had given up.", "Russia", "more than 900 men had given up"),
    ("Nine people died in the raid, the governor said.", "the governor", "Nine people died in the raid"),
    ("Nine people, the governor said, died in the raid.", "the governor", "Nine people / died in the raid"),
    ("“Nine people died,” said Ivan Bondar, head of the Sumy region.", "Ivan Bondar, head of the Sumy region",
     "“Nine people died,”"),
    ("“We lost nine,” the mayor said. “We will not forget it.”", "the mayor",
     "“We lost nine,” / “We will not forget it.”"),
    ("“We lost nine,” the mayor said, “and two are missing.”", "the mayor", "“We lost nine,” / “and two are missing.”"),
    ("The mayor said it had failed. “We lost nine. Two are missing.”", "The mayor",
     "it had failed / “We lost nine. Two are missing.”"),
    ("The mayor said: “We lost nine.”", "The mayor", "“We lost nine.”"),
    ("“We lost nine.\n\n“Two are missing,” the mayor said.", "the mayor", "“We lost nine. / “Two are missing,”"),
    ("The general called the losses “bearable” and promised revenge.", "The general", "the losses “bearable”"),
    ("According to the General Staff, 400 soldiers fell there.", "the General Staff", "400 soldiers fell there"),
    ("At least 20 people died, according to local officials.", "local officials", "At least 20 people died"),
    ("As per the ministry, 15 marines were hurt.", "the ministry", "15 marines were hurt"),
    ("The Ukrainian army put the toll at 31.", "The Ukrainian army", "the toll at 31"),
    ("The toll was put at 31 by the ministry.", "the ministry", "The toll / at 31"),
    ("A poll by the army shows that 40 percent have fled.", "A poll by the army", "that 40 percent have fled"),
    ("The study found 31 cases of abduction.", "The study", "31 cases of abduction"),
    ("The ministry issued a statement saying that 12 tanks had burned.", "The ministry", "that 12 tanks had burned"),
    ("The army's claim that 500 rebels had died spread fast.", "The army", "that 500 rebels had died"),
    ("A claim by the army that 500 rebels had died spread fast.", "the army", "that 500 rebels had died"),
    ("The losses reported by Kyiv were heavy.", "Kyiv", "The losses"),
    ("The 900 men who Moscow said had given up were marines.", "Moscow", "The 900 men / had given up"),
    ("He said in a video that his men would hold the plant.", "He", "that his men would hold the plant"),
    ("She did not pause, adding that 12 children were safe.", "She", "adding that 12 children were safe"[7:]),
    ("Russia accused Ukraine of shelling the camp.", "Russia", "Ukraine of shelling the camp"),
    ("The envoy took to Twitter to say that the talks had failed.", "The envoy", "that the talks had failed"),
    ("The ministry made the following remark:\n\n“We lost nine men.”", "The ministry", "“We lost nine men.”"),
    ("Moscow's envoy, who visited the camp, said 30 men were ill.", "Moscow's envoy", "30 men were ill"),
    ("The toll rose to 57, the rescue service reports.", "the rescue service", "The toll rose to 57"),
    ("Ukraine says 40 soldiers killed in attack", "Ukraine", "40 soldiers killed in attack"),
    ("Another 40 surrender at the fort, Moscow says", "Moscow", "Another 40 surrender at the fort"),
    ("Minister reports fort taken, about 40 surrendered.", "Minister", "fort taken, about 40 surrendered"),
    ("At least 40 dead in strike on market, officials say", "officials", "At least 40 dead in strike on market"),
    ("The mayor, confirming the deaths of ten guards, asked for help.", "The mayor", "the deaths of ten guards"),
    ("Nine people died, the governor said, and ten were hurt.", "the governor",
     "Nine people died / ten were hurt"),
    ("“Nine people died,” read a statement from the ministry.", "a statement from the ministry",
     "“Nine people died,”"),
    ("As reported by the army, ten guards died.", "the army", "ten guards died"),
    ("According to what the mayor told the press, ten guards died.", "the mayor", "ten guards died"),
    ("The mayor was quoted as saying that ten men had left.", "The mayor", "that ten men had left"),
    ("Data from the ministry show that ten guards died.", "Data from the ministry", "that ten guards died"),
    ("Reporters saw ten bodies in the yard.", "Reporters", "ten bodies in the yard"),
    ("Journalists found ten bodies in a cellar.", "Journalists", "ten bodies in a cellar"),
    ("A witness counted dozens of graves.", "A witness", "dozens of graves"),
    ("The army admitted losing ten guards.", "The army", "losing ten guards"),
    ("The army counted 30, all of them, it said, at the plant.", "The army", "30, all of them"),
    ("The office counted 30 dead, in the north 12.", "The office", "30 dead, in the north 12"),
    ("The mayor gave a toll of 31.", "The mayor", "a toll of 31"),
    ("The army plans to release nine men.", "The army", "to release nine men"),
    ("The union wants to know who fell.", "The union", "to know who fell"),
    ("The judge stepped down, citing the deaths of nine guards.", "The judge", "the deaths of nine guards"),
    ("The mayor said before the vote he would not take the blame.", "The mayor", "he would not take the blame"),
    ("Nine dead, the mayor said.", "the mayor", "Nine dead"),
]  # fmt: skip


COUNTS = [
    ("Moscow's official toll has stood at 640 since May.", "Moscow", "at 640 since May"),
    ("The rebel army's own count on Friday was 88.", "The rebel army", "88"),
    ("Kyiv's last official figure, given in June, is 73 dead.", "Kyiv", "73 dead"),
    ("Kyiv's own list is shorter: 73 men surrendered at the fort.", "Kyiv",
     "shorter / 73 men surrendered at the fort"),
    ("That takes the army's count to 730.", "the army", "to 730"),
    ("By the ministry's count more than 700 soldiers are dead.", "the ministry",
     "more than 700 soldiers are dead"),
    ("The general put enemy losses far higher: 700 killed, 900 wounded.", "The general", "700 killed, 900 wounded"),
    ("Rebel authorities put those who surrendered at 56.", "Rebel authorities", "those who surrendered at 56"),
    ("The governor raised the number of those killed to 56.", "The governor", "the number of those killed to 56"),
    ("The envoy gave 47 dead.", "The envoy", "47 dead"),
    ("In the north the office counted 73 killed.", "the office", "73"),
    ("The ministry published 73 names of prisoners.", "The ministry", "73 names of prisoners"),
    ("The army estimates that 900 men fell, Defence Minister Ivan Bondar told parliament on Monday.",
     "Defence Minister Ivan Bondar", "The army estimates that 900 men fell"),
    ("The toll has risen to 57, the rescue service said, after 12 people died in hospital.", "the rescue service",
     "The toll has risen to 57 / after 12 people died in hospital"),
    ("Kyiv has been silent since Monday, when it reported that nine men had died.", "Kyiv", "that nine men had died"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content"), COUNTS)
def test_whose_count(text, source, content):
    assert told(text)[-1][:3:2] == (source, content)


@pytest.mark.parametrize(
    "text", ["The foundation gave $5 million.", "Kyiv's number of guns is large.", "The mayor gave 50 soldiers medals."]
)
def test_no_count(text):
    assert told(text) == []


def test_a_claim_is_left_to_its_owner():
    found = told("Mr Bondar was replying to a question about Moscow's claim that 640 men had surrendered.")
    assert [(source, content) for source, _, content, _ in found] == [
        ("Mr Bondar", "a question about"),
        ("Moscow", "that 640 men had surrendered"),
    ]


SEEN_WITHOUT_THE_PARSER = [
    ("In a new part of the drive to topple old Karim Adan, a nurse in the port of Varna said nine men had died.",
     "a nurse in the port of Varna", "nine men had died"),
    ("The Coastal League, whose 3,000 guards have tried to contain the raids, said two sailors were killed.",
     "The Coastal League", "two sailors were killed"),
    ("Another six were also killed in that town, the Harbour Committees, a network of young lawyers, said.",
     "the Harbour Committees, a network of young lawyers", "Another six were also killed in that town"),
    ("Aid groups put the toll in the valley at 62.", "Aid groups", "the toll / at 62"),
    ("State radio blamed the deaths on men who raided a post, killing a guard and wounding two.", "State radio",
     "the deaths on men who raided a post, killing a guard and wounding two"),
    ("The union accused the army of shelling the town, killing 12 people.", "The union",
     "the army of shelling the town / killing 12 people"),
    ("The rebel army claims at least 12 guards were killed.", "The rebel army", "at least 12 guards were killed"),
    ("Shelling killed 14 sailors on Monday, a nurse at the harbour clinic there said by phone.",
     "a nurse at the harbour clinic", "Shelling killed 14 sailors on Monday"),
    ("In the north, the violence has continued with local media reporting that gangs had killed 25 herders.",
     "local media", "that gangs had killed 25 herders"),
    ("1514 The port's mayor, Ada Brook, says 30 people died.", "The port's mayor, Ada Brook", "30 people died"),
    ("By a United Nations account, more than 3,500 people have been killed.", "United Nations",
     "more than 3,500 people have been killed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content"), SEEN_WITHOUT_THE_PARSER)
def test_who_speaks_where_the_parse_lost_him(text, source, content):
    assert (source, content) in [one[:3:2] for one in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The front has claimed recent attacks as well as a bombing that killed 70 people.",
        "Guards fired on pupils who had been detained for writing slogans.",
        "The violence demanded the attention of 12 ministers.",
        "You said 12 people died.",
    ],
)
def test_a_deed_is_no_word(text):
    assert told(text) == []


def test_who_looks_into_a_claim_does_not_make_it():
    assert told("The navy said it was investigating reports that a raid killed 40 herders.")[0][1] == "no_comment"


@pytest.mark.parametrize(("text", "source", "content"), SPEECH)
def test_speech(text, source, content):
    assert told(text)[0][:3:2] == (source, content)


MINDS = [  # what people hope, plan, hold dear or condemn, whatever they are called
    ("The pickers hope to be paid by May.", "The pickers", "to be paid by May"),
    ("His hope is that the dam will hold.", "His", "that the dam will hold"),
    ("Our ferrymen condemned what the owner called a small delay.", "Our ferrymen",
     "what the owner called a small delay"),
    ("Others on the council have opposed the dam.", "Others on the council", "the dam"),
    ("The ferrymen are opposed to the dam.", "The ferrymen", "the dam"),
    ("Another host, Ada Brook, had praised the dam.", "Another host, Ada Brook", "the dam"),
    ("Some believe the dam will hold.", "Some", "the dam will hold"),
    ("A 2014 study found that the dam would hold.", "A 2014 study", "that the dam would hold"),
    ("As Ada Brook put it, the dam was old.", "Ada Brook", "the dam was old"),
    ("The owner insisted that the crew leave the dam.", "The owner", "that the crew leave the dam"),
    ("The mayor said after the flood she would not leave the town.", "The mayor", "she would not leave the town"),
    ("The mayor called on villagers to leave.", "The mayor", "villagers to leave"),
    ("His old partner called him a master of delays.", "His old partner", "him a master of delays"),
    ("In defending himself, the mayor named his brother.", "the mayor", "himself"),
    ("Many of the widows fear that the dam will break.", "Many of the widows", "that the dam will break"),
    ("Most of the senators back the dam.", "Most of the senators", "the dam"),
    ("The ferrymen intend to close the lock.", "The ferrymen", "to close the lock"),
    ("The ferrymen welcomed the new lock.", "The ferrymen", "the new lock"),
    ("The owner prefers a lock to a dam.", "The owner", "a lock to a dam"),
    ("Surveys show a swing to the mayor.", "Surveys", "a swing to the mayor"),
    ("The general went to Oslo to accuse the miners of theft.", "The general", "the miners of theft"),
    ("The sailors have been blamed for bringing fever to the island.", None,
     "The sailors / for bringing fever to the island"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content"), MINDS)
def test_what_people_think_and_mean_to_do(text, source, content):
    assert (source, content) in [one[:3:2] for one in told(text)]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The mayor urges her men to come out and says nine have died.", ["The mayor", "The mayor"]),
        ("The army vowed to go back to the town, where doctors say nine people died.", ["The army", "doctors"]),
        ("Doctors said the heat had slowed them, citing a report of the mayor.", ["Doctors"]),
        ("This believes that the dam will hold.", []),
        ("The mayor said that the dam would hold and suggested that the lock would not.", ["The mayor", "The mayor"]),
        ("It is fair to say that 40 people died at the dam.", []),
        ("It's worth noting that 40 people died at the dam.", []),
        ("It goes without saying that the dam must hold.", []),
        ("It is too early to say whether 40 people died at the dam.", []),
        ("Raids, many of them claimed by the rebels, killed 40 people.", []),
        ("Virginia Falls: 40 dead", []),
        ("Fort Brook military base: 40 dead", []),
        ("Brook: 40 dead at the lock\n\nChief Ada Brook said the lock was shut.", ["Brook", "Chief Ada Brook"]),
        ("Ada Brook: 40 dead at the lock\n\nThe lock was shut, Brook said.", ["Ada Brook", "Brook"]),
        (
            "Morden: 40 dead at the lock\n\nThe mayor of Morden Ada Brook said it was shut.",
            ["The mayor of Morden Ada Brook"],
        ),
        ("The army used the parade to claim that 40 rebels had died.", ["The army"]),
        ("The envoy used her report to say that 40 people had died.", ["The envoy"]),
        ("The mayor asked the doctors to confirm that 40 people had died.", ["The mayor", "the doctors"]),
        ("The ministry tallied 40 deaths at the dam.", ["The ministry"]),
        ("The mayor signalled that the dam would hold.", ["The mayor"]),
        ("Defence ministry: 40 dead", ["Defence ministry"]),
        ("It was quick to say that 40 people died at the dam.", ["It"]),
    ],
)
def test_who_thinks_beside_another(text, sources):
    assert [one[0] for one in told(text)] == sources


STANCES = [
    ("The governor confirmed that six people died.", "The governor", "confirms", "that six people died"),
    ("The army never confirmed the losses.", "The army", "doubts", "the losses"),
    ("Neither side has confirmed the toll.", "Neither side", "doubts", "the toll"),
    ("Neither the army nor the mayor confirmed the losses.", "Neither the army nor the mayor", "doubts", "the losses"),
    ("It was impossible to verify the toll.", None, "doubts", "the toll"),
    ("The claims could not be independently verified.", None, "doubts", "The claims"),
    ("The agency was unable to verify the account.", "The agency", "doubts", "the account"),
    ("The envoy said Washington was not in a position to confirm the reports.", "The envoy", "doubts",
     "Washington was not in a position to confirm the reports"),
    ("Russia denied the claim that 900 of its men had been captured.", "Russia", "denies",
     "the claim that 900 of its men had been captured"),
    ("The ministry said the report of 50 dead was false.", "The ministry", "denies", "the report of 50 dead was false"),
    ("The mayor called the figure false.", "The mayor", "denies", "the figure false"),
    ("The Kremlin declined to comment on the losses.", "The Kremlin", "no_comment", "the losses"),
    ("The Kremlin declined to comment.", "The Kremlin", "no_comment", "to comment"),
    ("Ukraine is yet to comment on the surrender.", "Ukraine", "no_comment", "the surrender"),
    ("The ministry did not respond to questions.", "The ministry", "no_comment", "questions"),
    ("The ministry did not say how many soldiers fell.", "The ministry", "no_comment", "how many soldiers fell"),
    ("Officials refused to confirm the deaths.", "Officials", "no_comment", "the deaths"),
    ("The ministry retracted its claim that 50 people had died.", "The ministry", "retracts",
     "its claim that 50 people had died"),
    ("The ministry withdrew a claim by its spokesman, Ivan Petrov, that 50 people had died.", "The ministry",
     "retracts", "a claim by its spokesman, Ivan Petrov, that 50 people had died"),
    ("The army denied having shelled the camp.", "The army", "denies", "having shelled the camp"),
    ("Officials estimate that 900 soldiers have died.", "Officials", "estimates", "that 900 soldiers have died"),
    ("Some 300 people are feared dead.", None, "estimates", "Some 300 people / dead"),
    ("Ten deaths were reported overnight.", None, "asserts", "Ten deaths"),
    ("It remains unclear how many people died.", None, "doubts", "how many people died"),
    ("There was no comment from Moscow on the report.", "Moscow", "no_comment", "the report"),
    ("There was no immediate comment from Moscow.", "Moscow", "no_comment", "comment"),
    ("The army had no comment.", "The army", "no_comment", "comment"),
    ("The army said it had no information about the raid.", "The army", "no_comment",
     "it had no information about the raid"),
    ("Where it was filmed could not be established.", None, "doubts", "Where it was filmed"),
    ("It was not known how many had died.", None, "doubts", "how many had died"),
    ("It was not immediately clear how many of the 30 men had died.", None, "doubts",
     "how many of the 30 men had died"),
    ("It was not possible to verify the claim.", None, "doubts", "the claim"),
    ("Nine died, the mayor said, without giving names.", "the mayor", "asserts", "Nine died"),
    ("No deaths were reported.", None, "asserts", "No deaths"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "stance", "content"), STANCES)
def test_stance(text, source, stance, content):
    assert told(text)[0][:3] == (source, stance, content)


RELAYS = [
    ("According to TASS, the mayor of Tokmak Ivan Petrov said ten men had left.", "Ivan Petrov", "TASS"),
    ("“Ten men left,” the mayor told Reuters.", "the mayor", "Reuters"),
    ("The mayor was quoted by Interfax as saying that ten men had left.", "The mayor", "Interfax"),
    ("Interfax quoted the mayor as saying that ten men had left.", "the mayor", "Interfax"),
    ("Ten men left, the BBC reported, citing local officials.", "local officials", "the BBC"),
    ("Ten men left, the RIA news agency quoted the mayor as saying.", "the mayor", "the RIA news agency"),
    ("Ten men left, Interfax reported citing the mayor.", "the mayor", "Interfax"),
    ("The BBC reported that ten men left, citing local officials.", "local officials", "The BBC"),
    ("CNN reported, citing two sources, that ten guards had died.", "two sources", "CNN"),
    ("Ukraine is yet to comment on the surrender, according to foreign news agencies.", "Ukraine",
     "foreign news agencies"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "relay"), RELAYS)
def test_relay(text, source, relay):
    (found,) = told(text)
    assert found[0].endswith(source)
    assert found[3] == relay


@pytest.mark.parametrize(
    "text",
    [
        "Nine people died in the raid on Monday.",
        "Russia attacked the city for three days.",
        "The army called up 300,000 reservists.",
        "Moscow withdrew 500 troops from the town.",
        "Rescuers found 20 bodies under the rubble.",
        "Emissions reached 20 tons per resident.",
        "The hospital admitted 50 patients.",
        "Hundreds of fears and hopes met in the square.",
        "I think that nine people died.",
        "The war has claimed 900 lives.",
        "The strike brought the number of dead to 31.",
        "Kyiv buried nine men, bringing the total to 31.",
        "Ukraine saw nine attacks that day.",
    ],
)
def test_nobody_is_quoted(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Kyiv said 12 had died while Moscow put the number at 30.", ["Kyiv", "Moscow"]),
        ("Kyiv says 12 were killed and Moscow says 30 were killed.", ["Kyiv", "Moscow"]),
        ("Kyiv says 12 were killed; Moscow says 30 were killed.", ["Kyiv", "Moscow"]),
        ("According to Kyiv, 12 men died, but according to Moscow, 30 men did.", ["Kyiv", "Moscow"]),
        ("At least 12 died, officials said; Russian media reported 30 dead.", ["officials", "Russian media"]),
        ("Moscow has admitted 12 deaths; Kyiv says the figure is 30.", ["Moscow", "Kyiv"]),
        ("Kyiv said it had lost 12 men, a day after Moscow claimed to have killed 30.", ["Kyiv", "Moscow"]),
        ("The dead number from 12, according to Kyiv, to 30, according to Moscow.", ["Kyiv", "Moscow"]),
        ("Kyiv denied a Russian claim that 30 had died.", ["Kyiv", "Russian"]),
        ("Kyiv rejected Moscow's figure of 30 dead.", ["Kyiv", "Moscow"]),
        ("Moscow said 30 had died, a claim Kyiv denied.", ["Moscow", "Kyiv"]),
        ("The minister's figure is slightly above the 30 that Moscow reported.", ["The minister", "Moscow"]),
        ("Kyiv said that Moscow claimed 30 had died.", ["Kyiv"]),
        ("Kyiv said that 30 had died while the mayor was away.", ["Kyiv"]),
    ],
)
def test_two_sources_of_a_sentence_say_what_is_theirs(text, sources):
    found = told(text)
    assert [one[0] for one in found] == sources
    own = [one[2] for one in found if one[1] != "denies"]
    assert all(sum(number in said for said in own) == 1 for number in ("12", "30") if number in text)


def test_a_cue_inside_a_quotation_opens_nothing():
    (found,) = told("“My wife told me that nine had died,” the guard said.")
    assert found[0] == "the guard"


def test_the_outermost_of_nested_statements_wins():
    (found,) = told("The president said that the army claimed to have hit 20 tanks.")
    assert found[0] == "The president"


def test_a_denial_stands_beside_what_it_denies():
    found = told("Moscow denied Kyiv's claim that 500 men had died.")
    assert [(one[0], one[1]) for one in found] == [("Moscow", "denies"), ("Kyiv", "asserts")]


def test_datelines_and_headings_are_no_content():
    text = "KYIV, March 3 (Reuters) - Nine men died, the mayor said."
    assert told(text)[0][2] == "Nine men died"
