package dev.ferry.scan.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.python.wheel.FileBytes;
import dev.ferry.python.wheel.MemoryBytes;
import dev.ferry.python.wheel.NativeFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ElfInspectorTest {
  private static final Path DEMO = Path.of("src/test/resources/elf/demo.so");

  private final ElfInspector inspector = new ElfInspector();

  @Test
  void readsWhatTheLoaderReads() throws IOException {
    NativeFacts facts = inspect("demo/demo.so", Files.readAllBytes(DEMO));
    assertThat(facts.machine()).isEqualTo(62);
    assertThat(facts.bits()).isEqualTo(64);
    assertThat(facts.soname()).isEqualTo("demo.so");
    assertThat(facts.needed()).containsExactly("libm.so.6", "libc.so.6");
    assertThat(facts.searchPaths()).containsExactly("$ORIGIN/../demo.libs");
    assertThat(facts.versions())
        .contains(new NativeFacts.VersionNeed("libm.so.6", "GLIBC_2.29", false));
    assertThat(facts.alignment()).isEqualTo(4096);
    assertThat(facts.initFunction()).isTrue();
    assertThat(facts.program()).isFalse();
    assertThat(facts.fault()).isEmpty();
  }

  @Test
  void theInitFunctionMustBearTheFileName() throws IOException {
    assertThat(inspect("demo/other.so", Files.readAllBytes(DEMO)).initFunction()).isFalse();
  }

  @Test
  void whatIsNotElfIsNothing() {
    assertThat(
            inspector.inspect(
                "a.so",
                new MemoryBytes(
                    "INPUT(libreal.so)    ".getBytes(java.nio.charset.StandardCharsets.UTF_8))))
        .isEmpty();
    assertThat(inspector.inspect("a.so", new MemoryBytes(new byte[3]))).isEmpty();
  }

  @Test
  void aTruncatedFileIsAFaultNotAnError() throws IOException {
    byte[] whole = Files.readAllBytes(DEMO);
    NativeFacts facts = inspect("demo.so", java.util.Arrays.copyOf(whole, 100));
    assertThat(facts.fault()).isEqualTo("`e_phoff` is 64, want 504 bytes within 100");
  }

  @Test
  void everyMutantGivesFactsOrAFault() throws IOException {
    byte[] demo = Files.readAllBytes(DEMO);
    Random random = new Random(3);
    int faults = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] mutant = demo.clone();
      int changes = 1 + random.nextInt(4);
      for (int change = 0; change < changes; change++) {
        // Headers and dynamic tables lie at the start and near the end.
        int at = random.nextBoolean() ? random.nextInt(2_048) : random.nextInt(mutant.length);
        mutant[at] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(256));
      }
      Optional<NativeFacts> facts = inspector.inspect("demo.so", new MemoryBytes(mutant));
      faults += facts.isPresent() && !facts.get().fault().isEmpty() ? 1 : 0;
    }
    assertThat(faults).isBetween(1_000, 19_000);
  }

  /** Every library of this machine, beside what binutils says. */
  @Test
  @Tag("system")
  void agreesWithReadelf() throws IOException, InterruptedException {
    List<Path> libraries = systemLibraries();
    for (Path library : libraries) {
      NativeFacts facts;
      try (FileBytes bytes = FileBytes.open(library)) {
        facts = inspector.inspect(library.toString(), bytes).orElseThrow();
      }
      String expected = readelf(library);
      assertThat(facts.needed()).as("%s", library).isEqualTo(all(expected, "NEEDED.*\\[(.*)]"));
      assertThat(facts.soname())
          .as("%s", library)
          .isEqualTo(all(expected, "SONAME.*\\[(.*)]").stream().findFirst().orElse(""));
      assertThat(facts.versions().stream().map(NativeFacts.VersionNeed::version).toList())
          .as("%s", library)
          .isEqualTo(all(needs(expected), "Name: (\\S+)  Flags"));
    }
    assertThat(libraries.size()).isGreaterThan(20);
  }

  private static List<Path> systemLibraries() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String folder :
        List.of("/usr/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu")) {
      if (Files.isDirectory(Path.of(folder))) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
          files
              .filter(file -> file.getFileName().toString().matches("lib.*\\.so\\.\\d+"))
              .filter(Files::isRegularFile)
              .forEach(found::add);
        }
      }
    }
    return new TreeSet<>(found).stream().limit(150).toList();
  }

  private static String readelf(Path library) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("readelf", "-dVW", library.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }

  private static String needs(String output) {
    int start = output.indexOf("Version needs section");
    return start < 0 ? "" : output.substring(start);
  }

  private static List<String> all(String text, String pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private NativeFacts inspect(String path, byte[] content) {
    return inspector.inspect(path, new MemoryBytes(content)).orElseThrow();
  }
}
