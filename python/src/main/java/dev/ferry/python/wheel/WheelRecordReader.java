package dev.ferry.python.wheel;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
 * <p>Memory does not grow with the members: {@link MemberReader} keeps large ELF files in a
 * temporary file, anything else only streams through.
 */
public final class WheelRecordReader {
  private static final int MOST_THREADS = 4;

  private final MemberReader reader;

  /**
   * @param inspector looks into ELF files
   * @param scratch an existing folder for temporary files, which vanish on their own
   */
  public WheelRecordReader(NativeInspector inspector, Path scratch) {
    this.reader = new MemberReader(inspector, scratch);
  }

  /**
   * Reads members of a wheel that is still on its way.
   *
   * @param size bytes of the whole wheel
   */
  EarlyMembers early(long size, String label) {
    return new EarlyMembers(reader, size, label, EarlyMembers.WORTH);
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
    try (EarlyMembers none = early(0, label)) {
      return read(bytes, digest, label, none);
    }
  }

  /** The same, where some members may have been read already; no further one is begun early. */
  WheelRecord read(RangedBytes bytes, Digest digest, String label, EarlyMembers early) {
    early.finish();
    WheelArchive archive = WheelArchive.open(bytes, label);
    WheelRecordFile record = archive.record();
    Map<String, byte[]> infoFiles = new TreeMap<>();
    for (String name : WheelRecord.INFO_FILES) {
      archive.findInfo(name).ifPresent(content -> infoFiles.put(name, content));
    }
    archive.metadata();
    return new WheelRecord(
        digest, bytes.size(), archive.distInfo(), infoFiles, members(archive, record, early));
  }

  /** Large members first, so that no thread is left with one at the end. */
  private List<MemberFacts> members(
      WheelArchive archive, WheelRecordFile record, EarlyMembers early) {
    List<WheelMember> members = archive.members();
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      Map<String, Future<MemberFacts>> running = new TreeMap<>();
      members.stream()
          .filter(member -> !early.has(member) || !algorithm(member, record).equals("sha256"))
          .sorted(Comparator.comparingLong(WheelMember::size).reversed())
          .forEach(
              member -> running.put(member.path(), workers.submit(task(archive, member, record))));
      List<MemberFacts> facts = new ArrayList<>(members.size());
      try {
        for (WheelMember member : members) {
          Future<MemberFacts> one = running.get(member.path());
          facts.add(one == null ? early(archive, member, record, early) : result(one, member));
        }
      } finally {
        workers.shutdownNow();
      }
      return facts;
    }
  }

  private MemberFacts early(
      WheelArchive archive, WheelMember member, WheelRecordFile record, EarlyMembers early) {
    Optional<MemberReader.Content> content = early.find(member);
    return content.isPresent()
        ? checked(member, record, content.get())
        : facts(archive, member, record);
  }

  private Callable<MemberFacts> task(
      WheelArchive archive, WheelMember member, WheelRecordFile record) {
    return () -> facts(archive, member, record);
  }

  private static MemberFacts result(Future<MemberFacts> running, WheelMember member) {
    try {
      return running.get();
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
    try (InputStream in = archive.stream(member)) {
      return checked(member, record, reader.read(in, member, algorithm(member, record)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MemberFacts checked(
      WheelMember member, WheelRecordFile record, MemberReader.Content content) {
    if (!record.exempt(member.path())) {
      record.checkContent(member, content.recorded());
    }
    return new MemberFacts(
        member.path(), member.size(), content.sha256(), member.mode(), content.nativeFacts());
  }

  private static String algorithm(WheelMember member, WheelRecordFile record) {
    return record.find(member.path()).map(WheelRecordFile.Row::algorithm).orElse("sha256");
  }
}
