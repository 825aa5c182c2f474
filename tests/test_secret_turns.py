"""Each turn of speech that asks for a secret, or says no to it, and each program that lets a stranger in."""

import pytest

from guides.rules.context import Subject
from guides.rules.secrets import requests
from guides.source.frontmatter import parse
from guides.source.markdown import Body

ASKED = [
    *("E-mail your password", "Confirm to them your password", "Verify the password"),
    *("Text us your password", "Mail them your password", "Post him the password", "Fax her the password"),
    *("Message me the password", "DM your password", "WhatsApp the agent the password", "Text the team the password"),
    *("Mail the company your password", "Fax the vendor your password", "Post a password", "Post an old password"),
    *("Send the password", "Forward the password", "Reply with the password", "Answering with your password helps"),
    *("Respond to the agent with your password", "Write down your password", "Write them your password"),
    *("Write us the password", "Write in your password", "Tell the password", "Give the password"),
    *("Provide the password", "Share the password", "Include the password", "Attach the password"),
    *("Upload the password", "Submit the password", "Supply the password", "Disclose the password"),
    *("Reveal the password", "Dictate the password", "Quote the password", "Read out the password"),
    *("Read them the password", "Read your password", "Hand over the password", "State your password"),
    *("Have ready the password", "Have at hand the password", "Have your password", "Put your password"),
    *("Enter your SSN", "Type in your SSN", "Type your SSN", "Fill in your SSN", "Key in your SSN", "Input your SSN"),
    *("Scan your SSN card", "Photograph your SSN", "Take your SSN"),
    *("You'll need your SSN", "You will need your SSN", "It needs your SSN", "They require your SSN"),
    *("Your SSN is required: have your SSN", "It asks for your SSN"),
    *("Your password must be sent", "Your password should be provided", "Your password has to be given"),
    *("Your passwords have to be e-mailed", "Your password needs to be told", "Your passwords need to be shared"),
    *("Your password is to be submitted", "Your passwords are to be included", "Your password must be attached"),
    *("Your password must be read out", "Your password; provide it", "Your password, please have them"),
    *("Your password: read it", "Your password – send this", "Your password, give it", "Your password; tell them"),
    *("Your password: quote it", "Your password, state it"),
    *("Do not wait to send your password", "Don't forget to send your password", "Never fail to send your password"),
    *("Don't delay to send your password", "Don't worry and send your password", "Never mind and send your password"),
    *("Do not be afraid to send your password", "Not only send your password", "Do not just send your password"),
    *("No longer wait, and send your password", "No problem, send your password", "No doubt send your password"),
]
REFUSED = [
    *("Never send your password", "Do not send your password", "Send no password", "Don't send your password"),
    *("It doesn't send your password", "We won't send your password", "You cannot send your password"),
    *("You can't send your password", "Nobody may send your password", "No one may send your password"),
    *("Neither send your password", "Nor send your password", "Go without and send your password"),
    *("Refuse to send your password", "Avoid to send your password", "Stop before you send your password"),
    *("Beware and send your password", "Anyone who says send your password", "Whoever says send your password"),
    *("If they ask, send your password", "If he wants that you send your password", "In a scam you send your password"),
    *("It is fraud when you send your password", "Give the last four digits of your password"),
    *("Send the last 4 of your password", "Send the last three of your password", "Send the last 3 of your password"),
    *("Send the last two of your password", "Send the last 2 of your password"),
    *("Send it and hide the password", "Send it and cover the password", "Send it and black out the password"),
    *("Send it and remove the password", "Send it instead of the password", "Send it and change the password"),
    *("Send it and reset the password", "Send it with a forgotten password", "Send it with a lost password"),
    *("Use your e-mail and password", "Use an e-mail and password", "Use the e-mail and password"),
    *("Confirm by e-mail or password", "Your e-mail address and password", "Tell your bank about your password"),
    *("They may send you a password", "They will send a password", "They can send a password"),
    *("They might send a password", "They could send a password"),
]
TOOLS = [
    *("AnyDesk", "Any Desk", "TeamViewer", "Team Viewer", "UltraViewer", "RustDesk", "Rust Desk", "LogMeIn"),
    *("Log Me In Rescue", "QuickSupport", "Quick Support", "Supremo", "ScreenConnect", "Screen Connect", "GoToAssist"),
    *("Zoho Assist", "QuickAssist", "Splashtop", "RemotePC", "HopToDesk", "Iperius", "Chrome Remote Desktop", "Ammyy"),
    *("Ammyy Admin", "DWService"),
]


def told(text: str) -> list[str]:
    document = parse(f"---\na: b\n---\n{text}.\n", "a.md")
    return [f"{one.message} {one.fix}" for one in requests(Subject(document, Body(document), None))]


@pytest.mark.parametrize("text", ASKED)
def test_a_request_is_told_with_the_secret(text: str) -> None:
    secret = "SSN" if "SSN" in text else "passwords" if "passwords" in text else "password"
    assert told(text)[0] == (
        f"The text seems to ask readers for their {secret}: nobody needs it to end a subscription. Remove it. If it is "
        "a warning, say so in the same clause: “Never send your password”. If the vendor really asks for it, say that "
        "readers should refuse, and name another way."
    )


@pytest.mark.parametrize("text", REFUSED)
def test_a_warning_is_not(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("verb", ["Install", "Download", "Open", "Start", "Run", "Allow", "Use", "Go to", "Go to the"])
@pytest.mark.parametrize("tool", TOOLS)
def test_a_program_for_strangers_is_told(tool: str, verb: str) -> None:
    assert told(f"{verb} {tool}") == [
        f"The text lets a stranger into the reader’s machine with {tool}. Remove it: only swindlers ask for that."
    ]
    assert told(f"Never {verb.lower()} {tool}") == []
    assert told(f"A stranger has {tool}") == []
