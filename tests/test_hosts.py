"""Whose a host is, and which hosts can be taken for each other."""

import time

import pytest

from guides.rules.lib import hosts, tracking, urls
from guides.rules.lib.hosts import Names

DECLARED = Names.of(
    [
        "netflix.com",
        "help.coursera.org",
        "noom.com",
        "zoom.us",
        "paypal.com",
        "hulu.com",
        "amazon.co.uk",
        "expressvpn.com",
        "laegehuset.dk",
        "vimeo.com",
        "easyrefunded.com",
        "westwing.com",
        "disneyplus.com",
        "ibm.com",
        "bumble.com",
        "humble.com",
        "o2.com",
    ]
)


@pytest.mark.parametrize(
    ("host", "imitated"),
    [
        ("netf1ix.com", "netflix.com"),
        ("netfiix.com", "netflix.com"),
        ("netflx.com", "netflix.com"),
        ("netlfix.com", "netflix.com"),
        ("net-flix.com", "netflix.com"),
        ("netflix-cancel.com", "netflix.com"),
        ("cancelnetflix.com", "netflix.com"),
        ("netflix.com.evil.example", "netflix.com"),
        ("n\u0435tflix.com", "netflix.com"),
        ("p\u0430yp\u0430l.com", "paypal.com"),
        ("\u0440\u0430\u0443\u0440\u0430\u04cf.com", "paypal.com"),
        ("paypa1.com", "paypal.com"),
        ("expre\u00dfvpn.com", "expressvpn.com"),
        ("l\u00e6gehuset.dk", "laegehuset.dk"),
        ("hu1u.com", "hulu.com"),
        ("8um8le.com", "bumble.com"),
        ("zooom.us", "zoom.us"),
        ("coursera0.org", "coursera.org"),
        ("arnazon.com", "amazon.co.uk"),
        ("vvestvving.com", "westwing.com"),
        ("clisneypius.com", "disneyplus.com"),
        ("d1sn3yp1u5.com", "disneyplus.com"),
        ("c0ur53r4.org", "coursera.org"),
        # Names of three letters that look the same, of four with one more, of six with another one.
        ("1bm.com", "ibm.com"),
        ("huluu.com", "hulu.com"),
        ("vmieo.com", "vimeo.com"),
        ("amazen.com", "amazon.co.uk"),
        ("vimeo-help.com", "vimeo.com"),
        ("refund-vimeo.com", "vimeo.com"),
        ("vimeoid-refund.com", "vimeo.com"),
    ],
)
def test_an_imitation_is_known(host: str, imitated: str) -> None:
    assert DECLARED.imitated(urls.host_of(f"https://{host}/")) == imitated


@pytest.mark.parametrize(
    "host",
    [
        "netflix.com",
        "help.netflix.com",
        "netflix.co.jp",
        "loom.com",
        "moon.com",
        "zulu.com",
        "evil.example",
        "amazon.de",
        "02.com",
        "ibmm.com",
        "hul.com",
        "vimea.com",
        # Names of four letters beside a word are an accident.
        "hulu-help.com",
        "noom-refund.com",
        "hulux-refund.com",
        "easyrefunded.org",
        # Each of these two is declared; and nobody has registered an ending alone.
        *("bumble.com", "humble.com", "com", "co.uk"),
    ],
)
def test_other_names_are_no_imitations(host: str) -> None:
    assert DECLARED.imitated(host) is None


def test_a_vendors_own_help_is_no_imitation_and_a_refund_is() -> None:
    assert DECLARED.imitated("netflix-help.com", ["netflix.com"]) is None
    assert DECLARED.imitated("netflix-help.com", ["hulu.com"]) == "netflix.com"
    assert DECLARED.imitated("netflix-refund.com", ["netflix.com"]) == "netflix.com"


def test_a_name_is_compared_with_thousands_in_no_time() -> None:
    many = Names.of(f"service{number}x{number * 7919}.com" for number in range(6000))
    started = time.process_time()
    for number in range(100):
        many.imitated(f"another{number}.com")
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("host", "path", "name", "found"),
    [
        ("bit.ly", "/x", "shorteners", "bit.ly"),
        ("rabbit.ly", "/x", "shorteners", None),
        ("www.google.com", "/url", "wrappers", "google.com/url"),
        ("www.google.com", "/urlaub", "wrappers", None),
        ("medium.com", "/@somebody", "open_hosts", "medium.com/@"),
        ("medium.com", "/membership", "open_hosts", None),
    ],
)
def test_a_page_is_found_in_a_list(host: str, path: str, name: str, found: str | None) -> None:
    assert hosts.listed(host, path, name) == found


@pytest.mark.parametrize(
    ("host", "has_one"),
    [
        ("lessons.com.evil.example", True),
        ("lessons.org.evil.example", True),
        ("lessons.net.evil.example", True),
        ("lessons.www.evil.example", True),
        ("lessons.evil.example", False),
        ("net.evil.example", False),
        ("lessons.net", False),
    ],
)
def test_the_ending_of_a_host_inside_another_is_seen(host: str, *, has_one: bool) -> None:
    assert hosts.has_nested_ending(host) is has_one


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://a.example/?utm_source=x&b=1&gclid=2", "https://a.example/?b=1"),
        ("https://a.example/?fbclid=x", "https://a.example/"),
        ("https://a.example/help/ref=x?id=1", "https://a.example/help?id=1"),
        ("https://a.example/#utm_source=x", "https://a.example/"),
        ("https://a.example/?b=1#/plan?tab=2", "https://a.example/?b=1#/plan?tab=2"),
    ],
)
def test_only_what_tracks_is_taken_out(url: str, clean: str) -> None:
    assert tracking.without_tracking(url) == clean
    assert tracking.tracking(clean) == []


@pytest.mark.parametrize("name", ["partner", "via", "promo", "discount", "voucher", "invite", "campaign", "adid"])
def test_who_is_paid_is_named_by_no_parameter(name: str) -> None:
    assert tracking.tracking(f"https://films.example/account?{name}=abc") == [name]


def test_a_word_alone_tracks_in_a_query_and_names_a_place_in_a_page() -> None:
    assert tracking.tracking("https://films.example/account?partner") == ["partner"]
    assert tracking.tracking("https://films.example/account;partner=a") == ["partner"]
    assert tracking.tracking("https://films.example/account#partner") == []


@pytest.mark.parametrize(
    "name", ["id", "lang", "tab", "reference", "refund", "category", "plan", "trackingNumber", "hl"]
)
def test_an_honest_parameter_stays(name: str) -> None:
    assert not tracking.is_tracking(name)


@pytest.mark.parametrize(
    "name",
    [
        *("u", "q", "to", "url", "uri", "go", "goto", "out", "link", "href", "next", "dest", "destination", "continue"),
        *("return", "returnto", "return_url", "return_uri", "redir", "redirect", "redirect_to", "redirecturl"),
        *("redirect_uri", "target", "target_url", "forward", "rurl", "r", "callback", "success_url", "back_url"),
        *("site", "domain", "host", "location", "open", "view", "image_url", "murl", "ued", "sa_url", "adurl", "dl"),
        "deeplink",
    ],
)
def test_a_parameter_that_sends_readers_on_is_read(name: str) -> None:
    url = f"https://films.example/go?{name}=cinema.example/a"
    assert urls.nested(url) == ("https://cinema.example/a",)


@pytest.mark.parametrize("name", ["name", "title", "from", "query", "seo", "website", "opened"])
def test_a_parameter_that_only_names_a_host_leads_nowhere(name: str) -> None:
    assert urls.nested(f"https://films.example/go?{name}=cinema.example/a") == ()


@pytest.mark.parametrize(("layers", "plain"), [(1, "/"), (6, "/"), (7, "%2f")])
def test_what_is_encoded_up_to_six_times_is_read(layers: int, plain: str) -> None:
    assert tracking.decoded(f"%{'25' * (layers - 1)}2f") == plain


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("https://films.example/a%0ab", "U+000A control character"),
        ("https://films.example/a%7Fb", "U+007F control character"),
        ("https://films.example/a\tb", "U+0009 control character"),
        ("https://films.example/a\u2003b", "a space or a control character"),
    ],
)
def test_what_hides_in_an_address_is_named(url: str, what: str) -> None:
    assert [f"{problem.message} {problem.fix}" for problem in urls.problems(url)] == [
        f"An address has a hidden character: {what}. Copy the address again from the browser."
    ]


LONG = "x" * 100


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (f"file:///{LONG}", f"`file:///{'x' * 72}` is a file on your own computer."),
        (f"c:{LONG}", f"`c:{'x' * 78}` is a file on your own computer."),
        (f"ftp://{LONG}", f"`ftp://{'x' * 74}` starts with `ftp:`; links in a guide start with https://."),
        (
            f"films.example/{LONG}",
            f"`films.example/{'x' * 66}` leaves out how to get there; links to other sites start with https://.",
        ),
        (f"https://[{LONG}", f"`https://[{'x' * 71}` is not an address."),
        (f"http://films.example/{LONG}", f"`http://films.example/{'x' * 59}` is not encrypted."),
        (f"https://films.example/a {LONG}", f"`https://films.example/a {'x' * 56}` has a space in it."),
    ],
)
def test_of_a_long_address_eighty_signs_are_shown(url: str, message: str) -> None:
    assert [problem.message for problem in urls.problems(url)] == [message]


@pytest.mark.parametrize(
    ("written", "asked_for"),
    [
        ("www.expre\u00dfvpn.com", "www.xn--exprevpn-uya.com"),
        ("m\u00fcnchen.de", "xn--mnchen-3ya.de"),
        ("M\u00dcNCHEN.de", "xn--mnchen-3ya.de"),
        ("\u03c0\u03b1\u03c2.gr", "xn--mxa3ah.gr"),
        ("\uff46\uff49\uff4c\uff4d\uff53.example", "films.example"),
        ("a_b.example", "a_b.example"),
        ("r3---sn.example", "r3---sn.example"),
        ("Films.Example.", "films.example"),
    ],
)
def test_a_host_is_the_one_that_a_browser_asks_for(written: str, asked_for: str) -> None:
    assert urls.host_of(f"https://{written}/a") == asked_for


@pytest.mark.parametrize(
    "host", ["a\u200db.example", "-\u00fc.example", "i\u2764.example", "\u00fc" * 70 + ".example", "[v1.a:b]"]
)
def test_what_no_host_can_be_is_a_finding(host: str) -> None:
    assert [problem.rule.id for problem in urls.problems(f"https://{host}/")] == ["link-host-form"]
