package dev.ferry.python.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.TargetName;
import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.resolve.BuildPolicy;
import dev.ferry.python.resolve.BuildRecord;
import dev.ferry.python.resolve.Correction;
import dev.ferry.python.resolve.FitMode;
import dev.ferry.python.resolve.FitStatus;
import dev.ferry.python.resolve.Request;
import dev.ferry.python.resolve.ResolveRequest;
import dev.ferry.python.version.Version;
import dev.ferry.python.version.VersionSpecifiers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PylockTest {
  private static final Digest SHA256 = Digest.of(new byte[] {1});

  @Test
  void whatIsWrittenIsRead() {
    Lock lock = lock();
    String text = write(lock);
    assertThat(read(text)).isEqualTo(lock);
    assertThat(write(read(text))).isEqualTo(text);
  }

  @Test
  void theFileIsWrittenAlwaysTheSame() {
    assertThat(write(lock()))
        .startsWith(
            """
            # Made by Ferry for linux-x86_64-glibc2.31-cp311; not meant to be edited.
            lock-version = "1.0"
            requires-python = "==3.11.*"
            created-by = "ferry"

            [[packages]]
            name = "a"
            version = "1.0"
            requires-python = ">=3.8"
            dependencies = [
                { name = "b" },
            ]
            wheels = [
                { name = "a-1.0-py3-none-any.whl", upload-time = 2026-01-02T03:04:05Z, \
            url = "https://index.example/a-1.0-py3-none-any.whl", \
            path = "../../packages/a-1.0-py3-none-any.whl", size = 7, hashes = { sha256 = "%s" } },
            ]

            [packages.tool.ferry]
            source = "default"
            fit = "proven"
            requested = true
            extras = ["x"]
            """
                .formatted(SHA256.hex()));
  }

  @Test
  void aWheelThatIsOnlyToBeDownloadedHasNoPath() {
    String text = PylockWriter.write(lock(), wheel -> Optional.empty());
    assertThat(text).doesNotContain("path = ").contains("url = ");
    assertThat(read(text)).isEqualTo(lock());
  }

  @Test
  void equalInputsHaveEqualDigests() {
    assertThat(lock().inputs().digest()).isEqualTo(lock().inputs().digest());
    assertThat(Inputs.of(List.of("a")).digest()).isNotEqualTo(lock().inputs().digest());
  }

  @Test
  void whateverMayChangeTheAnswerChangesTheDigest() {
    ResolveRequest plain = request("linux-x86_64-glibc2.31-cp311", "a");
    Correction correction =
        new Correction(
            PackageName.of("a"),
            VersionSpecifiers.any(),
            List.of(Requirement.parse("b")),
            "it imports it");
    List<Inputs> all =
        List.of(
            Inputs.of(plain, List.of(), List.of()),
            Inputs.of(plain, List.of("index x https://index.example/"), List.of()),
            Inputs.of(plain, List.of("index x https://index.example/other/"), List.of()),
            Inputs.of(plain, List.of(), List.of("libs/x.so")),
            Inputs.of(request("linux-x86_64-glibc2.28-cp311", "a"), List.of(), List.of()),
            Inputs.of(request("linux-x86_64-glibc2.31-cp311", "b"), List.of(), List.of()),
            inputs(plain, List.of(SHA256), BuildPolicy.ANY, List.of(), false, false),
            inputs(plain, List.of(), BuildPolicy.WHEELS, List.of(), false, false),
            inputs(plain, List.of(), only(Set.of("c"), Set.of()), List.of(), false, false),
            inputs(plain, List.of(), only(Set.of(), Set.of("c")), List.of(), false, false),
            inputs(plain, List.of(), sources(Set.of("c"), false), List.of(), false, false),
            inputs(plain, List.of(), sources(Set.of(), true), List.of(), false, false),
            inputs(plain, List.of(), preferringWheels(), List.of(), false, false),
            inputs(plain, List.of(), BuildPolicy.ANY, List.of(correction), false, false),
            inputs(plain, List.of(), BuildPolicy.ANY, List.of(), true, false),
            inputs(plain, List.of(), BuildPolicy.ANY, List.of(), false, true));
    assertThat(all.stream().map(Inputs::digest)).doesNotHaveDuplicates();
    assertThat(all).doesNotHaveDuplicates();
    for (Inputs one : all) {
      Lock lock = lock();
      List<String> waived = one.terms().waived();
      Lock with =
          new Lock(
              lock.target(),
              lock.python(),
              lock.locked(),
              one,
              lock.packages(),
              lock.corrections(),
              waived,
              lock.notes());
      assertThat(read(write(with)).inputs()).isEqualTo(one);
    }
  }

  private static ResolveRequest request(String target, String... asked) {
    return ResolveRequest.of(
        TargetName.parse(target), List.of(asked).stream().map(Request::of).toList());
  }

  private static BuildPolicy only(Set<String> onlyBinary, Set<String> allow) {
    return new BuildPolicy(
        false,
        onlyBinary.stream().map(PackageName::of).collect(Collectors.toSet()),
        allow.stream().map(PackageName::of).collect(Collectors.toSet()),
        false,
        Set.of(),
        false);
  }

  private static BuildPolicy sources(Set<String> names, boolean all) {
    Set<PackageName> projects = names.stream().map(PackageName::of).collect(Collectors.toSet());
    return new BuildPolicy(false, Set.of(), Set.of(), all, projects, false);
  }

  private static BuildPolicy preferringWheels() {
    return new BuildPolicy(false, Set.of(), Set.of(), false, Set.of(), true);
  }

  private static Inputs inputs(
      ResolveRequest plain,
      List<Digest> hashes,
      BuildPolicy builds,
      List<Correction> corrections,
      boolean allowUnhashed,
      boolean requireHashes) {
    Request first = plain.requirements().getFirst();
    ResolveRequest request =
        new ResolveRequest(
            plain.target(),
            List.of(new Request(first.requirement(), hashes, first.origin())),
            List.of(),
            List.of(),
            Map.of(),
            false,
            Optional.empty(),
            builds,
            FitMode.STRICT,
            corrections,
            allowUnhashed,
            requireHashes,
            List.of());
    return Inputs.of(request, List.of(), List.of());
  }

  @Test
  void aForeignLockIsReadForATarget() {
    String text =
        """
        lock-version = "1.0"
        created-by = "another tool"
        [[packages]]
        name = "a"
        version = "1.0"
        wheels = [
          { url = "https://index.example/a-1.0-cp311-cp311-win_amd64.whl", hashes = { sha256 = "%1$s" } },
          { url = "https://index.example/a-1.0-cp311-cp311-manylinux2014_x86_64.whl", hashes = { sha256 = "%1$s" } },
        ]
        [[packages]]
        name = "b"
        marker = "sys_platform == 'win32'"
        wheels = [{ path = "b-1.0-py3-none-any.whl", hashes = { sha256 = "%1$s" } }]
        """
            .formatted(SHA256.hex());
    Lock lock =
        PylockReader.read(bytes(text), "foreign", TargetName.parse("linux-x86_64-glibc2.31-cp311"));
    assertThat(lock.packages())
        .singleElement()
        .satisfies(
            one -> assertThat(one.file()).isEqualTo("a-1.0-cp311-cp311-manylinux2014_x86_64.whl"));
    assertThatThrownBy(() -> read(text))
        .hasMessageContaining("`a` has several wheels and no target is given");
  }

  @Test
  void everyMistakeNamesFileLineAndField() {
    String good = write(lock());
    assertMistake(
        good.replace("lock-version = \"1.0\"", "lock-version = \"2.0\""),
        "line 2: bad value for `lock-version`");
    assertMistake(
        good.replace("fit = \"proven\"", "fit = \"yes\""),
        "bad value for `packages[0].tool.ferry.fit`");
    assertMistake(good.replace("size = 7", "size = -7"), "`packages[0].wheels[0].size`");
    assertMistake(good.replace(SHA256.hex(), "abc"), "want 64 hex digits");
    assertMistake(good.replace("name = \"a\"", "name = \"c\""), "the file name of a wheel of `c`");
    assertMistake(
        good.replace("version = \"1.0\"\nrequires", "version = \"1.1\"\nrequires"),
        "`packages[0].version`, want `1.0`");
    assertMistake(good.replace("format = 1", "format = 99"), "`tool.ferry.format`");
    assertMistake(good.replace("locked = ", "locked = ["), "line");
    assertMistake(good.replace("name = \"b\"\nversion = \"2.0\"", "name = \"b\""), null);
  }

  private static void assertMistake(String text, @org.jspecify.annotations.Nullable String words) {
    if (words == null) {
      assertThat(read(text).packages()).hasSize(2);
      return;
    }
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("`pylock.toml`")
        .hasMessageContaining(words);
  }

  /** Whatever bytes change, the reader answers or refuses; it never fails in another way. */
  @Test
  void mutatedLocksAreReadOrRefused() {
    byte[] good = bytes(write(lock()));
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] bytes = good.clone();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt(128)
                    : "[]{}=\"'\\\n.#,".charAt(random.nextInt(12)));
      }
      Throwable thrown = catchThrowable(() -> PylockReader.read(bytes, "pylock.toml"));
      if (thrown != null) {
        refused++;
        assertThat(thrown).as("mutation %s", i).isInstanceOf(FerryException.class);
      }
    }
    assertThat(refused).isGreaterThan(50);
  }

  private static String write(Lock lock) {
    return PylockWriter.write(lock, wheel -> Optional.of("../../packages/" + wheel.file()));
  }

  private static Lock read(String text) {
    return PylockReader.read(bytes(text), "pylock.toml");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Lock lock() {
    return new Lock(
        "linux-x86_64-glibc2.31-cp311",
        "3.11",
        Instant.parse("2026-11-21T00:00:00Z"),
        new Inputs(
            List.of("a[x]>=1"),
            List.of("b<3"),
            List.of(),
            false,
            Optional.of(Instant.parse("2026-11-01T00:00:00Z")),
            "strict",
            new Terms(
                List.of("index mine https://index.example/simple/ package a"),
                List.of("a[x]>=1 " + SHA256),
                true,
                true,
                true,
                List.of("b"),
                List.of("c"),
                List.of("d"),
                true,
                List.of("libs/x.so"),
                Optional.of(SHA256),
                Optional.of(SHA256),
                Optional.of(
                    new Measured(
                        List.of("avx", "sse2"),
                        Map.of("platform_release", "5.10 \"x\"", "sys_platform", "linux"),
                        List.of(new Text("pages of 4096 bytes", "页为 4096 字节")))))),
        List.of(wheel(), built()),
        List.of(
            new Correction(
                PackageName.of("a"),
                VersionSpecifiers.parse(">=1"),
                List.of(Requirement.parse("b")),
                "it imports \"b\"")),
        List.of("libs/x.so"),
        List.of(new Text("one \\ note", "一条说明")));
  }

  private static LockedPackage wheel() {
    return new LockedPackage(
        PackageName.of("a"),
        Version.parse("1.0"),
        "a-1.0-py3-none-any.whl",
        Optional.of(URI.create("https://index.example/a-1.0-py3-none-any.whl")),
        SHA256,
        OptionalLong.of(7),
        Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
        "default",
        Optional.empty(),
        FitStatus.PROVEN,
        true,
        ">=3.8",
        List.of(PackageName.of("b")),
        new TreeSet<>(List.of("x")));
  }

  private static LockedPackage built() {
    return new LockedPackage(
        PackageName.of("b"),
        Version.parse("2.0"),
        "b-2.0-py3-none-any.whl",
        Optional.empty(),
        SHA256,
        OptionalLong.empty(),
        Optional.empty(),
        "default",
        Optional.of(
            new BuildRecord(
                "b-2.0.tar.gz",
                Optional.of(URI.create("https://index.example/b-2.0.tar.gz")),
                SHA256,
                OptionalLong.of(9),
                List.of(
                    new BuildRecord.BuildRequirement(
                        PackageName.of("setuptools"),
                        Version.parse("80.0"),
                        "setuptools-80.0-py3-none-any.whl",
                        SHA256)),
                "3.11.7",
                Optional.of("the result is pure"))),
        FitStatus.NOT_DISPROVED,
        false,
        "",
        List.of(),
        new TreeSet<>());
  }
}
