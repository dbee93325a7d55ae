package dev.ferry.bundle.rehearse;

import dev.ferry.bundle.rehearse.RehearsalResult.Isolation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command where nothing can be fetched: in a network namespace of its own (as root, or as a
 * user through a user namespace), else with proxy variables that lead nowhere.
 */
final class NetworkIsolation {
  private static final List<String> AS_ROOT = List.of("unshare", "-n");
  private static final List<String> AS_USER = List.of("unshare", "-rn");
  private static final String DEAD = "http://127.0.0.1:9";

  private NetworkIsolation() {}

  static Isolation available() {
    return works(AS_ROOT) || works(AS_USER) ? Isolation.NAMESPACE : Isolation.PROXIES;
  }

  /** What stands before the command. The loopback device of the namespace is switched on. */
  static List<String> prefix(Isolation isolation) {
    return switch (isolation) {
      case PROXIES -> List.of();
      case NAMESPACE -> {
        List<String> unshare = works(AS_ROOT) ? AS_ROOT : AS_USER;
        String start = "ip link set lo up 2>/dev/null; exec \"$@\"";
        yield List.of(unshare.get(0), unshare.get(1), "sh", "-c", start, "sh");
      }
    };
  }

  /** An empty home, no credentials, English messages. */
  static void environment(Map<String, String> variables, Isolation isolation, Path home) {
    variables
        .keySet()
        .removeIf(
            name ->
                name.startsWith("PYTHON")
                    || name.startsWith("PIP_")
                    || name.startsWith("XDG_")
                    || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    variables.put("HOME", home.toString());
    variables.put("LC_ALL", "C.UTF-8");
    if (isolation == Isolation.PROXIES) {
      for (String name : List.of("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")) {
        variables.put(name, DEAD);
      }
    }
  }

  private static boolean works(List<String> unshare) {
    try {
      Process process =
          new ProcessBuilder(unshare.get(0), unshare.get(1), "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
