package dev.ferry.image.layers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** How seldom wheels change, by a list of names ({@code layer-order.txt}). */
final class LayerOrder {
  private static final String REST = "...";

  private final List<String> patterns;

  private LayerOrder(List<String> patterns) {
    this.patterns = patterns;
  }

  static LayerOrder read() {
    try (InputStream in =
        Objects.requireNonNull(LayerOrder.class.getResourceAsStream("layer-order.txt"))) {
      return new LayerOrder(
          new String(in.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one that changes more seldom first; then by name. */
  Comparator<String> comparator() {
    return Comparator.comparingInt(this::rank).thenComparing(Comparator.naturalOrder());
  }

  private int rank(String name) {
    for (int i = 0; i < patterns.size(); i++) {
      String pattern = patterns.get(i);
      boolean matches =
          pattern.endsWith("*")
              ? name.startsWith(pattern.substring(0, pattern.length() - 1))
              : name.equals(pattern);
      if (matches) {
        return i;
      }
    }
    return patterns.indexOf(REST);
  }
}
