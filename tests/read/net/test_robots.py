import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.read.net.robots import Robots, robots_from


def allows(text, target, program="verbale"):
    return robots_from(text.encode(), program).allows(target)


@pytest.mark.parametrize(
    ("rules", "target", "allowed"),
    [
        ("Disallow: /", "/a", False),
        ("Disallow:", "/a", True),
        ("Disallow: /a", "/ab", False),
        ("Disallow: /a", "/b", True),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a/b\nDisallow: /a", "/a/b/c", True),
        ("Disallow: /a/b\nAllow: /a", "/a/b/c", False),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?z", True),
        ("Disallow: /a*b*c", "/a-b-b-c-d", False),
        ("Disallow: /a*b*c", "/a-c-b", True),
        ("Disallow: *", "/a", False),
        ("Disallow: /$", "/", False),
        ("Disallow: /$", "/a", True),
        ("Disallow: /%7euser", "/~user", False),
        ("Disallow: /caf%c3%a9", "/café", False),
        ("Disallow: /caf\u00e9", "/caf%C3%A9", False),
        ("Disallow: /a?b", "/a?b=c", False),
        ("Disallow: /", "/robots.txt", True),
        ("disallow : /a # as ever", "/a", False),
    ],
)
def test_rules(rules, target, allowed):
    assert allows(f"User-agent: *\n{rules}\n", target) is allowed


def test_a_program_has_rules_of_its_own_or_those_for_all():
    text = "\ufeffUser-agent: other\nUser-Agent: Verbale/2\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n"
    assert allows(text, "/b")
    assert not allows(text, "/a")
    assert not allows(text, "/b", program="stranger")


def test_groups_of_one_program_are_taken_together():
    text = "User-agent: verbale\nDisallow: /a\nUser-agent: *\nDisallow: /\nUser-agent: verbale\nDisallow: /b\n"
    assert [allows(text, target) for target in ("/a", "/b", "/c")] == [False, False, True]


@pytest.mark.parametrize(("value", "delay"), [("5", 5.0), ("0.5", 0.5), ("-1", 0.0), ("nan", 0.0), ("soon", 0.0)])
def test_a_delay_is_asked_for(value, delay):
    assert robots_from(f"User-agent: *\nCrawl-delay: {value}\n".encode(), "verbale").delay == delay


def test_rules_before_any_program_bind_nobody():
    assert allows("Disallow: /\nUser-agent: *\nAllow: /\n", "/a")


def test_patterns_take_no_more_than_linear_time():
    robots = Robots((("/" + "*a" * 5000 + "$", False),))
    assert robots.allows("/" + "a" * 4999)


@given(st.binary(), st.text())
def test_any_file_says_yes_or_no(data, target):
    assert robots_from(b"User-agent: *\nDisallow: " + data, "verbale").allows("/" + target) in {True, False}
