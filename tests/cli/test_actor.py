import json


def test_actor(run):
    result = run("actor", "Mr. Yoon", "--on", "2022-06-30", "--near", "Biden", "--near", "Kishida")
    assert result.exit_code == 0
    assert "Yoon Suk-yeol" in result.stdout.split("\n")[0]
    assert "President of South Korea on 2022-06-30" in result.stdout


def test_json(run):
    result = run("actor", "South Korean President", "--on", "2022-06-30", "--json")
    (first, *_) = [json.loads(line) for line in result.stdout.splitlines()]
    assert first["name"] == "Yoon Suk-yeol"
    assert first["offices"]
    same = run("actor", first["id"], "--json")
    assert json.loads(same.stdout)["name"] == first["name"]


def test_nobody(run):
    assert run("actor", "Nobody of that name").exit_code == 1
    assert run("actor", "Nobody of that name", "--json").stdout == ""


def test_bad_date(run):
    result = run("actor", "Beijing", "--on", "soon")
    assert result.exit_code == 2
    assert "V304" in result.stderr
