package dev.ferry.image.application;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ferry.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises files that should not be in an image: by name, or by how keys begin. */
final class Secrets {
  private static final Set<String> NAMES =
      Set.of(
          ".env",
          ".netrc",
          ".pypirc",
          ".git-credentials",
          ".pgpass",
          ".htpasswd",
          "id_rsa",
          "id_dsa",
          "id_ecdsa",
          "id_ed25519",
          "kubeconfig",
          "secrets.yaml",
          "secrets.yml",
          "secrets.json");
  private static final List<String> PATHS =
      List.of(".aws/credentials", ".docker/config.json", "containers/auth.json", ".kube/config");
  private static final List<Pattern> CONTENTS =
      List.of(
          Pattern.compile("-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----"),
          Pattern.compile("(?i)aws_secret_access_key\\s*[=:]\\s*[\"']?[A-Za-z0-9/+]{40}"),
          Pattern.compile("_authToken\\s*=\\s*[^$\\s]"),
          Pattern.compile("\\bAKIA[0-9A-Z]{16}\\b"),
          Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36}\\b"),
          Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20}\\b"),
          Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{20,}"));

  private Secrets() {}

  /**
   * Why a file looks like a secret.
   *
   * @param head its first bytes
   */
  static Optional<Text> find(String path, byte[] head) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean named =
        NAMES.contains(name)
            || name.startsWith(".env.")
            || PATHS.stream().anyMatch(end -> ("/" + path).endsWith("/" + end));
    if (named) {
      return Optional.of(Text.of("its name is one of credentials", "文件名属于凭据文件"));
    }
    String text = new String(head, ISO_8859_1);
    return CONTENTS.stream()
        .filter(pattern -> pattern.matcher(text).find())
        .findFirst()
        .map(pattern -> Text.of("it holds a key: `%s`", "其中含有密钥：`%s`", pattern));
  }
}
