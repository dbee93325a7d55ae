package dev.ferry.python.http;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** A {@link Fetcher} over sockets. */
public final class HttpFetcher implements Fetcher {
  /** How long a body may crawl, however long a silence may last. */
  private static final Duration LONGEST_CRAWL = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpSettings settings;
  private final Connector connector;
  private final ConnectionPool pool;
  private final AtomicLong received = new AtomicLong();
  private final Silences silences = new Silences();
  private final Waits waits;

  public HttpFetcher(HttpSettings settings) {
    this(settings, Progress.NONE);
  }

  /**
   * @param progress hears which server does not answer
   */
  public HttpFetcher(HttpSettings settings, Progress progress) {
    this(settings, progress, PATIENCE);
  }

  HttpFetcher(HttpSettings settings, Progress progress, Duration patience) {
    this.waits = new Waits(progress, patience);
    this.settings = settings;
    this.connector = new Connector(settings);
    this.pool = new ConnectionPool(connector, settings.connectionsPerHost());
  }

  /** Loads certificates and TLS classes on another thread while the caller does something else. */
  public void warmUp() {
    Thread.ofPlatform().daemon().name("tls").start(() -> connector.tls().prepare());
  }

  @Override
  public long received() {
    return received.get();
  }

  @Override
  public Response open(Request request) {
    return attempt(request, new Attempts());
  }

  @Override
  public Reply fetch(Request request) {
    Attempts attempts = new Attempts();
    while (true) {
      try (Response response = attempt(request, attempts)) {
        byte[] body = response.body().readAllBytes();
        return new Reply(response.status(), response.headers(), response.location(), body);
      } catch (IOException e) {
        giveUpOrWait(request, e, attempts);
      }
    }
  }

  @Override
  public void close() {
    waits.close();
    pool.close();
  }

  private Response attempt(Request request, Attempts attempts) {
    while (true) {
      try {
        Response response = follow(request);
        if (acceptable(request, response.status())) {
          return response;
        }
        response.close();
        refuseOrWait(request, response, attempts);
      } catch (IOException e) {
        giveUpOrWait(request, e, attempts);
      }
    }
  }

  private static boolean acceptable(Request request, int status) {
    boolean definite = status / 100 == 2 || status == 304 || status == 404 || status == 410;
    boolean aboutRange = status == 416 || status == 400 || status == 405 || status == 501;
    boolean probing = request.method().equals("HEAD") || request.ranged();
    return definite || (aboutRange && probing);
  }

  private Response follow(Request request) throws IOException {
    Request at = request;
    for (int redirects = 0; redirects <= RedirectRule.LIMIT; redirects++) {
      Response response = send(at);
      if (!RedirectRule.isRedirect(response.status())) {
        return response;
      }
      response.close();
      at = at.at(RedirectRule.next(at.location(), response.headers()));
    }
    throw RedirectRule.tooMany(request.location());
  }

  private Response send(Request request) throws IOException {
    Origin origin = Origin.of(request.location());
    pool.enter(origin);
    try {
      silences.check(origin);
    } catch (IOException silent) {
      pool.leave(origin);
      throw silent;
    }
    boolean answered = false;
    Object wait = waits.begin(origin, request.location());
    try {
      Connection connection = pool.take(origin);
      Response response = exchange(request, origin, connection);
      answered = true;
      silences.answered(origin);
      return response;
    } finally {
      waits.end(wait, answered);
    }
  }

  private Response exchange(Request request, Origin origin, Connection taken) throws IOException {
    Connection connection = taken;
    try {
      Connection.Head head;
      try {
        head = connection.exchange(RequestHead.of(request, origin, connection, settings), true);
      } catch (IOException e) {
        if (!connection.used() || e instanceof java.net.SocketTimeoutException) {
          throw e;
        }
        connection = pool.replace(origin, connection);
        head = connection.exchange(RequestHead.of(request, origin, connection, settings), true);
      }
      return response(request, origin, connection, head);
    } catch (IOException | RuntimeException e) {
      connection.close();
      pool.leave(origin);
      throw e;
    }
  }

  private Response response(
      Request request, Origin origin, Connection connection, Connection.Head head)
      throws IOException {
    boolean bodiless =
        request.method().equals("HEAD") || head.status() == 204 || head.status() == 304;
    long window = Math.min(settings.idleTimeout().toNanos(), LONGEST_CRAWL.toNanos());
    BodyStream raw = bodiless ? null : new BodyStream(head, connection.in(), window, received);
    InputStream body = raw == null ? InputStream.nullInputStream() : raw;
    boolean zipped = raw != null && head.headers().lists("Content-Encoding", "gzip");
    Runnable end =
        () -> {
          if (head.keepsAlive() && (raw == null || drained(raw))) {
            pool.giveBack(origin, connection);
          } else {
            connection.close();
            pool.leave(origin);
          }
        };
    InputStream plain = zipped ? new GZIPInputStream(body, 16 << 10) : body;
    InputStream limited = raw == null ? plain : new LimitedStream(plain, request.limit());
    return new Response(head.status(), head.headers(), request.location(), limited, new Once(end));
  }

  /** The few bytes that may be left are cheaper to read than a new connection is to make. */
  private static boolean drained(BodyStream body) {
    try {
      for (int reads = 0; reads < 4 && !body.finished(); reads++) {
        if (body.read(new byte[4096]) < 0) {
          break;
        }
      }
      return body.finished();
    } catch (IOException broken) {
      return false;
    }
  }

  private void refuseOrWait(Request request, Response response, Attempts attempts) {
    int status = response.status();
    boolean passing = status == 429 || status == 408 || (status / 100 == 5 && status != 501);
    Duration asked =
        Pauses.asked(response.headers(), Instant.now())
            .orElseGet(() -> Pauses.before(attempts.retries(), settings.pause()));
    boolean tooLong = asked.compareTo(HttpSettings.LONGEST_WAIT) > 0;
    if (!passing || attempts.retries() >= settings.retries() || tooLong) {
      throw FetchFailure.status(request.location(), status, passing && tooLong, asked);
    }
    pause(request.location(), asked);
    attempts.next();
  }

  private void giveUpOrWait(Request request, IOException e, Attempts attempts) {
    boolean interrupted =
        e instanceof java.io.InterruptedIOException
            && !(e instanceof java.net.SocketTimeoutException);
    Origin origin = Origin.of(request.location());
    if (interrupted || !attempts.mayGoOn(e, settings) || silences.isSilent(origin)) {
      if (Attempts.isSilence(e)) {
        silences.gaveUp(origin, attempts.start());
      }
      throw FetchFailure.broken(request.location(), e, attempts);
    }
    pause(request.location(), Pauses.before(attempts.retries(), settings.pause()));
    attempts.next();
  }

  private static void pause(URI location, Duration pause) {
    try {
      Pauses.sleep(pause);
    } catch (IOException e) {
      throw new FerryException(
          Failure.SOURCE,
          Text.of("Cannot fetch `%s`: interrupted", "无法获取 `%s`：被中断", Locations.display(location)),
          e);
    }
  }

  /** Closing twice is harmless. */
  private static final class Once implements Runnable {
    private final java.util.concurrent.atomic.AtomicBoolean done =
        new java.util.concurrent.atomic.AtomicBoolean();
    private final Runnable end;

    Once(Runnable end) {
      this.end = end;
    }

    @Override
    public void run() {
      if (done.compareAndSet(false, true)) {
        end.run();
      }
    }
  }
}
