# SPDX-License-Identifier: BSD-2-Clause
"""Writes what only Outlook writes: messages as .msg files and winmail.dat. As little of them as makes them genuine."""

import struct

SECTOR = 512
FREE, END, OF_TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound_file(streams):
    """[MS-CFB]: streams by name, below the root. Each is filled up to the size from which streams have sectors of their
    own."""
    # Sector 0 is the table, then come the streams, each in one run, then the directory.
    table, content, entries = [OF_TABLE], b"", []
    for name, stream in streams.items():
        sectors = max(8, -(-len(stream) // SECTOR))
        first, size = len(table), sectors * SECTOR
        entries.append((name, 2, first, size))
        content += stream.ljust(size, b"\0")
        table += [*range(first + 1, first + sectors), END]
    directory_start = len(table)
    # The names stand in a tree; one that leans all to the right is a tree, too.
    entries.sort(key=lambda entry: (len(entry[0]), entry[0].upper()))
    directory = entry_of("Root Entry", 5, END, 0, child=1)
    for number, (name, kind, first, size) in enumerate(entries, 1):
        directory += entry_of(name, kind, first, size, right=number + 1 if number < len(entries) else FREE)
    directory = directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0")
    sectors = len(directory) // SECTOR
    table += [*range(directory_start + 1, directory_start + sectors), END]
    assert len(table) <= SECTOR // 4
    table += [FREE] * (SECTOR // 4 - len(table))
    head = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1,
                       directory_start, 0, 4096, END, 0, END, 0)
    head += struct.pack("<I", 0) + b"\xff" * 4 * 108
    return head + struct.pack("<128I", *table) + content + directory


def entry_of(name, kind, first, size, child=FREE, right=FREE):
    coded = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII16xIQQIQ", coded, len(coded), kind, 1, FREE, right, child, 0, 0, 0, first, size)


def msg(subject, text):
    """[MS-OXMSG]: a message with a subject and a plain text."""
    return compound_file({"__properties_version1.0": bytes(32), "__substg1.0_0037001F": subject.encode("utf-16-le"),
                          "__substg1.0_1000001F": text.encode("utf-16-le")})


def attribute(level, name, content):
    return struct.pack("<BII", level, name, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)


def winmail(text, name, content):
    """[MS-OXTNEF]: a text and one file."""
    return (struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x0002800C, text.encode() + b"\0")
            + attribute(2, 0x00069002, bytes(14)) + attribute(2, 0x00018010, name.encode() + b"\0")
            + attribute(2, 0x0006800F, content))
