package dev.ferry.scan.fit;

import dev.ferry.model.FerryException;
import dev.ferry.python.wheel.KnownRange;
import dev.ferry.python.wheel.MemoryBytes;
import dev.ferry.python.wheel.NativeFacts;
import dev.ferry.python.wheel.NativeInspector;
import dev.ferry.python.wheel.RangedBytes;
import dev.ferry.python.wheel.WheelArchive;
import dev.ferry.python.wheel.WheelMember;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/**
 * Reads the smallest libraries of a wheel that lies elsewhere: neighbours in one ranged request,
 * the requests side by side, a megabyte in all.
 */
final class LibrarySampler {
  /** Bytes of members that are read of one wheel. */
  static final int BUDGET = 1_000_000;

  /** Largest inflated library that is read into memory. */
  private static final int LARGEST = 16 << 20;

  /** More tells little more: libraries of one wheel come from one build machine. */
  private static final int MOST_LIBRARIES = 6;

  /** Bytes between two members that are worth reading to save a request. */
  private static final int GAP = 32 << 10;

  private static final Pattern LIBRARY = Pattern.compile(".*\\.so(\\.[0-9.]+)?");

  private final RangedBytes bytes;
  private final WheelArchive archive;
  private final NativeInspector inspector;

  LibrarySampler(RangedBytes bytes, WheelArchive archive, NativeInspector inspector) {
    this.bytes = bytes;
    this.archive = archive;
    this.inspector = inspector;
  }

  /** The libraries to read, smallest first. */
  static List<WheelMember> choose(WheelArchive archive) {
    List<WheelMember> chosen = new ArrayList<>();
    long left = BUDGET;
    List<WheelMember> libraries =
        archive.members().stream()
            .filter(member -> LIBRARY.matcher(member.path()).matches() && small(member))
            .sorted(
                Comparator.comparingLong(WheelMember::compressedSize)
                    .thenComparing(WheelMember::path))
            .limit(MOST_LIBRARIES)
            .toList();
    for (WheelMember library : libraries) {
      left -= archive.cost(library);
      if (left >= 0) {
        chosen.add(library);
      }
    }
    return chosen;
  }

  static boolean small(WheelMember member) {
    return member.compressedSize() <= BUDGET && member.size() <= LARGEST;
  }

  /** Reads members; those that are no ELF files are left out. */
  Map<String, NativeFacts> read(List<WheelMember> members) {
    List<Future<Map<String, NativeFacts>>> running = new ArrayList<>();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (List<WheelMember> run : runs(members)) {
        running.add(workers.submit(() -> readRun(run)));
      }
    }
    Map<String, NativeFacts> facts = new TreeMap<>();
    for (Future<Map<String, NativeFacts>> result : running) {
      switch (result.state()) {
        case SUCCESS -> facts.putAll(result.resultNow());
        default -> {
          if (result.exceptionNow() instanceof FerryException failure) {
            throw failure;
          }
          throw new IllegalStateException(result.exceptionNow());
        }
      }
    }
    return facts;
  }

  /** Members that lie close together. */
  private List<List<WheelMember>> runs(List<WheelMember> members) {
    List<List<WheelMember>> runs = new ArrayList<>();
    long end = Long.MIN_VALUE;
    for (WheelMember member :
        members.stream().sorted(Comparator.comparingLong(WheelMember::offset)).toList()) {
      if (end == Long.MIN_VALUE || member.offset() - end > GAP) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(member);
      end = member.offset() + archive.cost(member);
    }
    return runs;
  }

  private Map<String, NativeFacts> readRun(List<WheelMember> run) {
    long start = run.getFirst().offset();
    long end = Math.min(run.getLast().offset() + archive.cost(run.getLast()), bytes.size());
    KnownRange known =
        new KnownRange(bytes, start, bytes.read(start, Math.toIntExact(end - start)));
    Map<String, NativeFacts> facts = new HashMap<>();
    for (WheelMember member : run) {
      byte[] content = archive.readFrom(known, member, LARGEST);
      inspector
          .inspect(member.path(), new MemoryBytes(content))
          .ifPresent(found -> facts.put(member.path(), found));
    }
    return facts;
  }
}
