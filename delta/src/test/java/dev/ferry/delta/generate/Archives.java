package dev.ferry.delta.generate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Archives with everything in them that the formats allow, by a seeded random. */
@SuppressWarnings("ByteBufferBackingArray") // allocated here, from their first byte
final class Archives {
  private final Random random;

  Archives(Random random) {
    this.random = random;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record File(String name, byte[] content) {}

  /** Raw deflate. */
  static byte[] deflate(byte[] content, int level) {
    Deflater deflater = new Deflater(level, true);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] chunk = new byte[4096];
    while (!deflater.finished()) {
      out.write(chunk, 0, deflater.deflate(chunk));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** Raw deflate, its first half by one level and the rest by another. */
  static byte[] deflate(byte[] content, int level, int laterLevel) {
    Deflater deflater = new Deflater(level, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] chunk = new byte[4096];
    deflater.setInput(content, 0, content.length / 2);
    while (!deflater.needsInput()) {
      out.write(chunk, 0, deflater.deflate(chunk));
    }
    deflater.setLevel(laterLevel);
    deflater.setInput(content, content.length / 2, content.length - content.length / 2);
    deflater.finish();
    while (!deflater.finished()) {
      out.write(chunk, 0, deflater.deflate(chunk));
    }
    deflater.end();
    return out.toByteArray();
  }

  byte[] text(int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append("def f").append(random.nextInt(900)).append("(x): return ");
      text.append(random.nextInt(50)).append(" * x + g(").append(random.nextInt(9)).append(")\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The same text with a few lines changed. */
  byte[] edit(byte[] text) {
    byte[] now = text.clone();
    for (int i = 0; i < 1 + now.length / 2000 && now.length > 0; i++) {
      now[random.nextInt(now.length)] = (byte) ('a' + random.nextInt(26));
    }
    byte[] more = text(random.nextInt(3));
    byte[] all = Arrays.copyOf(now, now.length + more.length);
    System.arraycopy(more, 0, all, now.length, more.length);
    return all;
  }

  List<File> files(int count) {
    List<File> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] content = text(random.nextInt(120));
      String name = "pkg/m" + i + ".py";
      switch (random.nextInt(8)) {
        case 0 -> {
          name = "pkg/data" + i + ".json.gz";
          content = gzip(content);
        }
        case 1 -> {
          name = "pkg/noise" + i;
          random.nextBytes(content);
        }
        case 2 -> {
          if (count > 4) {
            name = "pkg/inner" + i + ".whl";
            content = zip(files(3));
          }
        }
        case 3 -> {
          name = "pkg/things" + i + ".tar";
          content = tar(files(2));
        }
        default -> {}
      }
      files.add(new File(name, content));
    }
    return files;
  }

  /** Some files changed, one gone, one new, one renamed. */
  List<File> change(List<File> before) {
    List<File> now = new ArrayList<>();
    for (File file : before) {
      switch (random.nextInt(7)) {
        case 0 -> now.add(new File(file.name(), edit(file.content())));
        case 1 -> now.add(new File(file.name().replace("pkg/", "pkg2/"), file.content()));
        case 2 -> now.addAll(files(1));
        default -> now.add(file);
      }
    }
    if (random.nextInt(3) == 0) {
      Collections.shuffle(now, random);
    }
    return now;
  }

  /** A wheel: its list of files is right. */
  byte[] wheel(String version, List<File> files) {
    List<File> all = new ArrayList<>(files);
    String folder = "pkg-" + version + ".dist-info/";
    all.add(
        new File(
            folder + "METADATA",
            ("Version: " + version + "\n").getBytes(StandardCharsets.US_ASCII)));
    StringBuilder list = new StringBuilder();
    for (File file : all) {
      list.append(file.name()).append(",sha256=").append(digest(file.content())).append(',');
      list.append(file.content().length).append('\n');
    }
    list.append(folder).append("RECORD,,\n");
    all.add(new File(folder + "RECORD", list.toString().getBytes(StandardCharsets.UTF_8)));
    return zip(all, true);
  }

  private static String digest(byte[] content) {
    byte[] digest = dev.ferry.model.Digest.sha256().digest(content);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  byte[] zip(List<File> files) {
    return zip(files, false);
  }

  private byte[] zip(List<File> files, boolean plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<byte[]> directory = new ArrayList<>();
    int time = random.nextInt();
    for (File file : files) {
      if (!plain && random.nextInt(9) == 0) {
        out.writeBytes(text(1));
      }
      directory.add(entry(file, plain, time, out));
    }
    if (!plain && random.nextInt(3) == 0) {
      Collections.shuffle(directory, random);
    }
    if (!plain && random.nextInt(4) == 0) {
      out.writeBytes("signing block".getBytes(StandardCharsets.US_ASCII));
    }
    int start = out.size();
    directory.forEach(out::writeBytes);
    int size = out.size() - start;
    byte[] comment = plain || random.nextBoolean() ? new byte[0] : text(1);
    if (!plain && random.nextInt(4) == 0) {
      end64(directory.size(), size, start, out);
    }
    ByteBuffer end = little(22);
    end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    end.putShort((short) directory.size()).putShort((short) directory.size());
    end.putInt(size).putInt(start).putShort((short) comment.length);
    out.writeBytes(end.array());
    out.writeBytes(comment);
    if (!plain && random.nextInt(5) == 0) {
      out.writeBytes(new byte[random.nextInt(40)]);
    }
    return out.toByteArray();
  }

  private static void end64(int count, int size, int start, ByteArrayOutputStream out) {
    int place = out.size();
    ByteBuffer end = little(76);
    end.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    end.putInt(0).putInt(0).putLong(count).putLong(count).putLong(size).putLong(start);
    end.putInt(0x07064b50).putInt(0).putLong(place).putInt(1);
    out.writeBytes(end.array());
  }

  private byte[] entry(File file, boolean plain, int time, ByteArrayOutputStream out) {
    boolean stored = random.nextInt(plain ? 9 : 4) == 0;
    int level = plain ? 6 : random.nextInt(10);
    byte[] data = stored ? file.content() : deflate(file.content(), level);
    int descriptor = plain ? 0 : random.nextInt(4);
    boolean wide = !plain && random.nextInt(8) == 0;
    byte[] extra =
        !plain && random.nextInt(4) == 0 ? new byte[] {0x55, 0x54, 1, 0, 7} : new byte[0];
    byte[] localExtra = random.nextInt(3) == 0 ? new byte[0] : extra;
    byte[] name = file.name().getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(file.content());
    int place = out.size();
    ByteBuffer fields = little(10 + 12);
    fields.putShort((short) (descriptor > 0 ? 8 : 0)).putShort((short) (stored ? 0 : 8));
    fields.putInt(time + file.name().hashCode() % 100).putShort((short) 0);
    byte[] first = Arrays.copyOf(fields.array(), 8);
    ByteBuffer local = little(30);
    local.putInt(0x04034b50).putShort((short) 20).put(first);
    boolean zero = descriptor > 0;
    local.putInt(zero ? 0 : (int) crc.getValue()).putInt(zero ? 0 : data.length);
    local.putInt(zero ? 0 : file.content().length);
    local.putShort((short) name.length).putShort((short) localExtra.length);
    out.writeBytes(local.array());
    out.writeBytes(name);
    out.writeBytes(localExtra);
    out.writeBytes(data);
    descriptor(descriptor, (int) crc.getValue(), data.length, file.content().length, out);
    byte[] centralExtra = wide ? wide(data.length, file.content().length) : extra;
    ByteBuffer central = little(46 + name.length + centralExtra.length);
    central.putInt(0x02014b50).putShort((short) 0x314).putShort((short) 20).put(first);
    central.putInt((int) crc.getValue());
    central.putInt(wide ? -1 : data.length).putInt(wide ? -1 : file.content().length);
    central.putShort((short) name.length).putShort((short) centralExtra.length).putShort((short) 0);
    central.putShort((short) 0).putShort((short) 0).putInt(0x81a40000).putInt(place);
    central.put(name).put(centralExtra);
    return central.array();
  }

  private static byte[] wide(long packed, long size) {
    return little(20)
        .putShort((short) 1)
        .putShort((short) 16)
        .putLong(size)
        .putLong(packed)
        .array();
  }

  private static void descriptor(
      int form, int crc, int packed, int size, ByteArrayOutputStream out) {
    ByteBuffer bytes =
        switch (form) {
          case 1 -> little(16).putInt(0x08074b50).putInt(crc).putInt(packed).putInt(size);
          case 2 -> little(12).putInt(crc).putInt(packed).putInt(size);
          case 3 -> little(24).putInt(0x08074b50).putInt(crc).putLong(packed).putLong(size);
          default -> little(0);
        };
    out.writeBytes(bytes.array());
  }

  /** One or more members, with names and extra fields, and bytes behind them. */
  byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int members = random.nextInt(4) == 0 ? 2 : 1;
    for (int i = 0; i < members; i++) {
      int flags = random.nextInt(4) * 4;
      out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, (byte) i, 0, 3});
      if ((flags & 4) != 0) {
        out.writeBytes(new byte[] {2, 0, 9, 9});
      }
      if ((flags & 8) != 0) {
        out.writeBytes("name\0".getBytes(StandardCharsets.US_ASCII));
      }
      out.writeBytes(deflate(content, random.nextInt(10)));
      CRC32 crc = new CRC32();
      crc.update(content);
      boolean wrong = random.nextInt(9) == 0;
      ByteBuffer trailer = little(8).putInt((int) crc.getValue() + (wrong ? 1 : 0));
      out.writeBytes(trailer.putInt(content.length).array());
    }
    if (random.nextInt(5) == 0) {
      out.writeBytes(new byte[random.nextInt(20)]);
    }
    return out.toByteArray();
  }

  byte[] tar(List<File> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (File file : files) {
      byte[] header = new byte[512];
      byte[] name = file.name().getBytes(StandardCharsets.UTF_8);
      System.arraycopy(name, 0, header, 0, name.length);
      put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
      put(header, 124, String.format("%011o\0%011o\0", file.content().length, random.nextInt(9)));
      put(header, 156, "0");
      put(header, 257, "ustar\00000");
      put(header, 148, "        ");
      int sum = 0;
      for (byte one : header) {
        sum += one & 0xff;
      }
      put(header, 148, String.format("%06o\0 ", sum));
      out.writeBytes(header);
      out.writeBytes(file.content());
      out.writeBytes(new byte[(512 - file.content().length % 512) % 512]);
    }
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  private static void put(byte[] to, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, to, at, bytes.length);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
