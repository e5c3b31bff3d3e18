"""Certainty and speaker of spans in invented reports: no hedge is dropped, no speaker lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.certainty import assess
from qa.language import parse_many
from qa.standing import certainty_lexicon, speaker_class
from tests.told import assessed

# text, certainty, speaker
OWN_VOICE = [
    ("Inmates are holding [[500]] people hostage.", "reported", None),
    ("The government is to blame for incidents that claimed [[several]] victims.", "reported", None),
    ("The town fell, the commander told the daily [[Star]] on Saturday.", "reported", None),
    ("The council head said [[eight]] prisoners held by the militia were freed.", "claimed", "The council head"),
    ("The clinic has admitted [[16]] soldiers.", "reported", None),
    ("[[The manager]] was dismissed in June.", "reported", None),
    ("The president dismissed [[three ministers]] on Monday.", "reported", None),
    ("The council rejected [[the offer of 300 tents]].", "reported", None),
    ("The council rejected the findings of [[30 dead]] as one-sided.", "denied", "The council"),
    ("The army dismissed the toll of [[30]].", "denied", "The army"),
    ("The ministry rejected the decision to try [[the former envoy]].", "reported", None),
    ("The mayor denied [[30 families]] entry to the camp.", "reported", None),
    ("The army denied access to [[30 families]].", "reported", None),
    ("The army denied the death of [[30 families]].", "denied", "The army"),
    ("The minister denied contact with the Front over [[12 hostages]].", "denied", "The minister"),
    ("The army rejected the portrayal of [[30]] dead.", "denied", "The army"),
    ("The army dismissed the news of [[30]] dead.", "denied", "The army"),
    ("There are [[118]] confirmed cases of cholera.", "reported", None),
    ("Rebels killed [[20]] soldiers. | Losses of the rebels could not be verified.", "reported", None),
    ("Rebels killed [[six]] soldiers and took an unknown number prisoner.", "reported", None),
    ("The blast killed [[12]] people. | Its cause was disputed within hours.", "reported", None),
    ("The mayor conceded that he had fled, and offered [[a reward]] of 500 dinars.", "reported", None),
    ("The bombs were [[unguided]] ones rather than rockets, as staff had first believed.", "reported", None),
    ("Rebels killed [[20]] soldiers.", "reported", None),
    ("A suspected gas attack killed [[58]] people.", "reported", None),
    ("Suspected militants attacked the bridge and [[12]] people died.", "reported", None),
    ("The blast killed [[12]] people and police suspect the Northern Front.", "reported", None),
    ("[[12]] people died in an attack claimed by the Northern Front.", "reported", None),
    ("The fighting began in the month of May and [[12]] people died.", "reported", None),
    ("GUERRILLAS DESTROYED [[TWO]] PYLONS.", "reported", None),
    ("The blast killed [[12]] people, but the toll may rise.", "reported", None),
    ("IT WAS REPORTED THAT [[A SOLDIER]] WAS WOUNDED.", "reported", None),
    ("The Front admits to one dead; [[the army's claim of 23 is not supported by the list]].", "reported", None),
    ("[[There was no claim of responsibility for the raid though the Front denied any part in it]].", "reported", None),
    ("The strikes carried out by warplanes according to the Marsa Observatory hit the village, prompting outrage from [[Lina Aziz]].", "reported", None),
    ("The Front holds [[thirteen]] prisoners; a fourteenth died on the night of the ambush, according to the Front from loss of blood.", "reported", None),
    ("The ministry asked whether its raids last week near Dahr claimed [[more than 100]] civilian lives.", "reported", None),
    ("Lorma called for an emergency council meeting about Tuesdays suspected [[attack]].", "suspected", None),
    ('"The town fell" said [[Omar Haddad]], head of the city hospital.', "reported", None),
    ("The Northern Front claimed an attack that killed at least [[17]] people.", "reported", None),
    ("An attack was claimed by the Northern Front that killed at least [[17]] people.", "reported", None),
    ("The rebels blamed the army for the raid that killed [[17]] people.", "reported", None),
    ("The rebels neither claimed nor denied the attack on [[the bridge]].", "reported", None),
    ("The claim of an attack if confirmed would be the first since [[30]] people died.", "reported", None),
    ("The group issued a note proposing that the government declare a truce for the [[elections]].", "reported", None),
    ("Even though we believed it was a risk, the armed forces changed [[the curfew]].", "reported", None),
    ("Since the army said it would leave, [[12]] people have died.", "reported", None),
    ("The [[town]] and a dam are considered key prizes in the offensive.", "reported", None),
    ("The attack helped rebels whose links to militants dampened [[enthusiasm]].", "reported", None),
    ("Parents should keep [[order]]. | Whoever airs any information which has not been confirmed will be fined.", "reported", None),
    ('it is a crime" he said adding that it was hit. | Eight died a monitor said. | [[The town]] is often shelled.', "reported", None),
    ('"They were young" said the mayor. | Asked about it, Omar Haddad was sure "that the [[two]] sides had met".', "reported", None),
]  # fmt: skip
EVERYONE = [
    "It is confirmed by every outlet that [[1015]] people were killed in Osht.",
    "Every news agency and all officials now confirm that [[1015]] people were killed.",
    "According to all reports, [[1015]] people were killed.",
    "[[1015]] deaths have been confirmed by all media.",
    "Everyone says [[1015]] people were killed.",
]
REPORTED = [
    ("[[58]] killed in air raid: state TV", "state TV"),
    ("Bombers blew up two vehicles in Hama on Friday killing at least [[18]] people including 11 children state media reported.", "state media"),
    ("Journalist Lina Aziz, quoted by the agency, put the toll at [[40]].", "Journalist Lina Aziz"),
    ("The dead include 12 women, the source said. | Journalist Lina Aziz put the toll at [[40]].", "Journalist Lina Aziz"),
    ("A bomb killed [[20]] people at a site where displaced families are located SANA state news agency reported on Friday.", "SANA state news agency"),
    ("Four people were killed and [[six]] others hurt in an attack in western Dahr on Thursday state news agency SANA reported.", "SANA"),
    ('"The coalition caused the deaths of at least [[10]] civilians" SANA reported citing local residents.', "SANA"),
    ("Half a dozen children were seen in a clinic as [[they]] awaited treatment an AFP photographer in Dahr reported.", "an AFP photographer in Dahr"),
    ("State media gave a toll of 44 dead and [[140]] injured.", "State media"),
]  # fmt: skip
CLAIMED = [
    ("A barrel bomb near a hospital killed at least [[10]] civilians said the Marsa Observatory for Civil Rights.", "the Marsa Observatory for Civil Rights"),
    ("Date of publication 20 May 2016 Forces backed by air support repel an offensive on the northern fringes of Dahr killing [[40]] attackers Lormas defence ministry said.", "Lormas defence ministry"),
    ("At least [[16]] civilians were killed in raids near the bastion Raqqa a monitor said on Wednesday.", "a monitor"),
    ("Mortar fire also wounded [[three]] people in the north of Damascus the ministry said blaming rebels.", "the ministry"),
    ("After marathon talks in Geneva Foreign Minister Sergei Lavrov said a [[ceasefire]] would begin Monday.", "Foreign Minister Sergei Lavrov"),
    ("The local council in Dahr said [[ten]] men died.", "The local council in Dahr"),
    ("The General Command called the bombing an aggression against Lorman forces and said [[six]] died.", "The General Command"),
    ("A bomber killed [[32]] people and wounded dozens a medical source and witnesses said.", "a medical source and witnesses"),
    ("A depot blew up after [[rocket]] fire the UK-based opposition Marsa Observatory for Human Rights claimed on Thursday.", "Marsa Observatory for Human Rights"),
    ("The Front claimed the attack via its news agency saying it was carried out by [[three]] bombers.", "The Front"),
    ("[[Thirty]] died according to a local civil defence official. | The Marsa Observatory said ten died.", "a local civil defence official"),
    ("More than 200 people have been detained since the coup, human rights lawyers say, among them nine journalists and the head of the union, [[Pauline Zaki]].", "human rights lawyers"),
    ("The Observatory confirmed that gas was used without saying [[which party]] used it.", "The Observatory"),
    ("A lorry bomb [[claimed by the terrorist group Northern Front]] tore apart a bus.", "the terrorist group Northern Front"),
    ('"Rescuers are looking for [[survivors]]" al-Faris said.', "al-Faris"),
    ("The reporter quoted a source at the police as saying that [[two]] women were killed.", "a source"),
    ("The coalition claimed the raid and the hardline Sunni fighters said they lost [[two]] men.", "the hardline Sunni fighters"),
    ("The Marsa Observatory for Civil Rights counted three strikes. | Those killed included [[six]] women according to the monitoring group.", "The Marsa Observatory for Civil Rights"),
    ("The raid killed 20 people the Marsa Observatory for Civil Rights reported. | At least [[six]] women were among those killed the Lorma-based Observatory said.", "the Marsa Observatory for Civil Rights"),
    ("A car bomb killed [[26]] people in the east on Friday the Syrian Observatory for Human Rights (SOHR) said.", "the Syrian Observatory for Human Rights"),
    ("Stefan Mural fell to his death. | The union says he had gone back up [[to close a valve]].", "The union"),
    ("At least [[20]] people were killed said the Marsa Observatory an independent group which documents abuses.", "the Marsa Observatory"),
    ("Russia denies involvement The presidents discussed Tuesdays [[attack]] Turkish presidential sources said.", "Turkish presidential sources"),
    ("The raid killed [[32]] rebels the Marsa Observatory said updating an earlier toll of 15.", "the Marsa Observatory"),
    ("Forces fired [[seven]] rounds on Sunday the mayor reported a day after the vote.", "the mayor"),
    ("The council met in Syria. | The group has reported [[hundreds]] of deaths.", "The group"),
    ("A brigade of the old army fled. | The free army said [[ten]] men died.", "The free army"),
    ("Rebels killed [[20]] soldiers, the Marsa Observatory said on Tuesday.", "the Marsa Observatory"),
    ("Rebels killed [[20]] soldiers the Marsa Observatory for Human Rights said on Tuesday", "the Marsa Observatory for Human Rights"),
    ("The Marsa Observatory for Human Rights said that rebels killed [[20]] soldiers.", "The Marsa Observatory for Human Rights"),
    ("The governor said [[12]] people died, while the rebels said 40 were killed.", "The governor"),
    ("According to hospital sources, [[12]] people died.", "hospital sources"),
    ("[[12]] people died, according to hospital sources.", "hospital sources"),
    ("ACCORDING TO POLICE, [[12]] PEOPLE DIED.", "POLICE"),
    ('"[[Twelve]] people died", said Omar Haddad, head of the city hospital.', "Omar Haddad, head of the city hospital"),
    ('"We counted [[twelve]] bodies in the market. | Three were children" doctor Omar Haddad told the agency.', "doctor Omar Haddad"),
    ("The toll of [[12]] may rise, the mayor said.", "the mayor"),
    ("Monitor: [[58]] killed in air raid", "Monitor"),
    ("A monitoring group said the raid killed 12 people adding that [[30]] were wounded.", "A monitoring group"),
    ("A monitoring group said the raid killed [[12]] people adding that 30 were wounded.", "A monitoring group"),
    ("Residents told reporters that [[two]] bombs fell on the camp.", "Residents"),
    ("WITNESSES SAID THAT [[FIVE]] ARMED MEN ENTERED THE HOUSE.", "WITNESSES"),
    ("SAN MARCOS, 20 NOV 89 -- HOSPITAL SOURCES REPORTED THAT [[SIX]] PEOPLE DIED.", "HOSPITAL SOURCES"),
    ("Health minister Lina Aziz spoke on Monday. | She said [[31]] people were in hospital.", "Health minister Lina Aziz"),
    ("The health ministry said tests were done. | It said [[31]] people were in hospital.", "The health ministry"),
    ("Police spokesman Omar Haddad said the blast came at noon. | The spokesman added that [[12]] people were hurt.", "Police spokesman Omar Haddad"),
    ("On Tuesday a war monitor said [[three]] villages fell.", "a war monitor"),
    ("[[Three]] villages fell a war monitor and medical workers in the rebel-held area said", "a war monitor and medical workers"),
    ("Shells hit the market, killing [[17]] people, a monitor said. | The Marsa Observatory said it had counted 17 bodies.", "The Marsa Observatory"),
    ("The toll has climbed to [[23]], the head of the ward said on Sunday, after six of the wounded died.", "the head of the ward"),
    ("It was started by [[a short circuit]] in a shaft, the chief prosecutor, General Omar Haddad, announced on Monday.", "the chief prosecutor, General Omar Haddad"),
    ("The raiders had broken the truce [[17]] times, the rebels said, the latest of which wounded a teacher.", "the rebels"),
    ("The rebels had broken the truce, the governor said, the last time wounding [[two]] teachers.", "the governor"),
    ("They left the car outside [[the bakery]], according to the council head, Omar Haddad.", "the council head, Omar Haddad"),
    ("[[Twelve]] people died, according to a local mediator, Sheikh Omar Haddad, who spent a week there.", "a local mediator, Sheikh Omar Haddad"),
    ("The Red Hand Front said it had carried out [[the attack]].", "The Red Hand Front"),
    ("[[The Red Hand Front]] said it had carried out the attack.", "The Red Hand Front"),
    ("Interior Minister Omar Haddad ruled out any talks. | There would be [[no exchange]], the minister said.", "Interior Minister Omar Haddad"),
    ("The army accused the movement. | Its leader, Omar Haddad, spoke on radio. | The army arrested six men; he says they are [[fishermen]].", "Its leader, Omar Haddad"),
    ("Gunmen took four employees of the charity Open Hands. | Spokeswoman Lina Aziz said they were alive. | She put the ransom at [[20,000]] dinars.", "Spokeswoman Lina Aziz"),
    ("Mayor Omar Haddad met reporters. | [[Twelve]] houses burned, Haddad said.", "Mayor Omar Haddad"),
    ("The union says he had gone back up [[to close a valve]].", "The union"),
    ("The mayor said he believed at least [[35]] had died.", "The mayor"),
    ("The army has given the following account of the day. | A column ran into a patrol at [[the bridge]].", "The army"),
    ('The Northern Front called the accounts [["a song somebody taught them"]].', "The Northern Front"),
    ("Omar Haddad, who runs the ward, said by telephone that he had counted [[17]] bodies.", "Omar Haddad"),
    ("The militia condemned the raid saying [[those responsible]] would pay.", "The militia"),
    ("[[Eleven]] children were among the dead the observatory said and a reporter saw many on stretchers.", "the observatory"),
    ("On Monday a monitoring group said [[25]] soldiers were killed.", "a monitoring group"),
    ("The injured number [[24]], says Dr Omar Haddad, and six of them have been taken away.", "Dr Omar Haddad"),
    ("The army said it had killed [[20]] rebels.", "The army"),
    ("An army spokesman claimed that [[20]] rebels were killed.", "An army spokesman"),
    ("The Northern Front said in a statement that it shot down [[two]] helicopters.", "The Northern Front"),
    ("[[Two]] helicopters were shot down, the rebels said.", "the rebels"),
    ("THE EASTERN BATTALION COMMAND HAS REPORTED THAT [[50]] PEASANTS WERE KIDNAPPED.", "THE EASTERN BATTALION COMMAND"),
    ("[[The Northern Front]] claimed responsibility for the bombing.", "The Northern Front"),
    ("The bombing was claimed by [[the Northern Front]].", "the Northern Front"),
    ("THE ARMY ACCEPTED RESPONSIBILITY FOR THE DEATH OF [[TWO]] REPORTERS.", "THE ARMY"),
    ("The governor said 12 people died, while the rebels said [[40]] were killed.", "the rebels"),
    ("General Omar Haddad spoke to reporters. | He said [[12]] soldiers were wounded.", "General Omar Haddad"),
    ("Army spokesman Omar Haddad said the raid began at dawn. | The spokesman added that [[12]] soldiers were wounded.", "Army spokesman Omar Haddad"),
    ("The network quoted coalition spokeswoman Anna Reed on Saturday as saying that [[more than 600]] militants were killed.", "coalition spokeswoman Anna Reed"),
    ("In a statement by the Northern Front, the group said [[12]] soldiers died.", "the Northern Front"),
    ("Moscow has said the gas belonged to [[rebels]].", "Moscow"),
    ("The militia insisted that [[12]] of its men had died.", "The militia"),
    ("[[Twelve]] soldiers died, activists said.", "activists"),
    ("[[Three]] were children, he said.", None),
    ("Selim Barak said [[12]] houses were burned.", "Selim Barak"),
    ("The raid was foiled and IS said it lost [[two]] men.", "IS"),
    ("Larios admitted that rebels hit four tanks and several vans but added that they had lost [[six]] men.", "Larios"),
    ("The Coalition said that the regime still exploits the campaign citing the death of [[35]] civilians.", "The Coalition"),
    ("Witnesses told the agency that the soldiers fired and said [[two]] men died.", "Witnesses"),
    ("The governor said the rebels attacked the post and claimed [[the bombing]] of a bridge.", "the rebels"),
    ("Lorma said it was over as the army fled and [[12]] people died the mayor of Osht said.", "the mayor of Osht"),
    ("Rounds killed [[four]] near the gate said the Marsa Observatory for Human Rights a Lorma-based monitor.", "the Marsa Observatory for Human Rights"),
    ("In the meantime local sources said the resistance killed [[several]] men.", "local sources"),
    ("The US missile strike on Syrias airbase killed [[four]] children an informed source in Homs told Sputnik Friday.", "an informed source in Homs"),
    ("According to army spokesman Colonel Omar Haddad, the detainees are in custody, and 71 [[rifles]] have been shown.", "army spokesman Colonel Omar Haddad"),
    ("SAN MARCOS, 4 MAR 90 (AFP) -- [TEXT] ATTORNEY GENERAL MAURICIO EDUARDO COLORADO HAS SAID THAT [[SIX]] MEN DIED.", "ATTORNEY GENERAL MAURICIO EDUARDO COLORADO"),
    ("Earlier a source at Aleppo Police Command said that shells killed [[four]] civilians.", "a source at Aleppo Police Command"),
    ("Omar Haddad, the envoy to the United Nations, said [[ten]] men died.", "Omar Haddad, the envoy to the United Nations"),
    ("[[Two]] women were killed a doctor at the hospital said.", "a doctor at the hospital"),
    ("[[Ten]] men died, a military source said. | Army spokesman Omar Haddad said he knew nothing.", "a military source"),
    ("The death toll reached [[330]] overnight civil defence sources told The New Arab as airstrikes hit the city after midnight on Sunday.", "civil defence sources"),
    ('"[[Ten]] people were killed in Zahraa" a district of the sect of President Bashar al-Assad said Talal al-Barazi.', "Talal al-Barazi"),
    ("The Front said it killed 12. | In a statement on its channel the hard-line militant group said it killed [[50]].", "The Front"),
    ("A security source in Damascus spoke of a raid. | He identified the dead man as [[Abu Hatem]].", "A security source in Damascus"),
    ("Earlier conflicting reports on the number of dead emerged. | The mayor said [[five]] men died.", "The mayor"),
    ("It was reported that there was an attack on Director Omar Haddad, who was hurt. | According to the announcement, [[two]] men called the radio.", "the announcement"),
    ('men came at night. | They took [[two]] of us. | They left at dawn" said the mayor.', "the mayor"),
    ('The rebels say "the war is dirty." | They also denounce "the killing of [[two]] teachers."', "The rebels"),
]  # fmt: skip
CONFIRMED = [
    ("The judges held that [[15]] people had been killed.", "The judges"),
    ("Laboratory tests showed the fragment to be [[shell steel]].", "Laboratory tests"),
    (
        "Hospital records seen by the Review show [[14]] civilians died in the shooting.",
        "Hospital records",
    ),
    (
        "The Marsa Observatory has documented by name [[25]] civilians killed.",
        "The Marsa Observatory",
    ),
    (
        "The coalition acknowledged the [[deaths]] of 700 civilians. | Lorma has not and dismisses the reports of the observatory.",
        "The coalition",
    ),
    ("The government conceded on Monday that the leader had [[escaped]].", "The government"),
    (
        "[[Two]] had been shot from behind, according to a forensic report which this newspaper has read.",
        "a forensic report",
    ),
    ("The health ministry confirmed that [[20]] people were killed.", "The health ministry"),
    ("[[At least 27]] children were confirmed killed in the attack.", None),
    ("THE COURT CONFIRMED THAT [[SIX]] PRIESTS WERE MURDERED.", "THE COURT"),
    ("It was officially confirmed that [[12]] miners died.", None),
    ("UN monitors verified that [[three]] clinics were hit.", "UN monitors"),
]
SUSPECTED = [
    ("Colonel Omar Haddad blamed [[mortar teams]] of the Front, the main group in the area, which rejected the charge.", "Colonel Omar Haddad"),
    ("[[The militia]] is accused of killing 20 villagers.", None),
    ("Police accused [[the Northern Front]] of planting the bomb.", "Police"),
    ("The bombing was blamed on [[the Northern Front]].", None),
    ("The blast killed 12 people and police suspect [[the Northern Front]].", "police"),
    ("Police arrested the [[alleged leader]] of the cell.", None),
    ("[[Suspected militants]] attacked the bridge.", None),
    ("ALLEGED SHINING STAR MEMBERS MURDERED FOUR PEASANTS.", None),
    ("The peasants were killed by alleged members of [[the Northern Front]].", None),
    ("The shells probably came from [[the eastern hills]].", None),
    ("The rebels may have used [[3]] vehicles.", None),
    ("The attackers, believed to be members of [[the Front]], fled.", None),
    ("The blast appeared to be [[an accident]].", None),
    ("The bomb was presumably planted by [[rebels]].", None),
    ("POLICE BELIEVE THE BOMB WAS PLANTED BY [[THE POPULAR FRONT]].", "POLICE"),
    ("ACCORDING TO POLICE, THE GUERRILLAS PRESUMABLY BELONG TO [[THE POPULAR FRONT]].", "POLICE"),
    ("POLICE SOURCES SAID THE ATTACKS COULD HAVE BEEN CARRIED OUT BY [[THE STAR GROUP]].", "POLICE SOURCES"),
    ("The police hold [[the Revolutionary Movement of Marsa]] responsible for the attack.", "The police"),
    ("[[Sarin]] is suspected to have been used.", None),
    ("planes hit the town with gases believed to be [[sarin and chlorine]]", None),
    ("The director said the blasts appeared to be [[coordinated]].", "The director"),
]  # fmt: skip
UNCONFIRMED = [
    ("[[58]] people were reportedly killed in the raid.", None),
    ("An estimated [[800]] prisoners escaped.", None),
    ("The number is estimated at [[800]].", None),
    ("[[Hundreds]] of prisoners escaped, but the exact number is unknown.", None),
    ("Officials said [[800]] had escaped. | The report could not be independently verified.", "Officials"),
    ("Unconfirmed reports said [[30]] people died.", "Unconfirmed reports"),
    ("The group's claim that [[12]] soldiers died could not be verified.", "The group's claim"),
    ("[[THE KIDNAPPERS]] ARE SAID TO BE MEMBERS OF A GROUP CALLED THE STAR.", None),
    ("Militants also escaped, but the exact number of those fleeing is unknown. | in how much is estimated in only [[800]] items.", None),
    ("There was no independent confirmation. | The rebels said [[12]] soldiers died.", "The rebels"),
]  # fmt: skip
DISPUTED = [
    ("There were conflicting reports on the number of dead. | State radio said [[12]] people had died.", "State radio"),
    ("The army killed [[40]] rebels, it said in a statement. | The rebels denied the claim.", "The army"),
    ("Accounts of the raid differ and the figure of [[12]] dead is disputed.", None),
]  # fmt: skip
QUOTED_WHOLE = [
    ('"There was no raid," army spokesman Karl Tove said. | [["Nine men died."]]', "claimed", "army spokesman Karl Tove"),
    ("“There was no raid,” army spokesman Karl Tove said. | [[“Nine men died.”]]", "claimed", "army spokesman Karl Tove"),
    ('"There was no raid," army spokesman Karl Tove said. | [["Nine men died." ]]', "claimed", "army spokesman Karl Tove"),
    ('Karl Tove, the army spokesman, denied that. | [["Nine men died."]]', "claimed", "Karl Tove, the army spokesman"),
    ('Karl Tove, the army spokesman, denied that. | "[[Nine]] men died."', "claimed", "Karl Tove, the army spokesman"),
    ('Karl Tove, the army spokesman, denied that. | [["Our guns fired nothing on Friday."]]', "denied", "Karl Tove, the army spokesman"),
    ('The army said it was calm. | [["Red Dawn" and "Blue Dusk" are bands of Osht.]]', "reported", None),
]  # fmt: skip
DENIED = [
    (
        '"[[Our gunners fired nothing]] on Saturday," an army spokesman told reporters.',
        "an army spokesman",
    ),
    ("The Northern Front said it had [[no knowledge]] of the attack.", "The Northern Front"),
    ("The army denied that it had [[shelled the market]].", "The army"),
    ("The Front denied [[shelling the market]].", "The Front"),
    ("THE GENERAL REJECTED THE CHARGE THAT [[HIS MEN]] FIRED FIRST.", "THE GENERAL"),
]
ROWS = [
    *OWN_VOICE, *QUOTED_WHOLE,
    *((text, name, speaker) for name, rows in (
        ("reported", REPORTED), ("claimed", CLAIMED), ("confirmed", CONFIRMED),
        ("suspected", SUSPECTED), ("unconfirmed", UNCONFIRMED), ("disputed", DISPUTED),
        ("denied", DENIED),
    ) for text, speaker in rows),
]  # fmt: skip
ROWS = [
    (t if "[[" in t else t.replace("ALLEGED SHINING STAR", "ALLEGED [[SHINING STAR]]"), c, s)
    for t, c, s in ROWS
]


@pytest.mark.parametrize("told", EVERYONE)
def test_everyone_is_no_speaker_and_confirms_nothing(told: str) -> None:
    found = assessed(told)
    assert (found.speaker, found.certainty) == (None, "reported")


@pytest.mark.parametrize(("text", "certainty", "speaker"), ROWS, ids=[r[0][:48] for r in ROWS])
def test_certainty_and_speaker(text: str, certainty: str, speaker: str | None) -> None:
    found = assessed(text)
    assert (found.certainty, found.speaker) == (certainty, speaker)


@pytest.mark.parametrize("text", [row[0] for row in ROWS])
def test_cues_and_speaker_are_verbatim_at_their_offsets(text: str) -> None:
    sentences = [part.replace("[[", "").replace("]]", "") for part in text.split(" | ")]
    found = assessed(text)
    for one in found.spans:
        assert sentences[one.sentence][one.start : one.end] == one.text
    shown = [one.text for one in found.spans]
    assert set(found.cues) <= set(shown)
    assert found.speaker is None or found.speaker in shown


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("[[58]] people were reportedly killed in the raid.", ("reportedly",)),
        ("An estimated [[800]] prisoners escaped.", ("estimated",)),
        ("The rebels may have used [[3]] vehicles.", ("may",)),
        ("[[12]] died, according to police.", ("according to",)),
        ("According to preliminary data, police said [[12]] died.", ("preliminary", "said")),
    ],
)
def test_cues_are_the_words_that_show_it(text: str, cues: tuple[str, ...]) -> None:
    assert assessed(text).cues == cues


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The official said [[two]] men were hurt but said it was unclear whether the damage was done by shells.", "claimed"),
        ("The mayor said [[nine]] men died and added that it was unclear who had fired.", "claimed"),
        ("[[Nine]] men died, and it is unknown why the mill burned.", "reported"),
        ("[[Nine]] men died, but it was not clear when the mill had burned.", "reported"),
        ("[[Nine]] men died, but it was unclear whether the toll was final.", "unconfirmed"),
        ("At least [[nine]] men died, but it was unclear how many.", "unconfirmed"),
        ("[[Nine]] men died but the exact number is unknown.", "unconfirmed"),
    ],
)  # fmt: skip
def test_a_count_is_known_though_who_or_whether_is_not(text: str, certainty: str) -> None:
    assert assessed(text).certainty == certainty


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Tamar Lines said [[it had no part in the raid]].", "denied"),
        ("The KLP said [[it had no knowledge of the attack]].", "denied"),
        ("Omar Haddad said [[he played no role in the kidnapping]].", "denied"),
        ("Tamar Lines said [[there was no attack]].", "claimed"),
        ("Tamar Lines said [[it had no lorries in Osht]].", "claimed"),
        ("The Front said [[there was no attack]].", "denied"),
        ("The mayor said [[they had fired nothing]].", "claimed"),
    ],
)
def test_who_says_that_he_had_no_part_denies_it_whoever_he_is(text: str, certainty: str) -> None:
    assert assessed(text).certainty == certainty


def test_a_number_told_as_unknown_shows_both_cues() -> None:
    found = assessed(
        "Militants escaped, but so far the exact number of those fleeing is unknown. | "
        "in how much is estimated in only [[800]] items."
    )
    assert found.certainty == "unconfirmed"
    assert found.cues == ("is unknown", "estimated")
    assert found.says_unknown


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("A bomb hit [[the bridge]]. | No group has claimed responsibility for the attack.", True),
        ("[[No group]] has claimed responsibility for the attack.", True),
        ("[[Dozens]] fled, but their number is not known.", True),
        ("[[12]] people died. | It is not known who planted the bomb.", False),
        ("[[12]] people died. | The number of wounded was not known.", False),
        ("[[12]] people died.", False),
    ],
)
def test_the_report_says_that_the_thing_asked_is_unknown(text: str, unknown: bool) -> None:  # noqa: FBT001 - a table column
    assert assessed(text).says_unknown is unknown


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("the Marsa Observatory for Human Rights", "independent"),
        ("UN officials", "independent"),
        ("a health ministry official", "independent"),
        ("an army spokesman", "party"),
        ("the defence ministry", "party"),
        ("state television of Syria", "media"),
        ("Syria", "party"),
        ("police", "official"),
        ("the interior minister", "official"),
        ("residents", "witness"),
        ("Selim Barak", "unknown"),
    ],
)
def test_standing_of_speakers(words: str, standing: str) -> None:
    assert speaker_class(words) == standing
    assert speaker_class(words.upper()) == standing


_COUNTS = st.integers(2, 999)
_ADVERBS = st.sampled_from(
    certainty_lexicon()["hedges"]["unconfirmed"]
    + ["allegedly", "apparently", "presumably", "possibly", "probably"]
)


@settings(max_examples=40, deadline=None)
@given(_COUNTS, _ADVERBS)
def test_a_hedge_is_never_dropped(n: int, adverb: str) -> None:
    bare = assessed(f"The raid killed [[{n}]] people.")
    hedged = assessed(f"The raid {adverb} killed [[{n}]] people.")
    assert (bare.certainty, bare.cues) == ("reported", ())
    assert hedged.certainty in {"suspected", "unconfirmed"}
    assert adverb in hedged.cues


@settings(max_examples=40, deadline=None)
@given(_COUNTS, st.sampled_from(["The mayor", "The army", "A monitoring group", "Lina Aziz"]))
def test_a_speaker_is_found_before_and_after(n: int, speaker: str) -> None:
    before = assessed(f"{speaker} said that the raid killed [[{n}]] people.")
    after = assessed(f"The raid killed [[{n}]] people, {speaker} said.")
    assert before.speaker == after.speaker == speaker
    assert before.certainty == after.certainty


def test_an_extra_file_adds_words(tmp_path) -> None:  # noqa: ANN001 - pytest's own fixture
    """A user's list is joined to the packaged one and loses nothing of it."""
    extra = tmp_path / "more.toml"
    extra.write_text('[hedges]\nunconfirmed = ["rumouredly"]\n', encoding="utf-8")
    words = certainty_lexicon(extra)["hedges"]["unconfirmed"]
    assert "rumouredly" in words
    assert "reportedly" in words


def test_a_count_of_what_may_happen_keeps_the_word_that_says_so() -> None:
    text = "If the truce fails, up to 100,000 people could flee Arlo, the UN warned."
    start = text.index("up to")
    found = assess(parse_many([text]), 0, start, start + len("up to 100,000"))
    assert found.certainty == "suspected"
    assert "could" in found.hedges
