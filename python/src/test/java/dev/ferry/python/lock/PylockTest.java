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
import dev.ferry.python.resolve.BuildRecord;
import dev.ferry.python.resolve.Correction;
import dev.ferry.python.resolve.FitStatus;
import dev.ferry.python.version.Version;
import dev.ferry.python.version.VersionSpecifiers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PylockTest {
  private static final Digest SHA256 = Digest.of(new byte[] {1});

  @Test
  void whatIsWrittenIsRead() {
    Lock lock = lock();
    String text = PylockWriter.write(lock);
    assertThat(read(text)).isEqualTo(lock);
    assertThat(PylockWriter.write(read(text))).isEqualTo(text);
  }

  @Test
  void theFileIsWrittenAlwaysTheSame() {
    assertThat(PylockWriter.write(lock()))
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
  void equalInputsHaveEqualDigests() {
    assertThat(lock().inputs().digest()).isEqualTo(lock().inputs().digest());
    Inputs other = new Inputs(List.of("a"), List.of(), List.of(), true, Optional.empty(), "strict");
    assertThat(other.digest()).isNotEqualTo(lock().inputs().digest());
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
    String good = PylockWriter.write(lock());
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
    byte[] good = bytes(PylockWriter.write(lock()));
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
            "strict"),
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
