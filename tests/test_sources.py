"""Who a mention stands for: the registry, camps told by words, and mentions resolved within an article."""

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslib.lexicons import languages, lexicon, shared
from newslib.lexicons.inflections import inflections
from newslib.readings import Reading
from newslib.segments import Segment
from newslib.sentences import sentences
from newslib.sources import Source, resolve
from newslib.sources.names import identify
from newslib.sources.registry import known, printed_names, registry

APRIL = dt.date(2022, 4, 13)

# mention, id, party
ENGLISH = [
    ("Russian defence ministry spokesman Major General Igor Konashenkov", "russia_mod", "russia"),
    ("Russia's Defense Ministry", "russia_mod", "russia"),
    ("the General Staff of the Armed Forces of Ukraine", "ukraine_general_staff", "ukraine"),
    ("Ukrainian presidential advisor Oleksiy Arestovych", "arestovych", "ukraine"),
    ("Arestovych's tweet", "arestovych", "ukraine"),
    ("the Crimea head", "aksyonov", "russia"),
    ("The Ukrainian president", "zelensky", "ukraine"),
    ("US secretary of state Antony Blinken", "blinken", "usa"),
    ("President Zelensky's chief of staff, Andriy Yermak", "yermak", "ukraine"),
    ("Zelensky adviser Mykhailo Podolyak", "podolyak", "ukraine"),
    ("an adviser to President Zelensky", None, "ukraine"),
    ("Pavlo Nemo, an adviser to Ukraine's interior minister", None, "ukraine"),
    ("Ukraine's health minister", None, "ukraine"),
    ("the mayor of Mariupol", "boychenko", "ukraine"),
    ("the Russian-installed mayor of Kherson", None, "russia"),
    ("the governor of Belgorod", "gladkov", "russia"),
    ("a senior NATO military official", "nato", "nato"),
    ("U.K. officials", "uk_officials", "uk"),
    ("UN human rights office", "ohchr", "un"),
    ("the Hamas-run Health Ministry in Gaza", "gaza_moh", "gaza"),
    ("Russian news agency (TASS)", "tass", "russia"),
    ("Tass", "tass", "russia"),
    ("Ukraine's nuclear operator Energoatom", "energoatom", "ukraine"),
    ("US and European leaders", None, "usa"),
    ("officials on both sides", None, "mixed"),
    ("The White House and the Kremlin", None, "mixed"),
    ("Anna Nemo", None, None),
    ("Michael Jordan", None, None),
    ("Camilla Stoltenberg", None, None),
    ("Kenya", None, "kenya"),
    ("the General Staff of Armenia", None, "armenia"),
    ("South Sudan's president", None, "south_sudan"),
    ("Italian authorities", "italy", "italy"),
    ("Italian police", None, "italy"),
    ("witnesses", None, None),
    ("the map", None, None),
    ("A West Virginia official", None, "usa"),
    ("Western officials", "western_officials", "western"),
]
RUSSIAN = [
    ("официального представителя Минобороны РФ Игоря Конашенкова", "russia_mod", "russia"),
    ("итальянских властей", "italy", "italy"),
    ("Генштаба ВСУ", "ukraine_general_staff", "ukraine"),
    ("советника главы Офиса президента Михаила Подоляка", "podolyak", "ukraine"),
    ("советник Зеленского", None, "ukraine"),
    ("Управления ООН по правам человека", "ohchr", "un"),
    ("мэром Мариуполя Вадимом Бойченко", "boychenko", "ukraine"),
    ("главе ДНР Денису Пушилину", "pushilin", "dpr"),
    ("корреспондент РИА Новости", "ria", "russia"),
    ("губернатор Иван Немо", None, None),
    ("министерства обороны Турции", "turkey_mod", "turkey"),
    ("министерства обороны Армении", None, "armenia"),
    ("Минобороны РФ в Сирии", "russia_mod", "russia"),
    ("полиция Сомали", None, "somalia"),
    ("оперативных служб", None, None),
]
UKRAINIAN = [
    ("Генштабу Збройних Сил України", "ukraine_general_staff", "ukraine"),
    ("речниця Сил оборони півдня Наталія Гуменюк", "ukraine_south_command", "ukraine"),
    ("голові Донецької ОВА Павлові Кириленку", "kyrylenko", "ukraine"),
    ("міноборони рф", "russia_mod", "russia"),
    ("росЗМІ", "russia_media", "russia"),
    ("міністерка Німеччини Анна Немо", None, "germany"),
    ("міністерства охорони здоров'я Туреччини", None, "turkey"),
    ("МЗС Польщі", None, "poland"),
    ("Генштаб Вірменії", None, "armenia"),
    ("Кенійська поліція", None, "kenya"),
    ("МВА", None, "ukraine"),
    ("директорки управління Камілли Столтенберг", None, None),
]


@pytest.mark.parametrize(
    ("mention", "language", "source_id", "party"),
    [(m, code, i, p) for code, rows in (("en", ENGLISH), ("ru", RUSSIAN), ("uk", UKRAINIAN)) for m, i, p in rows],
)
def test_what_a_mention_says_by_itself(mention, language, source_id, party):
    who = identify(mention, language, APRIL)
    assert (who.row["source_id"] if who.row else None, who.party) == (source_id, party)


@pytest.mark.parametrize(
    ("day", "source_id"),
    [("2016-01-01", "poroshenko"), ("2022-04-13", "zelensky"), ("2001-01-01", None)],
)
def test_an_office_stands_for_its_holder_of_the_day(day, source_id):
    row = known(registry("en").find("the Ukrainian president")[0], dt.date.fromisoformat(day))
    assert (row["source_id"] if row else None) == source_id


def test_without_a_day_an_office_with_several_holders_stands_for_nobody():
    assert known(registry("en").find("the Ukrainian president")[0], None) is None


def reading(text: str, language: str) -> Reading:
    whole = (Segment(0, len(text), language, "Zyyy", 1.0, "body"),) if text else ()
    return Reading(text, whole, sentences(text, whole))


def resolved(text: str, mentions: list[str], language: str = "en") -> list[Source]:
    """The sources of mentions, each found after the one before it."""
    spans, at = [], 0
    for mention in mentions:
        at = text.index(mention, at)
        spans.append((at, at + len(mention)))
        at += len(mention)
    return resolve(reading(text, language), spans, APRIL)


CAMPS = [  # text, mention, party
    ("Troops left Bucha in March. Seven died, the deputy mayor said.", "the deputy mayor", "ukraine"),
    ("Troops left Mariupol in March. Seven died, the mayor said.", "the mayor", "ukraine"),
    ("Troops left Mariupol. The city government agreed.", "The city government", "ukraine"),
    ("A drone hit Belgorod. The city council confirmed it.", "The city council", "russia"),
    ("Troops left Rome in March. Seven died, the deputy mayor said.", "the deputy mayor", None),
    ("Troops left Bucha in March. Seven died, the soldiers said.", "the soldiers", None),
]


@pytest.mark.parametrize(("text", "mention", "party"), CAMPS)
def test_a_local_office_belongs_to_the_town_named_before(text, mention, party):
    (found,) = resolved(text, [mention])
    assert (found.name, found.party) == (mention, party)


RELAYS = [  # text, mentions in order, ids
    ("TASS reported it. The agency gave no number.", ["TASS", "The agency"], ["tass"] * 2),
    ("KYIV (AFP) - The army press committee spoke.", ["The army press committee"], [None]),
    ("AFP reported it. The radio station denied it. The press knew.", ["AFP", "The radio station", "The press"],
     ["afp", None, None]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mentions", "ids"), RELAYS)
def test_a_bare_agency_is_one_that_speaks(text, mentions, ids):
    assert [one.source_id for one in resolved(text, mentions)] == ids


SHORT = [  # text, mentions in order, names they resolve to
    (
        "Mayor Anna Nemo said two died. Nemo added that she was safe. She left. He wept.",
        ["Mayor Anna Nemo", "Nemo", "she", "She", "He"],
        ["Mayor Anna Nemo"] * 4 + ["He"],
    ),
    (
        "Police chief Ivan Nemo spoke. Later Olga Someone said so. He denied it, she said.",
        ["Police chief Ivan Nemo", "Olga Someone", "He", "she"],
        ["Police chief Ivan Nemo", "Olga Someone", "Police chief Ivan Nemo", "Olga Someone"],
    ),
    (
        "Ukraine's defence ministry said ten fell. The ministry said more would come. It gave no names.",
        ["Ukraine's defence ministry", "The ministry", "It"],
        ["Ukraine's defence ministry"] * 3,
    ),
    (
        "The army spokesman Petro Nemo spoke. Brigade commander Ivan Other spoke. The spokesman said no.",
        ["The army spokesman Petro Nemo", "Brigade commander Ivan Other", "The spokesman"],
        ["The army spokesman Petro Nemo", "Brigade commander Ivan Other", "The army spokesman Petro Nemo"],
    ),
    (
        "Officials said five died. The official Ukrainian news agency said six. Authorities gave none.",
        ["Officials", "Authorities"],
        ["Officials", "Authorities"],
    ),
    (
        "Nemo said no. A day before, Governor Ivan Nemo had said yes.",
        ["Nemo", "Governor Ivan Nemo"],
        ["Governor Ivan Nemo", "Governor Ivan Nemo"],
    ),
]


@pytest.mark.parametrize(("text", "mentions", "names"), SHORT)
def test_short_names_roles_and_pronouns_resolve_in_the_article(text, mentions, names):
    assert [source.name for source in resolved(text, mentions)] == names


@pytest.mark.parametrize(
    ("text", "mentions", "language", "last"),
    [
        ("Мэр города Иван Немо сообщил о жертвах. Он уточнил их число.", ["Мэр города Иван Немо", "Он"], "ru", 0),
        ("В Минобороны Украины назвали потери. В министерстве ждут.", ["Минобороны Украины", "министерстве"], "ru", 0),
        ("Речниця штабу Олена Немо сказала так. Вона додала.", ["Речниця штабу Олена Немо", "Вона"], "uk", 0),
        ("Речниця штабу Олена Немо сказала так. Він додав.", ["Речниця штабу Олена Немо", "Він"], "uk", 1),
    ],
)
def test_inflected_languages_resolve_too(text, mentions, language, last):
    assert resolved(text, mentions, language)[-1].name == mentions[last]


def test_a_bare_ministry_belongs_to_the_country_the_article_names():
    found = resolved(
        "Минобороны Украины сообщило о потерях. В Минобороны ждут.", ["Минобороны Украины", "Минобороны"], "ru"
    )
    assert [source.source_id for source in found] == ["ukraine_mod", "ukraine_mod"]


@pytest.mark.parametrize(
    ("text", "mentions", "ids"),
    [
        ("Kyiv's General Staff said ten fell.", ["Kyiv's General Staff"], ["ukraine_general_staff"]),
        ("Moscow spoke. Its defence ministry spoke.", ["Moscow", "Its defence ministry"], ["russia", "russia_mod"]),
        ("Volodymyr Zelensky spoke. The president left.", ["Volodymyr Zelensky", "The president"], ["zelensky"] * 2),
        ("The UN human rights office counts. The UN knows.", ["The UN human rights office", "The UN"], ["ohchr"] * 2),
        ("Envoys met at the UN Security Council. The UN counts.", ["The UN"], ["un"]),
        ("The president said so.", ["The president"], [None]),
        ("Shells fell on Lebanon. The General Staff spoke.", ["The General Staff"], [None]),
        ("Shells fell on Kharkiv. The General Staff spoke.", ["The General Staff"], ["ukraine_general_staff"]),
        ("Shells fell on Russia. The General Staff spoke.", ["The General Staff"], ["ukraine_general_staff"]),
    ],
)
def test_the_article_tells_whose_body_or_office_it_is(text, mentions, ids):
    assert [source.source_id for source in resolved(text, mentions)] == ids


def test_a_name_of_men_and_women_agrees_with_either_pronoun():
    found = resolved("Kim Nemo spoke. He left. Kim Nemo spoke. She left.", ["Kim Nemo", "He", "Kim Nemo", "She"])
    assert {source.name for source in found} == {"Kim Nemo"}


@pytest.mark.parametrize(
    ("language", "text", "mentions", "last"),
    [
        ("en", "Mayor Ada Brook spoke. The official said three died.", ["Mayor Ada Brook", "The official"], 0),
        ("en", "Mayor Ada Brook spoke. An official said three died.", ["Mayor Ada Brook", "An official"], 1),
        ("en", "Nurse Ada Brook spoke. The official said three died.", ["Nurse Ada Brook", "The official"], 1),
        ("ru", "Губернатор Инна Ладога выступила. Трое пострадали, добавил чиновник.",
         ["Губернатор Инна Ладога", "чиновник"], 0),
        ("ru", "Мэр Степан Ладога выступил. Чиновник, скрывший своё имя, назвал троих погибших.",
         ["Мэр Степан Ладога", "Чиновник"], 1),
        ("uk", "Міський голова Степан Ладога виступив. Посадовець додав, що загинули троє.",
         ["Міський голова Степан Ладога", "Посадовець"], 0),
        ("ru", "Министр Степан Ладога выступил. «Запад поставляет оружие». Потери, по его словам, выросли.",
         ["Министр Степан Ладога", "его"], 0),
        ("ru", "Министр Степан Ладога выступил. «НАТО молчит», — сказал он. Потери, по его словам, выросли.",
         ["Министр Степан Ладога", "он", "его"], 0),
    ],
)  # fmt: skip
def test_an_official_may_be_who_has_just_spoken_and_nobody_speaks_who_opens_a_quotation(language, text, mentions, last):
    assert resolved(text, mentions, language)[-1].name == mentions[last]


def test_an_unknown_source_keeps_its_printed_name_and_no_camp():
    assert resolved("Anna Nemo said two died.", ["Anna Nemo"]) == [Source("Anna Nemo", None, None, "person")]


def test_registry_is_broad_and_every_row_says_where_it_comes_from():
    rows = shared("sources")
    assert len({row["source_id"] for row in rows}) >= 250
    assert [
        row["source_id"] for row in rows if not (row["note"] and row["kind"] and row["party"] and row["name_en"])
    ] == []


def test_registry_uses_listed_parties_and_real_days():
    parties = {row["party"] for row in shared("parties")} | {row["side"] for row in shared("sides")}
    assert {row["party"] for row in shared("sources")} <= parties
    told = {row["party"] for code in languages() for row in lexicon(code).rows("party_words")}
    assert told <= parties
    for row in shared("sources"):
        days = [dt.date.fromisoformat(row[column]) for column in ("from", "until") if row[column]]
        assert days == sorted(days)


def test_nobody_holds_an_office_together_with_another():
    titles: dict[str, list] = {}
    for row in shared("sources"):
        if row["kind"] == "holder":
            for name in printed_names(row, "name_en"):
                titles.setdefault(name, []).append((row["from"], row["until"] or "9999"))
    for terms in titles.values():
        ordered = sorted(terms)
        assert all(one[1] <= other[0] for one, other in pairwise(ordered))


def test_a_name_means_one_source_in_a_language():
    """Two rows may share a name only when their days keep them apart."""
    for code in languages():
        names = Counter(
            (name.casefold(), row["source_id"])
            for row in shared("sources")
            for name in printed_names(row, f"name_{code}")
            if not (row["from"] or row["until"])
        )
        ids = Counter(name for name, _ in names)
        assert [name for name, count in ids.items() if count > 1] == []


@pytest.mark.parametrize(
    ("text", "language", "known"),
    [
        ("Херсонской ОГА", "ru", "kherson_region"),
        ("Винницкая областная государственная администрация", "ru", "vinnytsia_region"),
        ("Житомирській ОДА", "uk", "zhytomyr_region"),
        ("Рівненська обласна військова адміністрація", "uk", "rivne_region"),
        ("Sumy oblast officials", "en", "sumy_region"),
        ("Ternopil Regional State Administration", "en", "ternopil_region"),
        ("Уманской ОГА", "ru", None),
        ("Бахмутська обласна рада", "uk", None),
        ("Киевской городской прокуратуры", "ru", None),
    ],
)
def test_the_administration_of_a_region_is_its_own_and_never_that_of_the_capital(text, language, known):
    row = identify(text, language, None).row
    assert (row["source_id"] if row else None) == known


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "ap in lower case, AP in upper", ["AP"]),
        ("ru", "на западе и Запад", ["Запад"]),
        ("uk", "Конашенкова, Конашенковим, конашенківський", ["Конашенкова", "Конашенковим"]),
    ],
)
def test_names_in_any_case_but_not_in_other_words(language, text, found):
    assert [text[m.start : m.end] for m in registry(language).find(text)] == found


@given(st.text(max_size=80), st.sampled_from(languages()), st.one_of(st.none(), st.dates()))
def test_any_mention_can_be_identified(text, language, published):
    who = identify(text, language, published)
    assert who.row is None or who.party == who.row["party"]


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 60)), max_size=5))
def test_any_spans_of_any_text_resolve(text, pairs):
    spans = [(min(start, len(text)), min(start + length, len(text))) for start, length in pairs]
    found = resolve(reading(text, "en"), spans, APRIL)
    assert len(found) == len(spans)


@given(st.text(max_size=120), st.sampled_from(languages()))
def test_found_forms_lie_in_order(text, language):
    found = inflections(language, "roles").find(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
