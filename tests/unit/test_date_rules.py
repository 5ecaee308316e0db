"""The rules for dates: what each says that it needs stands in whatever it matches."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.text import dates_en, dates_vi
from service.text.date_reading import Rule

RULES = [
    pytest.param(rule, id=f"{language}-{name}-{place}")
    for language, rules in (("vi", dates_vi), ("en", dates_en))
    for name in ("DIGIT_RULES", "MONTH_RULES", "WORD_RULES", "YEAR_RULES")
    for place, rule in enumerate(getattr(rules, name))
]


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=6, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_the_sign_of_a_rule_stands_in_what_it_matches(rule: Rule, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(rule.pattern))
    assert rule.sign.search(text.lower())
