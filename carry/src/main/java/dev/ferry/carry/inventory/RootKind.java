package dev.ferry.carry.inventory;

import dev.ferry.model.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is carried as one thing, under one name. */
public enum RootKind {
  BUNDLE,
  IMAGE,
  FILE;

  /** The word in JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What people call it. */
  public Text words() {
    return switch (this) {
      case BUNDLE -> Text.of("bundle", "包");
      case IMAGE -> Text.of("image", "镜像");
      case FILE -> Text.of("file", "文件");
    };
  }

  /** The kind of a word. */
  public static Optional<RootKind> find(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }
}
