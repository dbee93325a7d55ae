package dev.ferry.delta.generate;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.container.RecordText;
import dev.ferry.delta.container.RecordText.Values;
import dev.ferry.delta.container.ZipOutline.Located;
import dev.ferry.delta.format.OldRef;
import dev.ferry.delta.format.Piece;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans the list of files of a wheel: digests of files that are made anew are taken out, and those
 * of the old list put there, if every one of them is right.
 */
final class FileListPlanner {
  private static final String NAME = ".dist-info/RECORD";
  private static final long MOST = 64L << 20;

  private final ZipPlanner zip;

  FileListPlanner(ZipPlanner zip) {
    this.zip = zip;
  }

  Optional<Piece> findPlan(Located entry, Optional<OldRef> old) throws IOException {
    FreshEntry list = zip.changed().get(entry);
    String path = OldZip.path(entry, zip.zip());
    if (list == null || !path.endsWith(NAME) || list.content().size() > MOST || !list.anew()) {
      return Optional.empty();
    }
    Optional<OldRef> counterpart =
        old.isPresent() && zip.planner().old().isSound(old.get()) ? old : Optional.empty();
    Map<String, Values> right = right(entry);
    byte[] text = new byte[(int) list.content().size()];
    list.content().copy(0, text, 0, text.length);
    Set<String> wrong = new HashSet<>();
    RecordText.read(
        text,
        (file, values) -> {
          if (right.containsKey(file) && !values.equals(right.get(file))) {
            wrong.add(file);
          }
        });
    if (!wrong.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Values> before =
        counterpart.isPresent() ? zip.old().orElseThrow().fileList(counterpart.get()) : Map.of();
    byte[] blank =
        RecordText.replace(
            text,
            file -> right.containsKey(file) ? Optional.of(before(file, before)) : Optional.empty());
    Bytes bytes = ArrayBytes.of(blank);
    return Optional.of(
        new Piece.FileList(
            counterpart.isPresent()
                ? zip.planner().pools().member(counterpart.get(), bytes)
                : zip.planner().pools().literal(bytes)));
  }

  private Map<String, Values> right(Located list) {
    Map<String, Values> right = new HashMap<>();
    zip.changed().entrySet().stream()
        .filter(one -> one.getValue().anew() && !one.getKey().equals(list))
        .sorted((a, b) -> Long.compare(a.getKey().header(), b.getKey().header()))
        .forEach(one -> right.put(OldZip.path(one.getKey(), zip.zip()), one.getValue().values()));
    return right;
  }

  private Values before(String file, Map<String, Values> before) {
    return zip.old()
        .flatMap(old -> old.findCounterpart(file).map(old::pathOf))
        .map(before::get)
        .orElse(Values.EMPTY);
  }
}
