package dev.ferry.delta.format;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.container.CentralEntry;
import dev.ferry.delta.deflate.Recompression;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSource;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads plans. Every place is checked against the volume that it points into, and what is opened is
 * counted against what the header declares.
 */
public final class PlanReader {
  private static final int MOST_PIECES = 1 << 21;
  private static final int MOST_DEPTH = 24;

  private final StreamReader streams;
  private final ByteSource structure;
  private final ByteSource places;
  private final ByteSource sizes;
  private final ByteSource entries;
  private final Cursor cursor = new Cursor();
  private final List<Long> volumeSizes = new ArrayList<>();
  private final List<OldRef> volumes = new ArrayList<>();
  private final List<Plan.Skeleton> skeletons = new ArrayList<>();
  private final Budget old;
  private final Budget fresh;
  private List<Bytes> directories = List.of();
  private long pool;
  private int libraries;
  private int zips;
  private int pieces;

  /** Begins to read a plan of a delta. */
  public PlanReader(DeltaHeader header, StreamReader streams) {
    this.streams = streams;
    this.structure = streams.stream(StreamKind.STRUCTURE);
    this.places = streams.stream(StreamKind.PLACE);
    this.sizes = streams.stream(StreamKind.SIZE);
    this.entries = streams.stream(StreamKind.ENTRY);
    this.old = new Budget("old", header.openedOld().size());
    this.fresh = new Budget("new", header.openedFresh().size());
    volumeSizes.add(header.old().size());
    long unpacked = header.scratch();
    for (long left = count("volumes"); left > 0; left--) {
      OldRef volume = ref();
      unpacked -= volume.size();
      if (unpacked < 0) {
        throw new BadDelta("volumes are larger than declared");
      }
      volumes.add(volume);
      volumeSizes.add(volume.size());
    }
    for (long left = count("skeletons"); left > 0; left--) {
      boolean hasOld = structure.next() != 0;
      long size = fresh.take(sizes.number());
      Optional<OldRef> counterpart = hasOld ? Optional.of(ref()) : Optional.empty();
      counterpart.ifPresent(ref -> old.take(ref.size()));
      skeletons.add(new Plan.Skeleton(counterpart, size));
    }
  }

  /** Content of the old side that the plan opens. */
  public List<OldRef> volumes() {
    return volumes;
  }

  /** The directories, which must be decoded before the rest is read. */
  public List<Plan.Skeleton> skeletons() {
    return skeletons;
  }

  /**
   * Reads the rest.
   *
   * @param decoded the bytes of each skeleton
   */
  public Plan content(List<Bytes> decoded) {
    directories = decoded;
    cursor.read(0, 0);
    Piece content = piece(0);
    if (zips != skeletons.size()) {
      throw new BadDelta("there are more skeletons than zips");
    }
    return new Plan(volumes, skeletons, content);
  }

  private Piece piece(int depth) {
    return piece(Tag.of(structure.next()), depth);
  }

  private Piece piece(Tag tag, int depth) {
    if (depth > MOST_DEPTH || ++pieces > MOST_PIECES) {
      throw new BadDelta("the plan has too many pieces");
    }
    return switch (tag) {
      case END -> throw new BadDelta("a piece is missing");
      case LITERAL -> literal(sizes.number());
      case MEMBER -> member(ref());
      case EXPECTED_MEMBER -> member(expected());
      case LIBRARY -> library(ref());
      case EXPECTED_LIBRARY -> library(expected());
      case OLD_RANGE -> range(volume(structure.number()), sizes.number());
      case EXPECTED_RANGE -> range(cursor.volume(), expectedPacked());
      case DEFLATED, DEFLATED_WITH_TRAILER -> {
        Recompression how = Recompression.read(streams);
        yield new Piece.Deflated(how, piece(depth + 1), tag == Tag.DEFLATED_WITH_TRAILER);
      }
      case GROUP -> group(depth);
      case FILE_LIST -> fileList(piece(depth + 1));
      case ZIP -> zip(depth);
    };
  }

  private Piece member(OldRef counterpart) {
    old.take(counterpart.size());
    Piece.Literal own = literal(freshSize(counterpart));
    return new Piece.Member(counterpart, own.at(), own.size());
  }

  private Piece library(OldRef counterpart) {
    old.take(counterpart.size());
    return new Piece.Library(counterpart, libraries++, fresh.take(freshSize(counterpart)));
  }

  private long freshSize(OldRef counterpart) {
    return counterpart.size() + sizes.signed();
  }

  private Piece.Literal literal(long size) {
    Piece.Literal literal = new Piece.Literal(pool, fresh.take(size));
    pool += size;
    return literal;
  }

  private Piece range(int volume, long size) {
    OldRef ref = at(OldRef.plain(volume, cursor.expectedPlace(volume) + places.signed(), size));
    return new Piece.OldRange(volume, ref.place(), size);
  }

  private OldRef expected() {
    expectedPacked();
    return at(cursor.expected(cursor.expectedPlace(cursor.volume()) + places.signed()));
  }

  private long expectedPacked() {
    if (!cursor.expects()) {
      throw new BadDelta("a piece expects a zip around it");
    }
    return cursor.expectedPacked();
  }

  private OldRef ref() {
    long number = structure.number();
    int volume = volume(number >> 1);
    boolean deflated = (number & 1) != 0;
    long place = cursor.expectedPlace(volume) + places.signed();
    long packed = sizes.number();
    return at(new OldRef(volume, place, deflated, packed, deflated ? sizes.number() : packed));
  }

  private OldRef at(OldRef ref) {
    long all = volumeSizes.get(ref.volume());
    if (ref.place() < 0 || ref.place() > all || ref.packed() > all - ref.place()) {
      throw new BadDelta("a piece lies outside the old side, at " + ref.place());
    }
    cursor.read(ref.volume(), ref.end());
    return ref;
  }

  private int volume(long number) {
    if (number >= volumeSizes.size()) {
      throw new BadDelta("there is no volume " + number);
    }
    return (int) number;
  }

  private Piece group(int depth) {
    cursor.leave();
    List<Piece> all = new ArrayList<>();
    for (Tag tag = Tag.of(structure.next()); tag != Tag.END; tag = Tag.of(structure.next())) {
      all.add(piece(tag, depth + 1));
    }
    return new Piece.Group(all);
  }

  private static Piece fileList(Piece text) {
    if (text instanceof Piece.Literal || text instanceof Piece.Member) {
      return new Piece.FileList(text);
    }
    throw new BadDelta("a list of files is neither literal nor member");
  }

  private Piece zip(int depth) {
    if (zips == directories.size()) {
      throw new BadDelta("there are more zips than skeletons");
    }
    int number = zips++;
    List<CentralEntry> directory = CentralEntry.leading(directories.get(number));
    int bits = structure.next();
    boolean inOrder = (bits & 1) != 0;
    long count = inOrder ? directory.size() : sizes.number();
    if (count > directory.size()) {
      throw new BadDelta("a zip has more entries than its directory");
    }
    List<ZipEntry> all = new ArrayList<>((int) count);
    int next = 0;
    while (all.size() < count) {
      long index = inOrder ? next : next + entries.signed();
      if (index < 0 || index >= directory.size()) {
        throw new BadDelta("a directory has no entry " + index);
      }
      all.add(entry((int) index, directory.get((int) index), depth));
      next = (int) index + 1;
    }
    cursor.leave();
    return new Piece.Zip(number, all, literal(sizes.number()), (bits & 2) != 0);
  }

  private ZipEntry entry(int index, CentralEntry central, int depth) {
    int bits = entries.next();
    ZipEntry.Traits traits = ZipEntry.Traits.of(bits);
    Piece.Literal gap = literal((bits & 128) != 0 ? sizes.number() : 0);
    Piece.Literal header = literal(traits.header() ? 0 : sizes.number());
    cursor.enter(central, traits);
    Piece data = piece(depth + 1);
    cursor.leave();
    return new ZipEntry(index, traits, gap, header, data);
  }

  private long count(String what) {
    long count = sizes.number();
    if (count > MOST_PIECES) {
      throw new BadDelta("there are " + count + " " + what);
    }
    return count;
  }

  /** Bytes that may be opened on one side. */
  private static final class Budget {
    private final String side;
    private long left;

    Budget(String side, long left) {
      this.side = side;
      this.left = left;
    }

    long take(long size) {
      if (size < 0 || size > left) {
        throw new BadDelta("content of the " + side + " side is larger than declared");
      }
      left -= size;
      return size;
    }
  }
}
