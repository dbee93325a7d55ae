package dev.ferry.image.parity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Variables that decide how Paddle, MKL and OpenMP compute, the same for both sides.
 *
 * @param onednn the switch
 * @param threads of one operator, 1 where results must not depend on the machine
 */
public record PinnedEnvironment(Onednn onednn, int threads) {
  /** What a shell may hold from elsewhere and would change the computing or the imports. */
  private static final List<String> REMOVED =
      List.of("FLAGS_", "OMP_", "MKL_", "KMP_", "DNNL_", "ONEDNN_", "OPENBLAS_", "PYTHON");

  /** Variables and values, sorted. */
  public Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    String on = onednn == Onednn.ON ? "1" : "0";
    variables.put("FLAGS_use_mkldnn", on); // The name up to Paddle 3.2.
    variables.put("FLAGS_use_onednn", on);
    variables.put("FLAGS_cpu_deterministic", "1");
    for (String name :
        List.of(
            "FLAGS_paddle_num_threads",
            "OMP_NUM_THREADS",
            "MKL_NUM_THREADS",
            "OPENBLAS_NUM_THREADS")) {
      variables.put(name, Integer.toString(threads));
    }
    variables.put("GLOG_minloglevel", "1");
    variables.put("LC_ALL", "C.UTF-8");
    return variables;
  }

  void applyTo(Map<String, String> environment) {
    environment.keySet().removeIf(name -> REMOVED.stream().anyMatch(name::startsWith));
    environment.putAll(variables());
  }
}
