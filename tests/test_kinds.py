"""Kinds of sentences that counts stand in, and what must come out of each: who is counted, how many, in which tally."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslib.articles import from_text
from newslib.claims import account
from newslib.extracts import extract
from newslib.foldings import fold

# the text, and every claim about people in it: outcome, and the bounds where they are not open
COUNTED = {
    "what befell only some of those counted": [
        ("В посёлке жили 260 человек, и каждого пятого из них мы потеряли.", ""),
        ("У селі жили 300 людей, половина з яких загинула.", ""),
        ("The hamlet had 260 people then, and a fifth of them were killed.", ""),
        ("В автобусе ехали 40 человек, 12 из них погибли.", "killed 12"),
    ],
    "who is told right behind a word of including is of the people counted": [
        ("Six people were injured, including three fellwalkers.", "wounded 6; wounded 3"),
        ("The flood killed 20 people and wrecked 40 boats, including three punts.", "killed 20"),
        ("They abducted 30 people. Among the victims of the raid are four mayors.", "abducted 30; abducted 4"),
        ("They abducted 30 people. Among the guests of the inn are four mayors.", "abducted 30"),
    ],
    "what befell captives, not that they were captives": [
        ("Two guards, one hostage and four gunmen were killed.", "killed 2; killed 1; killed 4"),
        ("The 25 hostages wounded in the raid were flown home.", "wounded 25"),
        ('"It was dark," one of the hostages said.', ""),
        ("Several former hostages met the king.", ""),
    ],
    "a number inside a phrase of outcome ends it": [
        ("The crowd trampled six women to death and injured four.", "killed 6; wounded 4"),
        ("They stoned two men to death and wounded one.", "killed 2; wounded 1"),
    ],
    "all but some are the others": [
        ("All but two of the 181 people aboard died.", "killed 179"),
        ("All but three of 60 passengers were killed.", "killed 57"),
        ("Погибли все, кроме троих из 60 пассажиров.", ""),
    ],
    "headlines that go on after their verb": [
        ("At least 119 killed in India train derailment", "killed 119.."),
        ("5 CRPF personnel injured, gun battle on", "wounded 5"),
        ("20 killed civilians were buried.", "killed 20"),
    ],
    "what those counted sustained": [
        ("Two police personnel, including an officer, sustained injuries.", "wounded 2; wounded 1"),
        ("Three others endured minor injuries.", "wounded 3"),
        ("Говорят о двух погибших, а также о 14 пассажирах, получивших тяжёлые ранения.", "killed 2; wounded 14"),
        ("Йдеться про двох загиблих, а також про 14 пасажирів, які дістали поранення.", "killed 2; wounded 14"),
    ],
    "those in tents are not those who died": [
        ("The flood hit two provinces, with 30,000 people in shelters, and 40 people known to have died.", "killed 40"),
        ("Twelve people in Accra and three people in Tema were killed.", "killed 12; killed 3"),
    ],
    "another, told before or not": [
        ("Another villager was injured.", "wounded 1"),
        ("Another officer died later.", "killed 1"),
    ],
    "a body whose it was": [
        ("На згарищі виявили тіло 47-річного чоловіка.", "killed 1"),
        ("Обнаружено тело 12-летнего мальчика.", "killed 1"),
        ("Смерть пассажира подтвердили врачи.", ""),
    ],
    "thousands parted by a blank behind a bound": [
        ("About 300 000 people were evacuated.", "evacuated 300000"),
        ("Over 12 500 troops were killed.", "killed 12500.."),
        ("On April 14 200 people were killed.", "killed 200"),
    ],
    "what can be seen is so": [("We can see three bodies in the wreck.", "killed 3")],
    "a toll passes a number": [
        ("The death toll passed 500 on Monday.", "killed 500.."),
        ("The toll crossed 90, officials said.", "killed 90.."),
    ],
    "who kills is not who was killed": [
        ("Police seek suspects in an attack by two men who shot and killed five people.", "killed 5"),
        ("Seven people were shot and killed in the town.", "killed 7"),
    ],
    "what tells who somebody is counts nobody": [
        ("The 37-year-old father of five was shot and killed.", ""),
        ("A mother of three was killed in the blast.", "killed 1"),
        ("The whale, which was 17, was shot dead.", ""),
        ("A family of five was killed.", "killed 5"),
    ],
    "who misses others is not missing": [
        ("Hundreds of residents missing their relatives came to the gate.", ""),
        ("Hundreds of residents missing since Monday were found.", "missing ?"),
    ],
    "some of those it befell": [
        ("Three of the 12 killed were children.", "killed 3; killed 12"),
        ("33 of 35 guards were killed.", "killed 33"),
    ],
    "whose fate nobody knows": [
        ("The fate of 35 people is unknown.", "missing 35"),
        ("The whereabouts of 40 fishermen are unknown.", "missing 40"),
    ],
    "into several hospitals": [
        ("A total of 51 had been taken to two hospitals.", "wounded 51"),
        ("Eight patients were wheeled into the hospital.", "wounded 8"),
    ],
    "a town of its own, and what went on there": [
        ("One died in Maryland and three in New York City while shoveling snow.", "killed 1; killed 3"),
        ("Two died in Ohio and four in Utah when a roof fell.", "killed 2; killed 4"),
    ],
    "an accident of numbers is no sum": [
        ("A bomb killed 2 and hurt 11. A mine killed 3 and hurt 8.", "killed 2; wounded 11; killed 3; wounded 8"),
        ("В аварии пострадали 75 человек: шестеро погибли, 69 ранены.", "casualties 75; killed 6; wounded 69"),
    ],
    "many of a people are not one": [("An estimated 3,000 Kenyans die on the roads.", "killed 3000")],
    "who is intercepted lives": [
        ("230,000 people were intercepted by the coast guard.", ""),
        ("Air defences shot down 12 drones and intercepted two.", ""),
    ],
    "two passives, each with people of its own": [
        ("Some 12 guards and 3 rebels were killed Monday and 40 farmers wounded.", "killed 12; killed 3; wounded 40"),
        ("Six people have been reported dead and 9,000 people have been displaced.", "killed 6; displaced 9000"),
        ("Nine people were reported missing and 40 others were evacuated.", "missing 9; evacuated 40"),
        ("Two men were killed and a second bomb injured three.", "killed 2; wounded 3"),
        ("The gunmen killed and wounded 12.", "casualties 12"),
    ],
    "what a blow leaves all of a list as": [
        ("The attack left 12 soldiers and two cooks dead.", "killed 12; killed 2"),
        ("Violence has left at least 29 Kenyan farmers and three nurses dead.", "killed 29..; killed 3"),
        ("The blast left 12 soldiers and two cooks wounded.", "wounded 12; wounded 2"),
    ],
    "a share is no count, two towns are none": [
        ("The shells injured more than 60 in two towns.", "wounded 60.."),
        ("1 in 5 soldiers was wounded.", ""),
    ],
    "one of a people, and one more of those counted": [
        ("The bomb killed two Turks and a Syrian and wounded eight.", "killed 2; killed 1; wounded 8"),
        ("A Belgian and two Germans were killed.", "killed 1; killed 2"),
        ("A Pakistani was also killed.", "killed 1"),
        ("An Israeli air strike killed a Briton.", "killed 1"),
        ("A Russian was arrested in the killing of two Georgians.", "killed 2"),
        ("Police said a Tunisian killed 12 people.", "killed 12"),
        ("Two soldiers were shot dead and a third was wounded.", "killed 2; wounded 1"),
        ("The blast injured three guards and a fourth is missing.", "wounded 3; missing 1"),
        ("Two guards died and a third of the town burned.", "killed 2"),
    ],
    "a body is one who died": [
        ("The body of a child was found.", "killed 1"),
        ("The body of a fourth man was recovered late on Wednesday.", "killed 1"),
        ("One body has been found and divers look for the other.", "killed 1"),
        ("The governing body of 12 members met to mourn the dead.", ""),
    ],
    "the age of both is none": [
        ("The attack killed Ann Reed and Tom Hall, both 41.", ""),
        ("That blast, which killed Ann Reed and Tom Hall, both 30, also hurt a man.", "wounded 1"),
    ],
    "what is put in before the verb": [
        ("Трое журналистов - Иван Петров, Олег Серов и Анна Лебедева - погибли.", "killed 3"),
        ("Троє журналістів - Іван Петренко, Олег Сірко та Анна Лебідь - загинули.", "killed 3"),
        ("Three reporters - Ann Reed, Tom Hall and Bob Lee - were killed.", "killed 3"),
        ("Сорок моряков, находившихся в плену, вернулись домой.", "released 40"),
        ("Двое рабочих, приехавших на вахту, погибли.", "killed 2"),
        ("Более 90 человек, из них 54 - женщины и дети, погибли.", "killed 90..; killed 54"),
        ("Понад 90 людей, з них 54 - жінки і діти, загинули.", "killed 90..; killed 54"),
    ],
    "cattle are not people": [("The raiders fled with 130 cattle and some grain.", "")],
    "each number of a headline without commas has its own state": [
        ("7 Killed 30 Injured in Blast at Mill", "killed 7; wounded 30"),
        ("3 killed 12 hurt as bus overturns", "killed 3; wounded 12"),
        ("9 villagers killed 14 injured in rocket attack", "killed 9; wounded 14"),
        ("Two gunmen killed 14 people.", "killed 14"),
        ("Two gunmen killed 14 wounded men.", "killed 14"),
    ],
    "where nobody lived nobody is no zero": [
        ("Никто из рыбаков не выжил.", ""),
        ("Ніхто з рибалок не вижив.", ""),
        ("Никто из рыбаков не погиб.", "killed 0"),
        ("None of the fishermen survived.", ""),
    ],
    "the number that is called is nobody": [
        ("Она позвонила в службу спасения 112.", ""),
        ("Вона подзвонила до служби порятунку 101.", ""),
        ("Служба спасла 112 человек.", "evacuated 112"),
    ],
    "both the one and the other is no two": [
        ("The count holds both the guards who died and the drivers.", ""),
        ("Both the guards were killed.", "killed 2"),
    ],
    "no toll is no zero": [
        ("Ten people died, and in the next valley there was no immediate toll.", "killed 10"),
        ("There was no toll yet.", ""),
        ("There were no deaths.", "killed 0"),
    ],
    "who is seized lives": [
        ("Pirates seized nine sailors.", "captured 9"),
        ("A school from which 80 girls were seized in May.", "captured 80"),
        ("We have 6 known dead and 41 people still missing.", "killed 6; missing 41"),
    ],
    "a people that is destroyed is killed": [
        ("Войска уничтожили 900 боснийцев.", "killed 900"),
        ("Війська знищили 900 боснійців.", "killed 900"),
        ("Войска уничтожили 9 боснийских танков.", ""),
    ],
    "a number with its own state ends what was told before": [
        ("Eight soldiers were killed and several wounded.", "killed 8; wounded ?"),
        ("One dead, more missing as boat sinks", "killed 1"),
        ("With 7,000 houses destroyed, 26,000 people are sleeping in tents.", "displaced 26000"),
        ("Пострадали 60 человек (в том числе 9 детей), из них 12 погибли (в том числе 2 детей).",
         "casualties 60; wounded 9; killed 12; killed 2"),
        ("О потерях армии: никто не говорит об этом.", ""),
    ],
    "who lies buried alive, or is feared lost, is missing": [
        ("Eleven workers were buried when the slope collapsed.", "missing 11"),
        ("Up to five people were feared lost in the bay.", "missing ..5"),
        ("Nine villagers were buried in a mass grave.", "killed 9"),
    ],
    "a part of what was numbered last, and that is no people": [
        ("Ранены пять человек. В ударе участвовали три дрона. Два из них, по данным армии, перехвачены.", "wounded 5"),
        ("Загинули 5 людей. Пошкоджено 30 будинків. З них 12 зруйновано вщент.", "killed 5"),
        ("Five people died. Hundreds of aftershocks followed, at least five of them of magnitude 6.", "killed 5"),
        ("Five people died. Three drones took part in the raid. Two of them were shot down.", "killed 5"),
        ("In 12 villages 30 people died. Ten of them were women.", "killed 30; killed 10"),
    ],
    "who does something else is none of those told of before, and the rest are not the number before": [
        ("Погибли 30 человек, двое пассажиров, сидевших сзади, выжили.", "killed 30"),
        ("Загинули 30 людей, двоє водіїв встигли вистрибнути.", "killed 30"),
        ("На місці знайшли тіла 30 людей, а двоє дітей, які були в автобусі, вижили.", "killed 30"),
        ("Divers found the bodies of 30 people; only two passengers survived.", "killed 30"),
        ("Погибли 12 солдат, двое офицеров и водитель, сообщил губернатор.", "killed 12; killed 2"),
        ("На борту находились 90 человек, остальные погибли на земле.", ""),
        ("В автобусі їхали 40 людей, решта загинули на зупинці.", ""),
        ("There were 90 people on board and the others died on the ground.", ""),
        ("Some 30 others were wounded.", "wounded 30"),
    ],
    "another of those told before, parts joined over more words, ages between a number and its noun": [
        ("One guard was shot dead and another was injured.", "killed 1; wounded 1"),
        ("The gunman killed two officers and wounded another.", "killed 2; wounded 1"),
        ("Two sailors were killed, and another sailor was wounded.", "killed 2; wounded 1"),
        ("One truck was destroyed and another was captured.", ""),
        ("One blast killed 5 people and another killed 8.", "killed 5; killed 8"),
        ("Погибли 13 человек, в том числе шестеро рыбаков, а также семеро детей, ранено 14 детей.",
         "killed 13; killed 6; killed 7; wounded 14"),
        ("Загинули 13 людей, серед них шестеро дорослих, а також семеро дітей.", "killed 13; killed 6; killed 7"),
        ("Похоронили двоих 26-летних мужчин, погибших в перестрелке.", "killed 2"),
        ("Загинули троє 17-річних студентів.", "killed 3"),
    ],
    "a list of parts that one person opens": [
        ("20 died, including a nurse, three teachers and 12 pupils.", "killed 20; killed 1; killed 3; killed 12"),
        ("The dead included a sergeant, two corporals, and a driver.", "killed 1; killed 2"),
        ("Six died, including a nurse, and 12 people were hurt.", "killed 6; killed 1; wounded 12"),
        ("Five people died and among the guests were 12 men.", "killed 5"),
    ],
    "who lies in hospital is hurt, who is not found is missing": [
        ("A total of 14 people are still in hospital and receiving treatment.", "wounded 14"),
        ("Seven of them were in hospital on Friday.", "wounded 7"),
        ("Five sailors were brought to the hospitals of the town.", "wounded 5"),
        ("The quake left 163 civilian victims.", "casualties 163"),
        ("Понад 40 тисяч людей виїхали за межі країни.", "displaced 40000.."),
        ("Более 900 человек покинули родные места.", "displaced 900.."),
        ("The minister was in hospital to visit the 12 survivors.", ""),
        ("Ещё 10 девочек и одну воспитательницу до сих пор не нашли.", "missing 10; missing 1"),
        ("П'ятьох людей досі не знайдено.", "missing 5"),
        ("Nine miners have not yet been located.", "missing 9"),
        ("Оружие и 12 ящиков до сих пор не найдены.", ""),
    ],
    "the number of a school, a mine, a train counts nobody": [
        ("В школе № 43 погибли пять детей.", "killed 5"),
        ("У лікарні № 5 померли двоє поранених.", "killed 2"),
        ("На шахтах № 3 и № 5 погибли 8 горняков.", "killed 8"),
        ("At school No. 12 five children died.", "killed 5"),
        ("Train No 12 hit a bus and killed 9 people.", "killed 9"),
    ],
    "who is in hospital is hurt, also behind a dash; animals are nobody": [
        ("Погибли два человека, ещё пятеро - в больнице.", "killed 2; wounded 5"),
        ("Загинули 3 людини, 12 – у лікарні.", "killed 3; wounded 12"),
        ("На стационарном лечении находятся 37 человек.", "wounded 37"),
        ("Знайшли щонайменше 5 поранених собак.", ""),
    ],
    "numbers as they are printed": [
        ("За два года погибли 31’000 солдат.", "killed 31000"),
        ("Forty-one died in a magnitude-6.5 quake and a magnitude-7.0 quake.", "killed 41"),
        ("Возросло число погибших в результате удара баллистическими ракетами по учебному центру — до 51 человека.",
         "killed 51"),
    ],
    "a dash that tells what became of each part, and nouns of harm joined under one number": [
        ("Потери составили 30 тысяч: 14 тысяч — убитыми, 16 тысяч — ранеными.",
         "casualties 30000; killed 14000; wounded 16000"),
        ("30 людей — поранені, 12 — загиблі.", "wounded 30; killed 12"),
        ("The killing and wounding of 40 villagers shocked the valley.", "casualties 40"),
        ("The shelling caused injuries to two children.", "wounded 2"),
    ],
    "homes and other things, though their noun stands behind the whole": [
        ("12,000 of the town's 20,000 homes were destroyed.", ""),
        ("40 of its 80 houses were wrecked.", ""),
        ("Five of the town's 20 miners died.", "killed 5"),
        ("The museum holds the remains of several pharaohs.", ""),
        ("The remains of 12 people lay in the wood.", "killed 12"),
    ],
    "what a noun behind a copula tells befell nobody": [
        ("One reason for this was the huge loss of life in the mission.", ""),
        ("One major change is the disappearance of the night buses.", ""),
        ("No need here to go into the treatment of the refugees.", ""),
    ],
    "those among whom others are counted": [
        ("Among the tens of thousands of protesters who take to the streets, at least 20 are killed.", "killed 20.."),
        ("Among the 40 passengers, three were killed.", "killed 3"),
        ("Серед 40 пасажирів троє загинули.", "killed 3"),
        ("Three people were killed, among them two children.", "killed 3; killed 2"),
    ],
    "ranks and the years of a list": [
        ("The number two in the group had to flee the country.", ""),
        ("Номер два группировки убит.", ""),
        ("1994 - Storm Anna kills hundreds 1998 - Storm Boris destroys crops 2004 - Floods kill 2,600",
         "killed ?; killed 2600"),
    ],
    "an end of a range with a bound of its own": [
        ("Estimates of the death toll range from more than 1,000 to as many as 2,000.", "killed 1000..2000"),
        ("По разным данным, погибло от 38 до более 160 моряков.", "killed 38..160"),
        ("The toll rose from 40 to at least 60.", "killed 40; killed 60.."),
    ],
    "sums, hours and what only shares a word with the fallen": [
        ("The fund released # 50,000 to help.", ""),
        ("1429 Anna Brown, Leeds, writes: My family is still missing.", ""),
        ("The army is only 500 men below its strength, and the surge of recruits has fallen away.", ""),
        ("They had sent four men, including a husband and wife, but police found the bodies of only three bombers.",
         "killed 3"),
    ],
    "a half behind its million": [
        ("A million and a half people were displaced.", "displaced 1500000"),
        ("One and half million people were left homeless.", "displaced 1500000"),
    ],
    "who comes home in a coffin is dead": [
        ("He spoke of the 84 soldiers who came home in coffins.", "killed 84"),
        ("Двадцать солдат вернулись домой в цинковых гробах.", "killed 20"),
        ("Двадцять бійців повернулися додому в трунах.", "killed 20"),
        ("More than 300 people paid with their lives.", "killed 300.."),
    ],
    "a toll and a copula": [
        ("The death toll in the flood was 12.", "killed 12"),
        ("The toll from the blast is now 63.", "killed 63"),
        ("The death toll could be as high as 100,000.", "killed ..100000"),
        ("The number of people killed could be more than 20,000.", "killed 20000.."),
        ("The agency stopped estimating the death toll after it passed 5,400.", "killed 5400.."),
        ("Estimates of the death toll range from 1,000 to 2,000.", "killed 1000..2000"),
        ("The victim of the crash was 21.", ""),
    ],
    "what a toll is expected to do leads to its number": [
        ("The death figure has gone up to 87 now, the officer told the agency.", "killed 87"),
        ("The death toll in the floods is expected to stand at 63 and all bodies have been found.", "killed 63"),
        ("Toll in bridge collapse expected at 63", "killed 63"),
        ("Officials estimated the number of dead at about 20,000 overall.", "killed 20000"),
        ("Число погибших, как ожидается, составит 63, сообщил чиновник.", "killed 63"),
        ("Число погибших может вырасти до 63.", "killed 63"),
        ("Кількість загиблих, як очікується, сягне 63.", "killed 63"),
    ],
    "words that ran together where a page lost its links": [
        ("В селе Липовка погиблидва человека, раненыещё пять.", "killed 2; wounded 5"),
        ("Насчитали семь погибшихи двадцать раненыхпо всему району.", "killed 7; wounded 20"),
        ("Во время пожара вОмске погиб один человек, двоесчитаются пропавшими.", "killed 1; missing 2"),
        ("При обстрелахпогибли не менее семи жителей.", "killed 7.."),
        ("Число жертв наводнения в провинции Сычуаньдостигло 45 человек.", "killed 45"),
        ("Водном из домов обрушилась кровля, пятьчеловек пострадали.", "wounded 5"),
        ("У селі Дубовезагинули троє мешканців.", "killed 3"),
        ("Комендант особисто поранених не бачив.", ""),
    ],
    "a number of other people in its own sentence takes up no toll": [
        ("Some 200 people died in the quake. Peru sends 4,000 more men, raising the number to 16,000.", "killed 200"),
        ("Some 200 people died in the quake. On Monday the number rose to 310.", "killed 200; killed 310"),
    ],
    "ends that a count varies between, and counts put right": [
        ("Estimates of the number of injured people ranged from 60 to 90.", "wounded 60..90"),
        ("The number of people killed varied between 15 and 20.", "killed 15..20"),
        ("Число погибших варьируется от 15 до 20 человек.", "killed 15..20"),
        ("Оценки числа раненых колеблются от 60 до 90.", "wounded 60..90"),
        ("Кількість загиблих коливається від 15 до 20 осіб.", "killed 15..20"),
        ("Число жертв снизили с 48 до 41.", "killed 48; killed 41"),
        ("Кількість поранених зменшили зі 120 до 112.", "wounded 120; wounded 112"),
        ("Число погибших увеличилось, достигнув 41 человека.", "killed 41"),
        ("О росте числа погибших до 41 человека сообщил губернатор.", "killed 41"),
        ("Зростання кількості загиблих у селищі до 41 особи підтвердив мер.", "killed 41"),
    ],
    "ages behind people are no further people": [
        ("She had lost a daughter and two sons, 9 and 13.", "killed 1; killed 2"),
        ("The fire killed three sisters, aged 4, 7 and 9.", "killed 3"),
        ("Two cousins, 18 and 21, were wounded.", "wounded 2"),
        ("A boy of 11 was wounded.", "wounded 1"),
        ("A man of 40 and a woman of 38 died in the landslide.", "killed 1; killed 1"),
        ("A party of 11 was killed.", "killed 11"),
        ("Rebel losses in the valley, he said, exceeded 4,000.", "casualties 4000.."),
    ],
    "how badly, or by what, tells of some of those before": [
        ("Doctors spoke of 30 wounded, 12 critically.", "wounded 30; wounded 12"),
        ("Eight marines lost their lives, three from friendly fire.", "killed 8; killed 3"),
        ("Ранены девять горняков, двое — тяжело.", "wounded 9; wounded 2"),
        ("Поранено дев’ятеро людей, двоє — важко.", "wounded 9; wounded 2"),
    ],
    "what became of captives outweighs that they were captives": [
        ("Штаб оприлюднив список 90 військовополонених, яких повернули додому.", "released 90"),
        ("Опубликован список 90 пленных, которых вернули на родину.", "released 90"),
        ("Семерых рыбаков похитили. Пятерых, которых держали в подвале, наутро отпустили.", "abducted 7; released 5"),
    ],
    "each state takes the number right before it": [
        ("The raid left one gunman dead and four wounded.", "killed 1; wounded 4"),
        ("The blast left two guards dead and three hurt, police said.", "killed 2; wounded 3"),
        ("There are 400 prisoners held by the army and 150 in rebel camps.", "captured 400; captured 150"),
    ],
    "who is released or freed was held, be it told or not": [
        ("Nine people were released, including two judges.", "released 9; released 2"),
        ("The clan freed five fishermen and let 14 schoolgirls go.", "released 5"),
        ("The pirates let 14 hostages go.", "released 14"),
        ("Освобождены 12 рыбаков, сообщил посол.", "released 12"),
        ("The clinic released 30 patients on Monday.", ""),
        ("The studio released nine films, including two cartoons.", ""),
        ("Forty tourists came home on Monday.", ""),
    ],
    "who goes back to his country out of captivity comes free": [
        ("A group of 60 Chadian prisoners of war returned to their country.", "released 60"),
        ("Chad released 35 remaining Libyan prisoners of war.", "released 35"),
        ("Under the truce, 210 prisoners are now out of jail.", "released 210"),
        ("Додому вже повернулися 16 рибалок, яких утримували пірати.", "released 16"),
        ("Домой вернулись 16 рыбаков, которых удерживали пираты.", "released 16"),
        ("Чад, своєю чергою, передав ліванській стороні 25 осіб під час обміну полоненими.", "released 25"),
    ],
    "the state behind people in a headline is theirs": [
        ("65 Hostages Rescued, 12 Gunmen Killed", "evacuated 65; killed 12"),
        ("14 Miners Rescued, 3 Dead", "evacuated 14; killed 3"),
    ],
    "a count of something else is of nobody": [
        ("The number of strikes rose to 30 and nine people died.", "killed 9"),
        ("The number of fires reached 45 and 12 monks were hurt.", "wounded 12"),
        ("The number of dead rose to 30 and nine people were hurt.", "killed 30; wounded 9"),
        ("Про поранених дізнатися складно – багато міністерств мовчать.", ""),
    ],
    "a mark that a count passes": [
        ("The toll of the quake's dead passed the 1,400 mark.", "killed 1400"),
        ("Число раненых пересекло рубеж в 300 человек.", "wounded 300.."),
        ("Кількість загиблих подолала позначку у 700 осіб.", "killed 700.."),
    ],
    "what befell some is not told of those who have a verb of their own": [
        ("Police arrested 45 protesters and fired tear gas; three officers suffered injuries.", "wounded 3"),
        ("Полиция задержала 45 демонстрантов, трое полицейских получили травмы.", "wounded 3"),
        ("Поліція затримала 45 демонстрантів, троє поліціянтів дістали травми.", "wounded 3"),
        ("Двое мужчин, три женщины ранены.", "wounded 2; wounded 3"),
        ("One man was killed and another wounded.", "killed 1"),
        ("Crews worked to free five people trapped in the wreck.", "evacuated 5"),
        ("A band comprising six men and ten children surrendered.", "surrendered 6; surrendered 10"),
        ("The guard smashed four brigades, killed or wounded 500 soldiers and took the hill.", "casualties 500"),
    ],
    "members of a list without a numeral part no list": [
        ("Nine Turks, four Greeks, a Cuban and a Swede were among the dead.", "killed 9; killed 4; killed 1; killed 1"),
        ("A nurse was among the dead.", "killed 1"),
        ("Two cooks, a man of eighty and a woman of 31, were among the dead.", "killed 2"),
        ("On Monday 45 rebels gave themselves up. They comprised 35 men and 10 women.",
         "surrendered 45; surrendered 35; surrendered 10"),
    ],
    "a count that is cut, and that of the missing": [
        ("Министерство снизило число жертв с 61 до 57.", "killed 61; killed 57"),
        ("Влада зменшила кількість загиблих з 61 до 57.", "killed 61; killed 57"),
        ("The number of missing dropped to 43 from 60.", "missing 43; missing 60"),
        ("Число пропавших без вести сократилось до 43.", "missing 43"),
        ("The number of missing files rose to 43.", ""),
    ],
    "who is given up with arms is counted, not the arms": [
        ("They surrendered two carts, one Browning and 12 bayonets.", ""),
        ("The fort surrendered its 40 soldiers.", "surrendered 40"),
    ],
    "bounds of the dead do not reach the wounded behind them": [
        ("Сообщают о гибели по меньшей мере 31 человека и ещё 40 раненых.", "killed 31..; wounded 40"),
    ],
    "who is found alive is not missing": [
        ("Под завалами нашли 14 выживших.", ""),
        ("Під завалами залишаються 14 людей.", "missing 14"),
        ("Під завалами знайшли тіла двох шахтарів.", "killed 2"),
    ],
    "a family is one, those of it are counted": [
        ("Среди погибших есть дети из одной семьи.", ""),
        ("Серед жертв є діти з однієї родини: два брати.", ""),
        ("The strike killed six members of one family.", "killed 6"),
        ("At least 11 of one family were killed.", "killed 11.."),
    ],
    "hurt people some of whom died are casualties": [
        ("Пострадали 40 человек, из них девять погибли.", "casualties 40; killed 9"),
        ("Постраждали 25 робітників, троє з них загинули.", "casualties 25; killed 3"),
        ("Пострадали 40 человек, из них девять — дети.", "wounded 40; wounded 9"),
        ("Ранены 14 горняков, один из них скончался.", "wounded 14; killed 1"),
    ],
    "who is exchanged for captives comes free": [
        ("Rebels freed 40 captives in return for 15 of their own men.", "released 40; released 15"),
        ("В обмен на 40 пленных освобождены 15 боевиков.", "released 40; released 15"),
        ("В обмін на 40 полонених звільнено 15 бойовиків.", "released 40; released 15"),
    ],
    "parts told in a list of people": [
        ("Среди погибших — фельдшер, водитель, а также двое пожарных.", "killed 2"),
        ("Серед поранених — кухарка, сторож, а також троє учнів.", "wounded 3"),
        ("Сообщалось о 60 погибших, среди которых насчитывалось более десяти туристов.", "killed 60; killed 10.."),
        ("Dozens of traders were thought to be among the dead and the injured.", "casualties ?"),
        ("The dead were two brothers and their neighbour.", "killed 2"),
        ("Nine died, two children among them, and another 40 went to hospital.", "killed 9; killed 2; wounded 40"),
        ("Двадцать человек доставлены в больницу, трое — в ожоговый центр.", "wounded 20; wounded 3"),
    ],
    "who was there when it happened is no toll": [
        ("В момент взрыва в больнице находились 60 пациентов.", ""),
        ("На момент удару в лікарні перебувало 60 пацієнтів.", ""),
        ("В больнице находятся 60 пострадавших.", "wounded 60"),
    ],
    "one who is explained is not counted again": [
        ("Он стал одним из тех, кто погиб на площади.", ""),
        ("Художник, один из основателей театра, был похищен.", ""),
        ("Він був одним із тих, хто загинув на площі.", ""),
        ("Один из задержанных получил ранения.", "wounded 1"),
        ("Погибли трое, один из них — подросток.", "killed 3; killed 1"),
    ],
    "those sought, those who fled, and words in between": [
        ("Продолжаются поиски семерых рыбаков.", "missing 7"),
        ("Идёт поиск 12 альпинистов.", "missing 12"),
        ("Тривають пошуки сімох рибалок.", "missing 7"),
        ("Не менее 8 тысяч человек нашли убежище в соседней стране.", "displaced 8000.."),
        ("Із міста втекли 8 тисяч людей.", "displaced 8000"),
        ("Перемещенными лицами стали более 60 тысяч человек.", "displaced 60000.."),
        ("The storm cost nine sailors their lives.", "killed 9"),
        ("Six died at once, and two more in hospital.", "killed 6; killed 2"),
        ("Nine miners died at the scene and three in hospital.", "killed 9; killed 3"),
        ("The death toll, which stands at 45, may rise.", "killed 45"),
        ("Число жертв, которое составляет 45, может вырасти.", "killed 45"),
    ],
    "no count is read out of compounds and exceptions": [
        ("Gunmen held hostages in a four-storey hotel.", ""),
        ("The two-hour battle left six dead.", "killed 6"),
        ("Lost contact with 14 sailors worries the coast guard.", ""),
    ],
    "captions, notices and corrections count nobody": [
        ("The ministry said 731 soldiers had surrendered in Bakhmut.\n\nLOAD-DATE: June 2, 2023", "surrendered 731"),
        ("Published June 2, 2023 | 731 soldiers had surrendered, the ministry said.", "surrendered 731"),
        ("Two people were killed in Sumy.\n\nPhoto: Reuters, 2023", "killed 2"),
        ("Two people were killed in Sumy.\n\n© 2023 The Courier. Nobody may reprint it.", "killed 2"),
        ("На рынке погибли двое.\n\nФото: Агентство, 2023", "killed 2"),
    ],
    "a share of a number is not the number": [
        ("Half of the 400 prisoners were released.", "released ?"),
        ("A third of the town's population of 90,000 fled.", "displaced ?"),
        ("60% of the 500 soldiers were killed.", ""),
    ],
    "so many for each one are no count": [
        ("For every soldier killed, four were wounded.", ""),
        ("На каждого погибшего приходится трое раненых.", ""),
        ("На одного вбитого припадає п’ятеро поранених.", ""),
    ],
    "slips and signs": [
        ("Some 400 hundred people were killed.", "killed 400"),
        ("Officials put the dead at 40−45.", "killed 40..45"),
        ("At the market 15 people or fewer were wounded.", "wounded ..15"),
    ],
    "characters that nobody sees, and letters that look alike": [
        ("The mayor said 14 res\u00adid\u00adents were kil\u00adled.", "killed 14"),
        ("In all, 2\u200b,315 men surrendered.", "surrendered 2315"),
        ("\u200f\u202b17\u202c people were wounded.", "wounded 17"),
        ("У лiкapнi пoмepли 9 людeй.", "killed 9"),
        ("Число погибших увеличилось до41.", "killed 41"),
    ],
    "where nobody was hurt, who was there is no toll": [
        ("В вагоне ехали 40 пассажиров, пострадавших нет.", "wounded 0"),
        ("У лікарні було 90 хворих, загиблих немає.", "killed 0"),
        ("Серед 12 рятувальників поранених немає.", "wounded 0"),
        ("Среди 200 рабочих погибших нет.", "killed 0"),
    ],
    "what became of others is told beside the dead": [
        ("Четверо погибли, а судьба ещё двоих неизвестна.", "killed 4; missing 2"),
        ("П’ятеро загинули, а доля ще трьох невідома.", "killed 5; missing 3"),
        ("Есть потери: трое погибли, семеро ранены.", "killed 3; wounded 7"),
        ("Обстріляли табір біженців: 14 осіб загинуло.", "killed 14"),
        ("Погибли 31 человек: один из раненых умер в больнице.", "killed 31; killed 1"),
    ],
    "who speaks is not counted": [
        ("«Мы всё потеряли», — рассказала одна из беженок.", ""),
        ("«Вода дійшла до даху», — розповів один із врятованих.", ""),
    ],
    "captives": [
        ("Взяли в плен группу из 14 солдат.", "captured 14"),
        ("Узяли в полон групу із шести осіб.", "captured 6"),
        ("Трое моряков попали в немецкий плен.", "captured 3"),
        ("П’ятеро матросів потрапили у ворожий полон.", "captured 5"),
        ("About 8,000 soldiers went into captivity.", "captured 8000"),
        ("Some 600 men fell into rebel hands.", "captured 600"),
        ("The bag of prisoners rose to 5,200.", "captured 5200"),
        ("The pocket capitulated and 40,000 were marched off.", "captured 40000"),
        ("У порту захопили 12 танків, з них спалено 3.", ""),
    ],
    "those who gave up": [
        ("Some 2,000 men gave up the fight on the island.", "surrendered 2000"),
        ("The garrison of 700 hoisted the white flag.", "surrendered 700"),
        ("The last 40 defenders came out under a white flag.", "surrendered 40"),
        ("Another 60 fighters handed themselves over.", "surrendered 60"),
        ("Гарнизон из 300 человек выбросил белый флаг.", "surrendered 300"),
        ("Прекратили сопротивление 150 солдат.", "surrendered 150"),
        ("Припинили опір 80 бійців.", "surrendered 80"),
        ("Білий прапор підняли 45 прикордонників.", "surrendered 45"),
        ("Eighteen smugglers walked out with their hands up.", "surrendered 18"),
        ("The crew of 23 struck their colours.", "surrendered 23"),
        ("The colony's 1,300 defenders lowered the flag.", "surrendered 1300"),
        ("The general surrendered his army of 28,000.", "surrendered 28000"),
        ("Some 60 rebels refused to surrender.", "surrendered 60"),
        ("The 300 recruits raised their hands to ask questions.", ""),
        ("Гарнизон в 900 человек выкинул белый флаг.", "surrendered 900"),
        ("Генерал сдался вместе с тремя тысячами солдат.", "surrendered 3000"),
        ("Командир и 30 его подчинённых сдались.", "surrendered 30"),
        ("Из подвала с белым флагом вышли 22 солдата.", "surrendered 22"),
        ("Сложить оружие отказались 300 боевиков.", "surrendered 300"),
        ("Командир загинув разом із 12 бійцями.", "killed 12"),
        ("Полк у повному складі, 1200 осіб, здався.", "surrendered 1200"),
        ("Кинули зброю і здалися 45 найманців.", "surrendered 45"),
        ("Відмовилися здатися 40 бійців.", "surrendered 40"),
    ],
    "the missing": [
        ("Пропавшими без вести считают 19 человек.", "missing 19"),
        ("Зниклими безвісти вважають 22 людини.", "missing 22"),
        ("Зниклою безвісти залишається 21 людина.", "missing 21"),
        ("В реестре пропавших без вести находятся 8 тысяч человек.", "missing 8000"),
    ],
    "words between an outcome and its number": [
        ("Подтверждена гибель под Изюмом 12 человек.", "killed 12"),
        ("Число жителей, погибших в Ливии, превысило сто человек.", "killed 100.."),
        ("30 человек, в том числе шесть женщин и трое детей, погибли.", "killed 30; killed 6; killed 3"),
        ("Кількість поранених перевищує позначку 300.", "wounded 300.."),
        ("Число погибших и раненых достигло соответственно 120 и 340.", "killed 120; wounded 340"),
    ],
    "moved and brought home": [
        ("После обмена на родину вернулись 80 солдат.", "released 80"),
        ("Ще чотирьох пасажирів із травмами доправили до лікарні.", "wounded 4"),
        ("Звільнено 20 бійців гвардії, 14 – Збройних сил.", "released 20; released 14"),
        ("The army expelled 9,000 people from the town.", "displaced 9000"),
        ("Some 400 troops were ferried across the river.", "evacuated 400"),
        ("They traded 60 prisoners for two pilots.", "released 60"),
    ],
    "the number first, its label behind": [
        ("До 27 человек вырос список погибших.", "killed 27"),
        ("До 44 осіб збільшилася кількість поранених.", "wounded 44"),
        ("Погибших может быть от 60 до 70 человек.", "killed 60..70"),
        ("Список погибших сократили до 31.", "killed 31"),
        ("Врачи говорят, что жертв пожара в клубе уже 19.", "killed 19"),
        ("З’ясували, що загиблих – вісім загалом.", "killed 8"),
    ],
    "parts by dash, and numbers that make up a number": [
        ("Погибли 12 солдат, из них трое - из Омска, двое - из Читы.", "killed 12; killed 3; killed 2"),
        ("Загинули 9 людей: з них 7 через пожежу, ще 2 — від поранень.", "killed 9; killed 7; killed 2"),
        ("Загинули десять бійців – шестеро з «Бурі» та четверо армійців.", "killed 10; killed 6; killed 4"),
        ("Обміняли 40 бійців гвардії, 12 – армії та одного лікаря.", "released 40; released 12; released 1"),
    ],
    "but and and": [
        ("Шестеро погибли, а ранения получили около 90 человек.", "killed 6; wounded 90"),
        ("Постраждали 30 людей: 8 загинули, 22 поранені.", "casualties 30; killed 8; wounded 22"),
        ("Среди вернувшихся из плена нет офицеров.", ""),
    ],
    "what goes on without a verb, and what is of no people": [
        ("Україна провела обмін: звільнили 30 військових. Також ще двох цивільних.", "released 30; released 2"),
        ("У будинку жило 80 осіб у 40 квартирах, серед яких 12 знищено.", ""),
        ("Among the dead, 40 were in Kesh County and nine in Dara County.", "killed 40; killed 9"),
        ("There were 60 officers and 800 others, taken prisoner.", "captured 60; captured 800"),
        ("Ten more died, bringing the toll to close to 300.", "killed 10; killed 300"),
        ("12 members of the Orlov family were killed.", "killed 12"),
    ],
    "where people lie": [
        ("У братській могилі поховали 60 людей.", "killed 60"),
        ("В массовом захоронении нашли 22 человека.", "killed 22"),
        ("Some 40 people were found in a mass grave.", "killed 40"),
        ("Ещё трое мужчин остаются в списках пропавших без вести.", "missing 3"),
    ],
    "silence is no zero": [
        ("The ministry published nothing; no casualties were disclosed.", ""),
    ],
    "an outcome for each number": [
        ("Radio reported at least one dead and several wounded.", "killed 1..; wounded ?"),
        ("The blast claimed 14 lives and injured over 60 other people.", "killed 14; wounded 60.."),
        ("The explosion left eight dead and 30 hurt.", "killed 8; wounded 30"),
        ("The toll was 40 dead and more than 70 wounded.", "killed 40; wounded 70.."),
        ("Rebel losses stood at 12 dead.", "killed 12"),
        ("- Sumy: 5 killed, 3 wounded\n- Izium: 2 killed, 9 wounded", "killed 5; wounded 3; killed 2; wounded 9"),
        ("The number of dead rose to 80 and that of the wounded to 190.", "killed 80; wounded 190"),
        ("31 killed and 44 injured, 75 in total, the ministry said.", "killed 31; wounded 44; casualties 75"),
        ("The rebels smashed three brigades and killed 90 soldiers.", "killed 90"),
        ("The rebels freed six pilots in exchange for 40 prisoners held in Dara.", "released 6; released 40"),
        ("Rebels hacked to death six villagers near the lake.", "killed 6"),
    ],
    "tolls that change": [
        ("Officials cut the death toll to 41.", "killed 41"),
        ("The death toll has climbed beyond 60.", "killed 60.."),
        ("The death toll has risen to 52 from a figure of 38 on Monday.", "killed 52; killed 38"),
        ("The count of people killed had gone up to 66.", "killed 66"),
        ("The ministry revised the death toll down by 12, to 48.", "killed 48"),
        ("The storm left 20 dead and 300 hurt. Earlier the count stood at 18.", "killed 20; wounded 300; killed 18"),
    ],
    "parts told by what befell them": [
        ("The raid wounded dozens. Eight children were among those killed.", "wounded ?; killed 8"),
        ("Of the dead, 11 were nurses.", "killed 11"),
        ("The strikes injured 30 people, of whom nine remain in hospital.", "wounded 30; wounded 9"),
        ("Nine people are in critical condition.", "wounded 9"),
    ],
    "counted as, counted among": [
        ("Nine soldiers are now counted as injured.", "wounded 9"),
        ("First reports listed 14 guards as wounded.", "wounded 14"),
        ("The ministry counted 22 foreigners among the dead.", "killed 22"),
        ("Dozens of villagers were thought to be among the wounded.", "wounded ?"),
        ("The storm has left 12 people dead and more than 80 hurt.", "killed 12; wounded 80.."),
    ],
    "one person, told by age": [
        ("A 60-year-old woman was killed in the yard.", "killed 1"),
        ("A 7-month-old infant was wounded.", "wounded 1"),
    ],
    "deaths that nobody was killed in": [
        ("The study reckons 4,000 excess deaths.", ""),
        ("Ten were injured and six were treated for shock.", "wounded 10"),
    ],
    "none of what is no person": [
        ("To count the dead is no easy matter.", ""),
        ("No high-profile targets were killed.", ""),
    ],
    "the words of a law count nobody": [
        ("Дело возбуждено по статье о причинении смерти по неосторожности двум и более лицам.", ""),
        ("Его обвиняют в покушении на убийство более двух лиц.", ""),
        ("Його підозрюють в умисному вбивстві двох або більше осіб.", ""),
        ("He is charged with the murder of two or more persons.", ""),
    ],
    "hours and superlatives count nobody": [
        ("По состоянию на 16.00 ранены 410 человек.", "wounded 410"),
        ("Станом на 18.00 зниклими вважаються 12 людей.", "missing 12"),
        ("Это самое большое число погибших с начала боёв.", ""),
        ("У 12 постраждалих провінціях оголосили жалобу.", ""),
    ],
    "both sides count nobody": [
        ("О потерях с обеих сторон ничего не известно.", ""),
        ("Про втрати обох сторін не повідомляли.", ""),
        ("Обидві сторони втратили 12 вояків.", "casualties 12"),
        ("The losses of both sides are not known.", ""),
    ],
    "a small number is vague": [
        ("Сообщается о ранении небольшого числа солдат.", "wounded ?"),
        ("Загинула невелика кількість цивільних.", "killed ?"),
        ("A small number of guards were wounded.", "wounded ?"),
    ],
    "a state in which people lie": [
        ("Двое детей находятся в очень тяжёлом состоянии.", "wounded 2"),
        ("Четверо пацієнтів у вкрай тяжкому стані.", "wounded 4"),
        ("Six people remained in a stable condition.", "wounded 6"),
        ("Вісьмом надано амбулаторну допомогу.", "wounded 8"),
    ],
    "names on a list of the dead": [
        ("В список погибших внесли ещё 40 имён.", "killed 40"),
        ("У списку загиблих було 90 прізвищ.", "killed 90"),
    ],
    "a clause on those who were counted": [
        ("О 18 детях, чьи жизни унесла война, рассказали учителя.", "killed 18"),
        ("Про 18 дітей, чиї життя забрала війна, розповіли вчителі.", "killed 18"),
        ("Командир рассказал о 12 бойцах, которые погибли у реки.", "killed 12"),
        ("Произошёл обстрел, жертвами которого стали пятеро рыбаков.", "killed 5"),
        ("Стався обстріл, жертвами якого стали п’ятеро рибалок.", "killed 5"),
    ],
    "those who count as dead": [
        ("Более 40 заложников считаются погибшими.", "killed 40.."),
        ("Понад 30 заручників вважаються загиблими.", "killed 30.."),
    ],
    "sons and daughters who are lost have died": [
        ("She lost two sons and a daughter in the war.", "killed 2; killed 1"),
        ("Она потеряла на войне двух сыновей.", "killed 2"),
        ("Вона втратила двох синів.", "killed 2"),
    ],
    "pirates are people": [
        ("The navy captured 14 pirates off the coast.", "captured 14"),
        ("Моряки захватили 14 пиратов.", "captured 14"),
    ],
    "who arrives, lands or flies home in an exchange is released, and nobody else": [
        ("The exchange of prisoners began. The first plane, carrying 82 detainees, landed in Goma.", "released 82"),
        ("Both sides freed captives. Under the deal, 63 prisoners arrived in Goma on Sunday.", "released 63"),
        ("The pirates let go of the crew. The 21 sailors arrived home on Monday.", "released 21"),
        ("Nine boys were freed. Twelve fishermen were reunited with their families.", "released 9; released 12"),
        ("A plane carrying 20 prisoners landed on the island.", ""),
        ("The storm passed. Twelve fishermen were reunited with their families.", ""),
        ("Пилотов освободили. На свободу выйдет ещё 640 человек.", "released 640"),
        ("Пленных обменяли. Самолёт с 51 пленным на борту приземлился в Гоме.", "released 51"),
        ("Баку отдал 20 пленных.", "released 20"),
        ("Баку получил 22 пленных.", "released 22"),
        ("Полонених обміняли. Усі 58 моряків прямують додому.", "released 58"),
        ("Моряків звільнили. На свободу вийдуть ще 64 людини.", "released 64"),
        ("Баку отримав 22 полонених.", "released 22"),
        ("Состоялся обмен пленными. Баку отдал 33 осужденных.", "released 33"),
        ("Відбувся обмін. Баку отримав 14 заручників.", "released 14"),
    ],
    "hostages that are held or remain hostages": [
        ("Заложниками остаются 19 рыбаков.", "abducted 19"),
        ("Банда удерживает 26 заложников.", "abducted 26"),
        ("Заручниками залишаються 19 рибалок.", "abducted 19"),
        ("Банда утримує 26 заручників.", "abducted 26"),
    ],
    "rebels who leave by bus are evacuated where an evacuation is told of, travellers are not": [
        ("The evacuation began. Some 310 rebels boarded buses.", "evacuated 310"),
        ("Thirty buses carrying 1,400 gunmen left as the evacuation began.", "evacuated 1400"),
        ("Around 700 fighters left the enclave under the deal.", "evacuated 700"),
        ("A bus carrying 40 passengers plunged into a ravine. Its crew was evacuated.", ""),
        ("Из анклава вышли 160 боевиков.", "evacuated 160"),
        ("Около 90 боевиков покинули населенный пункт.", "evacuated 90"),
        ("Some 4,000 civilians have left the last bastion.", "evacuated 4000"),
        ("The rebels said 30 fighters died as they left the enclave.", "killed 30"),
        ("З анклаву вийшли 160 бойовиків.", "evacuated 160"),
    ],
    "who hands himself in or presents himself surrenders": [
        ("Some 120 men of the garrison handed themselves in to the police.", "surrendered 120"),
        ("Eighty deserters presented themselves to the authorities.", "surrendered 80"),
        ("Forty insurgents downed their weapons on Tuesday.", "surrendered 40"),
        ("Nine pirates laid down arms.", "surrendered 9"),
    ],
    "parts of others, people aboard and people only spoken of are no counts": [
        ("Взрыв унёс жизни 40 человек. В числе подозреваемых - 12 человек.", "killed 40"),
        ("Погибли 14 монахов. Лишь трое из них отказались уйти.", "killed 14"),
        ("Загинули 9 рибалок. Лише двоє з них вміли плавати.", "killed 9"),
        ("Загинули 9 рибалок. Двоє з них були дітьми.", "killed 9; killed 2"),
        ("На борту самолёта находились 65 военнопленных.", ""),
        ("На борту літака були 65 військовополонених.", ""),
        ("Eritrea sent 2,000 men to back the rebels, said a freed captive.", ""),
        ("The ministry said 65 prisoners of war were on board the plane.", ""),
        ("Поранено трьох людей. Пошкоджено 14 будинків (з них 2 — багатоквартирні).", "wounded 3"),
        ("Some 30 bodies washed ashore.", "killed 30"),
        ("Relatives of some of the 40 people who died met the king.", "killed 40"),
        ("Томятся в вражеском плену 40 моряков.", "captured 40"),
        ("Двоє перебувають у полоні.", "captured 2"),
    ],
    "years are no people, and who travels is not evacuated": [
        ("Between 1991 and 1995 about 20,000 people died in the war.", "killed 20000"),
        ("С 1979 по 1989 год погибли 15 тысяч солдат.", "killed 15000"),
        ("A ferry carrying 250 passengers capsized; 78 drowned.", "killed 78"),
        ("A launch carrying 64 workers sank in the strait, killing nine.", "killed 9"),
        ("The rebels handed over 11 captured soldiers to the Red Cross.", "released 11"),
    ],
    "the missing, wherever they are said to be": [
        ("Ещё четверо рыбаков числятся в списках пропавших без вести.", "missing 4"),
        ("Ще двоє моряків залишаються у списках зниклих безвісти.", "missing 2"),
        ("Кількість поранених зросла до 128, двоє людей — під завалами.", "wounded 128; missing 2"),
        ("Гуманитарным коридором воспользовались 3800 человек.", "evacuated 3800"),
        ("Двоє цивільних дістали осколкові поранення.", "wounded 2"),
    ],
    "losses written in many ways": [
        ("The Taliban said its fighters had captured 30 soldiers and killed their commander.", "captured 30"),
        ("The air strike on the wedding killed 47 guests, 39 of them women and children.", "killed 47; killed 39"),
        ("By nightfall some 13,000 defenders had laid down their arms at the port.", "surrendered 13000"),
        ("The fort fell in May; the besiegers took 10,863 prisoners.", "captured 10863"),
        ("Десантники потеряли девять человек убитыми и двенадцать ранеными.", "killed 9; wounded 12"),
        ("После капитуляции в плену оказалась 91 тысяча человек, из них 24 генерала.", "captured 91000; captured 24"),
        ("При взрыве в метро пострадали 49 человек, 14 скончались.", "wounded 49; killed 14"),
        ("В больницах остаются 23 пострадавших, двое — в реанимации.", "wounded 23; wounded 2"),
        ("На дні народження перебували 40 гостей, ніхто не постраждав.", "wounded 0"),
        ("Сили оборони взяли в полон 14 загарбників, 20 знищили.", "captured 14; killed 20"),
        ("З полону звільнили 189 захисників, із них 47 — азовці.", "released 189; released 47"),
    ],
}  # fmt: skip

# the text, and what one column must say of each claim in order
COLUMNS = {
    "tally": [
        ("Blasts shook the port on Sunday. The death toll now stands at 90.", "incident"),
        ("A bus crashed near Sumy. The number of dead has risen to 12.", "incident"),
        ("Army losses totalled 12,400 (+90), the staff said.", "cumulative increment"),
        ("The death toll in Kesh exceeded 1,200, the governor said.", "incident"),
        ("The coup failed on Friday. The ministry raised the death toll to more than 290.", "incident"),
        ("Cholera spread in the camps. At least 312 refugees died.", "cumulative"),
        ("Коронавирус в Перу: число заболевших растёт. Умерли 96 пациентов.", "cumulative"),
        ("Вакцинація триває. Після щеплення померли 23 людини.", "cumulative"),
        ("За тиждень на Сумщині загинули 9 осіб. У Черкасах 1 людина загинула.", "increment increment"),
        ("Впродовж останньої доби до лікарень доправили 19 поранених.", "increment"),
        ("За минулу добу бригада просунулася. Загалом ми знищили 138 окупантів.", "increment"),
        ("The bombing of the embassy, the worst since 1998, killed more than 200 people.", "incident"),
        ("Gunmen massacred 148 people in a day-long siege of a college.", "incident"),
        ("State television said 400 villagers had been killed by the group since Wednesday.", "incident"),
        ("More than 20 people were killed in the raid.", "incident"),
        ("The quake, the worst in seven decades, injured 8,340 people.", "incident"),
        ("Gunmen killed 130 people on Nov. 13, the bloodiest of many raids in the past two years.", "incident"),
        ("The talks failed as violence grew in a war that has killed at least 250,000 people.", "cumulative"),
        ("A blast killed 12 miners and left 15 missing.", "incident stock"),
        ("Eighteen people were in critical condition after the crash.", "stock"),
        ("За минулу добу на Сумщині сталося 96 аварій, в яких 10 осіб загинули.", "increment"),
        ("At least 28 reporters were killed in the war.", "cumulative"),
        ("Ця війна забрала життя 220 дітей.", "cumulative"),
        ("Конфликт унёс жизни 40 тысяч человек.", "cumulative"),
        ("Путч подавлен. Число погибших возросло до 104.", "incident"),
        ("В отеле погибли семь туристов. Позже умерли ещё трое туристов.", "incident incident"),
        ("Taken together, the two attacks cost at least 32 lives.", "cumulative"),
        ("The town hosts 2,000 refugees.", "stock"),
        ("Two policemen they had held for weeks were released.", "incident"),
        ("The war goes on. The number of children killed has reached 300.", "cumulative"),
        ("Взрыв на рынке в Омске. Погибших уже 14.", "incident"),
        ("Вибух у порту. Станом на вечір загинули 9 людей, ще троє поранені.", "incident incident"),
        ("Число погибших с начала войны выросло до 400.", "cumulative"),
        ("Since the invasion the strikes have killed 900 civilians.", "cumulative"),
        ("A bomb has killed six people.", "incident"),
        ("The clashes have killed more than 2,000 people.", "cumulative"),
        ("Three soldiers were killed in Kesh. Two other soldiers were killed in Dara.", "incident incident"),
        ("В настоящее время известно о 14 погибших.", "incident"),
        ("Some 200 people were killed and 1,400 injured.", "incident incident"),
        ("Nine died, bringing the total to 1,200 killed and 4,100 injured.", "increment cumulative cumulative"),
        ("Another 90 rebels surrendered, the army said. That takes its count to 730 in four days.",
         "increment cumulative"),
        ("За сутки сдались ещё 90 боевиков, сообщил штаб. Всего, по его подсчётам, сдались 730 человек.",
         "increment cumulative"),
        ("За добу здалися ще 90 бойовиків, повідомив штаб. Усього, за його даними, здалися 730 осіб.",
         "increment cumulative"),
    ],
    "modality": [
        ("Officials found no evidence that gunmen had kidnapped 30 villagers.", "negated"),
        ("The agency is working to evacuate 300 foreigners.", "planned"),
        ("There could be 300 wounded under the rubble.", "hypothetical"),
        ("There may be as many as 40 dead in the school.", "hypothetical"),
        ("There might be 20 people killed.", "hypothetical"),
        ("Some 340 residents were told to leave their homes.", "planned"),
        ("Some 60 rebels refused to surrender.", "negated"),
        ("Сложить оружие отказались 300 боевиков.", "negated"),
        ("300 боевиков отказались сложить оружие.", "negated"),
        ("Відмовилися здатися 40 бійців.", "negated"),
        ("The talks brought an agreement to swap 300 prisoners of war.", "planned"),
        ("Загалом мають вивезти 48 дітей.", "planned"),
        ("Должны эвакуировать 70 человек.", "planned"),
        ("Під евакуацію підпадають 120 дітей.", "planned"),
    ],
    "group": [
        ("Вбито 40, поранено 90 бійців.", "military military"),
        ("The army killed nine Republican Guards.", "military"),
        ("Two Navy SEALs were killed.", "military"),
        ("Погибли трое сотрудников ОМОНа.", "police"),
        ("В Газе погибли 40 палестинцев.", "people"),
        ("Ликвидированы шесть бандитов.", "military"),
    ],
}  # fmt: skip


def counted(text: str) -> str:
    """The claims of a text about people, as the table above writes them."""
    result = extract({"id": "", "text": text})
    assert result["error"] is None
    told = [c for c in result["claims"] if c["outcome"] != "equipment_lost"]
    return "; ".join(f"{c['outcome']} {_bounds(c)}" for c in told)


def _bounds(claim: dict) -> str:
    low, high = ("" if claim[end] is None else str(claim[end]) for end in ("low", "high"))
    if not low and not high:
        return "?"
    return low if low == high else f"{low}..{high}"


@pytest.mark.parametrize(("text", "expected"), [row for rows in COUNTED.values() for row in rows])
def test_counts(text: str, expected: str) -> None:
    assert sorted(counted(text).split("; ")) == sorted(expected.split("; "))


@pytest.mark.parametrize(
    ("column", "text", "expected"), [(column, *row) for column, rows in COLUMNS.items() for row in rows]
)
def test_columns(column: str, text: str, expected: str) -> None:
    assert " ".join(claim[column] for claim in extract({"id": "", "text": text})["claims"]) == expected


def test_segments_hold_something_to_read() -> None:
    text = "🕯️ Суми: 5 загиблих, 9 поранених 😢 #Суми #новини\n👉 @sumy_live"
    found = extract({"id": "", "text": text})["segments"]
    assert [(language, text[start:end].strip()[:8]) for start, end, language in found] == [("uk", "🕯️ Суми:")]


WORDS = ("killed", "12", "soldiers", "1,026", "загинули", "людей", "ранены", "двое", "and", "в", "-", ".\n")
UNSEEN = ("", "", "\u00ad", "\u200b", "\u202a", "\u200f", "\ufeff")
TWINS = {"a": "а", "o": "о", "e": "е", "а": "a", "о": "o", "е": "e", "і": "i"}


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """A text of words with invisible characters and look-alike letters strewn in."""
    plain = " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=12)))
    letters = (TWINS.get(c, c) if draw(st.booleans()) and draw(st.booleans()) else c for c in plain)
    return "".join(letter + draw(st.sampled_from(UNSEEN)) for letter in letters)


@settings(max_examples=60)
@given(disguised())
def test_offsets_quote_the_article(text: str) -> None:
    found = account(from_text(text + " Two died."))
    text = found.article.text
    assert "".join(text[s.start : s.end] for s in found.reading.segments) == text
    for claim in found.claims:
        figure, quantity = claim.figure, claim.figure.quantity
        assert text[figure.start : figure.end] == claim.quote
        assert text[quantity.number_start : quantity.number_end] == claim.number
        assert figure.start <= quantity.number_start <= quantity.number_end <= figure.end


@settings(max_examples=100)
@given(st.text(alphabet="abоае1,2 \n\u00ad\u200b\u200d\u202e😢ё𝟏Ａ", max_size=40))
def test_folding_leads_back(text: str) -> None:
    folding = fold(text)
    places = [folding.place(at) for at in range(len(folding.text) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
