package dev.ferry.oci.registry;

import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.registry.http.Answer;
import dev.ferry.oci.registry.http.Call;
import dev.ferry.oci.registry.http.Transport;
import dev.ferry.store.LocalBlobStore;
import dev.ferry.store.Staging;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Brings one blob into the store; what has arrived stays when the connection breaks. */
final class BlobDownload {
  private static final int CHUNK = 1 << 16;

  private final Registry registry;
  private final Descriptor blob;
  private final Progress.Task task;

  BlobDownload(Registry registry, Descriptor blob, Progress.Task task) {
    this.registry = registry;
    this.blob = blob;
    this.task = task;
  }

  void run(LocalBlobStore store) {
    Optional<Staging> staging = store.stage(blob.digest());
    if (staging.isEmpty()) {
      if (store.find(blob.digest(), blob.size()).isEmpty()) {
        throw registry.problems().wrong(what(), blob.size() + " B", "another size");
      }
      task.advance(blob.size());
      return;
    }
    try (Staging partial = staging.get()) {
      if (partial.length() > blob.size()) {
        partial.restart();
      }
      task.advance(partial.length());
      fill(partial);
      var unused = partial.publish(blob.digest());
    }
  }

  private void fill(Staging partial) {
    Transport transport = registry.transport();
    int troubles = 0;
    while (partial.length() < blob.size()) {
      long before = partial.length();
      try {
        fetch(partial);
      } catch (IOException broken) {
        troubles = partial.length() > before ? 0 : troubles + 1;
        if (troubles > transport.patience().retries() || Thread.currentThread().isInterrupted()) {
          throw registry.problems().broken(what(), broken);
        }
        rest(transport, troubles, broken);
      }
    }
  }

  private void rest(Transport transport, int troubles, IOException broken) {
    try {
      transport.pause(transport.patience().pause().multipliedBy(1L << Math.min(troubles, 6)));
    } catch (IOException stopped) {
      throw registry.problems().broken(what(), broken);
    }
  }

  private void fetch(Staging partial) throws IOException {
    Call call = Call.of("GET", registry.at("blobs/" + blob.digest()), registry.readScope());
    if (partial.length() > 0) {
      call = call.with("Range", "bytes=" + partial.length() + "-" + (blob.size() - 1));
    }
    try (Answer answer = registry.transport().send(call)) {
      boolean ranged = answer.status() == 206 && isWhatWasAsked(answer, partial.length());
      if (!ranged && answer.status() != 200 && answer.status() != 416) {
        throw registry.problems().refused(what(), answer);
      }
      if (!ranged && partial.length() > 0) {
        task.advance(-partial.length());
        partial.restart();
      }
      if (answer.status() == 416) {
        throw new IOException("416");
      }
      requireLength(answer, blob.size() - partial.length());
      copy(answer.body(), partial);
    }
  }

  private static boolean isWhatWasAsked(Answer answer, long from) {
    return answer
        .find("Content-Range")
        .filter(r -> r.startsWith("bytes " + from + "-"))
        .isPresent();
  }

  private void requireLength(Answer answer, long want) {
    long length = answer.findLength("Content-Length").orElse(want);
    if (length != want) {
      throw registry.problems().wrong(what(), length + " B", want + " B");
    }
  }

  private void copy(InputStream body, Staging partial) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int count;
    while ((count = body.read(chunk)) >= 0) {
      if (count > blob.size() - partial.length()) {
        task.advance(-partial.length());
        partial.restart();
        throw registry.problems().wrong(what(), "> " + blob.size() + " B", blob.size() + " B");
      }
      partial.append(chunk, 0, count);
      task.advance(count);
    }
    if (partial.length() < blob.size()) {
      throw new IOException("the body ended early");
    }
  }

  private Text what() {
    return Problems.fetch(blob.digest().toString());
  }
}
