package dev.ferry.python.http;

import java.time.Duration;

/**
 * How servers are reached.
 *
 * @param connectTimeout for the connection and its TLS handshake
 * @param idleTimeout longest silence within an answer
 * @param retries attempts after the first
 * @param pause before the first retry; doubled for each further one
 * @param connectionsPerHost most connections to one scheme, host and port
 */
public record HttpSettings(
    Duration connectTimeout,
    Duration idleTimeout,
    int retries,
    Duration pause,
    int connectionsPerHost,
    Trust trust,
    ProxyRules proxies,
    Credentials credentials) {
  /** Longest wait that a {@code Retry-After} can impose; a longer one is a failure. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** What holds where nothing is configured; pip's timeouts. */
  public static HttpSettings standard() {
    return new HttpSettings(
        Duration.ofSeconds(15),
        Duration.ofSeconds(15),
        4,
        Duration.ofMillis(250),
        6,
        Trust.system(),
        ProxyRules.none(),
        Credentials.none());
  }

  public HttpSettings withTimeout(Duration timeout) {
    return new HttpSettings(
        timeout, timeout, retries, pause, connectionsPerHost, trust, proxies, credentials);
  }

  public HttpSettings withRetries(int count, Duration firstPause) {
    return new HttpSettings(
        connectTimeout,
        idleTimeout,
        count,
        firstPause,
        connectionsPerHost,
        trust,
        proxies,
        credentials);
  }

  public HttpSettings withConnectionsPerHost(int count) {
    return new HttpSettings(
        connectTimeout, idleTimeout, retries, pause, count, trust, proxies, credentials);
  }

  public HttpSettings withTrust(Trust other) {
    return new HttpSettings(
        connectTimeout,
        idleTimeout,
        retries,
        pause,
        connectionsPerHost,
        other,
        proxies,
        credentials);
  }

  public HttpSettings withProxies(ProxyRules other) {
    return new HttpSettings(
        connectTimeout, idleTimeout, retries, pause, connectionsPerHost, trust, other, credentials);
  }

  public HttpSettings withCredentials(Credentials other) {
    return new HttpSettings(
        connectTimeout, idleTimeout, retries, pause, connectionsPerHost, trust, proxies, other);
  }
}
