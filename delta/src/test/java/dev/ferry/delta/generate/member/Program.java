package dev.ferry.delta.generate.member;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up program of x86-64 functions that call one another and read data, linked to a library:
 * change a function, link again, and everything behind it has moved.
 */
final class Program {
  private static final int TEXT = 0x1000;
  private static final int HEADERS = 64 + 56;

  /** A function: its bytes, and at which of them stands the distance to which other function. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Function(byte[] code, List<int[]> calls) {}

  private final List<Function> functions = new ArrayList<>();

  static Program of(Random random, int size) {
    Program program = new Program();
    for (int i = 0; i < size; i++) {
      program.functions.add(function(random, size));
    }
    return program;
  }

  /** Puts more functions at the start, and a few bytes into one in the middle. */
  Program grown(Random random) {
    Program grown = new Program();
    grown.functions.addAll(functions);
    int at = functions.size() / 2;
    Function old = functions.get(at);
    byte[] code = new byte[old.code().length + 16];
    System.arraycopy(old.code(), 0, code, 0, old.code().length);
    grown.functions.set(at, new Function(code, old.calls()));
    for (int i = 0; i < 3; i++) {
      grown.functions.add(0, function(random, 0));
    }
    return grown;
  }

  private static Function function(Random random, int others) {
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    List<int[]> calls = new ArrayList<>();
    for (int i = 4 + random.nextInt(30); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 ->
            code.writeBytes(new byte[] {0x48, (byte) 0x89, (byte) (0xc0 | random.nextInt(64))});
        case 1 -> code.writeBytes(new byte[] {(byte) 0x83, (byte) 0xc0, (byte) random.nextInt()});
        case 2 -> {
          code.write(0xb8);
          code.writeBytes(ByteBuffer.allocate(4).putInt(random.nextInt()).array());
        }
        default -> {
          if (others > 0) {
            code.write(0xe8);
            calls.add(new int[] {code.size(), random.nextInt(others)});
            code.writeBytes(new byte[4]);
          }
        }
      }
    }
    code.write(0xc3);
    return new Function(code.toByteArray(), calls);
  }

  /** The library; functions that calls lead to are counted from the back. */
  byte[] link() {
    int[] starts = new int[functions.size()];
    int size = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = size;
      size += functions.get(i).code().length;
    }
    byte[] names = "\0.text\0.shstrtab\0".getBytes(StandardCharsets.US_ASCII);
    int table = TEXT + size + names.length + 7 & -8;
    ByteBuffer file = ByteBuffer.allocate(table + 3 * 64).order(ByteOrder.LITTLE_ENDIAN);
    header(file, size, table);
    for (int i = 0; i < starts.length; i++) {
      write(file, functions.get(i), starts, i);
    }
    file.put(TEXT + size, names);
    section(file, table + 64, 1, 1, 6, TEXT, size);
    section(file, table + 128, 7, 3, 0, TEXT + size, names.length);
    return file.array();
  }

  private void write(ByteBuffer file, Function function, int[] starts, int i) {
    file.put(TEXT + starts[i], function.code());
    for (int[] call : function.calls()) {
      int target = starts[starts.length - 1 - call[1]];
      file.putInt(TEXT + starts[i] + call[0], target - (starts[i] + call[0] + 4));
    }
  }

  private static void header(ByteBuffer file, int size, int table) {
    file.put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
    file.putShort(16, (short) 3).putShort(18, (short) 62).putInt(20, 1);
    file.putLong(32, 64).putLong(40, table);
    file.putShort(52, (short) 64).putShort(54, (short) 56).putShort(56, (short) 1);
    file.putShort(58, (short) 64).putShort(60, (short) 3).putShort(62, (short) 2);
    file.putInt(64, 1).putInt(68, 5);
    file.putLong(64 + 32, TEXT + size).putLong(64 + 40, TEXT + size).putLong(HEADERS - 8, 0x1000);
  }

  private static void section(
      ByteBuffer file, int at, int name, int type, int flags, int offset, int size) {
    file.putInt(at, name).putInt(at + 4, type).putLong(at + 8, flags);
    file.putLong(at + 16, flags == 0 ? 0 : offset).putLong(at + 24, offset).putLong(at + 32, size);
  }
}
