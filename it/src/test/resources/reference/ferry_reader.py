"""
A second reader of what Ferry writes, made from the pages in docs/formats alone. It exists to keep these pages honest:
where it and Ferry differ, a page is wrong or says too little. It knows parcels, goods, requests, and deltas without
native code; it is neither fast nor careful with memory.

    ferry_reader.py parcels FOLDER OUT FILE…   rebuilds what the parcels in a folder bring, from FILEs and from what is in OUT
    ferry_reader.py delta DELTA OLD NEW        applies one delta
    ferry_reader.py request TEXT               says what a request asks, and writes it again
"""

import os
import sys

import delta
import goods
import parcel


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def rebuild(folder, out, files):
    known = {f"sha256:{parcel.sha256(read(file)).hex()}": file for file in files}
    for file in os.listdir(out):
        known["sha256:" + file] = os.path.join(out, file)
    parcels = parcel.read_parcels(folder)
    for one in sorted(parcels, key=lambda one: one.goods["number"]):
        goods.check_goods(one.goods, one.payload)
        payload = os.path.join(out, "payload")
        one.write_payload(payload)
        data = read(payload)
        os.remove(payload)
        blobs = one.goods["held"] + one.goods["items"]
        for number, place, item in goods.items(one.goods):
            piece = data[place : place + item.get("length", item["size"])]
            if "bases" in item:
                bases = [blobs[base]["digest"] for base in goods.numbers(item["bases"])]
                old = "sha256:" + delta.Header(piece).old.hex()
                assert old in bases
                kinds = " ".join(str(kind) for kind in delta.Header(piece).streams)
                piece = delta.apply(piece, read(known[old]))
            hex_ = parcel.sha256(piece).hex()
            assert len(piece) == item["size"] and "sha256:" + hex_ == item["digest"]
            known[item["digest"]] = os.path.join(out, hex_)
            write(known[item["digest"]], piece)
            print(number, item["digest"], "delta " + kinds if "bases" in item else "whole")


def request(text):
    asked = goods.parse_request(text)
    print("site", asked["site"])
    for number, parts, blobs in asked["parcels"]:
        print("parcel", number, "parts", goods.spelled_ranges(parts), "blobs", goods.spelled_ranges(blobs))
    print("rest", asked["rest"])
    print("\n".join(goods.write_request(asked)))


def main(command, *arguments):
    if command == "parcels":
        rebuild(arguments[0], arguments[1], arguments[2:])
    elif command == "delta":
        write(arguments[2], delta.apply(read(arguments[0]), read(arguments[1])))
    else:
        request(arguments[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
