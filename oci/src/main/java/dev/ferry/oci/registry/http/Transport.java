package dev.ferry.oci.registry.http;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.registry.auth.AuthFiles;
import dev.ferry.oci.registry.name.Repository;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/** The way to one registry. For many threads. */
public final class Transport implements AutoCloseable {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Duration CONNECT = Duration.ofSeconds(15);

  private final URI registry;
  private final Patience patience;
  private final HttpClient client;
  private final Exchanges exchanges;
  private final Authorizer authorizer;

  private Transport(Repository repository, RegistrySettings settings) {
    boolean plain = settings.plainHttp() || repository.isLoopback();
    this.registry = URI.create((plain ? "http" : "https") + "://" + repository.host() + "/");
    this.patience = settings.patience();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .proxy(new EnvironmentProxies(settings.environment()))
            .sslContext(new TlsSetup(repository, settings).context());
    this.client = builder.build();
    this.exchanges = new Exchanges(client, patience);
    this.authorizer =
        new Authorizer(
            registry,
            AuthFiles.usual(settings.environment()).find(repository),
            call -> follow(call, Optional.empty()));
  }

  /** Prepares the way; nothing is sent yet. */
  public static Transport open(Repository repository, RegistrySettings settings) {
    return new Transport(repository, settings);
  }

  /** An address in the registry. */
  public URI at(String path) {
    return registry.resolve(path);
  }

  public Patience patience() {
    return patience;
  }

  /**
   * Whether a place that the registry names is its own, where credentials may go.
   *
   * @param location absolute
   */
  public boolean isOwn(URI location) {
    return Origins.same(registry, location);
  }

  /**
   * Sends a call.
   *
   * @return the answer, whatever its status, but no redirect and no 401
   * @throws IOException where the connection breaks and the call may not, or not again, be repeated
   * @throws FerryException where the registry cannot be reached, lets nobody in, or asks to come
   *     back too late
   */
  public Answer send(Call call) throws IOException {
    for (int retry = 0; ; retry++) {
      boolean last = !call.repeatable() || retry >= patience.retries();
      Duration pause = patience.pauseBefore(retry);
      try {
        Answer answer = authorized(call);
        if (!PASSING.contains(answer.status()) || last) {
          return answer;
        }
        pause = answer.findRetryAfter().orElse(pause);
        answer.close();
      } catch (SSLHandshakeException untrusted) {
        throw Faults.tls(registry, untrusted);
      } catch (InterruptedIOException stopped) {
        if (last || Thread.currentThread().isInterrupted()) {
          throw stopped;
        }
      } catch (IOException broken) {
        if (last) {
          throw broken;
        }
      }
      pause(pause);
    }
  }

  /**
   * Waits before something is tried again.
   *
   * @throws FerryException if that is longer than anybody waits
   */
  public void pause(Duration time) throws InterruptedIOException {
    if (time.compareTo(patience.longest()) > 0) {
      throw new FerryException(
              Failure.SOURCE,
              Text.of(
                  "Cannot use `%s` now: it asks to come back in %d s",
                  "暂时无法使用 `%s`：它要求 %d 秒后再来", registry.getRawAuthority(), time.toSeconds()))
          .hint(Text.of("The same command goes on from here", "稍后重新执行同一命令即可继续"));
    }
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }

  private Answer authorized(Call call) throws IOException {
    Optional<String> sent = authorizer.find(call.scope());
    Answer answer = follow(call, sent);
    if (answer.status() != 401) {
      return answer;
    }
    List<String> challenges = answer.all("WWW-Authenticate");
    answer.close();
    authorizer.answer(challenges, call.scope(), sent);
    Answer second = follow(call, authorizer.find(call.scope()));
    if (second.status() == 401) {
      second.close();
      throw authorizer.denied();
    }
    return second;
  }

  private Answer follow(Call first, Optional<String> authorization) throws IOException {
    Call call = first;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      Answer answer =
          exchanges.send(call, isOwn(call.location()) ? authorization : Optional.empty());
      if (!REDIRECTS.contains(answer.status())) {
        return answer;
      }
      answer.close();
      call = next(call, answer);
    }
    throw Faults.redirect(
        first.location(), Text.of("more than %d redirects", "重定向超过 %d 次", MOST_REDIRECTS));
  }

  private static Call next(Call call, Answer answer) {
    URI from = call.location();
    URI to =
        answer
            .findLocation()
            .orElseThrow(
                () ->
                    Faults.redirect(
                        from,
                        Text.of("a redirect without a usable `Location`", "重定向缺少可用的 `Location`")));
    if (!Origins.mayLead(from, to)) {
      throw Faults.redirect(
          from, Text.of("https may not lead to `%s`", "https 不得转到 `%s`", Origins.display(to)));
    }
    boolean repeats = answer.status() == 307 || answer.status() == 308;
    if (!repeats && !call.method().equals("GET") && !call.method().equals("HEAD")) {
      throw Faults.redirect(
          from,
          Text.of("it answers %s with %d", "它以 %2$d 应答 %1$s", call.method(), answer.status()));
    }
    boolean leaves = !Origins.same(from, to) && call.headers().containsKey("Authorization");
    return leaves ? withoutCredentials(call).at(to) : call.at(to);
  }

  /** A token server that sends us elsewhere gets no password there. */
  private static Call withoutCredentials(Call call) {
    java.util.Map<String, String> headers = new java.util.TreeMap<>(call.headers());
    headers.remove("Authorization");
    return new Call(
        call.method(),
        call.location(),
        headers,
        call.body(),
        call.scope(),
        call.repeatable(),
        call.silence());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
