package dev.ferry.oci.registry.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.FerryException;
import dev.ferry.oci.registry.name.ImageName;
import dev.ferry.oci.registry.name.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthFilesTest {
  @TempDir Path folder;

  @Test
  void theLongestNamespaceWins() throws IOException {
    write(
        ".docker/config.json",
        "{\"auths\":{"
            + entry("registry.example", "host:1")
            + ","
            + entry("registry.example/team", "team:2")
            + ","
            + entry("registry.example/team/a", "a:3")
            + ","
            + entry("https://old.example/v1/", "old:4")
            + ",\"empty.example\":{}}}");
    assertThat(find("registry.example/team/a")).contains("a:3");
    assertThat(find("registry.example/team/b")).contains("team:2");
    assertThat(find("registry.example/teams")).contains("host:1");
    assertThat(find("old.example/x")).contains("old:4");
    assertThat(find("empty.example/x")).isEmpty();
    assertThat(find("registry.example:5000/team/a")).isEmpty();
  }

  @Test
  void filesAreAskedInOrder() throws IOException {
    write(".docker/config.json", "{\"auths\":{" + entry("r.example", "docker:1") + "}}");
    assertThat(find("r.example/a")).contains("docker:1");
    write(".config/containers/auth.json", "{\"auths\":{" + entry("r.example", "config:1") + "}}");
    assertThat(find("r.example/a")).contains("config:1");
    write("run/containers/auth.json", "{\"auths\":{" + entry("r.example", "run:1") + "}}");
    assertThat(find("r.example/a")).contains("run:1");
    write("own.json", "{\"auths\":{" + entry("r.example", "own:1") + "}}");
    Map<String, String> named = environment();
    named.put("REGISTRY_AUTH_FILE", folder.resolve("own.json").toString());
    assertThat(find("r.example/a", named)).contains("own:1");
    write("own.json", "{}");
    assertThat(find("r.example/a", named)).isEmpty();
  }

  @Test
  void aProgramIsAskedForItsServer() throws IOException {
    program(
        "test",
        "read server; case $server in r.example/team) echo"
            + " '{\"Username\":\"u\",\"Secret\":\"s\"}';; t.example) echo"
            + " '{\"Username\":\"<token>\",\"Secret\":\"long\"}';; *) echo 'credentials not found"
            + " in native keychain'; exit 1;; esac");
    program("broken", "exit 3");
    write(
        ".docker/config.json",
        "{\"credsStore\":\"test\",\"credHelpers\":{\"r.example/team\":\"test\","
            + "\"b.example\":\"broken\",\"m.example\":\"missing\",\"x.example\":\"../evil\"}}");
    assertThat(find("r.example/team/a")).contains("u:s");
    assertThat(find("none.example/a")).isEmpty();
    assertThat(AuthFiles.usual(environment()).find(repository("t.example/a")))
        .contains(new Credentials.IdentityToken("long"));
    assertThatThrownBy(() -> find("b.example/a"))
        .hasMessageContaining("Cannot ask `docker-credential-broken` for credentials");
    assertThatThrownBy(() -> find("m.example/a")).hasMessageContaining("not in `PATH`");
  }

  @Test
  void secretsAreNotPrinted() {
    assertThat(new Credentials.Password("me", "hush").toString()).doesNotContain("hush");
    assertThat(new Credentials.IdentityToken("hush").toString()).doesNotContain("hush");
    assertThatThrownBy(() -> SecretJson.object("auth.json", "{\"auths\":hush".getBytes(UTF_8)))
        .hasMessageContaining("auth.json")
        .satisfies(failure -> assertThat(failure.toString()).doesNotContain("hush"));
  }

  @Test
  void noFileIsTooMuch() {
    byte[] whole =
        ("{\"auths\":{" + entry("r.example", "me:hush") + "},\"credHelpers\":{\"a\":\"b\"}}")
            .getBytes(UTF_8);
    Random random = new Random(9);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = java.util.Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      for (int i = random.nextInt(3); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        var unused = AuthFile.parse("auth.json", bytes).find(repository("r.example/a"));
      } catch (FerryException named) {
        assertThat(named.getMessage()).contains("auth.json").doesNotContain("hush");
      }
    }
  }

  private Optional<String> find(String name) {
    return find(name, environment());
  }

  private static Optional<String> find(String name, Map<String, String> environment) {
    return AuthFiles.usual(environment)
        .find(repository(name))
        .map(found -> (Credentials.Password) found)
        .map(password -> password.user() + ":" + password.secret());
  }

  private static Repository repository(String name) {
    return ImageName.parse(name).repository();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", folder.toString());
    environment.put("XDG_RUNTIME_DIR", folder.resolve("run").toString());
    environment.put("PATH", folder.resolve("bin").toString());
    return environment;
  }

  private static String entry(String key, String pair) {
    String base64 = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    return "\"" + key + "\":{\"auth\":\"" + base64 + "\"}";
  }

  private void program(String name, String script) throws IOException {
    Path file = folder.resolve("bin/docker-credential-" + name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
