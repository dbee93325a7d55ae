package dev.ferry.python.http;

import java.time.Duration;

/**
 * How servers are reached.
 *
 * @param connectTimeout for the connection and its TLS handshake
 * @param idleTimeout longest silence within an answer
 * @param retries attempts after the first
 * @param pause before the first retry; doubled for each further one
 * @param patience with a server that says nothing, over all attempts: none begins that could end
 *     later
 * @param connectionsPerHost most connections to one scheme, host and port
 */
public record HttpSettings(
    Duration connectTimeout,
    Duration idleTimeout,
    int retries,
    Duration pause,
    Duration patience,
    int connectionsPerHost,
    Trust trust,
    ProxyRules proxies,
    Credentials credentials) {
  /** Longest wait that a {@code Retry-After} can impose; a longer one is a failure. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /**
   * What holds where nothing is configured. The timeout is pip's, 15 s; pip would wait for six of
   * them, 90 s and more, before it says that nobody answers. Here it is three, 45 s.
   */
  public static HttpSettings standard() {
    return new HttpSettings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(15),
        4,
        Duration.ofMillis(250),
        Duration.ofSeconds(50),
        6,
        Trust.system(),
        ProxyRules.none(),
        Credentials.none());
  }

  public HttpSettings withTimeout(Duration timeout) {
    return new HttpSettings(
        timeout,
        timeout,
        retries,
        pause,
        patience,
        connectionsPerHost,
        trust,
        proxies,
        credentials);
  }

  public HttpSettings withRetries(int count, Duration firstPause) {
    return new HttpSettings(
        connectTimeout,
        idleTimeout,
        count,
        firstPause,
        patience,
        connectionsPerHost,
        trust,
        proxies,
        credentials);
  }

  /** With as many retries as these, however long a server is silent. */
  public HttpSettings withAllRetries(int count) {
    return new HttpSettings(
        connectTimeout,
        idleTimeout,
        count,
        pause,
        Duration.ofDays(1),
        connectionsPerHost,
        trust,
        proxies,
        credentials);
  }

  public HttpSettings withConnectionsPerHost(int count) {
    return new HttpSettings(
        connectTimeout, idleTimeout, retries, pause, patience, count, trust, proxies, credentials);
  }

  public HttpSettings withTrust(Trust other) {
    return new HttpSettings(
        connectTimeout,
        idleTimeout,
        retries,
        pause,
        patience,
        connectionsPerHost,
        other,
        proxies,
        credentials);
  }

  public HttpSettings withProxies(ProxyRules other) {
    return new HttpSettings(
        connectTimeout,
        idleTimeout,
        retries,
        pause,
        patience,
        connectionsPerHost,
        trust,
        other,
        credentials);
  }

  public HttpSettings withCredentials(Credentials other) {
    return new HttpSettings(
        connectTimeout,
        idleTimeout,
        retries,
        pause,
        patience,
        connectionsPerHost,
        trust,
        proxies,
        other);
  }
}
