package dev.ferry.oci.registry.http;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a person said about a registry.
 *
 * @param plainHttp whether http is fine although the registry is not on this machine
 * @param authorities a PEM file of certificate authorities beside the system's
 * @param environment variables: proxies, {@code SSL_CERT_FILE}, places of {@code auth.json}
 * @param patience how long it is waited for
 */
public record RegistrySettings(
    boolean plainHttp,
    Optional<Path> authorities,
    Map<String, String> environment,
    Patience patience) {
  public RegistrySettings {
    environment = Map.copyOf(environment);
  }
}
