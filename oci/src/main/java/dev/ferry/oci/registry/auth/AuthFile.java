package dev.ferry.oci.registry.auth;

import dev.ferry.oci.registry.name.Repository;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What {@code auth.json} or {@code config.json} says ({@code containers-auth.json(5)}).
 *
 * @param entries by host or namespace
 * @param helpers the suffix of a {@code docker-credential-*} program, by host or namespace
 * @param store the suffix of the program for all others
 */
record AuthFile(
    Map<String, Credentials> entries, Map<String, String> helpers, Optional<String> store) {
  AuthFile {
    entries = Map.copyOf(entries);
    helpers = Map.copyOf(helpers);
  }

  /** Where a repository's credentials are. */
  sealed interface Place {
    /** They stand in the file. */
    record Given(Credentials credentials) implements Place {}

    /**
     * A program has them.
     *
     * @param program the suffix of its name
     * @param server what it is asked for
     */
    record Helper(String program, String server) implements Place {}
  }

  /** The place for a repository: the longest namespace that fits, programs first. */
  Optional<Place> find(Repository repository) {
    for (String namespace : repository.namespaces()) {
      String helper = helpers.get(namespace);
      if (helper != null) {
        return Optional.of(new Place.Helper(helper, namespace));
      }
      Credentials credentials = entries.get(namespace);
      if (credentials != null) {
        return Optional.of(new Place.Given(credentials));
      }
    }
    return store.map(program -> new Place.Helper(program, repository.host()));
  }

  /**
   * Reads a file.
   *
   * @param where its name for messages
   */
  static AuthFile parse(String where, byte[] bytes) {
    JsonNode document = SecretJson.object(where, bytes);
    Map<String, Credentials> entries = new HashMap<>();
    members(document, "auths")
        .forEach((key, entry) -> credentials(entry).ifPresent(c -> entries.put(plain(key), c)));
    Map<String, String> helpers = new HashMap<>();
    members(document, "credHelpers")
        .forEach(
            (key, helper) -> {
              if (helper.isString() && CredentialHelper.isName(helper.stringValue())) {
                helpers.put(plain(key), helper.stringValue());
              }
            });
    return new AuthFile(
        entries,
        helpers,
        SecretJson.findString(document, "credsStore").filter(CredentialHelper::isName));
  }

  private static Map<String, JsonNode> members(JsonNode document, String name) {
    Map<String, JsonNode> members = new HashMap<>();
    JsonNode node = document.get(name);
    if (node != null && node.isObject()) {
      node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    }
    return members;
  }

  /** Docker once wrote addresses: {@code https://registry.example/v1/}. */
  private static String plain(String key) {
    int scheme = key.indexOf("://");
    if (scheme < 0) {
      return key;
    }
    String rest = key.substring(scheme + 3);
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }

  private static Optional<Credentials> credentials(JsonNode entry) {
    if (!entry.isObject()) {
      return Optional.empty();
    }
    Optional<Credentials> token =
        SecretJson.findString(entry, "identitytoken").map(Credentials.IdentityToken::new);
    return token.or(() -> SecretJson.findString(entry, "auth").flatMap(AuthFile::password));
  }

  private static Optional<Credentials> password(String base64) {
    try {
      String pair =
          new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8)
              .replaceAll("\0+$", "");
      int colon = pair.indexOf(':');
      return colon <= 0
          ? Optional.empty()
          : Optional.of(
              new Credentials.Password(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
