"""Promises of qa.language and qa.casing: parsed sentences in the offsets of the text given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.language import (
    Sentence,
    clause_root,
    conjuncts,
    is_capitals,
    is_passive,
    noun_phrase,
    parse,
    parse_many,
    subtree,
    truecase,
)

REPORT = "Gunmen of the Red Column killed twelve farmers near Usulutan on Friday, police said."


def find(sentence: Sentence, word: str) -> int:
    return next(i for i, token in enumerate(sentence.tokens) if token.text == word)


def words(sentence: Sentence, span: tuple[int, int]) -> str:
    return " ".join(token.text for token in sentence.tokens[slice(*span)])


def test_tokens_and_entities_point_into_the_text_given() -> None:
    text = "  Gunmen   attacked the town\nof Usulutan\t on 3 January.\n"
    sentence = parse(text)
    assert sentence.text == text
    assert (sentence.start, sentence.end) == (0, len(text))
    assert all(text[token.start : token.end] == token.text for token in sentence.tokens)
    assert "".join(token.text for token in sentence.tokens) == "".join(text.split())
    assert all(text[entity.start : entity.end] == entity.text for entity in sentence.entities)
    assert {entity.text: entity.label for entity in sentence.entities}["Usulutan"] == "GPE"


def test_a_token_says_its_lemma_part_of_speech_relation_and_head() -> None:
    sentence = parse(REPORT)
    killed = sentence.tokens[find(sentence, "killed")]
    farmers = sentence.tokens[find(sentence, "farmers")]
    assert (killed.lemma, killed.pos) == ("kill", "VERB")
    assert (farmers.dep, sentence.tokens[farmers.head].text) == ("dobj", "killed")
    assert [token.head for token in sentence.tokens].count(find(sentence, "said")) >= 1
    assert sentence.tokens[find(sentence, "Friday")].ent == "DATE"


def test_a_report_in_capitals_parses_like_one_in_running_case() -> None:
    running = parse("The rebels kidnapped 50 peasants in San Miguel, the army reported.")
    capitals = parse("THE REBELS KIDNAPPED 50\nPEASANTS IN SAN MIGUEL, THE ARMY REPORTED.")
    assert [token.dep for token in capitals.tokens] == [token.dep for token in running.tokens]
    assert [token.lemma for token in capitals.tokens] == [token.lemma for token in running.tokens]
    assert [entity.text for entity in capitals.entities] == ["50", "SAN MIGUEL"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("IS said it killed 17 soldiers.", True),
        ("Rebels fought the IS group near Osht.", True),
        ("THE TOWN IS EMPTY.", False),
        ("The town is empty.", False),
    ],
)
def test_is_amid_small_letters_is_a_name_and_no_verb(text: str, state: bool) -> None:  # noqa: FBT001
    token = next(token for token in parse(text).tokens if token.text.lower() == "is")
    assert token.lemma in ({"is"} if state else {"be"})
    assert (token.pos == "PROPN", token.ent == "ORG") == (state, state)


def test_square_brackets_do_not_break_the_sentence() -> None:
    sentence = parse("THE FARABUNDO MARTI FRONT [FMLN] ATTACKED A BRIDGE IN SAN VICENTE.")
    assert [token.text for token in sentence.tokens if token.dep == "ROOT"] == ["ATTACKED"]
    assert "[" in {token.text for token in sentence.tokens}


def test_a_dateline_does_nothing_and_hangs_on_the_sentence_that_it_opens() -> None:
    plain = "Truce monitors ruled on Friday that the army fired."
    sentence = parse(f"PORT LORAN, Sept 3 (Loran News) - {plain}")
    tokens, own = sentence.tokens, parse(plain).tokens
    opened = len(tokens) - len(own)
    assert [(t.text, t.dep) for t in tokens[opened:]] == [(t.text, t.dep) for t in own]
    roots = [i for i, token in enumerate(tokens) if token.head == i]
    assert [tokens[i].text for i in roots] == ["ruled"]
    assert {t.dep for t in tokens[:opened] if t.head >= opened} == {"meta"}


def test_parsing_many_is_parsing_each_in_order_with_repeats() -> None:
    texts = [REPORT, "", "Nobody died.", REPORT, "   ", "Nobody died."]
    assert parse_many(texts) == [parse(text) for text in texts]
    assert parse("").tokens == ()
    assert parse_many([REPORT])[0] is parse(REPORT)


def test_a_sentence_without_end_is_parsed_whole() -> None:
    text = ", ".join(f"the village of San Pablo {i} was attacked by rebels" for i in range(400))
    sentence = parse(text)
    assert len(sentence.tokens) > 3000
    assert all(text[token.start : token.end] == token.text for token in sentence.tokens)
    assert subtree(sentence, 0)[0] == 0


def test_one_endless_word_is_cut_not_refused() -> None:
    sentence = parse("a" * 50_000 + " died")
    assert sentence.tokens[-1].text == "died"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80) | st.from_regex(r"[A-Z' .\n\[\]-]{0,60}", fullmatch=True))
def test_any_text_gives_ordered_tokens_that_cover_its_words(text: str) -> None:
    sentence = parse(text)
    end = 0
    for i, token in enumerate(sentence.tokens):
        assert end <= token.start < token.end
        assert text[token.start : token.end] == token.text
        assert 0 <= token.head < len(sentence.tokens)
        assert subtree(sentence, i)[0] <= i < subtree(sentence, i)[1]
        end = token.end
    assert "".join(token.text for token in sentence.tokens) == "".join(text.split())


def test_noun_phrase_is_the_noun_with_what_stands_before_it() -> None:
    sentence = parse("At least 58 local aid workers from Homs, among them a doctor, were killed.")
    for word in ("58", "local", "workers"):
        assert words(sentence, noun_phrase(sentence, find(sentence, word))).endswith(
            "58 local aid workers"
        )
    assert words(sentence, noun_phrase(sentence, find(sentence, "doctor"))) == "a doctor"


def test_clause_root_is_the_verb_of_the_smallest_clause() -> None:
    sentence = parse(REPORT)
    assert sentence.tokens[clause_root(sentence, find(sentence, "farmers"))].text == "killed"
    assert sentence.tokens[clause_root(sentence, find(sentence, "police"))].text == "said"
    relative = parse("The bomb, which wounded three children, was planted by rebels.")
    assert relative.tokens[clause_root(relative, find(relative, "children"))].text == "wounded"
    assert relative.tokens[clause_root(relative, find(relative, "rebels"))].text == "planted"


def test_conjuncts_are_all_that_is_listed_together() -> None:
    sentence = parse("Rebels killed a mayor, two teachers and a nurse.")
    listed = ["mayor", "teachers", "nurse"]
    for word in listed:
        found = conjuncts(sentence, find(sentence, word))
        assert [sentence.tokens[i].text for i in found] == listed
    alone = find(sentence, "Rebels")
    assert conjuncts(sentence, alone) == (alone,)


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("Ten soldiers were killed by a mine.", "killed", True),
        ("A mine killed ten soldiers.", "killed", False),
        ("A mine has killed ten soldiers.", "killed", False),
        ("The soldiers killed by a mine came from Hama.", "killed", True),
        ("Two men have been arrested.", "arrested", True),
        ("TWO MEN HAVE BEEN ARRESTED IN LIMA.", "ARRESTED", True),
    ],
)
def test_passive_is_told_from_active(text: str, verb: str, passive: bool) -> None:  # noqa: FBT001
    sentence = parse(text)
    assert is_passive(sentence, find(sentence, verb)) is passive


@pytest.mark.parametrize(
    ("capitals", "cased"),
    [
        ("THE BOMB EXPLODED IN USULUTAN.", "The bomb exploded in Usulutan."),
        ("HE WAS SEIZED IN SAN LUIS DEL VALLE.", "He was seized in San Luis del Valle."),
        ("THE NATIONAL LIBERATION FRONT LOST.", "The National Liberation Front lost."),
        ("THE COUNTRY'S ARMY DOESN'T KNOW.", "The country's army doesn't know."),
        ("THE U.S. SOLDIERS SPOKE.", "The U.S. soldiers spoke."),
        ("THE FMLN DENIED IT.  THE REBELS FLED.", "The FMLN denied it.  The rebels fled."),
        ("IT WAS SIGNED BY THE UNITED STATES.", "It was signed by the United States."),
        ("MR. J. PEREZ DIED IN EL SALVADOR.", "Mr. J. Perez died in El Salvador."),
        ("AN M-19 SPOKESMAN SAID IT.", "An M-19 spokesman said it."),
        ("THE SHINING PATH STRUCK.", "The Shining Path struck."),
    ],
)
def test_capitals_get_back_the_case_of_prose(capitals: str, cased: str) -> None:
    assert truecase(capitals) == cased


@given(st.text(max_size=100))
def test_true_casing_changes_nothing_but_case_and_no_length(text: str) -> None:
    cased = truecase(text)
    assert len(cased) == len(text)
    assert cased.lower() == text.lower()


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("THE ARMY REPORTED 12 DEAD", True),
        ("SAN SALVADOR, 3 JAN 90 -- [TEXT] THE McDONALD HOUSE", True),
        ("The army reported 12 dead", False),
        ("UN", False),
        ("NATO", False),
        ("NATO said so", False),
        ("123 456", False),
        ("", False),
    ],
)
def test_capitals_are_told_from_acronyms(text: str, capitals: bool) -> None:  # noqa: FBT001
    assert is_capitals(text) is capitals
