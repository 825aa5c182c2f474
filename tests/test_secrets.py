"""Texts that ask readers for a secret, and texts that warn of it."""

import pytest

from guides.rules.context import Subject
from guides.rules.secrets import requests
from guides.source.frontmatter import parse
from guides.source.markdown import Body

ASKED = [
    "Send us your password",
    "E-mail your full card number",
    "Enter your social security number",
    "Reply with the PIN",
    "Give the agent your CVV",
    "Tell them your one-time code",
    "Send a photo of your ID card by e-mail",
    "Do not hesitate to send your password",
    "Include your card number and your name in the letter",
    "You need your social security number",
    "Please provide your SSN and date of birth",
    "Have your full credit card number ready",
    "Enter the CVV of your card",
    "Write your password in the letter",
    "Confirm your bank account number",
    "Don't forget to include your PIN",
    "Never mind: send your password",
    "Never pay more. Send your password",
    "Then you can send them your password",
    "Send your bank log-in",
    "You cannot cancel unless you give your password to the agent",
    "share the verification code you receive",
    "upload a scan of your passport",
    "Type in your full card number",
    "Text us the security code",
    "SSN; provide it",
    "SSN: have it ready",
    "CVV – read it out",
    "Install HopToDesk",
    "Install Iperius Remote",
    "Go to the Quick Assist app",
]

SECRETS = [
    *("full card number", "complete credit card details", "sixteen-digit card number", "online banking password"),
    *("bank login", "banking log-in", "bank credentials", "three-digit code on the back", "aadhaar number"),
    *("photo of your passport", "scan of both sides of your driver's licence", "copy of the id", "selfie with your ID"),
    *("image of the card", "card security code", "card number and expiry", "CV2", "CVC", "CVV2", "gift card code"),
    *("mother's maiden name", "national insurance number", "private key", "recovery phrase", "seed phrase"),
    *("social insurance number", "social security number", "SSN", "tax ID", "taxpayer identification number"),
    *("credit card details", "verification code", "2FA code", "sms codes", "login code", "card's number", "IBAN"),
    *("account number and sort code", "bank account details", "credentials", "login data", "log-in details", "OTP"),
    *("passphrase", "pass word", "passcodes", "passport number", "PIN", "pin code"),
]
"""An example of every entry of the two lists, so that no shortcut before them leaves one out."""

WARNED = [
    "Never send your password",
    "Don’t send your password",
    "Do not give anyone your PIN",
    "Enter your password",
    "Log in with your e-mail address and password",
    "Nobody needs your full card number",
    "Give the last four digits of your card number",
    "No vendor asks for your social security number",
    "If somebody asks for your CVV, hang up",
    "The Apple Account that bought the subscription, and its password",
    "Change your password",
    "Forgot your password? Reset it",
    "Enter the code from the e-mail",
    "We never ask for your password by e-mail",
    "Support will not ask you for a one-time code",
    "Send a letter with your name, but never your card number",
    "Do not include your full card number",
    "Enter the verification code that Apple sends to your phone",
    "Netflix advises you to change the password",
    "Anyone who asks for your password is a scammer",
    "Confirm with your password",
    "Choose **Password and security**",
    "Tap **PIN**",
    "Enter the PIN of your parental controls",
    "Hide the card number in the copy",
    "Write to support without your card number",
    "the statement of the card that paid",
    "Your card details stay in the account",
    "The terms let Netflix take new card details",
    "provide the email address of the account",
    "Confirm with your fingerprint or PIN",
    "Give your name and the e-mail address of the account",
]


def asked(text: str) -> list[str]:
    document = parse(f"---\na: b\n---\n{text}\n", "a.md")
    return [one.rule for one in requests(Subject(document, Body(document), None))]


@pytest.mark.parametrize("text", ASKED)
def test_a_request_is_refused(text: str) -> None:
    assert asked(f"{text}.") == ["secret-request"]


@pytest.mark.parametrize("text", WARNED)
def test_a_warning_passes(text: str) -> None:
    assert asked(f"{text}.") == []


def test_what_a_route_requires_is_a_request() -> None:
    document = parse("---\nroutes:\n  - {requires: [Your social security number]}\n---\n", "a.md")
    (found,) = requests(Subject(document, Body(document), None))
    assert (found.line, found.column) == (3, 22)


def test_a_list_below_a_request_is_one() -> None:
    assert asked("Send them:\n\n- Your name\n- Your password") == ["secret-request"]
    assert asked("Never send them:\n\n- Your name\n- Your password") == []
    assert asked("Don’t send them:\n\n- Your name\n- Your password") == []


@pytest.mark.parametrize("secret", SECRETS)
def test_every_secret_of_the_lists_is_one(secret: str) -> None:
    assert asked(f"Send them your {secret}.")
    assert not asked(f"Never send them your {secret}.")
