import csv
import gzip
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from newslib import gazetteer
from newslib.articles import from_text
from newslib.claims import account
from newslib.compare.places import place
from newslib.extracts import extract
from newslib.figures import figures
from newslib.figures.places import mentions
from newslib.lexicons import FOLDER
from newslib.readings import read


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Mariupol", "Mariupol"),
        ("the port city of Mariupol", "Mariupol"),
        ("Мариуполе", "Mariupol"),
        ("Маріуполі", "Mariupol"),
        ("м. Маріуполь", "Mariupol"),
        ("Azovstal plant in Mariupol", "Azovstal"),
        ("Azovstal, Mariupol", "Azovstal"),
        ("Mariupol, Azovstal", "Azovstal"),
        ("Gaza City, al-Ahli hospital", "al-Ahli hospital"),
        ("Kyiv", "Kyiv"),
        ("Kyiv region", "Kyiv region"),
        ("Київщині", "Kyiv region"),
        ("Donetsk and Luhansk", "Donetsk and Luhansk"),
        ("Olenivka, barracks", "Olenivka"),
        ("", ""),
        (" , ", ""),
        ("🙂", "🙂"),
    ],
)
def test_normal_form(printed: str, name: str):
    assert place(printed).name == name


@pytest.mark.parametrize(
    ("inner", "outer", "within"),
    [
        ("Azovstal", "Mariupol", True),
        ("Bucha", "Kyiv region", True),
        ("Bucha", "Ukraine", True),
        ("a hamlet in Kharkiv region", "Ukraine", True),
        ("Mariupol", "Azovstal", False),
        ("Bucha", "Mariupol", False),
        ("Bucha", "", False),
    ],
)
def test_containment(inner: str, outer: str, within: bool):
    assert place(inner).within(place(outer)) is within


@pytest.mark.parametrize(
    ("printed", "language", "place_id"),
    [
        ("Горлівці", "uk", "ukraine/donetsk_region/horlivka"),
        ("Кривому Розі", "uk", "ukraine/dnipropetrovsk_region/kryvyy_rih"),
        ("Часовому Яру", "uk", "ukraine/donetsk_region/chasiv_yar"),
        ("Винницкой области", "ru", "ukraine/vinnytsia_region"),
        ("Сумах", "uk", "ukraine/sumy_region/sumy"),
        ("Сумской области", "ru", "ukraine/sumy_region"),
        ("на Шри-Ланке", "ru", "sri_lanka"),
        ("секторі Газа", "uk", "palestine/gaza_strip_region"),
        ("Gaza", "en", "palestine/gaza_strip_region"),
        ("South Sudan", "en", "south_sudan"),
        ("northern Mexico", "en", "mexico"),
        ("Nineveh province", "en", "iraq/ninawa_region"),
        ("Дейр-эз-Зоре", "ru", "syria/deir_ez_zor_region/deir_ez_zor"),
        ("Каліфорнії", "uk", "usa/california_region"),
        ("Палестине", "ru", "palestine"),
        ("Голландии", "ru", "netherlands"),
        ("ЮАР", "ru", "south_africa"),
    ],
)
def test_a_name_leads_to_its_place_in_any_case(printed: str, language: str, place_id: str):
    found = gazetteer.locate(printed, language).place
    assert found is not None
    assert found.place_id == place_id


@pytest.mark.parametrize(
    ("told", "language", "place_id"),
    [
        ("Наводнение в Ливии: в городе Дерна погибли 300 человек.", "ru", "libya/darnah_region/darnah"),
        ("В сирийском Эль-Кусейре погибли 12 человек.", "ru", "syria/homs_region/al_qusayr"),
        ("Внаслідок вибуху в місті Тімішоара в Румунії загинули троє людей.", "uk", "romania/timis_region/timisoara"),
        (
            "Twelve men were killed in the Afghan city of Mazar-i-Sharif.",
            "en",
            "afghanistan/balkh_region/mazar_e_sharif",
        ),
        ("В городе Дерна погибли 300 человек.", "ru", None),
        ("Во Франции в городе Дерна погибли 300 человек.", "ru", "france"),
    ],
)
def test_a_spelling_no_table_has_is_known_by_its_sound_in_lands_named(told: str, language: str, place_id: str | None):
    (figure,) = figures(read(told, candidates=[language]))
    assert figure.place_id == place_id


@pytest.mark.parametrize(
    ("told", "language", "printed", "place_id"),
    [
        ("Пожар начался в Перми. В школе № 12 погибли трое.", "ru", "школе № 12", "russia/perm_region/perm"),
        ("Вибух стався в Лахорі. У лікарні «Шифа» померли двоє.", "uk", "лікарні «Шифа»",
         "pakistan/punjab_region/lahore"),
        ("Six were killed at the Basant mall in Lahore.", "en", "Basant mall", "pakistan/punjab_region/lahore"),
        ("Gunmen struck in Lahore. Six people died at Basant Market.", "en", "Basant Market",
         "pakistan/punjab_region/lahore"),
        ("Fire at Basant Market\n\nSix people died there. It is in Lahore.", "en", "Basant Market",
         "pakistan/punjab_region/lahore"),
        ("Six people died at Basant Market. They mourn in Lahore, others in Karachi.", "en", "Basant Market", None),
        ("На улице Садовой в Перми погибли трое.", "ru", "Садовой", "russia/perm_region/perm"),
        ("В Куйбышевском районе Донецка погибли трое.", "ru", "Куйбышевском районе", "ukraine/donetsk_region/donetsk"),
        ("Ракета впала в Херсоні. На Центральному ринку загинули троє людей.", "uk", "Центральному ринку",
         "ukraine/kherson_region/kherson"),
        ("Ракета впала в Херсоні. На ринку «Дніпро» загинули троє людей.", "uk", "ринку «Дніпро»",
         "ukraine/kherson_region/kherson"),
        ("Floods hit people in Lahore. Six people died at the Basant site.", "en", "Basant site", None),
        ("A ferry left Lahore. Six people drowned in the Basant River.", "en", "Basant River", None),
        ("Six people were killed by shells in Sanaa.", "en", "Sanaa", "yemen/sanaa_region/sanaa"),
    ],
)  # fmt: skip
def test_a_building_or_street_lies_in_the_town_told_nearest(
    told: str, language: str, printed: str, place_id: str | None
):
    (figure,) = figures(read(told, candidates=[language]))
    assert (figure.place, figure.place_id) == (printed, place_id)


@pytest.mark.parametrize(
    ("told", "language", "printed", "place_id"),
    [
        ("При обвале моста через реку Тиста в городе Гангток в штате Сикким погибли трое.", "ru", "Гангток",
         "india/sikkim_region/gangtok"),
        ("Внаслідок аварії на мосту через річку Сір у місті Коччі в штаті Керала загинули троє.", "uk", "Коччі", None),
        ("В провинции Пактика погибли трое.", "ru", "Пактика", "afghanistan/paktika_region"),
        ("В индийском штате Керала погибли трое.", "ru", "Керала", "india/kerala_region"),
        ("В штате Гуджарат погибли трое.", "ru", "Гуджарат", "india/gujarat_region"),
        ("В провинции Балх погибли трое.", "ru", "Балх", "afghanistan/balkh_region"),
        ("Three people were killed in the province of Balkh.", "en", "Balkh", "afghanistan/balkh_region"),
        ("Three people were killed in Kunar Province, said doctors in Afghanistan.", "en", "Kunar Province",
         "afghanistan/konar_region"),
        ("Three people were killed in Jharkhand State.", "en", "Jharkhand State", "india/jharkhand_region"),
        ("Three people were killed in Red Sea State.", "en", "Red Sea State", "sudan/red_sea_region"),
        ("Three people were killed in the Red Sea.", "en", "Red Sea", None),
        ("На озере Тоба погибли трое.", "ru", "Тоба", None),
        ("На сході Пакистану, в провінції Пенджаб, загинули троє.", "uk", "Пенджаб", "pakistan/punjab_region"),
        ("В індійському штаті Пенджаб загинули троє.", "uk", "Пенджаб", "india/punjab_region"),
        ("A bridge over the Basant River in the city of Lahore fell, killing three people.", "en", "Lahore",
         "pakistan/punjab_region/lahore"),
        ("В городе Вилья-дель-Росарио погибли трое.", "ru", "Вилья-дель-Росарио",
         "argentina/cordoba_region/villa_del_rosario"),
        ("У провінції Рієті в Італії загинули троє.", "uk", "Рієті", "italy/latium_region/rieti"),
    ],
)  # fmt: skip
def test_a_noun_says_that_a_region_is_meant_and_a_bridge_what_it_crosses(
    told: str, language: str, printed: str, place_id: str | None
):
    (figure,) = figures(read(told, candidates=[language]))
    assert (figure.place, figure.place_id) == (printed, place_id)


@pytest.mark.parametrize(
    ("told", "language", "printed"),
    [
        ("Two doctors in the coastal city, Mombasa, told The Morning Star that 80 people died.", "en", None),
        ("The bus fell near Nanyuki, some 150 kilometres north of Nairobi, and 10 people died.", "en", "Nanyuki"),
        ("Автобус упал около города Наньюки, примерно в 150 км от Найроби, погибли 10 человек.", "ru", "Наньюки"),
        ("У столиці Кенії Найробі загинули 10 людей.", "uk", "Найробі"),
        ("У штаті Бразилії Пернамбуку загинули 10 людей.", "uk", "Пернамбуку"),
        ("В районе Макуэни, который находится на юге Кении, погибли 10 человек.", "ru", "Макуэни"),
        ("У районі Макуені, розташованому на півдні Кенії, загинули 10 людей.", "uk", "Макуені"),
        ("Ten people died in Makweni, located in southern Kenya.", "en", "Makweni"),
        ("Через зсуви в окрузі Макуені загинули 10 людей.", "uk", "Макуені"),
        ("Gunmen attacked an army post near the border of Kenya, killing 10 people.", "en", "border of Kenya"),
        ("In the capital of Kenya, Nairobi, 10 people died.", "en", "Nairobi"),
        ("Взрыв прогремел в городе Зиба на севере Пакистана. При этом погибли 10 человек.", "ru", "Зиба"),
    ],
)
def test_what_only_tells_where_another_place_lies_or_who_speaks_is_no_place(
    told: str, language: str, printed: str | None
):
    (figure,) = figures(read(told, candidates=[language]))
    assert figure.place == printed


def test_where_the_released_went_is_not_where_they_were_freed():
    told = "Стороны обменяли 50 пленных: в Кению вернулись 20 человек, в Уганду — 30 человек."
    assert [figure.place for figure in figures(read(told, candidates=["ru"]))] == [None, None, None]


def test_a_name_goes_to_the_country_that_the_text_speaks_of():
    paris = gazetteer.locate("Paris", "en", near=["usa"]).place
    assert paris is not None
    assert paris.country == "usa"
    assert gazetteer.locate("Paris", "en").place.country == "france"


def test_every_place_lies_in_places_that_are_known():
    packed = gzip.decompress((FOLDER / "shared" / "gazetteer.tsv.gz").read_bytes()).decode()
    ids = {line.split("\t", 1)[0] for line in packed.split("\n")}
    with (FOLDER / "shared" / "places.csv").open(encoding="utf-8", newline="") as file:
        ids |= {row["place_id"] for row in csv.DictReader(file)}
    assert {i for i in ids if "/" in i and i.rpartition("/")[0] not in ids} == set()


def test_own_places_add_and_overrule(tmp_path: Path):
    table = tmp_path / "places.csv"
    table.write_text("name,within,latitude,longitude\nHill 112|Высота 112,ukraine,48.1,37.2\n", encoding="utf-8")
    try:
        gazetteer.include(gazetteer.read(table))
        assert gazetteer.locate("Высоте 112", "ru").place.place_id == "ukraine/hill_112"
        with pytest.raises(ValueError, match="lies in"):
            gazetteer.include([{"name": "Nook", "within": "atlantis"}])
        with pytest.raises(ValueError, match="latitude"):
            gazetteer.include([{"name": "Nook", "latitude": "north"}])
        with pytest.raises(ValueError, match="with letters"):
            gazetteer.include([{"name": "Nook", "place_id": "300"}])
        assert gazetteer.locate("Hill 112", "en").place is not None
        assert [place.name for place in gazetteer.certain("They lay on Hill 112.", "en")] == ["Hill 112"]
    finally:
        gazetteer.include([])
    assert gazetteer.locate("Hill 112", "en").place is None


@pytest.mark.parametrize(
    ("text", "outcome", "printed", "how"),
    [
        ("Кількість загиблих унаслідок удару по Одесі зросла.\n\nПро це пишуть рятувальники у ранковому зведенні.\n\n"
            "Розбирати завали допомагали сусіди та волонтери.\n\nЗагинуло 9 осіб.",
            "killed", "Одесі", "article"),
        ("В результате атаки Израиля погибли 12 человек.", "killed", None, None),
        ("После вторжения в Украину ранены 4 журналиста.", "wounded", None, None),
        ("Удар пришёлся по городу Купянск Купянского района, ранены двое.", "wounded", "Купянск", "sentence"),
        ("В Ливане, на окраине Бейрута, погибли 6 человек.", "killed", "Бейрута", "sentence"),
        ("На брифинге в Женеве назвали 7 погибших.", "killed", None, None),
        ("About 900 rebels have been killed, the general told foreign reporters in Nairobi.", "killed", None, None),
        ("У полоні досі 300 бійців, розповіла правозахисниця на безпековому форумі в Женеві.", "captured", None, None),
        ("На форуме в Женеве назвали 7 погибших.", "killed", None, None),
        ("Министр Клаус фон дер Хайде говорил о 50 погибших.", "killed", None, None),
        ("В Чад вернулись 15 пленных.", "released", None, None),
    ],
)  # fmt: skip
def test_a_figure_has_the_place_where_it_happened(text: str, outcome: str, printed: str | None, how: str | None):
    claims = extract({"id": "one", "text": text, "date": "2023-05-05"})["claims"]
    assert [(c["place"], c["place_how"]) for c in claims if c["outcome"] == outcome] == [(printed, how)]


def rows_of(table: str) -> list[ParameterSet]:
    """The rows of a table of own sentences; those with a known fault must fail until it is mended."""
    with (Path(__file__).parent / table).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    marks = [[pytest.mark.xfail(reason=row["fault"], strict=True)] if row["fault"] else [] for row in rows]
    return [pytest.param(row, marks=own) for row, own in zip(rows, marks, strict=True)]


@pytest.mark.parametrize("row", rows_of("places.csv"), ids=lambda row: f"{row['language']} {row['text'][:30]}")
def test_the_place_that_a_text_names(row: dict[str, str]):
    start = row["text"].index(row["phrase"])
    found = figures(read(row["text"], candidates=[row["language"]]))
    placed = {f.place or "" for f in found if f.start < start + len(row["phrase"]) and start < f.end}
    assert len(placed) == 1
    assert row["place"] in placed.pop() if row["place"] else placed == {""}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Вірменія повідомила, що 14 її солдатів загинули.", "armenia"),
        ("Втрати противника: вбито 9, поранено 20.", "russia"),
        ("Киев. 3 мая. В Чаде погибли 5 военнослужащих.", None),
        ("У Чаді загинули 8 солдатів, повідомив генштаб.", "chad"),
        ("У Чаді загинули 9 солдатів.", None),
        ("В ходе обмена в Чад вернулись 15 пленных.", "chad"),
    ],
)
def test_whose_people_a_figure_counts(text: str, side: str | None):
    claims = extract({"id": "one", "text": text, "date": "2023-05-05"})["claims"]
    assert {c["side"] for c in claims} == {side}


def test_a_headline_in_capitals_is_no_dateline():
    claims = extract({"id": "one", "text": "НІЧ У ЛЬВОВІ: ПОРАНЕНО ТРЬОХ ЛЮДЕЙ", "date": "2023-05-05"})["claims"]
    assert [c["place"] for c in claims] == ["ЛЬВОВІ"]


@pytest.mark.parametrize("row", rows_of("sides.csv"), ids=lambda row: f"{row['language']} {row['text'][:30]}")
def test_neither_who_claims_nor_who_did_it_is_whose_people(row: dict[str, str]):
    start = row["text"].index(row["phrase"])
    found = [claim.figure for claim in account(from_text(row["text"]), candidates=[row["language"]]).claims]
    assert {f.side or "" for f in found if f.start < start + len(row["phrase"]) and start < f.end} == {row["side"]}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("В Минске об этом сказал аналитик по военным вопросам Колин Каль.", ["Минске"]),
        ("В Минске сказали, что убитых из города Каль двое.", ["Минске", "Каль"]),
    ],
)
def test_a_surname_is_no_town(text: str, named: list[str]):
    assert [mention.text for mention in mentions(read(text).sentences[0], ())] == named
