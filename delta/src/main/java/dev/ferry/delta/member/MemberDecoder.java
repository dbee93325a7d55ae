package dev.ferry.delta.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.util.NoSuchElementException;

/** Makes a member from an older one and the streams of a delta. */
public final class MemberDecoder {
  private MemberDecoder() {}

  /**
   * Makes one member. Members are read from the streams in the order in which they were written.
   *
   * @param old the older member
   * @param size how many bytes to make, which the caller has checked against its limits
   * @param in the streams
   * @param scratch keeps a library while its tables are made
   * @param to takes exactly that many bytes, unless this throws
   * @throws BadDelta where the streams do not make sense; part of the member may have been written
   * @throws IOException when the output cannot be written
   */
  public static void decode(Bytes old, long size, StreamReader in, Scratch scratch, OutputStream to)
      throws IOException {
    int method = in.stream(StreamKind.METHOD).next();
    switch (method) {
      case Methods.PLAIN -> new PlainDecoder(old, in, to).decode(size);
      case Methods.NATIVE -> decodeNative(old, size, in, scratch, to);
      default -> throw new BadDelta("a member has the unknown method " + method);
    }
  }

  /**
   * What is read from a library and what the streams say of it need not fit together where they
   * were not made for each other; whichever look-up then finds nothing, the delta is at fault.
   */
  private static void decodeNative(
      Bytes old, long size, StreamReader in, Scratch scratch, OutputStream to) throws IOException {
    try {
      new NativeDecoder(old, in, scratch).decode(size, to);
    } catch (IndexOutOfBoundsException
        | IllegalArgumentException
        | ArithmeticException
        | BufferOverflowException
        | BufferUnderflowException
        | NoSuchElementException
        | NegativeArraySizeException misfit) {
      throw new BadDelta("a library and its delta do not fit: " + misfit);
    }
  }
}
