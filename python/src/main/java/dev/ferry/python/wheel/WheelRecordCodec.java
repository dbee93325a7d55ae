package dev.ferry.python.wheel;

import dev.ferry.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The kept form of a {@link WheelRecord}: big-endian numbers, counted lists, texts as {@link
 * DataOutputStream#writeUTF} writes them. Only Ferry reads it, on the machine that wrote it; a
 * change of the form is a new {@link #KIND}.
 */
final class WheelRecordCodec {
  /** Name and version of the form. */
  static final String KIND = "wheel-record-1";

  private WheelRecordCodec() {}

  static byte[] encode(WheelRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 * (record.members().size() + 64));
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writeDigest(out, record.digest());
      out.writeLong(record.size());
      out.writeUTF(record.distInfo());
      out.writeInt(record.infoFiles().size());
      for (Map.Entry<String, byte[]> file : record.infoFiles().entrySet()) {
        out.writeUTF(file.getKey());
        out.writeInt(file.getValue().length);
        out.write(file.getValue());
      }
      out.writeInt(record.members().size());
      for (MemberFacts member : record.members()) {
        writeMember(out, member);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** The record, or nothing where the bytes are not one. */
  static Optional<WheelRecord> decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      Digest digest = readDigest(in);
      long size = in.readLong();
      String distInfo = in.readUTF();
      Map<String, byte[]> infoFiles = new TreeMap<>();
      int files = count(in, 64);
      for (int i = 0; i < files; i++) {
        infoFiles.put(in.readUTF(), readBytes(in));
      }
      int count = count(in, WheelLimits.MEMBERS);
      List<MemberFacts> members = new ArrayList<>(Math.min(count, 10_000));
      for (int i = 0; i < count; i++) {
        members.add(readMember(in));
      }
      return in.available() == 0
          ? Optional.of(new WheelRecord(digest, size, distInfo, infoFiles, members))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static void writeMember(DataOutputStream out, MemberFacts member) throws IOException {
    out.writeUTF(member.path());
    out.writeLong(member.size());
    writeDigest(out, member.sha256());
    out.writeShort(member.mode());
    out.writeBoolean(member.nativeFacts().isPresent());
    if (member.nativeFacts().isPresent()) {
      NativeFactsCodec.write(out, member.nativeFacts().get());
    }
  }

  private static MemberFacts readMember(DataInputStream in) throws IOException {
    String path = in.readUTF();
    long size = in.readLong();
    Digest digest = readDigest(in);
    int mode = in.readUnsignedShort();
    Optional<NativeFacts> facts =
        in.readBoolean() ? Optional.of(NativeFactsCodec.read(in)) : Optional.empty();
    return new MemberFacts(path, size, digest, mode, facts);
  }

  private static void writeDigest(DataOutputStream out, Digest digest) throws IOException {
    out.write(HexFormat.of().parseHex(digest.hex()));
  }

  private static Digest readDigest(DataInputStream in) throws IOException {
    byte[] bytes = new byte[32];
    in.readFully(bytes);
    return Digest.from(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("bad length");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private static int count(DataInputStream in, int most) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > most) {
      throw new IOException("bad count");
    }
    return count;
  }
}
