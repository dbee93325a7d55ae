package dev.ferry.bundle.install;

import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.install.PlannedWheel;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.python.wheel.WheelArchive;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A wheel of a bundle: opened once, hashed whole, then read member by member. */
final class OpenWheel implements AutoCloseable {
  private static final int CHUNK = 1 << 20;

  private final PackageEntry entry;
  private final FileBytes bytes;
  private @Nullable PlannedWheel planned;

  private OpenWheel(PackageEntry entry, FileBytes bytes) {
    this.entry = entry;
    this.bytes = bytes;
  }

  /** Opens the file under its name or under its digest. */
  static OpenWheel open(Path bundle, PackageEntry entry) {
    String blob = "blobs/sha256/" + entry.wheel().sha256().hex();
    Path file =
        Stream.of(entry.wheel().path(), blob)
            .map(bundle::resolve)
            .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
            .findFirst()
            .orElseThrow(
                () ->
                    new FerryException(
                        Failure.VERIFICATION,
                        Text.of("`%s` is missing from the bundle", "包中缺少 `%s`", entry.file())));
    return new OpenWheel(entry, FileBytes.open(file));
  }

  long size() {
    return bytes.size();
  }

  /** Hashes the wheel and reads its directory. */
  void check() {
    MessageDigest hash = Digest.sha256();
    byte[] chunk = new byte[CHUNK];
    for (long at = 0; at < bytes.size(); at += CHUNK) {
      int count = (int) Math.min(CHUNK, bytes.size() - at);
      bytes.read(at, chunk, 0, count);
      hash.update(chunk, 0, count);
    }
    Digest got = Digest.from(hash.digest());
    if (!got.equals(entry.wheel().sha256())) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "`%s` is not the file that `environment.json` lists: got sha256 %s, want %s",
              "`%s` 与 `environment.json` 所列不符：得到 sha256 %s，应为 %s",
              entry.wheel().path(),
              got.hex(),
              entry.wheel().sha256().hex()));
    }
    planned =
        new PlannedWheel(
            entry.name(), entry.requested(), got, WheelArchive.open(bytes, entry.file()));
  }

  /** The wheel for a plan, after {@link #check}. */
  PlannedWheel planned() {
    return Objects.requireNonNull(planned, "not checked yet");
  }

  @Override
  public void close() {
    bytes.close();
  }
}
