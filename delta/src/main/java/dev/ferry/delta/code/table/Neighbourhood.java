package dev.ferry.delta.code.table;

import dev.ferry.delta.code.AddressMap;
import dev.ferry.delta.code.Moves;
import dev.ferry.delta.elf.Elf;

/**
 * Where the code of one new function came from: the moves that make it. The same old bytes can have
 * become part of several functions; here only this one counts.
 */
final class Neighbourhood implements AddressMap {
  private static final int MOST = 256;
  private static final long FAR = 4096;

  private final Moves moves;
  private final Elf oldElf;
  private final Elf freshElf;
  private final AddressMap otherwise;
  private int first;
  private int last;

  Neighbourhood(Moves moves, Elf oldElf, Elf freshElf, AddressMap otherwise) {
    this.moves = moves;
    this.oldElf = oldElf;
    this.freshElf = freshElf;
    this.otherwise = otherwise;
  }

  /** Turns to a function of the new library. */
  void turnTo(long start, long size) {
    long place = freshElf.offset(start);
    first = 0;
    last = 0;
    if (place != Elf.NOWHERE && size > 0 && size <= Integer.MAX_VALUE) {
      first = firstBehind(place);
      last = first;
      int most = Math.min(moves.count(), first + MOST);
      while (last < most && moves.newPlace(last) < place + size) {
        last++;
      }
    }
  }

  /** The first move that ends behind a place of the new file. */
  private int firstBehind(long place) {
    int low = 0;
    int high = moves.count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (moves.newPlace(middle) + moves.length(middle) <= place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The old address that the byte at a new one was taken from, or {@link Elf#NOWHERE}. */
  long origin(long address) {
    long place = freshElf.offset(address);
    int at = place == Elf.NOWHERE ? moves.count() : firstBehind(place);
    if (at == moves.count() || moves.newPlace(at) > place) {
      return Elf.NOWHERE;
    }
    return oldElf.address(moves.oldPlace(at) + (place - moves.newPlace(at)));
  }

  @Override
  public long map(long oldAddress) {
    long place = oldElf.offset(oldAddress);
    int nearest = -1;
    long distance = Long.MAX_VALUE;
    for (int i = first; i < last && place != Elf.NOWHERE && distance > 0; i++) {
      long from = moves.oldPlace(i);
      long to = from + moves.length(i);
      long away = place < from ? from - place : place > to ? place - to : place == to ? 1 : 0;
      if (away < distance) {
        nearest = i;
        distance = away;
      }
    }
    if (nearest < 0 || distance > FAR) {
      return otherwise.map(oldAddress);
    }
    long address = freshElf.address(place + moves.newPlace(nearest) - moves.oldPlace(nearest));
    return address == Elf.NOWHERE ? otherwise.map(oldAddress) : address;
  }
}
