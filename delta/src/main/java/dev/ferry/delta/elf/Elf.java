package dev.ferry.delta.elf;

import dev.ferry.delta.bytes.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * The outline of one library. Immutable, small (at most {@value #MOST_SECTIONS} sections), and the
 * same on both sides of a delta.
 */
public final class Elf {
  /** A file with more sections is plain bytes. */
  public static final int MOST_SECTIONS = 4096;

  /** A file with more program headers is plain bytes. */
  public static final int MOST_SEGMENTS = 256;

  /** No place: the answer of {@link #offset} and {@link #address} for what is not loaded. */
  public static final long NOWHERE = -1;

  private final Machine machine;
  private final List<Section> sections;
  private final List<Segment> segments;
  private final long[] starts;
  private final long[] sizes;
  private final long[] offsets;

  Elf(Machine machine, List<Section> sections, List<Segment> segments) {
    this.machine = machine;
    this.sections = List.copyOf(sections);
    this.segments = List.copyOf(segments);
    starts = segments.stream().mapToLong(Segment::address).toArray();
    sizes = segments.stream().mapToLong(Segment::size).toArray();
    offsets = segments.stream().mapToLong(Segment::offset).toArray();
  }

  /** Reads the outline of a file; empty where the file is nothing that Ferry looks into. */
  public static Optional<Elf> find(Bytes file) {
    return ElfReader.read(file);
  }

  /** Whose instructions it holds. */
  public Machine machine() {
    return machine;
  }

  /**
   * The sections that fit, by rising offset in the file; those of one offset in the order of the
   * table.
   */
  public List<Section> sections() {
    return sections;
  }

  /** What is loaded, by rising address; no two share an address. */
  public List<Segment> segments() {
    return segments;
  }

  /** The first section of a name that has bytes in the file. */
  public Optional<Section> findSection(String name) {
    return sections.stream().filter(one -> one.inFile() && one.name().equals(name)).findFirst();
  }

  /** The section with a number in the file's own table. */
  public Optional<Section> findSection(int index) {
    return sections.stream().filter(one -> one.index() == index).findFirst();
  }

  /** The place in the file of the byte with an address, or {@link #NOWHERE}. */
  public long offset(long address) {
    for (int i = 0; i < starts.length; i++) {
      long within = address - starts[i];
      if (within >= 0 && within < sizes[i]) {
        return offsets[i] + within;
      }
    }
    return NOWHERE;
  }

  /** The address of the byte at a place in the file, or {@link #NOWHERE}. */
  public long address(long offset) {
    for (int i = 0; i < starts.length; i++) {
      long within = offset - offsets[i];
      if (within >= 0 && within < sizes[i]) {
        return starts[i] + within;
      }
    }
    return NOWHERE;
  }
}
