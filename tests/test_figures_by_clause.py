"""Figures of languages without a parser: tables of sentences and what stands in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslib.figures import Figure
from newslib.figures.by_clause import tie
from newslib.lexicons import languages, lexicon
from newslib.readings import Reading
from newslib.segments import Segment
from newslib.sentences import sentences

UNPARSED = [code for code in languages() if not lexicon(code).parser]


def figures_of(text: str, language: str) -> list[Figure]:
    whole = (Segment(0, len(text), language, "Cyrl", 1.0, "body"),) if text else ()
    reading = Reading(text, whole, sentences(text, whole))
    return tie(reading, [n for n, sentence in enumerate(reading.sentences) if sentence.language == language])


def printed(figure: Figure) -> str:
    """ "killed 3", "wounded 5..", "captured ..20", "killed .." """
    low, high = ("" if v is None else f"{v:.0f}" for v in (figure.quantity.low, figure.quantity.high))
    return f"{figure.outcome} {low}" if low == high != "" else f"{figure.outcome} {low}..{high}"


def people(text: str, language: str) -> list[Figure]:
    return [f for f in figures_of(text, language) if f.outcome != "equipment_lost"]


# The numbered people of one short text, in any order; nothing else may come out.
COUNTED = [
    (
        "ru",
        "В результате удара по Одессе погибли трое взрослых и двое детей, ещё 12 человек ранены.",
        "killed 3, killed 2, wounded 12",
    ),
    ("ru", "Число погибших при обстреле рынка выросло до 27, пострадавших — 54.", "killed 27, wounded 54"),
    (
        "ru",
        "По данным ведомства, потери противника за сутки составили до 450 военнослужащих, два танка и пять гаубиц.",
        "casualties ..450",
    ),
    ("ru", "Взяты в плен 28 украинских военнослужащих, ещё 11 сдались добровольно.", "captured 28, surrendered 11"),
    ("ru", "Среди погибших — трое детей.", "killed 3"),
    ("ru", "Из 25 раненых семеро находятся в тяжелом состоянии.", "wounded 25, wounded 7"),
    ("ru", "Российская сторона вернула из плена 146 военных, столько же передано Украине.", "released 146"),
    ("ru", "Пропавшими без вести числятся 17 моряков.", "missing 17"),
    (
        "ru",
        "Из зоны обстрела эвакуировали более 1,5 тысячи жителей, в том числе 340 детей.",
        "evacuated 1500.., evacuated 340",
    ),
    ("ru", "Ранения получили двое полицейских и водитель автобуса.", "wounded 2"),
    ("ru", "Пострадали не менее 40 человек, 14 из них госпитализированы.", "wounded 40.., wounded 14"),
    ("ru", "Обстрел унес жизни восьми мирных жителей.", "killed 8"),
    ("ru", "Жертв и пострадавших нет.", "casualties 0"),
    ("ru", "По предварительным данным, пострадавших нет.", "wounded 0"),
    ("ru", "Никто не погиб.", "killed 0"),
    ("ru", "Обошлось без жертв и разрушений.", "killed 0"),
    ("ru", "Минобороны сообщило о 300 убитых наемниках.", "killed 300"),
    ("ru", "Было убито и ранено около двухсот солдат.", "casualties 200"),
    ("ru", "Украина потеряла убитыми 9 тысяч солдат, заявил генерал.", "killed 9000"),
    ("ru", "Погибло 5 человек, ранено 7, пропало без вести 2.", "killed 5, wounded 7, missing 2"),
    ("ru", "Под завалами дома обнаружены тела 6 человек.", "killed 6"),
    ("ru", "Спасатели нашли тела еще двух женщин.", "killed 2"),
    ("ru", "Украинские войска потеряли от 60 до 100 человек убитыми и ранеными.", "casualties 60..100"),
    ("ru", "В плен попали 8 бойцов 59-й бригады.", "captured 8"),
    ("ru", "За неделю было уничтожено более 3500 украинских военных, 40 танков и 120 бронемашин.", "killed 3500.."),
    ("ru", "Убито 5, ранено 10 человек.", "killed 5, wounded 10"),
    ("ru", "Двое погибли на месте, третий скончался в больнице.", "killed 2"),
    ("ru", "Ранены 4 человека, один из них — в тяжелом состоянии.", "wounded 4, wounded 1"),
    ("ru", "Четыре человека, находившиеся в машине, погибли.", "killed 4"),
    (
        "ru",
        "Всего с начала операции погиб 1351 российский военнослужащий, 3825 получили ранения.",
        "killed 1351, wounded 3825",
    ),
    ("ru", "Погиб каждый третий из 90 бойцов роты.", ""),
    ("ru", "На позициях остались 15 бойцов, сообщил командир.", ""),
    ("ru", "В городе остаются 10 тысяч жителей без воды.", ""),
    ("ru", "Армия выпустила 50 ракет, погибли люди.", ""),
    ("ru", "В больнице работают 300 врачей.", ""),
    ("ru", "За 20 дней боев погибли 40 военных.", "killed 40"),
    ("ru", "Шойгу рассказал о 20 тысячах добровольцев.", ""),
    ("ru", "Президент наградил 15 военных, которые были ранены в боях.", "wounded 15"),
    ("ru", "Беспилотник атаковал автомобиль, ранены водитель и два пассажира.", "wounded 2"),
    ("ru", "Были похищены 12 журналистов.", "abducted 12"),
    ("ru", "Границу с Польшей пересекли 28 тысяч беженцев.", "displaced 28000"),
    ("ru", "ВСУ могут потерять до 50 тысяч человек.", "casualties ..50000"),
    ("ru", "Кулеба заявил, что погибло не 300 тысяч, а 31 тысяча военных.", "killed 300000, killed 31000"),
    ("ru", "Нападавшие убили двоих полицейских и ранили пятерых прохожих.", "killed 2, wounded 5"),
    ("ru", "Снайпер застрелил троих.", "killed 3"),
    ("ru", "Трое неизвестных убили сторожа.", ""),
    ("ru", "Количество раненых увеличилось до 19 человек, среди них трое детей.", "wounded 19, wounded 3"),
    ("ru", "Раненых: 8. Погибших: 2.", "wounded 8, killed 2"),
    ("ru", "Личный состав — около 5300 человек", "casualties 5300"),
    ("ru", "В ходе обмена на свободу вышли 90 человек.", "released 90"),
    ("ru", "В Херсоне из-за обстрела пострадала супружеская пара.", ""),
    ("ru", "При этом 6 человек до сих пор считаются пропавшими без вести.", "missing 6"),
    ("ru", "Свыше десятка боевиков ликвидировано под Купянском.", "killed 10.."),
    ("ru", "Погибли 33 военнослужащих и столько же гражданских.", "killed 33"),
    ("ru", "До сотни националистов сложили оружие.", "surrendered ..100"),
    ("ru", "В результате ДТП под Тулой погибли пять человек, в их числе ребенок.", "killed 5"),
    ("ru", "Ракетным ударом уничтожены до 60 иностранных наемников.", "killed ..60"),
    (
        "ru",
        "Сдались в плен 1026 военнослужащих 36-й бригады морской пехоты, в том числе 162 офицера и 47 женщин.",
        "surrendered 1026, surrendered 162, surrendered 47",
    ),
    ("ru", "Ранены: 3 взрослых и 1 ребенок.", "wounded 3, wounded 1"),
    ("ru", "На Украине в плену находятся 6 тысяч военных, рассказала омбудсмен.", "captured 6000"),
    ("ru", "ОБСЕ: за неделю погибло 12 и ранено 40 гражданских лиц.", "killed 12, wounded 40"),
    ("ru", "Террористы удерживали 900 заложников, 130 из которых погибли.", "killed 130"),
    ("uk", "Внаслідок удару по Харкову загинули 6 людей, ще 21 – поранено.", "killed 6, wounded 21"),
    ("uk", "Кількість загиблих унаслідок атаки зросла до 12, серед них двоє дітей.", "killed 12, killed 2"),
    ("uk", "За добу ліквідовано близько 1100 окупантів, 12 танків і 33 артсистеми.", "killed 1100"),
    (
        "uk",
        "Орієнтовні втрати противника: особового складу – близько 31500 (+150) осіб",
        "casualties 31500, casualties 150",
    ),
    ("uk", "У полон потрапили 79 прикордонників.", "captured 79"),
    ("uk", "Додому повернулися 215 українських захисників, серед них 108 азовців.", "released 215, released 108"),
    ("uk", "З-під завалів дістали тіла п’ятьох людей.", "killed 5"),
    ("uk", "Поранення дістали 14 цивільних, троє з них у лікарні.", "wounded 14, wounded 3"),
    ("uk", "Загиблих та постраждалих немає.", "casualties 0"),
    ("uk", "Минулося без жертв.", "killed 0"),
    (
        "uk",
        "Ворог втратив понад 3 тисячі солдатів убитими, близько 200 окупантів у полоні.",
        "killed 3000.., captured 200",
    ),
    ("uk", "Окупанти розстріляли автомобіль, у якому їхали четверо людей, двоє загинули.", "killed 2"),
    ("uk", "Росіяни вбили чотирьох мешканців Донеччини, ще десятьох поранили.", "killed 4, wounded 10"),
    ("uk", "З території заводу вивели 20 жінок та дітей.", "evacuated 20"),
    ("uk", "Зниклими безвісти вважаються 35 осіб.", "missing 35"),
    ("uk", "Упродовж дня евакуйовано 3 806 осіб.", "evacuated 3806"),
    ("uk", "Постраждало 75 людей: 6 загинуло, 69 поранено.", "casualties 75, killed 6, wounded 69"),
    ("uk", "Ніхто не постраждав.", "wounded 0"),
    ("uk", "Двоє росіян убили перехожого.", ""),
    ("uk", "Прикордонники знищили 7 штурмовиків.", "killed 7"),
    ("uk", "15 окупантів знищили прикордонники під Бахмутом.", "killed 15"),
    ("uk", "Армія РФ щодня втрачає 800 солдатів.", "casualties 800"),
    ("uk", "Ми втратили 13 тисяч військових.", "casualties 13000"),
    (
        "uk",
        "Від початку вторгнення вбито щонайменше 500 дітей, понад тисячу поранено.",
        "killed 500.., wounded 1000..",
    ),
    ("uk", "Загинув один чоловік, ще двох жінок госпіталізували.", "killed 1, wounded 2"),
    ("uk", "Під час евакуації поранено 3 волонтерів.", "wounded 3"),
    ("uk", "На війні загинули вже 12 тренерів і спортсменів.", "killed 12"),
    ("uk", "Здалися в полон одразу 12 мобілізованих росіян.", "surrendered 12"),
    ("uk", "Депортовано понад 19 тисяч українських дітей.", "displaced 19000.."),
    ("uk", "Викрадено трьох волонтерів.", "abducted 3"),
    ("uk", "За рік війни вбитими й пораненими ворог втратив 200 тисяч осіб.", "casualties 200000"),
    ("uk", "У місті живе 20 тисяч людей, з яких 3 тисячі - діти.", ""),
    ("uk", "36 бригада вийшла з оточення.", ""),
    ("uk", "Удар завдали двома ракетами, загинула жінка, її чоловік поранений.", ""),
    (
        "uk",
        "Внаслідок ворожого обстрілу двоє людей отримали поранення: 45-річний чоловік та 50-річна жінка.",
        "wounded 2",
    ),
    ("uk", "Чотири людини перебувають у лікарні у важкому стані.", "wounded 4"),
    ("uk", "Кількість поранених у Дніпрі — 73 людини, зокрема 13 дітей.", "wounded 73, wounded 13"),
    ("uk", "Усього загинуло 40 осіб, тіла 25 з них ще не впізнали.", "killed 40, killed 25"),
    ("uk", "Рятувальники врятували 39 людей, із них шестеро дітей.", "evacuated 39, evacuated 6"),
    (
        "ru",
        "ВСУ обстреляли Горловку: двое мирных жителей погибли, девять ранены, среди них подросток.",
        "killed 2, wounded 9",
    ),
    (
        "ru",
        "❗️Под обстрелы попали 12 населённых пунктов ДНР. Погибли 3 мирных жителя, 8 получили ранения.",
        "killed 3, wounded 8",
    ),
    (
        "ru",
        "Сводка: на Херсонском направлении уничтожено до 30 украинских военных, два миномета, пять автомобилей.",
        "killed ..30",
    ),
    ("ru", "По словам губернатора, при атаке дронов пострадали 6 человек, двое — дети.", "wounded 6, wounded 2"),
    ("ru", "Потери ВСУ: более 400 военнослужащих убитыми и ранеными, 3 танка, 11 бронемашин.", "casualties 400.."),
    ("ru", "Противник потерял свыше 110 человек убитыми и ранеными.", "casualties 110.."),
    ("ru", "Спасатели извлекли из-под завалов тела 44 человек, 79 ранены.", "killed 44, wounded 79"),
    ("ru", "При взрыве на шахте погиб 51 горняк и спасатель.", "killed 51"),
    ("ru", "Всего из плена освобождены 1031 человек.", "released 1031"),
    ("ru", "По данным ООН, с февраля погибли 5 587 и ранены 7 890 гражданских лиц.", "killed 5587, wounded 7890"),
    ("ru", "Жертвами ракетного удара стали 23 человека.", "killed 23"),
    ("ru", "В списках пропавших — 29 человек.", "missing 29"),
    ("ru", "По неподтвержденной информации, погибли около 60 новобранцев.", "killed 60"),
    ("ru", "Боевики расстреляли 12 пленных.", "killed 12"),
    ("ru", "СК возбудил дело об убийстве восьми жителей села.", "killed 8"),
    ("ru", "14 раненых доставлены в больницу, трое из них в реанимации.", "wounded 14, wounded 3"),
    ("ru", "Число жертв землетрясения превысило 35 тысяч человек.", "killed 35000.."),
    ("ru", "Число погибших — 3, раненых — 12.", "killed 3, wounded 12"),
    ("ru", "Погибших нет, пострадали 4 человека.", "killed 0, wounded 4"),
    ("ru", "Сообщается о двух погибших и семи пострадавших.", "killed 2, wounded 7"),
    ("ru", "Ранены двое военных и один гражданский.", "wounded 2, wounded 1"),
    ("ru", "Под Бахмутом ВСУ ежедневно теряют до 500 солдат.", "casualties ..500"),
    ("ru", 'Не менее тридцати бойцов "Азова" сдались в плен.', "surrendered 30.."),
    ("ru", "Сегодня из Мариуполя вышли по гуманитарному коридору 3 тысячи человек.", "evacuated 3000"),
    ("ru", "В Россию за сутки прибыли 19,5 тыс. беженцев.", "displaced 19500"),
    ("ru", "Погибло много гражданских.", "killed .."),
    ("ru", "Сотни украинских солдат попали в окружение.", ""),
    ("ru", "Российские военные взяли под контроль 3 села и 2 высоты.", ""),
    ("ru", "Расчеты ПВО сбили 12 дронов, пострадавших нет.", "wounded 0"),
    ("ru", "Удар нанесен 4 ракетами С-300, ранены трое.", "wounded 3"),
    ("ru", "В школе учились 200 детей, никто не пострадал.", "wounded 0"),
    ("ru", "Погиб 21-летний солдат.", ""),
    ("ru", "Полк потерял в этом бою 70 процентов личного состава.", ""),
    ("ru", "Мобилизовано 300 тысяч резервистов.", ""),
    ("ru", "В заложниках удерживают 450 человек.", ""),
    ("ru", "На фронт отправили 5 тысяч добровольцев.", ""),
    ("ru", "Задержаны 4 диверсанта.", ""),
    ("ru", "10 человек арестованы, двое убиты при задержании.", "killed 2"),
    (
        "ru",
        "Приехали 15 журналистов, которых пригласили показать последствия удара, где погибли 7 человек.",
        "killed 7",
    ),
    ("ru", "Глава ЦРУ: Россия потеряла 15 тысяч убитыми, и, может быть, втрое больше ранеными.", "killed 15000"),
    ("ru", "Убитых насчитали 18, раненых 40.", "killed 18, wounded 40"),
    ("ru", "Потери составили 1351 человек убитыми и 3825 ранеными.", "killed 1351, wounded 3825"),
    ("ru", "Более 80 процентов из 150 раненых вернулись в строй.", "wounded 150"),
    ("ru", "По его словам, убит двести один наемник, ещё 60 ранены.", "killed 201, wounded 60"),
    ("ru", "Двадцать семь человек погибли и больше сотни ранены.", "killed 27, wounded 100.."),
    ("ru", "Десять суток назад здесь погибли 2 журналиста.", "killed 2"),
    (
        "uk",
        "Російська армія вдарила по Вінниці: загинули 23 людини, серед них 3 дитини, 71 людину госпіталізовано.",
        "killed 23, killed 3, wounded 71",
    ),
    ("uk", "Наслідки атаки на Запоріжжя: 2 загиблих, 16 поранених.", "killed 2, wounded 16"),
    (
        "uk",
        "Втрати противника орієнтовно склали: особового складу - близько 14 200 осіб ліквідовано, танків - 450 од.",
        "killed 14200",
    ),
    (
        "uk",
        "особового складу / personnel ‒ близько 101430 (+770) осіб ліквідовано / persons were liquidated",
        "killed 101430, killed 770",
    ),
    ("uk", "Втрати росіян у війні сягнули 500 тисяч.", "casualties 500000"),
    ("uk", "Сили оборони за добу відмінусували 1270 росіян.", "killed 1270"),
    ("uk", "За минулу добу ворог втратив 990 осіб убитими та пораненими.", "casualties 990"),
    (
        "uk",
        "За даними ОВА, через обстріли Херсонщини одна людина загинула, ще троє дістали поранення.",
        "killed 1, wounded 3",
    ),
    ("uk", "На Харківщині ворожий дрон поранив 62-річного чоловіка та двох жінок.", "wounded 2"),
    ("uk", "У лікарнях залишаються 18 поранених, стан чотирьох — тяжкий.", "wounded 18"),
    ("uk", 'У полоні перебувають близько 2500 захисників "Азовсталі".', "captured 2500"),
    ("uk", "Вдалося повернути 144 воїнів, з них 95 — азовці.", "released 144, released 95"),
    ("uk", "Обміняли 22 військових, 3 морпіхів, 2 цивільних.", "released 22, released 3, released 2"),
    ("uk", "Рятувальники деблокували тіла 6 загиблих, 11 людей врятовано.", "killed 6, evacuated 11"),
    ("uk", "Понад 4 мільйони українців виїхали з країни через війну.", "displaced 4000000.."),
    ("uk", "Німеччина прийняла понад мільйон біженців.", "displaced 1000000.."),
    ("uk", "Кадирівці стратили двох полонених.", "killed 2"),
    ("uk", "Під час стрілянини загинуло п’ятеро осіб.", "killed 5"),
    ("uk", "Поранено водія та чотирьох пасажирів.", "wounded 4"),
    ("uk", "Без постраждалих.", "wounded 0"),
    ("uk", "Інформації про постраждалих не надходило.", ""),
    ("uk", "На щастя, ніхто з людей не загинув.", "killed 0"),
    ("uk", "За сім днів війни загинули 21 дитина, 55 поранено.", "killed 21, wounded 55"),
    ("uk", "Десятки загиблих, сотні поранених.", "killed .., wounded .."),
    ("uk", "Ворог випустив 80 ракет, 37 з них збито.", ""),
    ("uk", "Бригада знищила 5 танків, 7 БМП та до роти піхоти.", ""),
    ("uk", "У громаді проживає 3 тисячі людей.", ""),
    ("uk", "Росія мобілізує ще 300 тисяч осіб.", ""),
    ("uk", "Отримали допомогу 1200 сімей.", ""),
    ("uk", "Затримано 4 колаборантів.", ""),
    ("uk", "Ракета влучила в будинок, де було 9 людей, двох врятували, семеро загинули.", "evacuated 2, killed 7"),
    ("uk", "Від вибуху постраждало троє дітей віком 7, 9 та 12 років.", "wounded 3"),
    ("uk", "Кількість зниклих безвісти зросла до 40 осіб.", "missing 40"),
    ("uk", "Щонайменше один загиблий і четверо поранених внаслідок атаки на Суми.", "killed 1.., wounded 4"),
    ("uk", "Ліквідовано 17 окупантів, 26 поранено, двоє взяті в полон.", "killed 17, wounded 26, captured 2"),
    ("uk", "Наші втрати — 3 загиблих, 12 поранених.", "killed 3, wounded 12"),
    ("uk", "Втрати росіян: вбитими - 120, пораненими - 300.", "killed 120, wounded 300"),
    ("uk", "Президент повідомив про загибель 31 тисячі українських військових.", "killed 31000"),
    ("uk", "31 тисяча українських військових загинула, сказав президент.", "killed 31000"),
]


@pytest.mark.parametrize(("language", "text", "expected"), COUNTED)
def test_people_counted(language, text, expected):
    found = [printed(f) for f in people(text, language) if not f.implicit]
    assert sorted(found) == sorted(expected.split(", ") if expected else [])


# group and side of the first figure
WHO = [
    ("ru", "Уничтожено более 40 боевиков.", "military", "ukraine"),
    ("ru", "Уничтожены 40 оккупантов.", "military", "russia"),
    ("ru", "Российские военные взяли в плен двоих разведчиков.", "military", "ukraine"),
    ("ru", "ВСУ за неделю потеряли 900 человек.", "military", "ukraine"),
    ("ru", "Потери российской армии составили 900 человек.", "military", "russia"),
    ("ru", "Россия потеряла почти 50 тысяч убитыми.", "military", "russia"),
    ("ru", "В Белгороде погибли три женщины.", "women", "russia"),
    ("ru", "В Киеве погибли трое детей.", "children", "ukraine"),
    ("ru", "В Донецке погибли трое мирных жителей.", "civilian", None),
    ("ru", "Погибли два врача.", "medical", None),
    ("ru", "Двое полицейских ранены.", "police", None),
    ("ru", "Убиты 12 офицеров ВСУ.", "officers", "ukraine"),
    ("ru", "Сдались в плен 20 человек.", "military", None),
    ("ru", "В страну прибыли 500 беженцев с Украины.", "civilian", "ukraine"),
    ("uk", "Знищено 15 окупантів.", "military", "russia"),
    ("uk", "Росіяни вбили двох мешканців громади.", "civilian", "ukraine"),
    ("uk", "Загинули троє людей.", "people", "ukraine"),
    ("uk", "Під час війни в Україні Росія втратила майже 10 тисяч солдатів.", "military", "russia"),
    ("uk", "Наші втрати – 20 загиблих.", "military", "ukraine"),
    ("uk", "Втрати ворога – 20 убитих.", "military", "russia"),
    ("uk", "Серед загиблих окупантів двоє офіцерів.", "officers", "russia"),
    ("uk", "У Москві постраждали 5 людей.", "people", "russia"),
]


@pytest.mark.parametrize(("language", "text", "group", "side"), WHO)
def test_whose_people(language, text, group, side):
    assert next((f.group, f.side) for f in people(text, language)) == (group, side)


# place of the first figure, as printed
WHERE = [
    ("ru", "На Донецком направлении уничтожены 20 боевиков.", "Донецком направлении"),
    ("ru", "При обстреле посёлка Ясное ранены двое.", "Ясное"),
    ("ru", "Обстрел Херсона: погиб один человек.", "Херсона"),
    ("ru", "Под Угледаром погибли сотни солдат.", "Угледаром"),
    ("ru", "Удар пришёлся по Чугуеву.\nРанены трое.", "Чугуеву"),
    ("ru", "В Минобороны сообщили о 20 погибших.", None),
    ("ru", "Герои обороны: защищая Донбасс, сержант уничтожил двух диверсантов.", None),
    ("uk", "У Запорізькій області поранено двох людей.", "Запорізькій області"),
    ("uk", "Росіяни обстріляли Нікополь, троє загиблих.", "Нікополь"),
    ("uk", "На Одещині семеро людей загинули.", "Одещині"),
    ("uk", "У Генштабі повідомили про 3 загиблих.", None),
]


@pytest.mark.parametrize(("language", "text", "place"), WHERE)
def test_place(language, text, place):
    assert people(text, language)[0].place == place


ONE_PERSON = [
    ("ru", "При обстреле ранена женщина.", "wounded", "women"),
    ("ru", "Погиб ребёнок.", "killed", "children"),
    ("ru", "Убит 12-летний мальчик.", "killed", "children"),
    ("uk", "Внаслідок обстрілу загинула жінка.", "killed", "women"),
    ("uk", "Поранено дитину.", "wounded", "children"),
]


@pytest.mark.parametrize(("language", "text", "outcome", "group"), ONE_PERSON)
def test_one_person_without_a_numeral(language, text, outcome, group):
    (figure,) = people(text, language)
    assert (figure.outcome, figure.group, figure.implicit, figure.quantity.stated) == (outcome, group, True, 1)


NOT_A_FIGURE = [
    ("ru", "Погиб журналист Иван Петров."),
    ("ru", "Женщина не пострадала."),
    ("ru", "Потери ВСУ составили 35 процентов техники."),
    ("ru", "Соотношение потерь — один к семи."),
    ("uk", "Загинула захисниця Олена Коваль."),
    ("uk", "Ліквідація наслідків триває 5 днів."),
]


@pytest.mark.parametrize(("language", "text"), NOT_A_FIGURE)
def test_no_figure(language, text):
    assert figures_of(text, language) == []


LOST = [
    ("ru", "Уничтожены 2 танка, 3 гаубицы и до 20 РСЗО.", "2 танк, 3 артиллерийская система, ..20 рсзо"),
    ("ru", "ПВО сбила 12 беспилотников и два самолёта.", "12 беспилотник, 2 самолет"),
    ("uk", "Росія втратила 5 танків, 2 гелікоптери.", "5 танк, 2 вертоліт"),
    ("uk", "Втрати ворога:\n- танків ‒ 3537 (+5) од,\n- літаків – 216 (+1)", "3537 танк, 5 танк, 216 літак, 1 літак"),
    ("uk", "Збито:\n4/6 ракет;\n2/2 безпілотники.", "4 ракета, 2 безпілотник"),
    ("uk", "Вісім ракет знищили підстанцію.", ""),
]


@pytest.mark.parametrize(("language", "text", "expected"), LOST)
def test_equipment_lost(language, text, expected):
    found = [f for f in figures_of(text, language) if f.outcome == "equipment_lost"]
    assert ", ".join(f"{printed(f).split(' ')[1]} {f.item}" for f in found) == expected


PARTS = [
    ("ru", "Сдались 1026 военных, в том числе 162 офицера и 47 женщин."),
    ("ru", "Вывезли 177 жителей: 85 женщин, 47 детей."),
    ("uk", "Поранено 20 людей, з них троє дітей."),
    ("uk", "Врятовано 300 людей. Серед них 56 дітей."),
]


@pytest.mark.parametrize(("language", "text"), PARTS)
def test_parts_point_to_their_whole(language, text):
    whole, *parts = people(text, language)
    assert parts
    assert whole.part_of is None
    assert {f.part_of for f in parts} == {(whole.start, whole.end)}
    assert {f.outcome for f in parts} == {whole.outcome}


TALLIES = [
    ("ru", "За сутки уничтожено 50 боевиков.", "increment", None),
    ("ru", "Ежедневно гибнут 50 солдат.", "rate", "day"),
    ("ru", "С начала войны погибли 5 тысяч человек.", "cumulative", None),
    ("ru", "При взрыве погибли 5 человек.", "incident", None),
    ("ru", "Погибли шестеро, ещё девять госпитализированы.", "incident", None),
    ("ru", "Спасатели нашли тела 44 человек.", "incident", None),
    ("ru", "Жертвами взрыва стали 39 человек.", "incident", None),
    ("ru", "Число погибших выросло до 39.", "cumulative", None),
    ("ru", "За сутки на всех участках фронта противник потерял до 450 человек.", "increment", None),
    ("ru", "Россия потеряла 20 тысяч солдат.", "cumulative", None),
    ("uk", "Щотижня гинуть 50 солдатів.", "rate", "week"),
    ("uk", "Особового складу – 14 200 (+150) осіб ліквідовано", "cumulative", None),
]


@pytest.mark.parametrize(("language", "text", "tally", "per"), TALLIES)
def test_tally(language, text, tally, per):
    assert (people(text, language)[0].tally, people(text, language)[0].per) == (tally, per)


def test_what_is_added_in_brackets_is_an_increment():
    total, added = people("Втрати: особового складу – 14 200 (+150) осіб", "uk")
    assert (added.tally, added.quantity.stated, added.part_of) == ("increment", 150, (total.start, total.end))


MODALITIES = [
    ("ru", "Могут погибнуть 50 тысяч человек.", "hypothetical"),
    ("ru", "Планируется эвакуировать 300 человек.", "planned"),
    ("ru", "Погибло не 300 тысяч солдат.", "negated"),
    ("uk", "Можуть загинути 50 тисяч людей.", "hypothetical"),
    ("uk", "Вдалося евакуювати 300 людей.", "actual"),
]


@pytest.mark.parametrize(("language", "text", "modality"), MODALITIES)
def test_modality(language, text, modality):
    assert [f.modality for f in people(text, language)] == [modality]


TRAPS = {
    "range_on_bound": ("ru", "Погибло более 2000-2500 солдат.", "killed 2500.. actual"),
    "locale": ("ru", "Погибли 1.026 солдат.", "killed .. actual"),
    "decimal": ("ru", "Погибли 2,5 тысячи солдат.", "killed 2500 actual"),
    "unit_cases": ("ru", "Зафиксировано 370 тысяч случаев ранений.", "wounded 370000 actual"),
    "zero_word": ("ru", "Ни один житель не пострадал.", "wounded 0 actual"),
    "negated": ("uk", "Спростували загибель 40 людей.", "killed 40 negated"),
    "projection": ("uk", "Втрати можуть перевищити 20 тисяч солдатів.", "casualties 20000.. hypothetical"),
    "rate": ("uk", "Щодня гинуть 100-200 бійців.", "killed 100..200 actual"),
    "vague": ("uk", "Загинули десятки тисяч людей.", "killed .. actual"),
    "whole": ("ru", "Сдались 1026 из 1500 морпехов.", "surrendered 1026 actual"),
    "rise_not_bound": ("uk", "Кількість загиблих зросла до 40.", "killed 40 actual"),
    "joint": ("uk", "Убито й поранено 40 солдатів.", "casualties 40 actual"),
}


@pytest.mark.parametrize(("language", "text", "expected"), TRAPS.values(), ids=TRAPS)
def test_trap(language, text, expected):
    (figure,) = people(text, language)
    assert f"{printed(figure)} {figure.modality}" == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Потери казны: 70 миллионов."),
        ("ru", "По раненым нет данных, тушили 9 домов."),
        ("ru", "От 12 ударов гибли коровы, в результате 5 ударов погибли люди."),
        ("uk", "Кошти отримали 16 сімей загиблих."),
        ("ru", "Памятник поставили 16 вдов погибших."),
    ],
)
def test_numbers_beside_an_outcome_that_count_nobody_it_befell(language, text):
    assert people(text, language) == []


def test_joint_numbers_are_never_split():
    (figure,) = people("До 80 солдат убитыми и ранеными потерял противник.", "ru")
    assert figure.outcome == "casualties"


def test_a_total_split_into_dead_and_wounded_is_casualties():
    total, dead, hurt = people("Пострадали 75 человек: 6 погибли, 69 ранены.", "ru")
    assert [f.outcome for f in (total, dead, hurt)] == ["casualties", "killed", "wounded"]


def test_home_coming_is_a_release_only_where_captivity_is_spoken_of():
    assert people("Домой вернулись 300 дачников.", "ru") == []
    assert [f.outcome for f in people("Состоялся обмен. Домой вернулись 30 человек.", "ru")] == ["released"]


def test_another_count_of_the_same_is_read_without_its_outcome():
    found = people("По данным штаба, погибли 47 человек. Накануне речь шла о 40.", "ru")
    assert [printed(f) for f in found] == ["killed 47", "killed 40"]


def test_list_rows_name_their_places():
    found = people("Найбільше загинуло дітей у Донецькій області - 455, Харківській - 275, Київській - 128.", "uk")
    assert [(f.quantity.stated, f.place) for f in found] == [
        (455, "Донецькій області"),
        (275, "Харківській"),
        (128, "Київській"),
    ]


@given(st.text(max_size=120), st.sampled_from(UNPARSED))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text, language):
    for figure in figures_of(text, language):
        assert 0 <= figure.start < figure.end <= len(text)


WORDS = sorted({w for _, text, _ in COUNTED for w in text.split()})


SIGNS = ["—", ":", "(+5)", "\n", "😀", "е\u0301"]


@given(st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=30), st.sampled_from(UNPARSED))
@settings(max_examples=300, deadline=None)
def test_shuffled_words_are_read_and_offsets_hold(chosen, language):
    text = " ".join(chosen)
    for figure in figures_of(text, language):
        assert 0 <= figure.start <= figure.quantity.number_start < figure.quantity.number_end <= figure.end <= len(text)
        low, high = figure.quantity.low, figure.quantity.high
        assert low is None or high is None or low <= high


@pytest.mark.parametrize("before", ["", "🇺🇦❗️ ", "е\u0301\u0301 ", "\n\n"])
def test_offsets_round_trip(before):
    text = before + "В Одессе погибли трое детей."
    (figure,) = people(text, "ru")
    assert text[figure.start : figure.end] == "погибли трое детей"
    assert text[figure.quantity.number_start : figure.quantity.number_end] == "трое"


def test_reading_is_deterministic():
    text = "\n".join(text for language, text, _ in COUNTED if language == "uk")
    assert figures_of(text, "uk") == figures_of(text, "uk")
