"""A file's name is read as clients write it: plain, or encoded as `filename*`."""

import pytest

from service.api.file_names import file_name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (b'filename="b.txt"', "b.txt"),
        ('filename="bài.txt"'.encode(), "bài.txt"),
        (b"filename*=UTF-8''b%C3%A0i.txt", "bài.txt"),
        (b"filename*=utf-8'vi'b%C3%A0i%20vi%E1%BA%BFt.txt", "bài viết.txt"),
        (b"filename=\"bai.txt\"; filename*=UTF-8''b%C3%A0i.txt", "bài.txt"),
        (b"filename*=iso-8859-1''b%E0i.txt", "bài.txt"),
        (b"filename=\"bai.txt\"; filename*=UTF-8''b%E0i.txt", "bai.txt"),
        (b"filename*=x-mac''b%E0i.txt", ""),
        (b"filename*=nonsense", ""),
        (b'name="b"', ""),
    ],
)
def test_the_name_of_a_file_is_read(said: bytes, name: str) -> None:
    assert file_name(b'form-data; name="file"; ' + said) == name
