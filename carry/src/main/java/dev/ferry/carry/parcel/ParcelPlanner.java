package dev.ferry.carry.parcel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.List;

/** Makes the plan of a parcel: reads everything once, writes nothing. */
public final class ParcelPlanner {
  /** The draft differs from the manifest in a few digits of the numbers of parts. */
  private static final int NUMBERS = 128;

  private ParcelPlanner() {}

  /**
   * Plans a parcel. The same items, goods and options give the same parcel, byte for byte.
   *
   * @param items the payload, in order
   * @param goods a JSON object of at most 16 MiB, which goes into the manifest as it is
   * @throws FerryException of kind REFUSED where the options do not allow it, ENVIRONMENT where an
   *     item cannot be read, VERIFICATION where {@code goods} is not a JSON object
   */
  public static ParcelPlan plan(
      List<Item> items, byte[] goods, PartOptions options, Progress progress) {
    Payload payload = Payload.of(items);
    PartLayout whole = PartCutter.cut(payload.size(), 0, unbounded(options));
    byte[] digests = digests(payload, whole, progress);
    long packed = ManifestCodec.pack(ManifestCodec.manifest(whole, digests, goods).bytes()).length;
    PartLayout layout = PartCutter.cut(payload.size(), packed + NUMBERS, options);
    ParcelManifest manifest = ManifestCodec.manifest(layout, digests, goods);
    // What no reader would take must not be written.
    ParcelManifest read = ManifestReader.read("goods", manifest.bytes());
    if (!new String(read.goods(), UTF_8).equals(new String(goods, UTF_8))) {
      throw ManifestCodec.bad("goods", Text.of("it is not a JSON object", "不是 JSON 对象"));
    }
    return new ParcelPlan(payload, manifest, ManifestCodec.pack(manifest.bytes()), options);
  }

  private static PartOptions unbounded(PartOptions options) {
    return new PartOptions(Long.MAX_VALUE, 0, options.suffix());
  }

  private static byte[] digests(Payload payload, PartLayout layout, Progress progress) {
    byte[] digests = new byte[layout.slices() * ParcelManifest.DIGEST];
    Text what = Text.of("Hashing what is carried", "计算待携带内容的摘要");
    try (Progress.Task task = progress.start(what, payload.size())) {
      SliceWork.run(
          layout.slices(),
          (slice, buffer) -> {
            int length = layout.sliceLength(slice);
            payload.read((long) slice * PartLayout.SLICE, buffer, length);
            hash(buffer, length, digests, slice * ParcelManifest.DIGEST);
            task.advance(length);
          });
    }
    return digests;
  }

  private static void hash(byte[] bytes, int length, byte[] to, int offset) {
    MessageDigest sha256 = Digest.sha256();
    sha256.update(bytes, 0, length);
    try {
      sha256.digest(to, offset, ParcelManifest.DIGEST);
    } catch (DigestException impossible) {
      throw new IllegalStateException("SHA-256 has 32 bytes", impossible);
    }
  }
}
