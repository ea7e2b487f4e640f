import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import VerbaleError
from verbale.read.net.addresses import address_of, is_public, machines_of


def refused(url, **options):
    with pytest.raises(VerbaleError) as caught:
        address_of(url, **options)
    return caught.value.code


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://news.example", "https://news.example/"),
        ("HTTP://News.Example:80/A b".replace(" ", "%20"), "http://news.example/A%20b"),
        ("https://news.example/a?b=c&d#e", "https://news.example/a?b=c&d"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://bücher.example/straße?q=ü", "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%BC"),
        ("https://93.184.216.34/", "https://93.184.216.34/"),
        ("https://[2606:2800:220:1::1]/", "https://[2606:2800:220:1::1]/"),
        (" https://news.example/ ", "https://news.example/"),
    ],
)
def test_addresses_are_asked_for_in_one_form(url, asked):
    assert address_of(url).url == asked


@pytest.mark.parametrize(
    "url",
    [
        "", "news.example", "//news.example/", "ftp://news.example/", "file:///etc/passwd", "javascript:alert(1)",
        "gopher://news.example/", "data:text/plain,a", "https://", "https:///a", "https://user:word@news.example/",
        "https://user@news.example/", "https://news.example:22/", "https://news.example:99999/", "https://news.example:x/",
        "https://localhost/", "https://a.localhost/", "https://printer/", "https://router.local/", "https://db.internal/",
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://134744072/",
        "http://0x8.8.8.8/", "http://8.8.8.010/", "http://1.2.3.4.5/", "http://a.0x7f/", "http://[::1%25eth0]/",
        "http://[::1", "http://[1.2.3.4]/", "http://news..example/", "http://-a.example/", "http://a_b%41.example/",
        "http://news.example\\@127.0.0.1/", "http://news.example/a b", "http://news.example/\r\nHost: a", "http://\x00/",
        "https://" + "a." * 150 + "example/", "https://news.example/" + "a" * 9000,
    ],
)  # fmt: skip
def test_other_addresses_are_refused(url):
    assert refused(url) == "V119"


def test_a_redirection_may_be_relative_and_may_not_lead_elsewhere():
    assert address_of("/b?c", base="https://news.example/a").url == "https://news.example/b?c"
    assert address_of("//other.example", base="https://news.example/a").url == "https://other.example/"
    assert refused("file:///etc/passwd", base="https://news.example/") == "V119"


@pytest.mark.parametrize(
    "number",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::808:808",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:0:7f00:1::", "2001:10::1", "2001:20::1", "2001:db8::1",
        "2002:7f00:1::", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1",
        "ff02::1",
    ],
)  # fmt: skip
def test_machines_that_are_not_public_are_known(number):
    assert not is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize("number", ["8.8.8.8", "93.184.216.34", "1.1.1.1", "2606:4700::1", "2a00:1450:4001::1"])
def test_public_machines_are_known(number):
    assert is_public(ipaddress.ip_address(number))


def test_one_machine_that_is_not_public_refuses_them_all():
    address = address_of("https://news.example/")
    assert machines_of(address, lambda host, port: ["8.8.8.8"]) == [ipaddress.ip_address("8.8.8.8")]
    for numbers in (["8.8.8.8", "127.0.0.1"], ["::ffff:10.0.0.1"], ["2606:4700::1%eth0"]):
        with pytest.raises(VerbaleError) as caught:
            machines_of(address, lambda host, port, numbers=numbers: numbers)
        assert caught.value.code == "V119"


def test_a_number_is_not_looked_up():
    def resolve(host, port):
        raise AssertionError(host)

    with pytest.raises(VerbaleError) as caught:
        machines_of(address_of("http://127.0.0.1/"), resolve)
    assert caught.value.code == "V119"


def test_an_unknown_host_is_told():
    def resolve(host, port):
        raise OSError

    for failing in (resolve, lambda host, port: []):
        with pytest.raises(VerbaleError) as caught:
            machines_of(address_of("https://news.example/"), failing)
        assert caught.value.code == "V120"


@given(st.text() | st.text(alphabet="htps:/.@[]%0127xaf#?\\ -").map("https://{}".format))
def test_any_address_has_one_form_or_is_refused(url):
    address, code = None, None
    try:
        address = address_of(url)
    except VerbaleError as error:
        code = error.code
    assert code in {None, "V119"}
    if address:
        assert address.url.isascii()
        assert not set(address.url) & set(" \r\n\t\\")
        assert address_of(address.url) == address


@given(st.ip_addresses())
def test_only_global_numbers_are_public(number):
    assert number.is_global or not is_public(number)
