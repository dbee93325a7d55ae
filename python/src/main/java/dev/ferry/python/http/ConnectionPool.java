package dev.ferry.python.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** Connections that wait for their next request, and a limit to how many an origin has at once. */
final class ConnectionPool implements AutoCloseable {
  private record Host(Semaphore permits, Deque<Connection> idle) {}

  private final Map<Origin, Host> hosts = new ConcurrentHashMap<>();
  private final Connector connector;
  private final int perHost;

  ConnectionPool(Connector connector, int perHost) {
    this.connector = connector;
    this.perHost = perHost;
  }

  /** Waits until fewer than the most connections are busy; {@link #take} must follow. */
  void enter(Origin origin) throws IOException {
    try {
      host(origin).permits.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /**
   * After {@link #enter}: a connection of our own until it is given back or closed; {@link #leave}
   * must follow, except where this fails.
   */
  Connection take(Origin origin) throws IOException {
    Host host = host(origin);
    try {
      for (Connection idle = host.idle.pollFirst(); idle != null; idle = host.idle.pollFirst()) {
        if (!idle.stale()) {
          return idle;
        }
        idle.close();
      }
      return connector.open(origin);
    } catch (IOException | RuntimeException e) {
      host.permits.release();
      throw e;
    }
  }

  /** A fresh one in place of one that the server has closed meanwhile. */
  Connection replace(Origin origin, Connection gone) throws IOException {
    gone.close();
    return connector.open(origin);
  }

  void giveBack(Origin origin, Connection connection) {
    connection.rest();
    host(origin).idle.addFirst(connection);
    leave(origin);
  }

  void leave(Origin origin) {
    host(origin).permits.release();
  }

  private Host host(Origin origin) {
    return hosts.computeIfAbsent(
        origin, any -> new Host(new Semaphore(perHost), new ConcurrentLinkedDeque<>()));
  }

  @Override
  public void close() {
    for (Host host : hosts.values()) {
      for (Connection idle = host.idle.pollFirst(); idle != null; idle = host.idle.pollFirst()) {
        idle.close();
      }
    }
  }
}
