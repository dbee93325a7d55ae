package dev.ferry.bundle.lock;

import dev.ferry.model.Digest;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.index.PackageIndex;
import dev.ferry.python.lock.Inputs;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.resolve.BuiltWheel;
import dev.ferry.python.resolve.Resolution;
import dev.ferry.python.resolve.ResolvedPackage;
import dev.ferry.python.wheel.RangedBytes;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes a lock of a resolution. */
public final class LockAssembler {
  private static final int CHUNK = 1 << 20;

  private final PackageIndex index;

  /**
   * @param index gives the bytes of files whose page claims no digest
   */
  public LockAssembler(PackageIndex index) {
    this.index = index;
  }

  Lock assemble(Resolution resolution, Inputs inputs, List<String> waived, Instant locked) {
    return new Lock(
        resolution.target().name(),
        resolution.target().python().version(),
        locked,
        inputs,
        resolution.packages().stream().map(this::locked).toList(),
        resolution.corrections(),
        waived,
        resolution.notes());
  }

  private LockedPackage locked(ResolvedPackage resolved) {
    IndexFile file = resolved.file();
    Optional<BuiltWheel> built = resolved.built();
    return new LockedPackage(
        resolved.name(),
        resolved.version(),
        built.map(BuiltWheel::filename).orElse(file.filename()),
        built.isPresent() ? Optional.empty() : address(file.location()),
        built.map(BuiltWheel::sha256).or(file::sha256).orElseGet(() -> hash(file)),
        built.isPresent() ? OptionalLong.of(built.get().size()) : size(file),
        file.uploadTime(),
        file.source(),
        built.map(BuiltWheel::record),
        resolved.fit(),
        resolved.requested(),
        resolved.metadata().requiresPython().toString(),
        resolved.dependencies(),
        resolved.extras());
  }

  private OptionalLong size(IndexFile file) {
    return file.size().isPresent() ? file.size() : index.knownSize(file);
  }

  /** A web address without query, which may be a token; a local path says nothing elsewhere. */
  private static Optional<URI> address(URI location) {
    String scheme = location.getScheme();
    if (scheme == null || scheme.equals("file")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new URI(
              scheme,
              null,
              location.getHost(),
              location.getPort(),
              location.getPath(),
              null,
              null));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private Digest hash(IndexFile file) {
    MessageDigest sha256 = Digest.sha256();
    try (RangedBytes bytes = index.open(file)) {
      for (long at = 0; at < bytes.size(); at += CHUNK) {
        sha256.update(bytes.read(at, (int) Math.min(CHUNK, bytes.size() - at)));
      }
    }
    return Digest.from(sha256.digest());
  }
}
