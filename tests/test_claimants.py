"""On whose word a figure stands: told, a part of what is told, or going on with it; English texts of our own."""

import datetime as dt

import pytest

from newslib.articles import from_text
from newslib.claims import account

ROWS = [
    ("The Russian defence ministry said 73 men had surrendered. Of them, nine were wounded.",
     ["The Russian defence ministry"] * 2),
    ("The Ukrainian General Staff has verified 51 casualties, 24 of them dead and 27 injured, up to midnight.",
     ["The Ukrainian General Staff"] * 3),
    ("The Ukrainian army said 51 men had been evacuated. Ten of them were wounded; another 41 were hurt.",
     ["The Ukrainian army"] * 3),
    ("The Ukrainian army said 51 civilians had been killed.\n\nThe count a day earlier stood at 48 killed.",
     ["The Ukrainian army"] * 2),
    ("The Ukrainian army said 51 civilians had been killed.\n\nThey were buried on Friday with 20 dead soldiers.",
     ["The Ukrainian army", None]),
    ("The Ukrainian army said 51 civilians had been killed. A shell killed four people on Friday.",
     ["The Ukrainian army", None]),
    ("Kyiv estimates that 51 people died in a blast.\n\nReporters there saw dozens of bodies.", ["Kyiv", "Reporters"]),
    ("The army said a strike trapped 12 people. Three were killed. Nine men died on Friday.",
     ["The army", None]),
    ("The army said it shot down drones. The rest hit the city, killing 12 people.", [None]),
    ("According to preliminary reports, 12 people died.", [None]),
    ("Mr Bondar was asked about Moscow's claim that 640 soldiers had been killed.", ["Moscow"]),
    ("Kyiv rejected Moscow's claim that 640 soldiers had been killed.", ["Moscow"]),
    ("A nurse died in hospital, raising the death toll to 19.", [None, None]),
    ("The mayor raised the death toll to 19.", ["The mayor"]),
    ("Moscow denied responsibility for the deaths of 12 people.", [None]),
    ("The army denied shelling the market where 12 people were killed.", [None]),
    ("Moscow denied the deaths of 12 people.", ["Moscow"]),
    ("Moscow denied that 12 people had died in the town where it had fired.", ["Moscow"]),
    ("Москва отрицает причастность к взрыву, при котором погибли 12 человек.", [None]),
    ("Москва отрицает гибель 12 человек.", ["Москва"]),
    ("Москва заперечує відповідальність за загибель 12 людей.", [None]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), ROWS)
def test_claimant(text, names):
    told = account(from_text(text, dt.date(2022, 4, 13)))
    assert [claim.source_name for claim in told.claims] == names


EVENTS = [  # text, day of each claim's event, day it was said
    ("On April 9, shelling killed 12 people and on April 10, 30 died.", ["09", "10"], [None, None]),
    ("Raids went on from 9 to 12 April, with 12 men dying on 10 April.", ["10"], [None]),
    ("On Monday 12 people were reported killed.", ["11"], [None]),
    ("KYIV, April 12 (AFP) - The army said on Tuesday that 12 men had been killed on Sunday.", ["10"], ["12"]),
    ("KYIV, April 12 (AFP) - The army said on Tuesday that 12 men had been killed.", [None], ["12"]),
    ("The mayor said on Tuesday that 12 people had died on Monday.", ["11"], ["12"]),
]


@pytest.mark.parametrize(("text", "events", "said"), EVENTS)
def test_dates_of_a_claim(text, events, said):
    def days(dates):
        return [date and date.first.isoformat()[-2:] for date in dates]

    claims = account(from_text(text, dt.date(2022, 4, 13))).claims
    assert (days(c.event_date for c in claims), days(c.said for c in claims)) == (events, said)


UNCLAIMED = [  # text, sources and stances of the claims, numbers of claims that its last statement answers
    ("Kyiv declined to comment on the deaths of 30 soldiers.", [(None, "no_comment")], [0]),
    ("Moscow said 30 soldiers had died. Reuters could not verify that 30 soldiers had died.",
     [("Moscow", "asserts"), (None, "doubts")], [0, 1]),
    ("Moscow said 30 soldiers had died. There was no immediate comment from Kyiv.", [("Moscow", "asserts")], [0]),
    ("Moscow said 30 soldiers had died. Kyiv had no comment, and the mayor said 12 civilians had been killed.",
     [("Moscow", "asserts"), ("the mayor", "asserts")], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told", "answers"), UNCLAIMED)
def test_who_doubts_or_passes_over_a_number_did_not_put_it_forward(text, told, answers):
    found = account(from_text(text, dt.date(2022, 4, 13)))
    assert [(claim.source, claim.stance) for claim in found.claims] == told
    assert found.statements[-1].answers == tuple(found.claims[k].claim_id for k in answers)
