"""What is remembered of texts stays small."""

from service.text.caching import remembered


def test_sentences_are_remembered_and_of_long_texts_the_last_few() -> None:
    asked: list[int] = []

    @remembered(100)
    def measure(text: str, unit: int) -> int:
        asked.append(len(text))
        return len(text) // unit

    sentences, articles = [f"Câu {i}." for i in range(50)], [f"{i} " * 1000 for i in range(20)]
    for text in [*sentences, *sentences, articles[0], articles[0]]:
        assert measure(text, 2) == len(text) // 2
    assert len(asked) == 51
    for text in [*articles, articles[0]]:
        measure(text, 2)
    assert len(asked) == 51 + 19 + 1  # the first was known, and is not any more
