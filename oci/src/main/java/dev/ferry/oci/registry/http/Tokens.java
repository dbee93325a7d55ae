package dev.ferry.oci.registry.http;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.registry.auth.Challenge;
import dev.ferry.oci.registry.auth.Credentials;
import dev.ferry.oci.registry.auth.SecretJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Gets tokens where a {@code Bearer} challenge says (distribution "Token Authentication
 * Specification" and its OAuth 2 variant for identity tokens).
 */
final class Tokens {
  private static final String CLIENT = "ferry";

  private final Sender sender;
  private final Optional<Credentials> credentials;

  /** Sends a call to a token server. */
  @FunctionalInterface
  interface Sender {
    Answer send(Call call) throws IOException;
  }

  Tokens(Sender sender, Optional<Credentials> credentials) {
    this.sender = sender;
    this.credentials = credentials;
  }

  /**
   * A fresh token.
   *
   * @param registry who asked for it
   * @param scope what it is for
   */
  String fetch(URI registry, Challenge challenge, String scope) throws IOException {
    URI realm =
        challenge
            .find("realm")
            .filter(text -> text.contains("://"))
            .flatMap(text -> Origins.resolve(registry, text))
            .filter(there -> Origins.mayLead(registry, there))
            .orElseThrow(
                () ->
                    failure(
                        registry,
                        Text.of("its `realm` is not a usable address", "其 `realm` 不是可用的地址")));
    Map<String, String> question = new LinkedHashMap<>();
    challenge.find("service").ifPresent(service -> question.put("service", service));
    question.put("scope", challenge.find("scope").filter(s -> scope.isEmpty()).orElse(scope));
    try (Answer answer = sender.send(call(realm, question))) {
      if (answer.status() != 200) {
        throw failure(
            registry,
            Text.of("`%s` answered %d", "`%s` 应答 %d", Origins.display(realm), answer.status()));
      }
      return token(registry, realm, answer);
    }
  }

  private Call call(URI realm, Map<String, String> question) {
    return switch (credentials.orElse(null)) {
      case null -> asked(realm, question);
      case Credentials.Password password -> {
        question.put("account", password.user());
        yield asked(realm, question).with("Authorization", password.basic());
      }
      case Credentials.IdentityToken identity -> {
        question.put("grant_type", "refresh_token");
        question.put("client_id", CLIENT);
        question.put("refresh_token", identity.token());
        yield Call.of("POST", realm, "")
            .with("Content-Type", "application/x-www-form-urlencoded")
            .with(Body.of(form(question).getBytes(StandardCharsets.UTF_8)));
      }
    };
  }

  private static Call asked(URI realm, Map<String, String> question) {
    String text = realm.toString();
    return Call.of("GET", URI.create(text + (text.contains("?") ? "&" : "?") + form(question)), "");
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String token(URI registry, URI realm, Answer answer) throws IOException {
    byte[] bytes =
        answer
            .findBytes(SecretJson.LIMIT)
            .orElseThrow(() -> failure(registry, Text.of("its token is too large", "其令牌过大")));
    JsonNode document = SecretJson.object(Origins.display(realm), bytes);
    return SecretJson.findString(document, "token")
        .or(() -> SecretJson.findString(document, "access_token"))
        .filter(token -> token.chars().allMatch(c -> c > 0x20 && c < 0x7f))
        .orElseThrow(() -> failure(registry, Text.of("it gave no token", "它没有给出令牌")));
  }

  private static FerryException failure(URI registry, Text why) {
    return new FerryException(
            Failure.SOURCE,
            Text.of("Cannot log in to `%s`: %s", "无法登录 `%s`：%s", registry.getRawAuthority(), why))
        .hint(Authorizer.advice(registry));
  }
}
