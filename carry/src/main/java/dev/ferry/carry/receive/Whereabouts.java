package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Bundles;
import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.Images;
import dev.ferry.carry.depot.PlainFiles;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.model.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Says where a thing lies in the depot, and what is done with it next. */
final class Whereabouts {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./-]+");

  private Whereabouts() {}

  /** No line for what is not there. */
  static List<Text> of(Depot depot, RootReceipt root) {
    Path place =
        switch (root.kind()) {
          case BUNDLE -> new Bundles(depot).folder(root.name());
          case IMAGE -> new Images(depot).recipe(root.name());
          case FILE -> new PlainFiles(depot).file(root.name());
        };
    List<Text> lines = new ArrayList<>();
    if (isHere(root) && Files.exists(place)) {
      lines.add(Text.of("  it lies in `%s`", "  位于 `%s`", place));
      Path installer = place.resolve("install.sh");
      if (Files.isRegularFile(installer)) {
        lines.add(
            Text.of("  install it: sh %s DIR", "  安装：sh %s 目录", quoted(installer.toString())));
      }
    }
    return lines;
  }

  private static boolean isHere(RootReceipt root) {
    return switch (root.state()) {
      case KEPT, PRESENT -> true;
      case WAITING, REFUSED -> false;
    };
  }

  /** As a shell takes it for one word. */
  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
