package dev.ferry.image.tensor;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers of one type in the order of C: the last dimension runs fastest. */
public final class Tensor {
  private final ElementType type;
  private final List<Integer> shape;
  private final ByteBuffer data;
  private final int count;

  /**
   * @param data in its own byte order; position to limit holds the elements and nothing else
   */
  Tensor(ElementType type, List<Integer> shape, ByteBuffer data) {
    this.type = type;
    this.shape = List.copyOf(shape);
    this.data = data;
    this.count = data.remaining() / type.size();
  }

  public ElementType type() {
    return type;
  }

  /** Dimensions; empty for a single number. */
  public List<Integer> shape() {
    return shape;
  }

  /** The number of elements. */
  public int count() {
    return count;
  }

  /** {@code 1x3x224x224}; {@code scalar} where there is no dimension. */
  public String shapeText() {
    return shape.isEmpty()
        ? "scalar"
        : shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  /** The bits of an element, extended with its sign. */
  long bits(int index) {
    int at = data.position() + index * type.size();
    return switch (type.size()) {
      case 1 -> data.get(at);
      case 2 -> data.getShort(at);
      case 4 -> data.getInt(at);
      default -> data.getLong(at);
    };
  }

  /** An element as a double; exact for every type but the largest {@code int64}. */
  double real(int index) {
    long bits = bits(index);
    return switch (type) {
      case FLOAT16 -> Float.float16ToFloat((short) bits);
      case FLOAT32 -> Float.intBitsToFloat((int) bits);
      case FLOAT64 -> Double.longBitsToDouble(bits);
      case UINT8 -> bits & 0xff;
      case UINT16 -> bits & 0xffff;
      default -> bits;
    };
  }

  /** An element as people read it, with all the digits that tell it from its neighbours. */
  String text(int index) {
    return switch (type) {
      case FLOAT16, FLOAT32 -> Float.toString((float) real(index));
      case FLOAT64 -> Double.toString(real(index));
      case BOOL -> bits(index) == 0 ? "false" : "true";
      case UINT8, UINT16 -> Long.toString((long) real(index));
      default -> Long.toString(bits(index));
    };
  }

  /** Where an element stands in each dimension: {@code [0, 17]}. */
  List<Integer> place(int index) {
    Integer[] place = new Integer[shape.size()];
    int left = index;
    for (int i = place.length - 1; i >= 0; i--) {
      place[i] = left % shape.get(i);
      left /= shape.get(i);
    }
    return List.of(place);
  }
}
