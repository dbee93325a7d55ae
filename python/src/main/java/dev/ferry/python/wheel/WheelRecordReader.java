package dev.ferry.python.wheel;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads every byte of a wheel once: CRC, size and RECORD hash of each member are checked, and what
 * is worth knowing is kept as a {@link WheelRecord}.
 *
 * <p>Memory does not grow with the members: an ELF file is inspected in memory up to {@link
 * Spill#IN_MEMORY} bytes and in a temporary file above, anything else only streams through.
 */
public final class WheelRecordReader {
  private static final int BUFFER = 128 << 10;
  private static final int MOST_THREADS = 4;

  private final NativeInspector inspector;
  private final Path scratch;

  /**
   * @param inspector looks into ELF files
   * @param scratch an existing folder for temporary files, which vanish on their own
   */
  public WheelRecordReader(NativeInspector inspector, Path scratch) {
    this.inspector = inspector;
    this.scratch = scratch;
  }

  /**
   * Reads a wheel.
   *
   * @param bytes the whole wheel; not closed
   * @param digest what the bytes hashed to
   * @param label file name for messages
   * @throws FerryException of kind VERIFICATION if the archive breaks a rule, or a member is not
   *     what the directory or RECORD says
   */
  public WheelRecord read(RangedBytes bytes, Digest digest, String label) {
    WheelArchive archive = WheelArchive.open(bytes, label);
    WheelRecordFile record = archive.record();
    Map<String, byte[]> infoFiles = new TreeMap<>();
    for (String name : WheelRecord.INFO_FILES) {
      archive.findInfo(name).ifPresent(content -> infoFiles.put(name, content));
    }
    archive.metadata();
    return new WheelRecord(
        digest, bytes.size(), archive.distInfo(), infoFiles, members(archive, record));
  }

  /** Large members first, so that no thread is left with one at the end. */
  private List<MemberFacts> members(WheelArchive archive, WheelRecordFile record) {
    List<WheelMember> members = archive.members();
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      Map<String, Future<MemberFacts>> running = new TreeMap<>();
      members.stream()
          .sorted(Comparator.comparingLong(WheelMember::size).reversed())
          .forEach(
              member -> running.put(member.path(), workers.submit(task(archive, member, record))));
      List<MemberFacts> facts = new ArrayList<>(members.size());
      try {
        for (WheelMember member : members) {
          facts.add(result(running, member));
        }
      } finally {
        workers.shutdownNow();
      }
      return facts;
    }
  }

  private Callable<MemberFacts> task(
      WheelArchive archive, WheelMember member, WheelRecordFile record) {
    return () -> facts(archive, member, record);
  }

  private static MemberFacts result(Map<String, Future<MemberFacts>> running, WheelMember member) {
    try {
      return java.util.Objects.requireNonNull(running.get(member.path())).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading `" + member.path() + "`", e);
    }
  }

  private MemberFacts facts(WheelArchive archive, WheelMember member, WheelRecordFile record) {
    String algorithm =
        record.find(member.path()).map(WheelRecordFile.Row::algorithm).orElse("sha256");
    MessageDigest sha256 = Digest.sha256();
    Optional<MessageDigest> other = findOther(algorithm);
    byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(4, member.size()))];
    try (InputStream in = archive.stream(member);
        Spill spill = new Spill(scratch, member.size())) {
      int count = in.readNBytes(buffer, 0, buffer.length);
      boolean inspected = count >= 4 && magic(buffer) == NativeInspector.MAGIC;
      while (count > 0) {
        sha256.update(buffer, 0, count);
        if (other.isPresent()) {
          other.get().update(buffer, 0, count);
        }
        if (inspected) {
          spill.write(buffer, count);
        }
        count = Math.max(0, in.read(buffer, 0, buffer.length));
      }
      byte[] hash = sha256.digest();
      if (!record.exempt(member.path())) {
        byte[] recorded = other.isPresent() ? other.get().digest() : hash;
        record.checkContent(member, HexFormat.of().formatHex(recorded));
      }
      Optional<NativeFacts> facts =
          inspected ? inspector.inspect(member.path(), spill.content()) : Optional.empty();
      return new MemberFacts(member.path(), member.size(), Digest.from(hash), member.mode(), facts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int magic(byte[] start) {
    return (start[0] & 0xff) << 24
        | (start[1] & 0xff) << 16
        | (start[2] & 0xff) << 8
        | (start[3] & 0xff);
  }

  /** What RECORD may use beside SHA-256, in Java's spelling. */
  private static Optional<MessageDigest> findOther(String algorithm) {
    try {
      return switch (algorithm) {
        case "sha384" -> Optional.of(MessageDigest.getInstance("SHA-384"));
        case "sha512" -> Optional.of(MessageDigest.getInstance("SHA-512"));
        default -> Optional.empty();
      };
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has " + algorithm, impossible);
    }
  }
}
