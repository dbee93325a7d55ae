package dev.ferry.python.pipconfig;

import dev.ferry.python.http.Credentials;
import dev.ferry.python.http.HttpSettings;
import dev.ferry.python.http.Netrc;
import dev.ferry.python.http.ProxyRules;
import dev.ferry.python.http.Trust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * pip's settings that matter to Ferry. Locations may carry user info.
 *
 * @param indexUrl the index that replaces pip's default
 * @param extraIndexUrls asked besides
 * @param findLinks pages, or folders, of links
 * @param noIndex whether only {@code findLinks} are asked
 * @param certificates PEM file of authorities
 * @param clientCertificate PEM file with our certificate and key
 * @param trustedHosts hosts whose certificates are not checked
 * @param proxy for http and https
 * @param timeout of connections and silences
 * @param retries attempts after the first
 */
public record PipConfiguration(
    Optional<String> indexUrl,
    List<String> extraIndexUrls,
    List<String> findLinks,
    boolean noIndex,
    Optional<Path> certificates,
    Optional<Path> clientCertificate,
    Set<String> trustedHosts,
    Optional<String> proxy,
    Optional<Duration> timeout,
    Optional<Integer> retries) {
  /**
   * Reads configuration files and variables.
   *
   * @param home the user's home folder
   * @throws dev.ferry.model.FerryException of kind USAGE if a value is not what its key wants
   */
  public static PipConfiguration discover(Map<String, String> environment, Path home) {
    PipValues values = new PipValues(home);
    for (Path file : PipFiles.of(environment, home)) {
      values.addFile(file);
    }
    values.addEnvironment(environment);
    return values.configuration();
  }

  /** How servers are reached under this configuration and the environment's own variables. */
  public HttpSettings settings(Map<String, String> environment, Path home) {
    return settings(environment, home, Set.of());
  }

  /**
   * The same.
   *
   * @param alsoTrusted further hosts whose certificates are not checked
   */
  public HttpSettings settings(
      Map<String, String> environment, Path home, Set<String> alsoTrusted) {
    Set<String> hosts = new TreeSet<>(trustedHosts);
    alsoTrusted.forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    Trust trust =
        Trust.system(environment)
            .withCertificates(certificates)
            .withClientCertificate(clientCertificate)
            .withTrustedHosts(hosts);
    HttpSettings settings =
        HttpSettings.standard()
            .withTrust(trust)
            .withProxies(new ProxyRules(environment, proxy))
            .withCredentials(new Credentials(Netrc.discover(environment, home)));
    if (timeout.isPresent()) {
      settings = settings.withTimeout(timeout.get());
    }
    return retries.isPresent() ? settings.withAllRetries(retries.get()) : settings;
  }
}
