package dev.ferry.python.target;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Libc;
import dev.ferry.model.ParserWords;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@code probe.sh} wrote. */
public final class ProbeReader {
  /** A probe is a few thousand bytes. */
  static final int LONGEST_BYTES = 1 << 20;

  private static final int FORMAT = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ProbeReader() {}

  /** The target in a probe's file, with the first Python that it found. */
  public static Target read(Path file) {
    return read(file, Optional.empty());
  }

  /**
   * The target in a probe's file.
   *
   * @param python the choice among several Pythons: a path, {@code 3.11}, {@code 3.11.9}, {@code
   *     cp311}
   */
  public static Target read(Path file, Optional<String> python) {
    return parse(bytes(file), file.toString(), python);
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = InputFile.open(file)) {
      return in.readNBytes(LONGEST_BYTES + 1);
    } catch (IOException unreadable) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "Cannot read probe `%s`: %s",
              "无法读取探测结果 `%s`：%s", file, DiskFailure.reason(unreadable)),
          unreadable);
    }
  }

  /** The machine of a probe's file with each of its Pythons, in their order. */
  static List<Target> readAll(Path file) {
    return parseAll(bytes(file), file.toString());
  }

  static List<Target> parseAll(byte[] document, String file) {
    return PythonChoice.all(probe(document, file)).stream()
        .map(python -> parse(document, file, Optional.of(python.executable())))
        .toList();
  }

  static Target parse(byte[] document, String file, Optional<String> choice) {
    return target(probe(document, file), choice);
  }

  private static ProbeFields probe(byte[] document, String file) {
    ProbeFields probe = new ProbeFields(file, "", json(document, file));
    int format = probe.findNumber("format", 1_000_000).orElse(0);
    if (format != FORMAT) {
      throw probe.bad("format", String.valueOf(FORMAT), format);
    }
    return probe;
  }

  private static JsonNode json(byte[] document, String file) {
    if (document.length > LONGEST_BYTES) {
      throw noProbe(file, "more than " + LONGEST_BYTES + " bytes");
    }
    try {
      return JSON.readTree(document);
    } catch (JacksonException broken) {
      throw noProbe(file, ParserWords.plain(broken.getOriginalMessage()));
    }
  }

  private static Target target(ProbeFields probe, Optional<String> choice) {
    List<Text> assumptions = new ArrayList<>();
    ProbePython python = PythonChoice.choose(probe, choice, assumptions);
    Target unnamed =
        new Target(
            "unnamed",
            os(probe),
            machine(probe.word("machine"), python, assumptions),
            libc(probe, python),
            glibcxx(probe),
            python.version(),
            ProbeAccelerator.read(probe),
            pageSize(probe, assumptions),
            cpuFlags(probe),
            python.markers(),
            assumptions);
    return renamed(unnamed, TargetName.canonicalName(unnamed));
  }

  private static String os(ProbeFields probe) {
    String os = probe.word("os");
    if (!os.equals("linux")) {
      throw probe.bad("os", "linux", os);
    }
    return os;
  }

  /** A 32-bit interpreter on a 64-bit kernel takes 32-bit wheels. */
  private static String machine(String kernel, ProbePython python, List<Text> assumptions) {
    String machine =
        switch (kernel) {
          case "x86_64" -> python.bits() == 32 ? "i686" : kernel;
          case "aarch64" -> python.bits() == 32 ? "armv8l" : kernel;
          default -> kernel;
        };
    if (!machine.equals(kernel)) {
      assumptions.add(
          Text.of(
              "`%s` is a 32-bit program on a %s kernel: wheels for %s are taken",
              "`%s` 是 %s 内核上的 32 位程序：采用 %s 的 wheel", python.executable(), kernel, machine));
    }
    return machine;
  }

  private static Libc libc(ProbeFields probe, ProbePython python) {
    if (python.glibc().isPresent()) {
      return new Libc(Libc.Family.GLIBC, twoParts(python.glibc().get()));
    }
    ProbeFields libc =
        probe.findObject("libc").orElseThrow(() -> probe.bad("libc", "an object", null));
    String family = libc.text("family");
    SymbolVersion version =
        libc.findVersion("version").orElseThrow(() -> libc.bad("version", "a version", null));
    for (Libc.Family known : Libc.Family.values()) {
      if (known.id().equals(family)) {
        return new Libc(known, twoParts(version));
      }
    }
    throw libc.bad("family", "glibc or musl", family);
  }

  /** musl 1.2.3 is 1.2 in PEP 656, glibc 2.17.1 is 2.17 in PEP 600. */
  private static SymbolVersion twoParts(SymbolVersion version) {
    return SymbolVersion.of(version.part(0), version.part(1));
  }

  /** GLIBCXX_3.4 itself is 3.4.0, so that a name always has three parts. */
  private static Optional<SymbolVersion> glibcxx(ProbeFields probe) {
    return probe
        .findObject("libstdcxx")
        .flatMap(library -> library.findVersion("glibcxx"))
        .map(version -> SymbolVersion.of(version.part(0), version.part(1), version.part(2)));
  }

  private static OptionalInt pageSize(ProbeFields probe, List<Text> assumptions) {
    OptionalInt measured = probe.findNumber("page_size", 1 << 20);
    if (measured.isPresent()) {
      int bytes = measured.getAsInt();
      if (bytes < 4096 || bytes > 65_536 || Integer.bitCount(bytes) != 1) {
        throw probe.bad("page_size", "a power of two from 4096 to 65536", bytes);
      }
      return measured;
    }
    int assumed = TargetName.assumedPageSize(probe.word("machine"));
    assumptions.add(
        Text.of("The kernel is assumed to use pages of %s bytes", "假定内核页大小为 %s 字节", assumed));
    return OptionalInt.of(assumed);
  }

  private static Set<String> cpuFlags(ProbeFields probe) {
    return probe
        .findObject("cpu")
        .map(cpu -> (Set<String>) new TreeSet<>(cpu.texts("flags")))
        .orElse(Set.of());
  }

  private static Target renamed(Target target, String name) {
    return new Target(
        name,
        target.os(),
        target.machine(),
        target.libc(),
        target.glibcxx(),
        target.python(),
        target.accelerator(),
        target.pageSize(),
        target.cpuFlags(),
        target.measuredMarkers(),
        target.assumptions());
  }

  private static FerryException noProbe(String file, String why) {
    return new FerryException(
            Failure.VERIFICATION, Text.of("`%s` is no probe: %s", "`%s` 不是探测结果：%s", file, why))
        .hint(
            Text.of(
                "run `sh probe.sh > probe.json` on the machine meant",
                "请在目标机器上运行 `sh probe.sh > probe.json`"));
  }
}
