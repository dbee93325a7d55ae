package dev.ferry.oci.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.MediaTypes;
import dev.ferry.oci.archive.ImageGraph;
import dev.ferry.oci.archive.LayoutArchive;
import dev.ferry.oci.registry.http.Patience;
import dev.ferry.oci.registry.http.RegistrySettings;
import dev.ferry.oci.registry.name.ImageName;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that lies, never ends, sends us elsewhere, or wants to see what it may not. */
class HostileRegistryTest {
  private static final String SECRET = "correct-horse";

  @TempDir Path folder;
  private TestRegistry registry;
  private SampleImage sample;
  private Descriptor root;
  private Path tar;

  @BeforeEach
  void start() throws IOException {
    registry = new TestRegistry();
    sample = new SampleImage(folder);
    root = sample.manifest(1, 5000, 70_000);
    tar = sample.archive(folder.resolve("a.tar"), sample.graph(root));
    push();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aManifestOfAnotherDigestIsRefused() {
    byte[] other = sample.manifest(9, 10).toString().getBytes(UTF_8);
    registry.manifests.put("team/sample:" + root.digest(), other);
    refused(Failure.VERIFICATION, "@" + root.digest(), "want `" + root.digest() + "`");
  }

  @Test
  void aBlobOfAnotherDigestIsRefusedAndNotKept() throws IOException {
    String layer = largest();
    byte[] changed = requireNonNull(registry.blobs.get(layer)).clone();
    changed[500] ^= 1;
    registry.blobs.put(layer, changed);
    refused(Failure.VERIFICATION, ":1.0", "Cannot store a blob");
    assertThat(kept()).noneMatch(name -> layer.endsWith(name));
  }

  @Test
  void aBodyWithoutEndIsCutOff() {
    onBlob(
        (exchange, bytes) -> {
          exchange.sendResponseHeaders(200, 0); // Chunked: no length is promised.
          byte[] junk = new byte[1 << 16];
          for (int i = 0; i < 100_000; i++) {
            exchange.getResponseBody().write(junk);
          }
        });
    refused(Failure.VERIFICATION, ":1.0", "got `> ");
  }

  @Test
  void aLengthThatIsNotTheDescriptorsIsRefused() {
    onBlob((exchange, bytes) -> TestRegistry.send(exchange, 200, new byte[bytes.length + 1]));
    refused(Failure.VERIFICATION, ":1.0", " B`, want `");
  }

  @Test
  void aManifestWithoutEndIsCutOff() {
    registry.troubles.add(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", MediaTypes.MANIFEST);
          exchange.sendResponseHeaders(200, 0);
          byte[] junk = " ".repeat(1 << 16).getBytes(UTF_8);
          for (int i = 0; i < 100_000; i++) {
            exchange.getResponseBody().write(junk);
          }
          return true;
        });
    refused(Failure.VERIFICATION, ":1.0", "want `< 4 MiB`");
  }

  @Test
  void dockersFirstManifestsAreRefusedByName() {
    byte[] old = "{\"schemaVersion\":1,\"name\":\"a\",\"fsLayers\":[]}".getBytes(UTF_8);
    registry.manifests.put("team/sample:1.0", old);
    registry.types.put(
        "team/sample:1.0", "application/vnd.docker.distribution.manifest.v1+prettyjws");
    assertThatThrownBy(() -> pull(":1.0"))
        .isInstanceOfSatisfying(
            FerryException.class,
            failure -> {
              assertThat(failure.failure()).isEqualTo(Failure.REFUSED);
              assertThat(failure.hint().orElseThrow().english()).contains("schema 1");
            });
  }

  @Test
  void aPageInsteadOfAManifestIsRefused() {
    registry.manifests.put("team/sample:1.0", "<html>".getBytes(UTF_8));
    registry.types.put("team/sample:1.0", "text/html");
    refused(Failure.VERIFICATION, ":1.0", "as JSON");
  }

  @Test
  void aManifestThatPointsAtItselfEnds() {
    byte[] index =
        ("{\"schemaVersion\":2,\"mediaType\":\""
                + MediaTypes.INDEX
                + "\",\"manifests\":[{\"mediaType\":\""
                + MediaTypes.INDEX
                + "\",\"digest\":\""
                + Digest.of(new byte[] {1})
                + "\",\"size\":300}]}")
            .getBytes(UTF_8);
    registry.manifests.put("team/sample:1.0", index);
    registry.types.put("team/sample:1.0", MediaTypes.INDEX);
    registry.manifests.put("team/sample:" + Digest.of(new byte[] {1}), index);
    registry.types.put("team/sample:" + Digest.of(new byte[] {1}), MediaTypes.INDEX);
    refused(Failure.VERIFICATION, ":1.0", "want `" + Digest.of(new byte[] {1}));
  }

  @Test
  void redirectsThatNeverEndAreGivenUp() {
    registry.troubles.add(
        exchange -> {
          exchange.getResponseHeaders().set("Location", exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(307, -1);
          return true;
        });
    refused(Failure.SOURCE, ":1.0", "more than 5 redirects");
  }

  @Test
  void aRedirectOutOfTheWebIsRefused() {
    for (String target :
        List.of("file:///etc/passwd", "ftp://127.0.0.1/a", "http:///a", "::", "")) {
      registry.troubles.clear();
      registry.troubles.add(
          exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(302, -1);
            return true;
          });
      assertThatThrownBy(() -> pull(":1.0")).as(target).isInstanceOf(FerryException.class);
    }
  }

  @Test
  void credentialsStayWithTheRegistry() throws IOException {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    try (TestRegistry other = new TestRegistry()) {
      other.blobs.putAll(registry.blobs);
      other.troubles.add(
          exchange -> {
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            return false;
          });
      wantBasic();
      onBlob(
          (exchange, bytes) -> {
            exchange
                .getResponseHeaders()
                .set("Location", "http://" + other.host() + exchange.getRequestURI());
            exchange.sendResponseHeaders(307, -1);
          });
      logIn();
      pull(":1.0");
    }
    assertThat(seen).isNotEmpty().containsOnly("null");
  }

  @Test
  void withoutCredentialsItIsSaidHowToLogIn() {
    wantBasic();
    assertThatThrownBy(() -> pull(":1.0"))
        .isInstanceOfSatisfying(
            FerryException.class,
            failure -> {
              assertThat(failure.failure()).isEqualTo(Failure.SOURCE);
              assertThat(failure.getMessage()).contains("there are none for it");
              assertThat(failure.hint().orElseThrow().english())
                  .contains("podman login " + registry.host());
            });
  }

  @Test
  void wrongCredentialsAreNotPrinted() throws IOException {
    logIn();
    registry.troubles.add(
        exchange -> {
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"r\"");
          TestRegistry.answer(exchange, 401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\"}]}");
          return true;
        });
    assertThatThrownBy(() -> pull(":1.0"))
        .hasMessageContaining("does not take the credentials")
        .satisfies(failure -> assertThat(failure.toString()).doesNotContain(SECRET));
  }

  @Test
  void tokensAreFetchedByScopeAndRenewedWhenTheyExpire() throws IOException {
    logIn();
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    int[] uses = {0};
    registry.troubles.add(
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/token")) {
            asked.add(exchange.getRequestURI().getQuery());
            assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
                .isEqualTo("Basic " + basic());
            TestRegistry.answer(exchange, 200, "{\"token\":\"t" + asked.size() + "\"}");
            return true;
          }
          String given = exchange.getRequestHeaders().getFirst("Authorization");
          synchronized (uses) {
            if (!("Bearer t" + asked.size()).equals(given) || ++uses[0] == 3) {
              exchange
                  .getResponseHeaders()
                  .set(
                      "WWW-Authenticate",
                      "Bearer realm=\"http://" + registry.host() + "/token\",service=\"s\"");
              TestRegistry.answer(exchange, 401, "");
              return true;
            }
          }
          return false;
        });
    pull(":1.0");
    assertThat(asked)
        .hasSizeGreaterThan(1)
        .allMatch(query -> query.contains("scope=repository:team/sample:pull"))
        .allMatch(query -> query.contains("service=s"));
  }

  @Test
  void aTokenServerThatIsNoneIsRefused() {
    for (String realm : List.of("file:///etc/passwd", "", "http://user:pw@127.0.0.1/", "::")) {
      registry.troubles.clear();
      registry.troubles.add(
          exchange -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"" + realm + "\"");
            TestRegistry.answer(exchange, 401, "");
            return true;
          });
      assertThatThrownBy(() -> pull(":1.0"))
          .as(realm)
          .hasMessageContaining("`realm` is not a usable address");
    }
  }

  @Test
  void noAnswerIsCrashingWhateverItHolds() {
    Random random = new Random(11);
    List<String> manifests = List.copyOf(registry.manifests.keySet());
    for (int round = 0; round < 60; round++) {
      String key = manifests.get(random.nextInt(manifests.size()));
      byte[] changed =
          requireNonNull(registry.manifests.get("team/sample:" + root.digest())).clone();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      byte[] before = registry.manifests.put(key, changed);
      try {
        pull(":1.0");
      } catch (FerryException named) {
        assertThat(named.getMessage()).isNotBlank();
      }
      registry.manifests.put(key, before == null ? changed : before);
    }
    assertThat(Digest.of(requireNonNull(registry.manifests.get("team/sample:" + root.digest()))))
        .isEqualTo(root.digest());
  }

  private void wantBasic() {
    registry.troubles.add(
        exchange -> {
          String given = exchange.getRequestHeaders().getFirst("Authorization");
          if (("Basic " + basic()).equals(given)) {
            return false;
          }
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"r\"");
          TestRegistry.answer(exchange, 401, "");
          return true;
        });
  }

  private static String basic() {
    return Base64.getEncoder().encodeToString(("me:" + SECRET).getBytes(UTF_8));
  }

  private void logIn() throws IOException {
    Files.createDirectories(folder.resolve(".docker"));
    Files.writeString(
        folder.resolve(".docker/config.json"),
        "{\"auths\":{\"" + registry.host() + "\":{\"auth\":\"" + basic() + "\"}}}");
  }

  /** What a registry does when it is asked for a blob. */
  private interface BlobAnswer {
    void answer(com.sun.net.httpserver.HttpExchange exchange, byte[] bytes) throws IOException;
  }

  private void onBlob(BlobAnswer answer) {
    registry.troubles.add(
        exchange -> {
          byte[] bytes =
              registry.blobs.get(
                  "team/sample@" + exchange.getRequestURI().getPath().replaceAll(".*/", ""));
          if (bytes == null || !exchange.getRequestMethod().equals("GET")) {
            return false;
          }
          answer.answer(exchange, bytes);
          return true;
        });
  }

  private String largest() {
    return registry.blobs.entrySet().stream()
        .filter(entry -> entry.getValue().length == 70_000)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("store/blobs"))) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }

  private void refused(Failure kind, String reference, String words) {
    assertThatThrownBy(() -> pull(reference))
        .hasMessageContaining(words)
        .isInstanceOfSatisfying(
            FerryException.class, failure -> assertThat(failure.failure()).isEqualTo(kind));
  }

  private RegistrySettings settings() {
    Patience patience =
        new Patience(
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            2,
            Duration.ofMillis(5),
            Duration.ofSeconds(3));
    return new RegistrySettings(
        false,
        Optional.empty(),
        Map.of("HOME", folder.toString(), "XDG_RUNTIME_DIR", folder.toString()),
        patience);
  }

  private void push() {
    LocalBlobStore store = LocalBlobStore.open(folder.resolve("push-store"));
    try (Push push =
        new Push(
            LayoutArchive.open(tar),
            ImageName.parse(registry.host() + "/team/sample:1.0"),
            settings(),
            store.facts(),
            Progress.NONE)) {
      var unused = push.run(push.plan(), Optional.empty());
    }
  }

  private void pull(String reference) {
    try (Pull pull =
        new Pull(
            ImageName.parse(registry.host() + "/team/sample" + reference),
            settings(),
            Progress.NONE)) {
      ImageGraph image = pull.plan(Optional.empty());
      pull.run(image, LocalBlobStore.open(folder.resolve("store")));
    }
  }
}
