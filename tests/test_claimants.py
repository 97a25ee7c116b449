"""On whose word a figure stands: held by a statement, or told in the account around it; texts of our own."""

import csv
import datetime as dt
import runpy
from pathlib import Path

import pytest

from newslib.articles import from_text
from newslib.claims import account

FLOOR = 0.75  # of the marked figures of our own articles
HELD = [  # text, who is named for each figure
    ("The Ukrainian General Staff has verified 51 casualties, 24 of them dead and 27 injured, up to midnight.",
     ["The Ukrainian General Staff"] * 3),
    ("According to preliminary reports, 12 people died.", [None]),
    ("Nine miners drowned, a union report said, but the police denied it. Three are hurt, the report said.",
     ["a union report"] * 2),
    ("Sailors who were on the ship were still missing, feared dead, after a storm, which the navy said killed 12 men.",
     ["the navy"]),
    ("About 12 miners were wounded, the agency quoted a nurse as saying.", ["a nurse"]),
    ("At least 12 miners died\nbut many got out after the roof of the shaft fell in\non Monday, a union clerk said.",
     ["a union clerk"]),
    ("Бригада под командой Мельника, которая держит мост, заявила, что потеряла 12 человек убитыми.", ["Бригада"]),
    ("Один из свидетелей, чей дом сгорел, рассказал, что погибли 12 человек.", ["Один из свидетелей"]),
    ("ОСЛО, 5 сен — РИА Новости. Погибли 12 человек.", [None]),
    ("Горит склад. Так, по данным полиции, погибли 12 человек.", ["полиции"]),
    ("Горить склад. Так, за даними поліції, відомо про 12 загиблих.", ["поліції"]),
    ("Житель села, работавший на мосту, который не назвал имени, сказал, что погибли 12 человек.", ["Житель села"]),
    ("The union said in a note seen by Radio Brook that the clinic received 52 dead.", ["The union"]),
    ("Погибли 12 человек. Об этом заявил мэр Мельник, говорится на официальном сайте мэрии. По его словам, ранены 40.",
     ["мэр Мельник"] * 2),
    ("Сайт газеты пишет о пожаре. По его данным, погибли 12 человек.", ["Сайт газеты"]),
    ("Вместе с тем BBC пишет о 12 погибших.", ["BBC"]),
    ("Погибли 12 человек. Об этом сообщает КМР.", ["КМР"]),
    ("В официальном Telegram-канале губернатора сообщалось, что погибли 12 человек.",
     ["официальном Telegram-канале губернатора"]),
    ("Газета приводит заявление министра: «По свежим данным, погибли 12 человек».", ["министра"]),
    ("По данным полиции, погиб рыбак. Еще 12 ранены. Мэр Мельник подтвердил информацию о взрыве.", ["полиции"]),
    ("Больница сообщила о 12 раненых. На другом берегу, по последним данным, ранены 40.", ["Больница", None]),
    ("Агентство наводить слова міністра: «Загинули 12 людей».", ["міністра"]),
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
    ("Reuters was told on Friday by an official at the ministry that 12 people had died.",
     ["an official at the ministry"]),
    ("The flood has claimed 12 lives, the broadcaster says.", ["the broadcaster"]),
    ("Движение отвергает заявления армии о гибели 12 бойцов.", ["армии"]),
    ("ТАСС передает слова министра: погибли 12 человек.", ["министра"]),
    ("Глава района Олег Петренко (Oleh Petrenko) сказал, что погибли 12 человек.", ["Глава района Олег Петренко"]),
    ("Представитель армии показал снимок, заявив, что противник потерял 12 человек.", ["Представитель армии"]),
    ("Глава района Петренкосообщил, что погибли 12 человек.", ["Глава района Петренко"]),
    ("Три человека погибли, 12 ранены, сообщили в пресс-центре армии.", ["пресс-центре армии"] * 2),
    ("Рятувальники знають про 12 загиблих.", ["Рятувальники"]),
    ("Militia accused of killing 12 farmers in Kesh", [None]),
    ("It bears repeating that the flood killed 12 villagers.", [None]),
    ("It denied that the flood had killed 12 villagers.", ["It"]),
    ("The Chadian army claims some 12 rebels were killed.", ["The Chadian army"]),
    ("According to the health ministry, 12 people, including nurses, have been killed.", ["the health ministry"]),
    ("Gunmen beat to death some 12 farmers in Kesh, the police said, the worst attack of the month.", ["the police"]),
    ("“Nine men died,” said Mayor Lang, while “ten were wounded,” said Colonel Bondar.",
     ["Mayor Lang", "Colonel Bondar"]),
    ("Mayor Anna Lang:\n“Nine men were killed in the blast.”", ["Mayor Anna Lang"]),
    ("The police revised the toll up by 12, to 90 dead.", ["The police"]),
    ("No party claimed responsibility for the attack that killed 12 people.", [None]),
    ("The rebels claimed responsibility for a raid on a village that killed 12 people.", [None]),
    ("The rebels claimed responsibility for killing 12 soldiers.", ["The rebels"]),
    ("Nine men had been found dead in the mine, Lang, an official at the office, told the paper late Monday.",
     ["Lang, an official at the office"]),
    ("Shelling hurt at least 12 miners including two boys in the town of Kesh local activists said.",
     ["local activists"] * 2),
    ("The blast killed at least 12 miners who said the roof was unsafe.", [None]),
    ("12 рыбаков считаются пропавшими без вести, сообщили в полиции.", ["полиции"]),
    ("Турецкая сторона сообщила о 12 погибших.", ["Турецкая сторона"]),
    ("«Погибли 12 человек», — передает слова Мельника Интерфакс.", ["Мельника"]),
    ("Организация установила имена 12 человек, которые погибли.", ["Организация"]),
    ("Про загибель 12 людей повідомив директор Служби порятунку (СПР) Іван аль-Хасан.",
     ["директор Служби порятунку (СПР) Іван аль-Хасан"]),
    ("Генштаб: Сили оборони знищили 12 окупантів", ["Генштаб"]),
    ("Раніше AFP передало заяву міністра Алекса Ларсена, відповідно до якої загинули 12 людей.",
     ["міністра Алекса Ларсена"]),
    ("Агентство передало заявление министра, согласно которому погибли 12 человек.", ["министра"]),
    ("The Ukrainian military claims at least 12 soldiers were killed.", ["The Ukrainian military"]),
    ("Утром по Ларну ударили ракеты. Более 100 раненых.\n\nГород стоит на реке. Тут три моста.\n\n"
     "Потом пострадало второе здание — медицинский центр в Портовом районе. Там погибли семь человек. Рынок закрыт.",
     [None, None]),
    ("Погибли семь человек — полиция Ларна", ["полиция Ларна"]),
    ("Ночью ракеты попали в элеватор под Ларном. Ранены два человека.\n\n"
     "Грузы стояли в порту с весны. Их ждали в трёх странах. Договор о вывозе закончился в июле.\n\n"
     "## Удары возмездия по порту и области — мнение минобороны\n\n"
     "Город обстреляли четвёртую ночь подряд. Пошлины выросли. Биржи закрылись снижением. Торги идут вяло.",
     [None]),
    ("At least 82 people were killed, officials said. They said 12 were missing.", ["officials", "officials"]),
    ("BAKU (AP) - Bombs went off.\n\nAt least 82 people were killed, officials said. Dozens were missing, they said.",
     ["officials", "officials"]),
    ("In March, 12 people were killed in the capital, in an attack claimed by a splinter group.", [None]),
    ("12 people were killed in a blast at the port, which was claimed by an armed group.", [None]),
    ("The guards have killed at least 12 men, 9 of whom the ministry says were rioters.", [None, "the ministry"]),
    ("Ten sailors were released in the exchange, and Norland stated that its envoy had gone home.", [None]),
    ("Local media said the search was halted after the quake, which killed 12 people, according to a government tally.",
     ["a government tally"]),
    ("One soldier died and another was wounded, an army statement covering the past day added.",
     ["an army statement covering the past day"] * 2),
    ("Официально погиб 41 человек, но источники говорят, что настоящее число выше.", [None]),
    ("По меньшей мере 12 человек погибли в столкновениях в Чаде -- ООН\n\nСело Кари. Там идут бои.", ["ООН"]),
    ("Погибли 12 человек. Такие данные со слов представителя полиции приводит портал «Маяк».",
     ["представителя полиции"]),
    ("Взрывы унесли жизни 12 человек – таковы уточненные подсчеты медицинской службы страны.",
     ["медицинской службы страны"]),
    ("Погибли 12 человек, такова оценка ООН.", ["ООН"]),
    ("Число погибших выросло до 12.\n\nНовые данные, как пишет Reuters, огласил глава полиции Иван Седых.",
     ["глава полиции Иван Седых"]),
    ("By the count of the Red Cross, 12 people died.", ["the Red Cross"]),
    ("Governor John Lee said three people were hurt. Mayor Kovacs came to the port. He said nine had died.",
     ["Governor John Lee", "Mayor Kovacs"]),
    ("Губернатор Петров сообщил о трёх раненых. На место приехал мэр Ковач, по его словам, погибли 12 человек.",
     ["Губернатор Петров", "мэр Ковач"]),
    ("Олена Кравець сказала, що загинули троє. Удар прокоментував Шмигаль: за його словами, загинули 12 людей.",
     ["Олена Кравець", "Шмигаль"]),
    ("Погибли 12 солдат, сказал Владимир Зеленский.\n\n«Не 300 тысяч убитых, как твердит Путин», добавил президент.",
     ["Владимир Зеленский"] * 2),
    ("В больнице находятся 17 чилийцев и двое греков. По данным МИД Чили, граждан Чили среди убитых нет.",
     [None, None, "МИД Чили"]),
    ("Загинули 12 людей, ще 25 поранено. Такі підсумки зведень поліції.", ["зведень поліції"] * 2),
    ("ООН опубликовала доклад, согласно которому погибли 12 человек.", ["ООН"]),
    ("Згідно з даними, оприлюдненими урядом Чаду в неконтрольованих владою районах, загинули 12 людей.",
     ["урядом Чаду"]),
    ("«Разом узяв у полон 12 окупантів», — посміхається Олександр.", ["Олександр"]),
    ("«Взяли в плен 12 солдат», — улыбается Олег.", ["Олег"]),
    ("At least 12 people drowned when a barge hit a bridge as it left port, a sailor who took part in the search said.",
     ["a sailor"]),
    ("At least 12 people were killed in two blasts in Kesh, most of them in a market where traders met before dawn, "
     "fire and rescue officials said on Monday.", ["fire and rescue officials"]),
    ("A blast killed 12 people in the market. The doctors who provided the toll would not be named.", ["The doctors"]),
    ("Полиция сообщила о 350 погибших. Из них только 26 — военные.", ["Полиция"] * 2),
    ("Поліція повідомила про 350 загиблих. З них тільки 26 – військові.", ["Поліція"] * 2),
    ("Лобода раніше повідомив про 12 загиблих.", ["Лобода"]),
    ("Лобода вчера сообщил о 12 погибших.", ["Лобода"]),
    ("В Чили объявили чрезвычайное положение. Погибли 12 человек.", [None]),
    ("У Чилі оголосили жалобу. Загинули 12 людей.", [None]),
    ("Погибли 12 человек, пишетReuters.", ["Reuters"]),
    ("Погибли 12 человек, пишет poselok.kz со ссылкой на полицию.", ["полицию"]),
    ("Про загибель 12 людей повідомив мер Луки Степан Горобець, передає visti.ua.", ["мер Луки Степан Горобець"]),
    ("Бій під Лукою\n\nПро це повідомив речник штабу Степан Горобець, передає visti.ua.\n\nНа півночі було тихо.\n\n"
     "Загинули 12 бійців.", ["речник штабу Степан Горобець"]),
    ("По данным Инспектората по чрезвычайным ситуациям Румынии, погибли 12 человек.",
     ["Инспектората по чрезвычайным ситуациям Румынии"]),
    ("В Управлении по делам беженцев сообщили о 12 погибших.", ["Управлении по делам беженцев"]),
    ("Служба з надзвичайних ситуацій Польщі повідомила про 12 загиблих.", ["Служба з надзвичайних ситуацій Польщі"]),
    ("Береговая охрана США сообщила о 12 погибших.", ["Береговая охрана США"]),
    ("Берегова охорона США повідомила про 12 загиблих.", ["Берегова охорона США"]),
    ("Неизвестное количество военных остаётся на заводе. До 12 солдат сдались в плен.", [None]),
    ("A shell hit the mill, police said on Monday, killing 12 people and wounding 30.", ["police", "police"]),
    ("According to Amnesty, 17 miners, among them two boys, were killed.", ["Amnesty", "Amnesty"]),
    ("A rescuer said 30 people had died. The Observatory put the toll at least 20.", ["A rescuer", "The Observatory"]),
    ("The army said 30 men had died. A total of 24 Hezbollah men were killed, it added.", ["The army", "The army"]),
    ("Погибли 12 человек. Об этом сообщает ООН со ссылкой на собственные данные.", ["ООН"]),
    ("Погибли 12 человек, сообщают СМИ. Издания «Волна» и «Берег» пишут о взрыве.", ["СМИ"]),
    ("Армия заявила, что не била по рынку, где, по заявлениям властей города, погибли 12 человек.", ["властей города"]),
    ("В управлении по борьбе с пожарами сообщили, что погибли 12 человек.", ["управлении по борьбе с пожарами"]),
    ("Взрыв: погибли 12 человек\n\nЧисло жертв достигло 12 человек, сообщили в мэрии.", ["мэрии", "мэрии"]),
    ("Blast leaves 12 dead\n\nA tanker blew up.\n\nThe toll is 12 dead. This was reported by the mayor.",
     ["the mayor", "the mayor"]),
    ("В 2019 году в шахтах погибли 12 человек. Об этом сообщает мэрия.", ["мэрия"]),
    ("Новини дня:\n• У Кеші перекрито рух, сказав мер Іван Мельник.\n• На річці загинули 12 людей.\n"
     "• Суд відпустив Петренка, - адвокат.", [None]),
    ("Как сообщает радио, погибший 12 марта - бывший мэр Иван Седых.\nПострадали 12 человек.", ["радио"]),
    ("08:15 Погода хорошая, сказал мэр Иван Седых.\n09:40 На реке погибли 12 человек.\n"
     "10:05 Мост закрыт. Источник: полиция", [None]),
    ("Militants claimed responsibility for firing rockets at the port. Twelve people were wounded.", [None]),
    ("Police said there was a fire. According to reports, 12 people died.", [None]),
    ("Mayor Ada Brook called a day of mourning, Reuters reported. It came after 12 miners died, the report said.",
     ["Reuters"]),
    ("The latest deaths brought the toll to at least 12 dead.", [None]),
    ("Чиновник сказал о потерях. Чили молчит. Она заявила, что погибли 12 солдат.", ["Она"]),
    ("В прошлом году проект смог установить имена 12 погибших.", ["проект"]),
    ("Погибли 12 человек, — мэр. На реке тихо.", ["мэр"]),
    ("Итоги ударов армии по Кешу: погибли 12 человек", [None]),
    ("В непризнанной Нагорной республике сообщили о гибели 12 человек.", ["непризнанной Нагорной республике"]),
    ("Вечером 7 мая чиновникуточнил, что погибли 12 человек.", ["чиновник"]),
    ("Російська служба радіо встановила імена 12 військових, які загинули.", ["Російська служба радіо"]),
    ("Officials put the dead at 12−15.", ["Officials"]),
    ("Посообщениюглавы района, вчерапогибли 12 человек.", ["главы района"]),
    ("Генерал-майор Олег Седых: «Убиты 12 боевиков».", ["Генерал-майор Олег Седых"]),
    ("Про загибель 12 людей повідомляє «Хвиля» з посиланням на поліцію.", ["поліцію"]),
    ("In the east, where the rebels are pressing on, at least 12 people were killed.", [None]),
    ("Officials vowed to strike back after a bomb killed 12 people in the capital.", [None]),
    ("Officials claim to have killed 12 rebels.", ["Officials"]),
    ("The count of wounded has grown to 460, the ministry's bulletin on Telegram shows.",
     ["the ministry's bulletin on Telegram"]),
    ("20 людей загинули. Джерело: Міноборони. У МВС повідомили, що поранено 12 людей.", ["Міноборони", "МВС"]),
    ("Leaders condemned the attacks which killed 58 people.", [None]),
    ("The leaders mourned the 58 men killed in the mine.", [None]),
    ("Leaders condemned the rebels for killing 58 people.", ["Leaders"]),
    ("The general fears 58 deaths in the mine.", ["The general"]),
    ("The army vowed to go back to the town, where doctors say 58 people died.", ["doctors"]),
    ("«Село уцелело, — сказала Нина Седых. — Погибли 12 человек».", ["Нина Седых"]),
    ("«Село вціліло, - розповів мер Олег Сидорук. - Загинули 12 людей».", ["мер Олег Сидорук"]),
    ("♦Минобороны признало потери.♦Порт закрыт.♦ В Ростове погибли 12 человек.", [None]),
    ("Ada Brook said the port had fallen. A report issued on the same day by the harbour ministry of the north said "
     "that 12 men had died.", ["the harbour ministry of the north"]),
    ("“We hold,” said Ada Brook. The toll rose to 12 dead, the report said.", ["the report"]),
    ("A source at the harbour said 12 men died. The source added that 3 women were hurt.",
     ["A source at the harbour", "A source at the harbour"]),
    ("A witness said 12 men died. Another witness said 3 women were hurt.", ["A witness", "Another witness"]),
    ("Some say that 12 men died.", [None]),
    ("The mayor has offered the town help to find those behind the killing of 12 men.", [None]),
    ("The mayor said she was seeking clarity on reports suggesting that guards killed 12 men.", [None]),
    ("15 Medics Killed in Raid on Ward, Council Describes the Attack War Crime", [None]),
    ("Two wounded men said 12 people died.", [None, "Two wounded men"]),
    ("The mayor has asked the council to act over what the harbour ministry says was a raid that killed 12 men.",
     ["the harbour ministry"]),
    ("Miners were angry at the blast that killed 12 men.", [None]),
    ("Nurses are certain that 12 men died.", ["Nurses"]),
    ("The two ministers discussed the raid that killed 12 men.", [None]),
    ("Clerics called for an inquiry into the stampede that killed 12 pilgrims.", [None]),
    ("The mayor called for the release of 12 prisoners.", ["The mayor"]),
    ("The bishop prayed for the 12 people killed when a ferry sank.", [None]),
    ("The minister accused the rebels of killing 12 farmers.", ["The minister"]),
    ("Prosecutors charged the captain with the deaths of 12 passengers.", ["Prosecutors"]),
    ("Мэр объявил траур по 12 погибшим в шахте.", [None]),
    ("Мэр объявил о гибели 12 шахтёров.", ["Мэр"]),
    ("Уряд оголосив жалобу за 12 загиблими на шахті.", [None]),
    ("Охтирська громада: загинули 12 людей.", [None]),
    ("Kyiv put the toll at 30, Moscow at 12.", ["Kyiv", "Moscow"]),
    ("The union says 70 miners were killed, the company 55.", ["The union", "the company"]),
    ("Police said 30 people were killed, soldiers among them, and 12 injured.", ["Police", "Police"]),
    ("Unconfirmed reports put the dead at 70.", [None]),
    ("The report put the dead at 70.", ["The report"]),
    ("Nine men died in the fire, the harbour office said, a week after a blast killed 12 men.",
     ["the harbour office", None]),
    ("Nine men died in the fire, according to the harbour office, the day after a blast left 12 dead.",
     ["the harbour office", None]),
    ("Rebels claimed responsibility for a raid that killed 12 men.\n\n"
     "Medics reported the death toll and said 3 were hurt.",
     ["Medics", "Medics"]),
    ("Число погибших выросло до 14. Ранее в полиции сообщали о 12 погибших.", [None, "полиции"]),
    ("The army lost 12 men in the battle the rebels said on Monday.", ["the rebels"]),
    ("12 people have been killed according to the latest toll.", [None]),
    ("In the Sunday report of the General Staff, it was said that 12 soldiers were killed.",
     ["the Sunday report of the General Staff"]),
    ("Їхній стан медики оцінюють як тяжкий. Ще 12 пораненим людям допомогли на місці.", [None]),
    ("Вечером обстреляли село. Погибли 12 человек, трое ранены.\n\nАнна Белова, мэр", ["Анна Белова, мэр"] * 2),
    ("Rebels attacked the base, the army said, in a raid that a militia spokesman said had left 26 dead.",
     ["a militia spokesman"]),
    ("The president urged both sides to end a conflict that has killed 70,000 people.", [None]),
    ("The Arlow Alliance demanded that all parties accept a plan to end a war that has killed 70,000 people.", [None]),
    ("A former soldier who said he wanted revenge took part in an attack in which five policemen were shot dead, "
     "officials said.", ["officials"]),
    ("The toll rose to 85, Christian Vidal, president of the river region announced.",
     ["Christian Vidal, president of the river region"]),
    ("Two Dutch nationals were among the dead, CNN affiliate NOS reported, citing the Dutch Foreign Ministry.", [None]),
    ("Reports from the M40 indicate that 25 soldiers were killed.", ["Reports from the M40"]),
    ("A rebel group said its men beat back the raid. “We held,” the group said. It added that 15 people were killed."
     "\n\nPolice said the town was calm.", ["the group"]),
    ("The White House said no.\n\nThe talks went on for days.\n\nLondon leads its own campaign. It acknowledged that "
     "20 civilians were killed in its strikes.", ["London"]),
    ("Norway said two of its citizens were hurt. Ten of the wounded were Germans.", ["Norway", None]),
    ("State police on Friday were trying to determine what drove a gunman to kill 12 people.", [None]),
    ("Chile seeks cause of plane crash that killed 10", [None]),
    ("Before a truck drove into the crowd, killing 80 people, attacks shared one thing: militants claimed "
     "responsibility for them.", [None]),
    ("Police found two women shot at one address in Arlow, said Capt. Andy Shedd of the county office.",
     ["Capt. Andy Shedd"]),
    ("Police spokesman Micky Rosen said three were killed. At least five others were wounded, said Dr. Gil Fire, "
     "a surgeon.", ["Police spokesman Micky Rosen", "Dr. Gil Fire, a surgeon"]),
    ("The sea is closed, Anadolu Agency reported.\n\nThe IOM says thousands set out. The agency recorded 805 deaths.",
     ["The IOM"]),
    ("The Associated Press said roads were closed. WKTV said a bridge fell. The station reports one person died.",
     ["WKTV"]),
    ("По информации Сирийского наблюдательного пункта за правами человека, погибли 12 человек.",
     ["Сирийского наблюдательного пункта за правами человека"]),
    ("\"Радио Озоди\" пише про похорон 12 людей, які загинули.", ["Радио Озоди"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), HELD)
def test_claimant(text, names):
    told = account(from_text(text, dt.date(2022, 4, 13)))
    assert [claim.source for claim in told.claims] == names


def accounts():
    for row in csv.DictReader((Path(__file__).parent / "accounts.csv").open(encoding="utf-8")):
        faults = [pytest.mark.xfail(reason=row["fault"], strict=True)] if row["fault"] else []
        yield pytest.param(row["language"], row["text"], row["phrase"], row["source"], marks=faults)


@pytest.mark.parametrize(("language", "text", "phrase", "source"), list(accounts()))
def test_account_that_runs_on(language, text, phrase, source):
    place = text.index(phrase)
    claims = account(from_text(text), candidates=[language]).claims
    (claim,) = [claim for claim in claims if claim.figure.start <= place < claim.figure.end]
    assert (claim.source or "") == source
    assert (claim.source_how is None) == (claim.source is None)


def test_articles_of_our_own_are_read_as_well_as_before(monkeypatch: pytest.MonkeyPatch):
    """The share of marked figures with the right source in ``accounts_*.txt``, held by statements or carried."""
    root = Path(__file__).parent
    monkeypatch.syspath_prepend(str(root.parent / "tools"))
    tool = runpy.run_path(str(root.parent / "tools" / "fit_claimants.py"))
    right = []
    for path in sorted(root.glob("accounts_*.txt")):
        for _, text, marked in tool["marked"](path):
            read = account(from_text(text, tool["DAY"]), candidates=[path.stem[-2:]]).claims
            for one in marked:
                options = [one["source"], *one["source_alt"]]
                told = [c.source for c in read if c.figure.start < one["end"] and one["start"] < c.figure.end]
                right += [any(tool["alike"](option, source) for option in options) for source in told]
    assert len(right) > 150
    assert sum(right) / len(right) >= FLOOR


HOW = [  # text, how the source of the last figure was found, how many sentences away it is named
    ("The mayor said 12 people had died.", "same_sentence", 0),
    ("Mayor Anna Lang came at noon. She said 12 people had died.", "pronoun", -1),
    ("Twelve people died. This was reported by the mayor.", "after", 1),
    ("The mayor said a bridge had collapsed. Also, 12 people died.", "before", -1),
    ("Mayor Anna Lang:\n“12 people died in the blast.”", "heading", -1),
    ("This was reported by the mayor.\n\n“12 people died,” the statement said.", "role", -1),
    ("The Investigative Committee has opened a case. The body, it said, found 12 people dead.", "pronoun", -1),
    ("The police chief said nine men died in Kesh. The coroner said 12 people died in Lom.", "same_sentence", 0),
    ("Blast kills nine\n\nNine people were killed when a bomb went off, the ministry said.", "same_sentence", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "how", "distance"), HOW)
def test_how_the_source_was_found(text, how, distance):
    claim = account(from_text(text), candidates=["en"]).claims[-1]
    assert (claim.source_how, claim.source_distance) == (how, distance)


EVENTS = [  # text, day of each claim's event, day it was said
    ("On April 9, shelling killed 12 people and on April 10, 30 died.", ["09", "10"], [None, None]),
    ("Raids went on from 9 to 12 April, with 12 men dying on 10 April.", ["10"], [None]),
    ("On Monday 12 people were reported killed.", ["11"], [None]),
    ("KYIV, April 12 (AFP) - The army said on Tuesday that 12 men had been killed on Sunday.", ["10"], ["12"]),
    ("KYIV, April 12 (AFP) - The army said on Tuesday that 12 men had been killed.", [None], ["12"]),
    ("The mayor said on Tuesday that 12 people had died on Monday.", ["11"], ["12"]),
    ("In March, the mayor reported that 12 people had died.", [None], ["31"]),
    ("In March, twelve people died, the mayor said.", ["01"], [None]),
    ("The mayor said earlier this month that 12 people had died on April 2.", ["02"], ["13"]),
    ("The mayor, elected in 2019, said 12 people had died.", [None], [None]),
    ("Губернатор, избранный в июне, сообщил, что погибли 12 человек.", [None], [None]),
    ("Мер, обраний торік, повідомив, що загинули 12 людей.", [None], [None]),
    ("The mayor said on Monday that a blast on Tuesday had killed 12 people.", ["12"], [None]),
    ("It was the deadliest blast since 1999, with 12 people killed.", [None], [None]),
    ("Это самый тяжелый взрыв с 1999 года, погибли 12 человек.", [None], [None]),
    ("Это самый тяжелый взрыв с 1999 года, когда погибли 40 человек.", ["01"], [None]),
    ("People have been afraid since a blast in a mine in May that left 12 dead.", ["01"], [None]),
    ("Since 1999, 12,000 people have been killed in the war.", ["01"], [None]),
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
    ("Police said 30 people had died. The army denied firing at the port.", [("Police", "asserts")], []),
    ("Police said 30 people had died. The army denied that it had caused the blast.", [("Police", "asserts")], []),
    ("Police said 30 people had died. The army denied the report.", [("Police", "asserts")], [0]),
    ("Police said 30 people had died. The army denied it.", [("Police", "asserts")], [0]),
    ("Полиция сообщила о 30 погибших. Армия отрицает, что била по порту.", [("Полиция", "asserts")], []),
    ("Полиция сообщила о 30 погибших. Армия отрицает обстрел порта.", [("Полиция", "asserts")], []),
    ("Полиция сообщила о 30 погибших. Армия опровергла это сообщение.", [("Полиция", "asserts")], [0]),
    ("Поліція повідомила про 30 загиблих. Армія заперечує свою причетність.", [("Поліція", "asserts")], []),
    ("Поліція повідомила про 30 загиблих. Армія заперечила, що стріляла.", [("Поліція", "asserts")], []),
    ("Поліція повідомила про 30 загиблих. Армія спростувала це.", [("Поліція", "asserts")], [0]),
    ("Kyiv said 30 soldiers had died in Kherson and 12 in Odesa. The mayor could not confirm the deaths in Odesa.",
     [("Kyiv", "asserts"), ("Kyiv", "asserts")], [1]),
    ("За весь час війни загинули 9000 бійців, сказав міністр. Омбудсмен не підтвердив списків загиблих в Одесі.",
     [("міністр", "asserts")], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told", "answers"), UNCLAIMED)
def test_who_doubts_or_passes_over_a_number_did_not_put_it_forward(text, told, answers):
    found = account(from_text(text, dt.date(2022, 4, 13)))
    assert [(claim.source, claim.stance) for claim in found.claims] == told
    assert found.statements[-1].answers == tuple(found.claims[k].claim_id for k in answers)


COUNTED = [  # text of 13 April 2022, a Wednesday; days of March or April: when it happened, as of when it was counted
    ("The death toll in the quake rose to seven on Sunday.", None, "04-10"),
    ("On Monday the death toll of Friday's quake rose to seven.", "04-08", "04-11"),
    ("The number of people killed on Friday rose to seven.", "04-08", None),
    ("Seven people died on Sunday.", "04-10", None),
    ("The fire broke out on Sunday; the number of dead has since risen to seven.", None, None),
    ("К утру 12 апреля число погибших увеличилось до десяти.", None, "04-12"),
    ("Число жертв удара в ночь на 10 апреля увеличилось до четырёх.", "04-10", None),
    ("У вівторок кількість загиблих зросла до шести.", None, "04-12"),
]


@pytest.mark.parametrize(("text", "happened", "counted"), COUNTED)
def test_a_day_beside_the_verb_of_a_toll_is_that_of_the_count(text, happened, counted):
    (claim,) = account(from_text(text, dt.date(2022, 4, 13))).claims
    days = [day.first.strftime("%m-%d") if day else None for day in (claim.event_date, claim.as_of)]
    assert days == [happened, counted]
