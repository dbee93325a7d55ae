package dev.ferry.delta.apply;

import dev.ferry.delta.format.Piece;
import dev.ferry.delta.format.ZipEntry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Deflates ahead of the writer, on several threads: the outermost deflated pieces in their order,
 * so many at a time that what waits for the writer does not fill memory.
 */
final class Ahead implements Assembler.Deflating, AutoCloseable {
  private static final int WAITING = 32;

  private final Assembler assembler;
  private final ExecutorService threads;
  private final List<Job> jobs = new ArrayList<>();
  private final Deque<Future<Rebuilt>> begun = new ArrayDeque<>();
  private int next;

  private record Job(Piece.Deflated piece, FileLists lists) {}

  Ahead(Assembler assembler, Parts parts, Piece content, int threads) {
    this.assembler = assembler;
    this.threads =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("deflate-", 0).factory());
    collect(content, parts, FileLists.NONE);
  }

  private void collect(Piece piece, Parts parts, FileLists lists) {
    switch (piece) {
      case Piece.Deflated deflated -> jobs.add(new Job(deflated, lists));
      case Piece.Group group -> group.pieces().forEach(part -> collect(part, parts, lists));
      case Piece.Zip zip -> {
        FileLists own = FileLists.of(assembler, zip, parts.skeletons().get(zip.directory()));
        for (ZipEntry entry : zip.entries()) {
          // What is stored and made anew is put together by the writer, in one piece.
          if (!entry.traits().values() || entry.data() instanceof Piece.Deflated) {
            collect(entry.data(), parts, own);
          }
        }
      }
      default -> {}
    }
  }

  @Override
  public Rebuilt rebuilt(Piece.Deflated piece, FileLists lists) throws IOException {
    while (next < jobs.size() && begun.size() < WAITING) {
      Job job = jobs.get(next++);
      begun.add(threads.submit(() -> assembler.deflate(job.piece(), job.lists())));
    }
    return Results.await(begun.remove());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
