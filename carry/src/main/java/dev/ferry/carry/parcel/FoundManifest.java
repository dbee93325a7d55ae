package dev.ferry.carry.parcel;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The manifest of a parcel of which parts were found, if a good copy of it was among them. */
final class FoundManifest {
  private final ParcelId id;
  private final @Nullable ParcelManifest manifest;
  private final byte[] packed;
  private final @Nullable Text refusal;

  private FoundManifest(
      ParcelId id, @Nullable ParcelManifest manifest, byte[] packed, @Nullable Text refusal) {
    this.id = id;
    this.manifest = manifest;
    this.packed = packed;
    this.refusal = refusal;
  }

  ParcelId id() {
    return id;
  }

  Optional<ParcelManifest> manifest() {
    return Optional.ofNullable(manifest);
  }

  /** Why the manifest cannot be accepted, although it is the one that the parcel is named by. */
  Optional<Text> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** As it stands in the parts; empty where there is none. */
  byte[] packed() {
    return packed;
  }

  /** Takes the first copy of which the digest is the parcel's id; says which copies are not. */
  static FoundManifest find(ParcelId id, List<PartFile> files) {
    Set<Digest> wrong = new HashSet<>();
    for (PartFile file : files) {
      Optional<byte[]> packed = findCopy(file);
      if (packed.isEmpty()) {
        continue;
      }
      if (!wrong.add(Digest.of(packed.get()))) {
        file.fault(damaged());
        continue;
      }
      Optional<byte[]> content = findContent(id, file, packed.get());
      if (content.isPresent()) {
        return read(id, file, content.get(), packed.get());
      }
      file.fault(damaged());
    }
    return new FoundManifest(id, null, new byte[0], null);
  }

  /** The manifest that the parcel is named by; empty where this copy of it is damaged. */
  private static Optional<byte[]> findContent(ParcelId id, PartFile file, byte[] packed) {
    try {
      return Optional.of(ManifestCodec.unpack(file.path().toString(), packed))
          .filter(content -> ParcelId.of(content).equals(id));
    } catch (FerryException damaged) {
      return Optional.empty();
    }
  }

  private static FoundManifest read(ParcelId id, PartFile file, byte[] content, byte[] packed) {
    try {
      ParcelManifest manifest = ManifestReader.read(file.path().toString(), content);
      return new FoundManifest(id, manifest, packed, null);
    } catch (FerryException refused) {
      // No other copy can be better: this one is what was written.
      return new FoundManifest(id, null, new byte[0], refused.text());
    }
  }

  private static Optional<byte[]> findCopy(PartFile file) {
    return file.findHeader()
        .filter(header -> header.manifest() > 0)
        .flatMap(header -> file.find(PartHeader.SIZE, header.manifest()));
  }

  /** Says which copies differ from the good one. */
  void checkCopies(List<PartFile> files) {
    for (PartFile file : files) {
      boolean stated = file.findHeader().filter(header -> header.manifest() > 0).isPresent();
      if (stated && findCopy(file).filter(copy -> Arrays.equals(copy, packed)).isEmpty()) {
        file.fault(damaged());
      }
    }
  }

  private static Text damaged() {
    return Text.of("its copy of the manifest is damaged", "其中的清单副本已损坏");
  }
}
