package dev.ferry.image.proof;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Variables that make two runs comparable. A case's own variables stand over them. */
public final class Pinned {
  private static final SortedMap<String, String> VARIABLES =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.ofEntries(
                  // Sums depend on how many threads share them.
                  Map.entry("OMP_NUM_THREADS", "1"),
                  Map.entry("MKL_NUM_THREADS", "1"),
                  Map.entry("OPENBLAS_NUM_THREADS", "1"),
                  Map.entry("CPU_NUM", "1"),
                  // With oneDNN and without, Paddle's own kernels give other last digits.
                  Map.entry("FLAGS_use_mkldnn", "0"),
                  Map.entry("FLAGS_use_onednn", "0"),
                  Map.entry("TF_ENABLE_ONEDNN_OPTS", "0"),
                  Map.entry("FLAGS_cudnn_deterministic", "1"),
                  Map.entry("FLAGS_embedding_deterministic", "1"),
                  Map.entry("TF_DETERMINISTIC_OPS", "1"),
                  Map.entry("CUBLAS_WORKSPACE_CONFIG", ":4096:8"),
                  // For applications that draw numbers: take the seed from here.
                  Map.entry("FERRY_SEED", "0"),
                  Map.entry("PYTHONHASHSEED", "0"),
                  Map.entry("LANG", "C.UTF-8"),
                  Map.entry("LC_ALL", "C.UTF-8"),
                  Map.entry("TZ", "UTC"))));

  private Pinned() {}

  /** All of them. */
  public static SortedMap<String, String> variables() {
    return VARIABLES;
  }
}
