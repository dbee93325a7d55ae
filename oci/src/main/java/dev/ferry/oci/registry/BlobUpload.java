package dev.ferry.oci.registry;

import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.archive.Extent;
import dev.ferry.oci.registry.UploadSession.Outcome;
import dev.ferry.oci.registry.http.Answer;
import dev.ferry.oci.registry.http.Body;
import dev.ferry.oci.registry.http.Call;
import dev.ferry.oci.registry.http.Transport;
import dev.ferry.oci.registry.name.Repository;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Brings one blob into a repository, whatever breaks on the way, a bounded number of times. */
final class BlobUpload {
  private static final int MOST_BEGINNINGS = 4;

  private final Registry registry;
  private final UploadNotes notes;
  private final Descriptor blob;
  private final Extent bytes;
  private final Progress.Task task;
  private final Pieces pieces;
  private int troubles;
  private Optional<IOException> lastTrouble = Optional.empty();
  private long told;

  BlobUpload(Registry registry, UploadNotes notes, Descriptor blob, Source source, Pieces pieces) {
    this.registry = registry;
    this.notes = notes;
    this.blob = blob;
    this.bytes = source.bytes();
    this.task = source.task();
    this.pieces = pieces;
  }

  /**
   * What is sent.
   *
   * @param task told of bytes as they leave
   */
  record Source(Extent bytes, Progress.Task task) {}

  /**
   * How blobs are cut.
   *
   * @param small blobs up to this many bytes go in one call
   * @param size of a piece, bytes: so much is sent again at most when a registry keeps whole pieces
   *     only
   */
  record Pieces(int small, int size) {
    static final Pieces USUAL = new Pieces(4 << 20, 16 << 20);
  }

  /**
   * How a blob came to be there.
   *
   * @param mounted from another repository
   * @param sent bytes that this run sent and the registry kept
   */
  record Arrived(boolean mounted, long sent) {}

  /**
   * Uploads it.
   *
   * @param from another repository of the registry that may have it
   */
  Arrived run(Optional<Repository> from) {
    try {
      Optional<UploadSession> session = resumed();
      for (int beginning = 0; beginning < MOST_BEGINNINGS; beginning++) {
        if (session.isEmpty()) {
          session = begun(beginning == 0 ? from : Optional.empty());
        }
        if (session.isEmpty()) {
          tell(blob.size());
          return new Arrived(true, 0);
        }
        long resumedAt = session.get().offset();
        if (sent(session.get())) {
          notes.forget(blob.digest());
          tell(blob.size());
          return new Arrived(false, blob.size() - resumedAt);
        }
        notes.forget(blob.digest());
        session = Optional.empty();
      }
      if (lastTrouble.isPresent()) {
        throw lastTrouble.get();
      }
      throw registry
          .problems()
          .failure(what(), Text.of("it lost the upload %d times", "它 %d 次丢失了上传", MOST_BEGINNINGS));
    } catch (IOException broken) {
      throw registry.problems().broken(what(), broken);
    }
  }

  private Optional<UploadSession> resumed() throws IOException {
    var noted = notes.find(blob.digest()).filter(registry.transport()::isOwn);
    return noted.isEmpty()
        ? Optional.empty()
        : UploadSession.resumed(registry, noted.get(), blob.size());
  }

  /** A new upload; nothing where a mount made one unnecessary. */
  private Optional<UploadSession> begun(Optional<Repository> from) throws IOException {
    String mount =
        from.map(other -> "?mount=" + blob.digest() + "&from=" + other.path()).orElse("");
    String scope =
        registry.writeScope()
            + from.map(other -> " repository:" + other.path() + ":pull").orElse("");
    Call call = Call.of("POST", registry.at("blobs/uploads/" + mount), scope);
    try (Answer answer = registry.transport().send(call)) {
      if (answer.status() == 201 && from.isPresent()) {
        return Optional.empty();
      }
      if (answer.status() != 202) {
        throw registry.problems().refused(what(), answer);
      }
      return Optional.of(UploadSession.begun(registry, answer));
    }
  }

  /** Where an upload is after a step. */
  private enum Step {
    MORE,
    FINISHED,
    LOST
  }

  /** Whether the whole blob arrived; if not, the upload is lost. */
  private boolean sent(UploadSession session) throws IOException {
    while (true) {
      Step step;
      try {
        step = step(session);
      } catch (IOException broken) {
        step = after(broken, session);
      }
      if (step != Step.MORE) {
        return step == Step.FINISHED;
      }
    }
  }

  private Step step(UploadSession session) throws IOException {
    long left = blob.size() - session.offset();
    if (left == 0 || (session.offset() == 0 && left <= pieces.small())) {
      Body rest = left == 0 ? Body.NONE : body(0, left);
      Outcome outcome = session.end(blob.digest().toString(), rest);
      return outcome == Outcome.DONE ? Step.FINISHED : Step.LOST;
    }
    long piece = Math.min(left, Math.max(pieces.size(), session.leastChunk()));
    if (session.append(body(session.offset(), piece)) == Outcome.LOST) {
      return Step.LOST;
    }
    troubles = 0;
    if (registry.transport().isOwn(session.location())) {
      notes.put(blob.digest(), session.location());
    }
    return Step.MORE;
  }

  /** After a break: waits, then asks what the registry has. */
  private Step after(IOException broken, UploadSession session) throws IOException {
    Transport transport = registry.transport();
    if (Thread.currentThread().isInterrupted() || troubles >= transport.patience().retries()) {
      throw broken;
    }
    Duration own = transport.patience().pause().multipliedBy(1L << troubles);
    transport.pause(broken instanceof UploadSession.Busy busy ? busy.pause().orElse(own) : own);
    troubles++;
    lastTrouble = Optional.of(broken);
    if (registry.hasBlob(blob, registry.writeScope())) {
      return Step.FINISHED; // The answer was lost, not the upload.
    }
    boolean inPieces = session.offset() > 0 || blob.size() > pieces.small();
    return inPieces && session.ask(blob.size()) == Outcome.DONE ? Step.MORE : Step.LOST;
  }

  private Body body(long from, long count) {
    return new Body(count, () -> bytes.open(from, count), new Meter(from)::moved);
  }

  /** Tells of bytes once, however often they are sent. */
  private final class Meter {
    private long at;

    Meter(long at) {
      this.at = at;
    }

    synchronized void moved(long count) {
      at += count;
      tell(at);
    }
  }

  private synchronized void tell(long reached) {
    if (reached > told) {
      task.advance(reached - told);
      told = reached;
    }
  }

  private Text what() {
    return Problems.send(blob.digest().toString());
  }
}
