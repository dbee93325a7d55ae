package dev.ferry.python.index;

import dev.ferry.python.http.Credentials;
import dev.ferry.python.http.Locations;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a location has beyond scheme, host and path: user info and query tokens. They are needed to
 * fetch and must not be seen, so everybody else holds the bare location and only the fetch asks for
 * the whole one.
 */
final class Secrets {
  private final Credentials credentials;
  private final Map<URI, URI> queries = new ConcurrentHashMap<>();

  Secrets(Credentials credentials) {
    this.credentials = credentials;
  }

  /** The bare location; what was taken away is remembered. */
  URI keep(URI location) {
    if (location.getRawUserInfo() == null && location.getRawQuery() == null) {
      return location.getRawFragment() == null ? location : Locations.bare(location);
    }
    URI sendable = credentials.keep(location);
    URI bare = Locations.bare(sendable);
    if (sendable.getRawQuery() != null) {
      queries.put(bare, sendable);
    }
    return bare;
  }

  /** The location as it is sent. */
  URI sendable(URI bare) {
    return queries.getOrDefault(bare, bare);
  }

  /** Whether any of these has a query that must not reach a cache. */
  boolean hasQuery(Iterable<IndexFile> files) {
    if (queries.isEmpty()) {
      return false;
    }
    for (IndexFile file : files) {
      if (queries.containsKey(file.location())) {
        return true;
      }
    }
    return false;
  }
}
