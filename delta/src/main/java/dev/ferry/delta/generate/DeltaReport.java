package dev.ferry.delta.generate;

import dev.ferry.delta.format.DeltaHeader;
import java.util.List;

/**
 * What was made.
 *
 * @param header the header of the delta
 * @param size bytes of the delta file
 * @param streams what each stream costs, largest first
 * @param copied bytes of the new file that are copied from the old one as they are
 * @param nativeCode bytes of native libraries that were coded by themselves
 */
public record DeltaReport(
    DeltaHeader header, long size, List<StreamCost> streams, long copied, long nativeCode) {
  public DeltaReport {
    streams = List.copyOf(streams);
  }

  /**
   * The cost of one stream.
   *
   * @param name of the kind
   * @param method how it is packed
   * @param raw bytes before packing
   * @param packed bytes in the delta
   */
  public record StreamCost(String name, String method, long raw, long packed) {}
}
