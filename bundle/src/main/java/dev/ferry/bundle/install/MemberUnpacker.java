package dev.ferry.bundle.install;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.install.PlannedWheel;
import dev.ferry.python.wheel.WheelMember;
import dev.ferry.python.wheel.WheelRecordFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Writes members of one wheel and compares them with RECORD. */
final class MemberUnpacker {
  private static final int CHUNK = 1 << 18;

  private final PlannedWheel wheel;
  private final WheelRecordFile record;

  MemberUnpacker(PlannedWheel wheel) {
    this.wheel = wheel;
    this.record = wheel.archive().record();
  }

  /** Makes a new file of a member's bytes. */
  void unpack(WheelMember member, Path file) throws IOException {
    Optional<WheelRecordFile.Row> row =
        record.find(member.path()).filter(found -> !found.algorithm().isEmpty());
    MessageDigest hash = hash(row.map(WheelRecordFile.Row::algorithm).orElse("sha256"));
    byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, member.size()))];
    try (InputStream in = wheel.archive().stream(member);
        FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      int count;
      while ((count = in.read(chunk, 0, chunk.length)) >= 0) {
        hash.update(chunk, 0, count);
        ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
    }
    String got = HexFormat.of().formatHex(hash.digest());
    if (row.isPresent() && !row.get().hash().equals(got)) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "Wheel `%s`: `%s` is not the file that RECORD lists: got %s, want %s",
              "wheel `%s`：`%s` 与 RECORD 所列不符：得到 %s，应为 %s",
              wheel.archive().label(),
              member.path(),
              got,
              row.get().hash()));
    }
  }

  private static MessageDigest hash(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm.toUpperCase(Locale.ROOT).replace("SHA", "SHA-"));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-2", impossible);
    }
  }
}
