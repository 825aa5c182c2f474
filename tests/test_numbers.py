"""Numbers that a reader could dial, and digits that are something else."""

import re

import pytest

from guides.rules.lib import phone_numbers

DIALLED = [
    "in 2026 800-123-4567",
    "Call 1-800-555-0199 now",
    "(800) 555 0199",
    "800.555.0199",
    "800*555*0199",
    "8 0 0 5 5 5 0 1 9 9",
    "+1 800 123 4567",
    "0800 123 456",
    "call 12345",
    "1-800-FLOWERS",
    "1-800-NETFLIX",
    "0800 CANCEL1",
    "eight hundred five five five one two three four",
    "8OO-555-O199",
    "(8OO) 555-Ol99",
    "tel 555-0142",
    "dial 0049 30 1234567",
    "+44 20 7946 0958",
    "8005550199",
    "4155552671",
    "1800 958 288",
    "0800 009 009",
    "800 555\n0199",
    "800-555–0199",
    "1 (888) 555-0123",
    "020 7946 0958",
    "1300 123 456",
    "030/1234567",
    "one 800 five five five 0 1 9 9",
    "1.800.555.0199",
    "+18005550199",
    "call: 8 8 8 - 5 5 5 - 1 2 1 2",
    "text STOP to 83411",
    "888 - 555 - 1212",
    "fax 212 555 0100",
    "1-8-0-0-5-5-5-0-1-9-9",
    "AMZN 866-579-7172",
    "Rufen Sie null acht null null fünf fünf fünf eins zwei drei vier an",
    "acht null null, fünf fünf fünf, null eins vier zwei",
    "le huit zéro zéro cinq cinq cinq zéro un quatre deux",
    "ocho cero cero cinco cinco cinco cero uno cuatro dos",
    "otto zero zero cinque cinque cinque zero uno quattro due",
    "acht nul nul vijf vijf vijf nul een vier twee",
    "oito zero zero cinco cinco cinco zero um quatro dois",
    "osiem zero zero pięć pięć pięć zero jeden cztery dwa",
    "sekiz sıfır sıfır beş beş beş sıfır bir dört iki",
    "åtta noll noll fem fem fem noll ett fyra två",
    "восемь ноль ноль пять пять пять ноль один четыре два",
    "восемь ноль ноль три три три ноль один четыре два",
    "お電話は 八〇〇五五五〇一四二 まで",
    "電話 八零零 五五五 零一四二",
    "팔공공 오오오 공일사이",
    "eight oh oh / triple five / oh one four two",
    "eight-zero-zero, then triple five, then zero one forty-two",
    "1-800-F-L-O-W-E-R-S",
    "1 800 F L O W E R S for help",
    "1-8OO-CANCELS",
    "Call 855-get-help",
    "Send STOP to 98765",
    "Envoyez STOP au 98765",
    "Llame al 900 123 456",
    "Numero verde 800 123456",
    "Chiama 199 123 123",
    "Telefon: 22 123 45 67",
    "전화 1588-1234",
    "order number 8005550199",
    "Ref. no. 18885550199",
    "case 0800123456",
    "ticket 00442079460958",
    "VIII V V V I IX IX",
    "Dial “800”, “555”, “0199”",
    "call 800 (area) 555 (office) 0199 (line)",
    "电话 壹捌零零伍伍伍零壹玖玖",
    "कॉल करें एक आठ शून्य शून्य पाँच पाँच पाँच शून्य एक नौ नौ",
    "اتصل واحد ثمانية صفر صفر خمسة خمسة خمسة صفر واحد تسعة تسعة",
    "Καλέστε ένα οκτώ μηδέν μηδέν πέντε πέντε πέντε μηδέν ένα εννέα",
    "Telepon satu delapan nol nol lima lima lima nol satu sembilan sembilan",
    "Volejte osm nula nula pět pět pět nula jedna devět devět",
    "Hívja nyolc nulla nulla öt öt öt nulla egy kilenc kilenc",
    "Soita kahdeksan nolla nolla viisi viisi viisi nolla yksi yhdeksän",
    "Ring otte nul nul fem fem fem nul en ni ni",
    "Sună opt zero zero cinci cinci cinci zero unu nouă nouă",
    "Gọi tám không không năm năm năm không một chín chín",
    # Fifteen digits are the most that a number has, and seven the fewest.
    "8 0 0 5 5 5 0 1 9 9 1 2 3 4 5",
    "5 5 5 0 1 4 2",
    "800-FLYS",
    "five five five oh one four two",
    # Five digits among letters that look like some.
    "8OO-5OO-99I9",
]

NOT_DIALLED = [
    "Microsoft 365 2024 plan",
    "100.000.000 songs",
    "$1,299.99",
    "2026-07-03",
    "07/03/2026",
    "3.7.2026",
    "24/7",
    "8 am-5 pm",
    "10:00-18:00",
    "9:00–17:30",
    "1-2 minutes",
    "2019-2024",
    "2019–2024",
    "article 115014893428",
    "50 %",
    "PO Box 54170",
    "Irvine, CA 92619-4170",
    "AMZN PRIME*2K4",
    "order 1234567890",
    "1,000-2,000 songs",
    "tvOS 26",
    "§ 312k BGB",
    "Regulation (EU) 2011/83",
    "I ZR 200/25",
    "between 1 and 14 days",
    "1080p, 4K",
    "EUR 1.299,00",
    "€ 12.99",
    "12,99 €",
    "30 days, 60 days, 90 days",
    "GPA.3314-5678-9012-34567",
    "Monday to Friday, 9 am to 5 pm",
    "2 x 4 x 8",
    "2026-07-03T10:00:00Z",
    "one, two or three",
    "two to three days",
    "error code NSES-500",
    "M7111-1331",
    "10250 Constellation Blvd., Los Angeles, CA 90067",
    "4 to 6 weeks",
    "Windows 10/11",
    "iOS 17.4.1",
    "June 30, 2026 12:00",
    "8.1.2 and 8.1.3",
    "call before 5 pm",
    "within 7 days, 14 days or 30 days of 2026",
    "Directive 2011/83/EU",
    "phone from 2019",
    "Room 1400, 130 Adelaide St W",
    "10,000 points",
    "1 000 000",
    "ISBN 9783161484100",
    "2,999 INR",
    "US$ 2 000",
    "75001 Paris",
    "100 - 200",
    "12 months (24 payments)",
    "call within 48 hours, 24/7",
    "3-5 business days",
    "Fax it 3 days before",
    "0.99 to 9.99 a month",
    "phone with 128 GB",
    "version 8.97.12.345",
    "16 CFR Part 425",
    "15 U.S.C. 8401-8405",
    "Section 17600-17606",
    "17602(b)",
    "iPhone 12, 13, 14, 15",
    "1 800 points",
    "zwei bis drei Tage, eins bis zwei Wochen, vier oder fünf Monate",
    "un ou deux mois, trois ou quatre semaines",
    "one, two, three, four, five or six stars",
    "an 800-channel package",
    "CNPJ 13.590.585/0001-99",
    "06455-911 Barueri",
    "二〇二六年十一月",
    "Model UN55TU8000FXZA",
    "call within 100 days of 200 orders in 2024",
    "Call one of 300 shops or 200 partners, open since 2019",
    "dva až tři dny, jeden nebo čtyři týdny",
    "satu atau dua bulan, tiga sampai lima minggu",
    "order 8905550199 and invoice 80055501",
    "Parts I II III IV V VI VII",
    "I, II, III, IV, I, II, III",
    "4 490 Ft, 25.900 COP, 169,90 TL",
    "8 0 0 5 5 5 0 1 9 9 1 2 3 4 5 6",
    "5 5 5 0 1 4",
    "800-FLY",
    "five five five oh one four",
    "8OO-5OO-O99I",
]


def test_roman_digits_are_found_where_no_word_for_a_digit_is() -> None:
    assert phone_numbers.find("VIII V V V I IX IX", digit_words=(), other_words=())


FEW = {
    "null": ("fünf", "zwei", "åtte"),
    "zéro": ("cinq", "huit", "deux"),
    "cero": ("cinco", "ocho"),
    "zero": ("otto", "due", "oito", "dois", "pięć", "osiem", "cinci", "opt"),
    "nul": ("vijf", "twee", "otte"),
    "sıfır": ("beş", "sekiz"),
    "noll": ("fem", "åtta"),
    "ноль": ("пять", "восемь"),
    "нуль": ("п'ять", "вісім"),
    "nula": ("pět", "osm", "päť", "osem"),
    "nulla": ("öt", "nyolc"),
    "nolla": ("viisi", "kahdeksan"),
    "μηδέν": ("πέντε", "οκτώ", "οχτώ"),
    "nol": ("lima", "delapan"),
    "không": ("năm", "tám"),
    "शून्य": ("पाँच", "पांच", "आठ"),
    "صفر": ("خمسة", "ثمانية"),
    "אפס": ("חמש", "שמונה"),
    "ศูนย์": ("ห้า", "แปด"),
}
"""A word for zero of each language, and words that few texts have beside numbers, of which one is enough."""


@pytest.mark.parametrize(("zero", "word"), [(zero, word) for zero, words in FEW.items() for word in words])
def test_one_word_that_few_texts_have_is_enough(zero: str, word: str) -> None:
    text = f"{zero} {zero} {zero} {word} {zero} {zero} {zero}"
    assert [number.written for number in phone_numbers.find(text)] == [text]


ENGLISH = (
    *("zero", "oh", "nought", "null", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred"),
    *("double", "triple", "plus"),
)


@pytest.mark.parametrize("word", ENGLISH)
def test_a_number_goes_on_over_each_word_for_digits(word: str) -> None:
    text = f"five five five {word} oh one four"
    assert [number.written for number in phone_numbers.find(text)] == [text]


@pytest.mark.parametrize("word", ["zero", "oh", *ENGLISH[4:13]])
def test_a_word_for_a_digit_makes_a_number_alone(word: str) -> None:
    assert phone_numbers.find(" ".join([word] * 7))


@pytest.mark.parametrize("word", ["double", "triple"])
def test_several_digits_at_once_make_a_number(word: str) -> None:
    assert phone_numbers.find(" ".join([f"{word} nought"] * 5))


@pytest.mark.parametrize(
    "sign", ["II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]
)
def test_roman_numbers_that_go_down_count_nothing(sign: str) -> None:
    assert phone_numbers.find(f"{sign} I I I I I I")
    assert phone_numbers.find(f"I I I I I I {sign}") == []


@pytest.mark.parametrize("text", DIALLED)
def test_what_can_be_dialled_is_found(text: str) -> None:
    assert phone_numbers.find(text)


@pytest.mark.parametrize("text", NOT_DIALLED)
def test_what_cannot_be_dialled_is_let_be(text: str) -> None:
    assert phone_numbers.find(text) == []


def test_a_number_is_found_where_it_stands() -> None:
    (found,) = phone_numbers.find("For $9.99 a month, call (800) 555-1234 before 2026-07-03.")
    assert (found.written, found.offset, found.e164) == ("(800) 555-1234", 24, "+18005551234")


def test_each_of_two_numbers_is_found() -> None:
    # That with letters is looked for behind the others, and of two that overlap one is enough.
    found = phone_numbers.find("Dial 1-8OO-555-O199, or call (800) 555-1234 or 020 7946 0958.")
    assert [(number.written, number.offset) for number in found] == [
        ("1-8OO-555-O199", 5),
        ("(800) 555-1234", 29),
        ("020 7946 0958", 47),
    ]


@pytest.mark.parametrize("written", ["1-800-555-1234", "(800) 555-1234", "+1 800 555 1234", "8005551234"])
def test_a_declared_number_is_known_in_every_form(written: str) -> None:
    (found,) = phone_numbers.find(written)
    assert phone_numbers.same(found, {"+18005551234"})
    assert not phone_numbers.same(found, {"+18005551235"})


@pytest.mark.parametrize(
    ("number", "is_one"),
    [("+18005551234", True), ("+4930123456", True), ("+1800555", False), ("+999123456789", False), ("150", False)],
)
def test_a_number_that_nobody_can_have_is_none(number: str, *, is_one: bool) -> None:
    assert phone_numbers.is_valid(number) is is_one


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("+19005551234", "premium"),
        ("+447012345678", "personal"),
        ("+447640123456", "pager’s"),
        ("+870123456789", "satellite or network"),
        ("+881612345678", "satellite or network"),
        ("+18005551234", None),
        ("150", None),
    ],
)
def test_a_number_that_costs_much_is_named_by_its_kind(number: str, kind: str | None) -> None:
    assert phone_numbers.costly(number) == kind


def test_a_number_is_shown_as_its_country_writes_it() -> None:
    assert phone_numbers.national("+18662733612") == "(866) 273-3612"
    assert phone_numbers.national("+442079460958") == "020 7946 0958"


@pytest.mark.parametrize(("form", "example"), [*phone_numbers.SHAPES.values()], ids=[*phone_numbers.SHAPES])
def test_a_shape_is_that_of_its_example(form: str, example: str) -> None:
    assert re.fullmatch(form, example)
    assert [number.written for number in phone_numbers.find(f"Ask {example} now")] == [example]


@pytest.mark.parametrize(("form", "example"), [*phone_numbers.NO_NUMBERS.values()], ids=[*phone_numbers.NO_NUMBERS])
def test_what_only_has_digits_is_no_number(form: str, example: str) -> None:
    assert re.fullmatch(form, example, re.IGNORECASE)
    assert phone_numbers.find(f"See {example} and {example}") == []


CALLED = (
    *("Call", "Calling", "Dial", "Dialling", "Dialing", "Phone", "Telephone", "Tel", "Ring", "Hotline", "Helpline"),
    *("Fax", "Toll free", "Toll-free", "Text", "SMS", "WhatsApp", "Mobile", "The number is", "Support line"),
    *("Care line", "Desk", "Telefon", "Telefone", "Telefono", "Tél", "Téléphone", "Teléfono", "Rufen", "Appelez"),
    *("Llame", "Chiama", "Chiami", "Ligue", "Número verde", "Numero verde", "Send STOP to", "Envoyez STOP au"),
    *("Envíe STOP al", "Invia STOP para", "Stuur STOP naar", "Wyślij STOP na", "電話", "전화"),
)


@pytest.mark.parametrize("words", CALLED)
def test_five_digits_are_a_number_behind_a_word_for_calling(words: str) -> None:
    assert [number.written for number in phone_numbers.find(f"{words} 86753 now")] == ["86753"]
    assert phone_numbers.find(f"{words} 8675 now") == []


@pytest.mark.parametrize("word", ["tel", "ph", "phone", "call", "fax", "mobile", "hotline", "whatsapp", "sms"])
def test_a_number_may_be_glued_to_its_word(word: str) -> None:
    assert [number.written for number in phone_numbers.find(f"See {word}8005550199 there")] == ["8005550199"]
