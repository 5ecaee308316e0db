"""A converted model whose reported attention is that of another layer.

Promises the files of the conversion with two numbers changed, and nothing written to the disk. CTranslate2's
converter always chooses the last layer and its first head; both stand in model.bin as attributes of 16 bits.
"""

import struct
from pathlib import Path

from models.registry import ModelError

_INT16 = b"\x00\x00\x02\x02\x00\x00\x00"  # end of the name, rank 0, the number of the type, 2 octets


def with_attention_of(folder: Path, *, layer: int) -> dict[str, bytes]:
    """Return the files by name, the attention being the mean over all heads of a decoder layer."""
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    model = bytearray(files["model.bin"])
    heads = struct.unpack_from("<h", model, _place(model, "decoder/num_heads"))[0]
    struct.pack_into("<h", model, _place(model, "decoder/alignment_layer"), layer)
    struct.pack_into("<h", model, _place(model, "decoder/alignment_heads"), heads)
    return {**files, "model.bin": bytes(model)}


def _place(model: bytearray, attribute: str) -> int:
    """Return where the value of an attribute stands."""
    header = attribute.encode() + _INT16
    place = model.find(header)
    if place < 0 or model.find(header, place + 1) >= 0:
        raise ModelError(
            f"The converted model has no attribute {attribute} where it is looked for.",
            "Use the release of CTranslate2 that requirements.lock names.",
        )
    return place + len(header)
