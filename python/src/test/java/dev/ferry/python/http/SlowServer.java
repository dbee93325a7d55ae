package dev.ferry.python.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that accepts every connection and then says nothing, or one letter at a time. */
final class SlowServer implements AutoCloseable {
  private final ServerSocket server;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final String atOnce;
  private final String letter;
  private final int silent;

  private SlowServer(String atOnce, String letter, int silent) {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.atOnce = atOnce;
    this.letter = letter;
    this.silent = silent;
    Thread.ofVirtual().start(this::accept);
  }

  static SlowServer silent() {
    return new SlowServer("", "", Integer.MAX_VALUE);
  }

  /** Silent to so many connections, and then quick. */
  static SlowServer silentAtFirst(int connections) {
    return new SlowServer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "", connections);
  }

  /** Sends something and then one letter after the other, for ever. */
  static SlowServer dripping(String atOnce) {
    return new SlowServer(atOnce, "a", 0);
  }

  URI location() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/simple/demo/");
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        int number = connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket, number));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      if (number > silent) {
        out.write(atOnce.getBytes(StandardCharsets.ISO_8859_1));
      }
      while (!letter.isEmpty()) {
        out.write(letter.getBytes(StandardCharsets.ISO_8859_1));
        Thread.sleep(10);
      }
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException | InterruptedException gone) {
      // The client has given up, which is what the test wants.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
