package dev.ferry.delta.code;

/**
 * How a reference is written into the bytes. Numbers and meanings are part of the format.
 *
 * <p>A kind sees its bytes as one little-endian <em>word</em> of {@link #width} bytes. Some bits of
 * it are the <em>field</em>, a signed number; the others belong to the instruction and stay. The
 * field says a <em>target</em>, an address, together with the address where it stands or with a
 * base.
 */
public enum ReferenceKind {
  /** x86-64: distance of a call or a jump, from the end of the field. */
  REL32(1, Form.WORD, From.END, 0),
  /** x86-64: distance of an operand, from the end of the field, which ends the instruction. */
  RIP32(2, Form.WORD, From.END, 0),
  /** As {@link #RIP32}, with one byte of the instruction behind the field. */
  RIP32_1(3, Form.WORD, From.END, 1),
  /** As {@link #RIP32}, with two bytes of the instruction behind the field. */
  RIP32_2(4, Form.WORD, From.END, 2),
  /** As {@link #RIP32}, with four bytes of the instruction behind the field. */
  RIP32_4(5, Form.WORD, From.END, 4),
  /** A distance from a base, as in the tables of switches: four bytes. */
  TABLE32(6, Form.WORD, From.BASE, 0),
  /** A distance from where it stands: four bytes. */
  PCREL32(7, Form.WORD, From.PLACE, 0),
  /** An address: eight bytes. */
  ABS64(8, Form.LONG, From.ZERO, 0),
  /** An address: four bytes. */
  ABS32(9, Form.WORD, From.ZERO, 0),
  /** An unsigned distance from a base, as the names of symbols in their table: four bytes. */
  OFFSET32(10, Form.WORD, From.BASE, 0),
  /** aarch64: B and BL, 26 bits of words from the instruction. */
  AARCH64_BRANCH26(11, Form.BITS_0_26, From.PLACE, 0),
  /** aarch64: conditional branches, 19 bits of words from the instruction. */
  AARCH64_BRANCH19(12, Form.BITS_5_19, From.PLACE, 0),
  /** aarch64: TBZ and TBNZ, 14 bits of words from the instruction. */
  AARCH64_BRANCH14(13, Form.BITS_5_14, From.PLACE, 0),
  /** aarch64: ADRP, the distance in pages of 4 KiB; the lower bits of the target are lost. */
  AARCH64_ADRP(14, Form.ADR, From.PAGE, 0),
  /** aarch64: ADR, the distance in bytes. */
  AARCH64_ADR(15, Form.ADR, From.PLACE, 0),
  /** aarch64: the lower 12 bits of an address, in ADD and in loads and stores of bytes. */
  AARCH64_LOW12(16, Form.BITS_10_12, From.LOW, 0),
  /** As {@link #AARCH64_LOW12}, in units of 2 bytes. */
  AARCH64_LOW12_2(17, Form.BITS_10_12, From.LOW, 1),
  /** As {@link #AARCH64_LOW12}, in units of 4 bytes. */
  AARCH64_LOW12_4(18, Form.BITS_10_12, From.LOW, 2),
  /** As {@link #AARCH64_LOW12}, in units of 8 bytes. */
  AARCH64_LOW12_8(19, Form.BITS_10_12, From.LOW, 3),
  /** As {@link #AARCH64_LOW12}, in units of 16 bytes. */
  AARCH64_LOW12_16(20, Form.BITS_10_12, From.LOW, 4);

  private enum Form {
    WORD(4),
    LONG(8),
    BITS_0_26(4),
    BITS_5_19(4),
    BITS_5_14(4),
    BITS_10_12(4),
    ADR(4);

    private final int width;

    Form(int width) {
      this.width = width;
    }
  }

  private enum From {
    ZERO,
    PLACE,
    END,
    BASE,
    PAGE,
    LOW
  }

  private static final ReferenceKind[] ALL = values();
  private static final long LOWER = 0xfff;
  private static final long IMMEDIATE_LOW = 0x60000000L;
  private static final long IMMEDIATE_HIGH = 0xffffe0L;

  private final int number;
  private final Form form;
  private final From from;
  private final int more;

  ReferenceKind(int number, Form form, From from, int more) {
    this.number = number;
    this.form = form;
    this.from = from;
    this.more = more;
  }

  /** The kind of a number that {@link #number} gave. */
  public static ReferenceKind of(int number) {
    return ALL[number - 1];
  }

  /** The number of kinds; theirs go from 1 to this. */
  public static int count() {
    return ALL.length;
  }

  /** The kind's number, from 1. */
  public int number() {
    return number;
  }

  /** How many bytes the word has: 4 or 8. */
  public int width() {
    return form.width;
  }

  /** Whether a reference of this kind needs a base. */
  public boolean hasBase() {
    return from == From.BASE || from == From.LOW;
  }

  /** Whether the field tells the whole target, and not only the upper or the lower bits of it. */
  public boolean tellsTarget() {
    return from != From.PAGE && from != From.LOW;
  }

  /** The word without the field. */
  public long blank(long word) {
    return insert(word, 0);
  }

  /** The field of a word. */
  public long field(long word) {
    return switch (form) {
      case WORD -> this == OFFSET32 ? word & 0xffffffffL : (int) word;
      case LONG -> word;
      case BITS_0_26 -> word << 38 >> 38;
      case BITS_5_19 -> word << 40 >> 45;
      case BITS_5_14 -> word << 45 >> 50;
      case BITS_10_12 -> word >>> 10 & LOWER;
      case ADR -> (word & IMMEDIATE_HIGH) << 40 >> 43 | (word & IMMEDIATE_LOW) >>> 29;
    };
  }

  /** The word with another field; of its number the bits that fit. */
  public long insert(long word, long field) {
    return switch (form) {
      case WORD -> field & 0xffffffffL;
      case LONG -> field;
      case BITS_0_26 -> merge(word, field, 0x3ffffffL);
      case BITS_5_19 -> merge(word, field << 5, 0xffffe0L);
      case BITS_5_14 -> merge(word, field << 5, 0x7ffe0L);
      case BITS_10_12 -> merge(word, field << 10, LOWER << 10);
      case ADR ->
          merge(merge(word, field >> 2 << 5, IMMEDIATE_HIGH), (field & 3) << 29, IMMEDIATE_LOW);
    };
  }

  private static long merge(long word, long bits, long mask) {
    return ((word & ~mask) | (bits & mask)) & 0xffffffffL;
  }

  /**
   * The target that a field says, for kinds that {@linkplain #tellsTarget tell it}; else what it
   * says of it: the page, or the lower bits.
   *
   * @param address where the word stands
   * @param base the base of kinds that have one
   */
  public long target(long field, long address, long base) {
    return switch (from) {
      case ZERO -> field;
      case PLACE -> address + (instruction() ? field << 2 : field);
      case END -> address + Integer.BYTES + more + field;
      case BASE -> base + field;
      case PAGE -> (address & ~LOWER) + (field << 12);
      case LOW -> field << more;
    };
  }

  /** The field that says a target: the other way round. */
  public long fieldOf(long target, long address, long base) {
    return switch (from) {
      case ZERO -> target;
      case PLACE -> instruction() ? (target - address) >> 2 : target - address;
      case END -> target - (address + Integer.BYTES + more);
      case BASE -> target - base;
      case PAGE -> (target >> 12) - (address >> 12);
      case LOW -> (target & LOWER) >> more;
    };
  }

  private boolean instruction() {
    return form == Form.BITS_0_26 || form == Form.BITS_5_19 || form == Form.BITS_5_14;
  }
}
