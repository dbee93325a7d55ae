package dev.ferry.image.cargo;

import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.model.Digest;
import dev.ferry.oci.layer.LayerContent;
import dev.ferry.python.install.PlannedWheel;
import dev.ferry.python.wheel.RangedBytes;
import dev.ferry.python.wheel.WheelArchive;
import dev.ferry.python.wheel.WheelMember;
import java.security.MessageDigest;

/** A wheel of a bundle, opened as it lies. */
public final class CarriedWheel implements AutoCloseable {
  private static final int CHUNK = 1 << 20;

  private final PackageEntry entry;
  private final RangedBytes bytes;
  private final WheelArchive archive;
  private boolean verified;

  private CarriedWheel(PackageEntry entry, RangedBytes bytes) {
    this.entry = entry;
    this.bytes = bytes;
    this.archive = WheelArchive.open(bytes, entry.file());
  }

  /** Opens a wheel and reads its directory. */
  public static CarriedWheel open(Cargo cargo, PackageEntry entry) {
    RangedBytes bytes = new ExtentBytes(cargo.extent(entry.wheel()));
    try {
      return new CarriedWheel(entry, bytes);
    } catch (RuntimeException refused) {
      bytes.close();
      throw refused;
    }
  }

  /** What the bundle says about it. */
  public PackageEntry entry() {
    return entry;
  }

  /** The wheel for an installation plan. */
  public PlannedWheel planned() {
    return new PlannedWheel(entry.name(), entry.requested(), entry.wheel().sha256(), archive);
  }

  /** A member for a layer: its deflate stream as it is, where it has one. */
  public LayerContent content(WheelMember member) {
    if (member.method() == WheelMember.DEFLATED) {
      return new LayerContent.Deflated(
          member.size(), member.crc(), member.compressedSize(), () -> archive.compressed(member));
    }
    return new LayerContent.Streamed(member.size(), () -> archive.stream(member));
  }

  /**
   * Hashes the wheel, once; must be done before its members are written anywhere.
   *
   * @throws dev.ferry.model.FerryException of kind VERIFICATION where it is not what the bundle
   *     lists
   */
  public synchronized void verify() {
    if (verified) {
      return;
    }
    MessageDigest hash = Digest.sha256();
    byte[] chunk = new byte[CHUNK];
    for (long at = 0; at < bytes.size(); at += CHUNK) {
      int count = (int) Math.min(CHUNK, bytes.size() - at);
      bytes.read(at, chunk, 0, count);
      hash.update(chunk, 0, count);
    }
    Digest got = Digest.from(hash.digest());
    if (!got.equals(entry.wheel().sha256())) {
      throw Cargo.damaged(entry.wheel(), "sha256", got.hex(), entry.wheel().sha256().hex());
    }
    verified = true;
  }

  @Override
  public void close() {
    bytes.close();
  }
}
