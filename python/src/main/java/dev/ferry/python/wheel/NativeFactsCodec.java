package dev.ferry.python.wheel;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The kept form of {@link NativeFacts}, part of larger records. */
public final class NativeFactsCodec {
  private NativeFactsCodec() {}

  /** Appends facts. */
  public static void write(DataOutputStream out, NativeFacts facts) throws IOException {
    out.writeInt(facts.machine());
    out.writeByte(facts.bits());
    out.writeBoolean(facts.bigEndian());
    out.writeUTF(facts.soname());
    writeTexts(out, facts.needed());
    writeTexts(out, facts.searchPaths());
    out.writeInt(facts.versions().size());
    for (NativeFacts.VersionNeed need : facts.versions()) {
      out.writeUTF(need.library());
      out.writeUTF(need.version());
      out.writeBoolean(need.weak());
    }
    out.writeLong(facts.alignment());
    out.writeBoolean(facts.initFunction());
    out.writeBoolean(facts.program());
    out.writeUTF(facts.fault());
  }

  /**
   * Reads facts.
   *
   * @throws IOException if the bytes end early or a count is out of bounds
   */
  public static NativeFacts read(DataInputStream in) throws IOException {
    int machine = in.readInt();
    int bits = in.readByte();
    boolean bigEndian = in.readBoolean();
    String soname = in.readUTF();
    List<String> needed = readTexts(in);
    List<String> searchPaths = readTexts(in);
    int count = count(in, 1 << 16);
    List<NativeFacts.VersionNeed> versions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      versions.add(new NativeFacts.VersionNeed(in.readUTF(), in.readUTF(), in.readBoolean()));
    }
    return new NativeFacts(
        machine,
        bits,
        bigEndian,
        soname,
        needed,
        searchPaths,
        versions,
        in.readLong(),
        in.readBoolean(),
        in.readBoolean(),
        in.readUTF());
  }

  private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static List<String> readTexts(DataInputStream in) throws IOException {
    int count = count(in, 1 << 16);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }

  private static int count(DataInputStream in, int most) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > most) {
      throw new IOException("bad count");
    }
    return count;
  }
}
