# SPDX-License-Identifier: BSD-2-Clause
"""Invented residents, bases, word lists and letters for the benchmark of scale: generate.py FOLDER ROWS BASES PHRASES
PATTERNS. The same seed always: the first rows of a large register are those of a small one, and the letters, which are
the same for both, name some of them.

Nobody can be meant: postcodes of the area NM and the telephone area 01632 do not exist, NHS numbers begin with 999 and
are never issued, National Insurance numbers have the administrative prefixes MW and CR, addresses are below .example."""

import io
import random
import sys
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

FORENAMES = """Ada Adil Agnes Alan Alice Amara Amina Andrew Anita Anna Arthur Asha Ayesha Barbara Ben Bela Bridget Carys Cedric
Chloe Clara Colin Dafydd Dana Daniel Deepa Derek Dilys Donal Dora Edith Edwin Elena Elin Emma Erik Esme Ewan Farah Fergus
Fiona Fred Gareth Gita Glenda Grace Gwen Habib Hana Harold Heather Hugh Ian Ibrahim Ida Imran Irene Isla Ivor Jack Jamila Janet
Jonas Joy Judith Kamal Karen Keith Kiran Lara Leila Leo Lewis Lila Lorna Lucy Mabel Maja Malik Mara Marian Martin Maud Megan
Mina Mohan Morag Nadia Nell Neville Nina Noor Norman Olga Olive Omar Oscar Owen Parveen Paul Petra Pia Priti Quentin Rachel
Rafi Rana Rhian Robert Rosa Ruth Sam Sanjay Sara Shona Sian Stella Suresh Sylvia Tara Tariq Theo Tom Una Usha Vera Victor Wanda
Wilf Yasmin Yusuf Zara Zofia""".split()
STEMS = """Ash Barn Beck Birk Black Bracken Brad Bram Brier Brock Brom Burn Calder Carr Clay Clif Cob Crag Dal Dean Dun East Eld
Fair Fal Fen Fern Gar Gil Glen Gorse Grim Hal Harb Hart Hawk Hazel Heath Hol Holm Hurst Ing Kel Kirk Lang Lark Led Ling Lock
Mal Marsh Mel Mill Moor Nether Nor Oak Old Pen Pike Quarry Rad Red Rook Rush Salt Sand Sedge Shaw Skel Slade Stan Sten Stone
Sut Swin Tarn Thistle Thorn Tod Up Wal Warb Water Wel Whit Wil Win Wol Wren Yarrow""".split()
ENDINGS = """bank beck borough bourne bridge bury by combe cote croft dale den don end er field ford garth gate grave ham haugh
head hill holme hurst land ley low man mere more ness ridge rigg royd shaw side son stead sted stone stow thorpe thwaite ton
tree wall water well wick wood worth""".split()
WAYS = "Street Road Lane Row Close Avenue Gardens Terrace Walk Court Place Rise Way Drive Crescent Mews".split()
# Words of letters and of phrases alike, so that phrases begin in the letters without being in them.
WORDS = """about above access account across action added address advice after again agenda agree allotment allowance amount annual
answer appeal applicant application approve area arrange assess assistance attend audit available await balance bench between
bin bridge budget building bus business cabinet call capital care car carriageway case caution cemetery centre chair change
charge chase check church claim clean clear client close club coast collect column comment commission committee community
complaint concern condition confirm consider consult contact contract contractor copy corner cost council councillor court
cover crossing cycle damage date day decide decision defect delay deliver demand department deposit design detail develop
digital direct discuss display district document door drain draft drive dropped due duty early east edge education elect
empty enforce engineer enquiry enter equal estate estimate event evidence exit expect extend facility fair fee fence field
figure file final finance fire flood floor follow footpath forum forward found fund garage garden gate general grant grass
green ground group growth guide gully hall harbour head health hedge help high highway history hold home hope hour house
housing include income increase inform inspect install interest invest issue item join junction keep kerb key land lane
late lead leaflet lease leave legal leisure letter level library licence light limit line link list local lock long lorry
main maintain manage map market matter measure meet member memorial mend mill minute mobile money month move museum name
near need neighbour network new next night noise north note notice number object occupy office officer open operate option
order outline oversee owner panel paper park parking part partner path pause pavement pay pending people period permit phase
place plan planning planting plant play plot point policy pond pool post pothole present press price print process produce
progress project propose protect provide public publish pupil purchase quarter question queue quote raise range rate reach
read reason receive record recycle reduce refer refuse region register regular relate release rely remain remind remove
renew rent repair replace reply report request require resident respond result retail return review right river road roof
room round route rule safe sale sample scheme school scope season seat section see send serve service set shelter shop
sign site slope small social south space speed spend sport square staff stage stand start statement station status step
stock stop storage street strategy strip submit subway suggest summer supply support surface survey system table take
target task team temporary tenant tender term theatre time title toilet total tour tower town track trade traffic train
transfer travel treat tree trial trust tunnel update urban urgent use vacant value van verge view village visit volume vote
wait walk wall ward warden waste water week weight west wheel wide will window winter work worker yard year young zone""".split()

MEMBERS = ["cllr.patel@northmere.gov.uk", "cllr.lee@northmere.gov.uk", "cllr.shah@northmere.gov.uk",
           "cllr.oduya@northmere.gov.uk", "cllr.novak@northmere.gov.uk"]
OFFICER, MEMBER = "j.hart@northmere.gov.uk", "cllr.shah@northmere.gov.uk"
SURNAMES = [stem + ending for ending in ENDINGS for stem in STEMS]
STREETS = [f"{stem}{ending} {way}" for way in WAYS for ending in ENDINGS[:8] for stem in STEMS[::2]]
COLUMNS = "id,forename,surname,email,phone,house,street,postcode,date_of_birth,nino,nhs_number,references"


def common(rng, names):
    """As with real names a few are many people's: the first tenth of the list is nearly half of them."""
    return names[int(len(names) * rng.random() ** 3)]


def nhs_number(number):
    """999 and six digits with their check digit; None where there is none."""
    digits = f"999{number % 1000000:06}"
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11
    return None if check == 10 else f"{digits}{check % 11}"


class Resident:
    def __init__(self, rng, number):
        self.id = f"R{number:07}"
        self.forename, self.surname = common(rng, FORENAMES), common(rng, SURNAMES)
        self.email = f"{self.forename}.{self.surname}{number}@post.example".lower() if rng.random() < 0.6 else ""
        self.phone = f"01632 {rng.randrange(1000000):06}" if rng.random() < 0.8 else ""
        self.house, self.street = rng.randrange(1, 200), rng.choice(STREETS)
        unit = "".join(rng.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
        self.postcode = f"NM{rng.randrange(1, 20)} {rng.randrange(1, 10)}{unit}"
        self.birth = f"{rng.randrange(1930, 2012)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        self.nino = f"{rng.choice(['MW', 'CR'])}{rng.randrange(1000000):06}{rng.choice('ABCD')}" if rng.random() < 0.2 else ""
        self.nhs = (nhs_number(number) or "") if rng.random() < 0.3 else ""
        self.references = [f"CT{number:08}"] + ([f"HB-{rng.randrange(10000000):07}"] if rng.random() < 0.3 else [])

    def row(self):
        return (f"{self.id},{self.forename},{self.surname},{self.email},{self.phone},{self.house},{self.street},"
                f"{self.postcode},{self.birth},{self.nino},{self.nhs},{';'.join(self.references)}\n")


def write_register(folder, rows, bases):
    """The first residents, who may stand in letters."""
    rng, known = random.Random(1), []
    with open(folder / "constituents.csv", "w", encoding="utf-8") as file:
        file.write(COLUMNS + "\n")
        for number in range(rows):
            resident = Resident(rng, number)
            known += [resident] if number < 1000 else []
            file.write(resident.row())
    rng = random.Random(2)
    with open(folder / "consents.csv", "w", encoding="utf-8") as file:
        file.write("constituent,member,basis,matter,from,until,withdrawn,evidence\n")
        for _ in range(bases):
            file.write(f"R{rng.randrange(rows):07},{rng.choice(MEMBERS)},{rng.choice(['consent', 'acting'])},"
                       f"{'' if rng.random() < 0.7 else 'CAS-%06d' % rng.randrange(1000000)},"
                       f"2026-01-{rng.randrange(1, 29):02},{'' if rng.random() < 0.5 else '2027-12-31'},"
                       f"{'' if rng.random() < 0.95 else '2026-03-01'},form\n")
    return known


def write_lexicon(folder, phrases, patterns):
    """Categories that the shipped profiles look for; phrases of two to four words, patterns of the usual kinds."""
    rng = random.Random(3)
    lines = []
    for _ in range(phrases):
        phrase = " ".join(rng.choice(WORDS) for _ in range(rng.randrange(3, 6)))
        lines.append(f'\t{{ phrase = "{phrase}"; weight = 1; }}')
    for number in range(patterns):
        one, two, three = (rng.choice(WORDS) for _ in range(3))
        shape = (f"{one}(s|ed|ing)? (of|for|and) (the )?{two}s? {three}", f"{one} ?[0-9]{{1,4}} ?/ ?{two}",
                 f"({one}|{two}) (no|number|ref)\\\\.? ?[a-z]{{2}}[0-9]{{4,6}}", f"{one} ... {two} ... {three}")[number % 4]
        lines.append(f'\t{{ pattern = "{shape}"; weight = 1; }}')
    (folder / "lexicon.conf").write_text('category = "legal-advice";\nentries = (\n' + ",\n".join(lines) + "\n);\n",
                                         encoding="utf-8")


def prose(rng, length):
    """So many characters of sentences and paragraphs."""
    paragraphs, size = [], 0
    while size < length:
        sentences = [" ".join(rng.choice(WORDS) for _ in range(rng.randrange(8, 18))).capitalize() + "."
                     for _ in range(rng.randrange(2, 6))]
        paragraphs.append(" ".join(sentences))
        size += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)[:length]


def letter(name, body):
    message = EmailMessage()
    message["From"], message["To"] = f"Jo Hart <{OFFICER}>", f"Councillor Shah <{MEMBER}>"
    message["Subject"], message["Date"] = f"The scheme: {name}", "Thu, 14 May 2026 09:30:00 +0100"
    message["Message-ID"] = f"<{name}@northmere.gov.uk>"
    message.set_content(body)
    return message


def thread(rng):
    """Letters below letters, with names, dates and numbers of the office, as they grow in real life."""
    text = prose(rng, 1500)
    for turn in range(6):
        who = ("Priya Shah", "cllr.shah") if turn % 2 == 0 else ("Jo Hart", "j.hart")
        text += (f"\n\nFrom: {who[0]} <{who[1]}@northmere.gov.uk>\nSent: {12 - turn} May 2026 10:0{turn}\n"
                 f"To: somebody@northmere.gov.uk\nSubject: RE: The scheme\n\n{prose(rng, 1150)}\n\n"
                 f"{who[0]}\nTel: 07700 9000{turn}1  Ref: NM/2026/00{turn}71\n")
    return text


def strangers(rng, count):
    """Whole rows that nobody of the register has, though others have their names, dates and postcodes."""
    residents = [Resident(rng, number) for number in range(5000000, 5000000 + count)]
    for resident in residents:
        resident.phone, resident.references = f"07700 900{rng.randrange(1000):03}", [f"XX/{rng.randrange(10**7):07}"]
    return residents


def lines_of(residents):
    return "\n".join(f"{who.forename} {who.surname}, {who.house} {who.street}, {who.postcode}, born {who.birth}, "
                     f"tel. {who.phone}, ref. {who.references[0]}" for who in residents)


def workbook(residents):
    """A minimal sheet as Office writes them, one row for each resident."""
    def row(number, cells):
        return f'<row r="{number}">' + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells) + "</row>"

    head = row(1, ["Forename", "Surname", "House", "Street", "Postcode", "Date of birth", "Telephone", "Reference"])
    body = "".join(row(place + 2, [who.forename, who.surname, who.house, who.street, who.postcode, who.birth, who.phone,
                                   who.references[0]]) for place, who in enumerate(residents))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types">'
                         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                         f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
                         f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>')
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
                         f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
                         '<sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships"><Relationship '
                         f'Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        archive.writestr("xl/worksheets/sheet1.xml",
                         f'<worksheet xmlns="{main}"><sheetData>{head}{body}</sheetData></worksheet>')
    return out.getvalue()


def with_sheet(name, body, residents):
    message = letter(name, body)
    message.add_attachment(workbook(residents), maintype="application", filename="list.xlsx",
                           subtype="vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    return message


def write_letters(folder, known):
    rng = random.Random(4)
    letters = {
        "plain-2k": letter("plain", prose(rng, 2000)),
        "thread-10k": letter("thread", thread(rng)),
        "residents-3": letter("residents", prose(rng, 900) + "\n\n" + lines_of(known[:3]) + "\n\n" + prose(rng, 600)),
        "identifiers-60": letter("identifiers", prose(rng, 500) + "\n\n" + lines_of(strangers(rng, 60))),
        "sheet-300-known": with_sheet("known", prose(rng, 500), known[100:400]),
        "sheet-300-strangers": with_sheet("strangers", prose(rng, 500), strangers(rng, 300)),
    }
    for name, message in letters.items():
        (folder / f"{name}.eml").write_bytes(message.as_bytes(policy=SMTP))


def main():
    folder, rows, bases, phrases, patterns = Path(sys.argv[1]), *map(int, sys.argv[2:6])
    folder.mkdir(parents=True, exist_ok=True)
    write_letters(folder, write_register(folder, rows, bases))
    write_lexicon(folder, phrases, patterns)


if __name__ == "__main__":
    main()
