"""Prints the samples of a batch in the format delta: read_delta.py DICTIONARY < BATCH

DICTIONARY is a file with the JSON of the topic "dictionary". The format is described in data-batches.md.
"""

import json
import struct
import sys
import zlib

payload = sys.stdin.buffer.read()
with open(sys.argv[1], "rb") as file:
    dictionary = json.load(file)

assert payload[0] == 0xD1, "not the format delta"
body = zlib.decompress(payload[2:]) if payload[1] & 2 else payload[2:]
position = 0


def number():
    global position
    value = shift = 0
    while True:
        byte = body[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value
        shift += 7


def signed():
    value = number()
    return value // 2 if value % 2 == 0 else -(value + 1) // 2


def take(length):
    global position
    position += length
    return body[position - length : position]


def text():
    return take(number()).decode("utf-8")


def times():
    offsets, step, last = [], 0, 0
    for _ in range(number()):
        step += signed()
        last += step
        offsets.append(last)
    return offsets


def values(kind, factor, divisor, count):
    last = 0
    for _ in range(count):
        if kind == 0:
            yield text()
        elif kind == 2:
            yield struct.unpack(">d", take(8))[0]
        else:
            last += signed()
            yield float(last) * factor / divisor


epoch, seq, below, trip, time, age = (number() for _ in range(6))
vin = text()
needed, known = number(), number()
assert known == 0 or needed == dictionary["id"], "another dictionary"
lists = [times() for _ in range(number())]
for _ in range(number()):
    reference = number()
    kind, signal = reference % 4, reference // 4
    if signal == 0:
        name, unit, scale = text(), text(), (0, 1)
    else:
        row = dictionary["signals"][signal - 1]
        name, unit, scale = row["n"], row["u"], row["s"]
    if kind == 3:
        scale = (number(), number())
    offsets = lists[number()]
    for offset, value in zip(offsets, values(kind, *scale, len(offsets))):
        print(time + offset, name, value, unit)
