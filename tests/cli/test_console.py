from verbale.cli.console import console, report
from verbale.errors import VerbaleError


def test_nothing_printed_is_markup(capsys):
    console().print("[bold]x[/bold] :smile: [link=https://example.org]y[/link]")
    assert capsys.readouterr().out == "[bold]x[/bold] :smile: [link=https://example.org]y[/link]\n"


def test_errors_have_code_and_remedy_on_one_line(capsys):
    report(VerbaleError("V204", "\x1b[31mdoc\n"))
    assert capsys.readouterr().err == (
        "Error V204: no such document (\ufffd[31mdoc ). List them with `verbale documents`.\n"
    )
