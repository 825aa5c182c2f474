"""What a reader fills in on a guide: their date, a letter, ticks, and whether it worked."""

import datetime as dt
import json
from urllib.parse import parse_qs, unquote

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, Request, Route, expect

from browser.measure import accessibility, sideways
from browser.report import none
from browser.site import Site
from browser.watch import Browse, Palette

GUIDE = "guides/netflix/"
BY_POST = "guides/la-fitness/"
BY_EMAIL = "guides/nordvpn/"
NOON = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
BLOCKED = "storage is blocked"
BLOCK_STORAGE = f"""
Object.defineProperty(window, "localStorage", {{ get() {{ throw new DOMException("{BLOCKED}", "SecurityError"); }} }});
"""


def dated(page: Page, address: str, day: str) -> str:
    """Open the form for one's own date at noon of 28 November 2026, give a day, and read the answer."""
    page.clock.set_fixed_time(NOON)
    page.goto(address)
    page.locator("#my-date").click()
    page.get_by_label("Date", exact=True).fill(day)
    return page.locator(".my-date output").inner_text()


def test_the_last_safe_moment_for_the_chosen_biller(site: Site, page: Page) -> None:
    """Apple wants a day, one more is kept in reserve: three nights before 15 December."""
    answer = dated(page, f"{site.home}{GUIDE}#apple", "2026-12-15")
    assert answer.startswith("Cancel by Saturday 12 December, 23:59 your time.")
    assert "Counted: 24 hours of notice; this keeps a day in reserve, too." in answer
    page.locator(".who li a").first.click()
    expect(page.locator(".my-date output")).to_contain_text("Cancel by Sunday 13 December, 23:59 your time.")


@pytest.mark.parametrize(
    ("day", "sentences"),
    [
        # The safe moment is 27 November, 23:59; Apple's own limit is 28 November, 23:59.
        ("2026-11-30", ["Too late to be safe: that was Friday 27 November, 23:59", "Saturday 28 November, 23:59"]),
        ("2026-11-29", ["Too late to be safe", "Expect the payment of Sunday 29 November", "Cancel now all the same"]),
        ("2027-01-01", ["Cancel by Tuesday 29 December, 23:59 your time."]),
    ],
)
def test_a_date_that_is_near(site: Site, page: Page, day: str, sentences: list[str]) -> None:
    answer = dated(page, f"{site.home}{GUIDE}#apple", day)
    assert [sentence for sentence in sentences if sentence not in answer] == []


def test_a_trial_by_its_start_and_its_length(site: Site, page: Page) -> None:
    """A month from 31 January ends on 28 February; 24 hours and a day before that is the 25th, at its end."""
    dated(page, f"{site.home}{GUIDE}#apple", "2027-01-31")
    page.get_by_label("What you know").select_option("start")
    page.get_by_label("How long it is").fill("1")
    page.get_by_label("Unit").select_option("months")
    expect(page.locator(".my-date output")).to_contain_text("Cancel by Thursday 25 February 2027, 23:59 your time.")


def counting(page: Page, path: str, **deadline: object) -> None:
    """Give a guide one deadline, as its data would."""
    row = {"who": "Sample", "anchor": "website", "amount": 1, "unit": "days", "kind": "paid", "zone": ""} | deadline

    def change(route: Route) -> None:
        before, rest = route.fetch().text().split('data-countdowns="')
        data = json.dumps([row]).replace('"', "&quot;")
        route.fulfill(body=f'{before}data-countdowns="{data}"{rest.split(chr(34), 1)[1]}', content_type="text/html")

    page.route(f"**/{path}", change)


def test_a_notice_period_says_when_it_ends(site: Site, page: Page) -> None:
    """Thirty days from 28 November are 28 December."""
    counting(page, GUIDE, amount=30, kind="after")
    answer = dated(page, site.home + GUIDE, "2027-03-15")
    assert "notice period of 30 days: cancelled today, it ends on Monday 28 December." in answer
    assert "Payments that fall due until then may still be taken." in answer


def test_business_days_say_what_they_leave_out(site: Site, page: Page) -> None:
    """Two business days before Tuesday 15 December are Friday the 11th; a day in reserve more."""
    counting(page, GUIDE, amount=2, unit="business-days")
    answer = dated(page, site.home + GUIDE, "2026-12-15")
    assert answer.startswith("Cancel by Wednesday 9 December, 23:59 your time.")
    assert "public holidays are not counted" in answer


def test_the_zone_of_the_company_is_named(site: Site, page: Page) -> None:
    """15 December begins in Los Angeles at 8:00 UTC."""
    counting(page, GUIDE, amount=0, zone="America/Los_Angeles")
    answer = dated(page, site.home + GUIDE, "2026-12-15")
    assert answer.startswith("Cancel by Monday 14 December, 07:59 your time.")
    assert "by the time of Los Angeles" in answer


def test_a_notice_that_nobody_knows_is_not_none(site: Site, page: Page) -> None:
    counting(page, GUIDE, amount=0, unstated="unknown")
    assert "We found no word on a notice" in dated(page, site.home + GUIDE, "2026-12-15")


def test_a_company_that_names_no_notice_is_said_to(site: Site, page: Page) -> None:
    counting(page, GUIDE, amount=0, unstated="silent")
    assert "The company names no notice" in dated(page, site.home + GUIDE, "2026-12-15")


# Each worked out by hand, with a calendar: the day of the payment begins at 0:00, the notice is before it, a day in
# reserve before that, and a minute more. "End" and "start" are those of a trial. Without a year it is 2026.
LAST_MOMENTS = [
    ("netflix", "", "Europe/London", "2027-03-01", "Saturday 27 February 2027, 23:59"),
    ("netflix", "", "Pacific/Auckland", "2028-03-01", "Monday 28 February 2028, 23:59"),  # there is a 29th
    ("peacock", "", "America/New_York", "2027-01-01", "Tuesday 29 December, 23:59"),  # a day's notice
    ("mcafee", "", "Europe/London", "2027-03-31", "Saturday 27 February 2027, 23:59"),  # 30 days: 31 + 28 days back
    ("norton", "", "America/Chicago", "2027-02-10", "Monday 4 January 2027, 23:59"),  # 35 days
    # Clocks go from 2:00 to 3:00 on 14 March 2027 in New York, so 24 hours are a day and an hour by the calendar.
    ("netflix", "apple", "America/New_York", "2027-03-16", "Saturday 13 March 2027, 22:59"),
    # They go back from 2:00 to 1:00 on 7 November 2027.
    ("netflix", "apple", "America/New_York", "2027-11-09", "Sunday 7 November 2027, 00:59"),
    ("audible", "google-play", "America/Los_Angeles", "2026-12-15", "Friday 11 December, 23:59"),  # 48 hours
    # In Berlin clocks go forward on 28 March 2027.
    ("audible", "google-play", "Europe/Berlin", "2027-03-30", "Friday 26 March 2027, 22:59"),
    ("audible", "apple end", "Australia/Sydney", "2026-12-31", "Monday 28 December, 23:59"),
    ("audible", "google-play start", "Asia/Tokyo", "2026-12-20", "Friday 1 January 2027, 23:59"),  # ends on 3 January
    # Five business days before Monday 4 January: Friday, Thursday, Wednesday, Tuesday, Monday 28 December.
    ("puregym", "", "Europe/London", "2027-01-04", "Saturday 26 December, 23:59"),
    ("la-fitness", "", "America/Los_Angeles", "2026-12-20", "Saturday 12 December, 23:59"),  # from a Sunday: the 14th
    # Five days before a delivery, at midnight of Los Angeles, which is 3:00 in New York.
    ("hellofresh", "", "America/New_York", "2026-12-19", "Sunday 13 December, 02:59"),
    ("gousto", "", "Europe/Dublin", "2026-12-09", "Friday 4 December, 23:59"),  # three days before a delivery
    ("patreon", "", "America/Los_Angeles", "2026-12-15", "Saturday 12 December, 15:59"),  # 24 hours, by UTC
    # The first of the month in Los Angeles, 17 hours behind Tokyo.
    (
        "patreon",
        "Patreon (creators who bill on the first of the month)",
        "Asia/Tokyo",
        "2027-01-01",
        "Thursday 31 December, 16:59",
    ),
    ("linkedin-premium", "", "Asia/Kolkata", "2026-12-31", "Tuesday 29 December, 05:29"),  # a day, by UTC
    (
        "now-tv",
        "NOW (minimum-term plans (6 Month Saver))",
        "Europe/London",
        "2027-05-31",
        "Saturday 29 May 2027, 23:59",
    ),
    ("fabfitfun", "FabFitFun (Annual Membership)", "America/Denver", "2027-02-28", "Friday 26 February 2027, 23:59"),
    # Whoever cancels now, on 28 November, is free 30 or 14 days later.
    ("dazn", "", "Europe/Berlin", "2027-01-31", "Wednesday 30 December, 23:59"),
    ("sky", "Sky (Sky Broadband and Sky Talk)", "Europe/London", "2027-01-15", "Wednesday 30 December, 23:59"),
]


@pytest.mark.parametrize(("slug", "choice", "zone", "day", "last"), LAST_MOMENTS)
def test_the_last_safe_moment_by_hand(  # noqa: PLR0913, PLR0917 - a row of the table
    site: Site, browse: Browse, slug: str, choice: str, zone: str, day: str, last: str
) -> None:
    """Of real guides: when one of these fails because a guide's deadline has changed, work it out anew."""
    page = browse(zone=zone)
    anchor = choice.split(maxsplit=1)[0] if choice.islower() else ""
    dated(page, f"{site.home}guides/{slug}/#{anchor}", day)
    if choice and not anchor:
        page.locator(".my-date select").first.select_option(choice)
    if choice.endswith(" end"):
        page.get_by_label("What you know").select_option("last")
    if choice.endswith(" start"):
        page.get_by_label("What you know").select_option("start")
        page.get_by_label("How long it is").fill("2")
        page.get_by_label("Unit").select_option("weeks")
    assert page.locator(".my-date output strong").inner_text() == f"Cancel by {last} your time."


@pytest.mark.parametrize(
    ("before", "label"),
    [
        ("delivery", "When the next delivery comes"),
        ("contract-end", "When the contract ends"),
        ("term-end", "When the minimum term ends"),
        ("anniversary", "When the contract renews"),
    ],
)
def test_the_date_that_is_asked_for_is_the_one_that_counts(site: Site, page: Page, before: str, label: str) -> None:
    counting(page, GUIDE, amount=3, before=before)
    dated(page, site.home + GUIDE, "2026-12-15")
    assert page.get_by_label("What you know").locator("option").first.inner_text() == label


def test_both_dates_go_into_a_calendar(site: Site, page: Page) -> None:
    dated(page, f"{site.home}{GUIDE}#apple", "2026-12-15")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Put both dates in my calendar").click()
    assert waiting.value.suggested_filename == "netflix-2026-12-15.ics"
    cancel, look = Calendar.from_ical(waiting.value.path().read_bytes()).walk("VEVENT")
    assert cancel.decoded("SUMMARY") == "Last safe moment to cancel Netflix"
    assert cancel.decoded("DTSTART") == dt.datetime(2026, 12, 12, 23, 59, tzinfo=dt.UTC)
    assert cancel.decoded("DTSTAMP") == NOON
    assert look.decoded("SUMMARY") == "Look at your statement: Netflix"
    assert look.decoded("DTSTART") == dt.datetime(2026, 12, 18, 10, tzinfo=dt.UTC)
    alarms = [event.walk("VALARM")[0].decoded("TRIGGER") for event in (cancel, look)]
    assert alarms == [dt.timedelta(hours=-12), dt.timedelta()]
    assert cancel["UID"] != look["UID"]


def letter(page: Page, address: str) -> None:
    """Open the form for a letter, with its sentences of law."""
    page.clock.set_fixed_time(NOON)
    page.goto(address)
    with page.expect_response("**/letters.json"):
        page.locator("#letter").click()
    page.locator(".letter form").wait_for()


def test_a_letter_is_filled_in(site: Site, page: Page) -> None:
    letter(page, site.home + BY_POST)
    page.get_by_label("Your name").fill("A. Reader")
    page.get_by_label("Your address").fill("1 Road\nTown")
    page.get_by_label("number of the account").fill("4711")
    text = page.get_by_label("Your text")
    expect(text).to_have_value(
        "A. Reader\n1 Road\nTown\n\nPO Box 54170\nIrvine, CA 92619-4170\n\nSaturday 28 November 2026\n\n"
        "Cancellation of LA Fitness\n\nHello,\n\n"
        "I cancel my subscription to LA Fitness with effect from the earliest possible date.\n\n"
        "My account: 4711\n\n"
        "Please confirm the cancellation and its end date in writing. I allow no payments for the time after it.\n\n"
        "A. Reader"
    )


@pytest.mark.parametrize("kept", [None, "[]"], ids=["unreachable", "of an earlier version"])
def test_where_nothing_is_known_of_the_ways_the_text_for_all_of_them_stays(
    site: Site, browse: Browse, kept: str | None
) -> None:
    """A form that does not know a letter from a call would leave the addresses out of the letter."""
    page = browse(allow="letters.json")
    page.route("**/letters.json", lambda route: route.abort() if kept is None else route.fulfill(body=kept))
    page.goto(site.home + BY_POST)
    with page.expect_event("requestfailed" if kept is None else "requestfinished", lambda one: "letters" in one.url):
        page.locator("#letter").click()
    page.wait_for_timeout(200)
    expect(page.locator(".letter")).to_contain_text("address of the account, and the day.")
    assert page.locator(".letter form").count() == 0


def test_the_law_is_named_for_a_place_and_a_purpose_only(site: Site, page: Page) -> None:
    """Cancelling and withdrawing are different things, with different laws."""
    letter(page, site.home + BY_POST)
    text = page.get_by_label("Your text")
    place = page.get_by_label("Where you live")
    expect(text).not_to_have_value("527-a")
    place.select_option("New York")
    assert "§ 527-a" in text.input_value()
    page.get_by_label("What you want").select_option("withdrawing")
    assert "527-a" not in text.input_value()
    assert "New York" not in place.locator("option").all_inner_texts()
    place.select_option("European Union")
    page.get_by_label("Day of the contract").fill("2026-11-20")
    assert "I withdraw from my contract for LA Fitness of Friday 20 November 2026." in text.input_value()
    assert "Directive 2011/83/EU" in text.input_value()
    assert "cancel" not in text.input_value().lower()


def test_an_email_opens_in_the_readers_program(site: Site, page: Page) -> None:
    letter(page, site.home + BY_EMAIL)
    page.get_by_label("Your name").fill("A & B")
    link = page.get_by_role("link", name="mail program").get_attribute("href") or ""
    assert link.startswith("mailto:")
    values = parse_qs(link.split("?", 1)[1])
    assert values["subject"] == ["Cancellation of NordVPN"]
    assert values["body"][0].endswith("\r\n\r\nA & B")
    assert "@" in unquote(link.split("?")[0])


def test_ticks_and_notes_stay_in_the_browser(site: Site, page: Page) -> None:
    """They come back with the page, and one button takes all of them away."""
    page.goto(site.home + GUIDE)
    page.get_by_role("button", name="Tick off, and keep a note").first.click()
    page.get_by_label("Step 2 is done").first.check()
    page.locator(".ticks input").first.check()
    page.get_by_label("Cancelled on").fill("2026-11-28")
    page.get_by_label("Reference or number").fill("AB 12")
    expect(page.get_by_text("Cancelled Netflix on Saturday 28 November 2026, reference AB 12.")).to_be_visible()
    expect(page.get_by_text("stay in this browser")).to_have_count(1)
    page.reload()
    expect(page.get_by_label("Step 2 is done").first).to_be_checked()
    expect(page.locator(".ticks input").first).to_be_checked()
    expect(page.get_by_label("Reference or number")).to_have_value("AB 12")
    page.get_by_role("button", name="Clear everything").click()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('guides:'))") == []
    expect(page.get_by_label("Step 2 is done").first).not_to_be_checked()
    page.reload()
    expect(page.get_by_role("button", name="Tick off, and keep a note").first).to_be_visible()


def test_the_note_is_printed_alone(site: Site, page: Page) -> None:
    page.add_init_script("window.print = () => {}")
    page.goto(site.home + GUIDE)
    page.get_by_role("button", name="Tick off, and keep a note").first.click()
    page.get_by_label("Cancelled on").fill("2026-11-28")
    page.get_by_role("button", name="Print").click()
    page.emulate_media(media="print")
    expect(page.locator("pre.sheet")).to_have_text("Cancelled Netflix on Saturday 28 November 2026.")
    expect(page.locator("h1")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("h1")).to_be_visible()


def test_a_browser_that_keeps_nothing_says_so(site: Site, browse: Browse) -> None:
    """Everything else works there as anywhere."""
    page = browse(allow=BLOCKED)
    page.add_init_script(BLOCK_STORAGE)
    page.goto(site.home + GUIDE)
    page.locator(".who a", has_text="Apple").click()
    expect(page.locator("#apple-web-1")).to_be_visible()
    page.get_by_role("button", name="Tick off, and keep a note").first.click()
    page.get_by_label("Step 1 is done").first.check()
    expect(page.get_by_text("This browser keeps nothing")).to_be_visible()


def answered(page: Page, address: str) -> None:
    """Go to the question at the end of a page."""
    page.goto(address)
    page.locator(".feedback").scroll_into_view_if_needed()
    page.locator(".feedback").get_by_role("button", name="No").click()
    page.get_by_label("At which step?").select_option("website-step-3")
    page.get_by_label("What did you see instead?").fill("A video")


def test_whoever_found_the_wrong_step_can_mend_it(site: Site, page: Page) -> None:
    answered(page, site.home + GUIDE)
    address = page.get_by_role("link", name="Correct it yourself").get_attribute("href") or ""
    assert address.endswith("/contribute/write/?guide=netflix&step=website-step-3")


def test_an_answer_goes_to_the_publishers_form(site: Site, page: Page) -> None:
    sent: list[Request] = []

    def configured(route: Route) -> None:
        body = route.fetch().text()
        assert 'data-form=""' in body
        route.fulfill(body=body.replace('data-form=""', 'data-form="/answers"'), content_type="text/html")

    def take(route: Route, request: Request) -> None:
        sent.append(request)
        route.fulfill(body="")

    page.route(f"**/{GUIDE}", configured)
    page.route("**/answers", take)
    answered(page, site.home + GUIDE)
    assert not sent
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("It was sent")).to_be_visible()
    assert parse_qs(sent[0].post_data or "") == {
        "page": [site.home + GUIDE],
        "worked": ["no"],
        "step": ["website-step-3"],
        "seen": ["A video"],
    }


def test_without_a_form_an_answer_is_a_text_to_copy(site: Site, page: Page) -> None:
    answered(page, site.home + GUIDE)
    page.get_by_role("button", name="Go on").click()
    expected = f"page: {site.home}{GUIDE}\nworked: no\nstep: website-step-3\nseen: A video"
    expect(page.locator(".feedback pre")).to_have_text(expected)
    expect(page.locator(".feedback").get_by_role("button", name="Copy")).to_be_visible()


def test_a_shared_phone_can_be_left_quickly(site: Site, browse: Browse) -> None:
    """The page is not behind the other one."""
    page = browse(width=390, height=844)
    page.route("https://www.wikipedia.org/", lambda route: route.fulfill(body="<title>elsewhere</title>"))
    page.goto(site.home)
    page.goto(site.home + GUIDE)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Leave this page quickly").click()
    page.wait_for_url("https://www.wikipedia.org/")
    page.go_back()
    assert page.url.endswith(site.home)


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_open_forms_are_accessible_on_a_small_screen(site: Site, browse: Browse, palette: Palette) -> None:
    page = browse(palette=palette, width=320)
    problems = []
    for path in (GUIDE, BY_POST):
        page.goto(site.home + path)
        page.locator("#my-date").click()
        page.get_by_label("Date", exact=True).fill("2026-12-15")
        page.get_by_label("What you know").select_option("start")
        if page.locator("#letter").count():
            page.locator("#letter").click()
            page.locator(".letter form").wait_for()
        if path == GUIDE:  # From then on, steps have boxes on every page.
            page.get_by_role("button", name="Tick off, and keep a note").first.click()
        page.get_by_label("Cancelled on").fill("2026-11-28")
        page.locator(".feedback").scroll_into_view_if_needed()
        page.locator(".feedback").get_by_role("button", name="No").click()
        problems += accessibility(page) + sideways(page)
    none(problems)


def test_whoever_has_little_time_learns_whether_there_is_any(site: Site, browse: Browse) -> None:
    """Billed by Google Play, renewed tomorrow: from the deadline of the first screen to the answer in a press."""
    page = browse(width=390, height=844)
    page.clock.set_fixed_time(NOON)
    page.goto(f"{site.home}guides/audible/")
    page.locator(".who a", has_text="Google Play").click()
    page.locator(".facts").first.get_by_role("link", name="48 hours before the renewal date").click()
    page.get_by_label("Date", exact=True).fill("2026-11-29")
    answer = page.locator(".my-date output")
    expect(answer).to_contain_text("Too late to be safe")
    expect(answer).to_contain_text("Cancel now all the same")
    expect(answer).to_be_in_viewport()
    money = page.locator(".facts").first.get_by_role("link", name="ask Google")
    assert (money.get_attribute("href") or "").endswith("billers/google-play/#money-back")


def test_nothing_moves_when_the_question_comes(site: Site, browse: Browse) -> None:
    page = browse(width=390)
    page.goto(f"{site.home}guides/netflix/")
    height = "document.querySelector('.feedback').getBoundingClientRect().height"
    before = page.evaluate(height)
    page.locator(".feedback").scroll_into_view_if_needed()
    page.get_by_role("button", name="Yes", exact=True).wait_for()
    assert abs(page.evaluate(height) - before) < 1
