package dev.ferry.delta.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes of an array, which must not be changed afterwards. */
public final class ArrayBytes implements Bytes {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;

  private ArrayBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes of an array, not copied. */
  public static Bytes of(byte[] bytes) {
    return new ArrayBytes(bytes);
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public byte at(long place) {
    return bytes[Math.toIntExact(place)];
  }

  @Override
  public void copy(long place, byte[] to, int offset, int length) {
    System.arraycopy(bytes, Math.toIntExact(place), to, offset, length);
  }

  @Override
  public int intAt(long place) {
    return (int) INT.get(bytes, Math.toIntExact(place));
  }

  @Override
  public long longAt(long place) {
    return (long) LONG.get(bytes, Math.toIntExact(place));
  }
}
