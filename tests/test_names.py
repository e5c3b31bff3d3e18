"""Promises of qa.names and qa.spelling: one name for all its spellings, and no other's."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import InputError
from qa.names import load_names
from qa.spelling import fold

SPELLINGS = """
Khan Sheikhun | Khan Shaykhun | Khan Sheikhoun | Khan Shaikhoun | khan sheikhoun | KHAN SHAYKHUN | Khan Cheikhoun
Ghweran | Ghwayran | Gweiran | Geweran | Ghuwayran | Ghouiran | Gwairan
Hasakah | Hasakeh | Hassakeh | al-Hasaka | Al Hasakah | al-Hassakah | el-Hasakeh
Tartus | Tartous | Tartoos
Shayrat | Shairat | al-Shayrat | Sha'irat | ash-Shayrat | Chayrat
Raqqa | Raqa | Rakka | ar-Raqqah | Al-Raqqah | Raqqah
Deir ez-Zor | Deir Ezzor | Deir al-Zour | Deir Azzour | Dayr az-Zawr | Deir ez-Zour | DEIR EZZOR
Jayrud | Jairoud | Jayroud | Jairud | Jeiroud
Ariha | Areeha | Eriha
Idlib | Idleb | Edlib | Edleb
Saraqib | Saraqeb | Sarakeb | Saraqeb
Manbij | Menbij | Minbij | Membij
Kobani | Kobane | Kobanî | Ain al-Arab
Qamishli | Kamishli | Qameshli | al-Qamishli | Qamishlo
Suwayda | Sweida | as-Suwayda | Souweida | Suweida
Qusayr | Qusair | al-Qusayr | Quseir | Kusayr
Kafr Zita | Kafr Zeita | Kafar Zita | Kfar Zeta
Maarat al-Numan | Maarrat al-Nu'man | Ma'arat al-Noman | Maaret al-Numan
Jisr al-Shughur | Jisr ash-Shughur | Jisr al-Shughour | Jisr al-Shugur
Ghouta | Ghuta | al-Ghouta | Gouta
Douma | Duma
Daraya | Darayya | Darraya
Zabadani | al-Zabadani | Zabadany
Taftanaz | Taftanaz' | Teftanaz
Afrin | Efrin | Ifrin
Azaz | A'zaz | Azez | I'zaz
al-Bab | Al Bab | Bab
Tal Abyad | Tell Abyad | Tel Abyad | Tall Abiad
Tal Rifaat | Tel Rifaat | Tell Rif'at
Deir Hafer | Dayr Hafir | Deir Hafir
Mayadin | al-Mayadeen | Mayadeen
Mosul | Mossoul | al-Mawsil
Fallujah | Falluja | al-Fallujah | Fallouja
Tikrit | Tekrit | Tikreet
Kirkuk | Kirkouk | Karkuk
Baquba | Baqubah | Ba'quba | Baqouba
Samarra | Samara | Samarra'
Hodeidah | Hudaydah | al-Hudaydah | Hodeida
Sanaa | Sana'a | SANAA
Misrata | Misratah | Misurata
Sirte | Sirt
Khartoum | Khartum | al-Khartum
El Fasher | al-Fashir | El-Fasher
El Geneina | al-Junaynah | Geneina
Nyala | Niyala
Kordofan | Kurdufan
Ménaka | Menaka
Djibo | Jibo
Timbuktu | Tombouctou
Ouagadougou | Wagadugu
Kyiv | Kiev
Kharkiv | Kharkov
Odesa | Odessa
Donbas | Donbass
Zaporizhzhia | Zaporizhia | Zaporozhye
Zelensky | Zelenskyy | Zelenskiy
Usulután | Usulutan | USULUTAN
Chalatenango | CHALATENANGO
Bogotá | Bogota | BOGOTA
Medellín | Medellin
Morazán | Morazan
Apurímac | Apurimac
Kandahar | Qandahar
Peshawar | Peshawer
Hezbollah | Hizbullah | Hizballah | Hezbollah's
Houthi | Huthi | Houthis
Taliban | Taleban
al-Qaeda | al-Qaida | Al Qaeda | al-Qa'ida
al-Shabaab | al-Shabab | Shebab
Gaddafi | Qaddafi | Kadhafi | Gadhafi
Muhammad Hussein | Mohammed Hussain | Mohamed Husayn
Islamic State | ISIS | ISIL | IS | Daesh | Da'esh | Daish | the Islamic State | Islamic State group
SDF | Syrian Democratic Forces | the SDF
SOHR | Syrian Observatory for Human Rights
FMLN | Farabundo Marti National Liberation Front | Farabundo Martí National Liberation Front
ELN | National Liberation Army | Army of National Liberation
FARC | Revolutionary Armed Forces of Colombia
Shining Path | Sendero Luminoso | SENDERO LUMINOSO
WHO | World Health Organization | World Health Organisation
UN | U.N. | United Nations
US | U.S. | United States | the United States | USA
PKK | Kurdistan Workers' Party | Kurdistan Workers Party
HTS | Hayat Tahrir al-Sham | Nusra Front | Jabhat al-Nusra
Hashd al-Shaabi | PMF | Popular Mobilisation Forces
RSF | Rapid Support Forces
White Helmets | Syrian Civil Defence
OPCW | Organisation for the Prohibition of Chemical Weapons
MRTA | Tupac Amaru Revolutionary Movement
M-19 | April 19 Movement | 19 April Movement
"""

DISTINCT = """
Homs / Hama | Iraq / Iran | Mali / Malawi | Niger / Nigeria | Guinea / Guyana | Mali / Male
Syria / Sirte | Aleppo / Idlib | Idlib / Irbil | Hama / Him | Homs / Him | Lima / Lama | Cali / Kyle
Aden / Amman | Oman / Amman | Yemen / Amman | Yemen / Oman | Austria / Australia | Sudan / Sweden
Libya / Lebanon | Chad / Chile | Peru / Paris | Colombia / Columbo | Panama / Palmira | Gaza / Ghazni
Damascus / Dumas | Daraa / Douma | Daraya / Daraa | Raqqa / Rukban | Raqqa / Rafah | Tartus / Tikrit
Kobani / Kabul | Kunduz / Kandahar | Kirkuk / Kurdistan | Mosul / Mazar | Homs / Hims al-Sham
Hamas / Hama | Hamas / Homs | Hezbollah / Hezbe Islami | ISIS / ISI | IS / US | UN / US | WHO / HTS
SDF / FSA | SDF / SAF | FARC / ELN | FMLN / FSLN | ELN / EPL | PKK / YPG | YPG / YPJ | HTS / Ahrar al-Sham
Iran / Oran | Basra / Bosra | Kiev / Kharkiv | Luhansk / Donetsk | Lviv / Dnipro | Kherson / Kharkiv
San Salvador / El Salvador | San Miguel / San Martin | Santa Ana / Santa Elena | Santiago / San Diego
La Paz / La Libertad | Usulutan / San Vicente | Bogota / Bolivia | Medellin / Managua | Cuzco / Callao
Morazan / Mazatlan | Ayacucho / Ayoub | Quito / Quetta | Sinjar / Sanaa | Taiz / Tal Abyad
Khan Sheikhun / Khan Younis | Khan Sheikhun / Khan Tuman | Sheikh Maqsoud / Khan Sheikhun
Tal Abyad / Tal Rifaat | Ras al-Ayn / Ain al-Arab | Deir ez-Zor / Deir Hafer | Kafr Zita / Kafr Nabl
North Korea / South Korea | Sudan / South Sudan | Eastern Ghouta / Western Ghouta
Mali / Somalia | Somalia / Sicily | Senegal / Sinai | Gao / Goma | Bamako / Bangui | Burundi / Burkina
Maiduguri / Madagascar | Mogadishu / Maputo | Tripoli / Tobruk | Benghazi / Banja | Zawiya / Zuwara
Assad / Saad | Sarkozy / Sarkisian | Putin / Patton | Obama / Osama | Kerry / Carter | Trump / Trabelsi
Barzani / Talabani | Maliki / Malki al-Din | Sadr / Sadat | Duarte / Duterte | Cristiani / Christian
Reuters / Rutte | SANA / Sanaa | TASS / Taiz | Jim / JIM | Afrin / African | Azaz / Assad
"""


def _rows(table: str, separator: str) -> list[tuple[str, ...]]:
    cells = (line.split(separator) for line in table.strip().splitlines())
    return [tuple(cell.strip() for cell in row) for row in cells]


MATCHING = [
    pair for row in _rows(SPELLINGS, "|") for pair in itertools.combinations(dict.fromkeys(row), 2)
]
DIFFERENT = [
    tuple(name.strip() for name in cell.split("/")) for row in _rows(DISTINCT, "|") for cell in row
]


@pytest.mark.parametrize(("a", "b"), MATCHING)
def test_spellings_of_one_name_are_the_same(a: str, b: str) -> None:
    names = load_names()
    assert names.same(a, b), (names.canonical(a), names.canonical(b))


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_names_of_two_things_stay_apart(a: str, b: str) -> None:
    names = load_names()
    assert not names.same(a, b), names.canonical(a)


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len(MATCHING) >= 150
    assert len(DIFFERENT) >= 100


@given(st.sampled_from([name for row in _rows(SPELLINGS, "|") for name in row]))
def test_case_accents_and_an_article_change_nothing(name: str) -> None:
    names = load_names()
    if not name.isupper():
        assert names.same(name, name.upper())
    assert names.same(name, f"the {name}")
    if not name.endswith("s"):
        assert names.same(name, f"{name}'s")


@given(st.text(max_size=40))
def test_any_text_is_the_same_as_itself_or_holds_no_name(text: str) -> None:
    names = load_names()
    assert names.same(text, text) == bool(names.canonical(text))
    assert all(key for key in names.keys(text))


@given(st.from_regex(r"[abefgi-y]{1,12}", fullmatch=True))
def test_folding_is_never_empty_and_does_not_see_doubled_consonants(word: str) -> None:
    assert fold(word)
    doubled = "".join(c + c if c in "bfmnprst" else c for c in word)
    assert fold(doubled) == fold(word)


def test_an_acronym_that_is_a_word_is_a_name_only_in_capitals_among_other_words() -> None:
    names = load_names()
    assert names.keys("What the WHO said").isdisjoint({"who"})
    assert "=World Health Organization" in names.keys("What the WHO said")
    assert names.variants("who is it for us") == ()
    assert names.variants("WHO ATTACKED US AND IS IT TRUE") == ()
    assert "Islamic State" in names.variants("did isis or IS say so?")
    assert names.variants("Jim said hello") == ()


@pytest.mark.parametrize("text", ["did isis or IS say so?", "Jim said hello", "Kobane", "", "us"])
def test_a_name_has_variants_where_there_are_any(text: str) -> None:
    names = load_names()
    assert names.has_variants(text) is bool(names.variants(text))


def test_variants_are_other_spellings_of_names_in_the_text_longest_first() -> None:
    names = load_names()
    found = names.variants("Who leads the Syrian Observatory for Human Rights in Kobane?")
    assert found[0] == "SOHR" or "SOHR" in found[:3]
    assert "Kobani" in found
    assert found.index("SOHR") < found.index("Kobani")
    assert "Kobane" not in found
    assert "Syrian Observatory for Human Rights" not in found


def test_question_and_article_share_a_key_for_each_spelling() -> None:
    names = load_names()
    question = names.keys("how many escaped Ghweran prison, did Daesh attack Jairoud?")
    article = names.keys("ISIL CELLS STORMED GHWAYRAN PRISON NEAR JAYRUD")
    assert {"prison", "=Islamic State", "=Ghweran", "~jarud"} <= question & article


def test_common_words_do_not_meet_names_that_fold_alike() -> None:
    names = load_names()
    assert names.keys("they told him at home").isdisjoint(names.keys("Hama and Homs"))
    assert names.keys("male survivors").isdisjoint(names.keys("Mali"))


def test_a_user_adds_names_and_spellings(tmp_path: Path) -> None:
    extra = tmp_path / "mine.toml"
    extra.write_text(
        '[armed_groups]\n"Red Hand" = ["RHX", "Mano Roja"]\n"Islamic State" = ["Caliphate"]\n',
        encoding="utf-8",
    )
    names = load_names(extra=extra)
    assert names.same("Mano Roja", "RHX")
    assert names.same("Caliphate", "ISIL")
    assert not load_names().same("Caliphate", "ISIL")


@pytest.mark.parametrize("content", ["not toml =", '[a]\n"x" = "y"\n', "a = 1\n", "[a]\nx = [1]\n"])
def test_a_names_file_of_another_form_is_refused_with_its_path(
    tmp_path: Path, content: str
) -> None:
    extra = tmp_path / "bad.toml"
    extra.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.toml"):
        load_names(extra=extra)


def test_a_missing_names_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.toml"):
        load_names(extra=tmp_path / "none.toml")


def test_no_spelling_stands_for_two_names() -> None:
    names = load_names()
    owners: dict[str, str] = {}
    for name, spellings in names.groups.items():
        for spelling in spellings:
            assert owners.setdefault(spelling.casefold(), name) == name, spelling
            assert names.canonical(spelling) == name, spelling
