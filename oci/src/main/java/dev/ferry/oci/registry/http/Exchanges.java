package dev.ferry.oci.registry.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One request and its answer, as {@code java.net.http} sends them, watched for silence. */
final class Exchanges {
  private static final String AGENT = "ferry";

  private final HttpClient client;
  private final Patience patience;

  Exchanges(HttpClient client, Patience patience) {
    this.client = client;
    this.patience = patience;
  }

  /** Sends a call to where it says, and follows nothing. */
  Answer send(Call call, Optional<String> authorization) throws IOException {
    Duration silence = call.silence().orElse(patience.silence());
    CompletableFuture<HttpResponse<InputStream>> future = new CompletableFuture<>();
    try (Stall stall = new Stall(silence, () -> future.cancel(true))) {
      HttpRequest request = request(call, authorization, stall);
      CompletableFuture<HttpResponse<InputStream>> sending =
          client.sendAsync(request, BodyHandlers.ofInputStream());
      var unused =
          sending.whenComplete(
              (answer, failure) -> {
                if (failure != null) {
                  future.completeExceptionally(failure);
                } else if (!future.complete(answer)) {
                  closeQuietly(answer.body());
                }
              });
      return answer(future, sending, stall);
    }
  }

  private Answer answer(
      CompletableFuture<HttpResponse<InputStream>> future,
      CompletableFuture<HttpResponse<InputStream>> sending,
      Stall stall)
      throws IOException {
    try {
      HttpResponse<InputStream> response = future.get();
      return new Answer(
          response.statusCode(),
          response.uri(),
          response.headers(),
          new WatchedBody(response.body(), patience.silence()));
    } catch (CancellationException ended) {
      sending.cancel(true);
      throw new SocketTimeoutException(stall.happened() ? "no answer" : "cancelled");
    } catch (ExecutionException failure) {
      throw cause(failure);
    } catch (InterruptedException stopped) {
      sending.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }

  private static IOException cause(ExecutionException failure) {
    return failure.getCause() instanceof IOException broken
        ? broken
        : new IOException(String.valueOf(failure.getCause()), failure);
  }

  private static HttpRequest request(Call call, Optional<String> authorization, Stall stall) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(call.location()).method(call.method(), publisher(call, stall));
    builder.header("User-Agent", AGENT);
    call.headers().forEach(builder::header);
    authorization.ifPresent(value -> builder.setHeader("Authorization", value));
    return builder.build();
  }

  private static BodyPublisher publisher(Call call, Stall stall) {
    Body body = call.body();
    if (body.size() == 0) {
      boolean wantsLength = !call.method().equals("GET") && !call.method().equals("HEAD");
      return wantsLength ? BodyPublishers.ofByteArray(new byte[0]) : BodyPublishers.noBody();
    }
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() -> open(body, stall)), body.size());
  }

  private static InputStream open(Body body, Stall stall) {
    try {
      return new Counting(body.source().open(), body, stall);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException broken) {
      // Nobody waits for it.
    }
  }

  /** Tells of what is read from it, to be sent. */
  private static final class Counting extends FilterInputStream {
    private final Body body;
    private final Stall stall;

    Counting(InputStream in, Body body, Stall stall) {
      super(in);
      this.body = body;
      this.stall = stall;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      int got = in.read(bytes, from, count);
      if (got > 0) {
        stall.moved(got);
        body.sent().accept(got);
      }
      return got;
    }
  }
}
