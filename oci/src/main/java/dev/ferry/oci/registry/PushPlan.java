package dev.ferry.oci.registry;

import dev.ferry.oci.Descriptor;
import dev.ferry.oci.archive.ImageGraph;
import dev.ferry.oci.registry.name.ImageName;
import java.util.List;

/**
 * What a push will send.
 *
 * @param name where, and under which tag
 * @param image what
 * @param lacking blobs that the repository does not have
 * @param present blobs that it has
 */
public record PushPlan(
    ImageName name, ImageGraph image, List<Descriptor> lacking, List<Descriptor> present) {
  public PushPlan {
    lacking = List.copyOf(lacking);
    present = List.copyOf(present);
  }

  /** Bytes to send, at most: some may be mounted. */
  public long bytes() {
    return lacking.stream().mapToLong(Descriptor::size).sum();
  }
}
