package dev.ferry.oci.registry.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What proves to a registry who we are. The secret never shows in a message. */
public sealed interface Credentials {
  /**
   * A name and a password or access token.
   *
   * @param user without a colon
   */
  record Password(String user, String secret) implements Credentials {
    /** The value of {@code Authorization} (RFC 7617). */
    public String basic() {
      return "Basic "
          + Base64.getEncoder()
              .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return user + ":***";
    }
  }

  /**
   * A token that is exchanged for access tokens (OAuth 2 refresh token).
   *
   * @param token opaque
   */
  record IdentityToken(String token) implements Credentials {
    @Override
    public String toString() {
      return "***";
    }
  }
}
