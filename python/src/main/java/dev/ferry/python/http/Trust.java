package dev.ferry.python.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which servers are believed to be who they say.
 *
 * @param certificates PEM file of authorities that replaces the system's (pip's {@code cert})
 * @param systemCertificates PEM files that stand for the system's authorities; those that do not
 *     exist are passed over, and the Java runtime's own are always there
 * @param clientCertificate PEM file with our certificate and its unencrypted private key
 * @param trustedHosts {@code host} or {@code host:port} whose certificates are not checked
 */
public record Trust(
    Optional<Path> certificates,
    List<Path> systemCertificates,
    Optional<Path> clientCertificate,
    Set<String> trustedHosts) {
  /** Where Debian and its kin, and RHEL and its kin, keep their authorities. */
  private static final List<Path> USUAL =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"));

  public Trust {
    systemCertificates = List.copyOf(systemCertificates);
    trustedHosts = Set.copyOf(trustedHosts);
  }

  /** The system's authorities. */
  public static Trust system() {
    return new Trust(Optional.empty(), USUAL, Optional.empty(), Set.of());
  }

  /** The system's authorities, or those that {@code SSL_CERT_FILE} names. */
  public static Trust system(Map<String, String> environment) {
    String file = environment.getOrDefault("SSL_CERT_FILE", "");
    return new Trust(
        Optional.empty(),
        file.isBlank() ? USUAL : List.of(Path.of(file)),
        Optional.empty(),
        Set.of());
  }

  public Trust withCertificates(Optional<Path> pem) {
    return new Trust(pem, systemCertificates, clientCertificate, trustedHosts);
  }

  public Trust withClientCertificate(Optional<Path> pem) {
    return new Trust(certificates, systemCertificates, pem, trustedHosts);
  }

  public Trust withTrustedHosts(Set<String> hosts) {
    return new Trust(certificates, systemCertificates, clientCertificate, hosts);
  }

  boolean trusts(Origin origin) {
    return trustedHosts.contains(origin.host())
        || trustedHosts.contains(origin.host() + ":" + origin.port());
  }
}
