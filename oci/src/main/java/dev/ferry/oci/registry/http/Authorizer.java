package dev.ferry.oci.registry.http;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.registry.auth.Challenge;
import dev.ferry.oci.registry.auth.Credentials;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What stands in {@code Authorization}: nothing until the registry asks, then what it asked for.
 * Tokens are kept by scope as long as the registry takes them. For many threads.
 */
final class Authorizer {
  private final URI registry;
  private final Optional<Credentials> credentials;
  private final Tokens tokens;
  private final Map<String, String> byScope = new ConcurrentHashMap<>();
  private volatile boolean basic;

  Authorizer(URI registry, Optional<Credentials> credentials, Tokens.Sender sender) {
    this.registry = registry;
    this.credentials = credentials;
    this.tokens = new Tokens(sender, credentials);
  }

  /** What is known to be wanted for a scope. */
  Optional<String> find(String scope) {
    if (basic && credentials.orElse(null) instanceof Credentials.Password password) {
      return Optional.of(password.basic());
    }
    return Optional.ofNullable(byScope.get(scope));
  }

  /**
   * Answers a 401.
   *
   * @param refused what was sent, in vain
   */
  void answer(List<String> headers, String scope, Optional<String> refused) throws IOException {
    List<Challenge> challenges =
        headers.stream().limit(8).flatMap(header -> Challenge.parse(header).stream()).toList();
    Optional<Challenge> bearer = first(challenges, "bearer");
    if (bearer.isPresent()) {
      bearer(bearer.get(), scope, refused);
    } else if (first(challenges, "basic").isPresent()
        && credentials.orElse(null) instanceof Credentials.Password
        && refused.isEmpty()) {
      basic = true;
    } else {
      throw denied();
    }
  }

  private synchronized void bearer(Challenge challenge, String scope, Optional<String> refused)
      throws IOException {
    Optional<String> known = Optional.ofNullable(byScope.get(scope));
    if (known.isPresent() && !known.equals(refused)) {
      return; // Another thread was faster.
    }
    byScope.put(scope, "Bearer " + tokens.fetch(registry, challenge, scope));
  }

  private static Optional<Challenge> first(List<Challenge> challenges, String scheme) {
    return challenges.stream().filter(one -> one.scheme().equals(scheme)).findFirst();
  }

  /** The failure where everything that is known was in vain. */
  FerryException denied() {
    return new FerryException(
            Failure.SOURCE,
            credentials.isPresent()
                ? Text.of(
                    "Cannot log in to `%s`: it does not take the credentials for it",
                    "无法登录 `%s`：它不接受所给的凭据", registry.getRawAuthority())
                : Text.of(
                    "Cannot log in to `%s`: it wants credentials, and there are none for it",
                    "无法登录 `%s`：需要凭据，但没有找到", registry.getRawAuthority()))
        .hint(advice(registry));
  }

  static Text advice(URI registry) {
    return Text.of(
        "Log in with `podman login %1$s` or `docker login %1$s`, or name a file with"
            + " `REGISTRY_AUTH_FILE`",
        "请用 `podman login %1$s` 或 `docker login %1$s` 登录，或用 `REGISTRY_AUTH_FILE` 指定文件",
        registry.getRawAuthority());
  }
}
