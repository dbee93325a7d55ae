package dev.ferry.delta.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSink;
import dev.ferry.delta.stream.ByteSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The few bytes of a new library that say where its sections are, sent before everything else: the
 * pages of {@value #PAGE} bytes that are read when the outline is. All others read as zero.
 */
public final class Outline implements Bytes {
  private static final int PAGE = 256;
  private static final int MOST_PAGES = 4096;

  private final TreeMap<Long, byte[]> pages = new TreeMap<>();
  private final long size;

  private Outline(long size) {
    this.size = size;
  }

  /** The outline of a library, for who makes a delta; empty where it would be too large. */
  public static Optional<Outline> of(Bytes library) {
    Outline outline = new Outline(library.size());
    Elf.find(new Recorder(library, outline.pages));
    return outline.pages.size() <= MOST_PAGES ? Optional.of(outline) : Optional.empty();
  }

  /** Writes the pages, as differences from the old library. */
  public void write(Bytes old, ByteSink out) {
    out.number(pages.size());
    long next = 0;
    for (Map.Entry<Long, byte[]> page : pages.entrySet()) {
      out.number(page.getKey() - next);
      long place = page.getKey() * PAGE;
      for (byte one : page.getValue()) {
        out.put(one - expected(old, place++));
      }
      next = page.getKey() + 1;
    }
  }

  /** Reads the pages of a library of a size. */
  static Outline read(Bytes old, ByteSource in, long size) {
    Outline outline = new Outline(size);
    long count = in.number();
    if (count > MOST_PAGES) {
      throw new BadDelta("the outline of a library has " + count + " pages");
    }
    long next = 0;
    for (long i = 0; i < count; i++) {
      long page = in.number();
      if (page > size / PAGE - next) {
        throw new BadDelta("the outline of a library lies outside of it");
      }
      page += next;
      byte[] bytes = new byte[length(page, size)];
      in.next(bytes, 0, bytes.length);
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] += outline.expected(old, page * PAGE + at);
      }
      outline.pages.put(page, bytes);
      next = page + 1;
    }
    return outline;
  }

  /** The old byte as far from the nearer end of its file; 0 where there is none. */
  private byte expected(Bytes old, long place) {
    long oldPlace = place < size / 2 ? place : place - size + old.size();
    return oldPlace < 0 || oldPlace >= old.size() ? 0 : old.at(oldPlace);
  }

  private static int length(long page, long size) {
    return (int) Math.min(PAGE, size - page * PAGE);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte at(long place) {
    byte[] page = pages.get(place / PAGE);
    return page == null ? 0 : page[(int) (place % PAGE)];
  }

  @Override
  public void copy(long place, byte[] to, int offset, int length) {
    for (int i = 0; i < length; i++) {
      to[offset + i] = at(place + i);
    }
  }

  /** Notes the pages that are read. */
  private record Recorder(Bytes library, TreeMap<Long, byte[]> pages) implements Bytes {
    @Override
    public long size() {
      return library.size();
    }

    @Override
    public byte at(long place) {
      return pages.computeIfAbsent(place / PAGE, this::page)[(int) (place % PAGE)];
    }

    private byte[] page(long page) {
      byte[] bytes = new byte[length(page, size())];
      library.copy(page * PAGE, bytes, 0, bytes.length);
      return bytes;
    }

    @Override
    public void copy(long place, byte[] to, int offset, int length) {
      for (int i = 0; i < length; i++) {
        to[offset + i] = at(place + i);
      }
    }
  }
}
