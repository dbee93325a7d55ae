package dev.ferry.python.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import dev.ferry.model.Text;
import dev.ferry.python.http.Credentials;
import dev.ferry.python.http.HttpFetcher;
import dev.ferry.python.http.HttpSettings;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.index.SourceList;
import dev.ferry.python.index.WebIndex;
import dev.ferry.python.resolve.CandidateCheck;
import dev.ferry.python.resolve.Resolver;
import dev.ferry.python.resolve.SourceBuilds;
import dev.ferry.python.target.HostTarget;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that cannot be built, asked for again and again in one run. */
@Tag("system")
class SourceBuilderTest {
  private static final String PYPROJECT =
      """
      [build-system]
      requires = []
      build-backend = "backend"
      backend-path = ["."]
      """;

  @TempDir private Path folder;
  private final List<Text> notes = new CopyOnWriteArrayList<>();

  @Test
  void whatFailedOnceIsNotBuiltAgainForAnotherTarget() throws IOException {
    IndexFile sdist = sdist("raise ValueError('always')");
    SourceBuilder builder = builder(sdist);
    int minor = HostTarget.measure(Optional.empty()).python().minor();
    FerryException first = failure(builder, sdist, "linux-x86_64-glibc2.36-cp3" + minor);
    FerryException second = failure(builder, sdist, "linux-x86_64-glibc2.39-cp3" + minor);
    assertThat(first.reasons().getFirst().english()).isEqualTo("ValueError: always");
    assertThat(second).isSameAs(first);
    assertThat(notes).hasSize(1);
  }

  @Test
  void whatThisMachineLacksItLacksForEveryPython() throws IOException {
    IndexFile sdist =
        sdist("import sys; sys.exit('x.c:1:10: fatal error: mysql.h: No such file or directory')");
    SourceBuilder builder = builder(sdist);
    for (int minor = 9; minor <= 13; minor++) {
      FerryException failure = failure(builder, sdist, "linux-x86_64-glibc2.36-cp3" + minor);
      assertThat(failure.hint().orElseThrow().english()).contains("the header `mysql.h`");
    }
    assertThat(notes).hasSize(1);
  }

  private static FerryException failure(SourceBuilder builder, IndexFile sdist, String name) {
    Target target = TargetName.parse(name);
    return catchThrowableOfType(FerryException.class, () -> builder.build(sdist, target));
  }

  private SourceBuilder builder(IndexFile sdist) throws IOException {
    LocalBlobStore store = LocalBlobStore.open(folder.resolve("store"));
    Path file = Path.of(sdist.location());
    Digest digest = Digest.of(Files.readAllBytes(file));
    long size = Files.size(file);
    return new SourceBuilder(
        new SourceBuilder.Tools(
            store,
            store.facts(),
            wanted -> new SourceFiles.Fetched(file, digest, size),
            new Resolver(index(store), CandidateCheck.NONE, SourceBuilds.refusing(), Progress.NONE),
            HostTarget.measure(Optional.empty()),
            List.of(store.root()),
            false,
            System.getenv(),
            new Notes(notes)));
  }

  /** No source at all: the backends lie inside their sdists. */
  private static WebIndex index(LocalBlobStore store) {
    WebIndex.Setup setup =
        new WebIndex.Setup(
            new HttpFetcher(HttpSettings.standard()),
            Credentials.none(),
            store,
            store.facts(),
            InstantSource.system(),
            Progress.NONE);
    return new WebIndex(setup, SourceList.of(List.of()), false);
  }

  /** Keeps what is said. */
  private record Notes(List<Text> said) implements Progress {
    @Override
    public Task start(Text what, long total) {
      return Task.NONE;
    }

    @Override
    public void note(Text message) {
      said.add(message);
    }

    @Override
    public void warn(Text message) {
      said.add(message);
    }
  }

  private IndexFile sdist(String statement) throws IOException {
    Path sdist = folder.resolve("bad-1.0.tar.gz");
    Map<String, String> files =
        Map.of(
            "bad-1.0/pyproject.toml",
            PYPROJECT,
            "bad-1.0/backend.py",
            "def build_wheel(*rest):\n    " + statement + "\n");
    try (OutputStream file = Files.newOutputStream(sdist);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      for (Map.Entry<String, String> member : files.entrySet()) {
        byte[] bytes = member.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(member.getKey(), true);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    return new IndexFile(
        "bad-1.0.tar.gz",
        sdist.toUri().toString(),
        Optional.empty(),
        OptionalLong.of(Files.size(sdist)),
        Optional.empty(),
        Optional.empty(),
        false,
        "",
        false,
        Optional.empty(),
        "here");
  }
}
