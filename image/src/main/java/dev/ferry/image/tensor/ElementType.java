package dev.ferry.image.tensor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a tensor holds. */
public enum ElementType {
  BOOL("b1", 1),
  INT8("i1", 1),
  UINT8("u1", 1),
  INT16("i2", 2),
  UINT16("u2", 2),
  INT32("i4", 4),
  INT64("i8", 8),
  FLOAT16("f2", 2),
  FLOAT32("f4", 4),
  FLOAT64("f8", 8);

  private final String code;
  private final int size;

  ElementType(String code, int size) {
    this.code = code;
    this.size = size;
  }

  /** NumPy's type string without its byte order: {@code f4}. */
  static Optional<ElementType> find(String code) {
    return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
  }

  /** Of one element, bytes. */
  public int size() {
    return size;
  }

  public boolean isReal() {
    return this == FLOAT16 || this == FLOAT32 || this == FLOAT64;
  }

  /** As NumPy names it: {@code float32}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
