package dev.ferry.carry.depot;

import dev.ferry.bundle.read.Problem;
import dev.ferry.carry.inventory.RootKind;
import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state of a depot.
 *
 * @param blobs how many blobs were read
 * @param bytes how many bytes of them
 * @param damaged blobs that changed, and what people call them where it is known
 * @param broken what is not whole any more
 * @param repaired what was put right with what is here
 * @param remarks anything else that is wrong
 */
public record DepotReport(
    int blobs,
    long bytes,
    SortedMap<Digest, String> damaged,
    List<Broken> broken,
    List<Text> repaired,
    List<Text> remarks) {
  public DepotReport {
    damaged = Collections.unmodifiableSortedMap(new TreeMap<>((Map<Digest, String>) damaged));
    broken = List.copyOf(broken);
    repaired = List.copyOf(repaired);
    remarks = List.copyOf(remarks);
  }

  /** Whether nothing has to be brought again. */
  public boolean isClean() {
    return damaged.isEmpty() && broken.isEmpty() && remarks.isEmpty();
  }

  /**
   * A bundle, image or file that is not whole.
   *
   * @param kind what it is
   * @param name in the depot
   * @param digest of its root, where anybody knows it
   * @param missing blobs to bring again
   * @param problems with its files, where they are none of missing blobs
   */
  public record Broken(
      RootKind kind,
      String name,
      Optional<Digest> digest,
      List<Digest> missing,
      List<Problem> problems) {
    public Broken {
      missing = List.copyOf(missing);
      problems = List.copyOf(problems);
    }
  }
}
